"""Who shared a link is neither stored, nor logged, nor shown again, whichever field it was pasted into."""

import logging

import pytest

from cases.models import Report

from ..cast import Walk
from .browsing import is_shown
from .reporting import ASKED, FIRST, LINK, SECOND, SHARED, THIRD, choose, describe, ready, send, sign_in, stored

CANARY = "CANARY"
TRACES = f"igsh={CANARY}&utm_source={CANARY}&si={CANARY}"
LINKS = {
    "a post": f"https://www.instagram.com/p/Cabc123DEF4/?{TRACES}",
    "a short link": f"https://vm.tiktok.com/ZMabc/?{TRACES}",
    "a profile": f"https://x.com/jean?{TRACES}",
    "a conversation": f"https://www.instagram.com/direct/t/123?{TRACES}",
}
NUL = "\x00"


class Listener:
    """A browser whose every answer is kept, to be searched for the canary."""

    def __init__(self, client):
        self.client, self.heard = client, []

    def __getattr__(self, method):
        def asking(*args, **more):
            answer = getattr(self.client, method)(*args, **more)
            self.heard.append(f"{answer.headers}\n{answer.cookies}\n{answer.content.decode()}")
            return answer

        return asking

    @property
    def session(self):
        return self.client.session


@pytest.fixture(params=LINKS)
def link(request):
    return LINKS[request.param]


@pytest.fixture
def hears_nothing(caplog, db):
    """After the test: no table, no session, no log and no page has it."""
    caplog.set_level(logging.DEBUG)
    listeners = []

    def listen(client):
        listeners.append(Listener(client))
        return listeners[-1]

    yield listen
    assert listeners and all(one.heard for one in listeners)
    assert stored(CANARY) == set()
    assert CANARY not in caplog.text
    assert [line for one in listeners for page in one.heard for line in page.splitlines() if CANARY in line] == []


FIELDS = {
    FIRST: ("address", "text", "network", "handle"),
    SECOND: ("article", "threat_to_life"),
    THIRD: ("federation", "explanation", "other_body", "by_email", "token", "change"),
}


@pytest.mark.parametrize("wrong", ["", NUL], ids=["as it is", "with an error beside"])
def test_of_no_field_of_no_step(browse, cast, link, hears_nothing, wrong):
    for person in (None, cast.camille):
        client = hears_nothing(browse(person))
        ready(client)
        for path, names in FIELDS.items():
            for name in names:
                typed = {"address": LINK, "text": wrong, "explanation": wrong, name: f"Vois {link} ici"}
                client.post(path, typed)
                client.post(path, {**typed, name: link})
                client.get(path)
        client.post(ASKED, {"same": link})


def test_of_no_report_that_is_sent(browse, cast, link, hears_nothing):
    client = hears_nothing(browse())
    describe(client, address=link, text=f"Vu ici {link}", handle="@jean")
    describe(client, address=LINK, text=f"Vu ici {link}", handle="@jean")
    choose(client)
    send(client, explanation=f"Encore {link} ?")
    sign_in(client, cast.camille)
    receipt = send(client, explanation=f"Encore {link} ?")["Location"]
    assert Report.objects.made_by(cast.camille).get().text.startswith("Vu ici https://")
    mine = receipt.replace("/signaler/recu/", "/mes-signalements/")
    for path in (receipt, mine, "/mes-signalements/", "/notifications/"):
        assert client.get(path).status_code == 200


def test_of_nothing_that_is_shared_filled_in_or_asked_by_a_code(browse, cast, link, hears_nothing):
    client = hears_nothing(browse(cast.camille))
    for name in ("url", "text", "title"):
        for more in ({}, {"HTTP_SEC_FETCH_SITE": "cross-site"}):
            client.post(SHARED, {name: f"Vois {link}"}, **more)
            for path in (FIRST, SECOND):
                client.get(path)
    client.post("/suivi/", {"code": link})


def test_of_nothing_that_is_written_afterwards(browse, cast, link, hears_nothing):
    walk = Walk(cast)
    client = hears_nothing(browse(cast.camille))
    path = f"/mes-signalements/{walk.code}/withdraw_report/"
    client.post(path, {"why": f"Vois {link}"})
    client.get(f"/mes-signalements/{walk.code}/")


@pytest.mark.parametrize("typed", [LINK + "?t=1", "https://x.com/jean?s=20", "https://t.co/Abc?x=1"])
def test_all_the_rest_of_what_was_typed_comes_back(browse, cast, typed):
    answer = browse().post(FIRST, {"address": typed, "text": "a" + NUL})
    assert answer.status_code == 422 and is_shown(answer, typed.partition("?")[0])
