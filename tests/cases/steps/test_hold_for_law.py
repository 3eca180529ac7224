"""hold_for_law: nothing is erased while a court may ask for it."""

from datetime import UTC, date, datetime

import pytest

from cases.grammar import CLOCK
from cases.legal_time import end_of

from ..cast import Walk
from .promises import entry, forbidden, refused, says, told_by

SAID = {"until": date(2027, 5, 31), "why": "Une plainte est déposée."}


def test_only_the_national_office_keeps_a_case(walk):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(walk, "hold_for_law", *names, **SAID)


def test_it_is_kept_until_a_day_to_come(walk, cast):
    refused(walk, "hold_for_law", cast.nina, field="until", **{**SAID, "until": walk.at.date()})


@pytest.mark.parametrize(("until", "is_allowed"), [(date(2027, 6, 7), True), (date(2027, 6, 9), False)])
def test_after_six_months_somebody_looks_at_it_again(walk, cast, until, is_allowed):
    """The refused one is asked for a day later."""
    said = {**SAID, "until": until}
    if is_allowed:
        assert walk.do("hold_for_law", cast.nina, later=0, **said).legal_hold_until == until
    else:
        assert "6 mois au plus" in refused(walk, "hold_for_law", cast.nina, field="until", **said)


def test_what_was_joined_is_kept_with_the_other_case(walk, cast):
    other = Walk(cast, at=walk.at).in_review()
    walk.in_review().do("join_case", cast.alice, other=other.case, kin="series", why="Une suite de publications.")
    assert other.reference in refused(walk, "hold_for_law", cast.nina, **SAID)


@pytest.mark.parametrize("stage", ["reported", "closed"])
def test_the_day_is_kept_and_nobody_is_told(walk, cast, stage):
    if stage == "closed":
        walk.dismissed()
    basis = walk.case.basis
    case = walk.do("hold_for_law", cast.nina, **SAID)
    assert (case.legal_hold_until, case.basis, case.state) == (SAID["until"], basis, stage)
    assert told_by(walk) == {}
    assert entry(walk).content.why == SAID["why"]


def test_the_clock_forgets_nothing_before_that_day_and_goes_on_after_it(walk, cast):
    walk.dismissed().do("hold_for_law", cast.nina, **SAID)
    walk.at = datetime(2027, 5, 30, 9, 0, tzinfo=UTC)
    refused(walk, "restrict", CLOCK)
    assert walk.tick(0.5).case.restricted_at is None
    case = walk.tick(1).case
    assert case.restricted_at == case.anonymised_at == end_of(SAID["until"], case.zone)


def test_another_day_takes_its_place(walk, cast):
    walk.do("hold_for_law", cast.nina, **SAID)
    assert walk.do("hold_for_law", cast.nora, **{**SAID, "until": date(2027, 6, 1)}).legal_hold_until.month == 6


def test_the_form_asks_until_when_and_why(walk, cast):
    assert says(walk, "hold_for_law", cast.nina, {"until": "2027-05-31", "why": "Une plainte."}) == {}
    assert list(says(walk, "hold_for_law", cast.nina, {})) == ["until", "why"]
