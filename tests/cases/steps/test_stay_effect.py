"""stay_effect: while an appeal waits, its measure stands still: by the panel, or after sixty days by itself."""

import pytest

from cases.grammar import CLOCK
from cases.models import Measure
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import days, limit
from .promises import entry, forbidden, refused, runs, says, told_by

SAID = {"why": "Les griefs sont sérieux."}


@beginning
def ready(walk):
    return walk.in_review().suspended(days=300).opened().appealed().seated()


def test_only_who_sits_stays_it(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "dora", "carl", "root"]
    forbidden(ready, "stay_effect", *names, **SAID)


def test_nothing_is_stayed_before_an_appeal(walk, cast):
    walk.in_review().suspended(days=300).opened()
    forbidden(walk, "stay_effect", "paul", **SAID)


def test_whoever_is_asked_to_step_aside_stays_nothing(ready, cast):
    ready.asked_aside(cast.paul)
    refused(ready, "stay_effect", cast.paul, **SAID)


def test_the_clock_does_not_do_it_before_its_day(ready):
    refused(ready, "stay_effect", CLOCK)


def test_the_member_is_not_suspended_meanwhile_and_its_federation_learns_it(language, ready, cast):
    assert Measure.objects.restricting(cast.jean.member, ready.at).exists()
    basis = ready.case.basis
    case = ready.do("stay_effect", cast.paul, **SAID)
    assert (case.measures.get().stayed_from, case.state, case.basis) == (ready.at, "under_appeal", basis)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()
    assert "appeal" not in runs(ready) and "appeal_limit" in runs(ready)
    assert told_by(ready) == {
        "jean": ["effect_stayed.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    letters = {one.audience: one.body for one in Letter.objects.filter(sent_at=ready.at)}
    assert SAID["why"] in letters["concerned"] and SAID["why"] not in letters["federation"]
    assert ("effet suspendu" if language == "fr" else "stayed") in letters["federation"]


def test_it_is_stayed_once(ready, cast):
    ready.do("stay_effect", cast.paul, **SAID)
    assert "Aucune mesure" in refused(ready, "stay_effect", cast.pia, **SAID)


def test_after_sixty_days_it_stands_still_by_itself(ready, cast):
    over = limit(60, ready.at - days(1))
    ready.tick(59)
    assert Measure.objects.restricting(cast.jean.member, ready.at).exists()
    ready.tick(4)
    assert (entry(ready).step, entry(ready).role, entry(ready).at) == ("stay_effect", "clock", over)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()
    assert set(told_by(ready)) == {"jean", "alice", "bob"}


def test_what_stood_still_goes_on_when_the_appeal_is_withdrawn(ready, cast):
    ready.do("stay_effect", cast.paul, **SAID)
    ready.do("withdraw_appeal", cast.jean)
    assert Measure.objects.restricting(cast.jean.member, ready.at).exists()


def test_a_measure_that_is_over_has_no_effect_to_stay(walk, cast):
    walk.in_review().suspended(days=1).opened()
    walk.tick(3)
    said = {"kind": "appeal", "grounds": "Trop dur.", "new_evidence": "", "stay_asked": False}
    walk.do("appeal", cast.jean, **said)
    walk.seated()
    refused(walk, "stay_effect", cast.paul, **SAID)


def test_a_closed_case_has_nothing_to_stay(walk, cast):
    walk.dismissed()
    forbidden(walk, "stay_effect", "paul", **SAID)
    with pytest.raises(KeyError):
        walk.do("stay", cast.paul)


def test_the_form_asks_why(ready, cast):
    assert list(says(ready, "stay_effect", cast.paul, {})) == ["why"]
