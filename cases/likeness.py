"""What two texts have in common: their words are compared; capitals, accents and punctuation are not."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from itertools import groupby

ALIKE = 0.8  # of the words of both together: four in five
RUN = 6  # words in a row: fewer are anybody's, as many are somebody's


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


def repeated(text: str, others: Iterable[str], *, but: Iterable[str] = ()) -> list[str]:
    """The passages of `text` that repeat `RUN` words in a row, or more, of one of `others`; as they stand in `text`.

    A run that also stands in one of the texts of `but` is nobody's own.
    """
    text = unicodedata.normalize("NFC", text)
    said = [(word, found.span()) for found in re.finditer(r"[^\W_]+", text) for word in words(found[0])]
    telling = {run for other in others for run in runs(words(other))}
    telling -= {run for other in but for run in runs(words(other))}
    starts = [place for place, run in enumerate(runs([word for word, _span in said])) if run in telling]
    places = sorted({place + more for place in starts for more in range(RUN)})
    # Places that follow one another differ from their own number by the same.
    in_a_row = groupby(enumerate(places), lambda one: one[1] - one[0])
    passages = [[place for _number, place in group] for _difference, group in in_a_row]
    return [" ".join(text[said[first][1][0] : said[last][1][1]].split()) for first, *_, last in passages]


def runs(spoken: list[str]) -> list[tuple[str, ...]]:
    """Each run of so many words, in its order."""
    return [tuple(spoken[start : start + RUN]) for start in range(len(spoken) - RUN + 1)]
