"""Every page, seen by a browser: axe finds nothing, nothing runs over, all can be touched, nothing comes from outside."""

import gzip

import pytest

from .pages import EVERY_PAGE, LANGUAGES
from .window import COLOURS, RULES

pytestmark = pytest.mark.django_db  # what the pages are made of
WIDTHS = (320, 360, 1280)
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
            p { margin-bottom: 2em !important }"""  # WCAG 1.4.12
TWICE = "html { font-size: 225% !important }"  # WCAG 1.4.4: the sheet says 112.5
EVERY_ONE = [(page.name, language) for page in EVERY_PAGE for language in LANGUAGES]


@pytest.mark.parametrize(("name", "language"), EVERY_ONE)
def test_a_page_can_be_read_and_used_by_everybody(shown, look, name, language):
    wrong = look(faults, shown[name, language])
    assert not wrong, "\n".join(f"{where}: {one}" for where, found in wrong.items() for one in found)


def faults(window, shown):
    """Where, what is wrong: in both themes at every width, then with the letters and spaces that readers set."""
    window.show(shown)
    found = {}
    for width in WIDTHS:
        window.turn(width)
        found |= {f"{width}, {what}": wrong for what, wrong in window.measured().items()}
        found[f"{width}, axe"] = window.violations(RULES)
        window.turn(width, "dark")
        found[f"{width}, dark, axe"] = window.violations(COLOURS)
    window.turn(360)
    for what, css in {"spaced": SPACED, "twice as large": TWICE}.items():
        found |= {f"{what}, {which}": wrong for which, wrong in window.measured_under(css).items()}
    found["complaints"] = window.complaints
    return {where: wrong for where, wrong in found.items() if wrong}
