"""Seen by a browser: axe finds nothing, nothing runs over a narrow screen, errors take the focus."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from django import forms
from django.template import engines
from django.template.loader import render_to_string
from playwright.sync_api import sync_playwright

from alteram.local.chromium import chromium

ROOT = Path(__file__).resolve().parent.parent.parent
NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
EVERY_PART = """
{% extends "base.html" %}{% block title %}Dossier{% endblock %}
{% block main %}
  <div class="title-row">
    <h1>Dossier <span class="ref">45-2026-K7QM</span></h1>
    {% include "parts/badge.html" with state="probation" %}
    {% include "parts/due.html" with at=soon what="Décision à rendre" %}
  </div>
  <ul class="tabs"><li><a href="#1" aria-current="page">Dossier</a></li><li><a href="#2">Pièces (3)</a></li></ul>
  <div class="two-columns">
    <div>
      <article class="evidence"><header><strong>@jean_exemple45</strong> sur X</header><blockquote>Non.</blockquote>
        <footer><p class="code small">9f2c 61d0 77ab 41ce</p></footer></article>
      {% include "parts/timeline.html" %}
      <p class="empty">Aucun dossier. <a href="#r">Voir le registre</a></p>
    </div>
    <aside><section class="panel"><h2>Décider</h2>{% include "parts/offers.html" %}</section></aside>
  </div>
  <table class="table"><caption>Un dossier</caption>
    <thead><tr><th scope="col">Dossier</th><th scope="col">Échéance</th><th scope="col">État</th></tr></thead>
    <tbody><tr><td data-label="Dossier"><a class="ref" href="#k">45-2026-K7QM</a></td>
      <td data-label="Échéance">{% include "parts/due.html" with at=soon short=True %}</td>
      <td data-label="État">{% include "parts/badge.html" with state="probation" %}</td></tr></tbody>
  </table>
  {% include "parts/pager.html" with previous_url="#p" next_url="#n" %}
  <dl class="summary-list">
    <div><dt>Règle</dt><dd>Injure</dd><dd class="change"><a href="#c">Modifier la règle</a></dd></div>
  </dl>
  <p class="code">7KQM-X2R9-B4TD-H6NW</p>
  <div class="inset tone-danger"><p><strong>Danger</strong> <a href="#d">Appelez</a></p></div>
  <div class="notice-box tone-wait"><h2>Une lettre</h2><p><a href="#l">Ouvrir</a></p></div>
  <form method="post" novalidate>
    {% include "parts/form.html" %}
    <div class="actions"><button class="button">Envoyer</button></div>
  </form>
  {% include "parts/letter.html" %}
{% endblock %}
"""

SMALL = """[...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height < 24 && !one.closest("p, li:not(.tabs li), .hint, .skip");
}).map((one) => one.outerHTML)"""


class Question(forms.Form):
    address = forms.CharField(label="Lien", help_text="Copiez-le.")
    words = forms.CharField(label="Un mot", widget=forms.Textarea(attrs={"rows": 3}), max_length=20)
    rule = forms.ChoiceField(label="Règle", widget=forms.RadioSelect, choices=[("1", "Injure"), ("2", "Vie privée")])
    agree = forms.BooleanField(label="D’accord", help_text="Sans engagement.")


def every_part():
    return engines["django"].from_string(EVERY_PART).render({
        "now": NOW, "soon": NOW + timedelta(days=2), "form": Question({"words": "Bonjour"}),
        "moments": [{"title": "Griefs notifiés", "at": NOW, "by": "C. Martin"}],
        "steps": [{"label": "Avertir", "consequence": "La lettre part.", "refusal": None, "url": "#a"},
                  {"label": "Suspendre", "refusal": "Réservée au bureau national.", "url": "#s"}],
        "letter": {"title": "Décision", "body": "Madame, Monsieur,\n\n## Pourquoi\n\n> Non."},
    })  # fmt: skip


def complete(html):
    """The page with its sheet and script inside: this browser asks no server."""
    sheet, script = ((ROOT / "static" / name).read_text() for name in ("alteram.css", "alteram.js"))
    html = re.sub(r'<link rel="stylesheet"[^>]*>', lambda _: f"<style>{sheet}</style>", html)
    html = re.sub(r"<script src[^>]*></script>", "", html)
    return html.replace("</body>", f"<script>{script}</script></body>")


@pytest.fixture
def browser():
    path = chromium()
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def pages():
    """Rendered before any browser starts."""
    names = ["public/home", "public/charter", "public/help", "404"]
    return {name: complete(render_to_string(f"{name}.html")) for name in names} | {"every part": complete(every_part())}


def opened(browser, html, *, width, scheme="light"):
    page = browser.new_page(viewport={"width": width, "height": 640}, color_scheme=scheme)
    page.set_content(html)
    return page


def test_axe_finds_nothing_and_nothing_runs_over(pages, browser):
    for name, html in pages.items():
        for width, scheme in [(320, "light"), (360, "dark"), (1280, "light"), (1280, "dark")]:
            page = opened(browser, html, width=width, scheme=scheme)
            found = Axe().run(page, options={"runOnly": RULES})["violations"]
            assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], (name, width, scheme)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over == 0, (name, width)
            page.close()


def test_large_text_and_wide_spacing_still_fit(pages, browser):
    """WCAG 1.4.4 and 1.4.12."""
    wide = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
    for name, html in pages.items():
        for css in (wide, "html { font-size: 200% !important }"):
            page = opened(browser, html, width=360)
            page.add_style_tag(content=css)
            over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert over == 0, (name, css)
            page.close()


def test_reporting_begins_on_the_first_screen_of_a_phone(pages, browser):
    button = opened(browser, pages["public/home"], width=360).get_by_role("link", name="Signaler une publication")
    box = button.bounding_box()
    assert box["y"] + box["height"] <= 640
    assert box["height"] >= 44


def test_the_focus_begins_with_what_is_to_be_corrected(pages, browser):
    page = opened(browser, pages["every part"], width=360)
    assert page.evaluate("document.activeElement.className") == "error-summary"
    page.get_by_role("link", name="Ce champ est obligatoire. (Lien)").click()
    assert page.evaluate("document.activeElement.id") == "id_address"


def test_a_text_says_what_is_left_once_it_matters(pages, browser):
    page = opened(browser, pages["every part"], width=360)
    assert page.get_by_text("20 caractères au plus.").is_visible()
    page.get_by_label("Un mot").fill("Bonjour à vous tous")
    assert page.get_by_text("Caractères restants : 1").is_visible()


def test_targets_are_large_enough(pages, browser):
    """24 px at least, WCAG 2.5.8; links inside a sentence are exempt."""
    for name, html in pages.items():
        page = opened(browser, html, width=360)
        assert page.evaluate(SMALL) == [], name
        page.close()
