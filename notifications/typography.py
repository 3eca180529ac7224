"""French spaces, so that « ? » never stands alone on a line: on pages and on paper alike."""

from __future__ import annotations

import re

THIN, FIXED = "\u202f", "\u00a0"  # narrow no-break space; no-break space
BEFORE_MARK = re.compile(f"[ {FIXED}](?=[?!;:»])")
AFTER_QUOTE = re.compile(f"(?<=«)[ {FIXED}]")
BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:j|h|min|s|ko|Mo|€|%)(?!\w))")


def spaced(text: str) -> str:
    text = BEFORE_MARK.sub(THIN, text)
    return BEFORE_UNIT.sub(FIXED, AFTER_QUOTE.sub(THIN, text))
