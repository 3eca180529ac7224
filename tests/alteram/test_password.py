"""A new password: the answer tells nobody who has an account, the message tells no outsider what it is about."""

import re
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator

from accounts.models import Person

pytestmark = pytest.mark.django_db
OLD, NEW = "quatre mots bien longs", "cinq mots encore bien longs"
ASK = "/compte/password/reset/"


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Their strength is not asked here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def alice(db):
    return Person.objects.create_user("alice@example.org", OLD, name="Alice Exemple")


def asked(client, email="alice@example.org", path=ASK):
    return client.post(path, {"email": email}, follow=True)


def link(mailoutbox):
    [address] = re.findall(r"http\S+", mailoutbox[-1].body)
    return address


def opened(client, mailoutbox):
    """The page behind the link of the last message."""
    path = link(mailoutbox).removeprefix("http://127.0.0.1:8000")
    return client.get(path, follow=True)


def chosen(client, page, password=NEW, again=NEW):
    return client.post(page.request["PATH_INFO"], {"password1": password, "password2": again}, follow=True)


def signs_in(client, password):
    client.logout()
    client.post("/compte/login/", {"login": "alice@example.org", "password": password})
    return "_auth_user_id" in client.session


def page_of(answer):
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


def test_the_answer_is_the_same_for_who_is_known_unknown_or_closed(client, alice, mailoutbox):
    Person.objects.create_user("closed@example.org", OLD, name="Fermée", is_active=False)
    answers = {page_of(asked(client, email)) for email in ("alice@example.org", "no@example.org", "closed@example.org")}
    assert len(answers) == 1
    assert "Si un compte existe à cette adresse" in answers.pop()
    assert [message.to for message in mailoutbox] == [["alice@example.org"]]


@pytest.mark.parametrize("failure", [ConnectionRefusedError, TimeoutError])
def test_the_answer_is_the_same_while_the_mail_server_is_down(client, alice, monkeypatch, caplog, failure):
    def fails(*messages):
        raise failure

    unknown = page_of(asked(client, "no@example.org"))
    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", fails)
    assert page_of(asked(client)) == unknown
    assert "was not sent" in caplog.text
    assert "alice" not in caplog.text


@pytest.mark.parametrize("email", ["", "not an address"])
def test_what_is_no_address_comes_back(client, email):
    assert asked(client, email).status_code == 422


def test_the_message_holds_a_link_and_nothing_about_anybody(client, alice, mailoutbox):
    asked(client)
    [message] = mailoutbox
    assert message.subject == "Votre nouveau mot de passe"
    assert link(mailoutbox).startswith("http://127.0.0.1:8000/compte/password/reset/key/")
    said = message.subject + message.body.replace(link(mailoutbox), "")
    for word in ("Alice", "alice", "example", "127.0.0.1", "dossier", "parti", "fédération", "signal"):
        assert word not in said


@pytest.mark.parametrize(("language", "path"), [("fr", "/compte/"), ("en", "/en/compte/")])
def test_the_message_is_in_the_language_of_its_reader(client, alice, mailoutbox, language, path):
    Person.objects.update(language=language)
    for page in (ASK, f"/en{ASK}"):
        asked(client, path=page)
        assert link(mailoutbox).startswith(f"http://127.0.0.1:8000{path}")


def test_the_link_leads_to_the_public_address_whatever_name_was_called(client, alice, mailoutbox):
    client.post(ASK, {"email": "alice@example.org"}, headers={"host": "localhost:9999"})
    assert link(mailoutbox).startswith("http://127.0.0.1:8000/")


def test_the_link_changes_the_password_once(client, alice, mailoutbox):
    asked(client)
    page = opened(client, mailoutbox)
    assert "Votre mot de passe est changé" in chosen(client, page).content.decode()
    assert not signs_in(client, OLD)
    assert signs_in(client, NEW)
    client.logout()
    assert "Ce lien ne sert plus" in opened(client, mailoutbox).content.decode()


def test_the_link_ends_after_a_day(client, alice, mailoutbox, monkeypatch):
    asked(client)
    now = datetime.now()
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now + timedelta(hours=23))
    assert "Ce lien ne sert plus" not in opened(client, mailoutbox).content.decode()
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now + timedelta(hours=25))
    assert "Ce lien ne sert plus" in opened(client, mailoutbox).content.decode()


def test_the_link_is_in_no_address_that_a_browser_would_pass_on(client, alice, mailoutbox):
    asked(client)
    page = opened(client, mailoutbox)
    assert page.request["PATH_INFO"].endswith("-set-password/")


def test_a_link_that_was_guessed_opens_nothing(client, alice):
    page = client.get("/compte/password/reset/key/1-d00000-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/", follow=True)
    assert "Ce lien ne sert plus" in page.content.decode()


@pytest.mark.parametrize(
    ("password", "again"),
    [("court", "court"), ("motdepassemotdepasse", "autre mot de passe"), ("alice@example.org", "alice@example.org"),
     ("password123456789", "password12345678")],
)  # fmt: skip
def test_a_weak_or_mistyped_password_comes_back_with_a_reason(client, alice, mailoutbox, password, again):
    asked(client)
    answer = chosen(client, opened(client, mailoutbox), password, again)
    assert answer.status_code == 422
    assert signs_in(client, OLD)


def test_whoever_was_just_appointed_comes_in_this_way(client, mailoutbox):
    Person.objects.create_user("alice@example.org", name="Alice Exemple")
    asked(client)
    chosen(client, opened(client, mailoutbox))
    assert signs_in(client, NEW)


def test_a_new_password_ends_the_wait_after_wrong_ones(client, alice, mailoutbox):
    for _try in range(6):
        signs_in(client, "quatre mots bien faux")
    assert not signs_in(client, OLD)
    asked(client)
    chosen(client, opened(client, mailoutbox))
    assert signs_in(client, NEW)


def test_a_flood_of_requests_is_stopped(client, alice, mailoutbox):
    answers = [client.post(ASK, {"email": "alice@example.org"}).status_code for _try in range(8)]
    assert 429 in answers
    assert len(mailoutbox) <= 5


def test_a_new_password_ends_the_other_sessions(client, alice, mailoutbox, django_user_model):
    other = type(client)()
    other.force_login(alice)
    asked(client)
    chosen(client, opened(client, mailoutbox))
    assert other.get("/notifications/").status_code == 302


def test_whoever_is_in_changes_the_password_with_the_old_one(client, alice):
    client.force_login(alice)
    typed = {"oldpassword": "faux", "password1": NEW, "password2": NEW}
    refused = client.post("/compte/password/change/", typed)
    assert refused.status_code == 422
    assert "Ce n’est pas votre mot de passe actuel" in refused.content.decode()
    assert client.post("/compte/password/change/", typed | {"oldpassword": OLD}).status_code == 302
    assert signs_in(client, NEW)
