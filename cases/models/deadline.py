"""Deadlines are rows: what is due, since when, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import models

from ..legal_time import prolonged, working_days_after
from ..limits import LIMITS
from ..parties import NATIONAL


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def open(self) -> DeadlineQuerySet:
        return self.filter(done_at=None)

    def overdue(self, at: datetime) -> DeadlineQuerySet:
        """Open ones that the clock acts on and whose moment has come, oldest first."""
        acted_on = [kind for kind, limit in LIMITS.items() if limit.clock]
        return self.open().filter(kind__in=acted_on, due_at__lte=at).order_by("due_at", "pk")


class Deadline(models.Model):
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=16, choices=[(kind, kind) for kind in LIMITS])
    from_at = models.DateTimeField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_how = models.CharField(max_length=32, blank=True)
    prolonged_days = models.PositiveSmallIntegerField(default=0)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind"], condition=models.Q(done_at=None), name="one_open_deadline")
        ]
        indexes = [models.Index(fields=["kind", "due_at", "id"], condition=models.Q(done_at=None), name="deadline_due")]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_at:%Y-%m-%d}"

    def runs(self, case: Any) -> bool:
        limit = LIMITS[self.kind]
        at_home = case.held_by_id != NATIONAL or not limit.at_federation_only
        if limit.until_informed and case.informed_at:
            return False
        return at_home and (case.state in limit.runs_in or case.state in limit.waits_in)


class Agenda:
    """The open deadlines of one case in hand: steps start, finish and prolong them here, the door writes them once."""

    def __init__(self, case: Any):
        self.case = case
        self.open = {one.kind: one for one in case.deadlines.open()} if case.pk else {}
        self.done: list[Deadline] = []
        self.new: list[Deadline] = []
        self.moved: list[Deadline] = []

    def due(self, kind: str) -> datetime | None:
        return self.open[kind].due_at if kind in self.open else None

    def is_due_at(self, kind: str, moment: datetime) -> bool:
        """Does it run, and end then? One that began after that moment ended with its beginning."""
        running = self.open.get(kind)
        return running is not None and running.due_at == max(moment, running.from_at)

    def start(self, kind: str, *, at: datetime, due_at: datetime | None = None) -> Deadline:
        """Begin to count, in days of the `PROCEDURE` parameter unless the moment is given; what ran before is over."""
        self.finish(kind)
        deadline = Deadline(case=self.case, kind=kind, from_at=at, due_at=due_at or self._after(kind, at))
        self.new.append(deadline)
        self.open[kind] = deadline
        return deadline

    def _after(self, kind: str, at: datetime) -> datetime:
        limit = LIMITS[kind]
        days = self.case.parameter(limit.parameter)
        if limit.by_law:
            due_at = prolonged(at, days, body=self.case.clock_body)
        elif limit.in_working_days:
            due_at = working_days_after(at, days, body=self.case.clock_body)
        else:
            due_at = at + timedelta(days=days)
        most = self.due(limit.within or "")
        return min(due_at, most) if most else due_at

    def _later(self, deadline: Deadline, days: int) -> datetime:
        if LIMITS[deadline.kind].by_law:
            return prolonged(deadline.due_at, days, body=self.case.clock_body)
        return deadline.due_at + timedelta(days=days)

    def finish(self, *kinds: str) -> None:
        for kind in kinds:
            deadline = self.open.pop(kind, None)
            if deadline in self.new:
                self.new.remove(deadline)
            elif deadline:
                self.done.append(deadline)

    def prolong(self, kind: str, days: int) -> None:
        """More days for a deadline that runs: a window of the law ends on a working day again."""
        if deadline := self.open.get(kind):
            deadline.due_at = self._later(deadline, days)
            deadline.prolonged_days += days
            if deadline not in self.new and deadline not in self.moved:
                self.moved.append(deadline)

    def settle(self) -> datetime | None:
        """Finish what no longer runs where the case now stands; the nearest of the rest, or None."""
        self.finish(*[kind for kind, one in self.open.items() if not one.runs(self.case)])
        self.finish(*[kind for kind in self.open if (LIMITS[kind].ends_with or kind) not in self.open])
        counting = [one.due_at for one in self.open.values() if self.case.state in LIMITS[one.kind].runs_in]
        return min(counting, default=None)

    def write(self, *, at: datetime, how: str) -> None:
        """Three statements at most, whatever changed."""
        if self.done:
            Deadline.objects.filter(pk__in=[one.pk for one in self.done]).update(done_at=at, done_how=how)
        if self.moved:
            Deadline.objects.bulk_update(self.moved, ["due_at", "prolonged_days"])
        if self.new:
            Deadline.objects.bulk_create(self.new)
