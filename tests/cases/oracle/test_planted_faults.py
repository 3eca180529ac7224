"""Would chance notice? A guard is taken out of the house, or a line of a step: the machine must find the difference."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from cases.door import steps
from cases.guards import (
    agreement,
    at_a_federation_or_untriaged,
    clock_waits_for,
    fresh_eyes,
    held_by_a_federation,
    not_returned_before,
    reopened_rightly,
    sanction_stands,
    signed_by_another,
)
from cases.limits import LIMITS
from cases.models import Case, Deadline, Measure
from cases.models.deadline import Agenda
from cases.models.moves import Moves

from ..cast import limit
from .machine import run_machine

DIFFERENCE = r"only the house|does not stand|is closed|knows no way|should"
ENDS = clock_waits_for("measure_end", "probation_end", "unserved")
UNGUARDED = [
    ("suspend", "deliberation", signed_by_another, "proposed"),
    ("suspend", "deliberation", fresh_eyes, "proposed"),
    ("warn", "deliberation", fresh_eyes, "proposed"),
    ("decide_appeal", "under_appeal", agreement(completes=True), "warned and appealed"),
    ("appeal", "closed", sanction_stands, "dismissed"),
    ("reopen", "closed", reopened_rightly, "warned"),
    ("transfer", "in_review", held_by_a_federation, "in review"),
    ("refer_to_national", "deliberation", at_a_federation_or_untriaged, "proposed"),
    ("return_to_federation", "in_review", not_returned_before, "in review"),
    ("end_measure", "warned", ENDS, "warned"),
]


@contextmanager
def without(guard, step, state):
    """The house, this guard being gone from this step."""
    needs = steps()[step][state].needs
    place = needs.index(guard)
    needs.remove(guard)
    try:
        yield
    finally:
        needs.insert(place, guard)


def difference_found(cast, start):
    with pytest.raises(AssertionError, match=DIFFERENCE) as found:
        run_machine(cast, [start], examples=30, steps=15)
    return str(found.value)


def calendar_days(agenda, kind, at):
    return at + timedelta(days=agenda.case.parameter(LIMITS[kind].parameter))


def window_from_sending(case, grievance, at):
    """The fault: the window opens when the letter is sent, and not when it is opened."""
    case.served_at, case.window_ends_at = at, limit(grievance.window_days, grievance.notified_at)
    case.agenda.start("reply", at=at, due_at=case.window_ends_at)


# What is broken, by what, and where a case begins that shows it.
MISCOUNTED = {
    "days of interim suspension do not count": (Measure, "_take_credit", lambda one, at: one.case.stop_interim(at),
                                                "suspended meanwhile"),
    "a renewal begins at once": (Measure, "_end_of_what_it_renews", lambda one, at: at, "suspended meanwhile"),
    "a window opens with sending": (Moves, "_open_window", window_from_sending, "in review"),
    "days off count like others": (Agenda, "_after", calendar_days, "reported"),
    "more days are not given": (Agenda, "prolong", lambda *given: None, "in hearing"),
    "a deadline outlives its state": (Deadline, "runs", lambda one, case: True, "reported"),
}  # fmt: skip


@pytest.mark.parametrize(("place", "name", "fault", "start"), MISCOUNTED.values(), ids=MISCOUNTED)
def test_a_date_that_is_miscounted_is_noticed(cast, monkeypatch, place, name, fault, start):
    monkeypatch.setattr(place, name, fault)
    assert "should" in difference_found(cast, start)


def named(one):
    return getattr(one, "__name__", one)


@pytest.mark.parametrize(("step", "state", "guard", "start"), UNGUARDED, ids=named)
def test_a_guard_that_is_gone_is_missed(cast, step, state, guard, start):
    with without(guard, step, state):
        assert step in difference_found(cast, start)


def test_a_hearing_that_is_not_forgotten_is_noticed(cast, monkeypatch):
    """Whoever takes the case over hears the person anew."""
    monkeypatch.setattr(Case, "forget_hearing", lambda case: None)
    assert "does not stand" in difference_found(cast, "deliberated")


def test_a_case_that_is_not_handed_over_is_noticed(cast, monkeypatch):
    monkeypatch.setattr(Case, "hand_to", lambda case, code: None)
    assert "knows no way" in difference_found(cast, "in review")
