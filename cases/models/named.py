"""Everybody whom a case names, and as what."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from accounts.composed import Composed
from notifications.models import Delivery

from .decision import Proposal
from .dialogue import Inquiry
from .hearing import Service
from .parts import Part, Recusal
from .report import Report, ReportingRestriction
from .workshop import TrainingOrder


def named_on(case: int, reported: int, reference: str) -> QuerySet[Any, Any]:
    """(who, as what): people by their key, as text; who reported, by a digest alone.

    Besides those who took part: who is asked to step aside, proposed what waits for a signature, has a letter to open,
    is written to on paper, has a workshop to follow, or waits to hear whether a measure or a limit of reporting is
    lifted. `reported` is the case that has the reports: another one, if this one was joined to it.
    """
    reporters = Report.objects.filter(case=reported).values("identity__owner")
    return Part.objects.filter(case=case).values_list(as_text("person"), "role").union(
        Report.objects.filter(case=reported).values_list("identity__owner", Value("reporter")),
        Recusal.objects.filter(case=case, answered_at=None).values_list(as_text("person"), Value("asked_aside")),
        Proposal.objects.filter(case=case, ended_at=None).values_list(as_text("by"), Value("proposing")),
        Service.objects.filter(case=case).unopened().values_list(as_text("person"), Value("to_open")),
        on_paper(reference).values_list(as_text("notice__recipient"), Value("to_post")),
        TrainingOrder.objects.filter(case=case).waiting().values_list(as_text("member__person"), Value("to_train")),
        Inquiry.objects.filter(case=case).wishes().values_list(as_text("to_person"), Value("wishing")),
        ReportingRestriction.objects.contested().filter(owner__in=reporters).values_list("owner", Value("contesting")),
    )  # fmt: skip


def on_paper(reference: str) -> Any:
    """Letters of this case that somebody has to print and send, to the person concerned or to who assists."""
    return Delivery.objects.to_post().filter(notice__topic=reference, notice__letter__audience="concerned")


def as_text(person: str) -> Cast:
    return Cast(f"{person}_id", CharField())


NAMED = Composed(named_on, -1, -2, "the reference of no case")
