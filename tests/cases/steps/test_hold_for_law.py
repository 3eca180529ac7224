"""hold_for_law: nothing is erased while a court may ask for it."""

from datetime import UTC, date, datetime

import pytest

from cases.grammar import CLOCK
from cases.legal_time import end_of

from .promises import entry, forbidden, refused, says, told_by

SAID = {"until": date(2028, 1, 31), "why": "Une plainte est déposée."}


def test_only_the_national_office_keeps_a_case(walk):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(walk, "hold_for_law", *names, **SAID)


def test_it_is_kept_until_a_day_to_come(walk, cast):
    refused(walk, "hold_for_law", cast.nina, field="until", **{**SAID, "until": walk.at.date()})


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
    walk.at = datetime(2028, 1, 30, 9, 0, tzinfo=UTC)
    refused(walk, "restrict", CLOCK)
    assert walk.tick(0.5).case.restricted_at is None
    case = walk.tick(1).case
    assert case.restricted_at == case.anonymised_at == end_of(SAID["until"], case.zone)


def test_another_day_takes_its_place(walk, cast):
    walk.do("hold_for_law", cast.nina, **SAID)
    assert walk.do("hold_for_law", cast.nora, **{**SAID, "until": date(2027, 6, 1)}).legal_hold_until.year == 2027


def test_the_form_asks_until_when_and_why(walk, cast):
    assert says(walk, "hold_for_law", cast.nina, {"until": "2028-01-31", "why": "Une plainte."}) == {}
    assert list(says(walk, "hold_for_law", cast.nina, {})) == ["until", "why"]
