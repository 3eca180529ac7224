"""A screenshot that a telephone shares: held on a draft of this browser, as if it had been chosen on the first step."""

import pytest
from django.test import Client

from cases.captures import MOST
from cases.models import Draft, DraftFile, Piece, Report
from cases.views.pace import PACE

from ..images import upload
from .browsing import read, sessions
from .reporting import FIRST, LINK, SECOND, SHARED, THIRD, choose, ready, send, stored
from .test_report_captures import REFUSED, SVG, _apart, files, held, shades  # noqa: F401  (_apart is a fixture)
from .test_share import share

ELSEWHERE = [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://ailleurs.example"}]


# From another site ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("headers", ELSEWHERE, ids=str)
def test_another_site_makes_no_image_be_held_nor_even_drawn(browse, cast, media, monkeypatch, headers):
    """Also where a browser should send our cookies along: what is there stays, and nobody is signed out."""
    monkeypatch.setattr("cases.views.share.of_upload", None)
    client = ready(browse(cast.camille), text="Mes mots.")
    before = Draft.objects.get().answers
    answer = client.post(SHARED, {"url": LINK, "captures": shades(10, 90)}, headers=headers)
    assert answer.status_code == 303 and answer["Location"].startswith(f"{FIRST}?address=")
    assert "sessionid" not in answer.cookies and Draft.objects.get().answers == before
    assert not DraftFile.objects.exists() and files(media) == []
    page = read(client.get(answer["Location"])).replace("\u202f", " ")
    assert "Les images n’ont pas suivi : choisissez-les ici." in page


def test_what_another_site_sends_uses_up_nothing_of_what_one_may_ask(browse, cast, monkeypatch):
    monkeypatch.setitem(PACE, "publications_of_strangers", "1/h/key")
    for _ in range(3):
        answer = browse().post(SHARED, {"url": LINK}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 303
    assert share(browse(), url=LINK)["Location"] == SECOND


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "none", "Origin": "null"}, {"Origin": "null"}, {"Origin": "http://testserver"}],
    ids=str,
)
def test_a_share_sheet_belongs_to_no_site(browse, cast, headers):
    answer = browse().post(SHARED, {"url": LINK, "captures": shades(10)}, headers=headers)
    assert answer["Location"] == SECOND and len(held()) == 1


def test_no_token_is_asked_for_and_nothing_is_sent(db, cast, clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.camille)
    assert share(client, captures=shades(10))["Location"] == FIRST
    assert (len(held()), Report.objects.count()) == (1, 0)
    assert client.post(FIRST, {"address": LINK}).status_code == 403


# What is no capture ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_capture_is_refused_as_on_the_page_and_the_link_is_kept(browse, cast, media, content, said):
    client = browse()
    answer = share(client, url=LINK, captures=upload(content))
    assert (answer.status_code, answer["Location"]) == (303, FIRST)
    page = client.get(FIRST)
    assert said in read(page).replace("\xa0", " ") and page.context["form"]["address"].value().endswith("0001")
    assert files(media) == [] and not DraftFile.objects.exists()


def test_a_bad_image_alone_begins_nothing(browse, cast):
    client = browse()
    assert share(client, captures=upload(SVG))["Location"] == FIRST
    assert "n’est pas une image" in read(client.get(FIRST))
    assert not Draft.objects.exists() and "draft" not in str(sessions())


def test_a_bad_image_among_good_ones_stops_none_of_them(browse, cast):
    client = browse()
    assert share(client, captures=[upload(), upload(SVG), *shades(90)])["Location"] == FIRST
    assert len(held()) == 2 and "n’est pas une image" in read(client.get(FIRST))


@pytest.mark.parametrize("sent", [6, 30])
def test_of_too_many_the_first_are_kept_and_the_page_says_so(browse, cast, sent):
    client = browse()
    assert share(client, url=LINK, captures=shades(*range(0, 8 * sent, 8)))["Location"] == FIRST
    page = client.get(FIRST)
    assert len(held()) == MOST and "5 images au plus : les premières sont gardées." in read(page).replace("\u202f", " ")
    assert all(f"/captures/{digest}/vignette/" in page.content.decode() for digest in held())
    assert "vide" not in read(page)  # what was dropped on its way is not called empty


def test_a_link_that_is_no_post_stops_no_image(browse, cast):
    client = browse()
    assert share(client, url="https://x.com/jean", captures=upload())["Location"] == FIRST
    assert "C’est la page d’un compte" in read(client.get(FIRST)) and len(held()) == 1


def test_words_that_are_too_long_stop_no_image(browse, cast):
    client = browse()
    assert share(client, text="a" * 5001, captures=upload())["Location"] == FIRST
    assert "5000 caractères" in read(client.get(FIRST)).replace("\u202f", " ").replace("\xa0", " ") and len(held()) == 1


def test_images_without_end_are_put_off_and_the_link_is_kept(browse, cast, monkeypatch):
    monkeypatch.setitem(PACE, "captures", "1/h/key")
    client = browse(cast.camille)
    share(client, captures=shades(10))
    assert share(client, url=LINK, captures=shades(90))["Location"] == FIRST
    page = client.get(FIRST)
    assert "Beaucoup d’images sont arrivées d’ici" in read(page) and held() == []
    assert page.context["form"]["address"].value().endswith("0001")


# What is --------------------------------------------------------------------------------------------------------------


def test_a_screenshot_alone_waits_on_the_first_step_and_is_a_report(browse, cast):
    client = browse(cast.camille)
    assert share(client, captures=upload())["Location"] == FIRST
    page = client.get(FIRST)
    assert f"/captures/{held()[0]}/vignette/" in page.content.decode() and list(page.context["messages"]) == []
    assert client.post(FIRST, {})["Location"] == SECOND
    choose(client)
    send(client)
    assert Piece.objects.get().report == Report.objects.made_by(cast.camille).get()


def test_with_a_link_it_skips_the_first_step(browse, cast):
    client = browse(cast.camille)
    assert share(client, text=f"Vois : {LINK}", captures=shades(10, 90))["Location"] == SECOND
    choose(client)
    digests = held()
    assert all(f"/captures/{one}/" in client.get(THIRD).content.decode() for one in digests)
    send(client)
    assert Report.objects.get().pieces.count() == 2


def test_words_and_a_screenshot_are_both_kept(browse, cast):
    client = browse()
    share(client, text="On te trouvera.", captures=upload())
    assert client.get(FIRST).context["form"]["text"].value() == "On te trouvera." and len(held()) == 1


def test_it_begins_anew_and_takes_the_captures_of_an_older_draft_away(browse, cast, media):
    client = ready(browse(cast.camille), captures=shades(10))
    before = held()
    share(client, captures=shades(90))
    assert len(held()) == 1 and held() != before and len(files(media)) == 2
    assert Draft.objects.get().answers["address"] == ""


def test_what_is_held_belongs_to_this_browser_and_tells_no_name(browse, cast):
    client = browse()
    share(client, captures=upload(name="IMG_CANARY.png"))
    path = f"/captures/{held()[0]}/"
    assert client.get(path).status_code == 200 and browse(cast.nina).get(path).status_code == 404
    assert stored("CANARY") == set()
