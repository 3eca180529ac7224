"""Any form, on any page, is asked, refused and kept in the same way; offers and states are shown in words."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django import forms
from django.template.loader import render_to_string

NOW = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)


class Question(forms.Form):
    address = forms.CharField(label="Lien ?", help_text="Copiez-le.")
    words = forms.CharField(label="Un mot", widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)
    rule = forms.ChoiceField(label="Règle", widget=forms.RadioSelect, choices=[("1", "Injure"), ("2", "Vie privée")])
    agree = forms.BooleanField(label="D’accord", help_text="Sans engagement.")
    network = forms.ChoiceField(label="Réseau", choices=[("x", "X")])
    day = forms.DateField(label="Jour", widget=forms.DateInput(attrs={"type": "date"}))
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture
def refused():
    form = Question({"words": "Vraiment ?", "rule": "9", "token": "t"})
    form.add_error(None, "Le dossier a changé.")
    return form


def shown(form, **more):
    return render_to_string("parts/form.html", {"form": form, **more})


def test_every_control_has_its_label():
    page = shown(Question())
    for name in ("address", "words", "network", "day", "agree"):
        assert f'for="id_{name}"' in page
    for label in ("Lien\u202f?", "Un mot", "Règle", "D’accord", "Réseau", "Jour"):
        assert re.search(rf">\s*{re.escape(label)}\s*<", page), label
    assert "<legend>" in page
    assert page.count('class="choice-card"') == 3


def test_a_hint_is_read_with_its_control():
    page = shown(Question())
    assert 'aria-describedby="id_address_helptext"' in page
    assert '<div class="hint" id="id_address_helptext">Copiez-le.</div>' in page
    assert 'id="id_agree_helptext"' in page


def test_a_refused_form_says_what_leads_where_and_keeps_what_was_typed(refused):
    page = shown(refused)
    assert 'class="error-summary" role="alert" tabindex="-1" autofocus' in page
    assert "<li>Le dossier a changé.</li>" in page
    for place in ("id_address", "id_rule_0", "id_agree", "id_day"):
        assert f'<a href="#{place}">' in page
        assert f'id="{place}"' in page
    assert 'aria-describedby="id_address_helptext id_address_error"' in page
    assert "Vraiment ?</textarea>" in page
    assert 'name="token" value="t"' in page


def test_what_is_wrong_where_nobody_types_says_what_to_do(refused):
    refused.add_error("token", "Ce champ est obligatoire.")
    page = shown(refused)
    assert "<li>Rechargez la page, puis recommencez.</li>" in page and 'href="#id_token"' not in page


def test_nothing_is_said_to_be_wrong_before_anything_was_typed():
    assert "error" not in shown(Question())


def test_every_form_of_django_takes_the_same_look(settings, refused):
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "django.forms"]
    settings.FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
    page = str(Question({"words": "Vraiment ?"}))
    assert 'class="error-summary"' in page
    assert 'class="choice-card"' in page


def test_a_radio_card_may_carry_a_sentence():
    page = render_to_string("parts/field.html", {"field": Question()["rule"], "lines": {"1": "Insulter."}})
    assert '<strong>Injure</strong><span class="line">Insulter.</span>' in page
    assert "<span>Vie privée</span>" in page


def test_the_question_of_a_page_is_its_title():
    page = render_to_string("parts/field.html", {"field": Question()["address"], "as_title": True})
    assert "<h1>Lien\u202f?</h1>" in page


def test_a_closed_step_says_why_and_cannot_be_taken():
    steps = [
        {"label": "Avertir", "consequence": "La lettre part.", "refusal": None, "url": "/avertir/"},
        {"label": "Suspendre", "consequence": "", "refusal": "Réservée au bureau national.", "url": "/suspendre/"},
    ]
    page = render_to_string("parts/offers.html", {"steps": steps})
    assert 'href="/avertir/"' in page
    assert "Réservée au bureau national." in page
    assert "/suspendre/" not in page
    assert "Aucune étape" in render_to_string("parts/offers.html", {"steps": []})


def test_a_deadline_is_never_a_colour_alone():
    page = render_to_string("parts/due.html", {"at": NOW - timedelta(days=2), "now": NOW, "what": "Décision à rendre"})
    assert "due-late" in page
    assert "Décision à rendre\u202f: en retard de 2\u00a0j" in page
    assert render_to_string("parts/due.html", {"at": None, "now": NOW}).strip() == ""


def test_a_badge_has_a_word_and_an_icon():
    page = render_to_string("parts/badge.html", {"state": "suspended"})
    assert "tone-danger" in page
    assert "#pause" in page
    assert "Suspendu" in page
    assert "Transmis" in render_to_string(
        "parts/badge.html", {"word": "Transmis", "icon": "arrow-right", "tone": "info"}
    )


def test_the_timeline_says_who_and_when():
    moments = [{"title": "Griefs notifiés", "at": NOW, "by": "C. Martin"}, {"title": "Délai clos", "at": NOW}]
    page = render_to_string("parts/timeline.html", {"moments": moments})
    assert "par C. Martin" in page
    assert page.count("<time ") == 2


def test_a_conflict_keeps_the_text_and_says_what_changed():
    moments = [{"title": "Pris en charge", "at": NOW, "by": "C. Martin"}]
    page = render_to_string("parts/conflict.html", {"refusal": "Le dossier a changé.", "moments": moments})
    assert "Votre texte est conservé" in page
    assert "C. Martin" in page


def test_a_letter_is_shown_as_it_is_sent():
    page = render_to_string(
        "parts/letter.html", {"letter": {"title": "Décision : rien", "body": "## Pourquoi\n\n> <b>"}}
    )
    assert "Décision\u202f: rien" in page
    assert "&lt;b&gt;" in page
