"""The table of what is told, held against everything that the tellings told: a line for each, and each of its words."""

import re
from typing import NamedTuple

import pytest

from cases.door import steps
from cases.letters import TEMPLATE_AUDIENCES
from cases.wording.required import PIECES, pieces
from notifications.models import Notice

from ..archive import CALIBRATIONS, RIGHTS, ROUND, WORKSHOPS
from .telling import ALWAYS, EITHER, LATER, SECRETS, TOLD, TYPED, VALUES, WHEN


class Row(NamedTuple):
    event: str
    steps: tuple[str, ...]
    to: str
    doors: str
    letter: str
    says: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def key(self):
        return f"{self.letter}.{self.to}"


def rows_of(table):
    """The cells of each line below the first; a line that begins with spaces goes on with the one above."""
    _header, *lines = re.sub(r"\n +", " ", table).strip().splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line]


def words(cell, always=""):
    """The words of a cell and those of every line like it, without what the cell takes out of them."""
    own = cell.split()
    return tuple(word for word in [*always.split(), *own] if not word.startswith("-") and f"-{word}" not in own)


def read(event, by, to, doors, letter, without, never):
    """What a letter says is what the house asks of its text, but for what this event gives no occasion for."""
    steps_named = tuple(ROUND if one == "morning" else one for one in words(by))
    owed = () if letter == "-" else pieces(f"{letter}.{to}")
    says = tuple(piece for piece in owed if piece not in without.split())
    return Row(event, steps_named, to, doors, letter, says, words(never, OF_READER.get(to, "")))


OF_READER = dict(rows_of(ALWAYS))
ROWS = [read(*cells) for cells in rows_of(TOLD)]
LETTERS = [row for row in ROWS if row.letter != "-"]
IN_THE_QUEUE = [row for row in ROWS if row.letter == "-"]


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def tells_of(row, one):
    """Is this notice what the line is about?"""
    if one.letter != row.key or one.step not in row.steps:
        return False
    return row.event not in WHEN or WHEN[row.event](lambda pattern: re.search(pattern, one.text) is not None)


def told_as(row, archive):
    return [one for one in archive if tells_of(row, one)]


def is_said(piece, one, language):
    """A fact of the case as its reader writes it, one of two, what somebody typed, or words of the letter itself."""
    if piece in EITHER:
        return any(is_said(either, one, language) for either in EITHER[piece])
    if piece == "code":
        return one.topic in one.text
    if piece in one.facts:
        return bool(one.facts[piece]) and one.facts[piece] in one.text
    if pattern := TYPED.get(piece) or (piece in VALUES and VALUES[piece][language == "en"]):
        return re.search(pattern, one.text) is not None
    return any(words in one.text for words in PIECES[piece].words(language))


def is_leaked(secret, one):
    if secret == "other-case":
        return any(found.upper() != one.reference for found in re.findall(SECRETS["reference"], one.text))
    if secret == "reporter" and one.code and one.code in one.text:
        return True
    return re.search(SECRETS[secret], f"{one.text}\n{one.topic}\n{one.path}" if secret == "reporter" else one.text)


# The table is whole ---------------------------------------------------------------------------------------------------


def test_a_line_is_written_in_words_that_have_a_meaning(archive):
    known = {*archive[0].facts, *VALUES, *TYPED, *EITHER, "code"}
    for row in ROWS:
        assert row.letter != "-" or (row.doors == "Q" and not row.says), row
        assert set(row.doors.split()) <= {"I", "E", "L", "D", "Q"}, row
        assert {piece for piece in row.says if not PIECES[piece].fr} <= known, row
        assert set(row.never) <= {*SECRETS, "other-case"}, row
        assert set(row.steps) <= {*steps(), "receive", ROUND, WORKSHOPS, CALIBRATIONS, RIGHTS}, row
    assert set(WHEN) <= {row.event for row in ROWS}


def test_what_comes_later_says_why():
    assert all(event and to and len(why.split()) > 5 for event, to, why in rows_of(LATER))


def test_a_step_that_tells_somebody_has_its_line():
    """Asked of the steps themselves, before anybody takes one."""
    written = {(step, row.to) for row in LETTERS for step in row.steps}
    for name, rules in steps().items():
        for rule in rules.values():
            for audience in rule.tells:
                readers = TEMPLATE_AUDIENCES.get(audience.role, (audience.role,))
                assert [reader for reader in readers if (name, reader) in written], (name, audience.role)


# Everything that was told, against it ---------------------------------------------------------------------------------


def test_whatever_is_told_stands_in_a_line(archive):
    unwritten = {(one.step, one.letter) for one in archive if not any(tells_of(row, one) for row in LETTERS)}
    assert unwritten == set()


def test_every_line_is_told_by_each_of_its_steps(archive):
    """Some steps end a measure of one kind only; a line is kept by all of its steps or says too much."""
    untold = {(row.event, row.to, step) for row in LETTERS for step in row.steps
              if not any(one.step == step for one in told_as(row, archive))}  # fmt: skip
    assert untold == set()


@pytest.mark.parametrize("row", LETTERS, ids=lambda row: f"{row.event} → {row.to}")
def test_it_leaves_by_its_doors_says_what_it_must_and_nothing_that_it_must_not(archive, language, row):
    sent = told_as(row, archive)
    assert sent
    for one in sent:
        doors = "I" if row.doors == "Q" else row.doors
        assert one.by in (doors, *([doors.replace(" L", "")] if one.to == "carl" else [])), (one.step, one.by)
        lacking = [word for word in row.says if not is_said(word, one, language)]
        assert not lacking, (one.telling, one.step, lacking, one.text)
        leaked = [secret for secret in row.never if is_leaked(secret, one)]
        assert not leaked, (one.telling, one.step, leaked, one.text)


# What the queue alone shows -------------------------------------------------------------------------------------------

EMPTY_HANDED = {"officers"}  # readers of the queue, to whom no letter is ever written


def test_what_the_queue_shows_is_told_to_no_officer(archive):
    """No row per officer when a report comes in, moves or returns: the queue shows it."""
    assert {row.to for row in IN_THE_QUEUE} == EMPTY_HANDED
    quiet = {step for row in IN_THE_QUEUE for step in row.steps} - {ROUND}
    readers = {one.audience for one in archive if one.step in quiet}
    assert readers <= {"reporter", "concerned", "national", "in_charge"}
    alarms = {one.letter for one in archive if one.step in quiet and one.audience == "national"}
    assert alarms == {"danger.national", "other_body.national"}
    assert not Notice.objects.filter(letter__audience="officers").exists()
