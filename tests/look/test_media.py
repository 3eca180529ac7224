"""Pages in the colours of the system, and on paper: nothing is told by a ground alone, and nothing is lost."""

import pytest

pytestmark = pytest.mark.django_db
PAGES = (
    "landing", "report 2", "receipt", "queue, searched", "case, to decide", "letter, warning", "national view",
    "my case, in its hearing", "settings",
)  # fmt: skip
PAPER = ("receipt", "a letter", "charter", "my case, warned", "case, warned", "transparency report")
# What is set apart by its ground on other screens: here each needs a line around it or beside it.
APART = ".badge, .card, .panel, .inset, .notice-box, .choice-card, .due, .tiles a, .button, .button-secondary"
UNMARKED = """(apart) => [...document.querySelectorAll(apart)].filter((one) => {
  const style = getComputedStyle(one);
  return one.checkVisibility() && ["Top", "Right", "Bottom", "Left"].every(
    (side) => style[`border${side}Style`] === "none" || parseFloat(style[`border${side}Width`]) === 0);
}).map((one) => one.outerHTML.slice(0, 120))"""
CURRENT = """() => [...document.querySelectorAll("header.site nav, nav:has(.tabs)")].filter((nav) => {
  const lines = new Map([...nav.querySelectorAll("a")].map(
    (one) => [one, getComputedStyle(one).borderBottomColor]));
  const here = nav.querySelector("a[aria-current]");
  return here && [...lines].some(([one, line]) => one !== here && line === lines.get(here));
}).map((nav) => nav.outerHTML.slice(0, 120))"""
GONE = "header.site, footer.site, .skip, .button, .button-secondary, .breadcrumb, .panel, form .actions"
LEFT = """(gone) => [...document.querySelectorAll(gone)].filter((one) => one.checkVisibility())
  .map((one) => one.outerHTML.slice(0, 120))"""


def under_forced_colours(window, shown):
    page = window.show(shown, width=1280)
    page.emulate_media(forced_colors="active")
    try:
        return page.evaluate(UNMARKED, APART) + page.evaluate(CURRENT)
    finally:
        page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("page", PAGES)
def test_with_the_systems_colours_every_box_has_a_line_and_one_sees_where_one_is(shown, look, page):
    assert look(under_forced_colours, shown[page, "fr"]) == []


def test_a_box_without_a_line_is_found(shown, look):
    bare = shown["settings", "fr"]
    bare = bare._replace(
        body=bare.body.replace(b"<h1>", b'<p><span class="button" style="border: 0">Ici</span></p><h1>')
    )
    bare = bare._replace(headers={**bare.headers, "Content-Security-Policy": "style-src 'unsafe-inline' 'self'"})
    assert len(look(under_forced_colours, bare)) == 1


def on_paper(window, shown):
    """What should not be there, the ground, and how many words are on the screen and on the paper."""
    page = window.show(shown, width=1280, scheme="dark")
    words = len(page.locator("main").inner_text().split())
    page.emulate_media(media="print", color_scheme="dark")
    try:
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        kept = len(page.locator("main").inner_text().split())
        return page.evaluate(LEFT, GONE), ground, kept / words
    finally:
        page.emulate_media(media="screen", color_scheme="light")


@pytest.mark.parametrize("page", PAPER)
def test_on_paper_there_are_words_on_white_and_nothing_to_press(shown, look, page):
    left, ground, share = look(on_paper, shown[page, "fr"])
    assert left == []
    assert ground == "rgb(255, 255, 255)"
    assert share > 0.5
