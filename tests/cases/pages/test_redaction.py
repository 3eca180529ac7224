"""An image in which something is hidden: made by whoever may disclose it, and disclosed by the step alone."""

import pytest
from django.test import Client

from cases.captures import Box
from cases.models import DraftFile, Piece, PieceVersion
from cases.views.pace import PACE

from ..cast import MONDAY, Walk, days
from ..images import held, told_by
from .browsing import read
from .redacting import FACE, SIZE, boxes, of, picture, plain, refused, sent, step, text


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


@pytest.fixture
def walk(cast):
    """In review, with two sealed captures of who reported."""
    return Walk(cast, captures=held(10, 90, at=MONDAY, size=SIZE)).in_review()


def original(walk, number=1):
    return PieceVersion.objects.get(piece__case=walk.case, piece__number=number, number=1)


def settled(walk, cast):
    """Both captures disclosed as they are, so that the case may go on."""
    for piece in walk.case.pieces.captures():
        walk.do("redact", cast.alice, piece=piece, as_it_is=True)
    return walk


def in_hearing(walk, cast):
    return settled(walk, cast).in_hearing().opened()


# Who may --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["olga", "marie", "dora", "root", "carl", "pia", "jean", "camille"])
def test_to_whom_the_case_does_not_belong_there_is_nothing_to_draw_on(walk, cast, visit, who):
    for path, form in ((of(walk), None), (of(walk, asked="image/"), None), (of(walk), sent(walk, FACE))):
        answer = visit(getattr(cast, who), path, form, at=walk.at)
        nothing = visit(getattr(cast, who), path.replace(walk.reference, "45-2026-ZZZZ"), form, at=walk.at)
        assert (answer.status_code, nothing.status_code) == (404, 404)
        assert text(answer).replace(walk.reference, "") == text(nothing).replace("45-2026-ZZZZ", "")
    assert not DraftFile.objects.exists()


def test_whoever_is_not_signed_in_is_asked_to(walk, visit):
    for path in (of(walk), of(walk, asked="image/")):
        answer = visit(None, path, at=walk.at)
        assert (answer.status_code, answer["Location"]) == (302, f"/compte/login/?next={path}")


def test_whoever_reads_the_case_and_may_not_disclose_gets_what_the_step_says(walk, cast, visit):
    settled(walk, cast).in_deliberation().warned().opened().appealed().seated()
    for form in (None, sent(walk, FACE)):
        theirs, steps = (visit(cast.pia, path, form, at=walk.at) for path in (of(walk), step(walk)))
        assert theirs.status_code == steps.status_code == 403
    assert visit(cast.pia, of(walk, asked="image/"), at=walk.at).status_code == 403


def test_where_the_step_is_closed_its_sentence_stands_instead_of_the_image(walk, cast, visit):
    in_hearing(walk, cast)
    shown, late = (visit(cast.alice, of(walk), form, at=walk.at) for form in (None, sent(walk, FACE)))
    assert (shown.status_code, late.status_code) == (200, 409)
    for answer in (shown, late):
        assert "Cette étape est fermée" in read(answer) and "occulter/image/" not in text(answer)
    assert visit(cast.alice, of(walk, asked="image/"), at=walk.at).status_code == 404
    assert not DraftFile.objects.exists()


def test_somebody_asked_to_step_aside_draws_nothing(walk, cast, visit):
    in_hearing(walk, cast).do("request_recusal", cast.jean, person=cast.alice, reason="dispute", why="Un procès.")
    assert visit(cast.alice, of(walk), sent(walk, FACE), at=walk.at).status_code == 409


@pytest.mark.parametrize("number", [0, 3, 9, 10**40])
def test_what_is_no_image_of_the_case_is_not_found(walk, cast, visit, number):
    """Piece 3 is a text."""
    for path in (of(walk, number), of(walk, number, "image/")):
        assert visit(cast.alice, path, at=walk.at).status_code == 404
    assert visit(cast.alice, of(walk, number), sent(walk, FACE), at=walk.at).status_code == 404


def test_an_image_that_was_withdrawn_or_erased_or_lost_is_not_found(walk, cast, visit, media):
    Piece.objects.filter(number=1).update(withdrawn_at=walk.at)
    erased = {"erased_at": walk.at, "file": "", "original_sha256": "", "look": None, "made_by": None}
    PieceVersion.objects.filter(piece__number=2, number=1).update(**erased)
    for number in (1, 2):
        for path in (of(walk, number), of(walk, number, "image/")):
            assert visit(cast.alice, path, at=walk.at).status_code == 404


def test_a_file_that_is_gone_is_not_found(walk, cast, visit, media):
    for path in media.rglob("*.jpg"):
        path.unlink()
    for path, form in ((of(walk), None), (of(walk, asked="image/"), None), (of(walk), sent(walk, FACE))):
        assert visit(cast.alice, path, form, at=walk.at).status_code == 404


# From the boxes to the step -------------------------------------------------------------------------------------------


def test_without_a_box_nothing_is_used(walk, cast, visit):
    assert "Rien n’est encore caché" in refused(visit(cast.alice, of(walk), sent(walk), at=walk.at))[0]
    assert not DraftFile.objects.exists()


def test_the_image_waits_on_the_form_of_the_step_with_its_piece_chosen(walk, cast, browse):
    client = browse(cast.alice, at=walk.at)
    answer = client.post(of(walk, 2), sent(walk, FACE))
    assert (answer.status_code, answer["Location"]) == (303, step(walk))
    waiting = DraftFile.objects.get()
    assert waiting.original_sha256 == original(walk, 2).sha256
    page = client.get(step(walk))
    assert "L’image est prête" in read(page)
    assert f"/captures/{waiting.sha256}/vignette/" in text(page)
    assert page.context["form"]["piece"].value() == walk.case.pieces.get(number=2).pk
    assert [piece.number for piece in walk.case.sealed] == [1, 2]  # nothing is disclosed yet


def test_another_image_takes_the_place_of_the_one_that_waited(walk, cast, browse):
    client = browse(cast.alice, at=walk.at)
    for number in (1, 1, 2):
        assert client.post(of(walk, number), sent(walk, FACE)).status_code == 303
    assert DraftFile.objects.get().original_sha256 == original(walk, 2).sha256


def disclosed(walk, cast, browse, number=1):
    """Alice hides a face in a piece and discloses what results."""
    client = browse(cast.alice, at=walk.at)
    client.post(of(walk, number), sent(walk, FACE))
    form = client.get(step(walk)).context["form"]
    typed = {
        "basis": walk.case.basis,
        "token": form["token"].value(),
        "piece": form["piece"].value(),
        "alt": "Un visage.",
    }
    assert client.post(step(walk), typed).status_code == 303
    return walk.case.pieces.get(number=number).versions.order_by("number")


def test_what_is_disclosed_hides_the_box_and_the_original_stays_as_it_was(walk, cast, browse):
    before = original(walk)
    with before.opened() as file:
        bytes_before = file.read()
    sealed, shown = disclosed(walk, cast, browse)
    assert (sealed.use, shown.use, shown.made_by) == ("sealed", "disclosed", cast.alice)
    assert (sealed.columns, sealed.computed_digest()) == (before.columns, before.sha256)
    with sealed.opened() as file:
        assert file.read() == bytes_before
    assert len(picture(shown).crop(Box.read(FACE).on(SIZE)).getcolors()) == 1
    assert len(picture(sealed).crop(Box.read(FACE).on(SIZE)).getcolors()) > 1
    with shown.opened() as file, shown.opened(small=True) as small:
        assert told_by(file.read()) == told_by(small.read()) == ({}, {}, set())
    assert shown.sha256 == shown.computed_digest() and shown.original_sha256 == sealed.sha256
    assert not DraftFile.objects.exists()


def test_the_person_concerned_gets_the_image_with_the_box_and_never_the_original(walk, cast, browse, visit):
    _sealed, shown = disclosed(walk, cast, browse)
    walk.do("redact", cast.alice, piece=walk.case.pieces.get(number=2), text="La même publication.")
    walk.in_hearing().opened()
    seen = visit(cast.jean, f"/mon-dossier/{walk.reference}/pieces/1/", at=walk.at)
    with shown.opened() as file:
        assert b"".join(seen.streaming_content) == file.read()
    for path in (of(walk), of(walk, asked="image/"), f"/dossiers/{walk.reference}/pieces/1/1/",
                 f"/dossiers/{walk.reference}/pieces/1/1/vignette/", f"/captures/{original(walk).sha256}/",
                 f"/captures/{shown.sha256}/"):  # fmt: skip
        assert visit(cast.jean, path, at=walk.at).status_code == 404
    page = text(visit(cast.jean, f"/mon-dossier/{walk.reference}/", at=walk.at)).replace("\u202f", "")
    assert original(walk).sha256 not in page.replace(" ", "") and shown.sha256 in page.replace(" ", "")


def test_an_image_is_not_disclosed_for_a_piece_that_it_was_not_made_of(walk, cast, browse):
    client = browse(cast.alice, at=walk.at)
    client.post(of(walk, 1), sent(walk, FACE))
    other = walk.case.pieces.get(number=2)
    token = client.get(step(walk)).context["form"]["token"].value()
    answer = client.post(step(walk), {"basis": walk.case.basis, "token": token, "piece": other.pk})
    assert answer.status_code == 422 and "vient d’une autre pièce : 1." in plain(answer)
    assert other.is_sealed and DraftFile.objects.exists()


def test_nobody_has_images_drawn_without_end(walk, cast, visit, monkeypatch):
    monkeypatch.setitem(PACE, "previews", "1/h/key")
    answers = [visit(cast.alice, of(walk, asked="image/"), at=walk.at) for _each in range(2)]
    assert [one.status_code for one in answers] == [200, 429] and int(answers[1]["Retry-After"]) > 3000
    monkeypatch.setitem(PACE, "captures", "1/h/key")
    answers = [visit(cast.alice, of(walk), sent(walk, FACE), at=walk.at) for _each in range(2)]
    assert [one.status_code for one in answers] == [303, 429] and int(answers[1]["Retry-After"]) > 3000
    assert boxes(answers[1]) == [FACE] and "Beaucoup d’images" in read(answers[1])


# Two officers ---------------------------------------------------------------------------------------------------------


def test_who_comes_too_late_is_told_so_and_keeps_every_box(walk, cast, visit, browse):
    seen = walk.case.basis
    walk.do("redact", cast.bob, piece=walk.case.pieces.get(number=1), as_it_is=True)
    answer = visit(cast.alice, of(walk), sent(walk, FACE, "1,1,2,2", basis=seen), at=walk.at + days(0.01))
    assert answer.status_code == 409 and boxes(answer) == [FACE, "1,1,2,2"]
    assert "Le dossier a changé" in read(answer) and "Vos cadres sont conservés" in read(answer)
    assert not DraftFile.objects.exists()
    again = sent(walk, *boxes(answer), basis=answer.context["drawing"].seen)
    assert visit(cast.alice, of(walk), again, at=walk.at + days(0.01)).status_code == 303


def test_what_one_officer_draws_waits_for_nobody_else(walk, cast, browse):
    browse(cast.alice, at=walk.at).post(of(walk), sent(walk, FACE))
    other = browse(cast.bob, at=walk.at)
    assert "/captures/" not in text(other.get(step(walk)))
    assert other.get(f"/captures/{DraftFile.objects.get().sha256}/").status_code == 404


def test_a_form_that_is_forged_is_refused(walk, cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.alice)
    assert client.post(of(walk), sent(walk, FACE)).status_code == 403
    assert not DraftFile.objects.exists()


# Where it is offered --------------------------------------------------------------------------------------------------


def test_the_case_and_the_step_lead_here_for_each_image_while_the_step_is_open(walk, cast, visit):
    home = f"/dossiers/{walk.reference}/"
    for path in (home, step(walk)):
        page = text(visit(cast.alice, path, at=walk.at))
        assert [number for number in range(1, 5) if f'href="{of(walk, number)}"' in page] == [1, 2]
    in_hearing(walk, cast)
    assert "occulter/" not in text(visit(cast.alice, home, at=walk.at))
