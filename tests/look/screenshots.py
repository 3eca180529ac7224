"""`make screenshots`: a picture of every page in var/screenshots/, to be looked at. No test: it refuses nothing."""

import re
from itertools import product

import pytest
from django.conf import settings

from .pages import EVERY_PAGE
from .server import LANGUAGES

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "var/screenshots"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_picture(shown, look, page, language):
    look(pictures, shown[page.name, language])


def pictures(window, shown):
    """`queue-fr-360-dark.png`: whole, on a phone and on a desk, by day and by night."""
    name = re.sub(r"\W+", "-", shown.page.name)
    window.show(shown)
    for width, scheme in product((360, 1280), ("light", "dark")):
        window.turn(width, scheme)
        window.page.screenshot(path=FOLDER / f"{name}-{shown.language}-{width}-{scheme}.png", full_page=True)
