"""Do two people describe the same post? Their words are compared; capitals, accents and punctuation are not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

ALIKE = 0.8  # of the words of both together: four in five


def words(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.findall(r"[^\W_]+", "".join(one for one in letters if not unicodedata.combining(one)))


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how much of both texts, taken together, stands in both. Texts without a word are like no other."""
    mine, theirs = Counter(words(one)), Counter(words(other))
    return 2 * (mine & theirs).total() / max(1, mine.total() + theirs.total())


def in_common(typed: str, other: str) -> str:
    """What was typed, with «…» for what the other text does not have: nobody reads here a word that he did not type."""
    left, shown = Counter(words(other)), list[str]()
    for piece in typed.split():
        asked = Counter(words(piece))
        shared = asked <= left
        left -= asked if shared else Counter()
        if shared or shown[-1:] != ["…"]:
            shown.append(piece if shared else "…")
    return " ".join(shown)
