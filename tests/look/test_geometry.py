"""Where the parts of ten pages stand, against what was looked at once; and that a picture changes only with its page.

Pictures of another machine would differ in every letter, for its fonts do. So what is stored is what fonts do not move:
which parts there are, in which order, how far from the left and how wide. `make geometry` writes it anew,
for somebody who has looked at the pictures.
"""

import json
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops

pytestmark = pytest.mark.django_db
STORED = Path(__file__).with_name("geometry.json")
PAGES = (
    "landing", "report 1", "report 2", "report 3", "receipt", "queue", "case, to decide", "letter, warning",
    "my case, in its hearing", "my case, warned",
)  # fmt: skip
WIDTHS = (360, 1280)
NEAR = 2  # px
SHARE = 0.001  # of the pixels
# Whose width follows from the window: no title, which is as wide as its words, and no text, measured in letters.
NO_TEXT = ":not(h1, p, blockquote, .narrow)"
PARTS = f"header.site, main, main > {NO_TEXT}, .two-columns > {NO_TEXT}, form, table, fieldset, footer.site"
MEASURED = """(parts) => [...document.querySelectorAll(parts)].map((one) => {
  const { left, width } = one.getBoundingClientRect();
  return [[one.localName, ...one.classList].join("."), Math.round(left), Math.round(width)];
})"""


LAID_OVER = """(css) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets = [sheet];
}"""


def geometry(window, shown):
    found = {}
    page = window.show(shown)
    for width in WIDTHS:
        window.turn(width)
        found[str(width)] = page.evaluate(MEASURED, PARTS)
    return found


def differences(stored, found):
    """What stands elsewhere, or is another part."""
    said = []
    for width, parts in found.items():
        known = stored[width]
        said += [f"{width}: {len(known)} parts, now {len(parts)}"] if len(known) != len(parts) else []
        for (name, left, wide), (now, at, size) in zip(known, parts, strict=False):
            if name != now or abs(left - at) > NEAR or abs(wide - size) > NEAR:
                said.append(f"{width}: {name} {left} {wide}, now {now} {at} {size}")
    return said


@pytest.mark.parametrize("page", PAGES)
def test_every_part_stands_where_it_stood_when_it_was_looked_at(shown, look, page):
    stored = json.loads(STORED.read_text())
    assert differences(stored[page], look(geometry, shown[page, "fr"])) == []


def pictures(window, shown, css):
    """The same page twice, and once more under this style."""
    taken = []
    for style in ("", "", css):
        page = window.show(shown)
        page.evaluate(
            "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", style
        )
        taken.append(page.screenshot(animations="disabled", caret="hide"))
    return taken


def share(one, other):
    """Of the pixels, which differ."""
    first, second = (Image.open(BytesIO(each)).convert("RGB") for each in (one, other))
    mask = ImageChops.difference(first, second).convert("L").point(lambda value: 255 if value else 0)
    return mask.histogram()[255] / (first.width * first.height)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_drawn_twice_is_the_same_picture_and_another_colour_is_not(shown, look, page):
    first, again, other = look(pictures, shown[page, "fr"], "header.site { background: #fbebcb }")
    assert share(first, again) <= SHARE < share(first, other)


def test_a_part_that_moves_is_noticed():
    stored = {"360": [["main", 0, 360], ["h1", 18, 324]]}
    assert differences(stored, {"360": [["main", 0, 360], ["h1", 20, 324]]}) == []
    assert differences(stored, {"360": [["main", 0, 360], ["h1", 21, 324]]}) != []
    assert differences(stored, {"360": [["main", 0, 360]]}) != []
    assert differences(stored, {"360": [["main", 0, 360], ["h2", 18, 324]]}) != []
