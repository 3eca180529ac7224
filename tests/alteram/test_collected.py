"""What `collectstatic` serves: sheet and script without their comments, under two names, each of them whole."""

import re

import pytest
from django.core.management import call_command

STORAGES = {"staticfiles": {"BACKEND": "alteram.collected.CollectedStorage"}}


@pytest.fixture
def collected(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | STORAGES
    settings.STATIC_ROOT = tmp_path
    call_command("collectstatic", interactive=False, verbosity=0)
    return lambda pattern: [path.read_text() for path in tmp_path.glob(pattern)]


def test_the_sheet_is_served_without_comments_and_whole_under_both_its_names(collected):
    sheets = collected("alteram*.css")
    assert len(sheets) == 2
    (content,) = set(sheets)
    assert "/*" not in content
    assert content.count("{") == content.count("}") > 200
    assert re.search(r"@media print\{.*@page\{size:A4", content, re.DOTALL)


def test_so_is_the_script(collected):
    (content,) = set(collected("alteram*.js"))
    assert content.startswith('"use strict";') and "// " not in content
    assert content.count("{") == content.count("}") and 'addEventListener("keydown"' in content
    assert len(collected("alteram*.js")) == 2
