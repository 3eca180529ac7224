"""renew_interim: once, seventy days in all, and never overlapping the first period."""

from datetime import time
from zoneinfo import ZoneInfo

from accounts.models import Body
from cases.clock import sweep
from cases.models import Measure
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import days
from .promises import forbidden, refused, runs, stale, told_by

SIGNED = {"sha256": "0" * 64}


@beginning
def running(walk):
    """Thirty days from 12 December, the day on which Jean opened the letter."""
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim")
    return walk.opened()


@beginning
def ready(running):
    return running.proposed("renewal", days=40, ground="risk")


def test_only_the_national_office_signs_it(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "renew_interim", *names, sha256=ready.case.open_proposal().sha256)


def test_who_proposed_does_not_sign_and_nobody_signs_what_he_has_not_read(ready, cast):
    refused(ready, "renew_interim", cast.noah, sha256=ready.case.open_proposal().sha256)
    refused(ready, "renew_interim", cast.nora, **SIGNED)


def test_nothing_is_renewed_that_does_not_run(walk, cast):
    walk.in_review().referred()
    assert "Aucune suspension" in refused(walk, "renew_interim", cast.nora, **SIGNED)


def test_a_period_that_is_over_is_not_renewed(ready, cast):
    sha256 = ready.case.open_proposal().sha256
    ready.tick(31)
    refused(ready, "renew_interim", cast.nora, sha256=sha256)
    refused(ready, "propose", cast.noah, kind="renewal", days=10, ground="risk")


def test_it_goes_on_where_the_first_period_ends(language, ready, cast):
    first = ready.case.measures.get()
    ready.signed("renew_interim")
    assert told_by(ready) == {
        "jean": ["decision_renewal.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert runs(ready)["interim_end"] == first.ends_at and "unopened" in runs(ready)
    ready.opened()
    second = ready.case.measures.latest("pk")
    assert second.starts_at == first.ends_at
    assert (second.ends_at - first.ends_at).days == 40
    assert (second.ends_at - first.starts_at).days in (69, 70)
    assert runs(ready)["interim_end"] == second.ends_at
    assert told_by(ready)["bob"] == ["effect.federation"]


def test_it_ends_by_itself_once_and_for_all(ready, cast):
    ready.signed("renew_interim").opened()
    last = ready.case.measures.latest("pk").ends_at
    ready.do("extend_limit", cast.nina, later=0, days=30, why="Une expertise est en cours.")
    ready.tick(30)
    assert Measure.objects.restricting(cast.jean.member, ready.at).exists()
    ready.at = last
    ready.tick(0.01)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()
    assert "interim_end" not in runs(ready)
    assert ready.case.proposable(ready.at) == []


def test_seventy_days_in_all_end_at_midnight_where_the_member_lives(walk, cast):
    Body.objects.filter(code="45").update(time_zone="Indian/Reunion", calendar="974", distance_days=5)
    walk.in_review().referred().interim().opened()
    began = walk.at
    walk.do("extend_limit", cast.nina, days=30, why="Un témoin est à l’étranger.")  # else the case lapses before
    walk.proposed("renewal", days=40, ground="risk").signed("renew_interim").opened()
    last = walk.case.measures.latest("pk").ends_at
    there = last.astimezone(ZoneInfo("Indian/Reunion"))
    assert (there.date() - began.date(), there.time()) == (days(70), time.max)
    sweep(at=last - days(1 / 86400))
    assert Measure.objects.restricting(cast.jean.member, last - days(1 / 86400))
    sweep(at=last)
    assert not Measure.objects.restricting(cast.jean.member, last)
    assert walk.case.entries.filter(step="end_interim", at=last).exists()


def test_it_reaches_no_further_than_what_it_renews(walk, cast):
    """Nobody is asked what it reaches; it was the whole membership when nobody said so."""
    walk.in_review().referred().interim(scope="functions").opened()
    walk.proposed("renewal", scope=None, days=20, ground="risk")
    assert walk.case.open_proposal().content["scope"] == "functions"
    walk.signed("renew_interim").opened()
    assert list(walk.case.measures.values_list("scope", flat=True)) == ["functions", "functions"]
    letter = Letter.objects.get(act="decision_renewal")
    assert "Portée : fonctions." in letter.body


def test_nothing_is_renewed_before_its_letter_was_opened(walk, cast):
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim")
    refused(walk, "propose", cast.noah, kind="renewal", days=1, ground="risk", field="kind")


def test_it_is_renewed_once(ready, cast):
    ready.signed("renew_interim").opened()
    refused(ready, "propose", cast.noah, kind="renewal", days=1, ground="risk", field="kind")
    assert "déjà" in refused(ready, "renew_interim", cast.nora, **SIGNED)


def test_opened_late_it_runs_from_then(ready, cast):
    ready.signed("renew_interim").tick(40)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()
    ready.opened()
    second = ready.case.measures.latest("pk")
    assert second.starts_at == ready.at
    assert Measure.objects.restricting(cast.jean.member, ready.at + days(1)).exists()


def test_a_decided_case_renews_nothing(walk, cast):
    walk.dismissed()
    stale(walk, "renew_interim", cast.nora, **SIGNED)
