"""What the database refuses of cases, whoever asks and by whatever way: raw SQL, the shell and the admin included."""

from __future__ import annotations

from accounts.triggers import Rule, Trigger, erasable, immutable, keeps, keeps_all_but, never, renews

from .models import ArticleVersion, Decision, GrievanceNotice, Note, PieceVersion, Reply, Service

CASE, MEASURE, PROPOSAL = "cases_case", "cases_measure", "cases_proposal"
GUARDED = "version, state, held_by_id, member_id, outcome, head, anonymised_at"
WITHOUT_ITS_ENTRY = (
    "NEW.version <> OLD.version + 1 OR NOT EXISTS (SELECT 1 FROM cases_entry e WHERE e.case_id = NEW.id "
    "AND e.number = NEW.version AND e.went_to = NEW.state AND e.digest = NEW.head)"
)
# What each kind of measure may hang on. From an appeal it has the body of the measure that it replaces.
GROUNDLESS = (
    "NOT EXISTS (SELECT 1 FROM cases_decision d WHERE d.id = NEW.decision_id AND d.case_id = NEW.case_id AND ("
    "NEW.kind = 'warning' AND d.kind = 'warning' AND d.body_id = NEW.body_id"
    " OR NEW.kind = 'suspension' AND d.kind IN ('suspension', 'revocation') AND d.body_id = NEW.body_id"
    " OR NEW.kind = 'interim' AND d.kind = 'interim' AND d.body_id = NEW.body_id"
    " OR NEW.kind IN ('warning', 'suspension') AND d.kind = 'appeal' AND EXISTS (SELECT 1 FROM cases_measure m WHERE "
    "m.case_id = NEW.case_id AND m.body_id = NEW.body_id AND m.kind <> 'interim' AND m.void_at IS NOT NULL"
    " AND (NEW.kind = 'warning' OR m.kind = 'suspension'))))"
)
# Suspensions, interim ones too, come of cases that the national office holds, and of no other.
HELD_LOCALLY = "NOT EXISTS (SELECT 1 FROM cases_case c WHERE c.id = NEW.case_id AND c.held_by_id = 'national')"
LOCAL = "Only a case that the national office holds ends in a suspension."
# The entry is written after the decision, and before its letter is opened; a panel's measure replaces one in force.
UNRECORDED = (
    "NEW.starts_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_decision d WHERE d.id = NEW.decision_id AND ("
    "d.kind = 'appeal' OR EXISTS ("
    "SELECT 1 FROM cases_entry e WHERE e.case_id = d.case_id AND e.act_sha256 = d.sha256)))"
)
RECORDED = "A measure begins once its decision stands in the record."
UNDER_APPEAL = "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = OLD.case_id AND c.state = 'under_appeal')"
ERASED = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL"
OF_ANONYMOUS = "EXISTS (SELECT 1 FROM cases_case c WHERE c.id = OLD.case_id AND c.anonymised_at IS NOT NULL)"
NOT_ANONYMOUS = (
    "NOT EXISTS (SELECT 1 FROM cases_entry e JOIN cases_case c ON c.id = e.case_id "
    "WHERE e.id = OLD.entry_id AND c.anonymised_at IS NOT NULL)"
)

TRIGGERS: list[Rule] = [
    # Where a case stands
    never("DELETE", CASE, "A case is never deleted: it is closed, and forgotten by the clock."),
    Trigger(
        "case_begins_reported", CASE, "INSERT", "NEW.state <> 'reported' OR NEW.version <> 1",
        "A case begins reported, at version 1.",
    ),
    Trigger(
        "case_changes_with_its_entry", CASE, f"UPDATE OF {GUARDED}", f"({WITHOUT_ITS_ENTRY})",
        "A case changes by one step, whose entry stands in the record.",
    ),
    keeps(CASE, ["reference", "post_id", "opened_at"], name="keeps_what_it_is_about"),
    # The record
    *immutable("cases_entry"),
    never("UPDATE", "cases_entrycontent", "What was recorded is not changed."),
    Trigger(
        "cases_entrycontent_outlives_its_case", "cases_entrycontent", "DELETE", NOT_ANONYMOUS,
        "What was recorded goes when the case is anonymised.",
    ),
    *immutable("cases_checkpoint"),
    *immutable("cases_timestamp"),
    never("UPDATE", "cases_reading", "That somebody read a case is not changed."),
    # What was said, decided and imposed
    *erasable(GrievanceNotice, ["facts", "rule_explanation"]),
    *erasable(Reply, ["text"]),
    *erasable(Note, ["text", "by"]),
    *erasable(PieceVersion, ["text", "file", "original_sha256", "look", "made_by"]),
    *erasable(Decision, [
        "facts", "rule_explanation", "reply_considered", "aggravating", "mitigating", "why_not_lesser", "proposed_by",
        "signed_by",
    ]),
    *keeps_all_but(Service, ["how", "tracking", "served_at", "person"], name="keeps_its_facts"),
    keeps("cases_service", ["how", "served_at"], name="is_served_once", unless="OLD.served_at IS NULL"),
    keeps("cases_service", ["tracking"], name="keeps_its_number", unless=f"OLD.served_at IS NULL OR {OF_ANONYMOUS}"),
    keeps("cases_service", ["person_id"], name="keeps_its_person", unless=f"NEW.person_id IS NULL AND {OF_ANONYMOUS}"),
    never("DELETE", PROPOSAL, "A proposal ends, and its trace stays."),
    keeps(PROPOSAL, ["case_id", "kind", "sha256", "basis", "at"], name="keeps_its_facts"),
    keeps(PROPOSAL, ["content", "text", "by_id"], name="is_only_erased", unless=ERASED),
    keeps(PROPOSAL, ["ended_at", "ended_how"], name="ends_once", unless="OLD.ended_at IS NULL"),
    never("DELETE", MEASURE, "A measure ends, is lifted or void: it is never deleted."),
    keeps(
        MEASURE, ["case_id", "decision_id", "kind", "body_id", "scope", "days", "months", "suspended_days"],
        name="keeps_its_ground",
    ),
    keeps(MEASURE, ["member_id"], name="keeps_its_member", unless="NEW.member_id IS NULL"),
    Trigger(
        "measure_has_its_ground", MEASURE, "INSERT", GROUNDLESS, "A measure hangs on a decision of its kind and body.",
    ),
    Trigger(
        "decision_suspends_nationally", "cases_decision", "INSERT",
        f"NEW.kind IN ('suspension', 'interim', 'revocation') AND {HELD_LOCALLY}", LOCAL,
    ),
    Trigger("measure_suspends_nationally", MEASURE, "INSERT", f"NEW.kind <> 'warning' AND {HELD_LOCALLY}", LOCAL),
    Trigger("measure_is_recorded_when_inserted", MEASURE, "INSERT", f"({UNRECORDED})", RECORDED),
    Trigger("measure_is_recorded_when_begun", MEASURE, "UPDATE OF starts_at", f"({UNRECORDED})", RECORDED),
    keeps(MEASURE, ["starts_at", "ends_at"], name="runs_as_it_began", unless="OLD.starts_at IS NULL"),
    keeps(MEASURE, ["lifted_at"], name="is_lifted_once", unless="OLD.lifted_at IS NULL"),
    keeps(MEASURE, ["void_at"], name="stays_void", unless=f"OLD.void_at IS NULL OR {UNDER_APPEAL}"),
    # What counts, and when it counted
    *keeps_all_but(ArticleVersion, ["valid_to"], name="keeps_its_text"),
    keeps("cases_articleversion", ["valid_to"], name="ends_once", unless="OLD.valid_to IS NULL"),
    *immutable("cases_parameter"),
    *(one for table in ("cases_article", "cases_articleversion", "cases_parameter") for one in renews(table)),
    *immutable("cases_figure"),
    *immutable("cases_publication"),
]  # fmt: skip
