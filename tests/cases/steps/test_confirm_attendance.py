"""confirm_attendance: somebody came; the order is fulfilled."""

from tests.beginnings import beginning

from ..cast import days
from .promises import forbidden, refused, says, told_by


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


def test_the_form_asks_for_the_day(ready, cast):
    assert says(ready, "confirm_attendance", cast.alice, {"attended_on": "2026-12-08"}) == {}
    assert list(says(ready, "confirm_attendance", cast.alice, {"attended_on": "8 décembre"})) == ["attended_on"]
