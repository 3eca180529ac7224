"""«Est-ce la même publication ?» of whoever sends a capture without a link: asked of few, and telling nothing."""

import pytest

from cases.models import Case, Piece, Post, Report

from ..cast import MONDAY, Walk, a_report, days
from ..images import raw, resent, screenshot, upload
from ..test_captures import shown as held
from ..test_costs import SIGNED_IN
from ..test_costs import asked as statements
from .browsing import read
from .reporting import ASKED, FIRST, THIRD, choose, describe, ready, send, sign_in
from .test_same_publication import HANDLE, SAID, answered, asked, told_by_words

IMAGE = screenshot()


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


def told_by_capture(by, image=IMAGE, *, text="", **more):
    return told_by_words(by, text, captures=[held(raw("PNG", image))], **more)


@pytest.fixture
def known(cast):
    """Camille sent it first, with a remark of her own."""
    return told_by_capture(cast.camille, explanation="Mon voisin, moi Camille.")


def described(client, image=None, **more):
    """What Marie has was sent on to her: smaller, softer, compressed again."""
    sent = raw("PNG", image) if image else resent(IMAGE)
    return ready(client, **{"address": "", "captures": [upload(sent)], **HANDLE, **more})


# Who is not asked -----------------------------------------------------------------------------------------------------


def test_a_stranger_is_asked_nothing_before_signing_in(browse, cast, known):
    client = described(browse())
    assert client.get(THIRD).status_code == 200 and client.get(ASKED)["Location"] == THIRD
    send(client)
    sign_in(client, cast.marie)
    assert asked(client)


def test_whoever_declared_the_account_does_not_learn_that_it_was_reported(browse, cast):
    told_by_capture(cast.camille, network="x", handle="jean_exemple45")
    jean = described(browse(cast.jean), network="x", handle="jean_exemple45")
    assert jean.get(THIRD).status_code == 200 and jean.get(ASKED)["Location"] == THIRD
    assert asked(described(browse(cast.marie), network="x", handle="jean_exemple45"))


@pytest.mark.parametrize(
    "typed", [{"handle": "@autre"}, {"handle": ""}, {"network": "instagram"}, {"network": ""}], ids=str
)
def test_another_account_or_none_is_not_asked_about(browse, cast, known, typed):
    assert not asked(described(browse(cast.marie), **typed))


@pytest.mark.parametrize("words", ["On me trouvera demain.", "Oui."])
def test_another_post_that_a_telephone_shows_in_the_same_way_is_not_asked_about(browse, cast, known, words):
    """Else whoever has the application could learn of whom captures were sent, with any post."""
    assert not asked(described(browse(cast.marie), screenshot(words)))


def test_what_an_address_tells_for_sure_is_no_question(browse, cast):
    a_report(cast.camille, address="https://x.com/jean_exemple45/status/12", captures=[held(raw("PNG", IMAGE))])
    assert not asked(described(browse(cast.marie), network="x", handle="jean_exemple45"))
    told_by_capture(cast.camille)
    assert not asked(described(browse(cast.marie), address="https://www.facebook.com/jean.exemple/posts/12"))


def test_a_month_later_it_is_another_matter(browse, cast, known):
    assert asked(described(browse(cast.marie, at=MONDAY + days(30))))
    assert not asked(described(browse(cast.parisa, at=MONDAY + days(31))))


def test_what_an_officer_added_is_not_what_somebody_reported(browse, cast):
    walk = Walk(cast, begun=told_by_words(cast.camille, SAID))
    added = {"text": "", "capture": held(raw("PNG", IMAGE)), "alt": "La page du compte.", "others_visible": False}
    walk.do("add_evidence", cast.nina, **added)
    assert Piece.objects.captures().count() == 1
    assert not asked(described(browse(cast.marie, at=walk.at)))


def test_without_a_capture_of_ones_own_nothing_is_asked(browse, cast, known):
    describe(client := browse(cast.marie), address="", text="Tout autre chose.", **HANDLE)
    choose(client)
    assert not asked(client)


# What is shown --------------------------------------------------------------------------------------------------------


def test_only_ones_own_capture_comes_back(browse, cast):
    known = told_by_capture(cast.camille, text="Mon voisin Zèbre.", explanation="Moi, Camille.")
    theirs = Piece.objects.get().versions.get()
    client = described(browse(cast.marie), text="Zèbre ?")
    answer = client.get(ASKED)
    mine = answer.context["cards"][0]["capture"]
    page = answer.content.decode()
    assert "Facebook · @jean.exemple" in read(answer) and "jamais celle d’une autre personne" in read(answer)
    assert page.count(f'src="/captures/{mine.sha256}/vignette/" alt="Votre capture"') == 1
    assert mine.sha256 != theirs.sha256 and client.get(f"/captures/{mine.sha256}/vignette/").status_code == 200
    hidden = ["Zèbre", "voisin", "Camille", known.code, known.case.reference, theirs.sha256, theirs.file.name]
    assert [word for word in hidden if word in page] == []


def test_the_page_says_the_same_however_many_reported_and_wherever_the_case_stands(browse, cast, known):
    def page(at):
        answer = described(browse(cast.marie, at=at)).get(ASKED)
        return read(answer)

    before = page(MONDAY)
    told_by_capture(cast.parisa, same_as=known.case.post_id)
    told_by_capture(cast.maire)  # he said «no»: a post of its own
    assert page(MONDAY) == before
    walk = Walk(cast, begun=known).in_review().dismissed()
    assert page(walk.at) == before and before.count("Oui, ajouter mon signalement") == 1


def test_a_post_alike_in_words_and_by_its_capture_is_one_card_in_words(browse, cast):
    told_by_capture(cast.camille, text=SAID)
    shown = described(browse(cast.marie), text=SAID).get(ASKED)
    assert [(one["words"], one["capture"]) for one in shown.context["cards"]] == [(SAID, None)]


# Yes and no -----------------------------------------------------------------------------------------------------------


def test_yes_joins_the_case_with_the_capture(browse, cast, known):
    client = described(browse(cast.marie))
    assert answered(client, 0)["Location"] == THIRD
    assert send(client).status_code == 303
    report = Report.objects.made_by(cast.marie).get()
    assert (Case.objects.count(), Post.objects.count(), report.case) == (1, 1, known.case)
    assert list(report.case.pieces.values_list("number", "report")) == [(1, known.report.pk), (2, report.pk)]


def test_no_makes_a_post_of_its_own_and_is_not_asked_again(browse, cast, known):
    client = described(browse(cast.marie))
    assert answered(client, -1)["Location"] == THIRD and not asked(client)
    send(client)
    assert (Case.objects.count(), Post.objects.count()) == (2, 2)


@pytest.mark.parametrize("place", [0, -1])
def test_an_answer_falls_with_the_captures_of_which_it_was_given(browse, cast, known, place):
    client = described(browse(cast.marie))
    mine = client.get(ASKED).context["cards"][0]["capture"]
    answered(client, place)
    client.post(FIRST, {"captures-unwanted": mine.sha256, "captures": upload(raw("PNG", IMAGE)), **HANDLE})
    assert asked(client)
    answered(client, 0)
    client.post(FIRST, {"captures": upload(raw("PNG", screenshot("Oui."))), "address": "pas un lien"})
    assert asked(client)


# What it costs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [1, 12])
def test_the_question_costs_the_same_however_many_captures_are_known(browse, cast, sent):
    for _ in range(sent):
        told_by_capture(cast.camille)
    client = described(browse(cast.marie))
    found = statements(lambda: client.get(ASKED))
    assert found[:6] == [
        "SELECT django_session", "SELECT cases_draft", "SELECT accounts_person",
        "SELECT accounts_declaredaccount",  # is it the reader's own?
        "SELECT cases_draftfile",
        "SELECT cases_pieceversion",  # those of this account, with their posts
    ]  # fmt: skip
    assert set(SIGNED_IN) < set(found) and len(found) <= 9
