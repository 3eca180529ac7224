"""A second factor is offered to everybody: made with a telephone, asked at each sign-in, kept under seal."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth

from accounts.models import Person

pytestmark = pytest.mark.django_db
PASSWORD = "quatre mots bien longs"
ACTIVATE = "/compte/2fa/totp/activate/"


@pytest.fixture
def alice(client, settings):
    """Alice, who has just signed in with her password."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick: its strength is not asked
    person = Person.objects.create_user("alice@example.org", PASSWORD, name="Alice")
    signs_in(client)
    return person


class Telephone:
    """An application that makes codes, at a time that a test moves."""

    def __init__(self, monkeypatch):
        self.count, self.secret = 1_000_000, ""
        monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter([self.count]))

    def code(self):
        return auth.format_hotp_value(auth.hotp_value(self.secret, self.count))

    def waits(self):
        """Half a minute: the next code."""
        self.count += 1


@pytest.fixture
def telephone(monkeypatch):
    return Telephone(monkeypatch)


def signs_in(client, path="/compte/login/"):
    client.logout()
    return client.post(path, {"login": "alice@example.org", "password": PASSWORD})


def proves(client, password=PASSWORD):
    """What touches the account's safety asks for the password again."""
    return client.post("/compte/reauthenticate/", {"password": password, "next": ACTIVATE})


def is_in(client):
    return "_auth_user_id" in client.session


def answers(client, code):
    return client.post("/compte/2fa/authenticate/", {"code": code})


@pytest.fixture
def protected(client, alice, telephone):
    """Alice's account, with a second factor made on its pages."""
    proves(client)
    telephone.secret = client.get(ACTIVATE).context["form"].secret
    made = client.post(ACTIVATE, {"code": telephone.code()})
    assert made["Location"] == "/compte/2fa/recovery-codes/"
    telephone.waits()
    return alice


def recovery_codes(client):
    return re.findall(r'<li class="code">(\S+)</li>', client.get("/compte/2fa/recovery-codes/").content.decode())


def test_a_session_alone_makes_no_factor(client, alice):
    asked = client.get(ACTIVATE)
    assert asked["Location"].startswith("/compte/reauthenticate/")
    refused = proves(client, "quatre mots bien faux")
    assert refused.status_code == 422
    assert "Ce mot de passe n’est pas le bon" in refused.content.decode()
    assert proves(client)["Location"] == ACTIVATE


def test_a_wrong_code_activates_nothing(client, alice, telephone):
    proves(client)
    telephone.secret = client.get(ACTIVATE).context["form"].secret
    right = telephone.code()
    refused = client.post(ACTIVATE, {"code": "000000" if right != "000000" else "111111"})
    assert refused.status_code == 422
    assert "Ce code n’est pas le bon" in refused.content.decode()
    assert not Authenticator.objects.exists()


def test_it_is_offered_and_nobody_is_made_to(client, alice):
    assert is_in(client)
    html = client.get("/compte/2fa/").content.decode()
    assert f'href="{ACTIVATE}"' in html
    assert "Pas encore actif" in html


def test_the_page_shows_one_key_as_an_image_and_as_letters(client, alice):
    proves(client)
    page = client.get(ACTIVATE)
    assert page.status_code == 200
    html, secret = page.content.decode(), page.context["form"].secret
    assert 'src="data:image/svg+xml;base64,' in html
    assert re.sub(r"\W", "", secret) in re.sub(r"\W|<[^>]*>", "", html)
    address = urlsplit(page.context["totp_url"])
    assert parse_qs(address.query) == {"secret": [secret], "issuer": ["Alteram"]}


def test_whoever_is_not_in_makes_none(client, db):
    assert client.get(ACTIVATE).status_code == 302


def test_a_password_alone_is_then_not_enough(client, protected):
    asked = signs_in(client)
    assert asked["Location"] == "/compte/2fa/authenticate/"
    assert not is_in(client)
    assert client.get("/notifications/")["Location"].startswith("/compte/login/")


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_wrong_code_is_refused_in_a_sentence(client, protected, prefix):
    signs_in(client, f"{prefix}/compte/login/")
    refused = client.post(f"{prefix}/compte/2fa/authenticate/", {"code": "12"})
    assert refused.status_code == 422
    assert 'class="error-summary"' in refused.content.decode()
    assert not is_in(client)


def test_the_code_of_the_telephone_lets_in(client, protected, telephone):
    signs_in(client)
    assert answers(client, telephone.code()).status_code == 302
    assert is_in(client)


def test_a_code_lets_in_once(client, protected, telephone):
    signs_in(client)
    answers(client, telephone.code())
    signs_in(client)
    assert answers(client, telephone.code()).status_code == 422
    telephone.waits()
    assert answers(client, telephone.code()).status_code == 302


def test_many_wrong_codes_end_in_a_sentence(client, protected, telephone):
    signs_in(client)
    refused = [answers(client, f"{number:06}") for number in range(12)]
    assert {answer.status_code for answer in refused} <= {422, 429}
    assert answers(client, telephone.code()).status_code != 302
    assert not is_in(client)


def test_a_recovery_code_lets_in_once_when_the_telephone_is_lost(client, protected):
    codes = recovery_codes(client)
    assert len(codes) == 10
    signs_in(client)
    assert answers(client, codes[0]).status_code == 302
    signs_in(client)
    assert answers(client, codes[0]).status_code == 422
    assert answers(client, codes[1]).status_code == 302
    proves(client)
    assert len(recovery_codes(client)) == 8


def test_the_way_goes_on_to_where_one_was_going(client, protected, telephone):
    client.logout()
    client.post(
        "/compte/login/?next=/charte/", {"login": "alice@example.org", "password": PASSWORD, "next": "/charte/"}
    )
    assert answers(client, telephone.code())["Location"] == "/charte/"


def test_the_admin_asks_for_it_too(client, protected, telephone):
    Person.objects.update(is_staff=True, is_superuser=True)
    client.logout()
    door = client.get(client.get("/admin/")["Location"])["Location"]
    client.post(door, {"login": "alice@example.org", "password": PASSWORD, "next": "/admin/"})
    assert client.get("/admin/").status_code == 302
    assert answers(client, telephone.code())["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_it_can_be_taken_off_by_whoever_is_in(client, protected):
    assert client.post("/compte/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.exists()
    signs_in(client)
    assert is_in(client)


def test_a_session_left_open_makes_and_takes_no_factor(client, protected):
    """After some minutes, who sits there proves again who he or she is."""
    session = client.session
    for record in (records := session["account_authentication_methods"]):
        record["at"] -= 3600
    session["account_authentication_methods"] = records
    session.save()
    asked = client.post("/compte/2fa/totp/deactivate/")
    assert "reauthenticate" in asked["Location"]
    assert Authenticator.objects.count() == 2


def test_the_database_holds_no_key_in_clear(protected, telephone):
    kept = str(list(Authenticator.objects.values("data")))
    assert telephone.secret not in kept
    assert "secret" in kept


def test_closing_an_account_closes_the_second_door_too(client, protected, telephone):
    signs_in(client)
    Person.objects.update(is_active=False)
    answers(client, telephone.code())
    assert client.get("/notifications/").status_code == 302
