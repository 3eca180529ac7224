"""No sentence in the wrong language: every page is read in both, apart from what people wrote and letters."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from accounts.bodies import DEPARTMENTS

from .world import NAMES

pytestmark = pytest.mark.django_db
EMPTY = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "use", "wbr"}  # tags that nothing closes
READ_ALOUD = ("alt", "aria-label", "placeholder", "title", "data-left")
# Words that only one of the two languages has, and no name of a place.
FRENCH = re.compile(
    r"\b(vous|votre|vos|nous|est|sont|être|une|pour|dans|avec|qui|que|cette|aucune?|ont|avez|pas)\b", re.I
)
ENGLISH = re.compile(r"\b(the|of|and|to|is|are|you|your|for|with|was|this|that|by|from|it|has|have|will)\b", re.I)
AS_SENT = ("mail of the demo", "a mail of the demo")  # e-mails, in the language of whom they went to
PLAIN_SPACE = re.compile(r"\w [?!;:»]|« ")


class Texts(HTMLParser):
    """What a page says in its own language: texts and what is read aloud, without parts that have one of their own."""

    def __init__(self, html):
        super().__init__()
        self.inside, self.found = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        self.inside.append((tag, "lang" in told and tag != "html"))
        self.found += [told[name] for name in READ_ALOUD if told.get(name) and not self.is_apart()]
        if tag in EMPTY:
            self.inside.pop()

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if data.strip() and not self.is_apart():
            self.found.append(" ".join(data.split(" ")).strip())

    def is_apart(self):
        """Inside a letter, what somebody wrote, a field, a script, or a title that may be a letter's."""
        return any(own or tag in ("script", "textarea", "title") for tag, own in self.inside)


def of_language(shown, language):
    """Each text once, of all pages in this language."""
    pages = (one for one in shown.values() if one.language == language and one.page.name not in AS_SENT)
    return {text for one in pages for text in Texts(one.body.decode()).found}


def plain(text):
    """Without printers' spaces and the marks at its end."""
    return re.sub(r"\s+", " ", text).strip(" .:?!,;()")


@pytest.fixture(scope="module")
def catalogue():
    """{French: English} of whole sentences without variables, where the two differ."""
    with (Path(settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po").open("rb") as file:
        told = [one for one in read_po(file) if one.id and isinstance(one.id, str) and not re.search(r"%\(|\{", one.id)]
    pairs = {plain(one.id): plain(one.string) for one in told}
    return {french: english for french, english in pairs.items() if french.casefold() != english.casefold()}


@pytest.fixture(scope="module")
def nameless():
    """A text without addresses and the names of people and places, which are the same in every language."""
    places = re.findall(r'"(?:name|region)": "([^"]+)"', DEPARTMENTS.read_text(encoding="utf-8"))
    known = map(re.escape, sorted([*NAMES.values(), *places], key=len, reverse=True))
    names = re.compile("|".join([r"https?://\S+", r"\S+@\S+", *known]))
    return lambda text: names.sub("", text)


def test_an_english_page_says_nothing_in_french(shown, catalogue, nameless):
    french = set(catalogue) - set(catalogue.values())
    said = of_language(shown, "en")
    assert {text for text in said if plain(text) in french or FRENCH.search(nameless(text))} == set()


def test_a_french_page_says_nothing_in_english(shown, catalogue, nameless):
    english = set(catalogue.values()) - set(catalogue)
    said = of_language(shown, "fr")
    assert {text for text in said if plain(text) in english or ENGLISH.search(nameless(text))} == set()


def test_no_french_mark_begins_a_line(shown):
    """« ? » keeps its word company, as printers set it."""
    assert {text for text in of_language(shown, "fr") if PLAIN_SPACE.search(text)} == set()


def test_the_walk_reads_what_a_page_says_and_no_more():
    page = '<html lang="en"><p title="Un">Deux <b lang="fr">Trois</b></p><img lang="fr" alt="Quatre">'
    page += "<br><textarea>Cinq</textarea><i>Six</i>"
    assert Texts(page).found == ["Un", "Deux", "Six"]
    assert FRENCH.search("Aucune lettre") and ENGLISH.search("No letter for you") and PLAIN_SPACE.search("Oui ?")
