"""Check every chain of the record; exit status 1 with the first broken link of each case that fails."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from cases.audit import faults
from cases.models import Case


class Command(BaseCommand):
    help = "Check every chain of the record: exit status 1, and where it breaks, when one fails"

    def handle(self, *args: Any, **options: Any) -> None:
        broken = 0
        for reference, fault in faults():
            self.stderr.write(f"{reference}: {fault}")
            broken += 1
        if broken:
            self.stderr.write(f"{counted(broken)} with a broken record.")
            sys.exit(1)
        self.stdout.write(f"{counted(Case.objects.count())}, every chain unbroken.")


def counted(cases: int) -> str:
    return f"{cases} case{'' if cases == 1 else 's'}"
