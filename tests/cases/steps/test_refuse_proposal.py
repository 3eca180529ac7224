"""refuse_proposal: the second person does not sign; the proposal ends and its trace stays."""

import pytest

from .promises import entry, forbidden, refused, says, told_by

SAID = {"why": "Les faits ne suffisent pas."}


@pytest.fixture
def ready(walk, cast):
    return walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()


def test_only_the_national_office_answers_a_proposal(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "refuse_proposal", *names, **SAID)


def test_who_proposed_does_not_answer(ready, cast):
    assert "autre personne" in refused(ready, "refuse_proposal", cast.noah, **SAID)


def test_whoever_is_asked_to_step_aside_does_not_answer(ready, cast):
    ready.do("request_recusal", cast.jean, person=cast.nora, reason="dispute", why="Un procès.")
    refused(ready, "refuse_proposal", cast.nora, **SAID)


def test_nothing_is_answered_that_was_not_proposed(walk, cast):
    walk.in_review().referred()
    assert "Aucune proposition" in refused(walk, "refuse_proposal", cast.nora, **SAID)


def test_the_proposal_ends_and_its_trace_stays(ready, cast):
    proposal = ready.case.open_proposal()
    case = ready.do("refuse_proposal", cast.nora, **SAID)
    proposal.refresh_from_db()
    assert (proposal.ended_at, proposal.ended_by, proposal.ended_how) == (ready.at, cast.nora, "refused")
    assert (case.state, case.open_proposal()) == ("deliberation", None)
    assert entry(ready).content.why == SAID["why"]
    assert told_by(ready) == {}
    assert "Aucune proposition" in refused(ready, "refuse_proposal", cast.nora, **SAID)


def test_another_may_then_be_proposed_and_signed(ready, cast):
    ready.do("refuse_proposal", cast.nora, **SAID)
    ready.proposed(days=10).signed()
    assert ready.case.state == "suspended"


def test_who_instructed_may_answer_too(ready, cast):
    ready.do("refuse_proposal", cast.nina, **SAID)
    assert ready.case.open_proposal() is None


def test_the_form_asks_why(ready, cast):
    assert says(ready, "refuse_proposal", cast.nora, SAID) == {}
    assert list(says(ready, "refuse_proposal", cast.nora, {})) == ["why"]
