"""An upload becomes pixels, or is refused. What it is stands in its bytes; its name and claimed type are never read."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from io import BytesIO

from PIL import Image, ImageOps

MOST_PIXELS = 30_000_000  # a telephone's photograph has 12 or 24 million; so many take 400 MB while they are drawn
LONGEST_SIDE = 30_000  # pixels
SNIFFED = 1445  # bytes: as far as a browser looks to guess what a file is
OTHER_KINDS = (b"%pdf-", b"<svg", b"<html", b"<script", b"<!doctype")
# Whatever a broken or hostile file makes a decoder raise; a program error in this module has a test of its own.
UNREADABLE = (ArithmeticError, LookupError, OSError, RuntimeError, SyntaxError, TypeError, ValueError, EOFError,
              struct.error, zlib.error)  # fmt: skip


class Trouble(Enum):
    NO_IMAGE, TOO_LARGE, BROKEN = auto(), auto(), auto()


class NotAPicture(Exception):
    """Why these bytes are not read as a picture; whoever asked for one says it in a sentence."""

    def __init__(self, trouble: Trouble):
        super().__init__(trouble)
        self.trouble = trouble


def opened(raw: bytes, formats: tuple[str, ...]) -> Image.Image:
    """The image, of which only the header is read yet, so that what would fill the memory is never decoded."""
    head = raw[:SNIFFED].lower()
    if any(kind in head for kind in OTHER_KINDS):
        raise NotAPicture(Trouble.NO_IMAGE)
    try:
        image = Image.open(BytesIO(raw), formats=formats)
    except Image.DecompressionBombError as bomb:
        raise NotAPicture(Trouble.TOO_LARGE) from bomb
    except UNREADABLE as broken:
        raise NotAPicture(Trouble.NO_IMAGE) from broken
    if image.width * image.height > MOST_PIXELS or max(image.size) > LONGEST_SIDE:
        raise NotAPicture(Trouble.TOO_LARGE)
    return image


@contextmanager
def decoded(image: Image.Image) -> Iterator[None]:
    """In here it is whole and upright, and whatever fails is the file's fault."""
    try:
        ImageOps.exif_transpose(image, in_place=True)
        image.load()
        yield
    except UNREADABLE as broken:
        raise NotAPicture(Trouble.BROKEN) from broken
