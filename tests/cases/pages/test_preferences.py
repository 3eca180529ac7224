"""Colours, images and keys are as each reader likes them: here for a browser, everywhere for a person."""

import pytest

from accounts.models import Person

from ..cast import MONDAY, Walk
from ..images import held

PAGE = "/mes-preferences/"
OFFICER = {"theme": "", "images": "blurred", "has_keys": "on"}


@pytest.fixture
def captured(cast):
    walk = Walk(cast, captures=held(10, at=MONDAY)).in_review()
    return f"/dossiers/{walk.reference}/"


def root(answer):
    """The first tag of the page, and that of its body."""
    html = answer.content.decode()
    return html.partition("<html")[2].partition(">")[0], html.partition("<body")[2].partition(">")[0]


def test_what_nobody_offers_is_refused_and_nothing_is_kept(browse, cast):
    client = browse(cast.alice)
    for wrong in ({"theme": "pink"}, {"images": "gone"}, {"images": ""}):
        answer = client.post(PAGE, OFFICER | wrong)
        assert answer.status_code == 422 and "theme" not in answer.cookies
    assert Person.objects.get(pk=cast.alice.pk).images == "blurred"


def test_a_member_is_asked_for_colours_alone_and_sends_nothing_else(browse, cast):
    client = browse(cast.marie)
    assert b"images" not in client.get(PAGE).content.partition(b"<form")[2].partition(b"</form")[0]
    client.post(PAGE, {"theme": "dark", "images": "plain"})
    marie = Person.objects.get(pk=cast.marie.pk)
    assert (marie.theme, marie.images, marie.has_keys) == ("dark", "blurred", True)


@pytest.mark.parametrize("forged", ["pink", '"><script>', ""])
def test_a_cookie_that_we_did_not_write_changes_nothing(browse, cast, forged):
    client = browse()
    client.cookies["theme"] = forged
    assert "data-theme" not in root(client.get("/"))[0]


def test_a_stranger_chooses_colours_for_this_browser(browse, db):
    client = browse()
    answer = client.post(PAGE, {"theme": "dark"}, follow=True)
    assert "Vos préférences sont gardées." in answer.content.decode()
    assert 'data-theme="dark"' in root(client.get("/"))[0]
    assert "data-theme" not in root(browse().get("/"))[0]
    client.post(PAGE, {"theme": ""})
    assert "data-theme" not in root(client.get("/"))[0]


def test_whoever_is_signed_in_finds_them_in_every_browser(browse, cast):
    browse(cast.alice).post(PAGE, OFFICER | {"theme": "light"})
    assert 'data-theme="light"' in root(browse(cast.alice).get("/file/"))[0]
    assert "data-theme" not in root(browse(cast.bob).get("/file/"))[0]


def test_the_cookie_tells_no_more_than_a_colour_and_no_script_reads_it(browse, cast):
    cookie = browse(cast.alice).post(PAGE, OFFICER | {"theme": "dark"}).cookies["theme"]
    assert cookie.value == "dark" and cookie["httponly"] and cookie["samesite"] == "Lax"


def test_keys_are_off_once_switched_off(browse, cast):
    client = browse(cast.alice)
    assert 'id="touches"' in client.get("/file/").content.decode()
    client.post(PAGE, {"theme": "", "images": "blurred"})
    assert 'id="touches"' not in client.get("/file/").content.decode()


def test_images_of_a_case_are_veiled_as_the_officer_chose_and_lead_to_themselves(browse, cast, captured):
    client = browse(cast.alice)
    for chosen, shown in (
        ("", 'class="capture blurred"'),
        ("grey", 'class="capture grey"'),
        ("plain", 'class="capture" href'),
    ):
        if chosen:
            client.post(PAGE, OFFICER | {"images": chosen})
        page = client.get(captured).content.decode()
        assert shown in page and ("data-veiled" in page) == (chosen != "plain")
        assert f'href="{captured}pieces/1/1/"' in page
