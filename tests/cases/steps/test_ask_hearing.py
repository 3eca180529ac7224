"""ask_hearing: to be heard in person; nothing is decided before."""

from tests.beginnings import beginning

from ..cast import REASONS
from .promises import entry, forbidden, form, refused, stale, told_by


@beginning
def ready(walk):
    return walk.in_review().in_hearing().opened()


def test_nobody_else_asks(ready):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "ask_hearing", *names)


def test_nothing_is_asked_before_the_letter_is_opened(walk, cast):
    refused(walk.in_review().in_hearing(), "ask_hearing", cast.jean)


def test_it_is_asked_and_waits(ready, cast):
    case = ready.do("ask_hearing", cast.jean)
    hearing = case.hearings.get()
    assert (hearing.asked_at, hearing.slots, hearing.held_at, case.hearing_asked) == (ready.at, [], None, True)
    assert hearing.grievance == case.grievances.get()
    assert told_by(ready) == {}
    assert entry(ready).role == "concerned"
    assert "déjà" in refused(ready, "ask_hearing", cast.jean)


def test_counsel_asks_too(ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.carl)
    assert ready.do("ask_hearing", cast.carl).hearing_asked


def test_nothing_is_decided_before_it_was_held(ready, cast):
    ready.do("ask_hearing", cast.jean)
    assert "audition" in refused(ready, "close_hearing", cast.jean, text="Voilà.", waiver=False)
    ready.tick(20)
    assert ready.case.state == "hearing"
    stale(ready, "warn", cast.bob, months=12, **REASONS)


def test_whoever_was_heard_is_heard_once_for_one_notice(ready, cast):
    ready.do("ask_hearing", cast.jean)
    ready.do("record_minutes", cast.alice, held_at=ready.at, minutes="Jean regrette.")
    assert "déjà été entendu" in refused(ready, "ask_hearing", cast.jean)


def test_new_grievances_are_heard_anew(ready, cast):
    ready.do("ask_hearing", cast.jean)
    ready.do("record_minutes", cast.alice, held_at=ready.at, minutes="Jean regrette.")
    ready.heard().in_hearing().opened()
    assert ready.do("ask_hearing", cast.jean).hearing_asked
    assert ready.case.hearings.count() == 2


def test_after_the_window_nothing_is_asked(ready, cast):
    ready.tick(20)
    stale(ready, "ask_hearing", cast.jean)


def test_a_lapse_is_the_end_of_a_hearing_that_nobody_holds(walk, cast):
    walk.in_review().referred().in_hearing(cast.nina, "suspension").opened().do("ask_hearing", cast.jean)
    walk.tick(80)
    assert (walk.case.state, walk.case.outcome) == ("closed", "lapsed")


def test_the_form_asks_nothing(ready, cast):
    assert form(ready, "ask_hearing", cast.jean, {}).is_valid()
