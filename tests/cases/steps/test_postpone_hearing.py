"""postpone_hearing: once, for a serious reason; every limit moves with it."""

from datetime import UTC, datetime

import pytest

from tests.beginnings import beginning

from ..cast import days, limit
from .promises import entry, forbidden, refused, runs, says, told_by

SAID = {"days": 7, "why": "Une hospitalisation."}
OFFERED = {"slots": ["2026-12-16T10:00", "2026-12-18T10:00", "2026-12-20T10:00"], "place": "Ici.", "length": 45}


@beginning
def ready(walk, cast):
    """Opened on 10 December, asked on the 11th; the window ends on Monday 21."""
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    return walk


def test_nobody_else_postpones(ready):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "postpone_hearing", *names, **SAID)


def test_there_is_nothing_to_postpone_for_who_asked_for_no_hearing(walk, cast):
    refused(walk.in_review().in_hearing().opened(), "postpone_hearing", cast.jean, **SAID)


def test_every_limit_moves_and_so_does_the_window(ready, cast):
    before, basis = runs(ready), ready.case.basis
    case = ready.do("postpone_hearing", cast.jean, **SAID)
    after = runs(ready)
    assert after["federation"] == limit(7, before["federation"])
    assert after["first_instance"] == limit(7, before["first_instance"])
    assert case.window_ends_at == after["reply"] == before["reply"] + days(7)
    hearing = case.hearings.get()
    assert (hearing.postponed_days, hearing.postponed_why, hearing.chosen, case.basis) == (7, SAID["why"], "", basis)
    assert told_by(ready) == {}
    assert entry(ready).content.why == SAID["why"]


def test_what_is_written_in_the_days_gained_is_taken(ready, cast):
    ready.do("postpone_hearing", cast.jean, **SAID)
    ready.at = ready.case.window_ends_at
    ready.do("reply", cast.jean, later=-0.5, text="Me voici.")
    assert ready.case.was_replied_to()


@pytest.mark.parametrize(
    ("count", "ends"), [(4, "2026-12-28"), (5, "2026-12-28"), (7, "2026-12-28"), (9, "2026-12-30")]
)
def test_the_window_ends_on_a_working_day_again(ready, cast, count, ends):
    case = ready.do("postpone_hearing", cast.jean, **{**SAID, "days": count})
    last = case.window_ends_at.astimezone(case.zone)
    assert last.date().isoformat() == ends  # the 25th is Christmas, a Friday
    assert (last.hour, last.minute, last.second) == (23, 59, 59)


def test_it_is_postponed_once_whatever_happens_next(ready, cast):
    ready.do("postpone_hearing", cast.jean, **SAID)
    assert "déjà" in refused(ready, "postpone_hearing", cast.jean, **SAID)


def test_less_than_two_days_before_it_is_too_late(ready, cast):
    ready.do("offer_slots", cast.alice, **OFFERED)  # at 9:00 UTC
    ready.do("pick_slot", cast.jean, slot="2026-12-16T10:00")
    ready.at = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
    assert "48 heures" in refused(ready, "postpone_hearing", cast.jean, later=1 / 86400, **SAID)
    ready.at = datetime(2026, 12, 14, 9, 0, tzinfo=UTC)
    ready.do("postpone_hearing", cast.jean, later=0, **SAID)


def test_the_date_that_was_picked_goes(ready, cast):
    ready.do("offer_slots", cast.alice, **OFFERED)
    ready.do("pick_slot", cast.jean, slot="2026-12-20T10:00")
    hearing = ready.do("postpone_hearing", cast.jean, **SAID).hearings.get()
    assert (hearing.slots, hearing.chosen) == ([], "")
    refused(ready, "pick_slot", cast.jean, slot="2026-12-20T10:00")


def test_the_form_asks_for_a_month_at_most_and_why(ready, cast):
    assert says(ready, "postpone_hearing", cast.jean, SAID) == {}
    for wrong in ("", "0", "31", "-1", "x"):
        assert list(says(ready, "postpone_hearing", cast.jean, SAID, days=wrong)) == ["days"]
    assert list(says(ready, "postpone_hearing", cast.jean, SAID, why="")) == ["why"]
