"""note: what officers write for themselves; an opinion keeps its author from deciding."""

import pytest

from cases.models import Note

from ..cast import REASONS
from .promises import entry, forbidden, refused, says, stale, told_by

SAID = {"text": "À revoir avec Bob.", "is_opinion": False}
OPINION = {"text": "Un avertissement suffit.", "is_opinion": True}


def test_who_does_not_examine_the_case_notes_nothing(walk):
    forbidden(walk, "note", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **SAID)


def test_a_note_is_kept_for_the_body_that_wrote_it_and_nobody_is_told(walk, cast):
    basis = walk.case.basis
    case = walk.do("note", cast.alice, **SAID)
    note = case.notes.get()
    assert (note.text, note.by, note.body_id, note.is_opinion, note.at) == (
        "À revoir avec Bob.", cast.alice, "45", False, walk.at,
    )  # fmt: skip
    assert case.basis == basis
    assert told_by(walk) == {}
    assert not case.took_part(cast.alice, "opined")
    assert set(Note.objects.readable_in({"45"})) == {note}
    assert set(Note.objects.readable_in({"75"})) == set()
    assert set(Note.objects.readable_in({"national"})) == {note}


def test_whoever_gave_an_opinion_does_not_decide(walk, cast):
    walk.in_review().in_deliberation().do("note", cast.bob, **OPINION)
    assert walk.case.took_part(cast.bob, "opined")
    assert "avis" in refused(walk, "warn", cast.bob, months=12, **REASONS)


def test_whoever_is_asked_to_step_aside_notes_nothing(walk, cast):
    walk.identified().asked_aside(cast.alice)
    refused(walk, "note", cast.alice, **SAID)


@pytest.mark.parametrize("way", ["closed", "warned", "under_appeal"])
def test_a_note_is_written_at_any_time(walk, cast, way):
    if way == "closed":
        walk.dismissed()
    else:
        walk.in_review().in_deliberation().warned().opened()
    if way == "under_appeal":
        walk.appealed()
    assert walk.do("note", cast.alice, **SAID).state == way


def test_a_case_held_elsewhere_is_not_noted_on(walk, cast):
    walk.in_review().referred()
    stale(walk, "note", cast.alice, **SAID)


def test_the_record_keeps_what_was_written(walk, cast):
    walk.do("note", cast.alice, **OPINION)
    assert entry(walk).content.answers == OPINION


def test_the_form_keeps_texts_within_what_can_be_read(walk, cast):
    assert says(walk, "note", cast.alice, {"text": "Vu."}) == {}
    for wrong in ("", "  ", "x" * 5001, "a\x00b", "x" * 2_000_000):
        assert list(says(walk, "note", cast.alice, {"text": wrong})) == ["text"]
