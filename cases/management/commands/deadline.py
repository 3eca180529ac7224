"""Explain a deadline: its last moment where the member lives, and what moved it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Body
from cases.legal_time import last_moment
from cases.management.moment import moment

MOST_DAYS = 3650


class Command(BaseCommand):
    help = "Print the last moment of a window as ISO-8601 in the federation's time, then what moved it"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--served", required=True, metavar="ISO-8601", help="when the letter was served")
        parser.add_argument("--days", required=True, type=int, help="length of the window, in days")
        parser.add_argument("--federation", required=True, metavar="CODE", help="such as 45, 2A or 974")

    def handle(self, *args: Any, served: str, days: int, federation: str, **options: Any) -> None:
        if not 0 <= days <= MOST_DAYS:
            raise CommandError(f"Give --days as a number of days from 0 to {MOST_DAYS}.")
        body = Body.objects.filter(code=federation.upper(), kind=Body.Kind.FEDERATION).first()
        if body is None:
            raise CommandError(f"No federation has the code {federation!r}: give one such as 45, 2A or 974.")
        window = last_moment(moment(served, "--served"), days, body=body)
        self.stdout.write("\n".join([window.due_at.isoformat(), *window.why]))
