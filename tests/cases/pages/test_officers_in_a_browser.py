"""The officers' pages, seen by a browser: axe finds nothing, nothing runs over a narrow screen or large letters."""

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from alteram.local.chromium import chromium

from ...look.test_in_a_browser import RULES, SMALL, complete, opened
from ..cast import MONDAY, REASONS, Walk
from ..images import held

OVER = """document.documentElement.scrollWidth === document.documentElement.clientWidth ? []
    : [...document.querySelectorAll("body *")].filter((one) =>
        one.getBoundingClientRect().right > document.documentElement.clientWidth).map((one) => one.outerHTML)"""
WIDE = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"


@pytest.fixture
def pages(cast, visit, media):
    """Full, empty, refused and closed ones, in both languages, rendered before any browser starts."""
    danger = Walk(cast, threat_to_life=True, text="Des mots longs " * 20)
    review = Walk(cast, captures=held(at=MONDAY)).in_review()
    review.do("note", cast.alice, text="Une note.", is_opinion=True)
    decided, warned = Walk(cast).in_review().in_deliberation(), {"months": 12, **REASONS}
    proposed = Walk(cast).in_review().referred().in_deliberation(cast.nina, "suspension").proposed()
    at = max(danger.at, review.at, decided.at, proposed.at)

    def of(walk, step=""):
        return f"/dossiers/{walk.reference}/{step}"

    asked = {
        "queue": (cast.alice, "/file/?vue=tous"),
        "queue in English": (cast.alice, "/en/file/?vue=tous"),
        "empty queue": (cast.olga, "/file/"),
        "held elsewhere": (cast.alice, "/file/?vue=ailleurs"),
        "case just reported": (cast.alice, of(danger)),
        "case in review": (cast.alice, of(review)),
        "case in English": (cast.nora, f"/en{of(proposed)}"),
        "case to be signed": (cast.nora, of(proposed)),
        "case held elsewhere": (cast.alice, of(proposed)),
        "form of a capture": (cast.alice, of(review, "add_evidence/")),
        "form to disclose one": (cast.alice, of(review, "redact/")),
        "form": (cast.alice, of(review, "notify_grievances/")),
        "refused form": (cast.bob, of(decided, "warn/"), {}),
        "late form": (cast.bob, of(decided, "warn/"), {**warned, "basis": 1}),
        "letter": (cast.bob, of(decided, "warn/"), {**warned, "preview": "yes"}),
        "closed step": (cast.alice, of(danger, "open_review/")),
        "signature": (cast.nora, of(proposed, "suspend/")),
    }
    return {name: complete(visit(*sent, at=at).content.decode()) for name, sent in asked.items()}


@pytest.fixture
def browser(pages):
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


def test_axe_finds_nothing_and_nothing_runs_over(pages, browser):
    for name, html in pages.items():
        for width, scheme in [(320, "light"), (1280, "dark")]:
            page = opened(browser, html, width=width, scheme=scheme)
            found = Axe().run(page, options={"runOnly": RULES})["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (name, width, scheme)
            assert page.evaluate(OVER) == [], (name, width)
            page.close()


def test_large_letters_and_wide_spaces_fit_and_targets_are_large_enough(pages, browser):
    for name, html in pages.items():
        for css in (WIDE, "html { font-size: 200% !important }"):
            page = opened(browser, html, width=360)
            assert page.evaluate(SMALL) == [], name
            page.add_style_tag(content=css)
            assert page.evaluate(OVER) == [], (name, css)
            page.close()
