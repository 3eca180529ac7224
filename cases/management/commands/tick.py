"""What the clock does at a time, once, in the foreground."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cases.clock import sweep


class Command(BaseCommand):
    help = "Do once what the clock does at that time (now, unless another is given)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", type=moment, default=None, metavar="ISO-8601")

    def handle(self, *args: Any, at: datetime | None, **options: Any) -> None:
        taken = sweep(at=at or timezone.now())
        self.stdout.write(f"{taken} step{'' if taken == 1 else 's'} taken.")


def moment(typed: str) -> datetime:
    """ISO-8601 with its offset, so that nobody has to guess whose hour is meant."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise CommandError("Give --at as ISO-8601 with an offset, such as 2027-03-01T09:00+01:00.")
    return found
