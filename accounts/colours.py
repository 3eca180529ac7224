"""Colours as WCAG 2.2 measures them, and what one colour of an organisation makes of the style sheet, day and night."""

from __future__ import annotations

import math

LEAST = 4.5  # success criterion 1.4.3
COMFORT = 7.0  # what is chosen for the organisation, and not by it
# The style sheet's grounds and inks, held to it by tests/look/test_sheet.py.
BY_DAY, BY_NIGHT = ("#f7f6f3", "#ffffff", "#edebe6"), ("#14181b", "#1c2226", "#0f1315")  # bg, surface, sunken
WHITE, BLACK, INK_BY_NIGHT = "#ffffff", "#000000", "#0f1315"
SHEET = """:root{{--brand:{day};--brand-hover:{day_hover}}}
@media screen{{:root{{--link:{day}}}}}
@media screen and (prefers-color-scheme:dark){{:root:not([data-theme="light"]){{{night}}}}}
@media screen{{:root[data-theme="dark"]{{{night}}}}}
"""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of «#0f5257». Raises ValueError for what is no such colour."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def luminance(colour: str) -> float:
    parts = [part / 255 for part in channels(colour)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def on_the_worst(colour: str, grounds: tuple[str, ...]) -> float:
    """Its contrast with that of the grounds on which it is seen worst, never rounded up."""
    return math.floor(min(contrast(colour, ground) for ground in grounds) * 100) / 100


def mixed(colour: str, other: str, share: float) -> str:
    """So much of the other in it, from 0 to 1."""
    return "#" + "".join(
        f"{round(one + (two - one) * share):02x}" for one, two in zip(channels(colour), channels(other), strict=True)
    )


def nearest(colour: str, towards: str, grounds: tuple[str, ...], least: float) -> str:
    """This colour, or its first shade towards black or white that can be read on all these grounds."""
    shades = (mixed(colour, towards, step / 255) for step in range(256))
    return next(shade for shade in shades if on_the_worst(shade, grounds) >= least)


def readable(colour: str) -> str:
    """The nearest shade of a colour whose words are read on every page, and white words on it."""
    return nearest(colour, BLACK, BY_DAY, LEAST)


def sheet_of(colour: str) -> str:
    """What stands above the style sheet for an organisation of this colour; by night it is a lighter shade."""
    night = nearest(colour, WHITE, BY_NIGHT, COMFORT)
    said = f"--brand:{night};--brand-hover:{mixed(night, WHITE, 0.3)};--link:{night}"
    return SHEET.format(day=colour, day_hover=mixed(colour, BLACK, 0.3), night=said)
