"""How the law counts: windows that end at midnight of a working day where the member lives; plain ends of measures."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

import holidays
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accounts.dates import with_weekday

SATURDAY = 5
LANGUAGES = {"en": "en_US"}  # as the library of holidays calls them; French otherwise


class Place(Protocol):
    """What counting needs of a body: an IANA time zone, a subdivision of the French calendar («» for the whole
    country), and the days that the law adds for distance."""

    time_zone: str
    calendar: str
    distance_days: int


class Window(NamedTuple):
    """The last moment of a window, aware, in the place's own time; and a sentence for each thing that moved it."""

    due_at: datetime
    why: list[str]


def last_moment(start: datetime, days: int, *, body: Place) -> Window:
    """The last moment of a window of `days` that an act opens at `start` (aware).

    Code de procédure civile, arts. 641 to 643: the day of the act does not count; days for distance are added; what
    would end on a Saturday, a Sunday or a public holiday ends on the next working day; all at 24:00 there.
    """
    zone = ZoneInfo(body.time_zone)
    day, why = local_day(start, zone) + timedelta(days=days + body.distance_days), []
    if body.distance_days:
        why.append(_for_distance(body.distance_days))
    while reason := idle(day, body.calendar):
        why.append(reason)
        day += timedelta(days=1)
    return Window(end_of(day, zone), why)


def working_days_after(start: datetime, count: int, *, body: Place) -> datetime:
    """The end of the `count`-th working day after that of `start` there: an office answers on those days alone."""
    zone = ZoneInfo(body.time_zone)
    day = local_day(start, zone)
    while count:
        day += timedelta(days=1)
        count -= not idle(day, body.calendar)
    return end_of(day, zone)


def prolonged(due_at: datetime, days: int, *, body: Place) -> datetime:
    """The last moment of `days` more: the end of a working day there (Code de procédure civile, arts. 641 and 642).

    Without days for distance, which a window got when it opened, and which an office never gets.
    """
    zone = ZoneInfo(body.time_zone)
    day = local_day(due_at, zone) + timedelta(days=days)
    while idle(day, body.calendar):
        day += timedelta(days=1)
    return end_of(day, zone)


def moment_in(text: str, zone: ZoneInfo) -> datetime | None:
    """«2026-12-22T18:30», an hour on the clocks of that zone, as an aware moment; None for any other words."""
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=zone)
    except ValueError:
        return None


def idle(day: date, subdivision: str) -> str:
    """The sentence that says why a window cannot end on this day; empty for a working day."""
    language = LANGUAGES.get(get_language() or "", "fr")
    shown = with_weekday(day)
    if name := public_holidays(subdivision, day.year, language).get(day):
        return _("Le %(day)s est férié (%(name)s).") % {"day": shown, "name": name}
    return _("Le %(day)s n’est pas un jour ouvré.") % {"day": shown} if day.weekday() >= SATURDAY else ""


@lru_cache(maxsize=512)
def public_holidays(subdivision: str, year: int, language: str = "fr") -> dict[date, str]:
    """Public holidays of France in a year, with those that Alsace-Moselle or an overseas department adds."""
    return dict(holidays.country_holidays("FR", subdiv=subdivision or None, years=year, language=language))


def days_after(start: date | datetime, days: int, *, zone: ZoneInfo) -> datetime:
    """The end of the `days`-th day after that of `start`, on the calendar of that zone: measures last whole days."""
    return end_of(local_day(start, zone) + timedelta(days=days), zone)


def months_after(start: date | datetime, months: int, *, zone: ZoneInfo) -> datetime:
    """The end of the same day of the month, `months` later; of its last day where that month is shorter.

    Code de procédure civile, art. 641, second paragraph.
    """
    day = local_day(start, zone)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    return end_of(date(year, month + 1, min(day.day, longest)), zone)


def local_day(start: date | datetime, zone: ZoneInfo) -> date:
    """The day that a moment falls on in that zone. Raises ValueError for a moment that does not say its own zone."""
    if not isinstance(start, datetime):
        return start
    if start.tzinfo is None:
        raise ValueError("A legal moment says its time zone.")
    return start.astimezone(zone).date()


def end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.max, tzinfo=zone)


def _for_distance(days: int) -> str:
    added = ngettext("%(days)s jour de plus pour l’outre-mer.", "%(days)s jours de plus pour l’outre-mer.", days)
    return added % {"days": days}
