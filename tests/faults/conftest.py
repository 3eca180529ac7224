"""An installation of real processes: its own database, a broker, workers to kill, a mail server that stalls."""

import contextlib

import pytest

from alteram.local.servers import valkey
from tests.installation import Installation, a_database, free_port, mails


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    with a_database(tmp_path_factory.mktemp("faults")) as address:
        yield address


@pytest.fixture(scope="module")
def installation(database, tmp_path_factory, django_db_blocker):
    installed = Installation(tmp_path_factory.mktemp("installation"), database, django_db_blocker)
    installed.run("manage.py", "migrate", "-v0")
    yield installed
    with django_db_blocker.unblock():
        installed.connection.close()


@pytest.fixture
def started():
    """Processes that end with the test."""
    with contextlib.ExitStack() as running:

        def start(child):
            running.callback(child.stop)
            return child

        yield start


@pytest.fixture
def broker(installation, tmp_path):
    with valkey(tmp_path) as installation.environment["REDIS_URL"]:
        yield


@pytest.fixture
def no_broker(installation):
    installation.environment["REDIS_URL"] = f"redis://127.0.0.1:{free_port()}/0"


@pytest.fixture
def mail_server(installation):
    with mails(installation.environment) as server:
        yield server
