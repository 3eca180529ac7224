"""A moment as commands take it."""

from __future__ import annotations

from datetime import datetime

from django.core.management.base import CommandError
from django.utils.dateparse import parse_datetime

YEARS = range(1900, 2200)


def moment(typed: str, option: str) -> datetime:
    """ISO-8601 with its offset, so that nobody has to guess whose hour is meant.

    Raises CommandError, naming the option, for anything else and for a year that we cannot count in.
    """
    try:
        found = parse_datetime(typed)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or found.year not in YEARS:
        raise CommandError(f"Give {option} as ISO-8601 with an offset, such as 2026-03-14T10:00+01:00.")
    return found
