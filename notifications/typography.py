"""French spaces, so that « ? » never stands alone on a line: on pages and on paper alike."""

from __future__ import annotations

import re

THIN, FIXED = "\u202f", "\u00a0"  # narrow no-break space; no-break space
BEFORE_MARK = re.compile(f"[ {FIXED}](?=[?!;:»])")
AFTER_QUOTE = re.compile(f"(?<=«)[ {FIXED}]")
UNITS = "j|jours?|mois|ans?|h|min|minutes?|s|ko|Mo|€|%"
BEFORE_UNIT = re.compile(rf"(?<=\d) (?=(?:{UNITS})(?!\w))")
BEFORE_NUMBER = re.compile(rf"(?:(?<=\d[ {FIXED}]h)|(?<=\bart\.)) (?=\d)")  # « 12 h 24 », « art. 13 »


def spaced(text: str) -> str:
    text = BEFORE_MARK.sub(THIN, text)
    text = BEFORE_UNIT.sub(FIXED, AFTER_QUOTE.sub(THIN, text))
    return BEFORE_NUMBER.sub(FIXED, text)
