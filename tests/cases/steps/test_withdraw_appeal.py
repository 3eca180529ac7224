"""withdraw_appeal: the measure is as it was, and nothing of the appeal stays."""

import pytest

from cases.models import Measure
from tests.beginnings import beginning

from .promises import entry, forbidden, runs, says, stale, told_by

OTHERS = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


@beginning
def warned(walk):
    return walk.in_review().in_deliberation().warned().opened()


@beginning
def suspended(walk):
    return walk.in_review().suspended(days=180, suspended_days=30, probation_months=12).opened()


def test_nobody_else_withdraws_it(warned):
    forbidden(warned.appealed().seated(), "withdraw_appeal", *OTHERS)


def test_the_case_is_where_the_appeal_found_it(language, warned, cast):
    before = runs(warned)
    warned.appealed()
    case = warned.do("withdraw_appeal", cast.jean)
    assert (case.state, case.appealed_from, case.outcome) == ("warned", "", "")
    assert case.appeals.get().withdrawn_at == warned.at and case.open_appeal() is None
    assert runs(warned) == before
    office, panel = ["appeal_withdrawn.national"], ["appeal_withdrawn.panel"]
    assert told_by(warned) == {
        "jean": ["appeal_withdrawn.concerned"], "nina": office, "noah": office, "nora": office,
        "paul": panel, "pia": panel, "petra": panel,
    }  # fmt: skip
    assert (entry(warned).came_from, entry(warned).went_to) == ("under_appeal", "warned")


def test_a_probation_is_a_probation_again(suspended, cast):
    suspended.tick(160)
    assert suspended.case.state == "probation"
    said = {"kind": "revision", "grounds": "x", "new_evidence": "Un témoin.", "stay_asked": False}
    suspended.do("appeal", cast.jean, **said)
    assert suspended.do("withdraw_appeal", cast.jean).state == "probation"


@pytest.mark.parametrize("outcome", ["completed", "lifted"])
def test_what_was_closed_is_closed_as_it_was(walk, cast, outcome):
    walk.in_review().suspended(days=5).opened()
    if outcome == "completed":
        walk.tick(6)
    else:
        walk.proposed("lift", days=None).signed("lift_measure")
    walk.appealed()
    case = walk.do("withdraw_appeal", cast.jean)
    assert (case.state, case.outcome, runs(walk)) == ("closed", outcome, {})


def test_an_effect_that_was_stayed_runs_again(suspended, cast):
    suspended.appealed().seated()
    suspended.do("stay_effect", cast.paul, why="Un doute sérieux.")
    assert not Measure.objects.restricting(cast.jean.member, suspended.at)
    suspended.do("withdraw_appeal", cast.jean)
    assert Measure.objects.restricting(cast.jean.member, suspended.at)


def test_what_is_withdrawn_is_not_withdrawn_again(warned, cast):
    warned.appealed()
    warned.do("withdraw_appeal", cast.jean)
    stale(warned, "withdraw_appeal", cast.jean)


def test_the_form_asks_nothing(warned, cast):
    assert says(warned.appealed(), "withdraw_appeal", cast.jean, {}) == {}
