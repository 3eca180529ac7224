"""record_minutes: the hearing was held, and what was said is written down."""

from tests.beginnings import beginning

from ..cast import days
from .promises import entry, forbidden, refused, says, stale, told_by


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
    assert told_by(ready) == {}
    assert entry(ready).content.answers["minutes"] == "Jean regrette."


def test_the_last_word_stays_with_the_person(ready, cast, said):
    ready.do("record_minutes", cast.alice, **said)
    ready.do("reply", cast.jean, text="Je le redis.")
    assert ready.heard().case.state == "deliberation"


def test_minutes_are_written_once(ready, cast, said):
    ready.do("record_minutes", cast.alice, **said)
    refused(ready, "record_minutes", cast.alice, **said)


def test_without_minutes_the_clock_decides_nothing_and_with_them_it_closes(ready, cast, said):
    ready.tick(30)
    assert ready.case.state == "hearing"
    written_at = ready.do("record_minutes", cast.alice, held_at=ready.at, minutes="Jean regrette.").window_ends_at
    ready.tick(1)
    case = ready.case
    assert (case.state, case.heard_at) == ("deliberation", written_at)
    assert written_at == entry(ready).at > case.entries.get(step="ask_hearing").at + days(20)


def test_nothing_is_written_once_the_case_is_under_deliberation(walk, cast, said):
    walk.do("close_hearing", cast.jean, text="", waiver=True)
    stale(walk, "record_minutes", cast.alice, **said)


def test_the_form_asks_when_and_what(ready, cast):
    typed = {"held_at": "2026-12-11T10:00", "minutes": "Jean regrette."}
    assert says(ready, "record_minutes", cast.alice, typed) == {}
    assert list(says(ready, "record_minutes", cast.alice, {})) == ["held_at", "minutes"]
    assert list(says(ready, "record_minutes", cast.alice, typed, minutes="x" * 10001)) == ["minutes"]
