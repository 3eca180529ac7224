"""end_measure: at its date, by itself. What was suspended remains, or nothing; what was never served is void."""

from datetime import UTC, datetime

import pytest

from cases.clock import sweep
from cases.grammar import CLOCK
from cases.models import Measure
from tests.beginnings import beginning

from ..cast import Walk, days
from .promises import entry, forbidden, nothing_changes, picture, refused, runs, told_by

EVERYBODY = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "noah", "nora", "paul", "dora", "root"]
INSTANT = days(1 / 86400 / 1_000_000)


@beginning
def warned(walk):
    """Opened on 13 December 2026, for six months."""
    return walk.in_review().in_deliberation().warned(months=6).opened()


@beginning
def suspended(walk):
    return walk.in_review().suspended(days=30).opened()


def test_nobody_ends_a_measure_by_hand(warned):
    forbidden(warned, "end_measure", *EVERYBODY)


def test_not_even_the_clock_ends_it_before_its_date(warned):
    assert "échéance" in refused(warned, "end_measure", CLOCK)
    with nothing_changes(warned):
        sweep(at=warned.case.measures.get().ends_at - INSTANT)


def test_a_warning_ends_at_its_date(language, warned):
    ends = datetime(2027, 6, 13, 21, 59, 59, 999999, tzinfo=UTC)
    assert runs(warned) == {"measure_end": ends}
    sweep(at=ends)
    case = warned.case
    assert (case.state, case.outcome, case.closed_at, runs(warned)) == ("closed", "completed", ends, {})
    assert (case.measures.get().lifted_at, case.measures.get().void_at) == (None, None)
    assert (entry(warned).role, entry(warned).at) == ("clock", ends)
    assert told_by(warned)["jean"] == ["measure_ended.concerned"]
    assert "camille" not in told_by(warned)


def test_a_suspension_ends_at_its_date(language, suspended, cast):
    ends = suspended.case.measures.get().ends_at
    assert Measure.objects.restricting(cast.jean.member, ends - INSTANT)
    assert not Measure.objects.restricting(cast.jean.member, ends)  # whether or not the clock has come by
    sweep(at=ends)
    assert (suspended.case.state, suspended.case.outcome) == ("closed", "completed")
    assert told_by(suspended) == {
        "jean": ["measure_ended.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip


def test_a_late_clock_dates_the_end_as_it_was_due(suspended):
    ends = suspended.case.measures.get().ends_at
    suspended.tick(100)
    assert (suspended.case.closed_at, entry(suspended).written_at) == (ends, suspended.at)


def test_it_ends_once(suspended):
    suspended.tick(100)
    before = picture(suspended.case)
    sweep(at=suspended.at)
    assert picture(suspended.case) == before


def test_what_was_suspended_remains_then_ends(walk, cast):
    walk.in_review().suspended(days=30, suspended_days=10, probation_months=12).opened()
    ends = walk.case.measures.get().ends_at
    sweep(at=ends)
    until = walk.case.measures.get().probation_until
    assert (walk.case.state, walk.case.outcome) == ("probation", "")
    assert runs(walk) == {"probation_end": until}
    assert (until.year, until.date().replace(year=ends.year)) == (ends.year + 1, ends.date())
    sweep(at=until - INSTANT)
    assert walk.case.state == "probation"
    sweep(at=until)
    assert (walk.case.state, walk.case.outcome, walk.case.closed_at) == ("closed", "completed", until)


@pytest.mark.parametrize("content", [{"days": 30}, {"days": 30, "suspended_days": 30, "probation_months": 12}])
def test_what_is_never_served_is_void_after_ninety_days(language, walk, content):
    walk.in_review().suspended(**content)
    sweep(at=walk.at + days(90) - INSTANT)
    assert walk.case.state in ("suspended", "probation")
    sweep(at=walk.at + days(90))
    case = walk.case
    assert (case.state, case.outcome) == ("closed", "lapsed")
    assert case.measures.get().void_at == walk.at + days(90)
    assert told_by(walk)["jean"] == ["measure_ended.concerned"]


def test_what_is_void_does_not_begin_when_its_letter_is_opened_after_all(walk, cast):
    walk.in_review().suspended(days=30)
    walk.tick(90)
    walk.opened()
    assert walk.case.state == "closed"
    assert walk.case.measures.get().starts_at is None
    assert not Measure.objects.restricting(cast.jean.member, walk.at)


def test_what_is_served_on_the_last_day_is_not_void(walk):
    walk.in_review().suspended(days=30)
    walk.at += days(90) - 2 * INSTANT
    walk.do("open_letter", walk.cast.jean, later=0)
    sweep(at=walk.at + days(1))
    assert walk.case.state == "suspended"


def test_a_measure_that_ends_while_an_appeal_is_pending_waits_for_it(suspended, cast):
    suspended.appealed()
    ends = suspended.case.measures.get().ends_at
    suspended.tick(35)
    assert suspended.case.state == "under_appeal"
    suspended.do("withdraw_appeal", cast.jean)
    assert suspended.case.state == "suspended"
    suspended.tick(0)
    assert (suspended.case.state, suspended.case.outcome, suspended.case.closed_at) == ("closed", "completed", ends)


@pytest.mark.parametrize(("day", "counts"), [(12, True), (13, False)])
def test_three_years_later_it_counts_no_more(warned, cast, day, counts):
    """Final on 12 January 2027: on the same day three years later it is still an antecedent of another case."""
    other = Walk(cast, at=datetime(2030, 1, day, 9, 0, tzinfo=UTC)).identified().case
    assert other.elsewhere(datetime(2030, 1, day, 9, 0, tzinfo=UTC)).filter(counts=True).exists() is counts


# When it begins to count ----------------------------------------------------------------------------------------------


def is_counted(walk, at=None):
    """Is what this case ordered an antecedent of another case of the same person?"""
    other = Walk(walk.cast, at=at or walk.at).identified().case
    return other.elsewhere(at or walk.at).filter(counts=True).exists()


def test_it_does_not_count_while_it_may_be_appealed(warned):
    until = warned.case.appeal_until
    assert not is_counted(warned) and not is_counted(warned, until - INSTANT)
    assert is_counted(warned, until)


def test_what_was_never_opened_does_not_count(walk):
    assert not is_counted(walk.in_review().in_deliberation().warned(), walk.at + days(60))


def test_it_does_not_count_while_an_appeal_is_pending_and_counts_from_its_end(warned, cast):
    warned.appealed().seated()
    assert not is_counted(warned, warned.at + days(40))
    text = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "Rien à redire."}
    warned.do("propose_result", cast.paul, **text)
    warned.do("decide_appeal", cast.pia, sha256=warned.case.open_proposal().sha256)
    assert is_counted(warned)


def test_of_a_measure_reduced_on_appeal_as_of_one_upheld(walk, cast):
    walk.in_review().suspended().opened().appealed().seated()
    text = {"result": "reduced", "kind": "suspension", "days": 30, "months": None, "text": "Trop long."}
    walk.do("propose_result", cast.paul, **text)
    assert not is_counted(walk)
    walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    assert is_counted(walk)


def test_an_appeal_withdrawn_ends_the_wait(warned, cast):
    warned.appealed().do("withdraw_appeal", cast.jean)
    assert is_counted(warned)


def test_a_revision_takes_nothing_from_what_is_final(warned, cast):
    warned.at = warned.case.appeal_until
    said = {"kind": "revision", "grounds": "x", "new_evidence": "Un témoin.", "stay_asked": False}
    warned.do("appeal", cast.jean, **said)
    assert is_counted(warned)
