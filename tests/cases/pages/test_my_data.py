"""What people ask about their data: who may, in which time it is answered, and what a granted one changes."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from cases import subject_requests
from cases.audit import faults
from cases.grammar import Refused, Stale
from cases.models import Case, Entry, Reading, SubjectRequest
from cases.mornings import make_round
from notifications.models import Delivery, Letter, Notice

from ..cast import MONDAY, Walk, days
from .browsing import read

MINE, DESK = "/mes-donnees/", "/donnees/demandes/"
NOT_THE_DESK = ["alice", "bob", "olga", "nina", "nora", "paul", "jean", "camille", "marie", "carl", "root"]
WORDS = "Le Kanarienvogel n’est pas de moi."


@pytest.fixture
def ask(cast):
    """`ask("restriction", walk)`: Jean asks, of this case or of none."""

    def asking(right="access", walk=None, by=None, at=MONDAY, text=WORDS):
        case = walk.case if walk else None
        return subject_requests.ask(by or cast.jean, right, text, case=case, token=uuid4(), at=at)

    return asking


@pytest.fixture
def answer(cast):
    def answering(request, given="granted", at=None, by=None, why="Parce que."):
        subject_requests.answer(request, given, why=why, by=by or cast.dora, at=at or MONDAY + days(3))
        return SubjectRequest.objects.get(pk=request.pk)

    return answering


def told(person, act):
    return Notice.objects.filter(recipient=person, letter__act=act).select_related("letter")


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOT_THE_DESK)
def test_nobody_but_the_privacy_officer_reads_or_answers_it(cast, ask, visit, who):
    request = ask()
    for path in (f"{DESK}{request.pk}/", f"{DESK}{request.pk}/prolonger/"):
        assert visit(getattr(cast, who), path).status_code == 403
        assert visit(getattr(cast, who), path, {"answer": "granted", "why": "Oui."}).status_code == 403
    assert SubjectRequest.objects.waiting().get() == request


@pytest.mark.parametrize("who", ["camille", "marie", "alice", "nina", "dora"])
def test_the_page_shows_nobody_another_s_request(cast, ask, visit, who):
    ask()
    assert "Kanarienvogel" not in visit(getattr(cast, who), MINE).content.decode()
    assert "Kanarienvogel" in visit(cast.jean, MINE).content.decode()


def test_a_stranger_signs_in_first(visit, db):
    for path in (MINE, f"{MINE}demander/access/"):
        assert visit(None, path).status_code == 302


@pytest.mark.parametrize("who", ["camille", "marie", "alice", "carl"])
def test_a_case_is_named_by_its_person_alone(cast, walk, visit, who):
    """Who reported, who assists, who examines: the form offers none, and takes none."""
    walk.in_review().in_hearing().opened().do("name_counsel", cast.jean, person=cast.carl)
    path, person = f"{MINE}demander/restriction/", getattr(cast, who)
    assert walk.reference not in visit(person, path, at=walk.at).content.decode()
    sent = {"token": str(uuid4()), "case": walk.reference, "text": WORDS}
    assert visit(person, path, sent, at=walk.at).status_code in (303, 422)
    assert not SubjectRequest.objects.exclude(case=None).exists()


def test_a_case_that_its_person_does_not_know_of_is_not_offered(cast, walk, visit):
    walk.in_review()
    assert walk.reference not in visit(cast.jean, f"{MINE}demander/erasure/", at=walk.at).content.decode()


def test_what_is_no_right_is_not_found(cast, visit):
    assert visit(cast.jean, f"{MINE}demander/revenge/").status_code == 404


def test_the_privacy_officer_does_not_answer_a_request_of_his_or_her_own(cast, ask, answer):
    request = ask(by=cast.dora)
    with pytest.raises(Refused, match="la vôtre"):
        answer(request)
    with pytest.raises(IntegrityError), transaction.atomic():
        SubjectRequest.objects.filter(pk=request.pk).update(answered_by=cast.dora)


# Received -------------------------------------------------------------------------------------------------------------


def test_it_is_acknowledged_at_once_with_its_day_and_the_privacy_officer_hears_of_it(cast, walk, visit):
    sent = {"token": str(uuid4()), "text": WORDS}
    for _click in range(2):
        assert visit(cast.marie, f"{MINE}demander/objection/", sent).status_code == 303
    request = SubjectRequest.objects.get()
    assert (request.person, request.right, request.case) == (cast.marie, "objection", None)
    receipt = told(cast.marie, "request_received").get().letter
    assert "7 janvier 2027" in receipt.body and "Opposition" in receipt.body
    notice = told(cast.dora, "request_received").get()
    assert notice.path == f"{DESK}{request.pk}/"
    assert "Kanarienvogel" not in notice.letter.body and "Marie" not in notice.letter.body
    assert Delivery.objects.filter(notice__letter__act="request_received", channel="email").count() == 2
    assert "Réponse au plus tard le 7 janvier 2027." in read(visit(cast.marie, MINE)).replace("\xa0", " ")


@pytest.mark.parametrize(("received", "due"), [
    (datetime(2026, 12, 7, 9, tzinfo=UTC), "2027-01-07"), (datetime(2027, 1, 31, 9, tzinfo=UTC), "2027-02-28"),
    (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "2027-02-01"),
])  # fmt: skip
def test_the_answer_is_due_at_the_end_of_the_same_day_a_month_later(ask, received, due):
    """GDPR, art. 12(3); on the clocks of the organisation."""
    assert f"{ask(at=received).due_at:%Y-%m-%d %H:%M}" == f"{due} 23:59"


def test_an_empty_request_is_422_and_nothing_is_lost(cast, walk, visit):
    walk.in_review().in_hearing().opened()
    sent = {"token": str(uuid4()), "case": walk.reference, "text": ""}
    answer = visit(cast.jean, f"{MINE}demander/rectification/", sent, at=walk.at)
    assert answer.status_code == 422 and f'value="{walk.reference}" selected' in answer.content.decode()
    assert not SubjectRequest.objects.exists()


def test_before_asking_for_an_open_case_to_be_erased_one_reads_that_it_is_not_and_may_ask_all_the_same(
    cast, walk, visit, answer
):
    walk.in_review().in_hearing().opened()
    path = f"{MINE}demander/erasure/"
    page = visit(cast.jean, path, at=walk.at).content.decode()
    assert walk.reference in page and "17(3)(e)" in page and "est refusée" in page
    sent = {"token": str(uuid4()), "case": walk.reference, "text": WORDS}
    assert visit(cast.jean, path, sent, at=walk.at).status_code == 303
    request = SubjectRequest.objects.get()
    with pytest.raises(Refused, match="ouvert") as no:
        answer(request, at=walk.at + days(1))
    assert no.value.field == "answer"
    assert answer(request, "refused", at=walk.at + days(1), why="Article 17(3)(e).").answer == "refused"


def test_of_a_case_whose_letter_waits_the_page_says_nothing(cast, walk, visit):
    walk.in_review().in_deliberation().warned()
    page = visit(cast.jean, f"{MINE}demander/erasure/", at=walk.at).content.decode()
    assert "est refusée" not in page and "s’efface de lui-même le" not in page


# Answered -------------------------------------------------------------------------------------------------------------


def test_a_refusal_says_why_and_where_to_contest_it(cast, ask, visit):
    request = ask()
    path = f"{DESK}{request.pk}/"
    assert "Kanarienvogel" in visit(cast.dora, path).content.decode()
    assert visit(cast.dora, path, {"answer": "refused", "why": ""}).status_code == 422
    assert visit(cast.dora, path, {"answer": "refused", "why": "Rien d’autre n’existe."}).status_code == 303
    letter = told(cast.jean, "request_refused").get().letter
    for said in ("Rien d’autre n’existe.", "CNIL", "tribunal judiciaire", "donnees@example.org"):
        assert said in letter.body
    page = visit(cast.jean, MINE).content.decode()
    assert "Rien d’autre n’existe." in page and "CNIL" in page
    assert Notice.objects.filter(letter=letter).count() == 1


def test_it_is_answered_once(cast, ask, answer, visit):
    request = answer(ask())
    with pytest.raises(Stale):
        answer(request, "refused")
    sent = visit(cast.dora, f"{DESK}{request.pk}/", {"answer": "refused", "why": "Non."})
    assert sent.status_code == 409 and "déjà" in sent.content.decode()
    assert told(cast.jean, "request_granted").count() == 1


def test_the_list_has_the_nearest_deadline_first_and_says_which_are_late(cast, ask, answer, visit):
    later, sooner, done = ask("objection", at=MONDAY + days(9)), ask("access"), ask("erasure")
    answer(done, "refused")
    page = visit(cast.dora, "/donnees/", at=MONDAY + days(35)).content.decode()
    assert page.index(f"{DESK}{sooner.pk}/") < page.index(f"{DESK}{later.pk}/")
    assert f"{DESK}{done.pk}/" not in page
    assert page.count("En retard depuis") == 1


# Put off once ---------------------------------------------------------------------------------------------------------


def test_it_is_put_off_once_by_two_months_for_a_reason_that_is_told_at_once(cast, ask, visit):
    request = ask()
    path, at = f"{DESK}{request.pk}/prolonger/", MONDAY + days(20)
    assert visit(cast.dora, path, {"why": ""}, at=at).status_code == 422
    assert visit(cast.dora, path, {"why": "Quarante dossiers."}, at=at).status_code == 303
    assert f"{SubjectRequest.objects.get().due_at:%Y-%m-%d}" == "2027-03-07"
    letter = told(cast.jean, "request_extended").get().letter
    assert "Quarante dossiers." in letter.body and "7 mars 2027" in letter.body
    assert visit(cast.dora, path, {"why": "Encore."}, at=at).status_code == 409


def test_after_the_first_month_it_is_too_late_to_put_it_off(cast, ask):
    request = ask()
    with pytest.raises(Refused, match="premier mois"):
        subject_requests.extend(request, why="Trop tard.", at=request.due_at + days(0.1))
    assert not told(cast.jean, "request_extended").exists()


# Time -----------------------------------------------------------------------------------------------------------------


def morning(day):
    make_round(at=datetime(2027, 1, day, 7, tzinfo=UTC))


def test_the_privacy_officer_is_reminded_twice_before_the_day_and_alarmed_each_morning_after_it(cast, ask):
    """Due on 7 January: a week before, two days before, then from the 8th on."""
    ask()
    counts = {}
    for day in (1, 2, 4, 5, 6, 7, 8, 9):
        morning(day)
        counts[day] = told(cast.dora, "request_due").count(), told(cast.dora, "request_late").count()
    assert counts == {1: (1, 0), 2: (1, 0), 4: (1, 0), 5: (2, 0), 6: (2, 0), 7: (2, 0), 8: (2, 1), 9: (2, 2)}
    alarm = told(cast.dora, "request_late").latest("pk").letter
    assert "1 demande" in alarm.body.replace("\xa0", " ") and "Jean" not in alarm.body


def test_of_one_that_was_answered_nobody_is_reminded(cast, ask, answer):
    answer(ask())
    for day in (1, 5, 8):
        morning(day)
    assert not told(cast.dora, "request_due").exists() and not told(cast.dora, "request_late").exists()


def test_two_years_after_its_answer_it_is_forgotten_with_its_letters(cast, ask, answer):
    answer(ask(), why="Serin.")
    waits = ask(by=cast.marie)
    subject_requests.forget_past(datetime(2028, 12, 10, 12, tzinfo=UTC))
    assert SubjectRequest.objects.count() == 2
    subject_requests.forget_past(datetime(2028, 12, 12, tzinfo=UTC))
    assert list(SubjectRequest.objects.all()) == [waits]
    assert not Letter.objects.filter(body__contains="Serin.").exists()
    assert not told(cast.jean, "request_received").exists() and told(cast.marie, "request_received").exists()


def test_what_was_asked_of_a_case_goes_with_it_and_that_it_was_asked_stays(cast, walk, ask, answer):
    walk.in_review().in_hearing().opened().heard()
    walk.do("close_without_sanction", cast.bob, outcome="cleared", dismissal_reason="", reasons="Rien.", by_on=None)
    answer(ask("rectification", walk, at=walk.at), at=walk.at, why="Serin.")
    waits = ask("erasure", walk, at=walk.at)
    walk.tick(70)
    assert walk.case.anonymised_at
    rows = [(one.case, one.text, one.answer_why, one.person_id) for one in SubjectRequest.objects.all()]
    assert rows == [(None, "", "", cast.jean.pk)] * 2
    assert not Letter.objects.filter(body__contains="Serin.").exists()
    assert answer(SubjectRequest.objects.get(pk=waits.pk), "refused", at=walk.at).answer == "refused"
    assert list(faults()) == []


# What a granted one changes -------------------------------------------------------------------------------------------


def test_a_disagreement_stands_before_whoever_reads_the_case_and_before_nobody_else(cast, walk, ask, answer, visit):
    walk.in_review().in_hearing().opened()
    request, before = ask("rectification", walk, at=walk.at), Entry.objects.count()
    readers = {cast.alice: f"/dossiers/{walk.reference}/", cast.nina: f"/dossiers/{walk.reference}/",
               cast.jean: f"/mon-dossier/{walk.reference}/"}  # fmt: skip
    for person, path in readers.items():
        assert "Kanarienvogel" not in visit(person, path, at=walk.at).content.decode()
    answer(request, at=walk.at)
    for person, path in readers.items():
        assert "Kanarienvogel" in visit(person, path, at=walk.at).content.decode()
    assert "Kanarienvogel" not in visit(cast.camille, f"/mes-signalements/{walk.code}/", at=walk.at).content.decode()
    assert Entry.objects.count() == before + 1
    entry = Entry.objects.latest("pk")
    assert (entry.step, entry.role, entry.body) == ("attach_statement", "privacy", "donnees")
    assert entry.content.answers == {"request": str(request.pk)}
    assert list(faults()) == []


def test_a_refused_disagreement_stands_nowhere(cast, walk, ask, answer, visit):
    walk.in_review().in_hearing().opened()
    answer(ask("rectification", walk, at=walk.at), "refused", at=walk.at)
    assert "Kanarienvogel" not in visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at).content.decode()
    assert Entry.objects.latest("pk").step == "open_letter"


def test_a_closed_case_is_read_by_the_national_office_alone_once_its_person_was_granted_that(
    cast, walk, ask, answer, visit
):
    walk.in_review().in_hearing().opened().heard()
    walk.do("close_without_sanction", cast.bob, outcome="cleared", dismissal_reason="", reasons="Rien.", by_on=None)
    path = f"/dossiers/{walk.reference}/"
    assert visit(cast.alice, path, at=walk.at).status_code == 200
    answer(ask("restriction", walk, at=walk.at), at=walk.at)
    case = walk.case
    assert case.restricted_at == walk.at and Entry.objects.latest("pk").step == "restrict_processing"
    assert [visit(one, path, at=walk.at).status_code for one in (cast.alice, cast.bob, cast.nina)] == [404, 404, 200]
    assert Case.objects.known_to(cast.dora, at=walk.at).get() == case
    assert not case.deadlines.open().filter(kind="restrict").exists()
    assert case.deadlines.open().filter(kind="anonymise").exists()
    answer(ask("restriction", walk, at=walk.at), at=walk.at)  # once more changes nothing and is answered
    assert walk.case.restricted_at == case.restricted_at
    assert list(faults()) == []


def test_an_open_case_is_not_restricted(cast, walk, ask, answer):
    walk.in_review().in_hearing().opened()
    request = ask("restriction", walk, at=walk.at)
    with pytest.raises(Refused, match="ouvert") as no:
        answer(request, at=walk.at)
    assert (no.value.field, walk.case.restricted_at) == ("answer", None)
    assert SubjectRequest.objects.waiting().get() == request


def test_a_closed_case_is_not_erased_by_hand(cast, walk, ask, answer, visit):
    walk.in_review().in_hearing().opened().heard()
    walk.do("close_without_sanction", cast.bob, outcome="cleared", dismissal_reason="", reasons="Rien.", by_on=None)
    request = ask("erasure", walk, at=walk.at)
    sent = visit(cast.dora, f"{DESK}{request.pk}/", {"answer": "granted", "why": "Oui."}, at=walk.at)
    assert sent.status_code == 422 and "à son jour" in sent.content.decode()
    assert walk.case.anonymised_at is None and not Reading.objects.filter(person=cast.dora).exists()


def test_a_case_that_was_joined_is_restricted_with_the_one_it_was_joined_to(cast, ask, answer):
    first, second = Walk(cast).in_review(), Walk(cast).in_review()
    second.informed()
    second.at = first.at = max(first.at, second.at)
    first.do("join_case", cast.alice, other=second.case, kin="same_post", why="La même photographie.")
    second.at = first.at + days(1)
    second.dismissed()
    answer(ask("restriction", second, at=second.at), at=second.at)
    assert {one.restricted_at for one in Case.objects.all()} == {second.at}
