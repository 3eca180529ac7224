"""The deadlines of a case: in which states each runs, how long it is, and what the clock does when it is over."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .lifecycle import (
    CLOSED,
    EXAMINED,
    HEARING,
    IN_REVIEW,
    MEASURED,
    OPEN,
    PROBATION,
    REPORTED,
    REVIEWING,
    SUSPENDED,
    UNDER_APPEAL,
    WARNED,
)


@dataclass(frozen=True)
class Limit:
    """`parameter` names its length in days in `PROCEDURE`; without one the step that starts it gives the moment."""

    runs_in: Collection[str]
    clock: str | None = None
    parameter: str | None = None
    waits_in: Collection[str] = ()  # it keeps running there, but nothing is done until the state is left
    at_federation_only: bool = False
    until_informed: bool = False  # nothing is left to do once the person concerned knows of the case
    within: str | None = None  # it never outlasts this other limit
    ends_with: str | None = None  # nothing is left to wait for once this other one is over
    by_law: bool = False  # Code de procédure civile, arts. 641 and 642, where the member lives
    in_working_days: bool = False  # of the member's federation


LIMITS = {
    "first_look": Limit([REPORTED], None, "TRIAGE_DAYS", by_law=True),
    "triage": Limit([REPORTED], "refer_to_national", "TRIAGE_HARD", by_law=True),
    "federation": Limit(
        REVIEWING, "refer_to_national", "FEDERATION_DAYS", at_federation_only=True, within="first_instance", by_law=True
    ),
    "first_instance": Limit(REVIEWING, "lapse", "FIRST_INSTANCE_DAYS", by_law=True),
    "inform": Limit([REPORTED, IN_REVIEW], "inform", "INFORM_RESPONDENT_DAYS", until_informed=True),
    "claim": Limit(REVIEWING, "return_claim", "CLAIM_RETURN"),
    "unopened": Limit([*EXAMINED, *MEASURED], "remind", "UNREAD_TO_LETTER_DAYS"),
    "reply": Limit([HEARING], "close_hearing", None, by_law=True),
    "interim_end": Limit([*EXAMINED, *MEASURED], "end_interim", waits_in=[UNDER_APPEAL]),
    "lift_answer": Limit(EXAMINED, None, "LIFT_ANSWER_DAYS", ends_with="interim_end", in_working_days=True),
    "lift_silence": Limit(EXAMINED, "end_interim", "LIFT_SILENCE_DAYS", ends_with="interim_end", in_working_days=True),
    "recusal": Limit(OPEN, "pass_on_recusal", "RECUSAL_ANSWER_DAYS", in_working_days=True),
    "details": Limit(REVIEWING),
    "unserved": Limit(MEASURED, "end_measure", "UNSERVED_DAYS", waits_in=[UNDER_APPEAL]),
    "measure_end": Limit([WARNED, SUSPENDED], "end_measure", waits_in=[UNDER_APPEAL]),
    "probation_end": Limit([PROBATION], "end_measure", waits_in=[UNDER_APPEAL]),
    "appeal": Limit([UNDER_APPEAL], "stay_effect", "APPEAL_DECISION", by_law=True),
    "appeal_limit": Limit([UNDER_APPEAL], "lapse", "APPEAL_HARD", by_law=True),
    "rereading": Limit([CLOSED], "draw_for_rereading"),
    "restrict": Limit([CLOSED], "restrict"),
    "anonymise": Limit([CLOSED], "anonymise"),
    "identity": Limit([CLOSED], "forget_reporters"),
}
