"""appeal: inside its window, counted like the law; a revision on new evidence at any time."""

from datetime import UTC, datetime

import pytest

from cases.models import Measure
from tests.beginnings import beginning

from ..cast import REASONS, days, limit
from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"kind": "appeal", "grounds": "La mesure est trop forte.", "new_evidence": "", "stay_asked": False}
REVISION = SAID | {"kind": "revision", "new_evidence": "Le compte était piraté."}
OTHERS = ["camille", "marie", "alice", "bob", "olga", "nina", "nora", "paul", "dora", "carl", "root"]
INSTANT = days(1 / 86400 / 1_000_000)
ENDS = datetime(2027, 1, 12, 22, 59, 59, 999999, tzinfo=UTC)


@beginning
def warned(walk):
    """Opened on 13 December 2026: thirty days end on Tuesday 12 January, at midnight in Loiret."""
    return walk.in_review().in_deliberation().warned().opened()


def test_nobody_appeals_for_somebody_else(warned):
    forbidden(warned, "appeal", *OTHERS, **SAID)


def test_the_panel_hears_and_both_offices_are_told(language, warned, cast):
    case = warned.do("appeal", cast.jean, **SAID)
    appeal = case.appeals.get()
    assert (case.state, case.appealed_from, case.held_by_id) == ("under_appeal", "warned", "45")
    assert (appeal.kind, appeal.grounds, appeal.filed_at) == ("appeal", SAID["grounds"], warned.at)
    assert appeal.decision == case.decisions.get()
    found = runs(warned)
    assert (found["appeal"], found["appeal_limit"]) == (limit(60, warned.at), limit(90, warned.at))
    office, panel = ["appeal_filed.national"], ["appeal_filed.panel"]
    assert told_by(warned) == {
        "jean": ["appeal_filed.concerned"], "nina": office, "noah": office, "nora": office,
        "paul": panel, "pia": panel, "petra": panel,
    }  # fmt: skip
    assert entry(warned).role == "concerned"


def test_an_appeal_suspends_nothing_by_itself(walk, cast):
    walk.in_review().suspended(days=90).opened().appealed()
    assert Measure.objects.restricting(cast.jean.member, walk.at).exists()


def test_counsel_appeals_too(language, warned, cast):
    warned.case.parts.create(case=warned.case, person=cast.marie, role="assists", since=warned.at)
    assert warned.do("appeal", cast.marie, **SAID).state == "under_appeal"
    assert entry(warned).role == "counsel"


def test_the_window_ends_with_its_last_second(warned, cast):
    assert warned.case.appeal_until == ENDS
    warned.at = ENDS + INSTANT
    refused(warned, "appeal", cast.jean, field="kind", later=0, **SAID)
    warned.at = ENDS
    assert warned.do("appeal", cast.jean, later=0, **SAID).state == "under_appeal"


def test_the_window_opens_with_the_letter(walk, cast):
    walk.in_review().in_deliberation().warned()
    refused(walk, "appeal", cast.jean, field="kind", **SAID)
    assert walk.opened().do("appeal", cast.jean, **SAID).state == "under_appeal"


def test_a_revision_comes_at_any_time_on_something_new(language, warned, cast):
    warned.at = ENDS + days(300)
    refused(warned, "appeal", cast.jean, field="new_evidence", **REVISION | {"new_evidence": "  "})
    case = warned.do("appeal", cast.jean, **REVISION)
    assert case.state == "under_appeal"
    assert case.appeals.get().grounds == f"{SAID['grounds']}\n\nLe compte était piraté."


def test_one_appeal_a_decision_whatever_became_of_it(warned, cast):
    warned.do("appeal", cast.jean, **SAID)
    warned.do("withdraw_appeal", cast.jean)
    refused(warned, "appeal", cast.jean, field="kind", **SAID)
    assert warned.do("appeal", cast.jean, **REVISION).state == "under_appeal"


def test_one_appeal_at_a_time(warned, cast):
    warned.do("appeal", cast.jean, **SAID)
    stale(warned, "appeal", cast.jean, **REVISION)


def test_a_measure_that_is_over_is_appealed_within_its_window(walk, cast):
    walk.in_review().suspended(days=5).opened().tick(6)
    assert (walk.case.state, walk.case.outcome) == ("closed", "completed")
    case = walk.do("appeal", cast.jean, **SAID)
    assert (case.state, case.appealed_from, case.outcome) == ("under_appeal", "closed", "")


def test_where_nobody_was_sanctioned_nobody_appeals(walk, cast):
    walk.in_review().in_deliberation()
    walk.do("close_without_sanction", cast.bob, outcome="advice", dismissal_reason="", reasons="x", by_on=None)
    assert "sanction" in refused(walk, "appeal", cast.jean, **SAID)


def test_nobody_appeals_before_a_decision(walk, cast):
    walk.in_review().in_deliberation()
    stale(walk, "appeal", cast.jean, **SAID)


def test_a_revocation_is_a_decision_of_its_own(walk, cast):
    """Its window opens with its own letter, though the suspension itself was appealed before."""
    walk.in_review().suspended(days=60, suspended_days=60, probation_months=12).opened().appealed()
    walk.do("withdraw_appeal", cast.jean)
    walk.proposed("revocation", days=40, other_case=walk.warned_again(), **REASONS).signed("revoke_sursis")
    refused(walk, "appeal", cast.jean, field="kind", **SAID)
    case = walk.opened().do("appeal", cast.jean, **SAID)
    assert case.open_appeal().decision.kind == "revocation"


@pytest.mark.parametrize(("field", "wrong"), [("kind", ""), ("kind", "mood"), ("grounds", " ")])
def test_the_form_says_beside_the_field_what_is_missing(warned, cast, field, wrong):
    typed = {"kind": "appeal", "grounds": "Trop fort.", "new_evidence": ""}
    assert says(warned, "appeal", cast.jean, typed) == {}
    assert set(says(warned, "appeal", cast.jean, typed, **{field: wrong})) == {field}
