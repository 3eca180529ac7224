"""anonymise: the second step of forgetting; nobody erases alone, and nothing is skipped."""

from cases.audit import faults
from cases.grammar import CLOCK

from ..cast import days
from .promises import forbidden, refused, stale, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_nobody_erases_by_hand(walk):
    forbidden(walk.dismissed(), "anonymise", *PEOPLE)


def test_an_open_case_is_not_erased(walk):
    stale(walk, "anonymise", CLOCK)


def test_not_before_its_day_even_if_it_is_restricted(walk):
    walk.dismissed().do("restrict", CLOCK, later=31)
    refused(walk, "anonymise", CLOCK)


def test_not_before_it_was_restricted(walk):
    walk.dismissed().at += days(100)
    assert "d’abord restreint" in refused(walk, "anonymise", CLOCK)


def test_the_member_goes_and_the_proof_stays(walk):
    walk.in_review().dismissed().do("restrict", CLOCK, later=31)
    entries = walk.case.entries.count()
    case = walk.do("anonymise", CLOCK, later=61)
    assert (case.anonymised_at, case.member, case.outcome) == (walk.at, None, "dismissed")
    assert case.entries.count() == entries + 1
    assert told_by(walk) == {}
    assert list(faults()) == []
    refused(walk, "anonymise", CLOCK)


def test_what_was_sanctioned_is_kept_three_years(walk):
    walk.in_review().in_deliberation().warned().opened().tick(400)
    walk.do("restrict", CLOCK)
    walk.at = walk.case.closed_at + days(3 * 365 - 2)
    refused(walk, "anonymise", CLOCK)
    walk.do("anonymise", CLOCK, later=2)
    assert walk.case.member is None
