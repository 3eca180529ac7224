"""Captures in a report, without any script: chosen, kept while something else is corrected, taken off, and sent."""

from datetime import timedelta

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler

from cases.captures import HEAVIEST, MOST
from cases.clock import sweep
from cases.models import Case, Draft, DraftFile, Piece, Report
from cases.views.pace import PACE
from tests.cases.boxes import file_opened

from ..images import CANARY, exif, picture, png_that_claims, raw, told_by, upload
from .browsing import is_shown, read, sessions, title
from .reporting import FIRST, LINK, SECOND, THIRD, choose, ready, send, stored

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REFUSED = {
    "SVG called an image": (SVG, "n’est pas une image"),
    "HTML called an image": (b"<!doctype html><html><script>alert(1)</script></html>", "n’est pas une image"),
    "GIF": (raw("GIF"), "n’est pas une image"),
    "PDF": (b"%PDF-1.7", "n’est pas une image"),
    "truncated": (raw("JPEG", picture(size=(96, 96)))[:900], "choisissez-la"),
    "a bomb": (png_that_claims(40_000, 40_000), "trop grande"),
    "nothing": (b"", "vide"),
    "eleven megabytes": (raw("JPEG") + b"\0" * (11 * 1024 * 1024), "10 Mo"),
}


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


def sent(client, *files, **typed):
    return client.post(FIRST, {"captures": list(files), **typed})


def shades(*which):
    return [upload(raw("PNG", picture(shade))) for shade in which]


def held():
    return [one.sha256 for one in DraftFile.objects.all()]


def files(media):
    return [one for one in media.rglob("*") if one.is_file()]


# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_capture_is_refused_with_a_sentence_and_everything_typed_is_kept(browse, cast, media, content, said):
    answer = sent(browse(cast.camille), upload(content), address=LINK, text="Le texte ?", handle="@jean")
    assert (answer.status_code, title(answer).startswith("Erreur : ")) == (422, True)
    assert said in read(answer) and 'href="#id_captures"' in answer.content.decode()
    assert is_shown(answer, LINK) and is_shown(answer, "Le texte ?") and is_shown(answer, "@jean")
    assert not DraftFile.objects.exists() and files(media) == []


def test_of_six_files_five_are_kept_and_the_page_says_so(browse, cast):
    answer = sent(browse(), *shades(10, 20, 30, 40, 50, 60), address=LINK)
    assert answer.status_code == 422 and len(held()) == MOST
    assert "5 images au plus : les premières sont gardées." in read(answer).replace("\u202f", " ")
    assert is_shown(answer, LINK)


@pytest.fixture
def written(monkeypatch):
    """(number of the file, bytes) of each piece of an upload that reaches the disk."""
    seen = []

    def write(handler, chunk, start):
        seen.append((handler.count, len(chunk)))
        handler.file.write(chunk)

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", write)
    return seen


def test_of_thirty_files_five_reach_the_disk_and_the_page_says_so(browse, cast, written):
    answer = sent(browse(), *shades(*range(30)), address=LINK)
    assert answer.status_code == 422 and len(held()) == MOST
    assert {number for number, _size in written} == set(range(1, MOST + 1))


def test_of_a_file_that_is_far_too_heavy_little_reaches_the_disk(browse, cast, written):
    answer = sent(browse(), upload(b"x" * (3 * HEAVIEST)), address=LINK)
    assert answer.status_code == 422 and "10 Mo" in read(answer).replace("\u00a0", " ")
    assert HEAVIEST < sum(size for _number, size in written) < HEAVIEST + 200_000


def test_a_bad_file_among_good_ones_stops_none_of_them(browse, cast):
    client = browse()
    answer = sent(client, upload(), upload(SVG), *shades(90), address=LINK)
    assert answer.status_code == 422 and len(held()) == 2
    assert read(answer).count("n’est pas une image") == 2  # above the form and beside the question


def test_whoever_sends_images_without_end_is_asked_to_wait_and_loses_nothing(browse, cast, monkeypatch):
    monkeypatch.setitem(PACE, "captures", "1/h/key")
    client = browse()
    sent(client, upload(), address="pas un lien")
    answer = sent(client, *shades(90), address=LINK, text="Le texte ?")
    assert (answer.status_code, len(held())) == (429, 1)
    assert "Beaucoup d’images sont arrivées d’ici" in read(answer) and is_shown(answer, "Le texte ?")
    assert int(answer["Retry-After"]) >= 3600
    assert sent(client, address=LINK)["Location"] == SECOND


def test_nothing_at_all_is_asked_for(browse, cast):
    answer = browse().post(FIRST, {})
    assert "Donnez un lien, une capture ou le texte de la publication." in read(answer)


# Kept while something else is corrected -------------------------------------------------------------------------------


def test_a_capture_is_kept_and_shown_when_the_address_is_wrong(browse, cast):
    client = browse()
    answer = sent(client, upload(), *shades(90), address="pas un lien")
    assert answer.status_code == 422
    page = answer.content.decode()
    for number, digest in enumerate(held(), start=1):
        assert f'src="/captures/{digest}/vignette/" alt="Capture {number}" loading="lazy"' in page
        assert f"Retirer la capture {number}" in page
    assert sent(client, address=LINK)["Location"] == SECOND
    assert len(held()) == 2
    again = client.get(FIRST).content.decode()
    assert all(f"/captures/{digest}/vignette/" in again for digest in held())


def test_each_capture_can_be_taken_off(browse, cast, media):
    client = browse()
    sent(client, upload(), *shades(90, 200), address=LINK)
    first, second, third = held()
    answer = client.post(FIRST, {"address": LINK, "captures-unwanted": [first, third]})
    assert (answer["Location"], held(), len(files(media))) == (SECOND, [second], 2)


def test_one_is_taken_off_to_make_room_for_another(browse, cast):
    client = browse()
    sent(client, *shades(10, 20, 30, 40, 50), address=LINK)
    full = sent(client, *shades(60), address=LINK)
    assert full.status_code == 422 and len(held()) == MOST
    answer = client.post(FIRST, {"address": LINK, "captures-unwanted": held()[0], "captures": shades(60)})
    assert answer["Location"] == SECOND and len(held()) == MOST


def test_who_takes_off_the_only_thing_given_is_asked_for_something(browse, cast):
    client = browse(cast.camille)
    sent(client, upload())
    choose(client)
    answer = client.post(FIRST, {"captures-unwanted": held()})
    assert answer.status_code == 422 and held() == []
    assert client.get(SECOND)["Location"] == FIRST
    assert client.post(THIRD, {})["Location"] in (FIRST, SECOND)
    assert not Report.objects.exists()


def test_the_same_file_chosen_again_is_kept_once(browse, cast):
    client = browse()
    sent(client, upload(), address="pas un lien")
    sent(client, upload(), address=LINK)
    assert len(held()) == 1


def test_the_check_page_shows_what_will_be_sent(browse, cast):
    client = browse(cast.camille)
    sent(client, upload(), address=LINK)
    choose(client)
    page = client.get(THIRD).content.decode()
    assert f'href="/captures/{held()[0]}/"' in page and "les captures</span>" in page
    ready(browse(), address=LINK)
    assert "captures" not in ready(browse(), address=LINK).get(THIRD).content.decode().split("<main")[1]


# For this browser alone -----------------------------------------------------------------------------------------------


def test_a_capture_on_a_draft_is_shown_to_its_browser_only(browse, cast):
    client = browse()
    sent(client, upload(), address=LINK)
    for path in (f"/captures/{held()[0]}/", f"/captures/{held()[0]}/vignette/"):
        assert client.get(path).status_code == 200
        for other in (browse(), browse(cast.alice), browse(cast.root), browse(cast.nina)):
            assert other.get(path).status_code == 404


def test_after_an_hour_it_is_gone_from_the_page_and_from_the_disk(browse, cast, media, clock):
    client = browse()
    sent(client, upload(), address=LINK)
    path = f"/captures/{held()[0]}/"
    clock.at += timedelta(minutes=61)
    assert client.get(path).status_code == 404
    assert "/captures/" not in client.get(FIRST).content.decode()
    sweep(at=clock.at)
    assert not Draft.objects.exists() and files(media) == []


def test_starting_over_takes_the_files_away(browse, cast, media):
    client = browse()
    sent(client, upload(), address=LINK)
    client.post("/signaler/recommencer/")
    assert not DraftFile.objects.exists() and files(media) == []


def test_signing_in_loses_no_capture_and_signing_out_leaves_none(browse, cast):
    client = browse()
    sent(client, upload(), address=LINK)
    client.force_login(cast.camille)
    assert f"/captures/{held()[0]}/" in client.get(FIRST).content.decode()
    client.post("/compte/logout/")
    assert "/captures/" not in client.get(FIRST).content.decode()


# Sent -----------------------------------------------------------------------------------------------------------------


def test_a_capture_alone_is_a_report(browse, cast, media):
    client = browse(cast.camille)
    assert sent(client, upload())["Location"] == SECOND
    choose(client)
    digest = held()[0]
    answer = send(client)
    assert answer.status_code == 303 and "Signalement reçu" in read(client.get(answer["Location"]))
    case, piece = Case.objects.get(), Piece.objects.get()
    assert (case.held_by_id, case.post.address, case.post.text) == ("national", None, "")
    assert (piece.case, piece.came_with, piece.versions.get().sha256) == (case, "report", digest)
    assert not DraftFile.objects.exists() and len(files(media)) == 2


def test_captures_of_a_second_report_join_the_one_case(browse, cast):
    for person, shade in ((cast.camille, 10), (cast.marie, 90)):
        client = browse(person)
        sent(client, *shades(shade), address=LINK)
        choose(client)
        send(client)
    assert list(Case.objects.get().pieces.order_by("number").values_list("number", "kind")) == [
        (1, "capture"), (2, "capture"),
    ]  # fmt: skip


def test_the_same_form_twice_is_one_report_with_its_capture(browse, cast):
    client = browse(cast.camille)
    sent(client, upload(), address=LINK)
    choose(client)
    typed = {"token": client.get(THIRD).context["form"]["token"].value()}
    first, second = client.post(THIRD, typed), client.post(THIRD, typed)
    assert first["Location"] == second["Location"] and Piece.objects.count() == 1


def test_a_capture_that_went_meanwhile_is_asked_for_again(browse, cast, monkeypatch):
    client = browse(cast.camille)
    sent(client, upload(), address=LINK)
    choose(client)
    token = client.get(THIRD).context["form"]["token"].value()
    monkeypatch.setattr("cases.models.draft.DraftFileQuerySet.delete", lambda rows: (0, {}))
    answer = client.post(THIRD, {"token": token})
    assert answer["Location"] == FIRST and not Report.objects.exists()
    assert "choisissez-la à nouveau" in read(client.get(FIRST))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_who_sends_a_photograph_tells_neither_name_nor_place(browse, cast, media, kind):
    """The name of the file, what it claims to be, and what a telephone writes into it, are stored nowhere."""
    client = browse(cast.camille)
    photograph = upload(raw(kind, exif=exif()), name=f"../../capture_{CANARY}.png", kind=f"image/{CANARY}")
    first = sent(client, photograph, address="pas un lien")
    sent(client, address=LINK)
    choose(client)
    shown = [first, client.get(FIRST), client.get(THIRD), client.get(f"/captures/{held()[0]}/")]
    shown += [send(client), client.get("/mes-signalements/")]
    assert CANARY not in str(sessions()) and stored(CANARY) == set()
    for answer in shown:
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert CANARY.encode() not in content and CANARY not in str(answer.headers)
    for path in files(media):
        assert CANARY not in path.name and CANARY.encode() not in file_opened(path)
        assert told_by(file_opened(path)) == ({}, {}, set())


def test_the_page_offers_camera_and_gallery(browse, cast):
    page = browse().get(FIRST).content.decode()
    assert 'enctype="multipart/form-data"' in page
    kinds = ",".join(f"image/{kind}" for kind in ("jpeg", "png", "webp", "heic", "heif"))
    assert f'<input type="file" name="captures" accept="{kinds}" multiple' in page
