"""An officer's screen that nobody sits before is behind a door; a member's telephone is not, and no text is lost."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from accounts.models import Appointment, Body, Person
from tests.cases.cast import Walk, assemble

PASSWORD = "une phrase que personne ne devine"
BEGUN = "Une menace grave."
NOTE = {"text": BEGUN}


@pytest.fixture
def cast(db):
    return assemble()


@pytest.fixture
def at(clock, settings):
    """`at(minutes)`: so much later."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

    def later(minutes):
        clock.at += timedelta(minutes=minutes)

    return later


@pytest.fixture
def signed_in(cast, at):
    def client_of(name):
        person, client = getattr(cast, name), Client()
        Person.objects.filter(pk=person.pk).update(password=make_password(PASSWORD), email=f"{name}@example.org")
        answer = client.post("/compte/login/", {"login": f"{name}@example.org", "password": PASSWORD})
        assert answer.status_code == 302
        return client

    return client_of


@pytest.fixture
def note(cast, clock):
    walk = Walk(cast, at=clock.at).in_review()
    clock.at = walk.at
    return f"/dossiers/{walk.reference}/note/"


def confirm(client, where, password=PASSWORD):
    return client.post("/compte/reauthenticate/", {"password": password, "next": where})


def is_asked_who(answer, where="/file/"):
    return answer.headers.get("Location") == f"/compte/reauthenticate/?{urlencode({'next': where})}"


def test_after_fifteen_minutes_an_officer_says_who_it_is_whatever_is_asked(signed_in, at, note):
    client = signed_in("alice")
    at(14.9)
    assert client.get("/file/").status_code == 200
    at(15)
    for page in ("/file/", note, "/", "/notifications/"):
        assert is_asked_who(client.get(page), page), page
    assert "depuis quinze minutes" in client.get("/compte/reauthenticate/").content.decode()


def test_a_wrong_password_opens_nothing_and_the_right_one_leads_back(signed_in, at):
    client = signed_in("alice")
    at(15)
    assert confirm(client, "/file/", "autre chose").status_code == 422
    assert is_asked_who(client.get("/file/"))
    assert confirm(client, "/file/").headers["Location"] == "/file/"
    assert client.get("/file/").status_code == 200


@pytest.mark.parametrize("forged", ["", "9999999999", "9999999999:x"])
def test_no_cookie_but_ours_keeps_the_door_open(signed_in, at, forged):
    client = signed_in("alice")
    at(15)
    client.cookies["seen"] = forged
    assert is_asked_who(client.get("/file/"))


def test_the_cookie_of_another_session_keeps_it_open_no_more_than_none(signed_in, at):
    alice, bob = signed_in("alice"), signed_in("bob")
    at(15)
    confirm(bob, "/file/")
    bob.get("/file/")
    alice.cookies["seen"] = bob.cookies["seen"].value
    assert is_asked_who(alice.get("/file/"))


def test_asking_for_anything_counts_as_being_there(signed_in, at):
    client = signed_in("alice")
    for _ in range(4):
        at(14)
        assert client.get("/file/").status_code == 200


def test_what_was_typed_is_there_once_it_is_said(signed_in, at, note):
    client = signed_in("alice")
    at(20)
    assert is_asked_who(client.post(note, NOTE), note)
    assert "Votre texte est gardé." in client.get("/compte/reauthenticate/").content.decode()
    confirm(client, note)
    assert BEGUN in client.get(note).content.decode()


def test_after_twelve_hours_an_officer_signs_in_again_however_busy_and_finds_the_text(signed_in, at, note):
    client = signed_in("alice")
    for _ in range(51):
        at(14)
        client.get("/file/")
    at(6)
    answer = client.post(note, NOTE)
    assert (answer.status_code, answer.headers["Location"][:14]) == (302, "/compte/login/")
    assert "Douze heures" in client.get(answer.headers["Location"]).content.decode()
    assert client.get("/file/").headers["Location"].startswith("/compte/login/")
    assert BEGUN in signed_in("alice").get(note).content.decode()


def test_a_member_stays_signed_in_for_months_and_is_asked_nothing(signed_in, at):
    client = signed_in("marie")
    at(60 * 24 * 80)
    answer = client.get("/mes-signalements/")
    assert answer.status_code == 200 and "seen" not in answer.cookies
    assert client.session.get_expiry_age() == 90 * 24 * 3600


def test_who_is_given_an_office_meanwhile_is_asked_from_then_on(signed_in, cast, at):
    client = signed_in("marie")
    at(20)
    assert client.get("/mes-signalements/").status_code == 200
    Appointment.objects.appoint(cast.marie, Body.objects.get(pk="45"), "examiner", starts_on=date(2026, 1, 1))
    assert is_asked_who(client.get("/mes-signalements/"), "/mes-signalements/")


def test_a_page_of_an_officer_says_after_how_long_it_asks_again(signed_in):
    assert b'data-idle="900"' in signed_in("alice").get("/file/").content
    assert b"data-idle" not in signed_in("marie").get("/").content
