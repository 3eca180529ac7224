"""What the interface writes is French as printers set it, English as it is, and never changes what people typed."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import translation
from django.utils.safestring import mark_safe

from cases.lifecycle import State
from cases.templatetags import words

THIN, FIXED = "\u202f", "\u00a0"
NOON = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)  # noon in Paris


@pytest.fixture
def in_english():
    with translation.override("en"):
        yield


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Que va-t-il se passer ?", f"Que va-t-il se passer{THIN}?"),
        ("Attention ! Oui ; non : peut-être", f"Attention{THIN}! Oui{THIN}; non{THIN}: peut-être"),
        ("« Signaler »", f"«{THIN}Signaler{THIN}»"),
        ("dans 3 j", f"dans 3{FIXED}j"),
        ("à 18 h 40", f"à 18{FIXED}h{FIXED}40"),
        ("(3 jours)", f"(3{FIXED}jours)"),
        ("art. 13 et 3 sous", f"art.{FIXED}13 et 3 sous"),
        ("10:30 et https://x.com/", "10:30 et https://x.com/"),
    ],
)
def test_french_marks_keep_their_word_company(typed, printed):
    assert words.fr(typed) == printed


def test_english_keeps_its_spaces(in_english):
    assert words.fr("Really ?") == "Really ?"


def test_a_text_may_have_a_language_of_its_own(in_english):
    assert words.fr("Vraiment ?", "fr") == f"Vraiment{THIN}?"
    with translation.override("fr"):
        assert words.fr("Really ?", "en") == "Really ?"


def test_what_is_inside_tags_and_typed_texts_stays():
    typed = "<textarea>Vraiment ?</textarea> <code>a ? b : c</code> <blockquote><p>Ah ?</p></blockquote>"
    assert words.fr(mark_safe(f'<a title="Oui ?">Non ?</a> {typed}')) == f'<a title="Oui ?">Non{THIN}?</a> {typed}'


def test_typography_never_lets_markup_through():
    shown = Template("{% load words %}{{ text|fr }}").render(Context({"text": "<b> ?"}))
    assert shown == f"&lt;b&gt;{THIN}?"


def test_a_day_is_written_out():
    assert words.day(NOON) == f"7{FIXED}décembre 2026"
    assert words.day(NOON.date()) == f"7{FIXED}décembre 2026"
    assert words.day(NOON.replace(day=1)) == f"1er{FIXED}décembre 2026"
    assert words.short_day(NOON) == "7 déc. 2026"


def test_a_moment_has_its_hour_as_the_reader_counts_it():
    assert words.moment(NOON + timedelta(minutes=40)) == f"7{FIXED}décembre 2026 à 12{FIXED}h{FIXED}40"
    assert words.moment(NOON) == f"7{FIXED}décembre 2026 à 12{FIXED}h"


def test_english_dates_are_english(in_english):
    assert words.day(NOON) == f"7{FIXED}December 2026"
    assert words.short_day(NOON.replace(day=1)) == "1 Dec 2026"


def test_an_unknown_date_is_a_dash():
    assert words.day(None) == words.moment("") == "—"


@pytest.mark.parametrize(
    ("hours", "phrase", "tone"),
    [
        (-49, f"En retard de 2{FIXED}j", "late"),
        (-1, "En retard", "late"),
        (2, "Aujourd’hui", "soon"),
        (24, f"Dans 1{FIXED}j", "soon"),
        (72, f"Dans 3{FIXED}j", "soon"),
        (96, f"Dans 4{FIXED}j", "fine"),
    ],
)
def test_a_deadline_says_how_near_it_is(hours, phrase, tone):
    assert words.due(NOON + timedelta(hours=hours), NOON) == (phrase, tone)


def test_the_last_second_of_a_day_is_that_day():
    midnight_in_paris = datetime(2026, 12, 7, 22, 59, 59, tzinfo=UTC)
    assert str(words.due(midnight_in_paris, NOON)) == "Aujourd’hui"


def test_codes_are_read_by_fours():
    assert words.code("7KQMX2R9B4TDH6NW") == words.code("7KQM-X2R9-B4TD-H6NW") == "7KQM-X2R9-B4TD-H6NW"
    assert words.code("9f2c61d077ab41ce") == "9f2c 61d0 77ab 41ce"


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_word_an_icon_and_a_tone(state):
    shown = words.look(state)
    assert (shown.word, shown.icon, shown.tone) == (State(state).label, *words.ICONS[State(state)])


def test_a_case_closed_in_favour_says_so():
    assert str(words.look("closed", "dismissed").word) == "Sans suite"
    assert str(words.look("closed", "lapsed").word) == State.CLOSED.label


def test_a_choice_takes_its_sentence_from_what_is_given():
    choice = SimpleNamespace(data={"value": 3})
    assert words.line(choice, {"3": "Insulter."}) == "Insulter."
    assert words.line(choice, {"3": SimpleNamespace(line="Insulter.")}) == "Insulter."
    assert words.line(choice, None) == words.line(choice, {}) == ""


def test_an_example_is_in_the_language_of_the_reader(in_english):
    article = SimpleNamespace(examples={"fr": {"accepted": "oui"}, "en": {"accepted": "yes"}})
    assert words.example(article, "accepted") == "yes"
    assert words.example(article, "not_accepted") == words.example(SimpleNamespace(), "accepted") == ""


def test_the_same_page_in_another_language(rf):
    context = Context({"request": rf.get("/charte/?a=1")})
    assert words.in_language(context, "en") == "/en/charte/?a=1"
    assert words.in_language(Context(), "en") == "/en/"
