"""Reporting: three questions, whatever is typed kept and nothing raw stored; sign-in last; one click, one report."""

from datetime import timedelta

import pytest

from accounts.models import DeclaredAccount
from cases.models import Case, Draft, Post, Report
from notifications.models import Notice

from ..cast import JOINED_ON, article
from .browsing import is_shown, read, sessions, title
from .reporting import FIRST, LINK, SECOND, THIRD, choose, describe, ready, send, sign_in, stored

NO_POSTS = {
    "words": "bonjour",
    "a profile": "https://x.com/jean_exemple45",
    "a short link": "https://t.co/AbCdEf",
    "a short link of a share": "https://vm.tiktok.com/ZMabcdef/",
    "a private message": "https://x.com/messages/123-456",
    "a conversation": "https://www.instagram.com/direct/t/1234567890/",
    "a private group": "https://t.me/+AbCdEfGhIjKl",
    "two posts": f"{LINK} https://x.com/jean_exemple45/status/2",
    "a reversed text": "https://x.com/jean\u202eexemple45/status/1",
    "a space that nobody sees": "https://x.com/jean\u200bexemple45/status/1",
    "five thousand characters": "https://example.org/" + "a" * 4980,
    "more than five thousand": "https://example.org/" + "a" * 5000,
    "two megabytes": "https://x.com/" + "a" * 2_000_000,
    "another scheme": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "this machine": "http://localhost/signaler/",
    "this machine by number": "http://127.0.0.1:8000/admin/",
    "this machine by another number": "http://[::1]/admin/",
    "this machine in one number": "http://2130706433/a",
    "a look-alike": "https://x.com.evil.example/jean/status/1",
    "a look-alike of a name": "https://twitter.com-login.example/jean/status/1",
    "a look-alike in Cyrillic": "https://х.com/jean/status/1",
    "a NUL": "https://x.com/jean\x00/status/1",
}


# Who may not ----------------------------------------------------------------------------------------------------------


def test_the_draft_of_another_browser_cannot_be_reached(browse, cast):
    ready(browse())
    for other in (browse(), browse(cast.marie)):
        assert other.get(SECOND)["Location"] == FIRST
        assert other.get(THIRD)["Location"] == FIRST
    assert Draft.objects.count() == 1


def test_the_receipt_of_somebody_else_does_not_exist(browse, cast, walk):
    for person in (cast.marie, cast.jean, cast.alice, cast.nina, cast.root):
        assert browse(person).get(f"/signaler/recu/{walk.code}/").status_code == 404
    assert browse().get(f"/signaler/recu/{walk.code}/")["Location"] == f"/mes-signalements/{walk.code}/"


def test_whoever_is_not_signed_in_reports_nothing_yet(browse, cast):
    answer = send(ready(browse()))
    assert (answer.status_code, answer["Location"]) == (303, f"/compte/login/?next={THIRD}")
    assert not Report.objects.exists()


def test_a_stranger_learns_no_federation_from_an_account(browse, cast):
    shown = read(ready(browse()).get(THIRD))
    assert "mène à" not in shown and "Nous chercherons sa fédération" in shown


# What is typed badly --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", NO_POSTS.values(), ids=NO_POSTS)
def test_what_is_no_address_of_a_post_is_refused_with_a_sentence_and_kept(browse, cast, typed):
    answer = browse(cast.camille).post(FIRST, {"address": typed, "text": "Le texte ?", "handle": "@jean"})
    assert answer.status_code == 422
    assert title(answer).startswith("Erreur : ")
    assert is_shown(answer, typed) and is_shown(answer, "Le texte ?") and is_shown(answer, "@jean")
    assert "Ce n’est pas encore envoyé" in read(answer)
    assert not Draft.objects.exists() and "draft" not in str(sessions())


def test_what_is_private_and_what_is_short_say_what_to_do(browse, cast):
    private = browse().post(FIRST, {"address": NO_POSTS["a private message"]})
    assert "Nous ne traitons que ce qui est visible par d’autres" in read(private)
    short = browse().post(FIRST, {"address": NO_POSTS["a short link"]})
    assert "Ouvrez la publication puis copiez son adresse complète" in read(short)


@pytest.mark.parametrize("name", ["address", "text", "handle"])
def test_a_character_that_cannot_be_written_is_refused(browse, cast, name):
    answer = browse().post(FIRST, {"address": LINK, name: "a\x00b"})
    assert answer.status_code == 422
    assert "effacez-le ou retapez-le" in read(answer)


@pytest.mark.parametrize(("page", "name"), [(FIRST, "text"), (FIRST, "handle"), (THIRD, "explanation")])
def test_a_text_of_two_megabytes_is_refused_and_kept(browse, cast, page, name):
    long = "é" * 1_000_000
    answer = ready(browse(cast.camille)).post(page, {"address": LINK, name: long})
    assert (answer.status_code, is_shown(answer, long)) == (422, True)
    assert stored("é" * 1000) == set()


def test_what_cannot_be_seen_is_shown_by_its_number(browse, cast):
    client = ready(browse(cast.camille), text="bon\u202ejour")
    assert "bon[U+202E]jour" in read(client.get(THIRD))
    send(client, explanation="bon\u200bsoir")
    assert Report.objects.get().explanation == "bon[U+200B]soir"


@pytest.mark.parametrize(("page", "name", "most"), [(FIRST, "text", 5000), (THIRD, "explanation", 1000)])
def test_what_grows_too_long_by_being_shown_is_refused(browse, cast, page, name, most):
    answer = ready(browse(cast.camille)).post(page, {"address": LINK, name: "\u202e" * most})
    assert answer.status_code == 422 and is_shown(answer, "\u202e" * most)


def test_nothing_given_is_asked_for(browse, cast):
    answer = browse().post(FIRST, {})
    assert answer.status_code == 422
    assert "Donnez un lien, une capture ou le texte de la publication." in read(answer)


@pytest.mark.parametrize("typed", [{}, {"article": "999999"}, {"article": "x"}])
def test_no_rule_and_no_such_rule_are_asked_for_again(browse, cast, typed):
    client = browse()
    describe(client)
    answer = client.post(SECOND, {**typed, "threat_to_life": "on"})
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ")
    assert "checked" in answer.content.decode()


def test_without_a_draft_the_later_pages_lead_to_the_first(browse, cast):
    client = browse(cast.camille)
    for page in (SECOND, THIRD):
        assert client.get(page)["Location"] == FIRST
    describe(client)
    assert client.get(THIRD)["Location"] == SECOND


# What is stored -------------------------------------------------------------------------------------------------------


def test_who_shared_a_link_is_stored_nowhere(browse, cast):
    shared = "https://www.instagram.com/p/Cabc123DEF4/?igsh=CANARIparam&utm_source=CANARIsource"
    client = browse(cast.camille)
    describe(client, address=f"Regarde {shared}", text=f"Vu ici {shared} hier", handle="@jean")
    assert stored("CANARI") == set()
    choose(client)
    send(client, explanation=f"Encore {shared} ?")
    assert stored("CANARI") == set()
    assert Report.objects.get().explanation == "Encore https://www.instagram.com/p/Cabc123DEF4/ ?"


def test_looking_changes_nothing(browse, cast):
    client = ready(browse(cast.camille))
    before = Draft.objects.values_list("answers", "expires_at").get()
    for page in (FIRST, SECOND, THIRD, "/en/signaler/verifier/"):
        assert client.get(page).status_code == 200
    assert Draft.objects.values_list("answers", "expires_at").get() == before
    assert not Report.objects.exists()


# The way to a receipt -------------------------------------------------------------------------------------------------


def test_a_link_a_rule_and_a_click_make_a_report(browse, cast):
    client = browse(cast.camille)
    assert describe(client, address=LINK + "?s=20")["Location"] == SECOND
    assert choose(client)["Location"] == THIRD
    check = client.get(THIRD)
    assert "X · @jean_exemple45" in read(check) and "1. Injure ou menace" in read(check)
    assert check.context["form"]["federation"].value() == "45"
    answer = send(client, federation="45", explanation="Il la connaît.")
    report = Report.objects.made_by(cast.camille).get()
    assert (answer.status_code, report.explanation, report.article_version) == (303, "Il la connaît.", article())
    assert (report.case.held_by_id, report.case.post.handle) == ("45", "jean_exemple45")
    assert not Draft.objects.exists()


def test_the_page_names_a_federation_and_nobody(browse, cast):
    shown = read(ready(browse(cast.camille)).get(THIRD))
    assert "Ce nom de compte mène à une fédération : Loiret (45)." in shown
    assert "Jean" not in shown and "membre" not in shown and "adhérent" not in shown


def test_an_account_of_several_federations_leaves_the_choice(browse, cast):
    DeclaredAccount.objects.create(
        member=cast.parisa.member, network="x", handle="jean_exemple45", declared_on=JOINED_ON
    )
    check = ready(browse(cast.camille)).get(THIRD)
    assert "plusieurs fédérations : Loiret (45), Paris (75)" in read(check)
    assert check.context["form"]["federation"].value() == ""


def test_an_unknown_author_goes_to_the_national_office(browse, cast):
    client = ready(browse(cast.camille), address="https://x.com/inconnu/status/5")
    assert "Auteur inconnu : le bureau national orientera." in read(client.get(THIRD))
    send(client)
    assert Case.objects.get().held_by_id == "national"


def test_an_elected_neighbour_goes_to_the_national_office(browse, cast):
    send(ready(browse(cast.camille)), federation="45", other_body="on")
    assert Case.objects.get().held_by_id == "national"


def test_i_do_not_know_is_an_answer(browse, cast):
    client = browse(cast.camille)
    describe(client)
    assert client.post(SECOND, {"article": "unsure"}).status_code == 303
    assert "Je ne sais pas" in read(client.get(THIRD))
    send(client)
    assert Report.objects.get().article_version is None


def test_a_text_without_a_link_is_enough(browse, cast):
    client = browse(cast.camille)
    client.post(FIRST, {"text": "On te trouvera ?", "network": "facebook", "handle": "@Jean_Exemple"})
    choose(client)
    assert "Facebook · @jean_exemple" in read(client.get(THIRD))
    send(client)
    assert Post.objects.values_list("network", "handle", "text").get() == (
        "facebook", "jean_exemple", "On te trouvera ?",
    )  # fmt: skip


def test_a_life_in_danger_is_told_to_the_national_office_at_once(browse, cast):
    client = browse(cast.camille)
    describe(client)
    choose(client, threat_to_life="on")
    assert "Une vie est peut-être en danger" in read(client.get(THIRD))
    send(client)
    assert Notice.objects.filter(letter__act="danger", recipient=cast.nina).exists()


def test_to_change_an_answer_keeps_the_words_of_the_last_page(browse, cast):
    client = ready(browse(cast.camille))
    answer = send(client, explanation="Mes mots.", other_body="on", federation="45", change="rule")
    assert (answer.status_code, answer["Location"]) == (303, SECOND)
    choose(client)
    form = client.get(THIRD).context["form"]
    assert [form[name].value() for name in ("explanation", "other_body", "federation")] == ["Mes mots.", True, "45"]


def test_another_post_has_another_federation(browse, cast):
    client = ready(browse(cast.camille))
    send(client, federation="75", change="publication")
    describe(client)
    assert client.get(THIRD).context["form"]["federation"].value() == "75"
    describe(client, address="https://x.com/inconnu/status/5")
    assert client.get(THIRD).context["form"]["federation"].value() == ""


def test_the_address_is_found_again_with_its_author(browse, cast):
    client = ready(browse(cast.camille))
    again = client.get(FIRST).context["form"]["address"].value()
    describe(client, address=again)
    assert "@jean_exemple45" in read(client.get(THIRD))


# Sign-in comes last ---------------------------------------------------------------------------------------------------


def test_signing_in_loses_nothing(browse, cast):
    client = ready(browse())
    send(client, explanation="Mes mots à moi ?", other_body="on", federation="75")
    key = client.session.session_key
    assert sign_in(client, cast.camille)["Location"] == THIRD
    assert client.session.session_key != key
    form = client.get(THIRD).context["form"]
    assert form["explanation"].value() == "Mes mots à moi ?"
    assert form["other_body"].value() is True and form["federation"].value() == "75"
    send(client, explanation=form["explanation"].value(), federation="75")
    assert Report.objects.made_by(cast.camille).get().explanation == "Mes mots à moi ?"


def test_whoever_signs_in_is_then_offered_the_federation(browse, cast):
    client = ready(browse())
    send(client)
    sign_in(client, cast.camille)
    assert client.get(THIRD).context["form"]["federation"].value() == "45"


def test_signing_out_leaves_no_draft_to_the_next_one(browse, cast):
    client = ready(browse(cast.camille))
    client.post("/compte/logout/")
    assert client.get(THIRD)["Location"] == FIRST


def test_a_draft_lives_an_hour_and_the_words_typed_then_are_kept(browse, cast, clock):
    client = ready(browse(cast.camille))
    clock.at += timedelta(minutes=61)
    answer = client.post(THIRD, {"explanation": "Mes mots."})
    assert (answer.status_code, answer["Location"]) == (303, FIRST)
    assert "plus d’une heure" in read(client.get(FIRST))
    assert ready(client).get(THIRD).context["form"]["explanation"].value() == "Mes mots."


def test_starting_over_forgets_the_draft(browse, cast):
    client = ready(browse(cast.camille))
    assert client.post("/signaler/recommencer/")["Location"] == FIRST
    assert not Draft.objects.exists()
    assert client.get("/signaler/recommencer/").status_code == 405
