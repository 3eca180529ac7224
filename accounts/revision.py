"""What the organisation sets up and seldom changes: each process keeps it until the revision has another word.

    @until_revised
    def federations() -> dict[str, Body]: …

One light statement stands for many heavier ones. All that one request does rests on one revision (`one_revision`, a
middleware's), which comes with whoever asks (`alteram.sign_in.Backend`); elsewhere it is asked each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import TypeVar

from .models import Revision

Kept = TypeVar("Kept")
_known: ContextVar[list[str] | None] = ContextVar("known", default=None)


@contextmanager
def one_revision() -> Iterator[None]:
    """In here it is asked once, by whoever needs it first."""
    before = _known.set([])
    try:
        yield
    finally:
        _known.reset(before)


def learn(word: str | None) -> None:
    """It was read beside something else, and need not be asked."""
    known = _known.get()
    if known is not None and word:
        known[:] = [word]


def until_revised(read: Callable[[], Kept]) -> Callable[[], Kept]:
    """Call `read` once a revision. What it returns is shared between threads and requests: nobody changes it."""
    kept: tuple[str, Kept] | None = None

    @wraps(read)
    def remembered() -> Kept:
        nonlocal kept
        word = current()
        if not word:
            return read()
        if kept is None or kept[0] != word:
            kept = word, read()  # read after the word: what changes in between is read again with the next word
        return kept[1]

    return remembered


def current() -> str:
    """The word of the revision that counts here; empty if the database has none."""
    known = _known.get()
    if known:
        return known[0]
    word = Revision.objects.words().first() or ""
    learn(word)
    return word
