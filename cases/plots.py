"""Stacked columns as shapes of an SVG, computed here and drawn by `parts/plot.html`: no style, no script, no library.

Pure. Lengths are in units of the viewBox, which a telephone shows nearly one to a pixel.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 360, 230
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 14, 22
FILLS = ("var(--muted)", "var(--brand)", "var(--danger-fg)", "var(--hairline)", "var(--focus)")


class Box(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    fill: str


class Mark(NamedTuple):
    """A line across, up or down, with its word, or a word alone."""

    x: float
    y: float
    word: str


class Plot(NamedTuple):
    name: str
    title: str  # what it shows, as a sentence
    unit: str
    boxes: list[Box]
    ticks: list[Mark]  # at the left, each with a line across
    labels: list[Mark]  # under the columns
    dots: list[Mark]  # a second measure on the same scale
    limit: Mark | None  # a line from top to bottom
    legend: list[tuple[str, str]]  # fill, name
    dotted: str  # what the dots are
    curves: Sequence[str] = ()  # paths
    bars: Sequence[str] = ()  # paths across a column each, at the limit of that one
    barred: str = ""  # what they are

    @property
    def has_something(self) -> bool:
        return bool(self.boxes or self.curves)

    @property
    def size(self) -> dict[str, float]:
        return {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP,
                "floor": HEIGHT - BOTTOM, "middle": (LEFT + WIDTH - RIGHT) / 2}  # fmt: skip


def columns(
    name: str, title: str, unit: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]], *,
    limit: tuple[int, str] | None = None, beside: tuple[str, Sequence[float | None]] = ("", ()),
    limits: tuple[str, Sequence[float]] = ("", ()),
) -> Plot:  # fmt: skip
    """One column a label, each series on top of the one before; what is withheld has no box.

    `limit` draws its word and a line after so many columns; `beside` is a second measure, drawn as dots; `limits`, what
    each column should not exceed, as a line across it.
    """
    step = (WIDTH - LEFT - RIGHT) / len(labels)
    heights = [sum(values[place] or 0 for _name, values in series) for place in range(len(labels))]
    (dotted, seconds), (barred, tops) = beside, limits
    most = ceiling(max([*heights, *(value or 0 for value in seconds), *tops]))
    unit_height = (HEIGHT - TOP - BOTTOM) / most
    boxes = []
    for place in range(len(labels)):
        floor = float(HEIGHT - BOTTOM)
        for fill, (_name, values) in zip(FILLS, series, strict=False):
            if height := (values[place] or 0) * unit_height:
                floor -= height
                left = LEFT + step * (place + 0.15)
                boxes.append(Box(round(left, 1), round(floor, 1), round(step * 0.7, 1), round(height, 1), fill))
    rungs = (0, most // 2, most)
    ticks = [Mark(LEFT - 4, round(HEIGHT - BOTTOM - unit_height * rung, 1), str(rung)) for rung in rungs]
    under = [Mark(round(LEFT + step * (place + 0.5), 1), HEIGHT - 6, word)
             for place, word in enumerate(labels) if word]  # fmt: skip
    line = Mark(round(LEFT + step * limit[0], 1), TOP, limit[1]) if limit else None
    legend = [(fill, one) for fill, (one, _values) in zip(FILLS, series, strict=False)] if len(series) > 1 else []
    dots = [
        Mark(round(LEFT + step * (place + 0.5), 1), round(HEIGHT - BOTTOM - value * unit_height, 1), dotted)
        for place, value in enumerate(seconds)
        if value is not None
    ]
    bars = [
        f"M{round(LEFT + step * place, 1)} {round(HEIGHT - BOTTOM - top * unit_height, 1)}h{round(step, 1)}"
        for place, top in enumerate(tops)
    ]
    return Plot(name, title, unit, boxes, ticks, under, dots, line, legend, dotted, bars=bars, barred=barred)


def funnel(name: str, title: str, unit: str, told: Sequence[tuple[int, int]], dotted: str) -> Plot:
    """Each (all, hits) as a dot: its share in percent over its number. Between the curves, chance explains it."""
    most = ceiling(max([all_of_them for all_of_them, _hits in told], default=2))
    floor, height = HEIGHT - BOTTOM, HEIGHT - TOP - BOTTOM

    def across(number: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT - 10) * number / most, 1)

    def up(share: float) -> float:
        return round(floor - height * min(max(share, 0), 1), 1)

    curves = []
    if told:
        mean = share_of(told)
        for sign in (-1, 1):
            points = [(step, mean + sign * swing(mean, step)) for step in steps_to(most)]
            curves.append("M" + "L".join(f"{across(step)} {up(share)}" for step, share in points))
        curves.append(f"M{across(0)} {up(mean)}H{across(most)}")
    return Plot(
        name, title, unit, [], [Mark(LEFT - 4, up(share / 100), str(share)) for share in (0, 50, 100)],
        [Mark(across(number), HEIGHT - 6, str(number)) for number in (0, most // 2, most)],
        [Mark(across(number), up(hits / number), dotted) for number, hits in told], None, [], dotted, curves,
    )  # fmt: skip


def is_outside(number: int, hits: int, told: Sequence[tuple[int, int]]) -> bool:
    """Is its share further from that of all than chance explains in 95 cases of 100?"""
    mean = share_of(told)
    return abs(hits / number - mean) > swing(mean, number)


def share_of(told: Sequence[tuple[int, int]]) -> float:
    return sum(hits for _number, hits in told) / sum(number for number, _hits in told)


def swing(mean: float, number: float) -> float:
    """The 95 % limits of a share around its mean (Spiegelhalter, Statistics in Medicine 24, 2005, p. 1185)."""
    return 1.96 * math.sqrt(mean * (1 - mean) / number)


def steps_to(most: int) -> list[float]:
    return [most * part / 40 for part in range(1, 41)]


def ceiling(most: float) -> int:
    """The least even number of one or two digits and zeros that is not exceeded: 2, 4, 10, 20, 60, 140."""
    scale = 1
    while most > 20 * scale:
        scale *= 10
    return next(even * scale for even in range(2, 22, 2) if even * scale >= most)
