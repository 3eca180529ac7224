"""Mon dossier: nothing of a letter before it is opened, the date first, every right in reach, who reported never."""

import re

import pytest
from django.test import Client

from accounts.models import DeclaredAccount
from cases.models import Entry, Report
from notifications.models import Notice

from ..cast import JOINED_ON, POSTED_ON, REASONS, Walk, article, days
from .browsing import is_shown, read, title

LIST = "/mon-dossier/"
STEPS = ["reply", "close_hearing", "ask_hearing", "pick_slot", "postpone_hearing", "name_counsel", "request_recusal",
         "answer_inquiry", "disown_account", "ask_to_lift", "appeal", "withdraw_appeal", "open_letter"]  # fmt: skip
# Letters that wait, and what nobody may read of them before.
WAITING = {
    "grievances": (lambda walk: walk.in_review().in_hearing(), ["Une menace.", "On te trouvera", "Contradictoire"]),
    "warning": (
        lambda walk: walk.in_review().in_deliberation().warned(),
        ["avertissement jusqu", "Averti<", "a publié une menace", "ormer un recours"],
    ),
    "suspension": (
        lambda walk: walk.in_review().suspended(),
        ["suspendu", "Suspendu", "a publié une menace", "ormer un recours"],
    ),
}
# How far a case goes, and the one sentence that says it.
SAID = {
    "heard": (lambda walk: walk.in_review().in_hearing().opened(), "Une publication à votre nom est examinée"),
    "deliberated": (lambda walk: walk.in_review().in_deliberation(), "Une publication à votre nom est examinée"),
    "warned": (
        lambda walk: walk.in_review().in_deliberation().warned().opened(),
        "Vous avez un avertissement jusqu’au 13 décembre 2027",
    ),
    "suspended": (
        lambda walk: walk.in_review().suspended(days=30).opened(),
        "Votre adhésion est suspendue jusqu’au 14 janvier 2027",
    ),
    "functions": (
        lambda walk: walk.in_review().suspended(days=30, scope="functions").opened(),
        "Vos fonctions sont suspendues jusqu’au 14 janvier 2027",
    ),
    "on probation": (
        lambda walk: walk.in_review().suspended(days=30, suspended_days=30, probation_months=12).opened(),
        "Une suspension avec sursis, jusqu’au 15 décembre 2027",
    ),
    "appealed": (
        lambda walk: walk.in_review().in_deliberation().warned().opened().appealed(),
        "Votre recours est à l’examen",
    ),
    "over": (
        lambda walk: walk.in_review().in_deliberation().warned().opened().tick(400),
        "La mesure est terminée",
    ),
    "cleared": (lambda walk: cleared(walk), "Aucun manquement n’est retenu contre vous"),
    "advised": (lambda walk: cleared(walk, "advice"), "Un rappel à la charte, sans sanction"),
    "sent to a workshop": (lambda walk: cleared(walk, "workshop"), "Un atelier à suivre, sans sanction"),
}


def cleared(walk, outcome="cleared"):
    walk.in_review().in_deliberation()
    by_on = (walk.at + days(30)).date() if outcome == "workshop" else None
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "Rien de tel.", "by_on": by_on}
    walk.do("close_without_sanction", walk.cast.bob, **said)
    return walk


def plain(answer):
    return read(answer).replace("\u202f", " ").replace("\xa0", " ")


@pytest.fixture
def his(browse, walk, cast, clock):
    """Jean's browser, at the moment where the case stands: `his("reply")` is that step of the case."""

    def visit(step="", *, by=None, path=None, **typed):
        clock.at = walk.at
        client = browse(by or cast.jean)
        path = path or f"{LIST}{walk.reference}/" + (f"{step}/" if step else "")
        return client.post(path, typed) if typed else client.get(path)

    return visit


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "45-2026-K7QM/", "45-2026-K7QM/reply/"])
def test_a_stranger_signs_in_first(browse, path):
    assert browse().get(f"{LIST}{path}")["Location"].startswith("/compte/login/?next=")


def test_the_case_of_somebody_else_does_not_exist(his, walk, cast):
    walk.in_review().in_hearing().opened()
    for name in ("camille", "marie", "parisa", "alice", "bob", "nina", "paul", "dora", "carl", "root"):
        person = getattr(cast, name)
        assert his(by=person).status_code == 404
        assert his("reply", by=person).status_code == his("reply", by=person, text="Moi.").status_code == 404
        assert walk.reference not in read(his(by=person, path=LIST))


def test_nobody_learns_of_a_case_before_being_told(his, walk):
    walk.in_review()
    assert his().status_code == 404
    assert "Aucun dossier ne vous concerne." in read(his(path=LIST))


def test_a_step_of_others_is_forbidden_and_one_that_is_none_not_found(his, walk):
    walk.in_review().in_hearing().opened()
    assert his("warn", months=12).status_code == 403
    assert his("fly").status_code == 404


# A letter that waits --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("go", "hidden"), WAITING.values(), ids=WAITING)
def test_nothing_of_a_letter_is_shown_before_it_is_opened(his, walk, go, hidden):
    go(walk)
    paths = [LIST, f"{LIST}{walk.reference}/", "/notifications/", *(f"{LIST}{walk.reference}/{one}/" for one in STEPS)]
    sent = Notice.objects.filter(recipient=walk.cast.jean, is_legal=True).latest("pk").letter
    for path in paths:
        html = his(path=path).content.decode()
        told = [word for word in [*hidden, sent.title, sent.sha256] if word in html]
        assert told == [], path
    assert "Une lettre vous attend" in read(his())
    assert "Ouvrir la lettre" in read(his())


@pytest.mark.parametrize("go", [go for go, _hidden in WAITING.values()], ids=WAITING)
def test_looking_opens_nothing(his, walk, go):
    go(walk)
    before = Entry.objects.count()
    for step in ("", *STEPS):
        assert his(step).status_code in (200, 302)
    assert (Entry.objects.count(), walk.case.services.filter(served_at=None).count()) == (before, 1)


@pytest.mark.parametrize(("go", "hidden"), WAITING.values(), ids=WAITING)
def test_a_click_opens_the_letter_once(his, walk, go, hidden):
    go(walk)
    walk.at += days(1)
    token = his().context["opening"]["token"].value()
    for _ in range(2):
        answer = his("open_letter", token=token)
        assert (answer.status_code, answer["Location"]) == (303, f"{LIST}{walk.reference}/")
    assert walk.case.services.get(served_at=walk.at)
    html = his().content.decode()
    assert any(word in html for word in hidden) and "Une lettre vous attend" not in html


def test_who_assists_reads_but_does_not_open(his, walk, cast):
    walk.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    shown = his(by=cast.carl)
    assert "Vous assistez Jean" in read(shown) and "Elle seule peut l’ouvrir" in read(shown)
    assert his("open_letter", by=cast.carl, token="").status_code == 403
    walk.opened()
    assert "Une menace." in read(his(by=cast.carl))
    assert his("reply", by=cast.carl, text="Il plaisantait.").status_code == 303


# Hearing --------------------------------------------------------------------------------------------------------------


def test_the_date_comes_first_then_facts_rules_and_rights(his, walk):
    walk.in_review().in_hearing().opened()
    shown = plain(his())
    order = ["Une publication à votre nom est examinée", "jusqu’au 21 décembre 2026 (11 jours) pour répondre",
             "Aucune décision n’est prise.", "Ce qui vous est reproché", "On te trouvera.", "Une menace.",
             "Injure ou menace", "La mesure la plus forte possible : avertissement", "Vos droits",
             "Les pièces du dossier", "Vos lettres", "Ce que vous pouvez faire"]  # fmt: skip
    places = [shown.find(words) for words in order]
    assert -1 not in places and places == sorted(places)
    assert "Alice" in shown and "Loiret (45)" in shown


def test_first_contact_has_no_red(his, walk):
    walk.in_review().in_hearing()
    assert "tone-danger" not in his().content.decode()
    walk.opened()
    assert "tone-danger" not in his().content.decode()


def test_a_reply_is_kept_whole_and_may_be_completed(his, walk):
    walk.in_review().in_hearing().opened()
    long = "Voilà ce que j’ai à dire. " * 300
    for text in (long.strip(), "J’ajoute ceci."):
        form = his("reply").context["form"]
        token, basis = form["token"].value(), form["basis"].value()
        for _ in range(2):
            assert his("reply", text=text, token=token, basis=basis).status_code == 303
    assert [one.text for one in walk.case.grievances.latest().replies.order_by("pk")] == [
        long.strip(),
        "J’ajoute ceci.",
    ]
    assert "J’ajoute ceci." in read(his())


@pytest.mark.parametrize("text", ["", "é" * 1_000_000, "a\x00b"], ids=["empty", "two megabytes", "nul"])
def test_a_reply_that_cannot_be_kept_is_asked_again_with_its_words(his, walk, text):
    walk.in_review().in_hearing().opened()
    answer = his("reply", text=text)
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ")
    assert is_shown(answer, text)
    assert not walk.case.was_replied_to()


def test_the_last_reply_is_read_again_before_it_is_sent(his, walk):
    walk.in_review().in_hearing().opened()
    assert "plus rien n’est ajouté au dossier" in read(his("close_hearing"))
    check = his("close_hearing", text="Mon dernier mot ?", preview="yes")
    assert "Mon dernier mot ?" in check.content.decode() and "plus rien n’est ajouté" in read(check)
    assert walk.case.state == "hearing"
    assert is_shown(his("close_hearing", text="Mon dernier mot ?", edit="yes"), "Mon dernier mot ?")
    assert walk.case.state == "hearing"
    assert his("close_hearing", text="Mon dernier mot ?", waiver="False").status_code == 303
    assert walk.case.state == "deliberation"
    assert "Le temps de la réponse est terminé" in read(his())


def test_who_asked_to_be_heard_waits_or_gives_it_up(his, walk):
    walk.in_review().in_hearing().opened()
    assert his("ask_hearing", token="").status_code == 303
    answer = his("close_hearing", text="Mon dernier mot.")
    assert answer.status_code == 422 and "Attendez l’audition, ou cochez cette case" in read(answer)
    assert his("close_hearing", text="Mon dernier mot.", waiver="on").status_code == 303


def test_another_decider_is_asked_for_among_those_who_act(his, walk, cast):
    walk.in_review().in_hearing().opened()
    names = [label for _value, label in his("request_recusal").context["form"].fields["person"].choices]
    assert names == ["Alice", "Bob"]
    said = {"person": cast.alice.pk, "reason": "kinship", "why": "C’est ma cousine."}
    assert his("request_recusal", **said).status_code == 303
    assert "en attente d’une réponse" in read(his())


def test_an_account_that_is_not_ones_own_stops_the_time(his, walk):
    walk.in_review().in_hearing().opened()
    assert his("disown_account", why="Ce n’est pas moi.").status_code == 303
    assert "Le délai est arrêté jusqu’à la réponse." in read(his())


def test_a_question_is_read_and_answered(his, walk, cast):
    walk.in_review().in_hearing().opened()
    by = (walk.at + days(3)).date()
    walk.do("request_removal", cast.alice, text="Retirez-vous cette publication ?", answer_by=by)
    assert "Une demande de retrait" in read(his()) and "Ce n’est pas une sanction." in read(his())
    assert his("answer_inquiry", answer="Oui, c’est fait.").status_code == 303
    assert "Une demande de retrait" not in read(his()).split("Ce qui vous")[0]


def test_the_dates_are_those_of_the_members_own_clock(his, walk, cast):
    """In Martinique a day ends when the next one is well under way in Paris."""
    walk.in_review().in_hearing().opened()
    before = walk.case.window_ends_at
    cast.jean.member.federation.time_zone = "America/Martinique"
    cast.jean.member.federation.save()
    ends = walk.case.local_date(before)
    assert f"jusqu’au {ends.day} décembre 2026" in plain(his())


# Decision and appeal --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("go", "sentence"), SAID.values(), ids=SAID)
def test_where_the_case_stands_is_one_sentence(his, walk, go, sentence):
    go(walk)
    heading = re.search(r"<h1.*?</h1>", his().content.decode(), re.DOTALL)[0]
    assert " ".join(re.sub(r"<[^>]+>", " ", heading).split()) == sentence
    assert sentence in title(his())


def test_a_warning_says_what_changes_what_does_not_and_until_when_one_may_appeal(his, walk):
    walk.in_review().in_deliberation().warned().opened()
    shown = plain(his())
    for said in ("Vous pouvez former un recours jusqu’au 12 janvier 2027 (30 jours).", "Ce qui change",
                 "Ce qui ne change pas", "Vous gardez votre adhésion", REASONS["facts"],
                 REASONS["reply_considered"].replace("\u202f", " ")):  # fmt: skip
        assert said in shown
    assert "Aucune décision n’est prise" not in shown.split("Vos lettres")[0]


def test_an_appeal_is_read_again_then_sent(his, walk):
    walk.in_review().in_deliberation().warned().opened()
    said = {"kind": "appeal", "grounds": "La mesure est trop forte ?", "new_evidence": ""}
    check = his("appeal", **said, preview="yes")
    assert "La mesure est trop forte ?" in check.content.decode() and "Un recours contre la décision" in read(check)
    assert walk.case.state == "warned"
    assert his("appeal", **said).status_code == 303
    assert walk.case.state == "under_appeal"
    assert "La commission décide au plus tard le" in read(his())


def test_after_its_window_only_a_revision_is_offered(his, walk):
    walk.in_review().in_deliberation().warned().opened()
    walk.at += days(40)
    assert "former un recours jusqu’au" not in read(his()).split("Vos lettres")[0]
    assert [value for value, _ in his("appeal").context["form"].fields["kind"].choices] == ["revision"]
    late = his("appeal", kind="appeal", grounds="Trop forte.")
    assert late.status_code == 422 and "Le délai de recours est passé" in read(late)


def test_a_workshop_is_a_sentence_with_a_date_and_no_sanction(his, walk):
    cleared(walk, "workshop")
    assert "Un atelier vous est proposé, au plus tard le" in read(his()) and "Ce n’est pas une sanction" in read(his())


def test_a_suspension_in_force_stands_above_the_list_and_only_then(his, walk):
    walk.in_review().suspended()
    assert "Suspension en cours" not in read(his(path=LIST))
    walk.opened()
    assert "Suspension en cours" in read(his(path=LIST))


def test_who_is_suspended_signs_in_reads_replies_appeals_and_reports(walk, cast, clock):
    walk.in_review().suspended().opened()
    other = Walk(cast, at=walk.at).in_review().in_hearing().opened()
    clock.at = other.at
    cast.jean.set_password("un long mot de passe")
    cast.jean.save()
    client = Client()
    signed = client.post("/compte/login/", {"login": cast.jean.email, "password": "un long mot de passe"})
    assert signed.status_code == 302
    assert client.get(f"{LIST}{walk.reference}/").status_code == 200
    assert client.post(f"{LIST}{other.reference}/reply/", {"text": "Je réponds."}).status_code == 303
    said = {"kind": "appeal", "grounds": "Trop forte."}
    assert client.post(f"{LIST}{walk.reference}/appeal/", said).status_code == 303
    client.post("/signaler/", {"address": "https://x.com/autre/status/7"})
    client.post("/signaler/regle/", {"article": article().pk})
    assert client.post("/signaler/verifier/", {}).status_code == 303
    assert Report.objects.made_by(cast.jean).exists()


# Who reported ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def canaries(cast, clock):
    """A report that tells who made it in every way it can, on the case of a member who may read all that is his."""
    cast.camille.name, cast.camille.email = "Canari Nom", "canari-courriel@example.org"
    cast.camille.save()
    DeclaredAccount.objects.create(member=cast.camille.member, network="x", handle="canari", declared_on=JOINED_ON)
    return Walk(cast, explanation="CANARI-phrase : je suis sa voisine.", text="CANARI-copie")


def told_of(client, walk):
    """Every page that this person can reach, of the case and around it, with what is in the headers."""
    keys = Notice.objects.values_list("pk", flat=True)
    paths = [LIST, f"{LIST}{walk.reference}/", "/notifications/", "/mes-signalements/", "/", "/charte/",
             f"/mes-signalements/{walk.code}/", *(f"{LIST}{walk.reference}/{step}/" for step in STEPS),
             *(f"/notifications/{key}/" for key in keys), f"/dossiers/{walk.reference}/"]  # fmt: skip
    for path in paths:
        answer = client.get(path)
        yield path, f"{answer.headers} {answer.content.decode()}".replace(path, "")


def betrayed(client, walk):
    """What tells who reported, or when; the code opens its own page, and that page alone names it and its day."""
    by_code = f"/mes-signalements/{walk.code}/"
    for path, page in told_of(client, walk):
        signs = ["canari", "voisine", *([] if path == by_code else [walk.code, "7 décembre 2026"])]
        yield from ((path, sign) for sign in signs if sign.lower() in page.lower())


@pytest.mark.parametrize("go", [go for go, _sentence in SAID.values()], ids=SAID)
def test_no_page_of_the_person_concerned_betrays_who_reported(browse, cast, canaries, clock, go):
    go(canaries)
    clock.at = canaries.at
    assert list(betrayed(browse(cast.jean), canaries)) == []
    assert list(betrayed(browse(cast.marie), canaries)) == []


def test_nobody_is_told_how_many_reported(browse, cast, canaries, clock):
    canaries.in_review().in_hearing().opened()
    clock.at = canaries.at
    before = read(browse(cast.jean).get(f"{LIST}{canaries.reference}/"))
    Walk(cast, at=canaries.at, address=canaries.case.post.address)
    assert read(browse(cast.jean).get(f"{LIST}{canaries.reference}/")) == before


def test_internal_notes_are_not_shown(his, walk, cast):
    walk.in_review().do("note", cast.alice, text="NOTE-INTERNE", is_opinion=False)
    walk.in_hearing().opened()
    for step in ("", *STEPS):
        assert "NOTE-INTERNE" not in his(step).content.decode()


def test_the_date_of_the_post_is_shown_and_that_of_the_report_is_not(his, walk):
    walk.in_review().in_hearing().opened()
    shown = read(his())
    assert f"{POSTED_ON.day}er décembre 2026" in shown and "7 décembre 2026" not in shown
