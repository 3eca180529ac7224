"""lapse: silence ends in favour of the member; on a revision the measure stays."""

import pytest

from cases.clock import sweep
from cases.grammar import CLOCK
from cases.models import Measure
from tests.beginnings import beginning

from ..cast import MONDAY, days, limit
from .promises import entry, forbidden, nothing_changes, picture, refused, runs, told_by

EVERYBODY = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "noah", "nora", "paul", "dora", "root"]
INSTANT = days(1 / 86400 / 1_000_000)
REVISION = {"kind": "revision", "grounds": "x", "new_evidence": "Un témoin.", "stay_asked": False}


@beginning
def national(walk):
    return walk.in_review().referred()


def test_nobody_lets_a_case_lapse_by_hand(national):
    forbidden(national, "lapse", *EVERYBODY)


def test_not_even_the_clock_before_its_day(national):
    assert "échéance" in refused(national, "lapse", CLOCK)
    national.do("inform", national.cast.nina)
    with nothing_changes(national):
        sweep(at=limit(70) - INSTANT)


@pytest.mark.parametrize("state", ["in_review", "hearing", "deliberation"])
def test_after_seventy_days_the_case_is_closed_in_favour_of_the_member(language, national, cast, state):
    if state != "in_review":
        national.in_hearing(cast.nina, "suspension").opened()
    if state == "deliberation":
        national.heard()
    if state == "hearing":
        national.do("ask_hearing", cast.jean)  # a hearing that nobody holds keeps no case open
    assert national.case.state == state
    sweep(at=limit(70))
    case = national.case
    assert (case.state, case.outcome, case.closed_at, runs(national)) == ("closed", "lapsed", limit(70), {})
    assert not Measure.objects.exists()
    office = {name: ["lapsed.national"] for name in ("nina", "noah", "nora")}
    both = {"camille": ["lapsed.reporter"], "jean": ["lapsed.concerned"]}
    assert told_by(national) == {**both, **office}
    decision = case.decisions.get()
    assert (decision.kind, decision.signed_by, decision.automated) == ("lapse", None, False)
    assert (entry(national).role, entry(national).act_sha256) == ("clock", decision.sha256)


def test_a_federation_never_lets_a_case_lapse_it_loses_it(walk):
    walk.in_review()
    sweep(at=MONDAY + days(69))
    assert (walk.case.state, walk.case.held_by_id) == ("in_review", "national")


def test_an_extension_moves_the_day_once(national, cast):
    national.do("extend_limit", cast.nina, days=30, why="Un témoin est à l’étranger.")
    sweep(at=limit(30, limit(70)) - INSTANT)
    assert national.case.state == "in_review"
    sweep(at=limit(30, limit(70)))
    assert national.case.outcome == "lapsed"


def test_an_interim_suspension_ends_with_it(national, cast):
    national.at = MONDAY + days(55)
    national.interim().opened()
    assert Measure.objects.restricting(cast.jean.member, limit(70) - INSTANT)
    sweep(at=limit(70))
    assert not Measure.objects.restricting(cast.jean.member, limit(70))
    assert told_by(national)["alice"] == ["effect.federation"]


def test_it_lapses_once(national):
    national.tick(100)
    before = picture(national.case)
    sweep(at=national.at)
    assert picture(national.case) == before


# Under appeal ---------------------------------------------------------------------------------------------------------


@beginning
def suspended(walk):
    return walk.in_review().suspended(days=365).opened()


def test_after_sixty_days_without_a_decision_the_effect_is_stayed(language, suspended, cast):
    suspended.appealed()
    sweep(at=limit(60, suspended.at) - INSTANT)
    assert Measure.objects.restricting(cast.jean.member, limit(60, suspended.at) - INSTANT)
    sweep(at=limit(60, suspended.at))
    assert not Measure.objects.restricting(cast.jean.member, limit(60, suspended.at))
    assert (suspended.case.state, set(runs(suspended)) & {"appeal", "appeal_limit"}) == (
        "under_appeal", {"appeal_limit"},
    )  # fmt: skip
    assert told_by(suspended)["jean"] == ["effect_stayed.concerned"]


def test_after_ninety_days_the_measure_is_void(language, suspended, cast):
    filed = suspended.appealed().at
    suspended.seated()
    sweep(at=limit(90, filed) - INSTANT)
    assert suspended.case.state == "under_appeal"
    sweep(at=limit(90, filed))
    case = suspended.case
    assert (case.state, case.outcome, case.closed_at) == ("closed", "annulled", limit(90, filed))
    assert case.measures.get().void_at == limit(90, filed)
    assert case.appeals.get().result == "lapsed"
    assert not case.is_sanctioned() and not case.elsewhere(case.closed_at).filter(counts=True).exists()
    told = told_by(suspended)
    assert (told["jean"], told["nina"], told["paul"]) == (["lapsed.concerned"], ["lapsed.national"], ["lapsed.panel"])
    assert told["camille"] == ["lapsed.reporter"]


def test_on_a_revision_the_measure_stays_and_its_effect_comes_back(language, suspended, cast):
    suspended.do("appeal", cast.jean, **REVISION)
    filed = suspended.at
    sweep(at=limit(60, filed))
    assert not Measure.objects.restricting(cast.jean.member, limit(60, filed))
    sweep(at=limit(90, filed))
    case = suspended.case
    assert (case.state, case.outcome, case.appealed_from) == ("suspended", "", "")
    assert case.measures.get().void_at is None
    assert Measure.objects.restricting(cast.jean.member, limit(90, filed))
    assert case.appeals.get().result == "lapsed"
    assert "camille" not in told_by(suspended)


def test_a_revision_that_found_a_closed_case_leaves_it_closed(walk, cast):
    walk.in_review().suspended(days=5).opened().tick(6)
    walk.do("appeal", cast.jean, **REVISION)
    walk.tick(91)
    assert (walk.case.state, walk.case.outcome) == ("closed", "completed")


def test_a_measure_that_would_have_ended_meanwhile_is_void_all_the_same(walk):
    walk.in_review().suspended(days=20).opened().appealed().tick(91)
    assert (walk.case.state, walk.case.outcome) == ("closed", "annulled")


def test_a_letter_that_was_never_served_is_not_waited_for_for_ever(walk, cast):
    """A revision before service: the ninety days of the letter end while the panel sits, and count afterwards."""
    walk.in_review().suspended(days=30)
    walk.do("appeal", cast.jean, **REVISION)
    walk.tick(91)
    assert (walk.case.state, walk.case.outcome) == ("closed", "lapsed")
