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
    old, new = PIECES.findall(before), PIECES.findall(after)
    for what, i, j, k, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            yield Change(same="".join(old[i:j]))
        else:
            yield Change(gone="".join(old[i:j]), come="".join(new[k:n]))
