"""How letters and pages put a number of days, a date or a list into words; and what somebody typed, quoted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.dates import with_hour, with_weekday, written

from ..legal_time import local_day, moment_in


def block(text: str) -> str:
    """Quoted line by line, as the layout of letters shows what somebody wrote."""
    return "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines()) or "> —"


def listed(items: list[str]) -> str:
    return "\n".join(f"- {' '.join(item.split())}" for item in items) or f"- {_('aucune')}"


def labelled(label: object, text: str) -> str:
    """«Menace : …», with the colon of the language in force."""
    return _("%(label)s : %(text)s") % {"label": label, "text": text}


def in_quotes(text: str) -> str:
    """« … » or “…”, as the language in force quotes."""
    return _("« %(text)s »") % {"text": text}


def in_days(count: int) -> str:
    return ngettext("%(count)s jour", "%(count)s jours", count) % {"count": count}


def in_months(count: int) -> str:
    return ngettext("%(count)s mois", "%(count)s mois", count) % {"count": count}


def in_minutes(count: int) -> str:
    return ngettext("%(count)s minute", "%(count)s minutes", count) % {"count": count}


def on_day(moment: datetime | date | None, zone: ZoneInfo) -> str:
    """« 7 décembre 2026 », « 1er mai 2027 », in the member's own time; a dash where there is no date yet."""
    if moment is None:
        return "—"
    return written(local_day(moment, zone))


def at_moment(moment: datetime, zone: ZoneInfo, *, said: Callable[[date], str] = written) -> str:
    """« 7 décembre 2026 à 18 h 40 », in the member's own time; « lundi 7 décembre… » if the day is `said` with it."""
    return with_hour(moment.astimezone(zone), said=said)


def days_between(start: datetime, end: date | datetime, zone: ZoneInfo) -> int:
    """Whole days of the calendar of that zone, from one to the other."""
    return (local_day(end, zone) - local_day(start, zone)).days


def at_hour(slot: str, zone: ZoneInfo) -> str:
    """A date of a hearing, with its weekday; other words stay as they were typed."""
    moment = moment_in(slot, zone)
    return at_moment(moment, zone, said=with_weekday) if moment else slot
