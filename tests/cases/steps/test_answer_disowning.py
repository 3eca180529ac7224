"""answer_disowning: «this account is not mine» gets an answer; the days of waiting are given back."""

from datetime import UTC, datetime

from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import REASONS, days
from .promises import forbidden, form, refused, runs, says, stale, told_by

THEIRS = {"is_so": False, "reasons": "Le compte a publié hier une photo de la personne."}
NOT_THEIRS = {"is_so": True, "reasons": "Le compte a changé de main au printemps."}


@beginning
def ready(walk, cast):
    """Opened on 10 December, disowned on the 11th; the window was to end on Monday 21."""
    walk.in_review().in_hearing().opened().do("disown_account", cast.jean, why="J’ai fermé ce compte.")
    return walk


def test_who_does_not_examine_the_case_answers_nothing(ready):
    names = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "answer_disowning", *names, **THEIRS)


def test_nothing_is_answered_that_nobody_said(walk, cast):
    walk.in_review().in_hearing()
    assert "contesté" in refused(walk, "answer_disowning", cast.alice, **THEIRS)


def test_a_case_of_elsewhere_is_answered_elsewhere(ready, cast):
    stale(ready, "answer_disowning", cast.nina, **THEIRS)


def test_if_it_is_theirs_the_window_gets_its_days_back(language, ready, cast):
    case = ready.do("answer_disowning", cast.alice, later=3, **THEIRS)
    assert case.disowned_at is None
    ends = runs(ready)["reply"].astimezone(UTC)
    assert ends == case.window_ends_at.astimezone(UTC)  # 21 + 4 days is Christmas, then a weekend
    assert ends.date().isoformat() == "2026-12-28"
    assert told_by(ready) == {"jean": ["disowning_answered.concerned"]}
    letter = Letter.objects.get(act="disowning_answered")
    assert THEIRS["reasons"] in letter.body
    assert ("Ce compte est le vôtre" if language == "fr" else "This account is yours") in letter.body
    ready.do("reply", cast.jean, text="C’est bien moi, en effet.")


def test_even_long_after_the_window_was_to_end(ready, cast):
    ready.tick(20)
    assert ready.case.state == "hearing"
    ready.do("reply", cast.jean, later=0, text="J’insiste.")
    case = ready.do("answer_disowning", cast.alice, later=0, **THEIRS)
    assert case.window_ends_at > ready.at
    assert case.window_ends_at == datetime(2027, 1, 11, 22, 59, 59, 999999, tzinfo=UTC)  # 21 days after 21 December
    ready.tick(12)
    assert ready.case.state == "deliberation"


def test_if_it_is_not_theirs_nothing_goes_on_against_them(language, ready, cast):
    case = ready.do("answer_disowning", cast.alice, **NOT_THEIRS)
    assert (case.state, case.maximum) == ("hearing", "")
    assert case.disowned_at is not None
    letter = Letter.objects.get(act="disowning_answered")
    assert ("n’est pas le vôtre" if language == "fr" else "is not yours") in letter.body
    ready.do("close_hearing", cast.alice, text="", waiver=False)
    refused(ready, "warn", cast.bob, months=12, **REASONS)
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "Un autre compte.", "by_on": None}
    assert ready.do("close_without_sanction", cast.alice, **said).outcome == "cleared"


def test_an_answer_given_is_not_taken_back_by_the_person(ready, cast):
    ready.do("answer_disowning", cast.alice, **THEIRS)
    refused(ready, "answer_disowning", cast.alice, **THEIRS)
    assert "déjà" in refused(ready, "disown_account", cast.jean, why="Encore.")


def test_before_the_letter_is_opened_there_is_no_window_to_move(walk, cast):
    walk.in_review().in_hearing().do("disown_account", cast.jean, why="Pas moi.")
    case = walk.do("answer_disowning", cast.alice, **THEIRS)
    assert (case.window_ends_at, case.disowned_at) == (None, None)
    assert walk.opened().case.window_ends_at > walk.at + days(9)


def test_the_form_asks_whose_it_is(ready, cast):
    typed = {"is_so": "yes", "reasons": "Le compte a changé de main."}
    asked = form(ready, "answer_disowning", cast.alice, typed)
    assert asked.is_valid() and asked.answers == {"is_so": True, "reasons": "Le compte a changé de main."}
    assert list(says(ready, "answer_disowning", cast.alice, {})) == ["is_so", "reasons"]
