"""The letters as they are shipped: same set in both languages, only words that exist, and plain French."""

import re
from pathlib import Path
from string import Template

import pytest

from cases import letters
from cases.digest import DigestWords
from cases.wording.reporting import ReporterWords
from cases.wording.sessions import SessionWords
from cases.wording.vocabulary import ActorWords, ConcernedWords, OfficeWords

FOLDER = Path(letters.__file__).parent / "letters"
LETTERS = sorted(FOLDER.glob("*/*.txt"))
FRENCH = [path for path in LETTERS if path.parent.name == "fr"]
OFFICES = ("federation", "national", "panel", "privacy", "in_charge", "proposer", "signers")
WORDS = {"reporter": ReporterWords, "concerned": ConcernedWords, "actors": ActorWords, "officer": DigestWords,
         "member": SessionWords,
         **dict.fromkeys(OFFICES, OfficeWords)}  # fmt: skip
BLOCKS = {
    "anew", "deciders", "facts", "panel", "pieces", "question", "quote", "reasons", "reply_considered",
    "rule_explanation", "rules", "signatories", "slots", "weighed", "what_changes", "what_starts", "what_was_sent",
    "why",
}  # fmt: skip
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
    return set(Template(path.read_text()).get_identifiers())


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


@every_letter
def test_no_letter_uses_a_word_that_its_audience_lacks(path):
    assert variables(path) <= WORDS[audience(path)].names()


@every_letter
def test_a_block_stands_alone_between_empty_lines(path):
    lines = path.read_text().split("\n")
    for before, line, after in zip(lines, lines[1:], [*lines[2:], ""], strict=False):
        if BLOCKS & set(Template(line).get_identifiers()):
            assert (before, after) == ("", "") and re.fullmatch(r"\$\w+", line), line


def test_no_reporter_reads_of_the_measure_or_the_person():
    unknown_to_reporters = ConcernedWords.names() - ReporterWords.names()
    for path in LETTERS:
        if audience(path) == "reporter":
            assert not variables(path) & unknown_to_reporters, path
            assert not re.search(r"suspen|avertissement|sursis|warning|probation", path.read_text(), re.I), path


def test_nobody_concerned_reads_of_who_reported():
    for path in LETTERS:
        if audience(path) == "concerned":
            assert not re.search(r"qui a signalé|a reçu le signalement|who reported|reporter", path.read_text()), path


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


def test_grievances_name_what_a_hearing_needs():
    needed = {"facts", "post", "quote", "rules", "rule_explanation", "maximum", "window", "origin", "pieces"}
    for language in ("fr", "en"):
        assert needed <= variables(FOLDER / language / "grievances.concerned.txt")


@pytest.mark.parametrize("kind", ["warning", "suspension", "revocation"])
def test_a_sanction_gives_its_reasons_and_its_ways_of_appeal(kind):
    path = FOLDER / "fr" / f"decision_{kind}.concerned.txt"
    assert {"facts", "rule_explanation", "appeal_days", "signatories", "fingerprint"} <= variables(path)
    assert "Commission des recours" in path.read_text() and "tribunal judiciaire" in path.read_text()
