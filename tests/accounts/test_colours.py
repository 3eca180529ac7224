"""An organisation's colour is measured as WCAG says, refused when it cannot be read, and fitted for the night."""

import re

import pytest

from accounts.colours import BY_DAY, BY_NIGHT, INK_BY_NIGHT, WHITE, contrast, on_the_worst, readable, sheet_of

COLOURS = ["#0f5257", "#000000", "#8c1b18", "#1d5327", "#2e3a86", "#ff0000", "#ffd700", "#ffffff", "#00ff00", "#777777"]


@pytest.mark.parametrize("colour", COLOURS)
def test_the_nearest_shade_is_read_on_every_page_and_so_are_white_words_on_it(colour):
    shade = readable(colour)
    assert on_the_worst(shade, BY_DAY) >= 4.5 and contrast(WHITE, shade) >= 4.5
    assert (shade == colour) is (on_the_worst(colour, BY_DAY) >= 4.5)


def test_a_ratio_is_never_rounded_up():
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert on_the_worst("#777777", ("#ffffff",)) == 4.47


@pytest.mark.parametrize("colour", [readable(one) for one in COLOURS])
def test_by_night_a_lighter_shade_is_read_as_well(colour):
    [night] = set(re.findall(r"--brand:(#\w{6});--brand-hover:#\w{6};--link", sheet_of(colour)))
    assert on_the_worst(night, BY_NIGHT) >= 7 and contrast(INK_BY_NIGHT, night) >= 4.5


def test_the_sheet_says_nothing_but_colours():
    assert re.findall(r"--[\w-]+", sheet_of("#8c1b18")).count("--link") == 3
    assert not re.search(r"url|@import|[<>]", sheet_of("#8c1b18"))
