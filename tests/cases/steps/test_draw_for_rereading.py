"""draw_for_rereading: some dismissals are read again by the national office."""

import pytest

from cases.grammar import CLOCK

from .promises import entry, forbidden, refused, stale, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_only_the_clock_draws(walk):
    forbidden(walk.dismissed(), "draw_for_rereading", *PEOPLE)


def test_an_open_case_is_not_drawn(walk):
    stale(walk, "draw_for_rereading", CLOCK)


def test_what_was_sanctioned_is_not_drawn(walk):
    walk.in_review().in_deliberation().warned().opened().tick(400)
    assert walk.case.state == "closed"
    refused(walk, "draw_for_rereading", CLOCK)


def test_a_dismissal_is_drawn_once_and_nobody_is_told(walk):
    basis = walk.dismissed().case.basis
    case = walk.do("draw_for_rereading", CLOCK)
    row = case.rereadings.get()
    assert (row.drawn_at, row.read_by, row.agrees, case.basis) == (walk.at, None, None, basis)
    assert (case.state, case.outcome) == ("closed", "dismissed")
    assert told_by(walk) == {}
    assert entry(walk).role == "clock"
    refused(walk, "draw_for_rereading", CLOCK)


@pytest.mark.parametrize("outcome", ["out_of_scope", "withdrawn"])
def test_other_closings_without_examination_are_drawn_too(walk, cast, outcome):
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "Hors du champ.", "by_on": None}
    walk.do("close_without_sanction", cast.alice, **said)
    walk.do("draw_for_rereading", CLOCK)
