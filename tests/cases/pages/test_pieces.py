"""Images behind the same doors as the pages that show them: to all others they do not exist."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Piece, PieceVersion, Reading

from ..cast import MONDAY, Walk, a_report, days
from ..images import held, picture, raw, upload
from .browsing import read

NOBODY = ("olga", "marie", "dora", "root", "carl", "pia")


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


@pytest.fixture
def walk(cast):
    """In review, with two captures of Camille: the first disclosed as it is, the second as a text."""
    walk = Walk(cast, captures=held(10, 90, at=MONDAY)).in_review()
    first, second = walk.case.pieces.captures().order_by("number")
    walk.do("redact", cast.alice, piece=first, as_it_is=True, alt="Une menace, écrite en rouge.")
    walk.do("redact", cast.alice, piece=second, text="La même publication.")
    return walk


def of_case(walk, number=1, version=1, small=""):
    return f"/dossiers/{walk.reference}/pieces/{number}/{version}/{small}"


def mine(walk, number=1, small=""):
    return f"/mon-dossier/{walk.reference}/pieces/{number}/{small}"


def sent(walk, number=1, small=""):
    return f"/mes-signalements/{walk.code}/captures/{number}/{small}"


def bytes_of(answer):
    return b"".join(answer.streaming_content)


def text(answer):
    return answer.content.decode()


# Who reads the case ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [*NOBODY, "jean", "camille"])
def test_to_whom_the_case_does_not_belong_its_images_do_not_exist(walk, cast, visit, who):
    for path in (of_case(walk), of_case(walk, small="vignette/")):
        answer = visit(getattr(cast, who), path, at=walk.at)
        nothing = visit(getattr(cast, who), path.replace(walk.reference, "45-2026-ZZZZ"), at=walk.at)
        assert (answer.status_code, nothing.status_code) == (404, 404)
        assert text(answer).replace(walk.reference, "") == text(nothing).replace("45-2026-ZZZZ", "")


def test_whoever_is_not_signed_in_is_asked_to(walk, visit):
    for path in (of_case(walk), mine(walk), sent(walk)):
        answer = visit(None, path, at=walk.at)
        assert (answer.status_code, answer["Location"]) == (302, f"/compte/login/?next={path}")


def test_whoever_stepped_aside_and_whoever_gave_the_case_up_see_no_image(walk, cast, visit):
    walk.do("declare_recusal", cast.bob, reason="kinship")
    assert visit(cast.bob, of_case(walk), at=walk.at).status_code == 404
    walk.referred()
    assert visit(cast.alice, of_case(walk), at=walk.at).status_code == 404
    assert visit(cast.nina, of_case(walk), at=walk.at).status_code == 200


def test_the_panel_sees_images_once_it_sits(walk, cast, visit):
    walk.in_deliberation().warned().opened().appealed()
    assert visit(cast.pia, of_case(walk), at=walk.at).status_code == 404
    walk.seated()
    assert visit(cast.pia, of_case(walk), at=walk.at).status_code == 200


@pytest.mark.parametrize("path", ["9/1/", "1/9/", "0/0/", "2/2/", "3/1/", f"{10**40}/1/", f"1/{10**40}/"])
def test_what_is_no_image_of_the_case_is_not_found(walk, cast, visit, path):
    assert visit(cast.alice, f"/dossiers/{walk.reference}/pieces/{path}", at=walk.at).status_code == 404


def test_a_piece_that_was_withdrawn_or_erased_is_not_found(walk, cast, visit):
    PieceVersion.objects.filter(piece__number=2, number=1).update(
        erased_at=walk.at, file="", original_sha256="", look=None, made_by=None
    )
    assert visit(cast.alice, of_case(walk, 2), at=walk.at).status_code == 404
    Piece.objects.filter(number=1).update(withdrawn_at=walk.at)
    assert visit(cast.alice, of_case(walk, 1), at=walk.at).status_code == 404


def test_a_file_that_is_gone_is_not_found(walk, cast, visit, media):
    for path in media.rglob("*.jpg"):
        path.unlink()
    assert visit(cast.alice, of_case(walk), at=walk.at).status_code == 404
    assert visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at).status_code == 200


def test_an_image_is_served_as_nothing_else_and_kept_nowhere(walk, cast, visit):
    for path in (of_case(walk), of_case(walk, small="vignette/")):
        answer = visit(cast.alice, path, at=walk.at)
        assert answer.status_code == 200
        assert bytes_of(answer)[:3] == b"\xff\xd8\xff"
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"] == 'inline; filename="piece-1.jpg"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["Content-Security-Policy"] == "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        assert not {"ETag", "Last-Modified", "Accept-Ranges"} & set(answer.headers)


def test_what_is_served_is_what_the_fingerprint_says(walk, cast, visit):
    version = walk.case.pieces.get(number=1).versions.get(number=1)
    assert len(bytes_of(visit(cast.alice, of_case(walk), at=walk.at))) == version.size
    assert len(bytes_of(visit(cast.alice, of_case(walk, small="vignette/"), at=walk.at))) < version.size


def test_opening_an_image_is_written_down_and_a_thumbnail_is_part_of_its_page(walk, cast, visit):
    visit(cast.alice, of_case(walk, small="vignette/"), at=walk.at)
    visit(cast.alice, of_case(walk), at=walk.at)
    visit(cast.alice, of_case(walk, 9), at=walk.at)
    opened = Reading.objects.exclude(purpose__startswith="refused").values_list("person", "purpose", "at")
    assert list(opened) == [(cast.alice.pk, "piece 1.1", walk.at)]


def test_images_are_only_looked_at(walk, cast, visit):
    for who, path in ((cast.alice, of_case(walk)), (cast.camille, sent(walk)), (cast.jean, mine(walk))):
        assert visit(who, path, {}, at=walk.at).status_code == 405


# The person concerned -------------------------------------------------------------------------------------------------


def test_the_person_sees_no_image_before_the_grievances_are_open(walk, cast, visit):
    walk.informed()
    assert visit(cast.jean, mine(walk), at=walk.at).status_code == 404
    walk.in_hearing()
    assert visit(cast.jean, mine(walk), at=walk.at).status_code == 404
    walk.opened()
    assert visit(cast.jean, mine(walk), at=walk.at).status_code == 200


def test_the_person_sees_what_was_disclosed_and_nothing_that_is_sealed(walk, cast, visit):
    walk.in_hearing().opened()
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(200, at=walk.at))
    seen = [visit(cast.jean, mine(walk, number), at=walk.at).status_code for number in range(6)]
    assert seen == [404, 200, 404, 404, 404, 404]  # 1 is the image, 2 a text instead of one, 4 came too late
    assert visit(cast.jean, of_case(walk), at=walk.at).status_code == 404


def test_the_version_that_hides_somebody_is_the_one_that_is_seen(cast, visit):
    walk = Walk(cast, captures=held(10, at=MONDAY)).in_review()
    [hidden] = held(200, at=walk.at)
    walk.do("redact", cast.alice, piece=walk.case.pieces.get(number=1), capture=hidden)
    walk.in_hearing().opened()
    sealed, shown = walk.case.pieces.get(number=1).versions.order_by("number")
    seen = bytes_of(visit(cast.jean, mine(walk), at=walk.at))
    with shown.opened() as there, sealed.opened() as never:
        assert seen == there.read() != never.read()


@pytest.mark.parametrize("who", [*NOBODY, "alice", "nina", "camille"])
def test_nobody_else_sees_it_at_the_address_of_the_person(walk, cast, visit, who):
    walk.in_hearing().opened()
    assert visit(getattr(cast, who), mine(walk), at=walk.at).status_code == 404


def test_whoever_assists_sees_it_too(walk, cast, visit):
    walk.in_hearing().opened().do("name_counsel", cast.jean, person=cast.carl)
    assert visit(cast.carl, mine(walk, small="vignette/"), at=walk.at).status_code == 200


def test_the_page_of_the_person_shows_image_text_and_fingerprint_in_the_order_of_the_pieces(walk, cast, visit):
    walk.in_hearing().opened()
    page = text(visit(cast.jean, f"/mon-dossier/{walk.reference}/", at=walk.at))
    alt = 'alt="Une menace, écrite en rouge." lang="fr" loading="lazy"'
    assert f'<img src="{mine(walk, small="vignette/")}" {alt}>' in page
    assert ">On te trouvera.</blockquote>" in page
    order = [
        page.index(one) for one in ("Pièce 1, capture", "Pièce 2, capture", "La même publication.", "Pièce 3, texte")
    ]
    assert order == sorted(order)
    digest = walk.case.pieces.get(number=1).versions.first().sha256
    assert " ".join(re.findall("....", digest)) in page


# Who reported ---------------------------------------------------------------------------------------------------------


def test_who_reported_sees_what_he_or_she_sent_and_no_more(walk, cast, visit):
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(200, at=walk.at))
    seen = [visit(cast.camille, sent(walk, number), at=walk.at).status_code for number in range(4)]
    assert seen == [404, 200, 200, 404]
    assert visit(cast.camille, sent(walk, 10**40), at=walk.at).status_code == 404


@pytest.mark.parametrize("who", [*NOBODY, "alice", "nina", "jean"])
def test_nobody_else_sees_it_by_the_code(walk, cast, visit, who):
    assert visit(getattr(cast, who), sent(walk), at=walk.at).status_code == 404


def test_the_page_of_a_report_shows_its_captures_as_they_were_sent(walk, cast, visit):
    answer = visit(cast.camille, f"/mes-signalements/{walk.code}/", at=walk.at)
    for number in (1, 2):
        assert f'<img src="{sent(walk, number, "vignette/")}" alt="Capture {number}" loading="lazy">' in text(answer)
    assert walk.reference not in text(answer) and "Une menace, écrite" not in text(answer)
    assert visit(cast.camille, sent(walk), at=walk.at)["Content-Disposition"] == 'inline; filename="capture-1.jpg"'


# The officer's pages --------------------------------------------------------------------------------------------------


def test_the_case_shows_thumbnails_with_number_origin_fingerprint_and_words(walk, cast, visit):
    answer = visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at)
    page = text(answer)
    link = f'<a class="capture blurred" data-veiled="Montrer" href="{of_case(walk)}">'
    assert f'{link}<img src="{of_case(walk, small="vignette/")}"' in page
    assert 'alt="Une menace, écrite en rouge." lang="fr" loading="lazy"' in page
    assert 'alt="Capture, pièce 2, pas encore décrite"' in page
    assert "Pièce 1, capture" in read(answer) and "avec un signalement" in read(answer)
    assert "Original scellé · empreinte" in read(answer)


def test_a_sealed_capture_leads_to_what_opens_it(cast, visit):
    walk = Walk(cast, captures=held(at=MONDAY)).in_review()
    page = text(visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at))
    assert "La personne ne voit pas cette pièce." in page
    assert f'<a href="/dossiers/{walk.reference}/redact/">En faire une version communicable</a>' in page


def test_a_capture_that_came_after_the_grievances_is_said_to_count_for_nothing(walk, cast, visit):
    walk.in_hearing().opened()
    before = read(visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at))
    assert "arrivée après les griefs" not in before
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(200, at=walk.at))
    assert "arrivée après les griefs" in read(visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at))


def test_whoever_claims_a_case_without_a_capture_is_asked_for_one(cast, visit):
    walk, asked = Walk(cast), "Aucune capture de la publication"
    page = f"/dossiers/{walk.reference}/"
    assert asked not in read(visit(cast.alice, page, at=walk.at))
    walk.do("claim", cast.alice)
    answer = visit(cast.alice, page, at=walk.at)
    assert asked in read(answer) and f'<a href="{page}add_evidence/">Verser une capture</a>' in text(answer)
    assert asked not in read(visit(cast.bob, page, at=walk.at))
    [capture] = held(at=walk.at)
    walk.do("add_evidence", cast.alice, capture=capture, others_visible=False)
    assert asked not in read(visit(cast.alice, page, at=walk.at))


def test_nobody_is_asked_where_nothing_can_be_added(cast, visit):
    walk = Walk(cast).in_review().in_deliberation()
    answer = visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at)
    assert walk.case.claimed_by == cast.alice and "Aucune capture" not in read(answer)


def test_a_case_with_many_captures_costs_no_more_to_read(cast, visit):
    few, many = (Walk(cast, captures=captures) for captures in (held(10, at=MONDAY), held(60, 80, 90, 99, at=MONDAY)))
    counts = []
    for walk in (few, many):
        with CaptureQueriesContext(connection) as asked:
            visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at)
        counts.append(len(asked))
    assert counts[0] == counts[1]


# The step that discloses them -----------------------------------------------------------------------------------------


def test_captures_opened_one_by_one_are_disclosed_together(cast, browse):
    walk = Walk(cast, captures=held(0, 90, 200, at=MONDAY)).in_review()
    client, page = browse(cast.alice, at=walk.at), f"/dossiers/{walk.reference}/redact/"
    shown = client.get(page)
    addresses = re.findall(r'class="capture[^>]* href="([^"]+)"', text(shown))
    one, *others = walk.case.pieces.captures().order_by("number")
    typed = {"basis": walk.case.basis, "piece": one.pk, "as_it_is": "on", "also": [piece.pk for piece in others]}
    for address in addresses[:2]:
        client.get(address + "vignette/")
        assert client.get(address).status_code == 200
    answer = client.post(page, {**typed, "token": shown.context["form"]["token"].value()})
    assert answer.status_code == 422 and "Il reste, par numéro : 3." in read(answer)
    client.get(addresses[2])
    assert client.post(page, {**typed, "token": shown.context["form"]["token"].value()}).status_code == 303
    assert walk.case.sealed == []


def test_an_officer_hides_something_with_an_image_of_her_own(walk, cast, visit):
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(200, at=walk.at))
    page, late = f"/dossiers/{walk.reference}/redact/", walk.case.pieces.latest("number")
    typed = {"basis": walk.case.basis, "piece": late.pk, "capture": upload(raw("PNG", picture(120)))}
    assert visit(cast.alice, page, typed, at=walk.at + days(1)).status_code == 303
    assert [one.use for one in late.versions.order_by("number")] == ["sealed", "disclosed"]


def test_what_waits_to_be_disclosed_is_shown_beside_the_form_with_each_text_and_chosen_first(cast, visit):
    walk = Walk(cast).in_review()
    walk.do("add_evidence", cast.alice, text="Marie a répondu.", others_visible=True)
    a_report(cast.marie, at=walk.at, address=walk.case.post.address, captures=held(200, at=walk.at))
    answer = visit(cast.alice, f"/dossiers/{walk.reference}/redact/", at=walk.at)
    assert of_case(walk, 3, small="vignette/") in text(answer) and "Marie a répondu." in read(answer)
    assert "On te trouvera." in read(answer)  # disclosed as it is, and may still be said otherwise
    assert answer.context["form"]["piece"].value() == walk.case.pieces.get(number=2).pk


def test_the_form_warns_that_an_image_may_show_who_reported(walk, cast, visit):
    assert "rien n’y montre qui a signalé" in read(visit(cast.alice, f"/dossiers/{walk.reference}/redact/", at=walk.at))
