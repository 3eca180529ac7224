"""pass_on_recusal: a request not answered in time goes to the national office; whoever is asked stays blocked."""

from cases.grammar import CLOCK
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, stale, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


@beginning
def ready(walk, cast):
    return walk.in_review().asked_aside(cast.alice)


def test_only_the_clock_passes_it_on(ready):
    forbidden(ready, "pass_on_recusal", *PEOPLE)


def test_not_before_its_day(ready):
    refused(ready, "pass_on_recusal", CLOCK)


def test_nothing_is_passed_on_that_nobody_asked(walk):
    refused(walk.in_review(), "pass_on_recusal", CLOCK)


def test_a_closed_case_waits_for_no_answer(ready, cast):
    ready.dismissed(cast.bob)
    assert "recusal" not in runs(ready)
    stale(ready, "pass_on_recusal", CLOCK)


def test_the_national_office_hears_of_it_and_who_is_asked_stays_blocked(ready, cast):
    due, basis = runs(ready)["recusal"], ready.case.basis
    ready.tick(8)
    assert (entry(ready).step, entry(ready).at, ready.case.basis) == ("pass_on_recusal", due, basis)
    assert told_by(ready) == {name: ["recusal_late.national"] for name in ("nina", "noah", "nora")}
    assert "récusation" in refused(ready, "note", cast.alice, text="Vu.", is_opinion=False)
    assert (ready.case.held_by_id, ready.case.state) == ("45", "in_review")


def test_it_is_told_again_until_somebody_answers(ready, cast):
    ready.tick(8).tick(8)
    assert ready.case.entries.filter(step="pass_on_recusal").count() == 2
    ready.do("answer_recusal", cast.nora, granted=False, reason="Le procès est clos.")
    ready.tick(15)
    assert ready.case.entries.filter(step="pass_on_recusal").count() == 2


def test_under_appeal_the_panel_hears_of_it_and_nobody_who_acted_before(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated().asked_aside(cast.paul).tick(8)
    assert entry(walk).step == "pass_on_recusal"
    assert told_by(walk) == {name: ["recusal_late.panel"] for name in ("paul", "pia", "petra")}
