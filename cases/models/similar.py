"""What became of others for what the same articles forbid: measure, month and level, and nothing that names anybody."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from accounts.models import Body

from ..legal_time import months_after
from ..lifecycle import State
from ..parties import NATIONAL
from .case import Case, Outcome
from .charter import Article
from .hearing import GrievanceRule
from .measure import Measure, final_at

IN_FAVOUR = (Outcome.DISMISSED, Outcome.CLEARED, Outcome.ADVICE, Outcome.WORKSHOP)


class Similar(NamedTuple):
    """One decision that stands: what it was, how long in months or days, how many suspended, when and where."""

    what: str
    months: int | None
    days: int | None
    suspended_days: int
    decided_at: datetime
    is_national: bool


def similar(case: Case, *, at: datetime) -> list[Similar]:
    """Final decisions of the last years on the articles of this case, about other people, the latest first.

    Two statements. Nothing that was annulled, or that an appeal or a second look may still undo.
    """
    found = [*(of_measure(one) for one in sanctions(case, at)), *(of_case(one) for one in closings(case, at))]
    return sorted(found, key=lambda one: one.decided_at, reverse=True)


def of_measure(one: Measure) -> Similar:
    return Similar(one.get_kind_display(), one.months, one.days, one.suspended_days, one.decision.signed_at,
                   one.body_id == NATIONAL)  # fmt: skip


def of_case(one: Case) -> Similar:
    assert one.closed_at is not None
    return Similar(one.get_outcome_display(), None, None, 0, one.closed_at, one.held_by_id == NATIONAL)


def sanctions(case: Case, at: datetime) -> QuerySet[Measure]:
    known = Measure.objects.exclude(kind=Measure.Kind.INTERIM).exclude(case__federation=Body.PRACTICE)
    stands = known.filter(void_at=None)
    alike = stands.filter(case__article_version__article__in=articles(case), decision__signed_at__gt=since(case, at))
    final = alike.annotate(final_at=final_at()).filter(final_at__lte=at).exclude(case__state=State.UNDER_APPEAL)
    return final.exclude(case=case).exclude(same_person(case)).select_related("decision")


def closings(case: Case, at: datetime) -> QuerySet[Case]:
    """Of a dismissal once nobody can ask for a second look any more."""
    settled = ~Q(outcome=Outcome.DISMISSED) | Q(closed_at__lte=at - timedelta(days=case.parameter("SECOND_LOOK_DAYS")))
    known = Case.objects.exclude(federation=Body.PRACTICE)
    over = known.filter(settled, state=State.CLOSED, outcome__in=IN_FAVOUR, closed_at__gt=since(case, at))
    alike = over.filter(article_version__article__in=articles(case))
    return alike.exclude(pk=case.pk).exclude(same_person(case))


def since(case: Case, at: datetime) -> datetime:
    """As far back as a sanction counts at all (Code du travail, art. L. 1332-5)."""
    return months_after(at, -12 * case.parameter("LOOKBACK_YEARS"), zone=case.zone)


def articles(case: Case) -> QuerySet[Article, Any]:
    """Those that the case was opened under, and those of its grievances, whatever their wording was."""
    reproached = GrievanceRule.objects.filter(grievance__case=case).values("article_version__article")
    qualified = case.article_version.article_id if case.article_version else None
    return Article.objects.filter(Q(pk=qualified) | Q(pk__in=reproached)).order_by().values("pk")


def same_person(case: Case) -> Q:
    """What the same person did elsewhere is an antecedent, which has its own rules."""
    return Q(member=case.member_id, member__isnull=False)
