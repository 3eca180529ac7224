"""forget_reporters: who reported is known no more two months after closing, though the case is kept longer."""

import pytest

from cases.audit import faults
from cases.grammar import CLOCK
from cases.legal_time import months_after
from cases.models import IdentityRequest, Report, ReporterIdentity
from notifications.models import Letter, Notice

from ..cast import days
from .promises import entry, forbidden, refused, stale, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def over(walk):
    """A warning of a year, which is kept three months after its end."""
    walk.in_review().in_deliberation().warned().opened().tick(367)
    assert walk.case.state == "closed"
    return walk


def test_nobody_does_it_by_hand(walk):
    forbidden(walk.dismissed(), "forget_reporters", *PEOPLE)


def test_not_of_an_open_case(walk):
    stale(walk, "forget_reporters", CLOCK)


def test_not_before_its_day(walk):
    refused(over(walk), "forget_reporters", CLOCK)


def test_two_months_after_closing_nobody_is_behind_the_seal_and_the_report_stays_counted(walk, cast):
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Une plainte est déposée.")
    over(walk)
    due = months_after(walk.case.closed_at, 2, zone=walk.case.zone)
    assert walk.case.due("identity") == due
    walk.at = due - days(1 / 86400)
    assert walk.tick(0).case.reports.filter(identity__isnull=False).exists()
    walk.at = due
    walk.tick(0)
    assert (entry(walk).step, entry(walk).role, entry(walk).at) == ("forget_reporters", "clock", due)
    assert not ReporterIdentity.objects.exists() and not IdentityRequest.objects.exists()
    assert not Notice.objects.filter(recipient=cast.camille).exists()
    assert not Letter.objects.filter(audience="reporter").exclude(body="").exists()
    assert (walk.case.reports_count, walk.case.reports.get().explanation) == (1, walk.report.explanation)
    assert Notice.objects.filter(recipient=cast.jean).exists()
    assert told_by(walk) == {} and list(faults()) == []


def test_once_and_no_step_starts_it_again(walk, cast):
    over(walk).tick(70)
    walk.do("hold_for_law", cast.nina, until=(walk.at + days(9)).date(), why="Une plainte est déposée.")
    assert walk.case.due("identity") is None
    refused(walk, "forget_reporters", CLOCK)


def test_whoever_reported_has_no_standing_any_more(walk, cast):
    over(walk).tick(70)
    assert not walk.case.has_party("reporter", cast.camille)
    assert not Report.objects.made_by(cast.camille).exists()


def test_not_while_a_court_may_ask(walk, cast):
    over(walk)
    until = (walk.at + days(150)).date()
    walk.do("hold_for_law", cast.nina, until=until, why="Une plainte est déposée.")
    assert walk.tick(70).case.reports.filter(identity__isnull=False).exists()
    assert not walk.tick(90).case.reports.filter(identity__isnull=False).exists()


@pytest.mark.parametrize("outcome", ["dismissed", "out_of_scope"])
def test_where_the_case_itself_goes_then_one_step_is_enough(walk, cast, outcome):
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "Une opinion.", "by_on": None}
    walk.in_review().do("close_without_sanction", cast.alice, **said)
    walk.tick(100)
    assert walk.case.anonymised_at and not ReporterIdentity.objects.exists()
    assert not walk.case.entries.filter(step="forget_reporters").exists()
