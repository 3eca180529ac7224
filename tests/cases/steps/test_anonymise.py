"""anonymise: the second step of forgetting; nobody erases alone, and nothing is skipped."""

from cases.audit import faults
from cases.bookings import book
from cases.grammar import CLOCK
from cases.models import Booking

from ..cast import days
from ..sessions import a_session
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


def test_no_workshop_leads_to_the_member_any_more(walk, cast):
    """A place that was booked stays, like one that anybody books."""
    walk.in_review().do("order_workshop", cast.alice, by_on=(walk.at + days(20)).date())
    order = walk.case.training.get()
    book(a_session(at=walk.at + days(9)), cast.jean.member, at=walk.at, order=order)
    assert (order.member, Booking.objects.get().order) == (cast.jean.member, order)
    walk.dismissed().do("restrict", CLOCK, later=31)
    walk.do("anonymise", CLOCK, later=61)
    order.refresh_from_db()
    assert (order.member, order.bookings.count()) == (None, 0)
    assert Booking.objects.get().member == cast.jean.member


def test_what_was_sanctioned_is_kept_three_years(walk):
    walk.in_review().in_deliberation().warned().opened().tick(400)
    walk.do("restrict", CLOCK)
    walk.at = walk.case.closed_at + days(3 * 365 - 2)
    refused(walk, "anonymise", CLOCK)
    walk.do("anonymise", CLOCK, later=2)
    assert walk.case.member is None
