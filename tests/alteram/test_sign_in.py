"""Signing in: two fields, one sentence for every refusal, and the page where one's work is."""

import re
from datetime import timedelta
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings

from accounts.models import Person
from tests.cases.cast import MONDAY, Walk, assemble

pytestmark = pytest.mark.django_db
PASSWORD, WRONG = "quatre mots bien longs", "quatre mots bien faux"
LOGIN = {"fr": "/compte/login/", "en": "/en/compte/login/"}


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Their strength is not asked here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def alice(db):
    return Person.objects.create_user("alice@example.org", PASSWORD, name="Alice")


def sign_in(client, login="alice@example.org", password=PASSWORD, path=LOGIN["fr"], **more):
    return client.post(path, {"login": login, "password": password}, **more)


def is_in(client):
    return "_auth_user_id" in client.session


def summary(answer):
    """The sentences above the form."""
    html = answer.content.decode()
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", unescape(html.split('class="error-summary"')[1].split("</div>")[0]))
    )


def shown(answer, typed):
    """The page without what makes each of its kind: the token, and what was typed."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).replace(typed, "…")


# Refused --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LOGIN)
def test_an_unknown_address_and_a_wrong_password_read_the_same(client, alice, language):
    wrong = sign_in(client, password=WRONG, path=LOGIN[language])
    unknown = sign_in(client, login="nobody@example.org", path=LOGIN[language])
    assert wrong.status_code == unknown.status_code == 422
    assert shown(wrong, "alice@example.org") == shown(unknown, "nobody@example.org")
    assert not is_in(client)


def test_whoever_has_no_password_reads_the_same_too(client, alice):
    Person.objects.create_user("paula@example.org", name="Paula")
    refused = sign_in(client, login="paula@example.org")
    assert shown(refused, "paula@example.org") == shown(sign_in(client, password=WRONG), "alice@example.org")


def test_a_refusal_says_what_to_do_keeps_the_address_and_forgets_the_password(client, alice):
    html = (refused := sign_in(client, password=WRONG)).content.decode()
    assert "Vérifiez-les, ou demandez un nouveau mot de passe." in summary(refused)
    assert "<title>Erreur" in html
    assert 'value="alice@example.org"' in html
    assert WRONG not in html


@pytest.mark.parametrize("typed", [{}, {"login": "alice@example.org"}, {"login": "no address", "password": "x"}])
def test_what_is_missing_is_named_beside_its_field(client, alice, typed):
    refused = client.post(LOGIN["fr"], typed)
    assert refused.status_code == 422
    assert 'href="#id_' in refused.content.decode()


def test_an_account_that_is_closed_is_refused_without_a_reason(client, alice):
    Person.objects.update(is_active=False)
    refused = sign_in(client, follow=True)
    assert "Ce compte est fermé" in refused.content.decode()
    assert not is_in(client)


def test_an_account_that_is_closed_reads_as_unknown_to_whoever_has_no_password(client, alice):
    Person.objects.update(is_active=False)
    refused, unknown = sign_in(client, password=WRONG), sign_in(client, login="nobody@example.org")
    assert shown(refused, "alice@example.org") == shown(unknown, "nobody@example.org")


def test_closing_an_account_ends_its_session(client, alice):
    sign_in(client)
    assert client.get("/notifications/").status_code == 200
    Person.objects.update(is_active=False)
    assert client.get("/notifications/")["Location"].startswith("/compte/login/")


@pytest.mark.parametrize("language", LOGIN)
def test_after_five_wrong_passwords_a_sentence_says_to_wait(client, alice, language):
    for _try in range(5):
        sign_in(client, password=WRONG, path=LOGIN[language])
    for password in (WRONG, PASSWORD):
        refused = sign_in(client, password=password, path=LOGIN[language])
        assert refused.status_code == 422
        assert len(summary(refused).split()) > 4
    assert not is_in(client)


def test_waiting_is_said_in_minutes_and_asked_of_unknown_addresses_too(client, alice):
    for login in ("alice@example.org", "nobody@example.org"):
        answers = [sign_in(client, login=login, password=WRONG) for _try in range(6)]
        assert "Attendez cinq minutes" in summary(answers[-1])
        assert "Attendez" not in summary(answers[-2])


def test_wrong_passwords_of_one_keep_nobody_else_out(client, alice):
    Person.objects.create_user("bob@example.org", PASSWORD, name="Bob")
    for _try in range(6):
        sign_in(client, password=WRONG)
    sign_in(client, login="bob@example.org")
    assert is_in(client)


def test_one_visitor_s_tries_are_not_another_s_behind_a_server_that_ends_tls(client, alice, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "2/m/ip"}
    for _try in range(3):
        refused = sign_in(client, login="nobody@example.org", HTTP_X_FORWARDED_FOR="198.51.100.7")
    assert "Attendez" in summary(refused)
    sign_in(client, HTTP_X_FORWARDED_FOR="198.51.100.7, 203.0.113.5")
    assert is_in(client)


@pytest.mark.parametrize(("language", "said"), [("fr", "Trop de demandes"), ("en", "<h1>")])
def test_a_flood_meets_a_page_of_the_house(client, alice, settings, language, said):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    sign_in(client, password=WRONG)
    flooded = sign_in(client, password=WRONG, path=LOGIN[language])
    assert flooded.status_code == 429
    assert said in flooded.content.decode()
    assert 'class="site"' in flooded.content.decode()


def test_nobody_signs_up(client):
    page = client.get("/compte/signup/")
    assert "Les comptes sont créés par les fédérations" in page.content.decode()
    assert "<form" not in page.content.decode().split("<main")[1].split("</main>")[0]


@pytest.mark.parametrize(
    "path", ["email/", "confirm-email/", "confirm-email/x/", "password/set/", "login/code/confirm/"]
)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_others_offer_and_we_do_not_is_no_page(client, alice, prefix, path):
    client.force_login(alice)
    assert client.get(f"{prefix}/compte/{path}").status_code == 404
    assert client.post(f"{prefix}/compte/{path}", {"email": "second@example.org", "action_add": "1"}).status_code == 404
    assert not EmailAddress.objects.filter(email="second@example.org").exists()


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "https:evil.example", "javascript:alert(1)", "http://localhost/",
     "https://testserver.evil.example/", "\\\\evil.example"],
)  # fmt: skip
def test_nobody_is_led_to_another_host(client, alice, elsewhere):
    answer = client.post(LOGIN["fr"], {"login": "alice@example.org", "password": PASSWORD, "next": elsewhere})
    assert answer["Location"] == "/"


# Let in ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("login", ["alice@example.org", "Alice@Example.ORG", " ALICE@example.org "])
def test_address_and_password_are_enough_whatever_the_case(client, alice, login):
    answer = sign_in(client, login=login)
    assert answer.status_code == 302
    assert is_in(client)


def test_cookies_have_their_usual_names(client, alice):
    client.get(LOGIN["fr"])
    sign_in(client)
    assert set(client.cookies) == {"sessionid", "csrftoken"}
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_the_page_asks_for_two_things(client):
    html = client.get(LOGIN["fr"]).content.decode()
    assert re.findall(r'<input[^>]*name="(\w+)"', html) == ["csrfmiddlewaretoken", "login", "password"]
    assert 'autocomplete="email"' in html
    assert 'autocomplete="current-password"' in html
    assert 'href="/compte/password/reset/"' in html


@pytest.mark.parametrize("is_demo", [True, False])
def test_only_a_demo_says_with_whom_to_begin(client, settings, is_demo):
    settings.DEMO = is_demo
    html = client.get(LOGIN["fr"]).content.decode()
    assert ("decision.45@example.org" in html) is is_demo
    assert ("demo-alteram-2026" in html) is is_demo


def test_a_session_begins_anew_with_who_signs_in(client, alice):
    client.get(LOGIN["fr"])
    client.session["before"] = True
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_whoever_was_on_the_way_somewhere_arrives_there(client, alice):
    asked = client.get("/mes-signalements/")
    answer = client.post(
        asked["Location"], {"login": "alice@example.org", "password": PASSWORD, "next": "/mes-signalements/"}
    )
    assert answer["Location"] == "/mes-signalements/"


def test_signing_out_is_asked_and_then_done(client, alice):
    sign_in(client)
    assert "Se déconnecter ?" in client.get("/compte/logout/").content.decode().replace("\u202f", " ")
    assert is_in(client)
    assert client.post("/compte/logout/")["Location"] == "/"
    assert not is_in(client)


# An address that has changed hands -----------------------------------------------------------------------------------


def moved(person, email):
    """The address of somebody changes after allauth has seen the old one."""
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    person.email = email
    person.save()


def test_a_former_address_lets_nobody_in(client, alice):
    moved(alice, "alice.new@example.org")
    assert sign_in(client).status_code == 422
    sign_in(client, login="alice.new@example.org")
    assert is_in(client)


def test_a_former_address_gets_no_link_to_a_new_password(client, alice, mailoutbox):
    moved(alice, "alice.new@example.org")
    client.post("/compte/password/reset/", {"email": "alice@example.org"})
    assert mailoutbox == []


def test_whoever_has_an_address_now_gets_the_link_for_his_or_her_own_account_alone(client, alice, mailoutbox):
    moved(alice, "alice.new@example.org")
    Person.objects.create_user("alice@example.org", name="Une autre Alice")
    client.post("/compte/password/reset/", {"email": "alice@example.org"})
    assert len(mailoutbox) == 1


# Where one lands ------------------------------------------------------------------------------------------------------


@pytest.fixture
def cast(db):
    return assemble()


def lands(client, person):
    person.set_password(PASSWORD)
    person.save()
    client.logout()
    return sign_in(client, login=person.email)["Location"]


@pytest.mark.parametrize(
    ("name", "path"),
    [("alice", "/file/"), ("bob", "/file/"), ("nina", "/file/"), ("paul", "/file/"), ("dora", "/"), ("camille", "/"),
     ("jean", "/"), ("root", "/")],
)  # fmt: skip
def test_whoever_examines_or_hears_finds_the_queue_and_everybody_else_the_front_page(client, cast, name, path):
    assert lands(client, getattr(cast, name)) == path


def test_an_office_that_has_ended_leads_to_no_queue(client, cast):
    cast.alice.appointments.get().end(at=MONDAY - timedelta(days=10_000))
    assert lands(client, cast.alice) == "/"


def test_whoever_is_concerned_and_does_not_know_it_yet_lands_as_everybody_does(client, cast):
    Walk(cast).in_review()
    assert lands(client, cast.jean) == "/"


def test_a_letter_that_waits_is_what_its_person_finds(client, cast):
    walk = Walk(cast).in_review().in_hearing()
    assert lands(client, cast.jean) == "/mon-dossier/"
    walk.opened()
    assert lands(client, cast.jean) == "/mon-dossier/"
    walk.heard()
    assert lands(client, cast.jean) == "/"


def test_the_letters_of_one_lead_nobody_else(client, cast):
    Walk(cast).in_review().in_hearing()
    assert lands(client, cast.camille) == "/"
    assert lands(client, cast.marie) == "/"


def test_a_decision_waits_for_the_person_and_not_for_whoever_assists(client, cast):
    walk = Walk(cast).in_review().in_hearing()
    walk.do("name_counsel", cast.jean, person=cast.marie)
    assert lands(client, cast.marie) == "/mon-dossier/"
    walk.opened().heard().warned()
    assert lands(client, cast.marie) == "/"
    assert lands(client, cast.jean) == "/mon-dossier/"


def test_in_english_one_lands_in_english(client, cast):
    cast.alice.set_password(PASSWORD)
    cast.alice.save()
    assert sign_in(client, login="alice@example.org", path=LOGIN["en"])["Location"] == "/en/file/"


def test_whoever_is_in_already_is_led_on_from_the_page(client, cast):
    client.force_login(cast.alice)
    assert client.get(LOGIN["fr"])["Location"] == "/file/"


def test_limits_are_counted_in_the_database():
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
