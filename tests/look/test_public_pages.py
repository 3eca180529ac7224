"""What anybody may read is plain, honest and names nobody; the charter is the same in both languages."""

import re
import tomllib
from html import unescape
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

pytestmark = pytest.mark.django_db  # the organisation’s name

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = [
    "public/home",
    "public/charter",
    "public/help",
    "public/personal_data",
    "public/accessibility",
    "404",
    "403",
    "500",
]
BANNED = re.compile(
    r"nonobstant|susvisé|ledit|porté à votre connaissance|meilleurs délais|plus brefs délais|délai imparti"
    r"|diligenter|sous peine de|veuillez noter|cliquez ici|dénonciation|plaignant|délateur|coupable",
    re.IGNORECASE,
)


def charter(language):
    return tomllib.loads((ROOT / f"cases/charter/{language}.toml").read_text())["article"]


FRENCH, ENGLISH = charter("fr"), charter("en")


def sentences(html):
    """Of the page's own content, without frame: prose ends at a mark or at the end of an element."""
    main = html[html.index("<main") : html.index("</main>")]
    text = unescape(re.sub(r"</(?:p|li|h\d|a|label|div|button|strong)>", ". ", main))
    found = (part.split() for part in re.split(r"[.?!;:]\s", re.sub(r"<[^>]+>", " ", text)))
    return [[word for word in part if re.search(r"\w", word)] for part in found if any(map(str.isalpha, "".join(part)))]


@pytest.mark.parametrize("page", PAGES)
def test_french_stays_plain(page, rf):
    html = render_to_string(f"{page}.html", {}, request=None)
    lengths = [len(sentence) for sentence in sentences(html)]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 12
    assert not BANNED.search(html)


def test_the_landing_page_says_what_to_do_and_what_this_is_not():
    html = render_to_string("public/home.html")
    assert 'href="/signaler/"' in html
    assert 'action="/suivi/"' in html
    assert 'name="code"' in html
    assert 'href="/compte/login/' in html
    for word in ("17", "112", "PHAROS", "Chacun est libre de ses comptes."):
        assert word in html


def test_help_stands_at_the_same_place_everywhere():
    feet = {re.search(r"<footer.*</footer>", render_to_string(f"{page}.html"), re.DOTALL)[0] for page in PAGES}
    assert len(feet) == 1
    assert "01&nbsp;00&nbsp;00&nbsp;00&nbsp;00" in feet.pop()


def test_the_charter_says_that_disagreement_is_no_breach():
    assert "Un désaccord politique n’est pas un manquement." in render_to_string("public/charter.html")


def test_articles_are_the_same_in_both_languages():
    assert [(one["number"], one["code"]) for one in FRENCH] == [(one["number"], one["code"]) for one in ENGLISH]
    assert [one["number"] for one in FRENCH] == list(range(1, len(FRENCH) + 1))
    assert len(FRENCH) <= 7


@pytest.mark.parametrize("article", [*FRENCH, *ENGLISH], ids=lambda article: article["title"])
def test_an_article_can_be_chosen_at_a_glance(article):
    assert 2 <= len(article["title"].split()) <= 4
    assert len(article["line"]) <= 200
    assert 2 <= len(re.findall(r"[.?]", article["text"])) <= 5
    assert article["accepted"] != article["not_accepted"]
    assert not BANNED.search(article["text"])
    assert "!" not in article["text"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_says_its_language_and_offers_the_other(language, rf):
    with translation.override(language):
        html = render_to_string("404.html", {}, request=rf.get("/charte/"))
    other = {"fr": "en", "en": "fr"}[language]
    assert f'<html lang="{language}"' in html
    assert f'hreflang="{other}"' in html
