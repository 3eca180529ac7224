"""ask_evidence_file: a case is asked for a court or the police; nothing leaves by asking."""

import pytest

from cases.models import EvidenceRequest, Reading
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by

SAID = {"ground": "requisition", "recipient": "Commissariat d’Orléans, PV 2027/12", "names_reporter": False,
        "reason": "Réquisition du 8 décembre 2026."}  # fmt: skip
TYPED = {"ground": "court", "recipient": "Tribunal judiciaire d’Orléans", "reason": "Demande du 9 décembre."}


@beginning
def ready(walk):
    return walk.in_review()


def test_only_the_national_office_asks(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "ask_evidence_file", *names, **SAID)


def test_who_is_asked_to_step_aside_does_not_ask(ready, cast):
    ready.asked_aside(cast.nina)
    assert "récusation" in refused(ready, "ask_evidence_file", cast.nina, **SAID)


def test_who_reported_is_not_named_before_the_seal_is_opened_for_whoever_asks(ready, cast):
    said = {**SAID, "names_reporter": True}
    assert "identité" in refused(ready, "ask_evidence_file", cast.nina, field="names_reporter", **said)
    ready.do("ask_identity", cast.nina, report=ready.report, reason="Le parquet la demande.")
    refused(ready, "ask_evidence_file", cast.nina, field="names_reporter", **said)
    ready.do("answer_identity", cast.dora, granted=True, reason="Il la demande.")
    refused(ready, "ask_evidence_file", cast.noah, field="names_reporter", **said)  # it was opened for another
    assert ready.do("ask_evidence_file", cast.nina, **said).evidence_requests.get().names_reporter


@pytest.mark.parametrize("stage", ["in_review", "closed"])
def test_ground_and_recipient_are_kept_and_the_office_hears_of_it(language, ready, cast, stage):
    if stage == "closed":
        ready.dismissed()
    basis = ready.case.basis
    case = ready.do("ask_evidence_file", cast.nina, **SAID)
    request = EvidenceRequest.objects.get()
    assert (request.case, request.ground, request.asked_by, request.asked_at, request.answer) == (
        case, "requisition", cast.nina, ready.at, "",
    )  # fmt: skip
    assert (case.basis, case.state) == (basis, stage)
    assert told_by(ready) == {name: ["evidence_asked.national"] for name in ("nina", "noah", "nora")}
    assert entry(ready).content.answers["recipient"] == SAID["recipient"]
    assert not Reading.objects.filter(purpose__startswith="evidence").exists()


def test_one_request_at_a_time(ready, cast):
    ready.do("ask_evidence_file", cast.nina, **SAID)
    assert "attend déjà" in refused(ready, "ask_evidence_file", cast.noah, **SAID)


def test_the_form_asks_for_ground_recipient_and_reason(ready, cast):
    assert says(ready, "ask_evidence_file", cast.nina, TYPED) == {}
    assert list(says(ready, "ask_evidence_file", cast.nina, {})) == ["ground", "recipient", "reason"]
    assert list(says(ready, "ask_evidence_file", cast.nina, TYPED, ground="curiosity")) == ["ground"]
