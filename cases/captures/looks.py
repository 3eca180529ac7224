"""How an image looks, whatever its size and quality: 64 bits that find what is near, and squares that tell it apart."""

from __future__ import annotations

from typing import IO

from PIL import Image, ImageChops

ACROSS, DOWN = 8, 8
BITS = ACROSS * DOWN
# Bits. The same image sent on differs in 3 at most; so do two of five pairs of different short texts on one telephone.
LOOK_ALIKE = 3
# Of 255, in the square that differs most. The same image sent on, or with another hour above: 6 at most. Another letter
# in one word: 18.
SQUARES, SAME_PICTURE = 32, 10


def look_of(image: Image.Image) -> int | None:
    """The difference hash: each bit says whether one of 9 × 8 grey squares is lighter than its right neighbour.

    A signed number, as databases hold 64 bits; None for an image without any difference, which looks like all others.
    """
    grey = image.convert("L").resize((ACROSS + 1, DOWN), Image.Resampling.BOX).tobytes()
    bits = 0
    for row in range(DOWN):
        for here in range(row * (ACROSS + 1), row * (ACROSS + 1) + ACROSS):
            bits = bits << 1 | (grey[here] > grey[here + 1])
    return signed(bits) or None


def signed(bits: int) -> int:
    return bits - (1 << BITS) if bits >> (BITS - 1) else bits


def distance(one: int, other: int) -> int:
    """In how many of the 64 bits two looks differ."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def is_near(one: int | None, other: int | None) -> bool:
    """May these be looks of one image? What looks like nothing is near nothing."""
    return one is not None and other is not None and distance(one, other) <= LOOK_ALIKE


def is_same_picture(one: IO[bytes], other: IO[bytes]) -> bool:
    """Two thumbnails of ours, as 32 × 32 grey squares: none differs by more than scaling and compressing makes it."""
    return max(ImageChops.difference(squares(one), squares(other)).tobytes()) <= SAME_PICTURE


def squares(thumbnail: IO[bytes]) -> Image.Image:
    with Image.open(thumbnail, formats=["JPEG"]) as image:
        return image.convert("L").resize((SQUARES, SQUARES), Image.Resampling.BOX)
