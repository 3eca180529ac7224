"""A key on a sheet of its own goes with a letter on paper to whoever has no account yet, and is shown once."""

import re

import pytest

from accounts.models import FirstKey
from cases.models import Reading
from tests.beginnings import beginning

PRINTED = re.compile(r"(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}")


@beginning
def on_paper(cast, walk):
    """Jean has no e-mail and no password: grievances wait to be posted to him."""
    cast.jean.email = None
    cast.jean.save()
    return walk.in_review().in_hearing()


@pytest.fixture
def asked(on_paper, browse, clock):
    """What this person is answered who asks for a key to that letter."""
    clock.at = on_paper.at
    [letter] = on_paper.case.letters_to_post
    path = f"/dossiers/{on_paper.reference}/lettres/{letter.notice_id}/cle/"
    return lambda person: browse(person).post(path)


@pytest.mark.parametrize("who", ["jean", "camille", "marie", "olga", "paul", "dora", "root"])
def test_whoever_does_not_work_on_the_case_is_told_of_none(asked, cast, who):
    assert asked(getattr(cast, who)).status_code == 404
    assert not FirstKey.objects.exists()


def test_who_only_reads_it_is_told_who_posts_it(asked, cast):
    assert asked(cast.nina).status_code == 302
    assert not FirstKey.objects.exists()


def test_whoever_signs_in_already_needs_none(asked, on_paper, cast):
    cast.jean.set_password("quatre mots bien longs")
    cast.jean.save()
    assert asked(cast.alice).status_code == 404


def test_a_letter_that_was_posted_takes_none_along(asked, on_paper, cast):
    on_paper.do("post_letters", cast.alice, later=0, tracking="RK 1")
    assert asked(cast.alice).status_code == 302
    assert not FirstKey.objects.exists()


def test_whoever_posts_the_letter_prints_a_key_of_its_reader(asked, on_paper, cast):
    answer = asked(cast.alice)
    [code] = set(PRINTED.findall(answer.content.decode()))
    assert FirstKey.fitting(code, at=on_paper.at).person == cast.jean
    assert answer["Cache-Control"] == "no-store"
    assert Reading.objects.filter(person=cast.alice, purpose__startswith="first key").count() == 1


def test_the_sheet_is_in_the_language_of_its_reader(asked, cast):
    cast.jean.language = "en"
    cast.jean.save()
    assert "The key works once" in asked(cast.alice).content.decode()


def test_the_page_of_letters_offers_it_to_who_has_no_account(on_paper, browse, clock, cast):
    clock.at = on_paper.at
    page = f"/dossiers/{on_paper.reference}/post_letters/"
    assert "/cle/" in browse(cast.alice).get(page).content.decode()
    cast.jean.set_password("quatre mots bien longs")
    cast.jean.save()
    assert "/cle/" not in browse(cast.alice).get(page).content.decode()
