"""The letters as they are shipped: same set in both languages, only words that exist, and plain French."""

import re
from pathlib import Path
from string import Template as Text

import pytest

from cases import letters
from cases.wording.audiences import VOCABULARIES
from cases.wording.reporting import ReporterWords
from cases.wording.required import ALONE, MUST_SAY, PIECES, lacking, objections, pieces
from cases.wording.samples import samples
from cases.wording.vocabulary import ConcernedWords
from notifications.models import Template
from notifications.models.template import shipped
from notifications.post import filled

FOLDER = Path(letters.__file__).parent / "letters"
LETTERS = sorted(FOLDER.glob("*/*.txt"))
FRENCH = [path for path in LETTERS if path.parent.name == "fr"]
BANNED = (
    "nonobstant", "susvisé", "ledit", "porté à votre connaissance", "dans les meilleurs délais", "plus brefs délais",
    "délai imparti", "diligenter", "sous peine de", "veuillez noter", "cliquez ici", "dénonciation", "plainte",
    "plaignant", "délateur", "accusé", "coupable", "mis en cause", "blâme", "exclusion", "infraction", "merci",
    "remerci", "modérateur", "mise en demeure", "sera", "seront", "serez",
)  # fmt: skip


def named(path):
    return f"{path.parent.name}-{path.stem}"


def audience(path):
    return path.stem.split(".")[1]


def variables(path):
    return set(Text(path.read_text()).get_identifiers())


def sentences(text):
    """Number of words of each sentence; a heading or an item ends like a sentence, and so do addresses and digests."""
    plain = re.sub(r"\$\w+|https?://\S+|\S+@\S+|[0-9a-f]{16,}…?", ".", text)
    lengths = [len(re.findall(r"[\w’'-]+", one)) for one in re.split(r"[.?:;\n]", plain)]
    return [length for length in lengths if length]


def is_plain(text):
    """Interface, U14: 25 words a sentence at most, 12 on average."""
    lengths = sentences(text)
    return max(lengths) <= 25 and sum(lengths) / len(lengths) <= 12


def banned(text):
    return [word for word in BANNED if re.search(rf"(?<!\w){re.escape(word)}", text.lower())]


every_letter = pytest.mark.parametrize("path", LETTERS, ids=named)
every_text = pytest.mark.parametrize(
    "text", list(shipped(FOLDER)), ids=lambda one: f"{one.language}-{one.act}.{one.audience}"
)
every_french_letter = pytest.mark.parametrize("path", FRENCH, ids=named)


def test_both_languages_have_the_same_letters():
    french, english = ({path.name for path in FOLDER.glob(f"{language}/*.txt")} for language in ("fr", "en"))
    assert french
    assert french == english


@pytest.mark.parametrize("path", FRENCH, ids=named)
def test_both_languages_say_the_same_of_the_case(path):
    assert variables(path) == variables(FOLDER / "en" / path.name)


@every_letter
def test_a_title_stands_above_an_empty_line(path):
    title, empty, first = path.read_text().split("\n")[:3]
    assert title.strip() == title and 0 < len(title) <= 200
    assert empty == "" and first


def test_what_a_letter_must_say_is_written_of_every_letter():
    assert sorted(MUST_SAY) == sorted(path.stem for path in FRENCH)


@every_text
def test_it_keeps_the_rules_of_letters(text):
    """No word that its audience lacks; all that it must say; what must not be said to its reader; blocks apart."""
    assert list(objections(text)) == []


@every_text
def test_without_any_piece_that_it_must_have_it_would_be_refused(text):
    for name in pieces(f"{text.act}.{text.audience}"):
        assert lacking(robbed(text, PIECES[name])), name


def robbed(text, piece):
    """The same text without this piece."""
    title, body = text.title, text.body
    for variable in piece.variables:
        title, body = (one.replace(f"${variable}", "—") for one in (title, body))
    for words in piece.words(text.language):
        title, body = (" ".join(one.split()).replace(words, "—") for one in (title, body))
    return Template(act=text.act, audience=text.audience, language=text.language, title=title, body=body)


def test_no_reporter_has_a_word_for_the_measure_or_the_person():
    unknown_to_reporters = ConcernedWords.names() - ReporterWords.names()
    assert {"facts", "effect", "reasons", "name", "what_starts", "reply_considered"} <= unknown_to_reporters


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_variable_has_its_sample_in_the_shape_of_its_values(language):
    said = samples(language)
    for audience_words in VOCABULARIES.values():
        assert audience_words.names() <= said.keys()
    for name in ALONE:
        assert all(line.startswith(("- ", "> ")) for line in said[name].splitlines()), name


@every_text
def test_it_is_shown_with_samples_without_a_hole(text):
    shown = filled(text, samples(text.language))
    assert not re.search(r"\$\w", f"{shown.title}{shown.body}")


@every_french_letter
def test_french_sentences_are_short(path):
    assert is_plain(re.sub(r"\$\w+", "", path.read_text()))


@every_french_letter
def test_french_letters_keep_to_plain_and_neutral_words(path):
    assert banned(path.read_text()) == []
    assert not set(path.read_text()) & set("·!'\"")


# As they arrive -------------------------------------------------------------------------------------------------------

NEXT_STEP = {
    "fr": "rien à faire|rien d’autre|n’a plus|n’avez plus|Vous pouvez|Vous faites|Vous le faites|Vous avez .*jours|"
          "Ouvrez|Lisez|Répondez|Choisissez|Suivez|Appliquez|Préparez|Gardez|écrivez|Contact :|Pour toute question|"
          "Pour une question|décision est attendue|vous attend",
    "en": "nothing to do|nothing else|nothing left|need not|You can|You do|You have .*days|Open|Read the|Answer on|"
          "Choose|Take part|Apply|Prepare|Keep|write to|Contact:|For any question|For a question|decision is expected|"
          "waiting",
}  # fmt: skip
A_TIME = {
    "fr": r"\d{1,2}(er)? \w+ 20\d\d|\d+ (jours?|mois|ans)|deux mois|six mois|trois ans|maintenant|jour",
    "en": r"\d{1,2} \w+ 20\d\d|\d+ (days?|months?|years?)|two months|six months|three years|\bnow\b|daily",
}


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def ours(one):
    """The words of the letter itself, without what people typed: quotes, and the text of a rule."""
    lines = [line for line in one.text.splitlines() if not line.startswith(">")]
    return "\n".join(line for line in lines if one.facts.get("rule-text", "-") not in line)


def test_every_letter_says_what_comes_next_and_when(archive, language):
    for one in archive:
        assert re.search(NEXT_STEP[language], one.text, re.IGNORECASE), (one.letter, one.text)
        assert re.search(A_TIME[language], one.text), (one.letter, one.text)


@pytest.mark.parametrize("language", ["fr"])
def test_as_they_arrive_french_letters_are_plain_too(archive, language):
    """With their dates, names and sentences of the vocabulary filled in."""
    for one in archive:
        assert is_plain(ours(one)), (one.letter, sorted(sentences(ours(one)))[-3:])
        assert banned(ours(one)) == [], one.letter


@pytest.mark.parametrize("kind", ["warning", "suspension", "revocation"])
def test_a_sanction_owes_its_reasons_and_its_ways_of_appeal(kind):
    owed = set(pieces(f"decision_{kind}.concerned"))
    assert {"facts", "explanation", "appeal-days", "appeal-to", "court", "decision-sha"} <= owed
    assert owed & {"signer", "signers"}


def test_grievances_owe_what_a_hearing_needs():
    needed = {"facts-typed", "content-date", "quote", "rule-text", "explanation-typed", "maximum", "window", "origin"}
    assert needed | {"pieces", "heard", "assisted", "recused", "file"} <= set(pieces("grievances.concerned"))
