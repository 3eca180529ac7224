"""`make geometry`, for whoever has looked at the pictures: where the parts of ten pages stand from now on."""

import json

import pytest

from .test_geometry import PAGES, STORED, geometry

pytestmark = pytest.mark.django_db


def test_where_parts_stand(shown, look):
    stand = {page: look(geometry, shown[page, "fr"]) for page in PAGES}
    lines = (f"  {json.dumps(page)}: {json.dumps(parts)}" for page, parts in stand.items())
    STORED.write_text("{\n" + ",\n".join(lines) + "\n}\n")
