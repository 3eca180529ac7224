"""The product as people meet it: real processes, a browser as narrow as a phone, with JavaScript and without."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import sync_playwright

from alteram.local.chromium import chromium
from cases.mornings import ROUND
from tests.installation import Installation, a_broker, a_database, a_port, health, mails, until

from .people import PHONE, People, Visitor

NOTICES = """
    SELECT notice.topic, person.name, letter.act, letter.language FROM notifications_notice AS notice
    JOIN notifications_letter AS letter ON letter.id = notice.letter_id
    JOIN accounts_person AS person ON person.id = notice.recipient_id ORDER BY notice.id
"""
TODAY = "UPDATE notifications_delivery SET due_at = %s WHERE sent_at IS NULL AND channel <> 'post'"


class Site:
    """One installation that serves, its mail server, and the people who look at it."""

    def __init__(self, installation, address, mail_server, browser):
        self.installation, self.address, self.mail_server, self._browser = installation, address, mail_server, browser

    def visitor(self, email="", language="fr", **phone):
        """A phone of one's own, signed in if an address is given."""
        usual = {"viewport": PHONE, "java_script_enabled": False, "base_url": self.address, "locale": language}
        visitor = Visitor(self._browser.new_context(**usual | phone).new_page(), language)
        if email:
            visitor.signs_in(email)
        return visitor

    def everybody_reads(self, language):
        self.installation.sql("UPDATE accounts_person SET language = %s", language)

    def time_goes_to(self, moment):
        """The clock does what it does then, whatever later day it has seen before."""
        self.installation.sql("DELETE FROM notifications_heartbeat WHERE name = %s", ROUND)
        self.installation.run("manage.py", "tick", "--at", moment.isoformat())

    def session_was_yesterday(self, place):
        yesterday = datetime.now(UTC) - timedelta(days=1)
        self.installation.sql("UPDATE cases_session SET at = %s WHERE place = %s", yesterday, place)

    def notices(self):
        """(topic, whose, letter, language) of all, the oldest first."""
        return self.installation.sql(NOTICES)

    def everything_has_arrived(self):
        """Every e-mail that anybody was to have is in the mail server's hands, once; no chain of the record is broken.

        What the clock wrote on a day to come would leave on that day: here it leaves today.
        """
        self.installation.sql(TODAY, datetime.now(UTC))
        self.installation.run("-m", "celery", "--quiet", "--app", "alteram", "call", "notifications.tasks.deliver")
        until(lambda: not self.installation.unsent())
        assert sorted(self.mail_server.wire) == sorted(self.installation.told())
        assert "unbroken" in self.installation.run("manage.py", "verify_audit")


@pytest.fixture(scope="module")
def browser():
    """For one module: its event loop runs in this thread, where Django would else let nobody ask the database."""
    with pytest.MonkeyPatch.context() as allowed, sync_playwright() as playwright:
        allowed.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_blocker, browser):
    folder = tmp_path_factory.mktemp("site")
    with a_database(folder) as database, a_port() as port:
        installation = Installation(folder, database, django_db_blocker)
        for command in (
            ["migrate", "-v0"],
            ["createcachetable"],
            ["compile_messages", "-v0"],
            ["seed_demo", "--cases", "0", "--federations", "2"],
        ):
            installation.run("manage.py", *command)
        with a_broker(folder, installation.environment), mails(installation.environment) as mail_server:
            children = [installation.web(port), installation.worker()]
            address = f"http://127.0.0.1:{port}"
            until(lambda: health(address))
            yield Site(installation, address, mail_server, browser)
            for child in children:
                child.stop()


@pytest.fixture(scope="module", params=["fr", "en", "fr, with JavaScript"])
def people(site, request):
    language, _comma, with_scripts = request.param.partition(", ")
    return People(site, language, java_script_enabled=bool(with_scripts))
