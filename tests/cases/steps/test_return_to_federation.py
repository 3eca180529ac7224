"""return_to_federation: once, by the national office, and not while it still has something to finish itself."""

from datetime import date

from accounts.models import Mandate
from cases.clock import sweep
from tests.beginnings import beginning

from ..cast import MONDAY, days, limit
from .promises import entry, forbidden, refused, runs, says, spoil, stale, told_by

SAID = {"why": "La fédération peut finir seule."}


@beginning
def ready(walk):
    return walk.in_review().referred()


def test_nobody_else_returns_a_case(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "return_to_federation", *names, **SAID)


def test_the_federation_has_it_again_and_hears_anew(language, ready, cast):
    case = ready.do("return_to_federation", cast.nina, **SAID)
    assert (case.state, case.held_by_id, case.returned_at, case.claimed_by) == ("in_review", "45", ready.at, None)
    dates = {"federation": limit(42, ready.at), "first_instance": limit(70), "inform": MONDAY + days(30)}
    assert runs(ready) == dates
    assert told_by(ready) == {"camille": ["moved.reporter"]}
    assert (entry(ready).role, entry(ready).content.why) == ("national", SAID["why"])


def test_nothing_of_what_was_heard_counts(ready, cast):
    spoil(ready, maximum="suspension", heard_at=ready.at, served_at=ready.at)
    case = ready.do("return_to_federation", cast.nina, **SAID)
    assert (case.maximum, case.heard_at, case.served_at) == ("", None, None)


def test_a_case_goes_back_once(ready, cast):
    ready.do("return_to_federation", cast.nina, **SAID)
    ready.do("refer_to_national", cast.alice, facts="Encore.")
    assert "déjà" in refused(ready, "return_to_federation", cast.nina, **SAID)


def test_what_a_federation_holds_is_not_returned(walk, cast):
    walk.in_review()
    assert "fédération" in refused(walk, "return_to_federation", cast.nina, **SAID)


def test_whoever_is_asked_to_step_aside_returns_nothing(ready, cast):
    ready.case.recusals.create(person=cast.nina, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "return_to_federation", cast.nina, **SAID)
    assert ready.do("return_to_federation", cast.noah, **SAID).held_by_id == "45"


def test_no_case_goes_back_while_an_interim_suspension_runs(ready, cast):
    ready.interim().opened()
    assert "conservatoire" in refused(ready, "return_to_federation", cast.nina, **SAID)
    ready.tick(31)
    assert ready.do("return_to_federation", cast.nina, **SAID).held_by_id == "45"


def test_whoever_holds_a_mandate_is_not_judged_by_neighbours(ready, cast):
    held = Mandate.objects.create(member=cast.jean.member, title="Maire", from_on=date(2026, 12, 1))
    assert "mandat" in refused(ready, "return_to_federation", cast.nina, **SAID)
    held.delete()
    assert ready.do("return_to_federation", cast.nina, **SAID).held_by_id == "45"


def test_a_case_of_no_federation_is_returned_to_none(cast, walk):
    walk.do("refer_to_national", cast.alice, facts="Compte inconnu.")
    spoil(walk, federation=None)
    assert "fédération" in refused(walk, "return_to_federation", cast.nina, **SAID)


def test_a_case_in_hearing_stays(ready, cast):
    ready.in_hearing(cast.nina)
    assert "Contradictoire" in stale(ready, "return_to_federation", cast.nina, **SAID)


def test_the_federation_has_no_more_time_than_the_case(ready, cast):
    """Returned late, it loses the case when the limit of the case is over, and the case lapses that very day."""
    ready.at = MONDAY + days(60)
    ready.do("return_to_federation", cast.nina, **SAID)
    assert runs(ready)["federation"] == limit(70)
    sweep(at=MONDAY + days(71))
    assert (ready.case.state, ready.case.outcome, ready.case.closed_at) == ("closed", "lapsed", limit(70))


def test_the_form_asks_why(ready, cast):
    assert says(ready, "return_to_federation", cast.nina, SAID) == {}
    assert set(says(ready, "return_to_federation", cast.nina, SAID, why=" ")) == {"why"}
