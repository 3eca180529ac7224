"""Stacked columns as shapes of an SVG, computed here and drawn by `parts/plot.html`: no style, no script, no library.

Pure. Lengths are in units of the viewBox, which a telephone shows nearly one to a pixel.
"""

from __future__ import annotations

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

    @property
    def size(self) -> dict[str, float]:
        return {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": WIDTH - RIGHT, "top": TOP,
                "floor": HEIGHT - BOTTOM, "middle": (LEFT + WIDTH - RIGHT) / 2}  # fmt: skip


def columns(
    name: str, title: str, unit: str, labels: Sequence[str], series: Sequence[tuple[str, Sequence[float | None]]], *,
    limit: tuple[int, str] | None = None, beside: tuple[str, Sequence[float | None]] = ("", ()),
) -> Plot:  # fmt: skip
    """One column a label, each series on top of the one before; what is withheld has no box.

    `limit` draws its word and a line after so many columns; `beside` is a second measure, drawn as dots.
    """
    step = (WIDTH - LEFT - RIGHT) / len(labels)
    heights = [sum(values[place] or 0 for _name, values in series) for place in range(len(labels))]
    dotted, seconds = beside
    most = ceiling(max([*heights, *(value or 0 for value in seconds)]))
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
    under = [Mark(round(LEFT + step * (place + 0.5), 1), HEIGHT - 6, word) for place, word in enumerate(labels)]
    line = Mark(round(LEFT + step * limit[0], 1), TOP, limit[1]) if limit else None
    legend = [(fill, one) for fill, (one, _values) in zip(FILLS, series, strict=False)] if len(series) > 1 else []
    dots = [
        Mark(round(LEFT + step * (place + 0.5), 1), round(HEIGHT - BOTTOM - value * unit_height, 1), dotted)
        for place, value in enumerate(seconds)
        if value is not None
    ]
    return Plot(name, title, unit, boxes, ticks, under, dots, line, legend, dotted)


def ceiling(most: float) -> int:
    """The least even number of one or two digits and zeros that is not exceeded: 2, 4, 10, 20, 60, 140."""
    scale = 1
    while most > 20 * scale:
        scale *= 10
    return next(even * scale for even in range(2, 22, 2) if even * scale >= most)
