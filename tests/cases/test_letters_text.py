"""The letters as they are shipped: same set in both languages, only words that exist, and plain French."""

import re
from pathlib import Path
from string import Template

import pytest

from cases import letters
from cases.digest import DigestWords
from cases.wording.reporting import ReporterWords
from cases.wording.vocabulary import ActorWords, ConcernedWords, OfficeWords

FOLDER = Path(letters.__file__).parent / "letters"
LETTERS = sorted(FOLDER.glob("*/*.txt"))
FRENCH = [path for path in LETTERS if path.parent.name == "fr"]
OFFICES = ("federation", "national", "panel", "privacy", "in_charge", "proposer", "signers")
WORDS = {"reporter": ReporterWords, "concerned": ConcernedWords, "actors": ActorWords, "officer": DigestWords,
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


def sentences(path):
    """Number of words of each sentence; a variable counts for nothing, a heading or an item ends like a sentence."""
    text = re.sub(r"\$\w+", "", path.read_text())
    lengths = [len(re.findall(r"[\w’'-]+", one)) for one in re.split(r"[.?:;\n]", text)]
    return [length for length in lengths if length]


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
    lengths = sentences(path)
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 12


@every_french_letter
def test_french_letters_keep_to_plain_and_neutral_words(path):
    text = path.read_text().lower()
    assert not [word for word in BANNED if re.search(rf"(?<!\w){re.escape(word)}", text)]
    assert not set(text) & set("·!'\"")


def test_grievances_name_what_a_hearing_needs():
    needed = {"facts", "post", "quote", "rules", "rule_explanation", "maximum", "window", "origin", "pieces"}
    for language in ("fr", "en"):
        assert needed <= variables(FOLDER / language / "grievances.concerned.txt")


@pytest.mark.parametrize("kind", ["warning", "suspension", "revocation"])
def test_a_sanction_gives_its_reasons_and_its_ways_of_appeal(kind):
    path = FOLDER / "fr" / f"decision_{kind}.concerned.txt"
    assert {"facts", "rule_explanation", "appeal_days", "signatories", "fingerprint"} <= variables(path)
    assert "Commission des recours" in path.read_text() and "tribunal judiciaire" in path.read_text()
