"""The cast, and a case that begins with Camille's report of Jean's post."""

from types import SimpleNamespace

import pytest
from django.test import Client

from .cast import MONDAY, Walk, assemble


@pytest.fixture
def cast(db):
    return assemble()


@pytest.fixture
def walk(cast):
    """A case just reported: `walk.in_review().in_hearing()` takes it on."""
    return Walk(cast)


@pytest.fixture
def media(settings, tmp_path):
    """A storage of its own: its folder, where every file of this test lies."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def clock(monkeypatch):
    """What time it is for whoever asks for a page: `clock.at`."""
    told = SimpleNamespace(at=MONDAY)
    monkeypatch.setattr("alteram.middleware.timezone", SimpleNamespace(now=lambda: told.at))
    return told


@pytest.fixture
def browse(clock, db):
    """A browser of this person, or of a stranger."""

    def browser(person=None):
        client = Client()
        if person:
            client.force_login(person)
        return client

    return browser
