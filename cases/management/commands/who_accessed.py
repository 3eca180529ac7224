"""Say who has read a case, when and as what: for whoever has to answer for a breach."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Case


class Command(BaseCommand):
    help = "Print a line for each reading of a case: moment, role, what was read, who; the oldest first"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", metavar="CASE", help="such as 45-2026-K7QM")

    def handle(self, *args: Any, reference: str, **options: Any) -> None:
        case = Case.objects.filter(reference=reference.strip().upper()).first()
        if case is None:
            raise CommandError(f"No case has the reference {reference!r}: give one such as 45-2026-K7QM.")
        for one in case.readings.select_related("person").order_by("at", "pk"):
            who = one.person.email or one.person.name
            self.stdout.write(f"{one.at.isoformat(timespec='seconds')} {one.role} «{one.purpose}» {who}")
