"""order_workshop: education before or beside a measure; never a sanction, never an antecedent."""

import pytest

from cases.bookings import call_off
from cases.clock import sweep
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import days
from ..sessions import AWAY, a_session
from .promises import forbidden, form, nothing_changes, refused, says, stale, told_by


@beginning
def ready(walk):
    return walk.in_review()


@beginning
def said(ready):
    return {"by_on": (ready.at + days(60)).date()}


def test_who_does_not_examine_the_case_orders_no_workshop(ready, said):
    forbidden(ready, "order_workshop", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_no_workshop_is_ordered_at_triage_nor_while_the_person_answers_nor_afterwards(walk, cast):
    said = {"by_on": (walk.at + days(60)).date()}
    stale(walk.identified(), "order_workshop", cast.alice, **said)
    stale(walk.in_review().in_hearing(), "order_workshop", cast.alice, **said)


def test_no_workshop_is_ordered_in_a_closed_case(ready, cast, said):
    ready.dismissed()
    stale(ready, "order_workshop", cast.alice, **said)


def test_no_workshop_is_due_on_a_day_that_has_passed(ready, cast):
    refused(ready, "order_workshop", cast.alice, field="by_on", by_on=ready.at.date())


@pytest.mark.parametrize("stage", ["in_review", "deliberation", "warned"])
def test_the_member_is_told_and_keeps_a_clean_sheet(language, ready, cast, said, stage):
    if stage != "in_review":
        ready.in_deliberation()
    if stage == "warned":
        ready.warned()
    basis = ready.case.basis
    case = ready.do("order_workshop", cast.alice, **said)
    order = case.training.get()
    assert (order.member, order.by_on, order.attended_on) == (cast.jean.member, said["by_on"], None)
    assert (case.state, case.basis) == (stage, basis)
    assert case.informed_at is not None
    assert case.measures.filter(kind="warning").exists() == (stage == "warned")
    assert told_by(ready) == {"jean": ["workshop_ordered.concerned"]}


def test_whoever_does_not_follow_it_is_reproached_nothing(ready, cast):
    """Its day passes: nothing follows from that, and nothing of it stands against him or her."""
    ready.do("order_workshop", cast.alice, by_on=(ready.at + days(10)).date())
    with nothing_changes(ready):
        assert sweep(at=ready.at + days(12)) == 0
    ready.at += days(12)
    case = ready.dismissed().case
    assert not case.is_sanctioned() and not case.elsewhere(ready.at).exists()


def test_it_is_a_session_or_a_day_and_a_session_to_come(ready, cast, said):
    session, over = a_session(at=ready.at + days(20)), a_session(at=ready.at - days(1))
    off = a_session(at=ready.at + days(20))
    call_off(off, at=ready.at)
    off.refresh_from_db()
    assert "l’un des deux" in refused(ready, "order_workshop", cast.alice, field="by_on")
    assert "l’un des deux" in refused(ready, "order_workshop", cast.alice, field="by_on", session=session, **said)
    for wrong in (over, off):
        assert "passée ou annulée" in refused(ready, "order_workshop", cast.alice, field="session", session=wrong)


def test_a_session_that_is_proposed_is_booked_by_nobody_but_the_person(language, ready, cast):
    session = a_session(at=ready.at + days(20))
    case = ready.do("order_workshop", cast.alice, session=session)
    order = case.training.get()
    assert (order.session, order.by_on) == (session, session.day)
    assert told_by(ready) == {"jean": ["workshop_ordered.concerned"]}
    body = Letter.objects.get(act="workshop_ordered").body
    assert "12 rue du Lac, Orléans" in body and {"fr": "jamais une faute", "en": "never a fault"}[language] in body
    assert session.bookings.count() == 0


def test_the_form_asks_for_a_session_near_the_person_or_for_a_day(ready, cast):
    near, _away = a_session(at=ready.at + days(20)), a_session(at=ready.at + days(20), region=AWAY)
    a_session(at=ready.at + days(20), places=0)
    asked = form(ready, "order_workshop", cast.alice, None)
    assert list(asked.fields["session"].queryset) == [near]
    assert "12 rue du Lac" in asked.fields["session"].label_from_instance(near)
    assert says(ready, "order_workshop", cast.alice, {"by_on": "2027-03-01"}) == {}
    assert says(ready, "order_workshop", cast.alice, {"session": near.pk}) == {}
    for wrong in ("2027-02-30", "0000-00-00", "x"):
        assert list(says(ready, "order_workshop", cast.alice, {"by_on": wrong})) == ["by_on"]
    for wrong in ("x", "999999", "9" * 30):
        assert list(says(ready, "order_workshop", cast.alice, {"session": wrong})) == ["session"]
