"""A sanction as a statement of reasons in the schema of the DSA's Transparency Database, without any personal data.

The words are those of the digest (`published`): nothing that anybody typed. Days are those on which their month begins,
for a day would tell which case it was; the schema asks for days. The database is for platforms, which this product is
not: a benchmark, for whoever compares.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from ..grammar import Refused
from ..legal_time import local_day
from .published import SANCTIONED, articles, as_text, digests

# What the articles of the charter that is shipped come nearest to; one of the organisation's own is of the last kind.
CATEGORIES = {
    "respect": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
    "discrimination": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
    "violence": "STATEMENT_CATEGORY_VIOLENCE",
    "private-life": "STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "forgery": "STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
    "pressure": "STATEMENT_CATEGORY_CYBER_VIOLENCE",
}
OTHER = "STATEMENT_CATEGORY_OTHER_VIOLATION_TC"
LONGEST_GROUND, LONGEST_EXPLANATION, LONGEST_FACTS = 500, 2000, 5000


def objection(case: Any) -> Refused | None:
    """Only a sanction restricts anybody: of what was closed otherwise the schema knows nothing to state."""
    if case.outcome not in SANCTIONED:
        return Refused(_("Sans sanction, ce format n’a rien à dire. Prenez le texte ou le JSON."))
    return None


def statement(case: Any) -> dict[str, Any]:
    """Attribute of the schema → value. The case is one whose sanction may be published."""
    measure, rules = case.measures.final(), articles(case)
    with translation.override("en"):
        titles = "; ".join(one.title for one in rules)
        explanation = "\n\n".join(one.text for one in rules)
    return {
        "puid": puid(measure.decision),
        **restriction(measure, case),
        "application_date": month(measure.starts_at or measure.decision.signed_at, case).isoformat(),
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": f"Charter of the organisation: {titles}"[:LONGEST_GROUND],
        "incompatible_content_explanation": explanation[:LONGEST_EXPLANATION],
        "incompatible_content_illegal": "No",
        "category": CATEGORIES.get(rules[0].article.code, OTHER) if rules else OTHER,
        "content_type": ["CONTENT_TYPE_OTHER"],
        "content_type_other": "A post on a social network or a site",
        "content_date": month(case.content_date or case.opened_at, case).isoformat(),
        "territorial_scope": ["FR"],
        "decision_facts": as_text(digests(case)["en"], "en")[:LONGEST_FACTS],
        "source_type": "SOURCE_VOLUNTARY" if case.is_own_initiative else "SOURCE_ARTICLE_16",
        "automated_detection": "No",
        "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
    }


def restriction(measure: Any, case: Any) -> dict[str, str]:
    """One of the four decisions that the schema knows, with the end of a suspension: it is never without one."""
    if measure.kind == measure.Kind.WARNING:
        return {"decision_visibility": "DECISION_VISIBILITY_OTHER",
                "decision_visibility_other": "A warning to the author: the content is not restricted"}  # fmt: skip
    ends = measure.ends_at or measure.probation_until or measure.decision.signed_at
    end = month(ends, case).isoformat()
    if measure.scope == "full_membership":
        return {"decision_account": "DECISION_ACCOUNT_SUSPENDED", "end_date_account_restriction": end}
    return {"decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION", "end_date_service_restriction": end}


def puid(decision: Any) -> str:
    """Unique, and a way back to nothing: of the 122 random bits that name the letter of this decision."""
    return hashlib.sha256(f"statement of reasons {decision.occasion}".encode()).hexdigest()[:32]


def month(day: datetime | date, case: Any) -> date:
    return local_day(day, case.zone).replace(day=1)
