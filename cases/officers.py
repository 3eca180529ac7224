"""Letters to officers that are about no case: alarms and reminders of every kind are built here."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings

from notifications.models import Delivery
from notifications.post import Mailing

from .wording.audiences import OfficerWords

OCCASIONS = uuid.UUID("a4e0b2c8-51f7-4a7e-9a53-0c6e2f4d1b92")  # the name space of those made here


def letter(
    act: str,
    people: Sequence[Any],
    about: str,
    *,
    path: str,
    count: int = 0,
    until: datetime | None = None,
    ring: Delivery.Channel | None = Delivery.Channel.EMAIL,
) -> list[Mailing]:
    """One to these people, none to nobody. `about` names its occasion: what it is about is told once.

    Without a `ring` no e-mail leaves, and the digest of the next morning counts it.
    """
    if not people:
        return []
    return [Mailing(act=act, audience="officer", recipients=people, occasion=uuid.uuid5(OCCASIONS, f"{act} {about}"),
                    topic="", path=path, words=OfficerWords(count, until=until).in_language, ring=ring)]  # fmt: skip


def today(at: datetime) -> date:
    """On the installation's clock, by which officers of no single place hear of things."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
