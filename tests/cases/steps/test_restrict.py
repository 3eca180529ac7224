"""restrict: the first step of forgetting, at its day and not before."""

from cases.grammar import CLOCK

from ..cast import days
from .promises import entry, forbidden, refused, stale, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_nobody_forgets_by_hand(walk):
    forbidden(walk.dismissed(), "restrict", *PEOPLE)


def test_an_open_case_is_not_forgotten(walk):
    stale(walk, "restrict", CLOCK)


def test_not_before_its_redress_is_over(walk):
    walk.dismissed().at += days(28.9)
    assert "conservé" in refused(walk, "restrict", CLOCK)  # a day later


def test_a_dismissal_is_restricted_once_its_redress_is_over(walk):
    basis = walk.dismissed().case.basis
    case = walk.do("restrict", CLOCK, later=30)
    assert (case.restricted_at, case.state, case.basis) == (walk.at, "closed", basis)
    assert told_by(walk) == {}
    assert entry(walk).role == "clock"


def test_advice_is_restricted_at_once(walk, cast):
    said = {"outcome": "advice", "dismissal_reason": "", "reasons": "Un rappel.", "by_on": None}
    walk.in_review().do("close_without_sanction", cast.alice, **said)
    assert walk.do("restrict", CLOCK, later=0.01).restricted_at


def test_it_is_restricted_once(walk):
    walk.dismissed().do("restrict", CLOCK, later=31)
    refused(walk, "restrict", CLOCK)
