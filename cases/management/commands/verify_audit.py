"""Check every chain of the record; exit status 1 with the first broken link of each case, and each day, that fails."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import DataKey
from cases.audit import broken_days, faults, unproved
from cases.models import Case, Checkpoint, Timestamp
from cases.stamps import authority, proofs

DIGEST = re.compile(r"\b[0-9a-f]{64}\b")


class Command(BaseCommand):
    help = "Check every chain of the record: exit status 1, and where it breaks, when one fails"

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--digest", metavar="DIGEST|FILE", default="",
            help="besides: does the record still hold this checkpoint, or all those of a file, kept elsewhere?",
        )  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        kept = kept_digests(options["digest"])
        if gone := DataKey.objects.lost():
            named = ", ".join(sorted(gone))
            raise CommandError(f"CONTENT_KEYS lacks {named}: without it no content can be held against its digest.")
        broken = [f"{reference}: {fault}" for reference, fault in faults()]
        days = [f"{one.day}: {fault}" for one, fault in broken_days()]
        stamped, forged = self.stamps()
        days += forged
        lost = [f"{one}: the record has no such checkpoint: what it held was changed." for one in unproved(kept)]
        for line in (*broken, *days, *lost):
            self.stderr.write(line)
        if broken or days or lost:
            found = f"{counted(len(broken), 'case')} and {counted(len(days) + len(lost), 'day')}"
            self.stderr.write(f"{found} with a broken record.")
            sys.exit(1)
        self.stdout.write(f"{counted(Case.objects.count(), 'case')}, every chain unbroken; "
                          f"{counted(Checkpoint.objects.count(), 'day')} as their checkpoints say.")  # fmt: skip
        for line in stamped:
            self.stdout.write(line)
        if kept:
            self.stdout.write(f"{counted(len(kept), 'checkpoint')} kept elsewhere, found in it.")

    def stamps(self) -> tuple[list[str], list[str]]:
        """What is to be said of the time stamps: where all is well, and of which days they do not fit."""
        count, asked = Timestamp.objects.count(), authority()
        if asked is None:
            unread = f"{counted(count, 'time stamp')} not looked at: ALTERAM_TIMESTAMPS names no authority."
            return [unread] if count else [], []
        found = list(proofs(asked))
        late = [f"{one.checkpoint.day}: stamped {one.moment:%Y-%m-%d %H:%M} only." for one in found if one.is_late]
        bare = Checkpoint.objects.count() - count
        said = f"{counted(count, 'time stamp')} of {asked.address}; {counted(bare, 'day')} without one."
        return [said, *late], [f"{one.checkpoint.day}: {one.fault}" for one in found if one.fault]


def kept_digests(given: str) -> list[str]:
    """One digest, or those in a file; raises CommandError for what is neither."""
    if not given or DIGEST.fullmatch(given):
        return [given] if given else []
    try:
        found = DIGEST.findall(Path(given).read_text())
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(
            f"{given} is neither a digest of 64 hexadecimal digits nor a file that can be read."
        ) from error
    if not found:
        raise CommandError(f"{given} holds no digest. A line of `manage.py checkpoints` is: day, entries, digest.")
    return found


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
