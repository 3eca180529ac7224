"""What a member may not do, from when to when. Where a case stands says nothing of it: only these dated rows do."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..legal_time import days_after, months_after
from .decision import Decision


class MeasureQuerySet(models.QuerySet["Measure"]):
    def restricting(self, member: Any, at: datetime) -> MeasureQuerySet:
        """The only answer to «is he or she suspended?»: suspensions of this member that have effect at `at`."""
        return self.effective(at).filter(member=member).exclude(kind="warning")

    def effective(self, at: datetime) -> MeasureQuerySet:
        not_stayed = Q(stayed_from=None) | Q(stayed_from__gt=at)
        return self.standing().filter(not_stayed, starts_at__lte=at, ends_at__gt=at)

    def standing(self) -> MeasureQuerySet:
        return self.filter(lifted_at=None, void_at=None)

    def interim(self) -> MeasureQuerySet:
        return self.filter(kind=Measure.Kind.INTERIM)

    def sanctions(self) -> MeasureQuerySet:
        return self.standing().exclude(kind=Measure.Kind.INTERIM)

    def impose(
        self, decision: Decision, *, renews: bool = False, starts_at: datetime | None = None, **own: Any
    ) -> Measure:
        """The measure that a decision orders. It has no dates yet: it starts when its letter is served."""
        case = decision.case
        kind = own.get("kind") or {"revocation": "suspension"}.get(decision.kind, decision.kind)
        if decision.kind == "revocation":
            self.sanctions().update(void_at=decision.signed_at)
        days = decision.days or (case.parameter("INTERIM_FIRST") if kind == "interim" else None)
        return self.create(
            case=case, member=case.member, decision=decision, kind=kind, body_id=own.get("body") or decision.body_id,
            scope=decision.scope, days=days, months=decision.months, suspended_days=decision.suspended_days or 0,
            probation_months=decision.probation_months, credited_days=self._credit(case, kind, decision.signed_at),
        )  # fmt: skip

    def _credit(self, case: Any, kind: str, at: datetime) -> int:
        """Days of interim suspension already served count towards the final one."""
        if kind != "suspension":
            return 0
        periods = self.interim().filter(case=case, starts_at__lt=at).values_list("starts_at", "ends_at", "lifted_at")
        return sum((min(end, lifted or at, at) - start).days for start, end, lifted in periods if start and end)

    def begin(self, decision: Decision, at: datetime) -> None:
        """Served: what this decision ordered starts to run, and the clock learns when it ends."""
        for measure in self.filter(decision=decision, starts_at=None, probation_until=None):
            measure.begin(at)

    def finish(self, act: Any) -> None:
        """At its date. Never served, it is void; with a suspended part, probation remains; else it is over."""
        case, measure = act.case, self.sanctions().order_by("-pk")[0]
        if case.due("unserved") and measure.starts_at is None and measure.probation_until is None:
            self.sanctions().update(void_at=act.at)
            case.end("lapsed", at=act.at)
        elif case.state == "suspended" and measure.suspended_days:
            until = months_after(act.at, measure.probation_months or 12, zone=case.zone)
            self.filter(pk=measure.pk).update(probation_until=until)
            case.agenda.start("probation_end", at=act.at, due_at=until)
        else:
            case.end("completed", at=act.at)

    def lift(self, act: Any) -> None:
        kinds = ["interim"] if act.case.state in ("in_review", "hearing", "deliberation") else ["warning", "suspension"]
        self.standing().filter(kind__in=kinds).update(lifted_at=act.at)
        act.case.agenda.finish("interim_end" if kinds == ["interim"] else "measure_end")

    def end_interim(self, act: Any) -> None:
        self.standing().interim().filter(Q(ends_at__gt=act.at) | Q(starts_at=None)).update(lifted_at=act.at)

    def stay(self, act: Any) -> None:
        self.sanctions().filter(stayed_from=None).update(stayed_from=act.at)

    def replace(self, act: Any, kind: str, days: int | None, months: int | None) -> Measure:
        """A lesser measure from an appeal takes the place of the one appealed, from the same first day."""
        old = self.sanctions().order_by("-pk")[0]
        self.filter(pk=old.pk).update(void_at=act.at)
        new = self.impose(act.decision, kind=kind, body=old.body_id)
        new.days, new.months, new.scope, new.credited_days = days, months, old.scope, old.credited_days
        if old.starts_at:
            new.begin(old.starts_at)
        else:
            new.save()
        return new


class Measure(models.Model):
    class Kind(models.TextChoices):
        WARNING = "warning", _("avertissement")
        SUSPENSION = "suspension", _("suspension")
        INTERIM = "interim", _("suspension conservatoire")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="measures")
    member = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="measures")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    scope = models.CharField(max_length=16, choices=Decision.Scope, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    months = models.PositiveSmallIntegerField(null=True)
    suspended_days = models.PositiveSmallIntegerField(default=0)
    probation_months = models.PositiveSmallIntegerField(null=True)
    credited_days = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    probation_until = models.DateTimeField(null=True)
    stayed_from = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)
    void_at = models.DateTimeField(null=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind="warning") | Q(body="national"), name="only_warnings_are_local"),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None) | Q(ends_at__gt=F("starts_at")), name="measure_ends"
            ),
            models.CheckConstraint(condition=Q(days=None) | Q(days__gt=0), name="measure_lasts"),
            models.CheckConstraint(
                condition=Q(days=None) | Q(suspended_days__lte=F("days")), name="suspended_part_of_the_whole"
            ),
        ]
        indexes = [
            models.Index(
                fields=["member", "ends_at"], condition=Q(lifted_at=None, void_at=None), name="measure_in_force"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    def begin(self, at: datetime) -> None:
        """Its dates, from the moment of service: whole days, to the end of the last one in the member's time."""
        agenda, zone = self.case.agenda, self.case.zone
        if self.kind == self.Kind.WARNING:
            self.starts_at, self.ends_at = at, months_after(at, self.months or 12, zone=zone)
        elif self.kind == self.Kind.SUSPENSION and self.suspended_days == self.days:
            self.probation_until = months_after(at, self.probation_months or 12, zone=zone)
            agenda.start("probation_end", at=at, due_at=self.probation_until)
        else:
            effective = max((self.days or 0) - self.suspended_days - self.credited_days, 0)
            self.starts_at, self.ends_at = at, days_after(at, effective, zone=zone)
        self.save()
        if self.ends_at:
            kind = "interim_end" if self.kind == self.Kind.INTERIM else "measure_end"
            agenda.start(kind, at=at, due_at=self.ends_at)

    def covers_probation(self, day: date | None) -> bool:
        """Did this day fall into the probation that this measure left?"""
        if day is None or self.probation_until is None:
            return False
        months = self.probation_months or 12
        return (self.probation_until - timedelta(days=31 * months)).date() <= day <= self.probation_until.date()
