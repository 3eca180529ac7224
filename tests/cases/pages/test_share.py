"""The share sheet: a link to a post skips the first step; what is begun is a draft of this browser, and no more."""

import json
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image

from cases.forms.captures import ACCEPTED
from cases.models import Draft, Report

from .browsing import read, sessions
from .reporting import FIRST, LINK, SECOND, SHARED, THIRD, choose, describe, ready, send

OTHER = "https://x.com/autre/status/5"


def share(client, **shared):
    return client.post(SHARED, {"title": "", "text": "", "url": "", **shared})


@pytest.mark.parametrize(
    "shared",
    [
        {"url": LINK}, {"text": LINK}, {"title": LINK}, {"text": f"Vois ce post !\n{LINK}?s=20", "title": "X"},
        {"url": LINK, "text": OTHER, "title": OTHER}, {"text": LINK, "title": OTHER},
        {"url": "https://t.co/AbC", "text": LINK},
    ],
    ids=str,
)  # fmt: skip
def test_the_first_link_of_url_then_text_then_title_skips_the_first_step(browse, cast, shared):
    client = browse(cast.camille)
    answer = share(client, **shared)
    assert (answer.status_code, answer["Location"]) == (303, SECOND)
    assert client.get(SECOND).status_code == 200
    choose(client)
    assert "X · @jean_exemple45" in read(client.get(THIRD))
    assert not Report.objects.exists()
    send(client, federation="45")
    assert Report.objects.made_by(cast.camille).get().text == ""


@pytest.mark.parametrize(
    ("shared", "said"),
    [
        ({"url": "https://t.co/AbC"}, "Ce lien court ne dit pas quelle publication il ouvre."),
        ({"text": "Regarde https://vm.tiktok.com/ZMabc/"}, "Ouvrez la publication puis copiez son adresse complète."),
        ({"url": "https://x.com/jean"}, "C’est la page d’un compte"),
        ({"text": "https://x.com/messages/12-34"}, "Nous ne traitons que ce qui est visible par d’autres."),
        ({"url": "javascript:alert(1)"}, "Ce n’est pas l’adresse d’une page web."),
        ({"text": "On te\x00 trouvera."}, "Cette adresse contient des caractères"),
    ],
)  # fmt: skip
def test_what_is_no_post_leads_to_the_first_step_which_says_why_and_stores_nothing(browse, cast, shared, said):
    client = browse()
    answer = share(client, **shared)
    assert (answer.status_code, answer["Location"]) == (303, FIRST)
    assert said in read(client.get(FIRST))
    assert not Draft.objects.exists() and "draft" not in str(sessions())


def test_words_that_were_selected_are_filled_in(browse, cast):
    client = browse()
    assert share(client, text="On te trouvera.", title="Facebook")["Location"] == FIRST
    form = client.get(FIRST).context["form"]
    assert form["text"].value() == "On te trouvera." and form.without_link


def test_nothing_shared_leads_to_the_first_step(browse, cast):
    answer = share(browse())
    assert (answer.status_code, answer["Location"]) == (303, FIRST)
    assert not Draft.objects.exists()


def test_no_token_is_asked_for_and_only_a_draft_is_made(db, cast, clock):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.camille)
    assert share(client, url=LINK).status_code == 303
    assert (Draft.objects.count(), Report.objects.count()) == (1, 0)
    assert client.post(SECOND, {"article": "unsure"}).status_code == 403
    assert client.post(THIRD, {}).status_code == 403


def test_what_is_begun_belongs_to_this_browser(browse, cast):
    share(browse(), url=LINK)
    assert browse().get(SECOND)["Location"] == FIRST


def test_it_begins_anew_and_mixes_nothing_with_an_older_draft(browse, cast):
    client = ready(browse(cast.camille), address=OTHER)
    send(client, explanation="De l’autre.", change="publication")
    token = Draft.objects.get().answers["token"]
    share(client, url=LINK)
    draft = Draft.objects.get()
    assert "explanation" not in draft.answers and "article" not in draft.answers
    assert draft.answers["token"] != token and draft.answers["author"] == "jean_exemple45"


def test_a_page_of_another_site_begins_nothing_and_signs_nobody_out(browse, cast):
    """Such a request comes without our cookies: a session begun now would replace that of whoever is signed in."""
    client = Client()
    answer = client.post(SHARED, {"url": LINK + "?s=20"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 303
    assert "sessionid" not in answer.cookies and not Draft.objects.exists()
    assert client.get(answer["Location"]).context["form"]["address"].value() == LINK


def manifest(client, path="/app.webmanifest"):
    answer = client.get(path)
    assert answer["Content-Type"] == "application/manifest+json"
    return json.loads(answer.content)


def test_the_manifest_sends_what_is_read_here(client, db):
    said = manifest(client)
    target = said["share_target"]
    assert (target["action"], target["method"], target["enctype"]) == (SHARED, "POST", "multipart/form-data")
    [files] = target["params"].pop("files")
    assert (files["name"], ",".join(files["accept"])) == ("captures", ACCEPTED)
    assert set(target["params"].values()) == {"title", "text", "url"}
    assert {said["start_url"], *(one["url"] for one in said["shortcuts"])} == {"/", FIRST, "/mes-signalements/"}


def test_who_reads_english_installs_the_same_application_in_english(client, db):
    said = manifest(client, "/en/app.webmanifest")
    assert (said["id"], said["start_url"], said["lang"], said["shortcuts"][0]["name"]) == ("/", "/en/", "en", "Report")


def test_every_page_leads_to_the_manifest_and_its_icons_are_there(browse, db, client):
    assert 'rel="manifest" href="/app.webmanifest"' in browse().get("/").content.decode()
    icons = manifest(client)["icons"]
    assert {(one["sizes"], one.get("purpose")) for one in icons} == {
        ("192x192", None), ("512x512", None), ("512x512", "maskable"),
    }  # fmt: skip
    for one in icons:
        with Image.open(BytesIO(client.get(one["src"]).content)) as picture:
            assert (picture.format, f"{picture.width}x{picture.height}") == ("PNG", one["sizes"])


def test_a_link_on_another_page_fills_in_the_first_step(browse, cast):
    client = browse()
    form = client.get(FIRST, {"address": LINK + "?s=20", "text": "Vu hier", "x": "y"}).context["form"]
    assert (form["address"].value(), form["text"].value()) == (LINK, "Vu hier")
    assert not Draft.objects.exists()
    describe(client, address=OTHER)
    assert client.get(FIRST, {"address": LINK}).context["form"]["address"].value() == LINK
    assert client.get(FIRST).context["form"]["address"].value() == "https://x.com/i/status/5"
