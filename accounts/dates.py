"""How a day and an hour are written, in the language in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]


def in_french(language: str = "") -> bool:
    """Is this language, or that in force, French?"""
    return (language or get_language() or "").startswith("fr")


def written(day: date, *, space: str = " ") -> str:
    """« 7 décembre 2026 », « 1er mai 2027 », "7 December 2026"; `space` stands between the number and its month."""
    return f"{number(day)}{space}{date_format(day, 'F Y')}"


def number(day: date) -> str:
    return "1er" if day.day == 1 and in_french() else str(day.day)


def in_short(day: date) -> str:
    """« 7 déc. 2026 », "7 Dec 2026", for tables."""
    return f"{number(day)} {MONTHS[day.month - 1]} {day.year}" if in_french() else date_format(day, "j M Y")


def hour(moment: datetime, *, space: str = " ") -> str:
    """« 18 h 40 », « 10 h », "18:40"; `space` stands on both sides of the « h »."""
    if not in_french():
        return f"{moment.hour:02}:{moment.minute:02}"
    return f"{moment.hour}{space}h" + (f"{space}{moment.minute:02}" if moment.minute else "")


def with_hour(moment: datetime, *, said: Callable[[date], str] = written, space: str = " ") -> str:
    """« 7 décembre 2026 à 18 h 40 », "7 December 2026 at 18:40"; « lundi 7 décembre… » if the day is `said` with it."""
    return _("%(day)s à %(hour)s") % {"day": said(moment), "hour": hour(moment, space=space)}


def with_weekday(day: date) -> str:
    """« mardi 1er décembre 2026 », "Tuesday 1 December 2026"."""
    return f"{date_format(day, 'l')} {written(day)}"
