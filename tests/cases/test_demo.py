"""The demo: something for everybody who signs in, and a record as true as any other."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from django.db.models import F
from django.urls import reverse

from accounts.models import DeclaredAccount, Person
from cases.audit import faults
from cases.clock import sweep
from cases.demo.accounts import ACCOUNTS, PASSWORD
from cases.demo.plan import LEADING
from cases.demo.telling import tell
from cases.door import offers, steps
from cases.lifecycle import State
from cases.models import Case, Decision, Entry, Outcome, Report, Session, Workshop
from notifications.models import Delivery, Notice
from tests.beginnings import beginning

from .cast import a_report
from .years import CLOCKS, after_a_year

NOW = datetime(2027, 3, 10, 9, 0, tzinfo=UTC)
CASES, FEDERATIONS = sum(plan.cases for plan in LEADING), 5
UNTOLD = {"anonymise"}  # no story began so long ago


@beginning
def demo():
    """All leading stories; its value is what the procedure refused of them."""
    return tell(CASES, FEDERATIONS, now=NOW)


def person(email):
    return Person.objects.get(email=f"{email}@example.org")


def tab(name, email, *codes):
    who = person(email)
    bodies = codes or who.bodies_where("examine", at=NOW)
    return Case.objects.seen_by(who, at=NOW).tab(name, bodies, by=who, at=NOW)


# What is there --------------------------------------------------------------------------------------------------------


def test_every_story_is_told_to_its_end(demo):
    assert demo == []
    assert Case.objects.count() == CASES


def test_every_outcome_and_every_step_is_there(demo):
    assert set(Case.objects.values_list("outcome", flat=True)) == set(Outcome.values) | {""}
    assert set(steps()) - set(Entry.objects.values_list("step", flat=True)) == UNTOLD
    assert set(Decision.objects.values_list("kind", flat=True)) == set(Decision.Kind.values)


def test_its_record_is_true_and_nothing_is_overdue(demo):
    assert list(faults()) == []
    assert sweep(at=NOW) == 0
    assert not Entry.objects.filter(written_at__lt=F("at")).exists()
    assert not Entry.objects.filter(written_at__gt=NOW).exists()


def test_time_passes_in_one_direction(demo):
    """Whoever reads the centre or the closed cases, newest first, reads them in the order of time."""
    moments = list(Notice.objects.order_by("pk").values_list("letter__sent_at", flat=True))
    late = [before - after for before, after in pairwise(moments) if before > after]
    assert max(late, default=timedelta()) < timedelta(days=1)  # the clock goes once a day
    for case in Case.objects.all():
        told = list(case.entries.values_list("at", flat=True))
        assert told == sorted(told), case


def test_a_year_later_it_stands_where_it_would_however_often_the_clock_went(demo):
    """Nobody acts any more: every limit that ends does so at its date, even for a clock that goes once, at the end."""
    ends = {name: after_a_year(NOW, times) for name, times in CLOCKS.items()}
    assert len(ends["once"]) == CASES
    joined = Case.objects.exclude(joined_to=None)
    principals = dict(joined.values_list("reference", "joined_to__reference"))
    for reference, end in ends["daily"].items():
        assert ends["once"][reference] == ends["twice a day"][reference] == end, reference
        goes_with = principals.get(reference, reference)  # what was joined is forgotten with the other case
        deadlines = [*end["deadlines"], *ends["daily"][goes_with]["deadlines"]]
        due = {due_at for _kind, _from, due_at, *_rest in deadlines}
        assert {at for _step, role, at in end["record"] if role == "clock" and at > NOW} <= due, reference
    assert sum(len(end["record"]) for end in ends["daily"].values()) > Entry.objects.count()


def test_nobody_is_rung_at_and_what_is_old_is_read(demo):
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"post"}  # what nobody opened for a week
    unread = Notice.objects.filter(read_at=None, is_legal=False)
    assert unread.exists() and not unread.filter(created_at__lt=NOW - timedelta(days=5)).exists()


# For whom -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ACCOUNTS)
def test_each_account_signs_in_and_holds_its_office(demo, client, email):
    client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(Person.objects.get(email=email).pk)
    account, offices = ACCOUNTS[email], Person.objects.get(email=email).appointments.values_list("body", "office")
    assert list(offices) == ([(account.body, account.office)] if account.office else [])


def test_only_the_accounts_that_are_told_sign_in(demo):
    assert {one.email for one in Person.objects.all() if one.has_usable_password()} == set(ACCOUNTS)


def test_the_person_concerned_has_one_old_case_that_is_over(demo):
    [case] = Case.objects.filter(member__person=person("concerne"))
    assert (case.state, case.outcome) == ("closed", "advice")
    assert list(Case.objects.concerning(person("concerne"))) == [case]
    assert not case.measures.exists()


def test_a_report_on_the_declared_account_goes_straight_to_its_federation(demo):
    account = DeclaredAccount.objects.get(handle="jean_exemple45")
    assert account.confirmed_at and account.member.person == person("concerne")
    receipt = a_report(person("membre"), at=NOW, address="https://twitter.com/Jean_Exemple45/status/1", federation=None)
    assert (receipt.case.held_by_id, receipt.case.member) == ("45", account.member)
    examiner = person("instruction.45")
    assert [name for name in ("claim", "open_review") if offers(receipt.case, by=examiner, at=NOW)[name].refusal] == []


def test_the_member_finds_reports_in_several_states_with_letters(demo):
    states = Report.objects.made_by(person("membre")).values_list("case__state", flat=True)
    assert len(set(states)) >= 4
    assert Notice.objects.filter(recipient=person("membre")).count() > len(states)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        *((name, "instruction.45") for name in ("to_take", "mine", "late", "heard", "closed", "all")),
        *((name, "decision.45") for name in ("to_take", "mine", "heard")),
        *((name, "officier.75") for name in ("to_take", "heard", "all")),
        *((name, f"national.{n}") for n in (1, 2, 3) for name in ("to_take", "to_sign", "to_reread", "appeals", "all")),
    ],
)
def test_an_officer_finds_work_in_each_tab(demo, name, email):
    assert tab(name, email).exists()


def test_a_federation_finds_a_case_that_is_ready_to_be_decided(demo):
    open_to = [
        case for case in tab("heard", "decision.45")
        if "warn" in (open_ones := offers(case, by=person("decision.45"), at=NOW)) and not open_ones["warn"].refusal
    ]  # fmt: skip
    assert open_to
    assert all(offers(case, by=person("instruction.45"), at=NOW).get("warn") is None for case in open_to)


@pytest.mark.parametrize("step", ["suspend", "impose_interim", "lift_measure"])
def test_the_national_office_finds_a_second_signature_to_give(demo, step):
    offered = [
        offers(case, by=person(f"national.{number}"), at=NOW).get(step)
        for number in (1, 2) for case in tab("to_sign", f"national.{number}")
    ]  # fmt: skip
    assert [offer for offer in offered if offer and offer.refusal is None]


def test_the_panel_finds_an_appeal_to_seat_and_one_to_agree_to(demo):
    who = person("recours.2")
    appeals = Case.objects.known_to(who, at=NOW).filter(state=State.UNDER_APPEAL)
    open_steps = Counter(
        name for case in appeals for name, offer in offers(case, by=who, at=NOW).items() if offer.refusal is None
    )
    assert open_steps["seat"] and open_steps["decide_appeal"]


def test_a_member_has_a_place_in_a_workshop_and_finds_others_full_and_free(demo):
    member = person("membre").member
    coming = Session.objects.to_come(NOW)
    home = coming.filter(region=member.federation.region)
    assert coming.booked_by(member).count() == 1
    assert {bool(one.left) for one in home} == {True, False}
    assert coming.order_by().values("region").distinct().count() > 5
    assert Workshop.objects.exclude(sessions__in=coming).exists()
    assert not [one for one in Session.objects.all() if one.taken != one.bookings.count()]


def test_the_privacy_officer_finds_a_question_to_answer(demo):
    who = person("dpo")
    [case] = Case.objects.known_to(who, at=NOW).filter(restricted_at=None)
    assert offers(case, by=who, at=NOW)["answer_identity"].refusal is None


def test_a_letter_waits_to_be_opened_though_it_was_announced_again(demo):
    waiting = Entry.objects.filter(case__services__served_at=None, case__state="hearing", step="remind")
    assert waiting.exists()
