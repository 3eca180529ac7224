"""`PROCEDURE`: every delay and maximum of the procedure, its bounds, and the text that it follows.

An organisation's own values are rows (`Parameter`) inside these bounds; a case keeps those of the day it was opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Bound:
    """A value in `unit`, between `least` and `most`, both allowed; `basis` is the text that it follows."""

    key: str
    default: int
    least: int
    most: int
    unit: str
    basis: str


BOUNDS = (
    Bound("ACK_ALERT_HOURS", 24, 1, 168, "hours", "DSA 16(4); directive 2019/1937, 7 days"),
    Bound("TRIAGE_DAYS", 7, 1, 30, "days", "our own"),
    Bound("TRIAGE_HARD", 14, 1, 30, "days", "our own"),
    Bound("INFORM_RESPONDENT_DAYS", 30, 1, 30, "days", "GDPR 14(3)(a)"),
    Bound("REPLY_WARNING", 10, 7, 60, "days", "Annexe I-6, art. 13"),
    Bound("REPLY_SUSPENSION", 15, 7, 60, "days", "Annexe I-6, art. 13"),
    Bound("REPLY_URGENT", 3, 2, 7, "days", "shorter only at the member's request"),
    Bound("UNREAD_TO_LETTER_DAYS", 7, 3, 15, "days", "Annexe I-6, art. 9"),
    Bound("UNSERVED_DAYS", 90, 30, 180, "days", "our own: a measure that nobody could serve is void"),
    Bound("FEDERATION_DAYS", 42, 21, 56, "days", "our own: the national office has the rest of the limit"),
    Bound("FIRST_INSTANCE_DAYS", 70, 30, 120, "days", "Annexe I-6, art. 18"),
    Bound("EXTENSION_DAYS", 30, 1, 30, "days", "Annexe I-6, art. 18, once"),
    Bound("INTERIM_FIRST", 30, 1, 45, "days", "Annexe I-6, arts. 12 and 18"),
    Bound("INTERIM_TOTAL", 70, 1, 120, "days", "CGFP, L. 531-2"),
    Bound("APPEAL_WINDOW_DAYS", 30, 7, 183, "days", "Annexe I-6, art. 19; DSA 20"),
    Bound("APPEAL_DECISION", 60, 30, 120, "days", "Annexe I-6, art. 21"),
    Bound("APPEAL_HARD", 90, 30, 150, "days", "Annexe I-6, art. 21"),
    Bound("OVERSEAS_BONUS_DAYS", 5, 0, 15, "days", "Annexe I-6, art. 19; a federation keeps its own"),
    Bound("WARNING_TERM_MONTHS", 12, 6, 36, "months", "CGFP, L. 533-5"),
    Bound("SUSPENSION_MAX_DAYS", 365, 1, 730, "days", "CGFP, L. 533-1"),
    Bound("PROBATION_MONTHS", 12, 12, 60, "months", "Annexe I-6, note 15"),
    Bound("TIME_BAR_YEARS", 3, 1, 5, "years", "CGFP, L. 532-2"),
    Bound("LOOKBACK_YEARS", 3, 1, 5, "years", "Code du travail, L. 1332-5"),
    Bound("SECOND_LOOK_DAYS", 30, 15, 183, "days", "DSA 20(1)"),
    Bound("MISUSE_MAX_DAYS", 180, 1, 180, "days", "DSA 23"),
    Bound("DETAILS_DAYS", 7, 2, 15, "days", "our own"),
    Bound("REMOVAL_DAYS", 7, 2, 15, "days", "our own"),
    Bound("CLAIM_REMIND", 5, 1, 30, "days", "our own"),
    Bound("CLAIM_RETURN", 10, 1, 30, "days", "our own"),
    Bound("REREAD_PERCENT", 5, 0, 50, "percent", "our own"),
    Bound("MIN_CELL", 5, 3, 20, "cases", "small cells name people"),
    Bound("TRAINING_REQUIRED", 0, 0, 1, "no or yes", "our own: may be a condition of `warn`"),
)
PROCEDURE = {bound.key: bound for bound in BOUNDS}


def default(key: str) -> int:
    """The value that counts until the organisation sets its own. Raises KeyError for what is no parameter."""
    return PROCEDURE[key].default


def check(key: str, value: int) -> None:
    """Raises KeyError for what is no parameter, and ValueError with a sentence for a value outside its bounds."""
    bound = PROCEDURE[key]
    if not bound.least <= value <= bound.most:
        limits = {"key": key, "least": bound.least, "most": bound.most, "basis": bound.basis}
        raise ValueError(_("%(key)s doit être compris entre %(least)s et %(most)s (%(basis)s).") % limits)
