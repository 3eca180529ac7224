"""anonymise: the second step of forgetting; nobody erases alone, and nothing is skipped.

The days of each outcome: test_retention.py.
"""

import pytest

from cases.audit import faults
from cases.bookings import book
from cases.door import perform
from cases.grammar import CLOCK, Refused
from cases.models import Booking, Case

from ..cast import days
from ..sessions import a_session
from .promises import entry, forbidden, refused, spoil, stale

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_nobody_erases_by_hand(walk):
    forbidden(walk.dismissed(), "anonymise", *PEOPLE)


def test_an_open_case_is_not_erased(walk):
    stale(walk, "anonymise", CLOCK)


def test_not_before_its_day_even_if_it_is_restricted(walk):
    assert "conservé" in refused(walk.dismissed().tick(31), "anonymise", CLOCK)


def test_not_before_it_was_restricted(walk):
    walk.dismissed()
    spoil(walk, due_at=None)  # the clock did not go
    walk.at += days(100)
    assert "d’abord restreint" in refused(walk, "anonymise", CLOCK)


def test_the_member_goes_and_the_proof_stays(walk):
    walk.in_review().dismissed()
    entries = walk.case.entries.count()
    case = walk.tick(70).case
    assert (case.anonymised_at, case.member, case.outcome) == (entry(walk).at, None, "dismissed")
    assert [one.step for one in case.entries.all()][entries:] == ["restrict", "anonymise"]
    assert list(faults()) == []


def test_no_step_is_taken_of_it_any_more(walk, cast):
    walk.in_review().dismissed().tick(70)
    for name, by in (("anonymise", CLOCK), ("ask_identity", cast.nina), ("reopen", cast.nina)):
        stale(walk, name, by)
    assert not walk.case.deadlines.open().exists()
    with pytest.raises(Refused):
        perform(walk.case, "restrict", by=CLOCK, at=walk.at)


def test_what_was_joined_to_it_goes_with_it(walk, joined):
    walk.dismissed().tick(70)
    assert {one.anonymised_at for one in Case.objects.all()} == {walk.case.anonymised_at} != {None}
    assert list(faults()) == []


def test_no_workshop_leads_to_the_member_any_more(walk, cast):
    """A place that was booked stays, like one that anybody books."""
    walk.in_review().do("order_workshop", cast.alice, by_on=(walk.at + days(20)).date())
    order = walk.case.training.get()
    book(a_session(at=walk.at + days(9)), cast.jean.member, at=walk.at, order=order)
    assert (order.member, Booking.objects.get().order) == (cast.jean.member, order)
    walk.dismissed().tick(70)
    order.refresh_from_db()
    assert (order.member, order.bookings.count()) == (None, 0)
    assert Booking.objects.get().member == cast.jean.member
