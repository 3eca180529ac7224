"""confirm_attendance: somebody came; the order is fulfilled."""

from cases.bookings import book, call_off
from tests.beginnings import beginning

from ..cast import days
from ..sessions import a_session
from .promises import forbidden, form, refused, says, told_by


@beginning
def ready(walk, cast):
    walk.in_review().do("order_workshop", cast.alice, by_on=(walk.at + days(60)).date())
    return walk


@beginning
def said(ready):
    return {"attended_on": (ready.at + days(1)).date()}


def test_who_does_not_examine_the_case_confirms_nothing(ready, said):
    forbidden(ready, "confirm_attendance", "camille", "jean", "marie", "olga", "paul", "carl", "root", **said)


def test_nothing_is_confirmed_that_was_not_ordered(walk, cast):
    walk.in_review()
    assert "Aucun atelier" in refused(walk, "confirm_attendance", cast.alice, attended_on=walk.at.date())


def test_nobody_came_to_a_workshop_of_tomorrow(ready, cast):
    refused(ready, "confirm_attendance", cast.alice, field="attended_on", attended_on=(ready.at + days(2)).date())


def test_whoever_is_asked_to_step_aside_confirms_nothing(ready, cast, said):
    ready.do("request_recusal", cast.jean, later=0, person=cast.alice, reason="dispute", why="Un procès.")
    refused(ready, "confirm_attendance", cast.alice, **said)


def test_who_came_has_done_what_was_asked(ready, cast, said):
    basis = ready.case.basis
    case = ready.do("confirm_attendance", cast.alice, **said)
    assert (case.training.get().attended_on, case.basis) == (said["attended_on"], basis)
    assert told_by(ready) == {}
    refused(ready, "confirm_attendance", cast.alice, **said)


def test_it_is_confirmed_after_the_case_is_closed(walk, cast):
    said = {"outcome": "workshop", "dismissal_reason": "", "reasons": "Un atelier.", "by_on": None}
    said["by_on"] = (walk.at + days(60)).date()
    walk.in_review().do("close_without_sanction", cast.alice, **said)
    case = walk.do("confirm_attendance", cast.alice, later=30, attended_on=(walk.at + days(20)).date())
    assert (case.state, case.outcome, case.training.waiting().exists()) == ("closed", "workshop", False)


@beginning
def booked(ready, cast):
    """A session in which Jean has the place that was asked of him, and one in which he came by."""
    session, other = a_session(at=ready.at + days(3)), a_session(at=ready.at + days(4))
    book(session, cast.jean.member, at=ready.at, order=ready.case.training.get())
    book(other, cast.jean.member, at=ready.at)
    return session, other


def test_a_session_is_confirmed_once_it_was_held_and_only_where_there_was_a_place(ready, cast, booked):
    session, other = booked
    assert "pas de place" in refused(ready, "confirm_attendance", cast.alice, field="session", session=session)
    ready.at = other.at
    for wrong in (other, a_session(at=ready.at - days(1))):
        assert "pas de place" in refused(ready, "confirm_attendance", cast.alice, field="session", session=wrong)
    both = {"session": session, "attended_on": session.day}
    assert "l’un des deux" in refused(ready, "confirm_attendance", cast.alice, field="attended_on", **both)
    assert "l’un des deux" in refused(ready, "confirm_attendance", cast.alice, field="attended_on")


def test_who_came_to_the_session_has_done_what_was_asked(ready, cast, booked):
    session, other = booked
    ready.at = other.at
    case = ready.do("confirm_attendance", cast.alice, session=session)
    assert case.training.get().attended_on == session.day
    assert session.bookings.get().attended_at == session.at and other.bookings.get().attended_at is None
    assert told_by(ready) == {}
    refused(ready, "confirm_attendance", cast.alice, session=session)


def test_what_was_called_off_was_attended_by_nobody(ready, cast, booked):
    session, other = booked
    call_off(session, at=ready.at)
    ready.at = other.at
    refused(ready, "confirm_attendance", cast.alice, field="session", session=session)
    assert list(form(ready, "confirm_attendance", cast.alice, None).fields["session"].queryset) == []


def test_the_form_offers_the_sessions_that_are_over(ready, cast, booked):
    session, other = booked
    ready.at = other.at
    assert list(form(ready, "confirm_attendance", cast.alice, None).fields["session"].queryset) == [session]
    assert says(ready, "confirm_attendance", cast.alice, {"session": session.pk}) == {}
    assert list(says(ready, "confirm_attendance", cast.alice, {"session": other.pk})) == ["session"]


def test_the_form_asks_for_the_day(ready, cast):
    assert says(ready, "confirm_attendance", cast.alice, {"attended_on": "2026-12-08"}) == {}
    assert list(says(ready, "confirm_attendance", cast.alice, {"attended_on": "8 décembre"})) == ["attended_on"]
