"""Every letter of the house on paper: the very text of its preview, on two sheets at most, with plausible words."""

from collections import defaultdict
from string import Template as Text

import pytest

from notifications.layout import folded, settled
from notifications.models import Letter
from notifications.models.template import shipped
from notifications.paper import printed

from ..sheets import opened, packed, previewed, words
from .cast import MONDAY
from .test_letters_text import FOLDER

TEMPLATES = list(shipped(FOLDER))
SHEETS = 2
TO = "Marie-Antoinette Villeneuve-Saint-Georges de La Rochefoucauld-Montmorency"
SENTENCE = "Le 1er décembre, il a publié depuis son compte public un message qui annonce à un élu qu’on le trouvera. "
RULE = "On peut critiquer une idée, un vote, un bilan, même durement ; on n’insulte pas une personne. " * 3


def typed(sentences):
    return f"> {SENTENCE * sentences}"


def items(count, text="Marie-Antoinette Villeneuve-Saint-Georges, Bureau national"):
    return "\n".join(f"- {text}" for _ in range(count))


# The longest that is plausible: a paragraph of a dozen lines to say what happened, one of six to say why.
LONGEST = defaultdict(lambda: "une suspension de l’adhésion entière du 27 septembre 2026 au 27 septembre 2027", {
    "facts": typed(10), "quote": typed(5), "rule_explanation": typed(5), "reply_considered": typed(5),
    "reasons": typed(10), "why": typed(8), "question": typed(5), "what_was_sent": typed(10), "redress": SENTENCE,
    "rules": items(2, RULE), "weighed": items(3, SENTENCE * 3), "pieces": items(3, "12. capture d’écran (SHA-256 ab…)"),
    "deciders": items(3), "signatories": items(3), "panel": items(5), "slots": items(4, "mardi 22 décembre, 18:30"),
    "anew": items(2, SENTENCE), "factors": items(4, SENTENCE * 2), "what_starts": items(3, SENTENCE),
    "what_changes": items(2, SENTENCE), "address": f"https://www.example.org/{'une-discussion-' * 12}/1",
    "received": f"{SENTENCE} {'a1' * 32}", "what_was_replied": f"{SENTENCE} {'a1' * 32}", "code": "7KQM-X2R9-B4TD-H6NW",
    "reference": "974-2026-K7QM",
})  # fmt: skip


def on_paper(title, body, language):
    letter = Letter(
        language=language, title=title, body=body, sha256="a1" * 32, sent_at=MONDAY, dateline="Loiret, le 7"
    )
    return printed(letter, sender="Alteram", to=TO, topic="974-2026-K7QM")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: f"{one.language}-{one.act}.{one.audience}")
def test_with_the_longest_plausible_words_it_takes_two_sheets_at_most(template):
    asked = template.variables(f"{template.title}\n{template.body}")
    title = Text(template.title).substitute({name: folded(LONGEST[name]) for name in asked})
    body = Text(template.body).substitute({name: settled(LONGEST[name]) for name in asked})
    pdf = on_paper(title, body, template.language)
    assert 1 <= len(opened(pdf).pages) <= SHEETS
    assert previewed(title, body) in words(pdf)


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def test_what_is_printed_is_what_was_sent_word_for_word(archive, language):
    """The longest of each letter."""
    for one in {told.letter: told for told in sorted(archive, key=lambda told: len(told.text))}.values():
        pdf = on_paper(one.title, one.body, language)
        assert previewed(one.title, one.body) in words(pdf), one.letter
        assert packed(TO) in words(pdf) and len(opened(pdf).pages) <= SHEETS, one.letter
