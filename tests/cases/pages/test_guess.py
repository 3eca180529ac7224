"""The federation is guessed from declared accounts, and nobody is told, by words or by work done, who is a member."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.bodies import federations
from accounts.models import DeclaredAccount
from cases.models.charter import wordings

from ..cast import JOINED_ON
from .browsing import read
from .reporting import ASKED, FIRST, SECOND, THIRD, choose, describe

MEMBERS, NOBODYS, OF_TWO = "jean_a_lui", "personne_4", "deux_de_44"  # as long as one another
HANDLES = (MEMBERS, NOBODYS)


@pytest.fixture(autouse=True)
def declared(cast):
    """One account of a member of 45; one that members of 45 and of 75 both declared."""
    for person, handle in ((cast.jean, MEMBERS), (cast.marie, OF_TWO), (cast.parisa, OF_TWO)):
        DeclaredAccount.objects.create(member=person.member, network="x", handle=handle, declared_on=JOINED_ON)
    federations(), wordings()  # kept by the process already, whoever comes first


def link(handle):
    return f"https://x.com/{handle}/status/1790000000000000001"


WAYS = {
    "by a link": lambda handle: {"address": link(handle)},
    "by words": lambda handle: {"address": "", "text": "On te trouvera.", "network": "x", "handle": handle},
}


def walk(client, typed, handle):
    """Every page up to the last, each as its words and the number of statements that it took."""
    seen = []
    asked = [
        lambda: describe(client, **typed(handle)), lambda: client.get(FIRST), lambda: choose(client),
        lambda: client.get(SECOND), lambda: client.get(ASKED), lambda: client.get(THIRD),
        lambda: client.get(f"/en{THIRD}"), lambda: client.post(THIRD, {"token": "x"}),
    ]  # fmt: skip
    for ask in asked:
        with CaptureQueriesContext(connection) as queries:
            answer = ask()
        page = re.sub(r'value="[0-9a-f-]{36}"|value="\w{64}"', "", answer.content.decode())
        seen.append((answer.status_code, answer.get("Location"), page.replace(handle, "HANDLE"), len(queries)))
    return seen


def differences(one, other):
    """Which page differs, and in what."""
    pairs = ((place, *both) for place in range(len(one)) for both in zip(one[place], other[place], strict=True))
    return [(place, *both) for place, *both in pairs if both[0] != both[1]]


@pytest.mark.parametrize("way", WAYS)
def test_to_a_stranger_a_members_account_and_any_other_are_the_same_in_words_and_work(browse, way):
    member, nobody = (walk(browse(), WAYS[way], handle) for handle in HANDLES)
    assert differences(member, nobody) == []
    assert "mène à" not in str(member)


@pytest.mark.parametrize("way", WAYS)
def test_to_a_member_they_differ_by_the_federation_alone_and_take_as_much_work(browse, cast, way):
    walks = [walk(browse(cast.camille), WAYS[way], handle) for handle in (*HANDLES, OF_TWO)]
    assert len({tuple(step[3] for step in one) for one in walks}) == 1
    member, nobody, of_two = (" ".join(step[2] for step in one) for one in walks)
    assert "Ce nom de compte mène à une fédération : Loiret (45)." in member.replace("\u202f", " ")
    assert "plusieurs fédérations : Loiret (45), Paris (75)" in of_two.replace("\u202f", " ")
    assert "le bureau national orientera" in nobody
    for page in (member, nobody, of_two):
        content = re.sub(r"<header.*?</header>", "", page, flags=re.DOTALL)
        assert not re.search(r"Jean\b|Marie|Parisa|adhérent|membre|A-jean", content)


def test_with_one_federation_it_is_filled_in_with_several_it_is_asked(browse, cast):
    for handle, filled in ((MEMBERS, "45"), (OF_TWO, ""), (NOBODYS, "")):
        client = browse(cast.camille)
        describe(client, address=link(handle))
        choose(client)
        assert client.get(THIRD).context["form"]["federation"].value() == filled


def test_one_federation_of_two_claims_is_one(browse, cast):
    DeclaredAccount.objects.create(member=cast.marie.member, network="x", handle=MEMBERS, declared_on=JOINED_ON)
    client = browse(cast.camille)
    describe(client, address=link(MEMBERS))
    choose(client)
    assert "une fédération : Loiret (45)." in read(client.get(THIRD)).replace("\u202f", " ")
