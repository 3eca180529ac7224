"""close_hearing: the person's last word, a waiver, or the end of the window. Nobody else ends it."""

from datetime import UTC, datetime

import pytest

from accounts.models import Body
from cases.clock import sweep
from cases.grammar import Stale
from tests.beginnings import beginning

from ..cast import days
from .promises import entry, forbidden, nothing_changes, refused, runs, says, spoil, stale, told_by

LAST_WORD = {"text": "Je plaisantais.", "waiver": False}
WAIVER = {"text": "", "waiver": True}
SECOND = days(1 / 86400)


@beginning
def ready(walk):
    """Opened on 10 December at 9:00: ten days end on Sunday 20, so on Monday 21 at midnight in Loiret."""
    return walk.in_review().in_hearing().opened()


def test_nobody_else_has_the_last_word(ready):
    forbidden(ready, "close_hearing", "camille", "marie", "olga", "paul", "dora", "carl", "root", **LAST_WORD)


def test_the_holder_does_not_end_a_hearing(ready, cast):
    assert "contesté" in refused(ready, "close_hearing", cast.alice, **LAST_WORD)


def test_the_last_word_is_kept_and_its_receipt_given(language, ready, cast):
    case = ready.do("close_hearing", cast.jean, **LAST_WORD)
    reply = case.grievances.get().replies.get()
    assert (case.state, case.heard_at, case.last_word_at) == ("deliberation", ready.at, ready.at)
    assert (reply.text, reply.is_final, reply.is_waiver, reply.received_at) == (
        "Je plaisantais.", True, False, ready.at,
    )  # fmt: skip
    assert set(runs(ready)) == {"federation", "first_instance"}
    assert told_by(ready) == {"jean": ["hearing_closed.concerned"], "alice": ["hearing_closed.in_charge"]}
    assert (entry(ready).role, entry(ready).body) == ("concerned", "")


def test_who_waives_is_not_waited_for(language, ready, cast):
    ready.do("ask_hearing", cast.jean)
    assert "audition" in refused(ready, "close_hearing", cast.jean, **LAST_WORD)
    case = ready.do("close_hearing", cast.jean, **WAIVER)
    assert (case.state, case.hearing_asked) == ("deliberation", False)
    assert case.grievances.get().replies.get().is_waiver
    assert told_by(ready) == {"jean": ["hearing_closed.concerned"], "alice": ["hearing_closed.in_charge"]}


def test_counsel_has_the_last_word_too(language, ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.marie)
    ready.do("close_hearing", cast.marie, **LAST_WORD)
    assert entry(ready).role == "counsel"
    assert set(told_by(ready)) == {"jean", "marie", "alice"}


def test_nobody_gives_up_what_he_has_not_opened(walk, cast):
    walk.in_review().in_hearing()
    assert "remise" in refused(walk, "close_hearing", cast.jean, **WAIVER)
    assert walk.opened().do("close_hearing", cast.jean, **WAIVER).state == "deliberation"


def test_a_hearing_that_was_asked_for_is_held_first(ready, cast):
    ready.do("ask_hearing", cast.jean)
    with nothing_changes(ready):
        sweep(at=ready.case.window_ends_at + days(3))  # not even the clock ends it
    ready.do("record_minutes", cast.alice, held_at=ready.at + days(0.5), minutes="Il regrette.")
    assert ready.do("close_hearing", cast.jean, **LAST_WORD).state == "deliberation"


def test_the_window_ends_at_midnight_of_a_working_day_and_the_clock_closes_it(language, ready):
    ends = datetime(2026, 12, 21, 22, 59, 59, 999999, tzinfo=UTC)
    assert ready.case.window_ends_at == runs(ready)["reply"] == ends
    sweep(at=ends.replace(microsecond=0))
    assert ready.case.state == "hearing"
    sweep(at=ends)
    case = ready.case
    assert (case.state, case.heard_at, case.last_word_at) == ("deliberation", ends, None)
    assert not case.grievances.get().replies.exists()
    assert told_by(ready) == {"jean": ["hearing_closed.concerned"], "alice": ["hearing_closed.in_charge"]}
    assert (entry(ready).role, entry(ready).at) == ("clock", ends)


def test_the_last_word_comes_until_the_last_second(ready, cast):
    ready.at = ready.case.window_ends_at - SECOND
    assert ready.do("close_hearing", cast.jean, later=0, **LAST_WORD).last_word_at == ready.at


def test_after_the_window_the_hearing_is_over_whoever_comes(ready, cast):
    ready.at = ready.case.window_ends_at + SECOND
    with pytest.raises(Stale, match="En délibéré"):
        ready.do("close_hearing", cast.jean, later=0, **LAST_WORD)
    assert (ready.case.state, ready.case.last_word_at) == ("deliberation", None)
    stale(ready, "reply", cast.jean, text="Trop tard.")


def test_far_away_the_window_is_longer(walk, cast):
    Body.objects.filter(code="45").update(time_zone="Indian/Reunion", calendar="974", distance_days=5)
    walk.in_review().in_hearing().opened()  # 10 and 5 days later it is Christmas, then a week-end
    assert walk.case.window_ends_at == datetime(2026, 12, 28, 19, 59, 59, 999999, tzinfo=UTC)


def test_nothing_is_decided_before(ready, cast):
    months = {"months": 12, "facts": "x", "rule_explanation": "x", "reply_considered": "", "aggravating": "",
              "mitigating": "", "why_not_lesser": "x"}  # fmt: skip
    assert "Contradictoire" in stale(ready, "warn", cast.bob, **months)


def test_the_holder_closes_the_hearing_of_a_disowned_account(ready, cast):
    ready.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    case = ready.do("close_hearing", cast.alice, text="", waiver=False)
    assert (case.state, case.last_word_at) == ("deliberation", None)
    assert not case.grievances.get().replies.exists()


def test_whose_account_it_is_after_all_is_heard_anew(ready, cast):
    """What the holder closed was no hearing: the person had not had the whole window."""
    ready.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    ready.do("close_hearing", cast.alice, text="", waiver=False)
    ready.do("answer_disowning", cast.alice, is_so=False, reasons="Le compte est déclaré.")
    assert (ready.case.state, ready.case.heard_at, ready.case.maximum) == ("deliberation", None, "")


def test_a_disowned_account_is_not_closed_by_the_clock(ready, cast):
    ready.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    with nothing_changes(ready):
        sweep(at=ready.case.window_ends_at + days(2))


def test_a_window_that_never_opened_never_ends(ready):
    spoil(ready, served_at=None)
    with nothing_changes(ready):
        sweep(at=ready.case.window_ends_at + days(1))


def test_the_last_word_is_one(ready, cast):
    ready.do("close_hearing", cast.jean, **LAST_WORD)
    stale(ready, "close_hearing", cast.jean, **LAST_WORD)


def test_the_form_asks_for_a_word_or_a_waiver(ready, cast):
    assert says(ready, "close_hearing", cast.jean, LAST_WORD, side="concerned") == {}
    assert says(ready, "close_hearing", cast.jean, {"waiver": "on"}, side="concerned") == {}
    assert set(says(ready, "close_hearing", cast.jean, {}, side="concerned")) == {"text"}
