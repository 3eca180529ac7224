"""answer_evidence_file: another person of the national office grants or refuses, with a reason."""

import pytest
from django.db import IntegrityError, transaction

from cases.models import EvidenceRequest
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by
from .test_ask_evidence_file import SAID

GRANTED = {"granted": True, "reason": "La réquisition est jointe et régulière."}
REFUSED = {"granted": False, "reason": "Elle ne nomme aucun dossier."}


@beginning
def ready(walk, cast):
    walk.in_review().do("ask_evidence_file", cast.nina, **SAID)
    return walk


def test_nobody_outside_the_national_office_answers(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "answer_evidence_file", *names, **GRANTED)


def test_who_asked_does_not_answer(ready, cast):
    assert "autre personne" in refused(ready, "answer_evidence_file", cast.nina, **GRANTED)
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceRequest.objects.update(answered_by=cast.nina)


def test_who_is_asked_to_step_aside_or_stepped_aside_does_not_answer(ready, cast):
    ready.asked_aside(cast.noah)
    assert "récusation" in refused(ready, "answer_evidence_file", cast.noah, **GRANTED)
    ready.do("declare_recusal", cast.nora, reason="kinship")
    forbidden(ready, "answer_evidence_file", "nora", **GRANTED)


def test_nothing_is_answered_that_nobody_asked(walk, cast):
    assert "Personne" in refused(walk, "answer_evidence_file", cast.noah, **GRANTED)


@pytest.mark.parametrize(("said", "answer"), [(GRANTED, "granted"), (REFUSED, "refused")])
def test_another_answers_and_the_office_hears_of_it(language, ready, cast, said, answer):
    basis = ready.case.basis
    case = ready.do("answer_evidence_file", cast.noah, **said)
    request = EvidenceRequest.objects.get()
    assert (request.answer, request.answered_by, request.answered_at, request.answer_reason) == (
        answer, cast.noah, ready.at, said["reason"],
    )  # fmt: skip
    assert (case.basis, entry(ready).role) == (basis, "national")
    assert told_by(ready) == {name: ["evidence_answered.national"] for name in ("nina", "noah", "nora")}


def test_it_is_answered_once_and_may_be_asked_again(ready, cast):
    ready.do("answer_evidence_file", cast.noah, **REFUSED)
    refused(ready, "answer_evidence_file", cast.nora, **GRANTED)
    ready.do("ask_evidence_file", cast.noah, **SAID)
    ready.do("answer_evidence_file", cast.nina, **GRANTED)
    assert EvidenceRequest.objects.filter(answer="granted").count() == 1


def test_the_form_asks_for_an_answer_and_its_reason(ready, cast):
    assert says(ready, "answer_evidence_file", cast.noah, {"granted": "no", "reason": "Non."}) == {}
    assert list(says(ready, "answer_evidence_file", cast.noah, {})) == ["granted", "reason"]
