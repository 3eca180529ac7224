"""Load the demo: a made-up organisation with its people, posts and cases, every step of them taken through the door."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from rich.progress import Progress

from accounts.models import Person
from cases.demo.telling import tell
from cases.models import Case

CASES, FEDERATIONS, MANY = 300, 101, 1000


class Command(BaseCommand):
    help = "Load made-up people and cases into an empty database, in demo mode only"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, default=CASES, metavar="N", help=f"how many ({CASES})")
        parser.add_argument("--federations", type=int, default=FEDERATIONS, metavar="N",
                            help=f"over how many federations, two at least ({FEDERATIONS})")  # fmt: skip

    def handle(self, *args: Any, cases: int, federations: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo data has a password that everybody knows: it is loaded in demo mode only.")
        if Person.objects.exists():
            raise CommandError("There are people in this database: demo data is loaded into an empty one only.")
        if cases < 0 or federations < 2:
            raise CommandError("Give --cases as 0 or more, and --federations as 2 or more.")
        with progress(cases) as passing:
            ended = tell(cases, federations, now=timezone.now(), passing=passing)
        for refusal in ended:
            self.stdout.write(f"A story ended early. {refusal}")
        self.stdout.write(f"{Case.objects.count()} made-up cases and {Person.objects.count()} people are there.")


@contextmanager
def progress(cases: int) -> Iterator[Callable[[float], None]]:
    """A bar for those who wait long; nothing for a few hundred cases."""
    with Progress(disable=cases <= MANY) as bar:
        task = bar.add_task(f"{cases} cases", total=1)
        yield lambda share: bar.update(task, completed=share)
