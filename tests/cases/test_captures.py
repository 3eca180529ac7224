"""Captures of a report: pieces from the first byte, in the transaction that keeps it; nothing is lost, nothing left."""

import stat
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from cases.audit import faults
from cases.birth import receive
from cases.captures import drawn_anew
from cases.clock import sweep
from cases.door import perform
from cases.grammar import Refused
from cases.models import Case, Draft, DraftFile, Piece, PieceVersion, Report
from cases.models.piece import OPENED
from cases.models.stored import Stored
from notifications.models import Letter
from tests.at_once import at_once
from tests.cases.boxes import file_opened

from .cast import MONDAY, REASONS, Walk, a_report, assemble, days
from .images import CANARY, exif, held, raw, resent, screenshot
from .steps.promises import entry, refused, told_by
from .steps.test_receive import said
from .test_costs import asked

HOUR = days(1 / 24)


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


def files(media):
    return sorted(f"captures/{one.name}" for one in media.rglob("*") if one.is_file())


# Kept with the report -------------------------------------------------------------------------------------------------


def test_captures_of_a_first_report_are_sealed_pieces_of_its_case(cast, media):
    captures = held(0, 90, at=MONDAY)
    walk = Walk(cast, captures=captures)
    pieces = list(walk.case.pieces.order_by("number"))
    assert [(one.number, one.kind, one.came_with, one.report) for one in pieces] == [
        (1, "capture", "report", walk.report), (2, "capture", "report", walk.report),
    ]  # fmt: skip
    versions = [one.versions.get() for one in pieces]
    assert [(one.use, one.made_by, one.sha256) for one in versions] == [
        ("sealed", None, captures[0].sha256), ("sealed", None, captures[1].sha256),
    ]  # fmt: skip
    assert [one.original_sha256 for one in versions] == [one.original_sha256 for one in captures]
    assert not DraftFile.objects.exists()
    assert files(media) == sorted(name for one in captures for name in one.names)
    assert list(faults()) == []


def test_captures_of_a_later_report_are_numbered_on(cast):
    walk = Walk(cast, captures=held(0, at=MONDAY)).in_review()
    basis = walk.case.basis
    later = a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(90, 200, at=walk.at))
    pieces = walk.case.pieces.order_by("number")
    assert list(pieces.values_list("number", "kind", "report")) == [
        (1, "capture", walk.report.pk), (2, "text", None), (3, "capture", later.report.pk),
        (4, "capture", later.report.pk),
    ]  # fmt: skip
    assert walk.case.basis == basis
    assert list(faults()) == []


def test_the_record_names_captures_by_their_fingerprints(cast):
    first, later = held(0, 90, at=MONDAY), held(200, at=MONDAY)
    walk = Walk(cast, captures=first)
    assert entry(walk).content.answers == {"captures": [one.sha256 for one in first]}
    a_report(cast.marie, at=MONDAY, address=walk.case.post.address, captures=later)
    assert entry(walk).content.answers == {"captures": [later[0].sha256]}
    a_report(cast.jean, at=MONDAY, address=walk.case.post.address)
    assert entry(walk).content.answers == {}


def test_a_capture_alone_is_a_report_and_its_receipt_says_so(cast):
    receipt = receive(said(address=None, network="web", captures=held(0, 90, at=MONDAY)), by=cast.camille, at=MONDAY,
                      token=uuid4())  # fmt: skip
    assert (receipt.case.post.address, receipt.case.post.text) == (None, "")
    assert "> 2 captures d’écran" in Letter.objects.get(act="received_open").body


def test_a_report_on_a_closed_case_brings_its_captures(cast):
    walk = Walk(cast).in_review().dismissed()
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(at=walk.at))
    assert walk.case.pieces.captures().get().is_sealed and walk.case.state == "closed"


# Whole or not at all --------------------------------------------------------------------------------------------------


def test_a_report_that_fails_leaves_its_captures_on_the_draft(cast, monkeypatch):
    captures = held(0, 90, at=MONDAY)
    monkeypatch.setattr("cases.birth.mailings", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Walk(cast, captures=captures)
    assert [one.objects.count() for one in (Case, Piece, PieceVersion)] == [0, 0, 0]
    assert list(DraftFile.objects.all()) == captures
    assert [one.computed_digest() for one in captures] == [one.sha256 for one in captures]


def test_a_double_click_is_one_report_with_its_captures_once(cast):
    captures, token = held(at=MONDAY), uuid4()
    first = receive(said(captures=captures), by=cast.camille, at=MONDAY, token=token)
    again = receive(said(captures=captures), by=cast.camille, at=MONDAY, token=token)
    assert (again.code, Report.objects.count(), Piece.objects.count()) == (first.code, 1, 1)


def test_a_second_click_that_finds_the_captures_gone_is_shown_the_first_receipt(cast, monkeypatch):
    captures, token = held(at=MONDAY), uuid4()
    first = receive(said(captures=captures), by=cast.camille, at=MONDAY, token=token)
    answers = iter([None, first])
    monkeypatch.setattr("cases.birth.receipt_of", lambda *given: next(answers))
    assert receive(said(captures=captures), by=cast.camille, at=MONDAY, token=token) == first
    assert Report.objects.count() == 1


def test_a_capture_that_is_gone_is_asked_for_again_and_nothing_is_kept(cast):
    captures = held(at=MONDAY)
    Draft.objects.all().erase()
    with pytest.raises(Refused, match="à nouveau"):
        Walk(cast, captures=captures)
    assert (Case.objects.count(), Report.objects.count()) == (0, 0)


# The hour of a draft --------------------------------------------------------------------------------------------------


def test_a_draft_goes_with_its_files_when_its_hour_is_over(cast, media):
    held(0, 90, at=MONDAY)
    kept = held(200, at=MONDAY + HOUR)
    sweep(at=MONDAY + HOUR)
    assert list(DraftFile.objects.all()) == kept and Draft.objects.count() == 1
    assert files(media) == sorted(kept[0].names)


def lose(draft):
    Draft.objects.filter(pk=draft.pk).delete()
    connection.check_constraints()


def test_no_draft_goes_before_its_files(cast):
    [capture] = held(at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        lose(capture.draft)
    assert Draft.objects.get().files.get() == capture


def test_what_was_sent_outlives_its_draft(cast, media):
    captures = held(at=MONDAY)
    walk = Walk(cast, captures=captures)
    sweep(at=MONDAY + HOUR)
    assert not Draft.objects.exists()
    assert walk.case.pieces.get().versions.get().computed_digest() == captures[0].sha256


def test_the_row_is_there_before_the_file_and_goes_with_it_when_the_disk_is_full(cast, media, monkeypatch):
    def full(name, content, **more):
        assert DraftFile.objects.count() == 1
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(default_storage, "save", full)
    with pytest.raises(OSError, match="No space"):
        held(at=MONDAY)
    assert not DraftFile.objects.exists() and files(media) == []


def test_the_same_capture_is_held_once(cast, media):
    draft = Draft.objects.begun(at=MONDAY)
    assert draft.hold(drawn_anew(raw())) == draft.hold(drawn_anew(raw()))
    assert len(files(media)) == 2


def test_captures_cost_four_statements_however_many_they_are(cast):
    def cost(captures):
        token = uuid4()
        return len(asked(lambda: receive(said(captures=captures), by=cast.camille, at=MONDAY, token=token)))

    cost([])  # from here on every report joins the one case
    none, one, many = cost([]), cost(held(0, at=MONDAY)), cost(held(10, 60, 110, 160, 210, at=MONDAY))
    assert (one - none, many - none) == (4, 4)


# Two at once ----------------------------------------------------------------------------------------------------------


def test_a_draft_that_is_sent_at_the_end_of_its_hour_is_sent_whole_or_not_at_all(committed, media):
    """Whoever comes second finds it gone: never a piece without its file, never a file without a row."""
    camille = assemble().camille
    for _ in range(8):
        captures = held(0, 90, at=MONDAY)
        sent, _swept = at_once(
            lambda captures=captures: a_report(camille, at=MONDAY, captures=captures),
            Draft.objects.filter(pk=captures[0].draft_id).erase,
        )
        assert isinstance(sent, Refused) or sent.case.pieces.count() == 2
    names = [one.names for one in PieceVersion.objects.all()]
    assert files(media) == sorted(name for pair in names for name in pair)
    assert not DraftFile.objects.exists() and list(faults()) == []


def test_two_clicks_at_once_send_a_capture_once(committed):
    camille = assemble().camille
    captures, token = held(at=MONDAY), uuid4()
    account = said(address=None, network="web", captures=captures)
    given = at_once(*[lambda: receive(account, by=camille, at=MONDAY, token=token)] * 4)
    assert len({(one.code, one.case.pk) for one in given}) == 1
    assert (Report.objects.count(), Piece.objects.count()) == (1, 1)


# What lies on the disk ------------------------------------------------------------------------------------------------


def test_files_are_named_by_chance_and_open_to_nobody_else(cast, media):
    first = Draft.objects.begun(at=MONDAY).hold(drawn_anew(raw("JPEG", exif=exif())))
    again = Draft.objects.begun(at=MONDAY).hold(drawn_anew(raw("JPEG", exif=exif())))
    assert first.sha256 == again.sha256 and first.file.name != again.file.name
    for path in media.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
        assert path.is_dir() or CANARY.encode() not in file_opened(path)
    assert stat.S_IMODE(media.stat().st_mode) == 0o700


# Late ones ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def decided(cast):
    """Heard, and ready to be decided by Bob; then somebody reports again, with a capture."""
    walk = Walk(cast).in_review().in_deliberation()
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(at=walk.at))
    return walk


def test_who_reports_again_holds_up_no_decision_and_nothing_rests_on_what_came(decided):
    decided.warned()
    relied_on = decided.case.decisions.get().grievance.disclosures.all()
    assert [one.version.text for one in relied_on] == ["On te trouvera."]


def test_what_came_late_counts_once_an_officer_discloses_it_and_is_notified_first(decided, cast):
    piece = decided.case.pieces.captures().get()
    decided.do("redact", cast.alice, piece=piece, as_it_is=True)
    assert "ajoutée" in refused(decided, "warn", cast.bob, months=12, **REASONS)
    decided.in_deliberation().warned()
    assert decided.case.decisions.get().grievance.disclosures.count() == 2


def test_nothing_of_a_late_capture_is_told_to_the_person(decided):
    later, captures = decided.at + HOUR, held(at=decided.at)
    a_report(decided.cast.parisa, at=later, address=decided.case.post.address, captures=captures)
    assert set(told_by(decided)) == {"parisa"}


# What looks alike -----------------------------------------------------------------------------------------------------


def shown(content):
    return Draft.objects.begun(at=MONDAY).hold(drawn_anew(content))


def test_captures_that_look_alike_are_found_in_open_and_in_closed_cases(cast):
    image = screenshot()
    opened = Walk(cast, captures=[shown(raw("PNG", image))])
    closed = Walk(cast, captures=[shown(resent(image))]).in_review().dismissed()
    for other in (screenshot("Oui."), image.rotate(180)):
        Walk(cast, captures=[shown(raw("PNG", other))])
    mine = shown(raw("WEBP", image))
    assert found_like(mine) == [(opened.case, mine), (closed.case, mine)]
    opened.case.pieces.update(withdrawn_at=MONDAY)
    assert found_like(mine) == [(closed.case, mine)]


def found_like(*held):
    return [(piece.case, one) for piece, one in Piece.objects.standing().looking_like(held)]


def test_a_capture_in_two_versions_is_found_once(cast):
    walk = Walk(cast, captures=held(at=MONDAY))
    piece = walk.case.pieces.get()
    perform(walk.case, "redact", by=cast.alice, at=MONDAY, piece=piece, as_it_is=True)
    assert len(found_like(*held(at=MONDAY))) == 1


def test_a_capture_whose_file_is_gone_is_like_nothing(cast):
    Walk(cast, captures=held(at=MONDAY)).case.pieces.get().versions.get().unlink()
    assert found_like(*held(at=MONDAY)) == []


@pytest.mark.parametrize("sent", [1, 2, 25])
def test_captures_are_compared_in_one_statement_and_few_thumbnails_are_opened(cast, monkeypatch, sent):
    opened = []
    monkeypatch.setattr(
        PieceVersion, "opened", lambda self, **asked: opened.append(self) or Stored.opened(self, **asked)
    )
    for _ in range(sent):
        Walk(cast, captures=held(at=MONDAY))
    mine = held(at=MONDAY)
    assert asked(lambda: found_like(*mine)) == ["SELECT cases_pieceversion"]
    assert len(opened) == min(sent, OPENED)
