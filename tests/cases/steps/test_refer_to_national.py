"""refer_to_national: a report of facts, by the federation, by a call from above, or by the clock."""

import pytest

from cases.clock import sweep

from ..cast import MONDAY, days, limit
from .promises import entry, forbidden, picture, refused, runs, says, stale, told_by

SAID = {"facts": "Une menace grave, visible par tous."}
SECOND = days(1 / 86400)


@pytest.mark.parametrize("state", ["reported", "in_review", "deliberation"])
def test_who_does_not_hold_the_case_does_not_refer_it(walk, state):
    if state != "reported":
        walk.in_review()
    if state == "deliberation":
        walk.in_deliberation()
    forbidden(walk, "refer_to_national", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **SAID)


@pytest.mark.parametrize("state", ["reported", "in_review"])
def test_the_national_office_has_it_from_now_on(language, walk, cast, state):
    if state == "in_review":
        walk.in_review()
    case = walk.do("refer_to_national", cast.alice, **SAID)
    assert (case.state, case.held_by_id, case.claimed_by) == ("in_review", "national", None)
    assert set(runs(walk)) - {"inform"} == {"first_instance"}
    assert told_by(walk) == {"camille": ["moved.reporter"]}
    last = entry(walk)
    assert (last.role, last.body, last.held_by) == ("federation", "45", "national")
    assert last.content.answers == {"facts": "Une menace grave, visible par tous."}


def test_what_was_heard_is_heard_anew(language, walk, cast):
    walk.in_review().in_deliberation()
    case = walk.do("refer_to_national", cast.bob, **SAID)
    assert case.state == "in_review"
    assert (case.maximum, case.served_at, case.window_ends_at, case.heard_at, case.last_word_at) == (
        "", None, None, None, None,
    )  # fmt: skip
    assert told_by(walk) == {"camille": ["moved.reporter"], "jean": ["moved.concerned"]}


def test_the_national_office_calls_up_a_case_even_from_a_hearing(walk, cast):
    walk.in_review().in_hearing()
    assert "Contradictoire" in stale(walk, "refer_to_national", cast.alice, **SAID)
    case = walk.do("refer_to_national", cast.nina, **SAID)
    assert (case.state, case.held_by_id, entry(walk).role) == ("in_review", "national", "national")


def test_what_the_national_office_holds_is_not_referred_to_it(walk, cast):
    walk.in_review().referred()
    assert "déjà" in refused(walk, "refer_to_national", cast.nina, **SAID)
    assert "Bureau national" in stale(walk, "refer_to_national", cast.alice, **SAID)


def test_whoever_is_asked_to_step_aside_refers_nothing(walk, cast):
    walk.in_review()
    walk.case.recusals.create(person=cast.alice, reason="dispute", asked_by=cast.jean, asked_at=walk.at)
    assert "récusation" in refused(walk, "refer_to_national", cast.alice, **SAID)
    assert walk.do("refer_to_national", cast.bob, **SAID).held_by_id == "national"


def test_what_nobody_looks_at_goes_up_after_fourteen_days(language, walk):
    sweep(at=limit(14) - SECOND)
    assert walk.case.state == "reported"
    sweep(at=limit(14))
    case = walk.case
    assert (case.state, case.held_by_id) == ("in_review", "national")
    last = entry(walk)
    assert (last.role, last.body, last.content.by, last.at) == ("clock", "", None, limit(14))
    assert told_by(walk) == {"camille": ["moved.reporter"]}


def test_what_nobody_looks_at_up_there_opens_by_itself(cast, walk):
    walk.do("identify_author", cast.alice, member=cast.maire.member)  # holds a mandate
    assert (walk.case.state, walk.case.held_by_id) == ("reported", "national")
    sweep(at=limit(14))
    assert (walk.case.state, walk.case.held_by_id) == ("in_review", "national")


@pytest.mark.parametrize("state", ["in_review", "hearing", "deliberation"])
def test_a_federation_that_has_not_decided_after_six_weeks_loses_the_case(walk, state):
    walk.in_review()
    if state != "in_review":
        walk.in_hearing().opened()
    if state == "deliberation":
        walk.heard()
    sweep(at=limit(42) - SECOND)
    assert walk.case.held_by_id == "45"
    sweep(at=limit(42))
    case = walk.case
    assert (case.state, case.held_by_id, case.heard_at) == ("in_review", "national", None)
    assert runs(walk) == {"first_instance": limit(70)}


def test_the_clock_acts_once_and_says_when_it_was_due(walk):
    walk.tick(30)
    before = picture(walk.case)
    assert entry(walk).at == limit(14) and entry(walk).written_at == MONDAY + days(30)
    sweep(at=walk.at)
    assert picture(walk.case) == before


def test_the_form_asks_for_facts_and_for_no_measure(walk, cast):
    assert says(walk, "refer_to_national", cast.alice, SAID) == {}
    assert set(says(walk, "refer_to_national", cast.alice, SAID, facts="")) == {"facts"}
