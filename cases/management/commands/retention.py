"""What is to be forgotten, and when: a list to read. It changes nothing, for the clock alone forgets."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cases.management.moment import moment
from cases.models import Deadline, Draft, Parameter, Reading, ReportingRestriction
from cases.models.retention import STAGES

AHEAD = timedelta(days=30)


class Command(BaseCommand):
    help = "Say what the clock forgets until a time (thirty days ahead, unless another is given), and change nothing"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until", default=None, metavar="ISO-8601")

    def handle(self, *args: Any, until: str | None, **options: Any) -> None:
        now = timezone.now()
        last = now + AHEAD if until is None else moment(until, "--until")
        for one in Deadline.objects.open().filter(kind__in=STAGES, due_at__lte=last).select_related("case").order_by(
            "due_at", "pk"
        ):  # fmt: skip
            self.stdout.write(line(one))
        months = Parameter.objects.value_at
        readings = Reading.objects.past(last, months=months("RETAIN_READINGS", now)).count()
        limits = ReportingRestriction.objects.past(last, months=months("RETAIN_MISUSE", now)).count()
        self.stdout.write(f"By the rounds of the mornings: {readings} readings, {limits} cautions and limits.")
        self.stdout.write(f"By the hour: {Draft.objects.expired(last).count()} drafts.")


def line(one: Deadline) -> str:
    """When, what, of which case, and how that ended; nobody’s name."""
    case, said = one.case, timezone.localtime(one.due_at).strftime("%Y-%m-%d %H:%M")
    held = f", held until {case.legal_hold_until}" if is_held(one.due_at, case) else ""
    return f"{said}  {one.kind:9}  {case.reference}  {case.outcome}{held}"


def is_held(due_at: datetime, case: Any) -> bool:
    return bool(case.legal_hold_until and case.local_date(due_at) == case.legal_hold_until)
