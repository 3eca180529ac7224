"""What is typed is shown as typed, and never passes for the letter's own words."""

import pytest

from notifications.layout import settled
from notifications.post import compose
from notifications.templatetags.letters import letter

from .conftest import mailing

BREAKS = ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"]


@pytest.mark.parametrize("end", BREAKS, ids=ascii)
def test_a_value_of_one_line_stays_on_it(end):
    assert settled(f"Jean{end}{end}## Décision{end}Vous êtes exclu") == "Jean ## Décision Vous êtes exclu"


@pytest.mark.parametrize("end", BREAKS, ids=ascii)
def test_a_heading_cannot_hide_among_quoted_lines(end):
    typed = f"> vrai{end}## faux{end}> vrai"
    assert "<h2>" not in letter(settled(typed))


@pytest.mark.parametrize(
    "typed", ["## Décision", "### Décision", "  ## Décision", "\n## Décision", "\u2028## Décision"]
)
def test_a_value_heads_nothing_even_alone_on_its_line(typed):
    shown = letter(settled(typed))
    assert "<h" not in shown
    assert "# Décision" in shown


def test_quoted_lines_and_items_stay_as_they_were_laid_out():
    assert settled("> un\n>\n> deux") == "> un\n>\n> deux"
    assert settled("- un\n- deux") == "- un\n- deux"


@pytest.mark.usefixtures("templates")
def test_a_title_is_one_line_whatever_it_is_given(jean):
    draft = compose(mailing(jean, words=lambda language: {"subject": "> a\n> b", "facts": "> c"}), "fr")
    assert draft.title == "Des nouvelles de > a > b"


@pytest.mark.usefixtures("templates")
def test_a_dollar_in_a_value_is_money(jean):
    draft = compose(mailing(jean, words=lambda language: {"subject": "$facts", "facts": "> $5 ${x}"}), "fr")
    assert draft.title == "Des nouvelles de $facts"
    assert "> $5 ${x}" in draft.body


def test_every_mark_becomes_its_tag():
    text = "Bonjour,\nvoici.\n\n## Faits\n\n> un\n> deux\n>\n> trois\n- a\n- b\n\n### Ensuite\nFin"
    assert letter(text) == (
        "<p>Bonjour,<br>voici.</p>\n<h2>Faits</h2>\n<blockquote><p>un<br>deux</p><p>trois</p></blockquote>\n"
        "<ul><li>a</li><li>b</li></ul>\n<h3>Ensuite</h3>\n<p>Fin</p>"
    )


@pytest.mark.parametrize("mark", ["", "## ", "### ", "- ", "> "])
def test_markup_is_text_wherever_it_stands(mark):
    shown = letter(f"{mark}<script>alert('{{{{ x }}}}')</script> & {{0}} %s")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "&amp; {0} %s" in shown


@pytest.mark.parametrize("text", ["", " ", "\n\n", ">", "- ", "## "])
def test_an_empty_letter_shows_nothing_wrong(text):
    assert "None" not in letter(text)
