"""Whoever got a key by letter opens an account with it, once, and nobody else does."""

from datetime import timedelta

import pytest

from accounts.codes import new_code
from accounts.models import FirstKey, Person
from tests.cases.cast import MONDAY

pytestmark = pytest.mark.django_db
PATH, ACCOUNT = "/premiere-visite/", "/premiere-visite/compte/"
PASSWORD = "quatre mots bien longs"
CHOSEN = {"new_password1": PASSWORD, "new_password2": PASSWORD}


@pytest.fixture(autouse=True)
def quick_hashes(settings):
    """Their strength is not asked here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def sidonie(db):
    """She has no e-mail address, and no account yet."""
    return Person.objects.create_user(None, name="Sidonie Exemple")


@pytest.fixture
def browser(browse):
    return browse()


@pytest.fixture
def code(sidonie):
    return FirstKey.issue(sidonie, at=MONDAY)


def said(answer):
    return answer.content.decode()


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.mark.parametrize("typed", ["", "7KQM", new_code(), "x" * 41, "\0"], ids=["", "short", "unknown", "long", "nul"])
def test_what_is_no_key_opens_nothing_and_is_kept(browser, code, typed):
    answer = browser.post(PATH, {"code": typed})
    assert answer.status_code == 422
    assert "error-summary" in said(answer)
    assert typed.strip("\0") in said(answer)


def test_a_key_that_is_too_old_says_what_to_do(browser, code, clock):
    clock.at = MONDAY + timedelta(days=30)
    answer = browser.post(PATH, {"code": code})
    assert answer.status_code == 422 and "demandez-en une autre" in said(answer)


def test_nobody_comes_to_the_second_page_without_a_key(browser):
    assert browser.get(ACCOUNT).status_code == 302
    assert browser.post(ACCOUNT, CHOSEN).status_code == 302


def test_keys_are_not_tried_without_end(browser):
    answers = [browser.post(PATH, {"code": new_code()}) for _ in range(31)]
    assert {one.status_code for one in answers[:30]} == {422}
    assert answers[30].status_code == 429 and int(answers[30]["Retry-After"]) > 0


def test_an_account_is_opened_in_two_pages(browser, code, sidonie):
    assert browser.post(PATH, {"code": code.lower().replace("-", " ")}).status_code == 303
    assert "Sidonie Exemple" in said(browser.get(ACCOUNT))
    answer = browser.post(ACCOUNT, {"email": "Sidonie@example.org", **CHOSEN})
    assert answer.status_code == 302 and is_in(browser)
    sidonie.refresh_from_db()
    assert sidonie.email == "sidonie@example.org" and sidonie.check_password(PASSWORD)


def test_the_key_is_used_up_by_an_account_and_by_nothing_before(browse, code):
    first, second = browse(), browse()
    for one in (first, second):
        one.post(PATH, {"code": code})
    assert second.post(ACCOUNT, {"email": "", **CHOSEN}).status_code == 422
    assert is_in(first) is False
    first.post(ACCOUNT, {"email": "s@example.org", **CHOSEN})
    answer = second.post(ACCOUNT, {"email": "t@example.org", **CHOSEN}, follow=True)
    assert is_in(first) and not is_in(second)
    assert "Cette clé n’ouvre rien" in said(answer)


@pytest.mark.parametrize(("more", "why"), [
    ({"email": "nowhere"}, "adresse"),
    ({"email": "alice@example.org"}, "ne convient pas"),
    ({"new_password2": "quatre mots bien autres"}, "mots de passe"),
    ({"new_password1": "court", "new_password2": "court"}, "14"),
], ids=["no address", "somebody's address", "two passwords", "too short"])  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence_and_the_key_stays(browser, code, more, why):
    Person.objects.create_user("alice@example.org", name="Alice")
    browser.post(PATH, {"code": code})
    answer = browser.post(ACCOUNT, {"email": "s@example.org", **CHOSEN, **more})
    assert answer.status_code == 422 and why in said(answer)
    assert FirstKey.fitting(code, at=MONDAY) and not is_in(browser)


def test_whoever_has_an_address_already_keeps_it(browser):
    paul = Person.objects.create_user("paul@example.org", name="Paul")
    browser.post(PATH, {"code": FirstKey.issue(paul, at=MONDAY)})
    assert "paul@example.org" in said(browser.get(ACCOUNT))
    browser.post(ACCOUNT, {"email": "other@example.org", **CHOSEN})
    paul.refresh_from_db()
    assert paul.email == "paul@example.org" and is_in(browser)


def test_the_page_of_sign_in_leads_there(browser):
    assert PATH in said(browser.get("/compte/login/"))
