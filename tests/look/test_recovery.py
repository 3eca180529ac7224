"""Every form, empty and wrong: what comes back says so first, leads to each question, and loses no word."""

import re
from html import unescape

import pytest

from ..beginnings import set_aside
from .refusals import refusals
from .server import serving

SUMMARY = re.compile(r'<(?:div|section) class="(?:error-summary|conflict)" role="alert" tabindex="-1" autofocus')
LED = re.compile(r'<a href="#([^"]+)">')
KEPT_BY_NOBODY = re.compile(r"/compte/")  # passwords and codes are typed again


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker, tmp_path_factory):
    """(what was refused, what broke), of texts alone: what made them is taken back."""
    with django_db_blocker.unblock(), set_aside(), serving(tmp_path_factory.mktemp("refused")) as world:
        return refusals(world)


def main(html):
    return html.partition("<main")[2].partition("</main>")[0]


def test_no_form_breaks_anything(found):
    assert found[1] == []


def test_forms_of_every_room_are_among_what_is_tried(found):
    """Else it would prove nothing."""
    tried = " ".join(refusal.where for refusal in found[0])
    for room in ("/signaler/", "/compte/login/", "/dossiers/", "/mon-dossier/", "/mes-signalements/", "/reglages/"):
        assert room in tried
    assert len(found[0]) > 100


def test_the_title_and_the_focus_say_it_first(found):
    silent = [one.where for one in found[0] if "<title>Erreur :" not in one.html or not SUMMARY.search(main(one.html))]
    assert silent == []


def test_each_line_of_the_summary_leads_to_its_question(found):
    lost = {one.where: [to for to in LED.findall(main(one.html)) if f'id="{to}"' not in one.html] for one in found[0]}
    assert {where: gone for where, gone in lost.items() if gone} == {}


def test_every_word_comes_back(found):
    lost = {
        one.where: [text for text in one.typed if text not in unescape(main(one.html))]
        for one in found[0]
        if not KEPT_BY_NOBODY.search(one.where)
    }
    assert {where: gone for where, gone in lost.items() if gone} == {}
