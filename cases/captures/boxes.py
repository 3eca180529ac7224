"""What is hidden in an image: boxes, filled before the picture is written anew, so that nothing beneath is left."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import IO, NamedTuple

from PIL import Image, ImageDraw

from .images import QUALITY, Capture, as_jpeg, opened, pixels, written

MOST_BOXES = 30  # in one image: an address has room for them
FINE = 2  # decimals of a percent
SQUARE = 8  # pixels: a JPEG is written in squares, and what lies in one colours all of it a little
GREY = (118, 118, 118)  # as far from white as from black: on any picture one sees that something is hidden
ARM = 12  # pixels at least: from the middle of a cross to its end
MARK = (((255, 255, 255), 7), ((160, 0, 90), 3))  # its colours, each with a width in pixels: seen on any picture


class Point(NamedTuple):
    """In percent of width and height, from the upper left corner."""

    left: float
    top: float

    def __str__(self) -> str:
        return written_in_address(self)

    @classmethod
    def read(cls, text: str) -> Point:
        """Raises ValueError for what is no point of an image."""
        return cls(*percents(text, 2))


class Box(NamedTuple):
    """In percent of width and height, from the upper left corner; what juts out of the image is cut off."""

    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        return written_in_address(self)

    @classmethod
    def read(cls, text: str) -> Box:
        """Raises ValueError for what hides nothing of an image."""
        box = cls(*percents(text, 4))
        if not box.hides_something:
            raise ValueError(text)
        return box

    @classmethod
    def between(cls, one: Point, other: Point) -> Box:
        """Two corners that lie across."""
        left, top = min(one.left, other.left), min(one.top, other.top)
        width, height = abs(one.left - other.left), abs(one.top - other.top)
        return cls(left, top, round(width, FINE), round(height, FINE))

    @property
    def hides_something(self) -> bool:
        return self.left < 100 and self.top < 100 and self.width > 0 and self.height > 0

    def on(self, size: tuple[int, int]) -> tuple[int, int, int, int]:
        """Left, upper, right and lower pixel in an image of this size, the last two not in it.

        Whole squares of the JPEG: so the box is of one colour to its last pixel, and no more of the picture is lost.
        """
        width, height = size
        return (
            down(self.left * width),
            down(self.top * height),
            min(width, up((self.left + self.width) * width)),
            min(height, up((self.top + self.height) * height)),
        )


def down(hundredths: float) -> int:
    return math.floor(hundredths / 100 / SQUARE) * SQUARE


def up(hundredths: float) -> int:
    return math.ceil(hundredths / 100 / SQUARE) * SQUARE


def percents(text: str, count: int) -> list[float]:
    numbers = [round(float(one), FINE) for one in text.split(",")]
    if len(numbers) != count or not all(0 <= one <= 100 for one in numbers):
        raise ValueError(text)
    return numbers


def written_in_address(numbers: Iterable[float]) -> str:
    return ",".join(f"{one:g}" for one in numbers)


def size_of(image: IO[bytes]) -> tuple[int, int]:
    """Width and height in pixels, of an image of ours; nothing is decoded for it."""
    with Image.open(image, formats=["JPEG"]) as picture:
        return picture.size


def covered(original: IO[bytes], boxes: Iterable[Box]) -> Capture:
    """Another image of our own, in which the boxes are filled; `original_sha256` says which one it was made of."""
    raw = original.read()
    return written(hidden(raw, boxes), of=raw)


def preview(original: IO[bytes], boxes: Iterable[Box], corner: Point | None = None) -> bytes:
    """The same as a JPEG to look at, with a cross where the first corner of the next box lies."""
    picture = hidden(original.read(), boxes)
    if corner is not None:
        mark(picture, corner)
    return as_jpeg(picture, QUALITY)


def hidden(raw: bytes, boxes: Iterable[Box]) -> Image.Image:
    picture = pixels(opened(raw))
    for box in boxes:
        picture.paste(GREY, box.on(picture.size))
    return picture


def mark(picture: Image.Image, corner: Point) -> None:
    x, y = corner.left * picture.width / 100, corner.top * picture.height / 100
    arm = max(ARM, picture.width // 50)
    for colour, width in MARK:
        ImageDraw.Draw(picture).line((x - arm, y, x + arm, y), fill=colour, width=width)
        ImageDraw.Draw(picture).line((x, y - arm, x, y + arm), fill=colour, width=width)
