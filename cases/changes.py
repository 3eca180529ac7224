"""What changed from one text to the next, word by word: for whoever is about to let the next one count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

PIECES = re.compile(r"\s+|[^\s\w]|\w+")  # so that a comma changes alone


class Change(NamedTuple):
    """A stretch of words: `gone` is empty where something came, `come` where something went; `same` stands in both."""

    same: str = ""
    gone: str = ""
    come: str = ""


def changes(before: str, after: str) -> Iterator[Change]:
    """Changes that only blanks part are one: words that alternate cannot be read."""
    old, new = PIECES.findall(before), PIECES.findall(after)
    gone = come = ""
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        was, now = "".join(old[i:j]), "".join(new[k:n])
        if what == "equal" and (was.strip() or not (gone or come)):
            if gone or come:
                yield Change(gone=gone, come=come)
            gone = come = ""
            yield Change(same=was)
        else:
            gone, come = gone + was, come + now
    if gone or come:
        yield Change(gone=gone, come=come)
