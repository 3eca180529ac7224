"""add_evidence: a piece that the person will read; after the last word nothing is added."""

import pytest

from cases.models import Draft, DraftFile

from ..cast import REASONS
from ..images import held
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
    for wrong in ("\x00", "x" * 5001, "\u202e" * 4000):
        assert list(says(walk, "add_evidence", cast.alice, {"text": wrong})) == ["text"]


def test_a_piece_is_a_text_or_a_capture_and_not_both(walk, cast, media):
    [capture] = held(at=walk.at)
    assert "choisissez une image" in refused(walk, "add_evidence", cast.alice, field="text", **{**SAID, "text": ""})
    assert "deux pièces" in refused(walk, "add_evidence", cast.alice, field="text", capture=capture, **SAID)
    assert DraftFile.objects.get() == capture


# A capture ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("others_visible", "use"), [(False, "disclosed"), (True, "sealed")])
def test_a_capture_is_a_piece_with_its_fingerprints(walk, cast, media, others_visible, use):
    [capture] = held(at=walk.at)
    said = {"capture": capture, "alt": "Une menace, sur fond blanc.", "others_visible": others_visible}
    case = walk.do("add_evidence", cast.alice, **said)
    piece = case.pieces.get()
    version = piece.versions.get()
    assert (piece.kind, piece.came_with, piece.alt) == ("capture", "officer", "Une menace, sur fond blanc.")
    assert (version.use, version.mime, version.made_by, version.text) == (use, "image/jpeg", cast.alice, "")
    assert (version.sha256, version.original_sha256) == (capture.sha256, capture.original_sha256)
    assert version.computed_digest() == version.sha256 and version.look == capture.look is not None
    assert told_by(walk) == {}


def test_the_record_holds_the_fingerprint_of_a_capture_and_nothing_else_of_it(walk, cast, media):
    [capture] = held(at=walk.at)
    walk.do("add_evidence", cast.alice, capture=capture, others_visible=False)
    assert entry(walk).content.answers == {"capture": capture.sha256, "others_visible": False}


def test_a_capture_leaves_its_draft_and_its_file_stays_where_it_is(walk, cast, media):
    [capture] = held(at=walk.at)
    walk.do("add_evidence", cast.alice, capture=capture, others_visible=False)
    assert not DraftFile.objects.exists()
    walk.tick(1)
    assert walk.case.pieces.get().versions.get().file.name == capture.file.name
    assert sorted(one.name for one in media.rglob("*.jpg")) == sorted(name.split("/")[1] for name in capture.names)


def test_a_capture_whose_hour_is_over_is_asked_for_again(walk, cast, media):
    [capture] = held(at=walk.at)
    Draft.objects.all().erase()
    said = {"capture": capture, "others_visible": False}
    assert "à nouveau" in refused(walk, "add_evidence", cast.alice, field="capture", **said)


def test_what_is_refused_keeps_the_capture_on_its_draft(walk, cast, media):
    [capture] = held(at=walk.at)
    forbidden(walk, "add_evidence", "olga", capture=capture, others_visible=False)
    walk.in_review().in_deliberation()
    refused(walk, "add_evidence", cast.alice, capture=capture, others_visible=False)
    assert DraftFile.objects.get() == capture and capture.computed_digest() == capture.sha256
