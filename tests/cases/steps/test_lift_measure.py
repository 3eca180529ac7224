"""lift_measure: at any time, by two people of the national office; a federation's warning too."""

from cases.models import Measure
from tests.beginnings import beginning

from ..cast import REASONS, days
from .promises import entry, forbidden, refused, runs, says, stale, told_by

OTHERS = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]


@beginning
def suspended(walk):
    return walk.in_review().suspended(days=90, suspended_days=30, probation_months=12).opened()


@beginning
def ready(suspended):
    """Proposed by Noah."""
    return suspended.proposed("lift", days=None)


def read(walk):
    return {"sha256": walk.case.open_proposal().sha256}


def test_nobody_else_lifts_a_measure(ready):
    forbidden(ready, "lift_measure", *OTHERS, **read(ready))


def test_a_federation_does_not_lift_its_own_warning(walk):
    walk.in_review().in_deliberation().warned().opened().proposed("lift", days=None)
    forbidden(walk, "lift_measure", "alice", "bob", **read(walk))


def test_a_suspension_is_over_at_once(language, ready, cast):
    assert Measure.objects.restricting(cast.jean.member, ready.at)
    case = ready.do("lift_measure", cast.nora, **read(ready))
    assert (case.state, case.outcome, case.closed_at, runs(ready)) == ("closed", "lifted", ready.at, {})
    assert case.measures.get().lifted_at == ready.at
    assert not Measure.objects.restricting(cast.jean.member, ready.at)
    decision = case.decisions.latest("number")
    assert (decision.kind, decision.body_id, decision.proposed_by, decision.signed_by) == (
        "lift", "national", cast.noah, cast.nora,
    )  # fmt: skip
    assert told_by(ready) == {
        "jean": ["decision_lift.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert entry(ready).act_sha256 == decision.sha256


def test_a_warning_is_lifted_where_a_federation_holds_the_case(language, walk, cast):
    walk.in_review().in_deliberation().warned().opened().proposed("lift", days=None)
    case = walk.do("lift_measure", cast.nora, **read(walk))
    assert (case.outcome, case.held_by_id) == ("lifted", "45")


def test_a_probation_is_lifted(suspended, cast):
    suspended.tick(70)
    assert suspended.case.state == "probation"
    suspended.proposed("lift", days=None)
    assert suspended.do("lift_measure", cast.nora, **read(suspended)).outcome == "lifted"


def test_what_is_lifted_before_it_was_served_never_starts(walk, cast):
    walk.in_review().suspended(days=30).proposed("lift", days=None).signed("lift_measure")
    walk.opened()
    assert walk.case.measures.get().starts_at is None
    assert not Measure.objects.restricting(cast.jean.member, walk.at + days(1))


def test_who_proposes_does_not_sign(ready, cast):
    assert "autre personne" in refused(ready, "lift_measure", cast.noah, **read(ready))


def test_without_a_proposal_nothing_is_lifted(suspended, cast):
    assert "Aucune proposition" in refused(suspended, "lift_measure", cast.nora, sha256="0" * 64)


def test_a_text_that_was_not_read_is_not_signed(ready, cast):
    assert "relisez" in refused(ready, "lift_measure", cast.nora, sha256="0" * 64)


def test_whoever_is_asked_to_step_aside_does_not_sign(ready, cast):
    ready.case.recusals.create(person=cast.nora, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "lift_measure", cast.nora, **read(ready))


def test_what_is_lifted_is_not_lifted_again(ready, cast):
    sha = read(ready)
    ready.signed("lift_measure")
    assert "Clos" in stale(ready, "lift_measure", cast.nora, **sha)


def test_nothing_is_lifted_before_anything_is_decided(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension")
    assert "En délibéré" in stale(walk, "lift_measure", cast.nora, sha256="0" * 64)


def test_another_kind_of_proposal_lifts_nothing(suspended, cast):
    said = {"kind": "suspension", "scope": "", "days": 10, "suspended_days": 0, "probation_months": None, "ground": "",
            "other_case": None, **REASONS}  # fmt: skip
    refused(suspended, "propose", cast.noah, field="kind", **said)


def test_the_form_signs_what_was_read(ready, cast):
    assert says(ready, "lift_measure", cast.nora, read(ready)) == {}
    assert set(says(ready, "lift_measure", cast.nora, {})) == {"sha256"}
