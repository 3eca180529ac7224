"""answer_identity: somebody else grants or refuses, with a reason, and the reporter learns it."""

import pytest

from cases.models import Case, IdentityRequest
from notifications.models import Letter
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by

GRANTED = {"granted": True, "reason": "La justice le demande par écrit."}
REFUSED = {"granted": False, "reason": "Rien ne l’exige."}


@beginning
def ready(walk, cast):
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Le parquet demande qui a signalé.")
    return walk


def test_neither_the_parties_nor_a_federation_answer(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "carl", "root"]
    forbidden(ready, "answer_identity", *names, **GRANTED)


def test_who_asked_does_not_answer(ready, cast):
    assert "autre personne" in refused(ready, "answer_identity", cast.nina, **GRANTED)


def test_nothing_is_answered_that_nobody_asked(walk, cast):
    assert "Personne" in refused(walk, "answer_identity", cast.dora, **GRANTED)


@pytest.mark.parametrize(("name", "role"), [("dora", "privacy"), ("nora", "national")])
def test_another_answers_and_the_reporter_learns_it(language, ready, cast, name, role):
    person, basis = getattr(cast, name), ready.case.basis
    case = ready.do("answer_identity", person, **GRANTED)
    request = IdentityRequest.objects.get()
    assert (request.answer, request.answered_by, request.answered_at, request.told_at) == (
        "granted", person, ready.at, ready.at,
    )  # fmt: skip
    assert (request.answer_reason, case.basis, entry(ready).role) == (GRANTED["reason"], basis, role)
    assert told_by(ready) == {"camille": ["identity_answered.reporter"]}
    letter = Letter.objects.get(act="identity_answered")
    assert GRANTED["reason"] in letter.body
    assert ("acceptée" if language == "fr" else "accepted") in letter.body
    assert not any(one in letter.body for one in ("Nina", "Dora", "Nora", case.reference))


def test_a_refusal_is_told_as_well(language, ready, cast):
    ready.do("answer_identity", cast.dora, **REFUSED)
    assert IdentityRequest.objects.get().answer == "refused"
    assert ("refusée" if language == "fr" else "refused") in Letter.objects.get(act="identity_answered").body


def test_it_is_answered_once_and_may_be_asked_again(ready, cast):
    ready.do("answer_identity", cast.dora, **REFUSED)
    refused(ready, "answer_identity", cast.dora, **GRANTED)
    ready.do("ask_identity", cast.nina, report=ready.report, reason="Une décision de justice.")
    ready.do("answer_identity", cast.nora, **GRANTED)
    assert IdentityRequest.objects.filter(answer="granted").count() == 1


def test_the_privacy_officer_sees_the_header_of_the_case_only_while_a_question_waits(ready, cast):
    assert Case.objects.known_to(cast.dora, at=ready.at).exists()
    assert not Case.objects.seen_by(cast.dora, at=ready.at).exists()
    ready.do("answer_identity", cast.dora, **REFUSED)
    assert not Case.objects.known_to(cast.dora, at=ready.at).exists()


def test_the_form_asks_for_an_answer_and_its_reason(ready, cast):
    typed = {"granted": "no", "reason": "Rien ne l’exige."}
    assert says(ready, "answer_identity", cast.dora, typed) == {}
    assert list(says(ready, "answer_identity", cast.dora, {})) == ["granted", "reason"]
