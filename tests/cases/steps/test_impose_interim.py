"""impose_interim: exceptional, reasoned, short, signed by two; no finding of fault."""

import pytest
from django.utils import translation

from accounts.models import Appointment, Body
from cases.models import Measure, Parameter
from cases.wording.phrases import on_day
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import MONDAY, REASONS, Walk, days
from .promises import entry, forbidden, refused, runs, says, stale, told_by

SIGNED = {"sha256": "0" * 64}


@beginning
def ready(walk):
    """Reported on 7 December, proposed on the 10th by Noah."""
    return walk.in_review().referred().proposed("interim", days=30, ground="risk")


def signature(walk):
    return {"sha256": walk.case.open_proposal().sha256}


def test_only_the_national_office_signs_it(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "impose_interim", *names, **signature(ready))


def test_who_proposed_does_not_sign(ready, cast):
    assert "autre personne" in refused(ready, "impose_interim", cast.noah, **signature(ready))


def test_nothing_is_signed_that_was_not_proposed(walk, cast):
    walk.in_review().referred()
    refused(walk, "impose_interim", cast.nora, **SIGNED)


def test_a_federation_s_case_suspends_nobody_meanwhile(walk, cast):
    walk.in_review()
    assert "fédération" in refused(walk, "impose_interim", cast.nora, **SIGNED)


def test_another_text_than_the_one_read_is_not_signed(ready, cast):
    assert "relisez" in refused(ready, "impose_interim", cast.nora, **SIGNED)


def test_whoever_is_asked_to_step_aside_signs_nothing(ready, cast):
    ready.asked_aside(cast.nora)
    refused(ready, "impose_interim", cast.nora, **signature(ready))


def test_nothing_is_signed_once_the_case_has_moved(ready, cast):
    sha256 = signature(ready)
    ready.do("add_evidence", cast.nina, text="Encore une.", others_visible=False)
    refused(ready, "impose_interim", cast.nora, **sha256)


def test_whoever_opens_the_letter_reads_from_when_to_when(language, ready):
    measure = ready.signed("impose_interim").opened().case.measures.get()
    with translation.override(language):
        dates = {on_day(moment, ready.case.zone) for moment in (measure.starts_at, measure.ends_at)}
    assert all(day in Letter.objects.get(act="served").body for day in dates) and len(dates) == 2


def test_it_is_signed_and_starts_nothing_before_its_letter_is_opened(language, ready, cast):
    case = ready.signed("impose_interim").case
    decision, measure = case.decisions.get(), case.measures.get()
    assert (decision.kind, decision.proposed_by, decision.signed_by) == ("interim", cast.noah, cast.nora)
    assert (measure.kind, measure.body_id, measure.days, measure.starts_at) == ("interim", "national", 30, None)
    assert (case.state, case.informed_at) == ("in_review", ready.at)
    assert not Measure.objects.restricting(cast.jean.member, ready.at)
    assert runs(ready)["unopened"] == ready.at + days(7)
    assert told_by(ready) == {
        "jean": ["decision_interim.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert entry(ready).act_sha256 == decision.sha256


def test_thirty_days_run_from_the_moment_its_letter_is_opened(language, ready, cast):
    ready.signed("impose_interim").opened()
    measure = ready.case.measures.get()
    assert measure.starts_at == ready.at
    assert measure.ends_at.astimezone(ready.case.zone).date() == (ready.at + days(30)).date()
    assert runs(ready)["interim_end"] == measure.ends_at
    assert Measure.objects.restricting(cast.jean.member, ready.at).exists()
    assert told_by(ready)["alice"] == ["effect.federation"]
    ready.tick(30)
    assert Measure.objects.restricting(cast.jean.member, ready.at).exists()
    ready.tick(1)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()


def test_the_federation_learns_the_effect_and_no_reason(language, ready):
    ready.signed("impose_interim").opened()
    for letter in Letter.objects.filter(audience="federation"):
        assert ready.case.decisions.get().facts not in letter.body and "risque" not in letter.body
    said = letter.body
    assert "A-jean" in said and ready.case.reference in said


def test_never_twice_on_the_same_facts(ready, cast):
    ready.signed("impose_interim").opened()
    assert "interim" not in ready.case.proposable(ready.at)
    refused(ready, "impose_interim", cast.nora, **SIGNED)
    ready.tick(31)
    assert "interim" not in ready.case.proposable(ready.at)


@pytest.mark.parametrize("end", ["dismissed", "warned"])
def test_it_ends_with_the_examination_and_its_federation_is_told(ready, cast, end):
    ready.signed("impose_interim").opened()
    if end == "dismissed":
        ready.dismissed(cast.nina)
    else:
        ready.in_deliberation(cast.nina).do("warn", cast.nora, months=12, **REASONS)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()
    assert told_by(ready)["alice"] == ["effect.federation"]
    assert "interim_end" not in runs(ready)


def test_its_days_count_towards_the_suspension_that_follows(ready, cast):
    ready.signed("impose_interim").opened()
    started = ready.at
    ready.in_deliberation(cast.nina, "suspension").proposed(days=60).signed()
    ready.at = started + days(25)
    ready.opened()
    final = ready.case.measures.get(kind="suspension")
    left = final.ends_at.astimezone(ready.case.zone).date() - ready.at.date()
    assert (final.credited_days, left.days) == (26, 34)  # opened a day later


def test_who_signed_it_may_decide_afterwards_and_hears_no_appeal(ready, cast):
    """The merits are another question; an appeal is for others (Cass. 3e civ., 11 January 2023, 21-17.355)."""
    ready.signed("impose_interim").opened().in_deliberation(cast.nina, "suspension").proposed(days=90).signed()
    assert set(ready.case.decisions.values_list("kind", "signed_by__name")) == {
        ("interim", "Nora"), ("suspension", "Nora"),
    }  # fmt: skip
    ready.opened().appealed()
    panel = Body.objects.get(code="recours")
    Appointment.objects.appoint(cast.nora, panel, "panellist", starts_on=ready.at.date() - days(9))
    assert "Nora" in refused(ready, "seat", cast.paul, field="people", people=[cast.paul, cast.pia, cast.nora])


@pytest.fixture
def strict(cast):
    """An organisation in which whoever suspended meanwhile does not judge the merits."""
    Parameter.objects.create(key="STRICT_INTERIM_SEPARATION", value=1, valid_from=MONDAY - days(1))
    walk = Walk(cast).in_review().referred().interim().opened()
    return walk.in_deliberation(cast.nina, "suspension")


@pytest.mark.parametrize("who", ["noah", "nora"])
def test_where_the_stricter_way_was_chosen_who_proposed_or_signed_it_decides_nothing(strict, cast, who):
    person = getattr(cast, who)
    assert "suspension conservatoire" in refused(strict, "warn", person, months=12, **REASONS)
    said = {"kind": "suspension", "scope": "full_membership", "days": 90, "suspended_days": 0, "ground": "",
            "probation_months": None, "other_case": None, **REASONS}  # fmt: skip
    assert "suspension conservatoire" in refused(strict, "propose", person, **said)


def test_others_decide_there_and_whoever_suspended_may_still_close_in_favour(strict, cast):
    cleared = {"outcome": "cleared", "dismissal_reason": "", "reasons": "Rien de tel.", "by_on": None}
    assert strict.do("close_without_sanction", cast.nora, **cleared).outcome == "cleared"


def test_a_case_under_appeal_or_reported_suspends_nobody_meanwhile(walk, cast):
    stale(walk, "impose_interim", cast.nora, **SIGNED)


def test_the_form_carries_the_digest(ready, cast):
    assert says(ready, "impose_interim", cast.nora, signature(ready)) == {}
    assert list(says(ready, "impose_interim", cast.nora, {})) == ["sha256"]
