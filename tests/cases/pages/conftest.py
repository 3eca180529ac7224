"""Pages, opened by somebody at the moment where a case stands."""

import pytest
from django.test import Client

from ..cast import MONDAY


@pytest.fixture
def browse(monkeypatch):
    """`browse(person)` is a browser in which this person, or nobody, is signed in; `at` is when it is there."""

    def browsing(person=None, *, at=MONDAY):
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return browsing


@pytest.fixture
def visit(browse):
    """`visit(person, path)` opens a page, `visit(person, path, sent)` sends a form; `at` is when it is."""

    def visiting(person, path, sent=None, *, at=MONDAY):
        client = browse(person, at=at)
        return client.get(path) if sent is None else client.post(path, sent)

    return visiting
