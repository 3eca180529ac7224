"""Lock everything under the first key of each kind while the site is open: what can be read stays so throughout."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.encryption import Unsealable
from accounts.models import DataKey
from cases.models import ReporterIdentity


class Command(BaseCommand):
    help = "Lock texts, images and identities under the first key of CONTENT_KEYS and of IDENTITY_KEYS"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--new", action="store_true", help="besides: what is written from now on lies under a new one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if gone := DataKey.objects.lost():
            named = ", ".join(sorted(gone))
            raise CommandError(f"CONTENT_KEYS lacks {named}: put it back, behind the new one, and ask again.")
        if options["new"]:
            DataKey.objects.begin()
        keys = DataKey.objects.lock_anew()
        try:
            people = ReporterIdentity.objects.seal_anew()
        except Unsealable:
            raise CommandError("IDENTITY_KEYS lacks a key that identities are sealed with: put it back.") from None
        first, *others = settings.CONTENT_KEYS
        self.stdout.write(f"{keys} of {DataKey.objects.count()} data keys locked anew: all are under «{first}».")
        self.stdout.write(f"{people} identities sealed anew: all are under «{next(iter(settings.IDENTITY_KEYS))}».")
        if others:
            self.stdout.write(f"CONTENT_KEYS needs {', '.join(others)} no more, but for backups made before now.")
