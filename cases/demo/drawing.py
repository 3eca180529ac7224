"""A made-up screenshot of a made-up post: a plain card with its words, drawn the same way every time."""

from __future__ import annotations

import textwrap
import unicodedata
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from notifications.typography import FIXED, THIN, spaced

WIDTH, EDGE, LINE = 720, 40, 44  # pixels
INK, GREY, PAPER = "#0f1419", "#536471", "#ffffff"
PLAIN = str.maketrans({"œ": "oe", "Œ": "OE", "…": "...", "–": "-", THIN: FIXED})
Stroke = tuple[tuple[float, float], tuple[float, float]]
# The one font that comes with Pillow knows no accents: they are drawn over their letters, in shares of their height.
ACCENTS: dict[str, list[Stroke]] = {
    "\u0301": [((0.4, 0), (0.7, -0.25))],  # acute
    "\u0300": [((0.3, -0.25), (0.6, 0))],  # grave
    "\u0302": [((0.2, 0), (0.5, -0.25)), ((0.5, -0.25), (0.8, 0))],  # circumflex
    "\u0308": [((0.2, -0.1), (0.3, -0.1)), ((0.7, -0.1), (0.8, -0.1))],  # diaeresis
    "\u0327": [((0.5, 1), (0.6, 1.15)), ((0.6, 1.15), (0.35, 1.25))],  # cedilla
}


def card(account: str, day: str, words: str) -> bytes:
    """The screenshot, as the PNG that a telephone makes."""
    lines = textwrap.wrap(spaced(words), 34)
    image = Image.new("RGB", (WIDTH, (5 + len(lines)) * LINE + EDGE // 2), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((EDGE, EDGE, EDGE + 64, EDGE + 64), fill="#b9dadb")
    written(draw, (EDGE + 84, EDGE + 12), account, size=30, ink=GREY)
    for number, line in enumerate(lines):
        written(draw, (EDGE, EDGE + 2.3 * LINE + number * LINE), line, size=34, ink=INK)
    written(draw, (EDGE, image.height - EDGE - 28), day, size=24, ink=GREY)
    draw.rectangle((0, 0, image.width - 1, image.height - 1), outline="#d6d2ca", width=2)
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def written(draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, *, size: int, ink: str) -> None:
    """One line, letter by letter, each with its accent."""
    font, (x, y) = ImageFont.load_default(size), at
    left = top = right = bottom = 0.0
    for letter in unicodedata.normalize("NFD", text.translate(PLAIN)):
        if letter in ACCENTS:
            width, height = right - left, bottom - top
            for stroke in ACCENTS[letter]:
                draw.line([(left + across * width, top - size * 0.06 + down * height) for across, down in stroke],
                          fill=ink, width=max(2, size // 12))  # fmt: skip
        else:
            left, top, right, bottom = draw.textbbox((x, y), letter, font=font)
            draw.text((x, y), letter, font=font, fill=ink)
            x += draw.textlength(letter, font=font)
