"""The step that adds an image: refused with a sentence, kept while the rest is corrected, drawn for nobody else."""

import pytest

from cases.captures import of_upload
from cases.models import DraftFile
from cases.views.pace import PACE

from ..cast import Walk
from ..images import exif, picture, raw, upload
from .browsing import read, title


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


def text(answer):
    return answer.content.decode()


@pytest.fixture
def form(cast, browse):
    """Alice's browser at the form, and how she sends it."""
    walk = Walk(cast).in_review()
    client, page = browse(cast.alice, at=walk.at), f"/dossiers/{walk.reference}/add_evidence/"

    def send(**typed):
        shown = client.get(page).context["form"]
        return client.post(page, {"basis": walk.case.basis, "token": shown["token"].value(), **typed})

    send.client, send.page, send.walk = client, page, walk
    return send


def test_an_officer_adds_a_capture(form):
    page = text(form.client.get(form.page))
    assert 'enctype="multipart/form-data"' in page and '<input type="file" name="capture" accept="image/jpeg,' in page
    answer = form(capture=upload(raw("JPEG", exif=exif())), alt="Une menace.")
    assert (answer.status_code, answer["Location"]) == (303, f"/dossiers/{form.walk.reference}/")
    piece = form.walk.case.pieces.captures().get()
    assert (piece.alt, piece.came_with, piece.is_sealed) == ("Une menace.", "officer", False)
    assert not DraftFile.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [({"capture": upload(b"<svg/>")}, "n’est pas une image"), ({}, "choisissez une image"),
     ({"capture": upload(), "text": "Un texte aussi."}, "deux pièces")],
)  # fmt: skip
def test_what_cannot_be_added_is_422_with_a_sentence_and_everything_kept(form, typed, said):
    if "capture" in typed:
        typed["capture"].seek(0)
    answer = form(alt="Ce qu’elle montre ?", others_visible="on", **typed)
    assert (answer.status_code, title(answer).startswith("Erreur : ")) == (422, True)
    assert said in read(answer) and "Ce qu’elle montre" in text(answer) and "checked" in text(answer)
    assert not form.walk.case.pieces.captures().exists()


def test_the_image_stays_chosen_while_the_rest_is_corrected(form):
    answer = form(capture=upload(), text="Un texte aussi.")
    digest = DraftFile.objects.get().sha256
    assert f'<img src="/captures/{digest}/vignette/"' in text(answer)
    assert form().status_code == 303
    assert form.walk.case.pieces.captures().get().versions.get().sha256 == digest


def test_another_image_takes_the_place_of_the_first_and_it_can_be_taken_off(form):
    form(capture=upload(), text="x")
    form(capture=upload(raw("PNG", picture(90))), text="x")
    [held_now] = DraftFile.objects.all()
    answer = form(**{"capture-unwanted": held_now.sha256, "text": "Un texte, finalement."})
    assert answer.status_code == 303 and not DraftFile.objects.exists()
    assert form.walk.case.pieces.latest("number").versions.get().text == "Un texte, finalement."


def test_who_comes_too_late_finds_the_image_again(form, cast):
    shown = form.client.get(form.page).context["form"]
    typed = {"basis": form.walk.case.basis, "token": shown["token"].value(), "capture": upload(), "alt": "Une menace."}
    form.walk.do("add_evidence", cast.bob, text="Autre chose.", others_visible=False, later=0)
    late = form.client.post(form.page, typed)
    assert late.status_code == 409 and "Une menace." in text(late)
    assert f"/captures/{DraftFile.objects.get().sha256}/vignette/" in text(late)
    assert form(alt="Une menace.").status_code == 303
    assert form.walk.case.pieces.captures().get().alt == "Une menace."


def test_the_same_form_twice_is_one_piece_and_leaves_nothing_behind(form):
    shown = form.client.get(form.page).context["form"]
    for _ in range(2):
        typed = {"basis": form.walk.case.basis, "token": shown["token"].value(), "capture": upload()}
        assert form.client.post(form.page, typed).status_code == 303
    assert form.walk.case.pieces.captures().count() == 1 and not DraftFile.objects.exists()


def test_whoever_may_not_add_a_piece_leaves_no_image(form, cast, browse):
    for who, status in ((cast.olga, 404), (cast.jean, 404), (cast.nina, 409)):
        answer = browse(who, at=form.walk.at).post(form.page, {"capture": upload()})
        assert answer.status_code == status
    assert DraftFile.objects.count() == 1  # of Nina, who may add pieces, but not to a case held elsewhere


def test_whoever_may_not_take_the_step_has_no_image_drawn(cast, browse, monkeypatch):
    """Paul sits on the appeal and reads the case; pieces are not his to add, whatever the form says besides."""
    walk = Walk(cast).in_review().in_deliberation().warned().opened().appealed().seated()
    drawn = []
    monkeypatch.setattr("cases.forms.captures.of_upload", lambda one: drawn.append(one) or of_upload(one))
    for typed in ({"capture": upload()}, {"capture": upload(), "text": "x", "basis": walk.case.basis}):
        answer = browse(cast.paul, at=walk.at).post(f"/dossiers/{walk.reference}/add_evidence/", typed)
        assert (answer.status_code, drawn, DraftFile.objects.count()) == (403, [], 0)


def test_images_without_end_are_put_off_and_nothing_typed_is_lost(form, cast, browse, monkeypatch):
    monkeypatch.setitem(PACE, "captures", "1/h/key")
    assert form(capture=upload(), text="x").status_code == 422
    answer = form(capture=upload(raw("PNG", picture(90))), alt="Une menace.")
    assert (answer.status_code, int(answer["Retry-After"])) == (429, 3601)
    shown = read(answer)
    assert "Beaucoup d’images sont arrivées d’ici" in shown and "Tout ce que vous avez écrit est gardé." in shown
    assert 'value="Une menace."' in text(answer) and len(DraftFile.objects.all()) == 1
    assert not form.walk.case.pieces.captures().exists()
    assert form(alt="Une menace.").status_code == 303  # with the first, still held: without new images one goes on
    bob = browse(cast.bob, at=form.walk.at)
    assert bob.post(form.page, {"capture": upload(), "basis": form.walk.case.basis}).status_code == 303
