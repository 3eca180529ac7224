"""The layout of letters: five marks at the start of a line, and no typed text that could pass for one.

`## ` and `### ` head a part, `- ` is an item, `> ` quotes; a paragraph ends at an empty line.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

MARKS = {"heading": "## ", "subheading": "### ", "item": "- ", "quote": ">"}
OWN_LINES = (MARKS["item"], MARKS["quote"])
NO_BREAK = "\u00a0"


class Block(NamedTuple):
    """Lines of one kind that stand together, without their marks; kind is a key of MARKS, or "text"."""

    kind: str
    lines: list[str]


def blocks(text: str) -> Iterator[Block]:
    """A letter's body, part by part. Lines end wherever Unicode says so, as they do in `settled`."""
    for kind, lines in groupby(text.splitlines(), key=_kind):
        if kind != "empty":
            cut = len(MARKS.get(kind, ""))
            yield Block(kind, [line[cut:].strip() for line in lines])


def _kind(line: str) -> str:
    if not line.strip():
        return "empty"
    return next((kind for kind, mark in MARKS.items() if line.startswith(mark)), "text")


def folded(value: str) -> str:
    """On one line, whatever white space was in it."""
    return " ".join(value.split())


def settled(value: str) -> str:
    """The value of a variable, as it may stand in a body.

    Quoted lines and items stay as their author laid them out. Anything else is one line, and a no-break space goes
    before what would be a mark at its start: it is shown, and heads nothing.
    """
    lines = value.splitlines()
    if len(lines) > 1 and all(line.startswith(OWN_LINES) for line in lines):
        return value
    line = folded(value)
    if line.startswith(OWN_LINES):
        return line
    return f"{NO_BREAK}{line}" if line.startswith("#") else line
