"""An office begins and ends at its hour, wherever its holder stands at that moment; being somebody gives nothing."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from guardian.models import GroupObjectPermission

from accounts.models import Appointment, Person
from cases.door import offers, perform
from cases.models import Case, Entry

from ..cast import days
from .worlds import appoint, appoint_everywhere


def office_of(person):
    return Appointment.objects.get(person=person)


def anew(person):
    """As the next request fetches somebody."""
    return Person.objects.get(pk=person.pk)


def ended(person, at):
    office_of(person).end(at=at)


def over_since_yesterday(person, at):
    Appointment.objects.filter(person=person).update(ends_on=(at - days(1)).date())


def not_begun(person, at):
    held = office_of(person)
    held.end(at=at - days(1))
    Appointment.objects.appoint(person, held.body, held.office, starts_on=(at + days(1)).date())


def out_of_its_group(person, at):
    person.groups.clear()


def without_the_power_of_its_group(person, at):
    GroupObjectPermission.objects.filter(group=office_of(person).group).delete()


def account_closed(person, at):
    Person.objects.filter(pk=person.pk).update(is_active=False)


ENDINGS = [ended, over_since_yesterday, not_begun, out_of_its_group, without_the_power_of_its_group, account_closed]


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda one: one.__name__)
def test_whoever_left_office_does_nothing_more_on_a_page_opened_before(walk, cast, ending):
    walk.in_review().in_deliberation()
    later = walk.at + days(1)
    page = walk.case
    assert "warn" in offers(page, by=cast.bob, at=later)
    seen, entries = page.basis, Entry.objects.count()
    ending(cast.bob, later)
    bob = anew(cast.bob)
    assert set(offers(walk.case, by=bob, at=later)) == {"attach_report"}
    with pytest.raises(PermissionDenied):
        perform(page, "warn", by=bob, at=later, seen=seen)
    assert not Case.objects.known_to(bob, at=later).exists()
    assert Entry.objects.count() == entries


def test_a_claim_counts_no_more_once_its_holder_left_office(walk, cast):
    walk.in_review()
    assert walk.case.claimant(walk.at) == cast.alice
    ended(cast.alice, walk.at)
    assert walk.case.claimant(walk.at) is None
    walk.do("claim", cast.bob)
    assert walk.case.claimed_by == cast.bob


def test_an_end_takes_one_office_and_leaves_the_other(walk, cast):
    second = appoint(cast.bob, "75", "decider")
    ended_here = Appointment.objects.get(person=cast.bob, body="45")
    ended_here.end(at=walk.at)
    assert not cast.bob.holds("warn", "45", at=walk.at)
    assert cast.bob.holds("warn", "75", at=walk.at)
    second.end(at=walk.at)
    assert not cast.bob.holds("warn", "75", at=walk.at)


def test_a_delegate_and_an_absent_officer_hold_nothing_by_being_that(walk, cast):
    walk.in_review().in_deliberation()
    held = office_of(cast.bob)
    held.delegate, held.absent_until = cast.marie, (walk.at + days(30)).date()
    before = set(offers(walk.case, by=cast.bob, at=walk.at))
    held.save()
    assert set(offers(walk.case, by=cast.marie, at=walk.at)) == {"attach_report"}
    assert set(offers(walk.case, by=cast.bob, at=walk.at)) == before
    assert not Case.objects.known_to(cast.marie, at=walk.at).exists()


def test_a_right_over_all_bodies_or_a_membership_by_hand_is_no_office(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()
    for power in Permission.objects.filter(content_type__app_label="accounts", content_type__model="body"):
        cast.marie.user_permissions.add(power)
        Group.objects.get(name="45:decider").permissions.add(power)
    cast.marie.groups.set(Group.objects.all())
    cast.root.groups.set(Group.objects.all())
    for person in (cast.marie, cast.root):
        person = anew(person)
        assert set(offers(walk.case, by=person, at=walk.at)) == {"attach_report"}
        assert not Case.objects.known_to(person, at=walk.at).exists()
    assert "suspend" not in offers(walk.case, by=cast.bob, at=walk.at)


def test_no_office_makes_one_a_judge_in_ones_own_case(walks, cast):
    was = {key: set(offers(walk.case, by=cast.jean, at=walk.at)) for key, walk in walks.items()}
    appoint_everywhere(cast.jean)
    assert was == {key: set(offers(walk.case, by=cast.jean, at=walk.at)) for key, walk in walks.items()}


@pytest.mark.parametrize(
    ("letter", "holder", "name"),
    [("R", "45", "alice"), ("H", "45", "bob"), ("D", "45", "bob"), ("W", "45", "bob"), ("D", "national", "nora"),
     ("P", "national", "nora"), ("A", "national", "paul")],
)  # fmt: skip
def test_who_is_asked_to_step_aside_may_only_do_so_until_another_has_answered(walk_to, cast, letter, holder, name):
    walk, person = walk_to(letter, holder), getattr(cast, name)
    walk.asked_aside(person)
    found = offers(walk.case, by=person, at=walk.at)
    open_ones = {one for one, offer in found.items() if offer.refusal is None}
    assert open_ones == {"declare_recusal", "attach_report"}


def test_a_panellist_who_left_office_sits_and_reads_no_more(walk_to, cast):
    walk = walk_to("A", "national")
    assert Case.objects.seen_by(cast.pia, at=walk.at).filter(pk=walk.case.pk).exists()
    ended(cast.pia, walk.at)
    pia = anew(cast.pia)
    assert set(offers(walk.case, by=pia, at=walk.at)) == {"attach_report"}
    assert not Case.objects.known_to(pia, at=walk.at).exists()
    assert not Case.objects.seen_by(pia, at=walk.at).exists()


def test_the_first_and_the_last_day_of_an_office_count_where_its_body_is(cast, walk):
    person = Person.objects.create_user("lea@example.org", name="Léa")
    held = Appointment.objects.appoint(
        person, office_of(cast.alice).body, "examiner", starts_on=date(2026, 12, 7), ends_on=date(2026, 12, 8)
    )
    first, last = walk.at.replace(hour=0), walk.at.replace(day=8, hour=22, minute=59)
    assert person.holds("examine", "45", at=first) and person.holds("examine", "45", at=last)
    assert not person.holds("examine", "45", at=last.replace(hour=23))
    assert held.office == "examiner"
