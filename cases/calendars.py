"""A file for a calendar of one's own, which a family may share: when and where, and nothing of what it is about."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event
from icalendar.enums import CLASS

KEYS = uuid.UUID("7c1f7c38-0a7e-4f0a-9d53-6b1e0f6f2a90")  # the name space of those made here


def calendar_file(row: str, *, start: datetime, minutes: int, place: str, at: datetime) -> bytes:
    """RFC 5545: one private entry of neutral words, in universal time, so that any clock shows it right.

    `row` names what it is about («hearing 12») and does not stand in the file: the same row, asked for again, replaces
    what the calendar has. `start` and `at` are aware.
    """
    key = uuid.uuid5(KEYS, row)
    entry = Event.new(
        uid=key, stamp=at.astimezone(UTC), start=start.astimezone(UTC),
        end=start.astimezone(UTC) + timedelta(minutes=minutes), summary=_("Rendez-vous"), location=place,
        classification=CLASS.PRIVATE,
    )  # fmt: skip
    return Calendar.new(prodid="-//Calendar//EN", uid=key, subcomponents=[entry]).to_ical()
