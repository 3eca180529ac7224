"""The deadlines of a case: in which states each runs, how long it is, and what the clock does when it is over."""

from __future__ import annotations

from dataclasses import dataclass

EXAMINED = frozenset({"in_review", "hearing", "deliberation"})
REVIEWING = EXAMINED | {"reported"}
MEASURED = frozenset({"warned", "suspended", "probation"})


@dataclass(frozen=True)
class Limit:
    """`parameter` names its length in days in `PROCEDURE`; without one the step that starts it gives the moment."""

    runs_in: frozenset[str]
    clock: str | None = None
    parameter: str | None = None
    waits_in: frozenset[str] = frozenset()  # it keeps running there, but nothing is done until the state is left
    at_federation_only: bool = False
    within: str | None = None  # it never outlasts this other limit
    by_law: bool = False  # counted as Code de procédure civile, arts. 641 and 642, in the federation's time


LIMITS = {
    "first_look": Limit(frozenset({"reported"}), None, "TRIAGE_DAYS"),
    "triage": Limit(frozenset({"reported"}), "refer_to_national", "TRIAGE_HARD"),
    "federation": Limit(
        REVIEWING, "refer_to_national", "FEDERATION_DAYS", at_federation_only=True, within="first_instance"
    ),
    "first_instance": Limit(REVIEWING, "lapse", "FIRST_INSTANCE_DAYS"),
    "claim": Limit(REVIEWING, "return_claim", "CLAIM_RETURN"),
    "unopened": Limit(EXAMINED | MEASURED, "remind", "UNREAD_TO_LETTER_DAYS"),
    "reply": Limit(frozenset({"hearing"}), "close_hearing", None, by_law=True),
    "interim_end": Limit(EXAMINED | MEASURED, "end_interim", waits_in=frozenset({"under_appeal"})),
    "details": Limit(REVIEWING),
    "unserved": Limit(MEASURED, "end_measure", "UNSERVED_DAYS", waits_in=frozenset({"under_appeal"})),
    "measure_end": Limit(frozenset({"warned", "suspended"}), "end_measure", waits_in=frozenset({"under_appeal"})),
    "probation_end": Limit(frozenset({"probation"}), "end_measure", waits_in=frozenset({"under_appeal"})),
    "appeal": Limit(frozenset({"under_appeal"}), "stay_effect", "APPEAL_DECISION"),
    "appeal_limit": Limit(frozenset({"under_appeal"}), "lapse", "APPEAL_HARD"),
}
