"""Every part that pages are put together from, on one page."""

from datetime import UTC, datetime, timedelta

from django import forms
from django.template import engines

NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)
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
