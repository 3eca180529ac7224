"""What every room has: a clock for those who ask for pages, browsers of theirs, and tests that commit.

Wherever a test makes an e-mail of ours leave, it is looked at: nothing of anybody may be in it.
"""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.utils import translation
from hypothesis import HealthCheck, settings

from accounts.triggers import take_off
from cases import seal
from notifications import channels
from tests.beginnings import Beginnings, chain_of
from tests.cases.cast import MONDAY
from tests.discreet import DiscreetMail

# The same examples at each run, and no clock over them: a machine that is busy proves nothing. `--hypothesis-profile
# searching` looks for others.
settings.register_profile("alike", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("searching", settings.get_profile("alike"), derandomize=False, max_examples=2000)
settings.load_profile("alike")

STANDING = pytest.StashKey[Beginnings]()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """Before a test opens its own transaction, those that it does not stand in are undone."""
    if standing := item.config.stash.get(STANDING, None):
        standing.keep(chain_of(item))


@pytest.fixture(scope="session")
def beginnings(pytestconfig, django_db_setup, django_db_blocker):
    standing = pytestconfig.stash[STANDING] = Beginnings(django_db_blocker)
    yield standing
    standing.keep([])


@pytest.fixture(autouse=True)
def begun(request):
    """{name: value}: what this test begins with, made already or now, and its own to change."""
    chain = chain_of(request.node)
    assert not (chain and request.node.get_closest_marker("django_db")), "Who begins with something needs no mark."
    return request.getfixturevalue("beginnings").at(chain) if chain else {}


@pytest.fixture(scope="session", autouse=True)
def files_lie_where_no_other_process_looks(tmp_path_factory):
    """Each process of the tests has its own database: the morning of one would sweep what a row of another names."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="session", autouse=True)
def nothing_is_drawn_by_lot():
    """References are drawn anew at each run, and lots fall on them: whoever wants one asks for `lot`."""
    with pytest.MonkeyPatch.context() as session:
        session.setattr(seal, "lot_of", lambda reference: 1.0)
        yield


@pytest.fixture
def lot(monkeypatch):
    """`lot(0.04)`: how the lot of every case falls from now on."""
    return lambda falls: monkeypatch.setattr(seal, "lot_of", lambda reference: falls)


@pytest.fixture(autouse=True)
def every_e_mail_is_discreet(monkeypatch):
    monkeypatch.setattr(channels, "EmailMultiAlternatives", DiscreetMail)
    monkeypatch.setattr(DiscreetMail, "found", [])
    yield
    assert DiscreetMail.found == []


@pytest.fixture(autouse=True)
def every_test_begins_in_french():
    """A page in English leaves its language behind."""
    yield
    translation.deactivate()


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


@pytest.fixture
def committed(transactional_db):
    """For tests that commit: the flush after them empties tables that refuse to be emptied."""
    yield
    take_off(connection)
