"""The checkpoint of each day, stamped by somebody outside: when it was so, whoever owns the database afterwards.

Where no authority is given, nothing is asked, and nothing leaves.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import IntegrityError, transaction

from .authority import Authority, NoToken
from .models import Checkpoint, Timestamp

LATE = timedelta(days=2)
AT_ONCE = 30  # days: what a month without an answer left
log = logging.getLogger(__name__)


def authority() -> Authority | None:
    """That of the settings, or None."""
    return Authority(*settings.TIMESTAMPS) if settings.TIMESTAMPS else None


def stamp_days(*, at: datetime) -> int:
    """Ask for a token of each day that has none, the latest first, for it stands on all before; returns how many came.

    Each answer is waited for outside of any transaction. The first that does not come ends it until the next time.
    """
    asked = authority()
    days = Checkpoint.objects.filter(stamp=None).order_by("-pk")[:AT_ONCE] if asked else ()
    for count, one in enumerate(days):
        try:
            keep(one, asked.stamped(one.line), at=at)  # type: ignore[union-attr]
        except NoToken as refusal:
            log.warning("No time stamp for the checkpoint of %s: %s It is asked for again.", one.day, refusal)
            return count
    return len(days)


def keep(checkpoint: Checkpoint, answer: bytes, *, at: datetime) -> None:
    with suppress(IntegrityError), transaction.atomic(durable=True):  # another process was quicker
        Timestamp.objects.create(checkpoint=checkpoint, answer=answer, received_at=at)


class Proof(NamedTuple):
    """What the token of a day says: when the authority had its checkpoint, or what is wrong."""

    checkpoint: Checkpoint
    moment: datetime | None
    fault: str = ""

    @property
    def is_late(self) -> bool:
        """Long after its day: nobody answered then, or the day was written anew, and stamped again."""
        return self.moment is not None and self.moment.date() - self.checkpoint.day > LATE


def proofs(asked: Authority) -> Iterator[Proof]:
    """Of every token that is kept, the oldest day first."""
    for stamp in Timestamp.objects.select_related("checkpoint").order_by("checkpoint").iterator(chunk_size=500):
        try:
            yield Proof(stamp.checkpoint, asked.moment_of(bytes(stamp.answer), stamp.checkpoint.line))
        except NoToken as wrong:
            yield Proof(stamp.checkpoint, None, f"its time stamp does not fit: {wrong}")
