"""«Est-ce la même publication ?»: asked of few, of what was typed alike, and telling nothing that was not typed."""

import re
from uuid import uuid4

import pytest

from cases.account import Account
from cases.birth import receive
from cases.models import Case, Post, Report, ReporterIdentity
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, a_report, article
from .browsing import read, title
from .reporting import ASKED, FIRST, SECOND, THIRD, choose, describe, ready, send, sign_in

SAID = "On te trouvera, on sait où tu gares ta voiture."
NEAR = "on te trouvera, on sait ou tu gares ta moto !"
HANDLE = {"network": "facebook", "handle": "@Jean.Exemple"}


def told_by_words(by, text=SAID, *, at=MONDAY, network="facebook", handle="jean.exemple", **more):
    """Somebody described a post without its address."""
    said = Account(network=network, handle=handle, text=text, article=article(), **more)
    return receive(said, by=by, at=at, token=uuid4())


@beginning
def known(cast):
    """Camille described it first, and added a remark of her own."""
    return told_by_words(cast.camille, explanation="Mon voisin, moi Camille.")


def described(client, text=NEAR, **more):
    return ready(client, **{"address": "", "text": text, **HANDLE, **more})


def asked(client):
    return client.get(THIRD).get("Location") == ASKED


# Who is not asked -----------------------------------------------------------------------------------------------------


def test_a_stranger_is_asked_nothing_before_signing_in(browse, cast, known):
    client = described(browse())
    assert client.get(THIRD).status_code == 200
    assert client.get(ASKED)["Location"] == THIRD
    send(client)
    sign_in(client, cast.marie)
    assert asked(client)


def test_whoever_declared_the_account_does_not_learn_that_it_was_reported(browse, cast):
    told_by_words(cast.camille, network="x", handle="jean_exemple45")
    jean = described(browse(cast.jean), network="x", handle="jean_exemple45")
    assert jean.get(THIRD).status_code == 200 and jean.get(ASKED)["Location"] == THIRD
    assert asked(described(browse(cast.marie), network="x", handle="jean_exemple45"))


@pytest.mark.parametrize(
    "typed",
    [{"handle": "@autre"}, {"handle": ""}, {"network": "instagram"}, {"network": ""},
     {"text": "On te trouvera."}, {"text": "voiture"}, {"address": "https://www.facebook.com/jean.exemple/posts/12"}],
    ids=str,
)  # fmt: skip
def test_other_words_another_account_and_an_address_are_not_asked_about(browse, cast, known, typed):
    client = described(browse(cast.marie), **typed)
    assert client.get(THIRD).status_code == 200
    assert client.get(ASKED)["Location"] == THIRD


def test_what_an_address_tells_for_sure_is_no_question(browse, cast):
    a_report(cast.camille, address="https://x.com/jean_exemple45/status/12", text=SAID)
    assert not asked(described(browse(cast.marie), network="x", handle="jean_exemple45"))


def test_a_post_that_was_not_shown_cannot_be_chosen(browse, cast, known):
    other = told_by_words(cast.camille, "Tout autre chose, dit sur un tout autre ton.")
    client = described(browse(cast.marie))
    for key in ("", "x", known.case.post_id, other.case.post_id):
        answer = client.post(ASKED, {"same": key})
        assert answer.status_code == 422 and title(answer).startswith("Erreur : ")
        assert "Dites si c’est la même publication." in read(answer)
    assert asked(client) and Report.objects.count() == 2


def test_the_card_of_another_draft_opens_nothing(browse, cast, known):
    first, second = described(browse(cast.marie)), described(browse(cast.parisa))
    key = first.get(ASKED).context["cards"][0]["key"]
    assert second.post(ASKED, {"same": key}).status_code == 422


# What is shown --------------------------------------------------------------------------------------------------------


def test_only_what_was_typed_comes_back(browse, cast):
    walk = Walk(cast)
    known = told_by_words(cast.camille, SAID + " Zèbre.", explanation="Mon voisin, moi Camille.")
    told_by_words(cast.parisa, SAID + " Zèbre.")
    answer = described(browse(cast.marie)).get(ASKED)
    shown = read(answer)
    assert "Facebook · @jean.exemple" in shown
    assert "on te trouvera, on sait ou tu gares ta …" in shown
    hidden = ["Zèbre", "voiture", "Camille", "voisin", known.code, known.case.reference, walk.reference, "Loiret"]
    assert [word for word in hidden if word in answer.content.decode()] == []
    assert shown.count("Oui, ajouter mon signalement") == 1  # two reports in the same words are one card


def test_the_page_says_the_same_however_many_reported_and_wherever_the_case_stands(browse, cast, known):
    def page(at):
        client = described(browse(cast.marie, at=at))
        shown = client.get(ASKED)
        return read(shown).replace(shown.context["cards"][0]["key"], "")

    before = page(MONDAY)
    for person in (cast.parisa, cast.maire):
        told_by_words(person, same_as=known.case.post_id)
    assert page(MONDAY) == before
    walk = Walk(cast, begun=known).in_review().dismissed()
    assert page(walk.at) == before


def test_at_most_three_the_likeliest_first_and_120_characters_of_each(browse, cast):
    long = "Un très long message. " * 20
    for number in range(5):
        told_by_words(cast.camille, f"mot{number} {long}")
    answer = described(browse(cast.marie), f"mot0 mot1 mot2 mot3 mot4 {long}").get(ASKED)
    quoted = re.findall('<blockquote class="typed" [^>]*>(.*?)</blockquote>', answer.content.decode())
    assert len(quoted) == 3 and {len(one) for one in quoted} == {120}


# Yes and no -----------------------------------------------------------------------------------------------------------


def answered(client, place):
    """Press the button at this place: cards first, «no» last."""
    page = client.get(ASKED)
    keys = [card["key"] for card in page.context["cards"]] + ["another"]
    return client.post(ASKED, {"same": keys[place]})


def test_yes_joins_the_case_and_keeps_what_was_typed(browse, cast, known):
    client = described(browse(cast.marie))
    assert answered(client, 0)["Location"] == THIRD
    assert "Oui, votre signalement s’y ajoute" in read(client.get(THIRD))
    receipt = send(client, explanation="C’est grave.")["Location"]
    report = Report.objects.made_by(cast.marie).get()
    assert (Case.objects.count(), Post.objects.count(), report.case.pk) == (1, 1, known.case.pk)
    assert (report.text, report.case.post.text, report.case.reports_count) == (NEAR, SAID, 2)
    code = receipt.split("/")[-2]
    mine = read(client.get(f"/mes-signalements/{code}/"))
    assert NEAR in mine and "voiture" not in mine and "voisin" not in mine
    [letter] = [one for one in Letter.objects.filter(act="received_open") if code in one.body]
    assert NEAR in letter.body and "voiture" not in letter.body


def test_an_officer_reads_both_descriptions(browse, cast, known):
    client = described(browse(cast.marie))
    answered(client, 0)
    send(client)
    shown = read(browse(cast.nina).get(f"/dossiers/{known.case.reference}/"))
    assert SAID in shown and NEAR in shown


def test_no_makes_a_post_of_its_own_and_is_not_asked_again(browse, cast, known):
    client = described(browse(cast.marie))
    assert answered(client, -1)["Location"] == THIRD
    assert not asked(client) and "Non, c’en est une autre" in read(client.get(THIRD))
    send(client)
    assert (Case.objects.count(), Post.objects.count()) == (2, 2)


def test_an_answer_can_be_changed_and_falls_with_the_words(browse, cast, known):
    client = described(browse(cast.marie))
    answered(client, -1)
    assert send(client, change="same")["Location"] == ASKED
    answered(client, 0)
    describe(client, address="", text=NEAR + " Encore.", **HANDLE)
    assert asked(client)
    assert client.get(FIRST).context["form"]["text"].value() == NEAR + " Encore."


def test_a_question_that_comes_up_at_the_last_moment_is_asked_and_nothing_is_lost(browse, cast):
    client = described(browse(cast.marie))
    token = client.get(THIRD).context["form"]["token"].value()
    told_by_words(cast.camille)
    answer = client.post(THIRD, {"token": token, "explanation": "Mes mots."})
    assert (answer.status_code, answer["Location"]) == (303, ASKED)
    answered(client, 0)
    assert client.get(THIRD).context["form"]["explanation"].value() == "Mes mots."
    assert send(client, explanation="Mes mots.").status_code == 303
    assert (Case.objects.count(), Report.objects.count()) == (1, 2)


def test_yes_to_a_post_that_was_examined_is_answered_at_once(browse, cast, known):
    walk = Walk(cast, begun=known).in_review().dismissed()
    client = described(browse(cast.marie, at=walk.at))
    answered(client, 0)
    assert "Cette publication a déjà été examinée" in read(client.get(send(client)["Location"]))
    assert Case.objects.get().reports_count == 2


def test_without_a_draft_or_a_question_the_page_leads_on(browse, cast):
    client = browse(cast.marie)
    assert client.get(ASKED)["Location"] == THIRD
    describe(client)
    assert client.get(ASKED)["Location"] == THIRD
    assert client.get(THIRD)["Location"] == SECOND
    choose(client)
    assert client.get(THIRD).status_code == 200


def test_looking_at_the_question_changes_nothing(browse, cast, known):
    client = described(browse(cast.marie))
    before = Report.objects.count(), ReporterIdentity.objects.count(), Case.objects.get().version
    for _ in range(2):
        assert client.get(ASKED).status_code == 200
    assert (Report.objects.count(), ReporterIdentity.objects.count(), Case.objects.get().version) == before
