"""Many reports of one post in a short time: said to whoever works on the case, and asked by no rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple


class Wave(NamedTuple):
    """So many reports came from `began` on, within the span that was asked for."""

    size: int
    began: datetime


def largest_wave(moments: Iterable[datetime], span: timedelta) -> Wave | None:
    """The most moments that lie within one span, its ends included, the earliest of several; None of no moment."""
    best, first, arrived = None, 0, sorted(moments)
    for last, moment in enumerate(arrived):
        while moment - arrived[first] > span:
            first += 1
        if best is None or last - first + 1 > best.size:
            best = Wave(last - first + 1, arrived[first])
    return best
