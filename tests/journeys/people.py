"""The people of a journey, each with a phone and a language of his or her own; what they do there, a line a deed."""

import re
from itertools import count

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext
from playwright.sync_api import expect

from cases.demo.accounts import ACCOUNTS, PASSWORD

from .words import LAST_WEEK, WORDS

POST = "https://x.com/jean_exemple45/status/17{}"
PHONE = {"width": 360, "height": 740}
VARIABLE = re.compile(r"%\\\(\w+\\\)s")
PLACES = count(1)
EMAILS = {slugify(account.name.split()[0]): email for email, account in ACCOUNTS.items()}


class People:
    """Those who sign in to the demo, by first name; all read, are written to and type in one language."""

    def __init__(self, site, language, **phone):
        self.site, self.language, self.words, self._phone = site, language, WORDS[language], phone
        self._phones, self._told_before = {}, len(site.notices())
        site.everybody_reads(language)

    def __call__(self, *names):
        """Their phones; somebody who has one already is still signed in."""
        for name in names:
            if name not in self._phones:
                self._phones[name] = self.site.visitor(EMAILS[name], self.language, **self._phone)
        return [self._phones[name] for name in names]

    def told(self, *topics):
        """{first name: letters} of a case or a report, as they stand in each notice centre, the oldest first."""
        told = {}
        for topic, name, letter, language in self.site.notices()[self._told_before :]:
            if topic in topics:
                assert language == self.language, (name, letter)
                told.setdefault(slugify(name.split()[0]), []).append(letter)
        return told


class Visitor:
    """What somebody does on a page.

    Words are given in French, as they stand in the code, and looked for in the language of the phone; whatever stands
    for a variable in them is taken.
    """

    def __init__(self, page, language="fr"):
        self.page, self.language, self.words = page, language, WORDS[language]

    @property
    def main(self):
        return self.page.locator("main")

    def said(self, words):
        with translation.override(self.language):
            pattern = VARIABLE.sub(".+", re.escape(gettext(words)))
        return re.compile(pattern.replace(r"\ ", r"\s"), re.IGNORECASE)

    # On any page ------------------------------------------------------------------------------------------------------

    def goes_to(self, path):
        """The status of what is there."""
        return self.page.goto(path if self.language == "fr" else f"/{self.language}{path}").status

    def opens(self, path):
        assert self.goes_to(path) == 200, path
        return self

    def signs_in(self, email):
        self.opens("/compte/login/").fills(login=email, password=PASSWORD).presses("Se connecter")
        expect(self.page.locator("body")).to_contain_text(self.said("Se déconnecter"))

    def follows_in_the_line(self, words):
        """A link of a list, known by what else stands in its line."""
        return self.follows(self.main.get_by_role("listitem").filter(has_text=words).get_by_role("link"))

    def presses(self, words):
        return self.follows(self.main.get_by_role("button", name=self.said(words)))

    def follows(self, way):
        """Clicks a link or a button, and waits for the page that it leads to: a click alone returns before it."""
        with self.page.expect_navigation():
            way.first.click()
        return self

    def fills(self, **answers):
        """By the names of the fields; True ticks a box."""
        for name, answer in answers.items():
            field = self.main.locator(f"[name={name}]")
            kind = field.first.evaluate("field => field.type")
            if answer is True:
                field.check()
            elif kind in ("radio", "checkbox"):
                self.main.locator(f"[name={name}][value='{answer}']").check()
            elif kind == "select-one":
                named = field.locator("option").filter(has_text=answer)
                field.select_option(answer if named.count() == 0 else named.first.get_attribute("value"))
            elif kind == "file":
                field.set_input_files(answer)
            else:
                field.fill(str(answer))
        return self

    def reads(self, *words):
        for one in words:
            expect(self.main).to_contain_text(self.said(one))
        return self

    def does_not_read(self, *words):
        for one in words:
            expect(self.page.locator("body")).not_to_contain_text(self.said(one))
        return self

    def sees_an_image(self, words):
        """Thumbnail and image come, as images, without a word of who made them."""
        thumbnail = self.page.get_by_alt_text(self.said(words)).first
        for place in (thumbnail.get_attribute("src"), thumbnail.locator("..").get_attribute("href")):
            answer = self.page.request.get(place)
            assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg"), place
            assert b"CANARY" not in answer.body()
        return self

    # Of a case --------------------------------------------------------------------------------------------------------

    def reports(self, address, **more):
        """A member reports from the phone; gives the tracking code."""
        self.opens("/signaler/").fills(address=f"{address}?s=20&t=WhoSharedThis", **more).presses("Continuer")
        self.main.locator("[name=article]").first.check()
        self.presses("Continuer").presses("Envoyer le signalement")
        expect(self.main.locator("h1")).to_contain_text(self.said("Signalement reçu"))
        return re.search(r"recu/([0-9A-Z-]{19})/", self.page.url)[1]

    def takes_up(self):
        """The newest case of the queue, and opens it; gives its reference."""
        claim = self.opens("/file/").main.locator("button[formaction*='/claim/']").last
        reference = re.search(r"dossiers/([^/]+)/", claim.get_attribute("formaction"))[1]
        self.follows(claim).opens_case(reference)
        return reference

    def opens_the_review(self):
        """Dates and qualifies the post, and writes down what it says."""
        self.follows(self.main.locator("a[href*='/open_review/']"))
        self.main.locator("[name=article]").first.check()
        return self.fills(content_date=LAST_WEEK, quote=self.words.post).signs()

    def opens_case(self, reference):
        return self.opens(f"/dossiers/{reference}/")

    def opens_what_waits_for_a_signature(self, reference):
        return self.opens("/file/?vue=a-signer").follows(self.main.locator(f"a[href*='{reference}']"))

    def opens_my_case(self, reference):
        return self.opens("/mon-dossier/").follows(self.main.locator(f"a[href*='{reference}']"))

    def opens_the_letter(self, reference):
        return self.opens_my_case(reference).presses("Ouvrir la lettre")

    def takes(self, step, *ticked, **answers):
        """One step of the case that is open: its form, its letter if it has one, and the way back."""
        link = self.main.locator(f"a[href*='/{step}/']").first
        if not link.is_visible():
            link.locator("xpath=ancestor::details/summary").click()
        self.follows(link)
        for label in ticked:
            self.main.get_by_label(label).check()
        return self.fills(**answers).signs()

    def offers_a_session(self, at):
        """The national office, of the first workshop; gives the place, where no other journey goes."""
        place = f"Salle {next(PLACES)}, Blois"
        where = {"region": "Centre-Val de Loire", "place": place, "at": f"{at:%Y-%m-%dT%H:%M}"}
        self.opens("/reglages/ateliers/1/seance/").fills(**where).signs()
        return place

    def signs(self):
        """The button of a form; where it leads to a letter, that is read and signed."""
        button = self.main.locator("form button.button").first
        is_previewed = button.get_attribute("name") == "preview"
        self.follows(button)
        if is_previewed:
            expect(button).not_to_have_attribute("name", "preview")
            self.follows(button)
        expect(self.main.locator(".notice-box[role=status]").first).to_be_visible()
        return self
