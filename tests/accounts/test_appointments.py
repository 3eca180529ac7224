"""An appointment gives powers and takes them back in its own transaction; its days are those of its body."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.deletion import ProtectedError
from guardian.models import GroupObjectPermission

from accounts.models import Appointment, Body, Person
from accounts.powers import OFFICES

from .conftest import MONDAY, NEW_YEAR, afresh, appointed

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def groups(person):
    return {group.name for group in person.groups.all()}


def warns(person, at=MONDAY, code="45"):
    return afresh(person).holds("warn", code, at=at)


@pytest.mark.parametrize(
    ("code", "office"),
    [("45", "national_officer"), ("45", "panellist"), ("45", "privacy_officer"), ("45", "king"),
     ("national", "decider"), ("national", "panellist"), ("recours", "national_officer"), ("donnees", "examiner")],
)  # fmt: skip
def test_an_office_of_another_kind_of_body_is_refused_and_leaves_nothing(alice, code, office):
    with pytest.raises(ValidationError, match="n’existe pas dans cette instance"):
        appointed(alice, Body.objects.get(code=code), office)
    assert not Appointment.objects.exists()
    assert not Group.objects.exists()


def test_an_office_that_ends_before_it_begins_is_refused(alice, loiret):
    with pytest.raises(ValidationError, match="avant de commencer"):
        appointed(alice, loiret, ends_on=NEW_YEAR - timedelta(days=1))
    assert not Appointment.objects.exists()


def test_powers_come_with_the_appointment(alice, loiret):
    given = appointed(alice, loiret)
    assert str(given) == "Alice: decider in 45"
    assert groups(alice) == {"45:decider"}
    assert warns(alice)


def test_an_appointment_that_is_rolled_back_gives_nothing(alice, loiret):
    with transaction.atomic():
        appointed(alice, loiret)
        transaction.set_rollback(True)
    assert groups(alice) == set()
    assert not Appointment.objects.exists()
    assert not warns(alice)


def test_an_appointment_whose_group_fails_is_not_made(alice, loiret, monkeypatch):
    def fails(*groups):
        raise RuntimeError

    monkeypatch.setattr(type(alice.groups), "add", fails)
    with pytest.raises(RuntimeError):
        appointed(alice, loiret)
    assert not Appointment.objects.exists()


def test_an_end_that_is_rolled_back_takes_nothing(alice, loiret):
    given = appointed(alice, loiret)
    with transaction.atomic():
        given.end(at=MONDAY)
        transaction.set_rollback(True)
    assert groups(alice) == {"45:decider"}
    assert warns(alice, LATER)


def test_an_end_takes_the_powers_at_that_very_moment(alice, loiret):
    appointed(alice, loiret).end(at=MONDAY)
    assert groups(alice) == set()
    assert not warns(alice)
    assert not warns(alice, LATER)


def test_the_object_in_hand_knows_at_once(alice, loiret):
    given = appointed(alice, loiret)
    assert alice.holds("warn", "45", at=MONDAY)
    given.person = alice
    given.end(at=MONDAY)
    assert not alice.holds("warn", "45", at=MONDAY)


def test_what_has_ended_stays_ended_as_it_did(alice, loiret):
    given = appointed(alice, loiret)
    given.end(at=MONDAY)
    given.end(at=LATER)
    assert Appointment.objects.get().ended_at == MONDAY


def test_two_appointments_to_one_office_end_one_by_one(alice, loiret):
    first, second = appointed(alice, loiret), appointed(alice, loiret)
    first.end(at=MONDAY)
    assert groups(alice) == {"45:decider"}
    assert warns(alice, LATER)
    second.end(at=LATER)
    assert groups(alice) == set()
    assert not warns(alice, LATER)


def test_one_office_of_two_is_taken_and_the_other_stays(alice, loiret):
    appointed(alice, loiret, "examiner")
    appointed(alice, loiret, "decider").end(at=MONDAY)
    assert not warns(alice)
    assert afresh(alice).holds("examine", "45", at=MONDAY)


def test_the_end_of_one_leaves_a_colleague_in_office(alice, bob, loiret):
    appointed(bob, loiret)
    appointed(alice, loiret).end(at=MONDAY)
    assert warns(bob, LATER)


@pytest.mark.parametrize(
    ("code", "begins"),
    [
        ("45", datetime(2026, 12, 7, 23, 0, tzinfo=UTC)),
        ("971", datetime(2026, 12, 8, 4, 0, tzinfo=UTC)),
        ("974", datetime(2026, 12, 7, 20, 0, tzinfo=UTC)),
    ],
)
def test_the_first_day_begins_and_the_last_day_ends_by_the_clock_of_the_body(alice, code, begins):
    body, instant = Body.objects.get(code=code), timedelta(microseconds=1)
    appointed(alice, body, starts_on=date(2026, 12, 8), ends_on=date(2026, 12, 9))
    ends = begins + timedelta(days=2)
    moments = [begins - instant, begins, ends - instant, ends]
    assert [warns(alice, at, code) for at in moments] == [False, True, True, False]


def test_a_last_day_counts_though_nobody_ends_the_appointment(alice, loiret):
    appointed(alice, loiret, ends_on=MONDAY.date())
    assert warns(alice)
    assert not warns(alice, LATER)
    assert groups(alice) == {"45:decider"}


def test_a_delegate_holds_nothing_by_it(alice, bob, loiret):
    given = appointed(alice, loiret)
    given.absent_until, given.delegate = date(2026, 12, 31), bob
    given.save()
    assert not warns(bob)
    assert list(Person.objects.holding("warn", "45", at=MONDAY)) == [alice]


@pytest.mark.parametrize(("until", "trained"), [(None, False), (date(2026, 12, 6), False), (date(2026, 12, 7), True)])
def test_a_training_counts_until_its_last_day(alice, loiret, until, trained):
    appointed(alice, loiret)
    Appointment.objects.update(trained_until=until)
    assert alice.is_trained("45", at=MONDAY) is trained


def test_a_training_counts_in_its_body_and_while_the_office_lasts(alice, loiret, paris):
    given = appointed(alice, loiret)
    appointed(alice, paris)
    Appointment.objects.filter(body=loiret).update(trained_until=date(2027, 1, 1))
    assert alice.is_trained("45", at=MONDAY)
    assert not alice.is_trained("75", at=MONDAY)
    given.end(at=MONDAY)
    assert not alice.is_trained("45", at=MONDAY)


def test_who_held_an_office_is_never_deleted(alice, loiret):
    appointed(alice, loiret).end(at=MONDAY)
    with pytest.raises(ProtectedError):
        alice.delete()


def test_a_group_has_the_powers_of_its_office_on_its_body_and_no_other(alice, loiret):
    appointed(alice, loiret)
    granted = GroupObjectPermission.objects.values_list("group__name", "object_pk", "permission__codename")
    assert set(granted) == {("45:decider", "45", power) for power in OFFICES["decider"].powers}


def test_groups_follow_what_offices_give_today(alice, loiret, monkeypatch):
    appointed(alice, loiret)
    monkeypatch.setitem(OFFICES, "decider", OFFICES["decider"]._replace(powers=frozenset({"warn"})))
    Appointment.objects.refresh_groups()
    assert not afresh(alice).holds("examine", "45", at=MONDAY)
    assert warns(alice)
