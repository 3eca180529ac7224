"""return_claim: what nobody works on for ten days goes back to all."""

from cases.grammar import CLOCK

from ..cast import days
from .promises import entry, forbidden, refused, runs, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_only_the_clock_takes_it_back(walk, cast):
    walk.do("claim", cast.alice)
    forbidden(walk, "return_claim", *PEOPLE)


def test_not_before_its_day(walk, cast):
    walk.do("claim", cast.alice)
    refused(walk, "return_claim", CLOCK)
    walk.tick(8.9)
    assert walk.case.claimed_by == cast.alice


def test_after_ten_days_it_is_for_all_again(walk, cast):
    walk.do("claim", cast.alice)
    claimed, basis = walk.at, walk.case.basis
    walk.tick(11)
    assert (walk.case.claimed_by, walk.case.claimed_at, walk.case.basis) == (None, None, basis)
    assert (entry(walk).step, entry(walk).at) == ("return_claim", claimed + days(10))
    assert "claim" not in runs(walk)
    assert told_by(walk) == {"alice": ["claim_returned.in_charge"]}
    walk.do("claim", cast.bob)


def test_who_gave_it_back_is_not_returned_from(walk, cast):
    walk.do("claim", cast.alice)
    walk.do("release", cast.alice, why="Congés.")
    walk.tick(11)
    assert not walk.case.entries.filter(step="return_claim").exists()


def test_who_left_office_loses_it_at_its_day(walk, cast):
    walk.do("claim", cast.alice)
    cast.alice.appointments.update(ended_at=walk.at)
    assert walk.case.claimant(walk.at) is None
    walk.tick(11)
    assert walk.case.claimed_by is None
    assert told_by(walk) == {}
