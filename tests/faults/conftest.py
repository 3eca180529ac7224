"""An installation of real processes: its own database, a broker, workers to kill, a mail server that stalls."""

import contextlib

import pytest

from tests.installation import Installation, a_broker, a_database, kill, mails


@pytest.fixture(scope="session")
def migrated(tmp_path_factory, django_db_blocker):
    """A database with every table and nobody in it, for others to be copies of."""
    folder = tmp_path_factory.mktemp("migrated")
    with a_database(folder) as address:
        empty = Installation(folder, address, django_db_blocker)
        for command in ("migrate", "createcachetable"):
            empty.run("manage.py", command, "-v0")
        yield address


@pytest.fixture
def installation(migrated, tmp_path, django_db_blocker):
    with a_database(tmp_path, like=migrated) as database:
        installed = Installation(tmp_path, database, django_db_blocker)
        yield installed
        with django_db_blocker.unblock():
            installed.connection.close()


@pytest.fixture
def started():
    """Processes that end with the test."""
    with contextlib.ExitStack() as running:

        def start(child):
            running.callback(kill, child)
            return child

        yield start


@pytest.fixture
def broker(installation, tmp_path):
    with a_broker(tmp_path, installation.environment) as broker:
        yield broker


@pytest.fixture
def mail_server(installation):
    with mails(installation.environment) as server:
        yield server
