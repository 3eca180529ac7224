"""add_evidence: a piece that the person will read; after the last word nothing is added."""

import pytest

from ..cast import REASONS
from .promises import entry, forbidden, form, refused, says, stale, told_by

SAID = {"text": "Le même compte, le 2 décembre.", "others_visible": False}


def test_who_does_not_examine_the_case_adds_nothing(walk):
    forbidden(walk, "add_evidence", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **SAID)


def test_a_case_of_elsewhere_gets_no_piece(walk, cast):
    stale(walk, "add_evidence", cast.nina, **SAID)


def test_nothing_is_added_after_the_last_word(walk, cast):
    walk.in_review().in_deliberation()
    assert "dernière réponse" in refused(walk, "add_evidence", cast.alice, **SAID)


def test_a_decided_case_gets_no_piece(walk, cast):
    walk.in_review().in_deliberation().warned()
    stale(walk, "add_evidence", cast.alice, **SAID)


@pytest.mark.parametrize("stage", ["reported", "in_review", "hearing"])
def test_a_piece_is_numbered_and_can_be_read_as_it_is(walk, cast, stage):
    if stage != "reported":
        walk.in_review()
    if stage == "hearing":
        walk.in_hearing().opened()
    before = walk.case.pieces.count()
    case = walk.do("add_evidence", cast.alice, **SAID)
    piece = case.pieces.latest("number")
    version = piece.versions.get()
    assert (case.state, piece.number, piece.came_with, piece.added_at) == (stage, before + 1, "officer", walk.at)
    assert (version.text, version.use, version.made_by) == (SAID["text"], "disclosed", cast.alice)
    assert case.basis == case.version
    assert told_by(walk) == {}
    assert entry(walk).content.answers == SAID


def test_what_shows_others_stays_sealed_until_it_is_redacted(walk, cast):
    walk.in_review().do("add_evidence", cast.alice, **{**SAID, "others_visible": True})
    piece = walk.case.pieces.latest("number")
    assert [one.use for one in piece.versions.all()] == ["sealed"]
    said = {"facts": "Une menace.", "articles": [], "rule_explanation": "…", "maximum": "warning"}
    assert "occultez" in refused(walk, "notify_grievances", cast.alice, **said)


def test_a_piece_added_during_the_hearing_is_notified_before_anything_is_decided(walk, cast):
    walk.in_review().in_hearing().opened().do("add_evidence", cast.alice, **SAID)
    walk.heard()
    assert "ajoutée" in refused(walk, "warn", cast.bob, months=12, **REASONS)
    walk.in_deliberation().warned()
    assert walk.case.state == "warned"


def test_the_form_shows_what_cannot_be_seen(walk, cast):
    asked = form(walk, "add_evidence", cast.alice, {"text": "a\u202eb\u200bc"})
    assert asked.is_valid() and asked.answers["text"] == "a[U+202E]b[U+200B]c"


def test_the_form_refuses_what_cannot_be_kept(walk, cast):
    for wrong in ("", "\x00", "x" * 5001, "\u202e" * 4000):
        assert list(says(walk, "add_evidence", cast.alice, {"text": wrong})) == ["text"]
