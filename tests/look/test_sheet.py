"""The sheet keeps its figures: contrast in both themes, weight, nothing from outside, no class or icon missing."""

import gzip
import re
from itertools import chain
from pathlib import Path

import pytest
from rcssmin import cssmin
from rjsmin import jsmin

from accounts.colours import BY_DAY, BY_NIGHT, INK_BY_NIGHT, WHITE, contrast
from accounts.emblems import HOUSE

ROOT = Path(__file__).resolve().parent.parent.parent
SHEET = (ROOT / "static/alteram.css").read_text()
SPRITE = (ROOT / "static/icons.svg").read_text()
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
TONES = ["attention", "info", "wait", "warn", "danger", "appeal", "neutral", "ok"]

AAA, AA, CONTROL = 7.0, 4.5, 3.0  # WCAG 2.2: 1.4.6, 1.4.3, 1.4.11
PAIRS = [
    *[("ink", ground, AAA) for ground in ("bg", "surface", "sunken")],
    *[("muted", ground, AA) for ground in ("bg", "surface", "sunken")],
    *[(text, ground, AAA) for text in ("link", "brand") for ground in ("bg", "surface")],
    *[("brand-ink", button, AAA) for button in ("brand", "brand-hover")],
    *[(mark, ground, CONTROL) for mark in ("control", "focus") for ground in ("bg", "surface")],
    *[("danger-fg", ground, AAA) for ground in ("bg", "surface")],
    *[("ink", f"step-{pale}", AAA) for pale in (0, 1)],
    *[("surface", f"step-{dark}", AA) for dark in (2, 3)],
    *chain.from_iterable([(f"{tone}-fg", f"{tone}-bg", AAA), ("ink", f"{tone}-bg", AAA)] for tone in TONES),
]


def blocks(selector):
    return re.findall(re.escape(selector) + r" \{(.*?)\n *\}", SHEET, re.DOTALL)


def tokens(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(blocks(":root")[0])
DARK = tokens(blocks(':root[data-theme="dark"]')[0])


def test_contrast_is_measured_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_words_can_be_read_on_their_ground(theme, text, ground, least):
    assert round(contrast(theme[text], theme[ground]), 1) >= least


def test_an_organisations_colour_is_measured_on_these_very_grounds():
    assert tuple(LIGHT[ground] for ground in ("bg", "surface", "sunken")) == BY_DAY
    assert tuple(DARK[ground] for ground in ("bg", "surface", "sunken")) == BY_NIGHT
    assert (LIGHT["brand-ink"], DARK["brand-ink"], LIGHT["brand"]) == (WHITE, INK_BY_NIGHT, HOUSE)


def test_dark_is_the_same_whoever_asked_for_it():
    by_system = blocks(':root:not([data-theme="light"])')[0]
    assert tokens(by_system) == DARK
    assert LIGHT.keys() == DARK.keys()


def test_the_sheet_stays_light():
    assert len(gzip.compress(cssmin(SHEET).encode())) < 8_000  # as it is collected
    assert len(gzip.compress(jsmin((ROOT / "static/alteram.js").read_text()).encode())) < 5_000


def test_nothing_is_fetched_from_elsewhere():
    assert not re.search(r"url\(|@import|@font-face", SHEET)
    outside = re.compile(r"""(?:src|href)=["'](?:https?:)?//""")
    assert [page.name for page in TEMPLATES if outside.search(page.read_text())] == []


def test_pages_hold_neither_style_nor_script_of_their_own():
    """The policy of the browser would refuse them: default-src 'self'."""
    inline = re.compile(r"<style|<script(?![^>]* src=)|\sstyle=|\son[a-z]+=")
    assert [page.name for page in TEMPLATES if inline.search(page.read_text())] == []


def test_every_class_that_a_page_uses_is_in_the_sheet():
    written = re.compile(r'\sclass="([^"]*)"')
    used = {
        (name, page.relative_to(ROOT).as_posix())
        for page in TEMPLATES
        for value in written.findall(re.sub(r"{%.*?%}|{{.*?}}", "{}", page.read_text()))
        for name in value.split()
        if "{}" not in name
    }
    known = set(re.findall(r"\.([a-zA-Z][\w-]*)", SHEET))
    assert sorted((name, page) for name, page in used if name not in known) == []


def test_every_icon_that_a_page_uses_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))
    used = set(chain.from_iterable(re.findall(r'{% icon "([\w-]+)" %}', page.read_text()) for page in TEMPLATES))
    in_code = set(
        re.findall(r'"([a-z-]+)", "(?:' + "|".join(TONES) + ')"', (ROOT / "cases/templatetags/words.py").read_text())
    )
    assert used | in_code <= drawn
