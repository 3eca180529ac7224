"""inform: whoever is concerned hears of the case within a month of being known, by the clock if nobody told."""

from cases.grammar import CLOCK
from cases.models import Case, Parameter
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, days
from .promises import entry, forbidden, refused, runs, stale, told_by

OTHERS = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]


@beginning
def ready(walk):
    """Known since 7 December, examined since the 8th."""
    return walk.in_review()


def test_nobody_else_informs(ready):
    forbidden(ready, "inform", *OTHERS)


def test_nobody_is_informed_who_is_not_known(walk, cast):
    assert "identifi" in refused(walk, "inform", cast.alice)
    assert "inform" not in runs(walk)


def test_not_by_the_clock_before_its_day(ready):
    assert "échéance" in refused(ready, "inform", CLOCK)


def test_a_month_runs_from_the_day_on_which_its_author_is_known(walk):
    walk.at += days(5)
    walk.identified()
    assert runs(walk)["inform"] == walk.at + days(30)


def test_after_a_month_the_clock_tells_that_there_is_a_case_and_nothing_more(language, ready, cast):
    due, basis = runs(ready)["inform"], ready.case.basis
    ready.tick(30)
    last = entry(ready)
    assert (last.step, last.role, last.at) == ("inform", "clock", due)
    assert told_by(ready) == {"jean": ["examined.concerned"]}
    assert (ready.case.informed_at, ready.case.state, ready.case.basis) == (due, "in_review", basis)
    assert Case.objects.concerning(cast.jean).exists()
    body = Letter.objects.get(act="examined").body
    assert ("Rien ne vous est reproché" if language == "fr" else "Nothing is held against you") in body
    assert "On te trouvera" not in body and "Camille" not in body


def test_an_officer_informs_sooner_and_the_clock_then_does_not(ready, cast):
    ready.do("inform", cast.alice)
    assert told_by(ready) == {"jean": ["examined.concerned"]}
    assert "inform" not in runs(ready)
    ready.tick(31)
    assert Letter.objects.filter(act="examined").count() == 1


def test_who_knows_already_is_not_told_again(ready, cast):
    ready.in_hearing()
    assert "inform" not in runs(ready)
    stale(ready, "inform", cast.alice)
    ready.tick(35)
    assert not Letter.objects.filter(act="examined").exists()


def test_whoever_was_asked_something_knows_already(ready, cast):
    assert "connaît déjà" in refused(ready.informed(), "inform", cast.alice)
    assert "inform" not in runs(ready)


def test_somebody_else_after_all_has_a_month_of_his_or_her_own(ready, cast):
    ready.tick(20)
    ready.identified(cast.marie.member)
    assert runs(ready)["inform"] == ready.at + days(30)


def test_what_is_reopened_is_told_within_a_month(walk, cast):
    walk.in_review().dismissed()
    walk.do("reopen", cast.nina, why="Une pièce nouvelle.", evidence="Une vidéo le montre.")
    assert runs(walk)["inform"] == walk.at + days(30)


def test_a_closed_case_tells_nobody(ready, cast):
    ready.dismissed().tick(60)
    assert not Letter.objects.filter(act="examined").exists() and ready.case.informed_at is None


def test_the_organisation_may_want_it_sooner(cast):
    Parameter.objects.create(key="INFORM_RESPONDENT_DAYS", value=10, valid_from=MONDAY - days(30))
    walk = Walk(cast).in_review()
    walk.tick(11)
    assert entry(walk).step == "inform"
