"""What a member may not do, from when to when. Where a case stands says nothing of it: only these dated rows do."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ..legal_time import days_after, local_day, months_after
from .appeal import Appeal
from .decision import Decision

STANDING = Q(lifted_at=None, void_at=None)
IS_SANCTION = STANDING & ~Q(kind="interim")


def has_effect(at: datetime) -> Q:
    not_stayed = Q(stayed_from=None) | Q(stayed_from__gt=at)
    return STANDING & not_stayed & Q(starts_at__lte=at, ends_at__gt=at)


def restricts(at: datetime) -> Q:
    return has_effect(at) & ~Q(kind="warning")


def final_at() -> Case:
    """When the sanction of a measure became final: with its window, or with the appeal; never while one is pending.

    A revision, which new evidence brings at any time, changes nothing of that.
    """
    concerning = Q(decision=OuterRef("decision")) | Q(decision_made=OuterRef("decision"))
    appeals = Appeal.objects.ordinary().filter(concerning).order_by("-pk")
    over_at = appeals.values(at=Coalesce("decision_made__signed_at", "withdrawn_at"))[:1]
    return Case(When(Exists(appeals), then=Subquery(over_at)), default=F("case__appeal_until"))


class MeasureQuerySet(models.QuerySet["Measure"]):
    def restricting(self, member: Any, at: datetime) -> MeasureQuerySet:
        """The only answer to «is he or she suspended?»: suspensions of this member that have effect at `at`."""
        return self.filter(restricts(at), member=member)

    def effective(self, at: datetime) -> MeasureQuerySet:
        return self.filter(has_effect(at))

    def standing(self) -> MeasureQuerySet:
        return self.filter(STANDING)

    def begun_or_waiting(self, at: datetime) -> MeasureQuerySet:
        """Sanctions that have effect, or will once their letter is served; not what is provisional, stayed or over."""
        running = self.sanctions().filter(stayed_from=None, probation_until=None)
        return running.filter(Q(ends_at=None) | Q(ends_at__gt=at))

    def interim(self) -> MeasureQuerySet:
        return self.filter(kind=Measure.Kind.INTERIM)

    def sanctions(self) -> MeasureQuerySet:
        return self.filter(IS_SANCTION)

    def final(self) -> Measure | None:
        """The sanction that counts, running, over or lifted: the last one that nothing has voided."""
        return self.exclude(kind=Measure.Kind.INTERIM).filter(void_at=None).order_by("-pk").first()

    def impose(self, decision: Decision) -> Measure:
        """The measure that a decision orders. It has no dates yet: it starts when its letter is served."""
        case = decision.case
        kind = {"revocation": "suspension"}.get(decision.kind, decision.kind)
        if decision.kind == "revocation":
            self.sanctions().update(void_at=decision.signed_at)
        return self.create(
            case=case, member=case.member, decision=decision, kind=kind, body_id=decision.body_id, scope=decision.scope,
            days=decision.days or (case.parameter("INTERIM_FIRST") if kind == "interim" else None),
            months=decision.months, suspended_days=decision.suspended_days or 0,
            probation_months=decision.probation_months,
        )  # fmt: skip

    def begin(self, decision: Decision, at: datetime) -> bool:
        """Served: what this decision ordered starts to run, and the clock learns when it ends. Was there anything?"""
        waiting = self.standing().filter(decision=decision, starts_at=None, probation_until=None).first()
        if waiting:
            waiting.begin(at)
        return waiting is not None

    def finish(self, act: Any) -> None:
        """At its date. Never served, it is void; with a deferred part, probation remains; else it is over."""
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
        act.case.settle_wish()

    def cut_interim(self, at: datetime) -> None:
        """What is still to run of it does not."""
        self.standing().interim().filter(Q(ends_at__gt=at) | Q(starts_at=None)).update(lifted_at=at)

    def interim_days(self, until: datetime, zone: ZoneInfo) -> int:
        """Days of interim suspension served by then, counted on the calendar as suspensions are."""
        periods = self.interim().filter(starts_at__lt=until).values_list("starts_at", "ends_at", "lifted_at")
        ends = [(start, min(end, lifted or until, until)) for start, end, lifted in periods if start and end]
        return sum(max((local_day(end, zone) - local_day(start, zone)).days, 0) for start, end in ends)

    def moved_by(self, act: Any) -> MeasureQuerySet:
        """Suspensions that this act began or cut short: whoever applies them has something new to apply."""
        began = Q(decision__occasion=act.served.occasion) if act.served else Q(pk=None)
        return self.exclude(kind=Measure.Kind.WARNING).filter(began | Q(lifted_at=act.at) | Q(void_at=act.at))

    def stay(self, act: Any) -> None:
        self.sanctions().filter(stayed_from=None).update(stayed_from=act.at)

    def replace(self, act: Any, kind: str, days: int | None, months: int | None) -> Measure:
        """A lesser measure from an appeal takes the place of the one appealed, from the same first day."""
        old = self.final()
        assert old is not None  # an appeal has a sanction to be against
        self.filter(pk=old.pk).update(void_at=act.at)
        new = self.create(
            case=old.case, member=old.member, decision=act.decision, kind=kind, body_id=old.body_id, scope=old.scope,
            days=days, months=months, suspended_days=min(old.suspended_days, days or 0), lifted_at=old.lifted_at,
            probation_months=old.probation_months, credited_days=old.credited_days,
        )  # fmt: skip
        if served_at := act.case.sanction_served_at():
            new.begin(served_at)
        if old.probation_until and new.starts_at and new.suspended_days:
            self.filter(pk=new.pk).update(probation_until=old.probation_until)
        return new

    def void(self, act: Any) -> Measure | None:
        """No sanction is left, or the one that a voided revocation had taken the place of: that one is returned."""
        last = self.final()
        is_revocation = last is not None and last.decision.kind == "revocation"
        before = self.exclude(void_at=None).order_by("-pk").first() if is_revocation else None
        self.exclude(kind=Measure.Kind.INTERIM).filter(void_at=None).update(void_at=act.at)
        if before:
            self.filter(pk=before.pk).update(void_at=None)
        return before


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

    @property
    def is_suspended_whole(self) -> bool:
        """Nothing of it is served: there is probation alone."""
        return self.kind == self.Kind.SUSPENSION and self.suspended_days == self.days

    @property
    def over_at(self) -> datetime | None:
        """When nothing of it is left: lifted, or at the end of its last part."""
        return self.lifted_at or self.probation_until or self.ends_at

    def begin(self, at: datetime) -> None:
        """Its dates, from the moment of service: whole days, to the end of the last one in the member's time."""
        zone = self.case.zone
        if self.is_suspended_whole:
            self.probation_until = months_after(at, self.probation_months or 12, zone=zone)
        elif self.kind == self.Kind.WARNING:
            self.starts_at, self.ends_at = at, months_after(at, self.months or 12, zone=zone)
        elif self.kind == self.Kind.INTERIM:
            self.starts_at = self._end_of_what_it_renews(at)
            self.ends_at = days_after(self.starts_at, self.days or 0, zone=zone)
        else:
            self._take_credit(at)
            served = max((self.days or 0) - self.suspended_days - self.credited_days, 0)
            self.starts_at, self.ends_at = at, days_after(at, served, zone=zone)
        self.save()
        self._tell_the_clock(at)

    def _tell_the_clock(self, at: datetime) -> None:
        kind = "interim_end" if self.kind == self.Kind.INTERIM else "measure_end" if self.ends_at else "probation_end"
        self.case.agenda.start(kind, at=at, due_at=self.ends_at or self.probation_until)

    def _end_of_what_it_renews(self, at: datetime) -> datetime:
        """A renewal follows the first one without overlapping it; whatever else is served starts at once."""
        running = self.case.measures.standing().interim().filter(ends_at__gt=at).order_by("-ends_at").first()
        return (running and running.ends_at) or at

    def _take_credit(self, at: datetime) -> None:
        """The suspension takes over from the interim one, whose days count; what replaces a measure has its credit."""
        if self.decision.kind == "appeal":
            return
        measures = self.case.measures
        self.case.stop_interim(at)
        before = measures.filter(kind=self.Kind.SUSPENSION, pk__lt=self.pk).order_by("-pk").first()
        left = measures.interim_days(at, self.case.zone) - (before.credited_days if before else 0)
        self.credited_days = min(left, (self.days or 0) - self.suspended_days)

    def covers_probation(self, day: date | None) -> bool:
        """Did this day fall into the probation that this measure left? The day on which it began does not count."""
        began = self.ends_at or self.case.sanction_served_at()
        if day is None or began is None or self.probation_until is None:
            return False
        return self.case.local_date(began) < day <= self.case.local_date(self.probation_until)
