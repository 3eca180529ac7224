"""`make screenshots`: a picture of every page in var/screenshots/, to be looked at. No test: it refuses nothing.

With WRITE=yes, for whoever has looked: where the parts of ten pages stand is what they are held against from then on.
"""

import json
import os
import re
from itertools import product

import pytest
from django.conf import settings

from .pages import EVERY_PAGE
from .server import LANGUAGES
from .test_geometry import PAGES, STORED, geometry

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "var/screenshots"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", EVERY_PAGE, ids=lambda page: page.name)
def test_picture(shown, look, page, language):
    look(pictures, shown[page.name, language])


@pytest.mark.skipif(os.environ.get("WRITE") != "yes", reason="Nobody says that they were looked at.")
def test_where_parts_stand(shown, look):
    stand = {page: look(geometry, shown[page, "fr"]) for page in PAGES}
    lines = (f"  {json.dumps(page)}: {json.dumps(parts)}" for page, parts in stand.items())
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n")


def pictures(window, shown):
    """`queue-fr-360-dark.png`: whole, on a phone and on a desk, by day and by night."""
    name = re.sub(r"\W+", "-", shown.page.name)
    window.show(shown)
    for width, scheme in product((360, 1280), ("light", "dark")):
        window.turn(width, scheme)
        window.page.screenshot(path=FOLDER / f"{name}-{shown.language}-{width}-{scheme}.png", full_page=True)
