"""What the procedure promises as a whole, asked of every stand that a case may ever come to."""

import pytest

from . import model
from .model import (
    CLOSED,
    DELIBERATION,
    HARDNESS,
    IN_REVIEW,
    MEASURED,
    NATIONAL,
    PROBATION,
    STATES,
    STEPS,
    SUSPENDED,
    UNDER_APPEAL,
    WAYS,
    reached,
)

STANDS = reached()
MOVES = [move for moves in STANDS.values() for move in moves]


def how_hard(state):
    return HARDNESS.index(state) if state in HARDNESS else 0


def by_the_clock(move):
    return "clock" in move.actors


def test_nobody_is_sanctioned_unheard():
    assert [stand for stand in STANDS if stand.state in MEASURED and not stand.heard] == []


def test_no_federation_suspends():
    into = [move for move in MOVES if move.end.state in (SUSPENDED, PROBATION) and move.start.state == DELIBERATION]
    assert into
    assert {(move.start.level, *move.actors) for move in into} == {(NATIONAL, NATIONAL)}


def test_a_suspension_is_held_nationally_for_as_long_as_it_runs():
    assert {stand.level for stand in STANDS if stand.state in (SUSPENDED, PROBATION)} == {NATIONAL}


def test_without_the_national_office_and_the_panel_nobody_is_suspended():
    alone = reached([model.Stand()], only=lambda move: bool(move.actors - {"national", "panel"}))
    assert {stand.state for stand in alone} == set(STATES) - {SUSPENDED, PROBATION}


def test_no_appeal_makes_it_worse():
    ended = [move for move in MOVES if move.start.state == UNDER_APPEAL]
    assert ended
    assert [move for move in ended if how_hard(move.end.state) > how_hard(move.start.found)] == []


def test_nobody_is_prosecuted_again_after_a_sanction():
    again = [move for move in MOVES if move.start.state == CLOSED and move.end.state == IN_REVIEW]
    assert {move.start.outcome for move in again} == {"dismissed", "cleared", "lapsed"}


def test_a_case_is_returned_once_and_looked_at_twice_once():
    assert [move for move in MOVES if move.way.name == "return" and move.start.returned] == []
    assert [move for move in MOVES if move.way.name == "second_look" and move.start.looked_twice] == []


def test_the_clock_never_makes_it_worse():
    alone = [move for move in MOVES if by_the_clock(move) and move.start.state != UNDER_APPEAL]
    assert alone
    assert [move for move in alone if how_hard(move.end.state) > how_hard(move.start.state)] == []


def test_the_clock_leaves_every_open_stand():
    stuck = [stand for stand, moves in STANDS.items() if stand.state != CLOSED and not any(map(by_the_clock, moves))]
    assert stuck == []


def test_the_clock_alone_always_ends_in_closed():
    ending = {stand for stand in STANDS if stand.state == CLOSED}
    while more := {stand for stand in STANDS.keys() - ending if ends_alone(stand, ending)}:
        ending |= more
    assert STANDS.keys() - ending == set()


def ends_alone(stand, ending):
    """Does whatever the clock does here lead to where it is known to end?"""
    left = [move.end for move in STANDS[stand] if by_the_clock(move)]
    return bool(left) and all(end in ending for end in left)


def test_every_state_is_reached():
    assert {stand.state for stand in STANDS} == set(STATES)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_every_way_is_taken_from_every_state_that_it_names(way):
    assert {move.start.state for move in MOVES if move.way is way} == set(way.sources)


def test_there_are_seventeen_steps_from_state_to_state():
    assert len(STEPS) == 17
