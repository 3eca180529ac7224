"""`make photographs`: the four pictures of the README, of made-up people, small enough to come with every clone."""

import pytest
from django.conf import settings
from PIL import Image

pytestmark = pytest.mark.django_db
FOLDER = settings.BASE_DIR / "docs/images"
MOST = 60_000  # bytes
PHOTOGRAPHS = {
    "report": ("report 2", 360, 740),
    "queue": ("queue, all", 1280, 640),
    "case": ("case, to decide", 1280, 640),
    "own-file": ("my case, in its hearing", 360, 740),
}


@pytest.mark.parametrize("name", PHOTOGRAPHS)
def test_photograph(shown, look, name):
    page, width, height = PHOTOGRAPHS[name]
    file = FOLDER / f"{name}.webp"
    look(photograph, shown[page, "fr"], width, height, file)
    assert file.stat().st_size <= MOST


def photograph(window, shown, width, height, file):
    """What one sees first: whole pages are for `make screenshots`."""
    window.show(shown)
    window.turn(width, "light", height)
    window.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = false })")
    FOLDER.mkdir(exist_ok=True)
    raw = file.with_suffix(".png")
    window.page.screenshot(path=raw)
    Image.open(raw).convert("RGB").save(file, quality=70, method=6)
    raw.unlink()
