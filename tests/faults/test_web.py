"""Wherever the web server dies in the middle of a post, the case is wholly before it or wholly after."""

import contextlib
import http.client
import json
import threading
from urllib.parse import urlencode

import psutil
import psycopg
import pytest

from tests.installation import PATIENCE, a_port, health, kill, until

CSRF = "a" * 32
BLOCKED = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
BUSY = (
    "SELECT 1 FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
)
TABLES = (
    "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' "
    "AND (table_name LIKE 'cases%%' OR table_name LIKE 'notifications%%') AND table_name <> 'cases_draft'"
)


class Web:
    """A real web server with one process that answers, whom the first starts anew when it dies."""

    def __init__(self, installation, started, port):
        self.installation, self.started, self.port = installation, started, port
        self.start()

    def start(self):
        self.server = self.started(self.installation.web(self.port, "--preload", "--workers", "1"))
        until(self.answers)

    def answers(self):
        return health(f"http://127.0.0.1:{self.port}")

    def post(self, form):
        """The status; None if nobody answered."""
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        headers = {"Cookie": f"sessionid={form['session']}; csrftoken={CSRF}",
                   "Content-Type": "application/x-www-form-urlencoded"}  # fmt: skip
        with contextlib.suppress(OSError, http.client.HTTPException):
            line.request("POST", form["path"], urlencode({**form["typed"], "csrfmiddlewaretoken": CSRF}), headers)
            return line.getresponse().status

    @contextlib.contextmanager
    def posting(self, form):
        """While somebody waits for the answer."""
        waiting = threading.Thread(target=self.post, args=[form])
        waiting.start()
        yield
        waiting.join()

    def kill_who_answers(self):
        [process] = psutil.Process(self.server.process.pid).children()
        process.kill()
        process.wait(PATIENCE)


@contextlib.contextmanager
def held(database, table):
    """Whoever wants to write to this table waits."""
    with psycopg.connect(database) as connection:
        connection.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
        connection.rollback()


@pytest.fixture
def forms(installation):
    return json.loads(installation.run("-m", "tests.faults.ready"))


@pytest.fixture
def web(installation, broker, started):
    with a_port() as port:
        yield Web(installation, started, port)


@pytest.fixture
def rows(installation):
    """What stands in every table of cases and notices."""

    def stored():
        names = [name for [name] in installation.sql(TABLES)]
        return {name: {row for [row] in installation.sql(f"SELECT t::text FROM {name} t")} for name in names}

    return stored


def changes(before, after):
    """Table → how many rows are gone and how many new."""
    gone_and_new = {name: (len(before[name] - after[name]), len(after[name] - before[name])) for name in after}
    return {name: counts for name, counts in gone_and_new.items() if counts != (0, 0)}


@pytest.mark.parametrize("act", ["warn", "report"])
def test_a_post_that_dies_at_any_table_it_writes_to_changes_none(installation, broker, web, forms, rows, act):
    spared, struck = forms[act]
    before = rows()
    assert web.post(spared) == 303
    whole, before = changes(before, rows()), rows()
    assert {"cases_case", "cases_entry", "notifications_delivery"} < whole.keys()
    for table in whole:
        with held(installation.environment["DATABASE_URL"], table), web.posting(struck):
            until(lambda: installation.sql(BLOCKED, table))  # noqa: B023
            web.kill_who_answers()
        until(lambda: not installation.sql(BUSY))
        assert changes(before, rows()) == {}, table
        until(web.answers)
    with broker.silent(), web.posting(struck):  # the hint takes seconds, and all is committed before
        until(lambda: changes(before, rows()))
        kill(web.server)
    assert changes(before, rows()) == whole
    web.start()
    assert web.post(struck) == 303
    assert changes(before, rows()) == whole
    assert "unbroken" in installation.run("manage.py", "verify_audit")
