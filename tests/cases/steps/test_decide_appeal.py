"""decide_appeal: three seats at least, none an earlier actor; a majority for one text; never worse than before."""

from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Appointment, Body, Person
from cases.models import Measure
from cases.models.facts import Facts
from tests.beginnings import beginning

from ..cast import REASONS, days
from .promises import entry, forbidden, refused, runs, says, stale, told_by

OTHERS = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "nora", "dora", "carl", "root"]
REVISION = {"kind": "revision", "grounds": "x", "new_evidence": "Un témoin.", "stay_asked": False}


@beginning
def warned(walk):
    return walk.in_review().in_deliberation().warned(months=12).opened()


@beginning
def suspended(walk):
    return walk.in_review().suspended(days=90).opened()


def result(name, **content):
    return {"result": name, "kind": "", "days": None, "months": None, "text": "Les motifs.", **content}


def heard(walk, name="annulled", **content):
    """Appealed, seated, and a text proposed by Paul."""
    walk.appealed().seated()
    walk.do("propose_result", walk.cast.paul, **result(name, **content))
    return walk


def read(walk):
    return {"sha256": walk.case.open_proposal().sha256}


def decide(walk, by="pia"):
    return walk.do("decide_appeal", getattr(walk.cast, by), **read(walk))


# Who ------------------------------------------------------------------------------------------------------------------


def test_nobody_else_decides_it(warned):
    heard(warned)
    forbidden(warned, "decide_appeal", *OTHERS, **read(warned))


def test_of_the_panel_only_those_who_sit(warned, cast):
    sub = Person.objects.create_user("peter@example.org", name="Peter")
    Appointment.objects.appoint(sub, Body.objects.get(code="recours"), "panellist", starts_on=date(2026, 1, 1))
    cast.peter = sub
    heard(warned)
    forbidden(warned, "decide_appeal", "peter", **read(warned))


def test_who_is_no_longer_of_the_panel_sits_no_longer(warned, cast):
    heard(warned)
    cast.pia.appointments.get().end(at=warned.at)
    forbidden(warned, "decide_appeal", "pia", **read(warned))
    assert "trois" in refused(warned, "decide_appeal", cast.petra, **read(warned))


@pytest.mark.parametrize("role", ["instructed", "opined", "proposed", "signed", "recused"])
def test_none_sits_who_acted_before(warned, cast, role):
    warned.appealed()
    warned.case.parts.create(case=warned.case, person=cast.pia, role=role, since=warned.at)
    refused(warned, "seat", cast.paul, field="people", people=[cast.paul, cast.pia, cast.petra])


def test_none_sits_who_is_not_of_the_panel(warned, cast):
    warned.appealed()
    refused(warned, "seat", cast.paul, field="people", people=[cast.paul, cast.pia, cast.nina])


def test_two_do_not_decide(warned, cast):
    warned.appealed()
    warned.do("seat", cast.paul, people=[cast.paul, cast.pia])
    assert "trois" in refused(warned, "propose_result", cast.paul, **result("annulled"))


def test_whoever_is_asked_to_step_aside_decides_nothing(warned, cast):
    heard(warned)
    warned.case.recusals.create(person=cast.pia, reason="dispute", asked_by=cast.jean, asked_at=warned.at)
    assert "récusation" in refused(warned, "decide_appeal", cast.pia, **read(warned))


def test_who_proposed_has_agreed_already(warned, cast):
    heard(warned)
    assert "déjà" in refused(warned, "decide_appeal", cast.paul, **read(warned))


def test_with_five_seats_three_agree(warned, cast):
    for name in ("peter", "polly"):
        person = Person.objects.create_user(f"{name}@example.org", name=name.capitalize())
        Appointment.objects.appoint(person, Body.objects.get(code="recours"), "panellist", starts_on=date(2026, 1, 1))
        setattr(cast, name, person)
    warned.appealed()
    warned.do("seat", cast.paul, people=[cast.paul, cast.pia, cast.petra, cast.peter, cast.polly])
    warned.do("propose_result", cast.paul, **result("annulled"))
    assert "encore" in refused(warned, "decide_appeal", cast.pia, **read(warned))
    warned.do("agree", cast.pia, **read(warned))
    assert "majorité" in refused(warned, "agree", cast.petra, **read(warned))
    assert decide(warned, "petra").outcome == "annulled"


def test_a_text_that_was_not_read_is_not_agreed_to(warned, cast):
    heard(warned)
    assert "relisez" in refused(warned, "decide_appeal", cast.pia, sha256="0" * 64)


def test_without_a_text_nothing_is_decided(warned, cast):
    warned.appealed().seated()
    assert "Aucune proposition" in refused(warned, "decide_appeal", cast.pia, sha256="0" * 64)


def test_what_is_decided_is_not_decided_again(warned, cast):
    heard(warned)
    sha = read(warned)
    decide(warned)
    assert "Clos" in stale(warned, "decide_appeal", cast.petra, **sha)


# Annulled, upheld -----------------------------------------------------------------------------------------------------


def test_an_annulled_measure_is_void(language, suspended, cast):
    heard(suspended, "annulled")
    case = decide(suspended)
    assert (case.state, case.outcome, case.appealed_from, runs(suspended)) == ("closed", "annulled", "", {})
    assert case.measures.get().void_at == suspended.at
    assert not Measure.objects.restricting(cast.jean.member, suspended.at)
    assert not case.is_sanctioned() and not case.elsewhere(suspended.at).filter(counts=True).exists()
    appeal = case.appeals.get()
    assert (appeal.result, appeal.decision_made) == ("annulled", case.decisions.latest("number"))
    assert told_by(suspended) == {
        "jean": ["decision_appeal.concerned"], "camille": ["outcome.reporter"],
        "paul": ["appeal_decided.panel"], "pia": ["appeal_decided.panel"], "petra": ["appeal_decided.panel"],
        "alice": ["appeal_decided.actors", "effect.federation"], "bob": ["effect.federation"],
        "nina": ["appeal_decided.actors", "appeal_decided.national"],
        "noah": ["appeal_decided.actors", "appeal_decided.national"],
        "nora": ["appeal_decided.actors", "appeal_decided.national"],
    }  # fmt: skip
    decision = case.decisions.latest("number")
    assert (decision.kind, decision.body_id, decision.proposed_by, decision.signed_by, decision.facts) == (
        "appeal", "recours", cast.paul, cast.pia, "Les motifs.",
    )  # fmt: skip
    assert (entry(suspended).role, entry(suspended).act_sha256) == ("panel", decision.sha256)


def test_an_upheld_measure_goes_on_and_nothing_is_stayed(language, suspended, cast):
    ends = suspended.case.measures.get().ends_at
    suspended.appealed().seated()
    suspended.do("stay_effect", cast.paul, why="Un doute sérieux.")
    suspended.do("propose_result", cast.paul, **result("upheld"))
    case = decide(suspended)
    assert (case.state, case.outcome) == ("suspended", "")
    assert case.measures.get().ends_at == runs(suspended)["measure_end"] == ends
    assert Measure.objects.restricting(cast.jean.member, suspended.at)
    assert "camille" not in told_by(suspended)
    refused(suspended, "appeal", cast.jean, field="kind", kind="appeal", grounds="x", new_evidence="", stay_asked=False)


def test_a_case_that_ended_meanwhile_is_closed_at_its_own_date(walk, cast):
    walk.in_review().suspended(days=20).opened().appealed().seated()
    ends = walk.case.measures.get().ends_at
    walk.tick(30)
    walk.do("propose_result", cast.paul, **result("upheld"))
    assert decide(walk).state == "suspended"
    walk.tick(0)
    assert (walk.case.state, walk.case.outcome, walk.case.closed_at) == ("closed", "completed", ends)


@pytest.mark.parametrize("name", ["upheld", "annulled"])
def test_an_appeal_that_found_a_closed_case_leaves_it_closed(walk, name):
    walk.in_review().suspended(days=5).opened().tick(6)
    case = decide(heard(walk, name))
    assert (case.state, case.outcome) == ("closed", "completed" if name == "upheld" else "annulled")


def test_the_letter_of_the_panel_is_waited_for(warned):
    decide(heard(warned, "upheld"))
    assert runs(warned)["unopened"] == warned.at + days(7)


# Reduced: in kind or in length, from the same first day ---------------------------------------------------------------


def test_a_shorter_suspension_starts_where_the_longer_one_did(language, suspended, cast):
    old = suspended.case.measures.get()
    case = decide(heard(suspended, "reduced", kind="suspension", days=30))
    new = case.measures.latest("pk")
    assert (case.state, new.days, new.scope, new.body_id) == ("suspended", 30, old.scope, "national")
    assert (new.starts_at, (new.ends_at.date() - new.starts_at.date()).days) == (old.starts_at, 30)
    assert case.measures.get(pk=old.pk).void_at == suspended.at
    assert runs(suspended)["measure_end"] == new.ends_at
    assert [one.pk for one in Measure.objects.restricting(cast.jean.member, suspended.at)] == [new.pk]


def test_a_suspension_becomes_a_warning(language, suspended, cast):
    old = suspended.case.measures.get()
    case = decide(heard(suspended, "reduced", kind="warning", months=6))
    new = case.measures.latest("pk")
    assert (case.state, new.kind, new.months, new.starts_at) == ("warned", "warning", 6, old.starts_at)
    assert runs(suspended)["measure_end"] == new.ends_at
    assert not Measure.objects.restricting(cast.jean.member, suspended.at)


def test_a_shorter_warning(warned):
    case = decide(heard(warned, "reduced", kind="warning", months=6))
    assert (case.state, case.measures.latest("pk").months, case.measures.latest("pk").body_id) == ("warned", 6, "45")


def test_what_was_suspended_stays_suspended(walk, cast):
    """Ninety days, none served, become sixty: none served either."""
    walk.in_review().suspended(days=90, suspended_days=90, probation_months=12).opened()
    until = walk.case.measures.get().probation_until
    case = decide(heard(walk, "reduced", kind="suspension", days=60))
    new = case.measures.latest("pk")
    assert (case.state, new.suspended_days, new.starts_at, new.probation_until) == ("probation", 60, None, until)
    assert not Measure.objects.restricting(cast.jean.member, walk.at)
    assert runs(walk)["probation_end"] == until


def test_a_suspension_of_which_only_a_suspended_part_is_left_is_a_probation(walk, cast):
    walk.in_review().suspended(days=90, suspended_days=30, probation_months=12).opened()
    case = decide(heard(walk, "reduced", kind="suspension", days=20))
    assert (case.state, case.measures.latest("pk").suspended_days) == ("probation", 20)
    assert not Measure.objects.restricting(cast.jean.member, walk.at)


def test_a_suspended_suspension_becomes_a_warning_from_its_first_day(walk):
    walk.in_review().suspended(days=90, suspended_days=90, probation_months=12).opened()
    served = walk.at
    case = decide(heard(walk, "reduced", kind="warning", months=6))
    assert (case.state, case.measures.latest("pk").starts_at) == ("warned", served)


def test_in_probation_less_is_still_a_probation_of_the_same_end(walk):
    walk.in_review().suspended(days=30, suspended_days=20, probation_months=12).opened().tick(11)
    until = walk.case.measures.get().probation_until
    case = decide(heard(walk, "reduced", kind="suspension", days=25))
    assert (case.state, case.measures.latest("pk").probation_until) == ("probation", until)
    assert runs(walk)["probation_end"] == until


def test_a_shorter_suspension_may_be_over_already(suspended):
    suspended.tick(20)
    decide(heard(suspended, "reduced", kind="suspension", days=10))
    ends = suspended.case.measures.latest("pk").ends_at
    assert ends < suspended.at
    suspended.tick(0)
    assert (suspended.case.state, suspended.case.closed_at) == ("closed", ends)


def test_a_lifted_measure_is_reduced_all_the_same(walk):
    walk.in_review().suspended(days=90).opened().proposed("lift", days=None).signed("lift_measure")
    refused(walk.appealed().seated(), "propose_result", walk.cast.paul, field="result",
            **result("reduced", kind="suspension", days=91))  # fmt: skip
    walk.do("propose_result", walk.cast.paul, **result("reduced", kind="suspension", days=30))
    case = decide(walk)
    assert (case.state, case.outcome) == ("closed", "lifted")
    assert (case.measures.latest("pk").days, case.measures.latest("pk").lifted_at is None) == (30, False)


def test_what_was_credited_stays_credited(walk, cast):
    walk.in_review().referred().interim().opened().in_deliberation(cast.nina, "suspension").proposed(days=60)
    walk.signed().opened()
    credited = walk.case.measures.latest("pk").credited_days
    case = decide(heard(walk, "reduced", kind="suspension", days=30))
    assert case.measures.latest("pk").credited_days == credited > 0


def test_a_measure_reduced_before_it_was_served_starts_with_the_panels_letter(walk, cast):
    walk.in_review().suspended(days=90)
    walk.do("appeal", cast.jean, **REVISION)
    walk.seated().do("propose_result", cast.paul, **result("reduced", kind="suspension", days=30))
    case = decide(walk)
    assert (case.state, case.measures.latest("pk").starts_at) == ("suspended", None)
    walk.opened()  # the letter of the suspension that is void: it starts nothing
    assert not Measure.objects.restricting(cast.jean.member, walk.at)
    walk.opened()
    assert Measure.objects.restricting(cast.jean.member, walk.at).get().days == 30
    assert "unserved" not in runs(walk)


def test_in_the_place_of_a_revocation_that_nobody_opened_it_begins_with_its_own_letter(walk, cast):
    walk.in_review().suspended(days=60, suspended_days=60, probation_months=12).opened()
    walk.proposed("revocation", days=40, other_case=walk.warned_again(), **REASONS).signed("revoke_sursis")
    walk.do("appeal", cast.jean, **REVISION)
    walk.seated().do("propose_result", cast.paul, **result("reduced", kind="warning", months=6))
    assert decide(walk).measures.latest("pk").starts_at is None
    walk.opened().opened()
    assert walk.case.measures.latest("pk").starts_at == walk.at


def test_annulling_a_revocation_leaves_the_probation(walk, cast):
    walk.in_review().suspended(days=60, suspended_days=60, probation_months=12).opened()
    until = walk.case.measures.get().probation_until
    walk.proposed("revocation", days=40, other_case=walk.warned_again(), **REASONS).signed("revoke_sursis").opened()
    assert Measure.objects.restricting(cast.jean.member, walk.at)
    case = decide(heard(walk, "annulled"))
    assert (case.state, case.outcome) == ("probation", "")
    assert not Measure.objects.restricting(cast.jean.member, walk.at)
    assert [one.probation_until for one in case.measures.sanctions()] == [until]
    assert runs(walk)["probation_end"] == until


# Never worse ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [{"kind": "suspension", "days": 90}, {"kind": "suspension", "days": 91}, {"kind": "suspension", "days": None},
     {"kind": "suspension", "days": -1}, {"kind": "warning", "months": None}, {"kind": ""}],
)  # fmt: skip
def test_what_is_called_reduced_is_less(suspended, cast, content):
    suspended.appealed().seated()
    refused(suspended, "propose_result", cast.paul, field="result", **result("reduced", **content))


@pytest.mark.parametrize("content", [{"kind": "suspension", "days": 1}, {"kind": "warning", "months": 12}])
def test_a_warning_becomes_nothing_harder(warned, cast, content):
    warned.appealed().seated()
    refused(warned, "propose_result", cast.paul, field="result", **result("reduced", **content))


lengths = st.one_of(st.none(), st.integers(-5, 400))
measures = st.one_of(
    st.builds(Measure, kind=st.just("suspension"), days=st.integers(1, 365)),
    st.builds(Measure, kind=st.just("warning"), months=st.integers(6, 36)),
)


@given(old=measures, kind=st.sampled_from(["", "warning", "suspension"]), days=lengths, months=lengths)
def test_no_pair_of_measures_makes_it_worse(old, kind, days, months):
    severity = {"warning": 1, "suspension": 2}
    case = SimpleNamespace(measures=SimpleNamespace(final=lambda: old))
    if Facts.is_no_worse(case, result="reduced", kind=kind, days=days, months=months):
        assert severity[kind] <= severity[old.kind]
        if kind == old.kind == "suspension":
            assert 0 < days < old.days
        if kind == old.kind == "warning":
            assert 0 < months < old.months


def test_the_form_agrees_to_what_was_read(warned, cast):
    heard(warned)
    assert says(warned, "decide_appeal", cast.pia, read(warned)) == {}
    assert set(says(warned, "decide_appeal", cast.pia, {})) == {"sha256"}
