"""The settings as a list of what is done and what is to be done: computed, for the national office alone."""

import re

import pytest

from cases.models import Parameter

from ..cast import MONDAY, days
from ..sessions import a_session
from .test_letter_templates import write

ROOM = "/reglages/"
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


@pytest.fixture
def state(cast, visit):
    """`state("Ateliers")` is what the page says of that part: its sentences, and its state in a word."""

    def stating(part, at=MONDAY):
        html = visit(cast.nina, ROOM, at=at).content.decode()
        rows = re.findall(r"<dt>(.*?)</dt>(.*?)</div>", html, re.DOTALL)
        words = {told(title): told(rest) for title, rest in rows}
        return words[part]

    return stating


def told(html):
    return re.sub(r"[\s\u202f]+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_them(cast, visit, who):
    assert visit(getattr(cast, who), ROOM).status_code == 403


def test_a_stranger_signs_in_first(visit, db):
    assert visit(None, ROOM).url == f"/compte/login/?next={ROOM}"


def test_a_national_officer_finds_the_way_there(cast, visit):
    assert f'href="{ROOM}"' in visit(cast.nina, "/file/").content.decode()
    assert f'href="{ROOM}"' not in visit(cast.bob, "/file/").content.decode()


def test_each_part_leads_to_its_page(cast, visit):
    html = visit(cast.nina, ROOM).content.decode()
    for path in re.findall(r'<dt><a href="([^"#]+)', html):
        assert visit(cast.nina, path).status_code == 200, path


def test_workshops_are_to_be_done_until_a_session_to_come_has_a_place(cast, state):
    assert state("Ateliers") == "Aucune séance à venir n’a de place. À faire"
    full = a_session(places=1)
    full.taken = 1
    full.save()
    assert state("Ateliers").endswith("À faire")
    a_session(full.workshop)
    assert state("Ateliers") == "1 séance à venir a des places. Fait"
    assert state("Ateliers", at=MONDAY + days(11)).endswith("À faire")


def test_letters_are_to_be_done_while_one_is_ours_in_one_language_alone(cast, state):
    assert state("Lettres") == "Tout est d’origine. Fait"
    write(cast.nina)
    assert state("Lettres") == "1 lettre n’est la vôtre que dans une langue. À faire"
    write(cast.nina, key=("reminder", "concerned", "en"), at=MONDAY + days(1))
    assert state("Lettres", at=MONDAY + days(1)) == "1 lettre est la vôtre. Fait"


def test_delays_and_durations_say_how_many_are_the_organisations_own(cast, state):
    assert state("Délais et maximums") == state("Conservation") == "Tout est d’origine. Fait"
    Parameter.objects.set("REPLY_WARNING", 12, by=cast.nina, at=MONDAY)
    assert state("Délais et maximums") == "1 valeur est la vôtre. Fait"
    assert state("Conservation") == "Tout est d’origine. Fait"
