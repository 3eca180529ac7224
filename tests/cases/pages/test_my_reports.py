"""Mes signalements: its own reporter follows a report; others learn five words at most, and nobody the measure."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Entry, Report
from cases.views.pace import PACE

from ..cast import Walk, a_report, days
from .browsing import read, title

LIST = "/mes-signalements/"
STRANGE = "2222-3333-4444-5555"
WITHDRAWAL = {"why": "Je me suis trompée."}
# How far a case goes, and the word that its reporter reads.
WORDS = {
    "reported": (lambda walk: walk, "Reçu"),
    "in review": (lambda walk: walk.in_review(), "En cours d’examen"),
    "heard": (lambda walk: walk.in_review().in_hearing().opened(), "En cours d’examen"),
    "deliberated": (lambda walk: walk.in_review().in_deliberation(), "En cours d’examen"),
    "passed on": (lambda walk: walk.in_review().referred(), "Transmis"),
    "warned": (lambda walk: walk.in_review().in_deliberation().warned(), "Terminé : une suite a été donnée"),
    "suspended": (lambda walk: walk.in_review().suspended().opened(), "Terminé : une suite a été donnée"),
    "appealed": (
        lambda walk: walk.in_review().in_deliberation().warned().opened().appealed(),
        "Terminé : une suite a été donnée",
    ),
    "over": (
        lambda walk: walk.in_review().in_deliberation().warned().opened().tick(400),
        "Terminé : une suite a été donnée",
    ),
    "dismissed": (lambda walk: walk.in_review().dismissed(), "Terminé : pas de suite"),
}
SECRETS = [
    "avert",
    "suspen",
    "recours",
    "entendu le",
    "Jean",
    "Je plaisantais",
    "jean@example.org",
    "délibér",
    "griefs",
]


def address(code, step=""):
    return f"{LIST}{code}/" + (f"{step}/" if step else "")


@pytest.fixture
def hers(browse, walk, cast, clock):
    """Camille's browser, at the moment where the case stands."""

    def visit(path, **typed):
        clock.at = walk.at
        client = browse(cast.camille)
        return client.post(path, typed) if typed else client.get(path)

    return visit


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [LIST, address(STRANGE, "withdraw_report")])
def test_a_stranger_signs_in_first(browse, path):
    assert browse().get(path)["Location"].startswith("/compte/login/?next=")


def test_no_step_of_somebody_elses_report_exists(browse, walk, cast):
    for person in (cast.marie, cast.jean, cast.alice, cast.nina, cast.root):
        for step in ("withdraw_report", "reopen", "answer_inquiry"):
            assert browse(person).get(address(walk.code, step)).status_code == 404
            assert browse(person).post(address(walk.code, step), WITHDRAWAL).status_code == 404
    assert Report.objects.standing().count() == 1


def test_a_step_that_is_none_or_anothers_is_refused(hers, walk):
    assert hers(address(walk.code, "fly")).status_code == 404
    assert hers(address(walk.code, "attach_report")).status_code == 404
    assert hers(address(walk.code, "warn"), months=12).status_code == 403


@pytest.mark.parametrize("code", [STRANGE, "x", "0000-0000-0000-0000", "a" * 500])
def test_a_code_that_nobody_has_is_not_found(browse, cast, walk, code):
    for client in (browse(), browse(cast.camille)):
        assert client.get(address(code)).status_code == 404
        assert client.get(f"/signaler/recu/{code}/").status_code in (302, 404)


def test_nobody_sees_the_reports_of_others(browse, walk, cast):
    for person in (cast.marie, cast.jean, cast.alice, cast.root):
        shown = read(browse(person).get(LIST))
        assert walk.code not in shown and "Vous n’avez rien signalé." in shown


# A code alone ---------------------------------------------------------------------------------------------------------


def test_a_code_alone_tells_where_it_stands_and_nothing_of_the_post(browse, walk, cast):
    walk.do("withdraw_report", cast.camille, why="")
    for client in (browse(), browse(cast.marie), browse(cast.jean), browse(cast.alice)):
        answer = client.get(address(walk.code))
        assert answer.status_code == 200 and "Reçu" in read(answer) and "Retiré le" in read(answer)
        html = answer.content.decode()
        for word in (walk.case.post.address, "jean_exemple45", "Injure", walk.case.reference, "Loiret"):
            assert word not in html


def test_a_code_may_be_typed_in_any_way(browse, walk):
    for typed in (walk.code.lower(), walk.code.replace("-", " "), f" {walk.code.replace('-', '')} "):
        assert browse().post("/suivi/", {"code": typed})["Location"] == address(walk.code)


@pytest.mark.parametrize("typed", ["", "abc", "../../admin/", "7KQM-X2R9-B4TD-H6N0", "7KQM\x00", "é" * 40, "a/b"])
def test_what_is_no_code_is_refused_on_the_spot_and_kept(browse, typed, db):
    answer = browse().post("/suivi/", {"code": typed})
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ")


def test_codes_cannot_be_tried_without_end(browse, walk, cast):
    limit = int(PACE["by_code"].split("/")[0])
    client = browse()
    for _ in range(limit):
        assert client.get(address(STRANGE)).status_code == 404
    answer = client.get(address(walk.code))
    assert answer.status_code == 429 and "Attendez" in read(answer)
    assert browse(cast.camille).get(address(walk.code)).status_code == 200


# Its own reporter -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("go", "word"), WORDS.values(), ids=WORDS)
def test_a_report_stands_in_one_of_five_words(hers, browse, walk, go, word):
    go(walk)
    for answer in (hers(LIST), hers(address(walk.code)), browse().get(address(walk.code))):
        assert word in read(answer).replace("\u202f", " ")


@pytest.mark.parametrize(("go", "word"), WORDS.values(), ids=WORDS)
def test_no_page_of_a_reporter_tells_measure_reply_or_person(hers, walk, go, word):
    go(walk)
    for path in (LIST, address(walk.code), address(walk.code, "reopen"), address(walk.code, "withdraw_report")):
        answer = hers(path)
        html = answer.content.decode()
        found = [secret for secret in [*SECRETS, walk.reference] if secret in html]
        assert (answer.status_code, found) == (200, []), path


@pytest.mark.parametrize("go", [WORDS[name][0] for name in ("in review", "warned", "suspended", "appealed")])
def test_a_step_that_came_too_late_does_not_tell_the_state(hers, walk, go):
    go(walk)
    answer = hers(address(walk.code, "reopen"), why="Regardez encore.")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert [secret for secret in SECRETS if secret in html] == []
    assert "Regardez encore." in html


def test_the_list_says_what_when_and_what_comes_next(hers, walk):
    shown = read(hers(LIST)).replace("\u202f", " ")
    for said in (walk.code, "1. Injure ou menace X · @jean_exemple45", "Envoyé le 7 décembre 2026.",
                 "Examiné au plus tard le 21 décembre 2026 ."):  # fmt: skip
        assert said in shown


def test_one_reads_again_what_one_sent_and_the_letters_meant_for_one(browse, walk, cast, clock):
    code = a_report(cast.marie, address=walk.case.post.address, explanation="Les mots de Marie ?").code
    walk.in_review()
    clock.at = walk.at
    html = browse(cast.marie).get(address(code)).content.decode()
    assert "Les mots de Marie ?" in html and walk.case.post.address in html
    assert "Votre signalement est reçu" in html and "a commencé" in html
    assert walk.code not in html


def test_the_list_costs_the_same_for_one_report_and_for_many(browse, cast, walk):
    client = browse(cast.camille)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        costs.append(len(queries))
        for _ in range(4):
            Walk(cast)
    assert costs[0] == costs[1]


def test_a_long_list_has_pages(browse, cast):
    codes = [a_report(cast.camille).code for _ in range(21)]
    client = browse(cast.camille)
    first, second = read(client.get(LIST)), read(client.get(f"{LIST}?page=2"))
    assert codes[-1] in first and codes[0] not in first and codes[0] in second
    assert client.get(f"{LIST}?page=x").status_code == client.get(f"{LIST}?page=99").status_code == 200


def test_nothing_reported_is_said(browse, cast):
    answer = browse(cast.marie).get(LIST)
    assert "Vous n’avez rien signalé." in read(answer) and 'href="/signaler/"' in answer.content.decode()


# What can still be done -----------------------------------------------------------------------------------------------


def test_looking_changes_nothing(hers, walk, cast):
    walk.in_review().dismissed()
    before = Entry.objects.count()
    for path in (LIST, address(walk.code), address(walk.code, "withdraw_report"), address(walk.code, "reopen")):
        assert hers(path).status_code == 200
    assert (Entry.objects.count(), walk.case.state, Report.objects.standing().count()) == (before, "closed", 1)


def test_a_report_is_withdrawn_once(hers, walk):
    form = hers(address(walk.code, "withdraw_report")).context["form"]
    typed = {**WITHDRAWAL, "token": form["token"].value(), "basis": form["basis"].value()}
    for _ in range(2):
        answer = hers(address(walk.code, "withdraw_report"), **typed)
        assert (answer.status_code, answer["Location"]) == (303, address(walk.code))
    assert Entry.objects.filter(step="withdraw_report").count() == 1
    shown = read(hers(address(walk.code)))
    assert "Retiré le" in shown and "Retirer mon signalement" not in shown
    assert "Vous l’avez retiré." in read(hers(LIST))


def test_a_dismissal_is_looked_at_again_once(hers, walk):
    walk.in_review().dismissed()
    assert "Possible jusqu’au 8 janvier 2027." in read(hers(address(walk.code)))
    offered = hers(address(walk.code)).content.decode()
    assert "Demander un second regard" in offered and "ouvrir le dossier" not in offered.lower()
    page = hers(address(walk.code, "reopen"))
    assert "rouvrir" not in page.content.decode().lower() and "evidence" not in page.content.decode()
    assert hers(address(walk.code, "reopen"), why="").status_code == 422
    answer = hers(address(walk.code, "reopen"), why="La menace est claire.")
    assert (answer.status_code, walk.case.state, walk.case.held_by_id) == (303, "in_review", "national")
    assert "Transmis" in read(hers(address(walk.code)))


def test_a_second_look_that_is_no_longer_possible_says_so(hers, walk):
    walk.in_review().dismissed()
    walk.at += days(31)
    page = read(hers(address(walk.code, "reopen")))
    assert "Le délai pour demander un second regard est passé." in page
    shown = hers(address(walk.code))
    assert "Possible jusqu’au" not in read(shown)
    assert [one["url"] for one in shown.context["steps"] if one["refusal"] is None] == []
    assert hers(address(walk.code, "reopen"), why="Encore.").status_code == 409


def test_a_question_is_read_and_answered(hers, walk, cast):
    walk.in_review()
    by = (walk.at + days(7)).date()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="L’avez-vous vue vous-même ?", answer_by=by)
    page = hers(address(walk.code))
    assert "Une question vous est posée" in read(page)
    assert page.content.decode().count(f'href="{address(walk.code, "answer_inquiry")}"') == 1
    asked = read(hers(address(walk.code, "answer_inquiry")))
    for said in ("L’avez-vous vue vous-même", "Réponse attendue au plus tard le 15 décembre 2026", "libre de répondre"):
        assert said in asked
    assert hers(address(walk.code, "answer_inquiry"), answer="Oui, le soir même.").status_code == 303
    assert "Une question vous est posée" not in read(hers(address(walk.code)))


def test_only_what_makes_a_difference_is_offered(hers, walk):
    walk.in_review().dismissed()
    names = {row["name"] for row in hers(address(walk.code)).context["steps"]}
    assert names == {"reopen"}
