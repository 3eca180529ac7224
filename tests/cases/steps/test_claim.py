"""claim: one officer takes a case in charge, for ten days; it disqualifies nobody."""

import pytest

from ..cast import days
from .promises import entry, forbidden, refused, runs, stale, told_by


def test_who_does_not_examine_the_case_does_not_claim_it(walk):
    forbidden(walk, "claim", "camille", "jean", "marie", "parisa", "olga", "paul", "dora", "carl", "root")


def test_a_case_of_elsewhere_is_not_claimed(walk, cast):
    assert "Loiret" in stale(walk, "claim", cast.nina)


def test_what_a_colleague_has_claimed_is_not_claimed_again(walk, cast):
    walk.do("claim", cast.alice)
    assert "Alice" in refused(walk, "claim", cast.bob)
    assert "Alice" in refused(walk, "claim", cast.alice)


def test_whoever_is_asked_to_step_aside_claims_nothing(walk, cast):
    walk.identified().asked_aside(cast.alice)
    refused(walk, "claim", cast.alice)


@pytest.mark.parametrize("stage", ["reported", "in_review", "hearing", "deliberation"])
def test_a_case_is_claimed_at_every_stage_of_its_examination(walk, cast, stage):
    if stage != "reported":
        walk.in_review().do("release", cast.alice, why="Congés.")
    if stage in ("hearing", "deliberation"):
        walk.in_hearing()
    if stage == "deliberation":
        walk.opened().heard()
    basis = walk.case.basis
    case = walk.do("claim", cast.bob)
    assert (case.state, case.claimed_by, case.claimed_at, case.basis) == (stage, cast.bob, walk.at, basis)
    assert runs(walk)["claim"] == walk.at + days(10)
    assert told_by(walk) == {}
    assert (entry(walk).role, entry(walk).body) == ("federation", "45")


def test_a_decided_case_is_nobody_s_to_claim(walk, cast):
    walk.in_review().in_deliberation().warned()
    stale(walk, "claim", cast.alice)


def test_the_claim_of_somebody_who_left_office_counts_no_more(walk, cast):
    walk.do("claim", cast.alice)
    cast.alice.appointments.update(ended_at=walk.at)
    case = walk.do("claim", cast.bob)
    assert case.claimed_by == cast.bob
