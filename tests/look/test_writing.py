"""While one writes: a long text is kept and says when; without a network nothing typed is lost."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from .server import LANGUAGES

pytestmark = pytest.mark.django_db  # what the pages are made of
SOON = 20_000  # milliseconds until what must come counts as not coming
BEGUN = ("Je voudrais dire", "Je voudrais dire ceci")


def written(window, shown):
    """What a page says after each text, and what it sent: kept once, then no answer."""
    page, sent, answers = window.show(shown), [], [(200, "Gardé à 18 h 42"), (503, "")]

    def answer(route):
        if route.request.method != "POST":
            return route.fallback()
        status, body = answers[len(sent)]
        sent.append(parse_qs(route.request.post_data))
        return route.fulfill(status=status, body=body, content_type="text/plain; charset=utf-8")

    page.route("**/shown/", answer)
    told, said = page.locator("[data-lost]"), []
    button = page.locator("[name=keep]")
    expect(button).to_be_hidden()
    for text in BEGUN:
        before = told.inner_text()
        page.locator("textarea").first.fill(text)
        expect(told).not_to_have_text(before, timeout=SOON)
        said.append(told.inner_text())
    page.unroute("**/shown/", answer)
    return said, sent, told.get_attribute("role"), page.locator("textarea").first.input_value()


@pytest.mark.parametrize("page", ["reply", "appeal", "step, warn"])
def test_a_long_text_is_kept_while_one_writes_and_says_so_or_that_it_is_not(shown, look, page):
    said, sent, role, stands = look(written, shown[page, "fr"])
    assert said == ["Gardé à 18 h 42", "Pas encore gardé\u202f: copiez votre texte."]
    assert role == "status" and stands == BEGUN[1]
    assert all([text] in one.values() for text, one in zip(BEGUN, sent, strict=True))
    assert all(one["keep"] == ["yes"] and one["csrfmiddlewaretoken"] for one in sent)


def offline(window, shown):
    """What is asked for and said by a first click without a network, and whether a second one asks."""
    page = window.show(shown)
    page.locator("textarea, input[type=url], input[type=text]").first.fill(BEGUN[0])
    page.context.set_offline(True)
    window.asked = []
    try:
        button = page.locator("main form button.button").first
        button.click()
        alert = page.get_by_role("alert")
        said, asked = alert.inner_text(), list(window.asked)
        stands = page.locator("textarea, input[type=url], input[type=text]").first.input_value()
        with page.expect_request("**/*"):
            button.click()
    finally:
        page.context.set_offline(False)
    return said, asked, stands


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["reply", "report 1"])
def test_without_a_network_the_page_says_so_and_keeps_what_was_typed(shown, look, page, language):
    said, asked, stands = look(offline, shown[page, language])
    assert said.startswith({"fr": "Vous êtes hors ligne.", "en": "You are offline."}[language])
    assert asked == [] and stands == BEGUN[0]
