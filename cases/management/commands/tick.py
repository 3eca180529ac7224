"""What the clock does at a time, once, in the foreground."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.clock import Unfinished, tick
from cases.management.moment import moment
from cases.stamps import stamp_days


class Command(BaseCommand):
    help = "Do once what the clock does at that time (now, unless another is given)"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--at", default=None, metavar="ISO-8601")

    def handle(self, *args: Any, at: str | None, **options: Any) -> None:
        then = timezone.now() if at is None else moment(at, "--at")
        try:
            taken = tick(at=then)
        except Unfinished as unfinished:
            raise CommandError(str(unfinished)) from None
        finally:
            stamp_days(at=then)
        self.stdout.write(f"{taken} step{'' if taken == 1 else 's'} taken.")
