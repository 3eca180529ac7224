"""What `collectstatic` serves: the sheet without its comments, under two names, each of them whole."""

import re

import pytest
from django.core.management import call_command

STORAGES = {"staticfiles": {"BACKEND": "alteram.collected.CollectedStorage"}}


@pytest.fixture
def sheets(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | STORAGES
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    return {path.name: path.read_text() for path in tmp_path.glob("alteram*.css")}


def test_the_sheet_is_served_without_comments_and_whole_under_both_its_names(sheets):
    assert len(sheets) == 2
    (content,) = set(sheets.values())
    assert "/*" not in content
    assert content.count("{") == content.count("}") > 200
    assert re.search(r"@media print\{.*@page\{size:A4", content, re.DOTALL)
