"""Print the digest of each day’s record, to be kept elsewhere: on paper, with a notary, in another office."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from cases.models import Checkpoint


class Command(BaseCommand):
    help = "Print the digest of each day's record, to keep elsewhere: `verify_audit --digest` checks it later"

    def handle(self, *args: Any, **options: Any) -> None:
        """A line a day: the day, how many entries it adds, 64 hexadecimal digits."""
        for one in Checkpoint.objects.all():
            self.stdout.write(str(one))
