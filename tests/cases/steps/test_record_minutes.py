"""record_minutes: the hearing was held, and what was said is written down."""

from datetime import UTC, datetime, timedelta

from cases.clock import sweep
from cases.models import Parameter
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import MONDAY, REASONS, Walk, days
from .promises import entry, forbidden, refused, runs, says, stale, told_by


@beginning
def ready(walk, cast):
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    return walk


@beginning
def said(ready):
    return {"held_at": ready.at + days(0.5), "minutes": "Jean regrette."}


def test_who_does_not_examine_the_case_writes_no_minutes(ready, said):
    forbidden(ready, "record_minutes", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_no_minutes_of_a_hearing_that_nobody_asked_for(walk, cast):
    walk.in_review().in_hearing().opened()
    refused(walk, "record_minutes", cast.alice, held_at=walk.at, minutes="Rien.")


def test_no_minutes_of_a_hearing_to_come_nor_from_before_it_was_asked(ready, cast, said):
    refused(ready, "record_minutes", cast.alice, field="held_at", **{**said, "held_at": ready.at + days(1.01)})
    refused(ready, "record_minutes", cast.alice, field="held_at", **{**said, "held_at": ready.at - days(2.01)})


def test_the_hearing_is_held_and_waits_no_more(ready, cast, said):
    case = ready.do("record_minutes", cast.alice, **said)
    hearing = case.hearings.get()
    assert (hearing.held_at, hearing.minutes, case.hearing_asked) == (said["held_at"], "Jean regrette.", False)
    assert case.state == "hearing" and case.basis == case.version
    assert told_by(ready) == {"jean": ["minutes_recorded.concerned"]}
    assert entry(ready).content.answers["minutes"] == "Jean regrette."


def test_the_last_word_stays_with_the_person(ready, cast, said):
    ready.do("record_minutes", cast.alice, **said)
    ready.do("reply", cast.jean, text="Je le redis.")
    assert ready.heard().case.state == "deliberation"


def test_minutes_are_written_once(ready, cast, said):
    ready.do("record_minutes", cast.alice, **said)
    refused(ready, "record_minutes", cast.alice, **said)


def test_without_minutes_the_clock_decides_nothing_and_with_them_it_closes(ready, cast, said):
    ready.tick(25)
    assert ready.case.state == "hearing"
    ends = ready.do("record_minutes", cast.alice, held_at=ready.at, minutes="Jean regrette.").window_ends_at
    ready.tick(10)
    assert (ready.case.state, ready.case.heard_at) == ("deliberation", ends)


def test_minutes_recorded_late_leave_days_to_comment_before_anything_is_decided(language, ready, cast):
    """Recorded on Sunday 10 January: the fifth day is a Friday."""
    ready.tick(29)
    case = ready.do("record_minutes", cast.alice, held_at=ready.at, minutes="Jean regrette.")
    ends = datetime(2027, 1, 15, 22, 59, 59, 999999, tzinfo=UTC)
    assert case.window_ends_at == runs(ready)["reply"] == ends
    letter = Letter.objects.get(act="minutes_recorded").body
    assert ("jusqu’au 15 janvier 2027" if language == "fr" else "until 15 January 2027") in letter
    sweep(at=ends - timedelta(seconds=1))
    assert ready.case.state == "hearing"
    stale(ready, "warn", cast.bob, months=12, **REASONS)
    ready.do("reply", cast.jean, text="Ce n’est pas ce que j’ai dit.")
    assert ready.heard().case.state == "deliberation"


def test_a_window_that_is_longer_stays_as_it_is(walk, cast):
    walk.in_review().referred().in_hearing(cast.nina, "suspension").opened()
    ends = walk.do("ask_hearing", cast.jean, later=0.1).window_ends_at
    assert walk.do("record_minutes", cast.nina, held_at=walk.at, minutes="Entendu.").window_ends_at == ends


def test_an_organisation_sets_how_many_days(ready, cast):
    Parameter.objects.create(key="COMMENT_DAYS", value=10, valid_from=MONDAY - days(1))
    walk = Walk(cast).in_review().in_hearing().opened()
    walk.do("ask_hearing", cast.jean)
    case = walk.do("record_minutes", cast.alice, later=8, held_at=walk.at, minutes="Entendu.")
    assert (case.window_ends_at.date() - walk.at.date()).days in (10, 11, 12)


def test_nothing_is_written_once_the_case_is_under_deliberation(walk, cast, said):
    walk.do("close_hearing", cast.jean, text="", waiver=True)
    stale(walk, "record_minutes", cast.alice, **said)


def test_the_form_asks_when_and_what(ready, cast):
    typed = {"held_at": "2026-12-11T10:00", "minutes": "Jean regrette."}
    assert says(ready, "record_minutes", cast.alice, typed) == {}
    assert list(says(ready, "record_minutes", cast.alice, {})) == ["held_at", "minutes"]
    assert list(says(ready, "record_minutes", cast.alice, typed, minutes="x" * 10001)) == ["minutes"]
