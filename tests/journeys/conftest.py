"""The product as people meet it: real processes, a browser as narrow as a phone, and no JavaScript."""

import re

import pytest
from playwright.sync_api import expect, sync_playwright

from alteram.local.chromium import chromium
from cases.demo.accounts import PASSWORD
from tests.installation import Installation, a_broker, a_database, a_port, health, mails, until

PHONE = {"width": 360, "height": 740}


class Site:
    """One installation that serves, its mail server, and the people who look at it."""

    def __init__(self, installation, address, mail_server, browser):
        self.installation, self.address, self.mail_server, self._browser = installation, address, mail_server, browser

    def every_mail_has_left(self):
        return health(self.address)["outbox"]["oldest_seconds"] is None

    def visitor(self, email="", **phone):
        """A phone of one's own, signed in if an address is given."""
        usual = {"viewport": PHONE, "java_script_enabled": False, "base_url": self.address, "locale": "fr-FR"}
        context = self._browser.new_context(**usual | phone)
        visitor = Visitor(context.new_page())
        if email:
            visitor.page.goto("/compte/login/")
            visitor.sign_in(email)
        return visitor


class Visitor:
    """What somebody does on a page, in the words that he or she reads there."""

    def __init__(self, page):
        self.page = page

    def sign_in(self, email):
        self.page.fill("input[name=login]", email)
        self.page.fill("input[name=password]", PASSWORD)
        self.press("Se connecter")
        expect(self.page.locator("body")).to_contain_text("Se déconnecter")

    def open(self, path):
        answer = self.page.goto(path)
        assert answer.status == 200, (path, answer.status)
        return self

    def follow(self, words):
        self.page.get_by_role("link", name=words, exact=isinstance(words, str)).first.click()

    def press(self, words):
        self.page.locator("main").get_by_role("button", name=words, exact=isinstance(words, str)).first.click()

    def fill(self, **answers):
        """By the names of the fields; True ticks a box."""
        for name, answer in answers.items():
            field = self.page.locator(f"main [name={name}]")
            if answer is True:
                field.check()
            elif field.first.get_attribute("type") in ("radio", "checkbox"):
                self.page.locator(f"main [name={name}][value='{answer}']").check()
            elif field.first.get_attribute("type") == "file":
                field.set_input_files(answer)
            else:
                field.fill(str(answer))

    def take(self, step, **answers):
        """One step of the case that is open: its form, its letter if it has one, and the way back."""
        self.page.locator(f"main a[href$='/{step}/']").first.click()
        self.fill(**answers)
        button = self.page.locator("main form button.button").first
        is_previewed = button.get_attribute("name") == "preview"
        button.click()
        if is_previewed:
            expect(self.page.locator("main h1")).to_contain_text(re.compile("Relire|Relisez"))
            self.page.locator("main form button.button").first.click()
        expect(self.page.locator("main .notice-box[role=status]").first).to_be_visible()

    def reads(self, *words):
        for one in words:
            expect(self.page.locator("main")).to_contain_text(one)

    def shows_an_image(self, words):
        """Thumbnail and image come, as images, without a word of who made them."""
        thumbnail = self.page.get_by_alt_text(words).first
        for place in (thumbnail.get_attribute("src"), thumbnail.locator("..").get_attribute("href")):
            answer = self.page.request.get(place)
            assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg"), place
            assert b"CANARY" not in answer.body()

    def does_not_read(self, *words):
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(re.compile(re.escape(one), re.IGNORECASE))


@pytest.fixture(scope="module")
def browser():
    """For one module: while it is open, its event loop lets nothing else of this process ask the database."""
    with sync_playwright() as playwright:
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
            ["seed_demo", "--cases", "0"],
        ):
            installation.run("manage.py", *command)
        with a_broker(folder, installation.environment), mails(installation.environment) as mail_server:
            children = [installation.web(port), installation.worker()]
            address = f"http://127.0.0.1:{port}"
            until(lambda: health(address))
            yield Site(installation, address, mail_server, browser)
            for child in children:
                child.stop()
