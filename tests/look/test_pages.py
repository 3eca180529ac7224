"""The list of pages is whole, each is answered as it says, and none is heavy."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID

import pytest
from django.urls import get_resolver

from alteram.collected import WITHOUT_COMMENTS
from cases.door import steps
from cases.forms import OWN_ROOMS, form_named

from ..resolver import unmatched
from .pages import EVERY_PAGE
from .server import LANGUAGES

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).resolve().parent.parent.parent / "static"
# Addresses that show no page: they take a form, hand over a file, lead elsewhere, or are closed.
NO_PAGE = (
    "healthz", "app.webmanifest", "reglages/bandeau/1/terminer/", "identite/1.css", "identite/1/logo.png",
    "file/suivant/", "signaler/recommencer/", "signaler/partage/", "notifications/lues/", "notifications/1/ouvrir/",
    "ateliers/1/reserver/", "ateliers/1/annuler/", "ateliers/1/rendez-vous.ics", "notifications/1/lue/",
    "notifications/1/texte/", "notifications/1/pdf/", "mon-dossier/1/lettres/1/pdf/", "dossiers/1/lettres/1/pdf/",
    "mon-dossier/1/lettres/1/texte/", "mon-dossier/1/rendez-vous.ics", "compte/email/",
    "mon-dossier/1/dossier.zip", "dossiers/1/justice/1.zip", "mes-donnees/donnees.zip",
    "dossiers/1/publication.txt", "dossiers/1/publication.json",
    "dossiers/1/decision.dsa.json", "transparence/1.csv", "transparence/1.json", "registre.csv", "national/1.csv",
    "compte/confirm-email/", "compte/confirm-email/x/", "compte/password/set/", "compte/login/code/confirm/",
    "dossiers/1/pieces/1/occulter/image/", "compte/2fa/recovery-codes/download/",
    f"file/signalement-recu/{UUID(int=1)}/pdf/",
    *(f"{place}{size}" for size in ("", "vignette/") for place in (
        "captures/1/", "mes-signalements/1/captures/1/", "dossiers/1/pieces/1/1/", "mon-dossier/1/pieces/1/")),
)  # fmt: skip
MOST_NODES = 1500
# Bytes sent, compressed, with style, script and icons, to who comes first; by the first word of the page's name.
HEAVIEST = {"report": 15_000, "queue": 30_000, "": 35_000}
WITH_THUMBNAILS = 60_000


def path_of(page):
    """As the resolver is asked: what stands in it is of no matter, but for its form."""
    path = page.path.replace("{written_down}", str(UUID(int=1)))
    return re.sub(r"\{\w+\}", "1", path).split("?")[0].lstrip("/")


def test_every_address_that_shows_a_page_has_its_row():
    shown = [path_of(page) for page in EVERY_PAGE]
    assert list(unmatched(get_resolver(), [*shown, *NO_PAGE])) == []
    assert len({page.name for page in EVERY_PAGE}) == len(EVERY_PAGE)


def test_every_step_that_asks_something_has_its_row():
    asked = {step for step in steps() for side in ("", *OWN_ROOMS) if form_named(step, side)}
    assert asked - {path_of(page).split("/")[-2] for page in EVERY_PAGE if path_of(page)} == set()


def test_every_page_answers_as_its_row_says(shown):
    assert {key: one.status for key, one in shown.items() if one.status != one.page.status} == {}


def test_every_image_is_given_to_whoever_reads_its_page(shown):
    pages = [page.name for page in EVERY_PAGE if "capture" in page.name or "image" in page.name]
    assert {key for key, one in shown.items() if one.images} == {(name, one) for name in pages for one in LANGUAGES}
    images = [image for one in shown.values() for image in one.images.values()]
    assert {(image.status, image.headers["Content-Type"]) for image in images} == {(200, "image/jpeg")}


def test_a_step_shows_its_form_unless_it_is_closed(shown):
    listed = {key: one for key, one in shown.items() if key[0].startswith(("step, ", "closed step, "))}
    is_open = {key: 'name="token"' in one.body.decode().partition("<main")[2] for key, one in listed.items()}
    assert is_open == {key: key[0].startswith("step, ") for key in listed}


class Nodes(HTMLParser):
    """Counts what a browser makes of a page."""

    def __init__(self, html):
        super().__init__()
        self.count = 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.count += 1


def as_collected(file):
    return WITHOUT_COMMENTS.get(file.suffix, str)(file.read_text()).encode()


def test_no_page_is_heavy_for_an_old_phone(shown):
    weights = {file.name: len(gzip.compress(as_collected(file))) for file in STATIC.iterdir()}
    for (name, language), one in shown.items():
        assert Nodes(one.body.decode()).count <= MOST_NODES, (name, language)
        worn = sum(weight for file, weight in weights.items() if file in one.body.decode())
        weight, most = worn + len(gzip.compress(one.body)), HEAVIEST.get(re.split(r"\W", name)[0], HEAVIEST[""])
        assert weight <= most, (name, language)
        thumbnails = sum(len(image.body) for path, image in one.images.items() if path.endswith("/vignette/"))
        assert weight + thumbnails <= WITH_THUMBNAILS, (name, language)
