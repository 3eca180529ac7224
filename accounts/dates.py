"""How a day is written, in the language in force."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import get_language

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


def with_weekday(day: date) -> str:
    """« mardi 1er décembre 2026 », "Tuesday 1 December 2026"."""
    return f"{date_format(day, 'l')} {written(day)}"
