"""What holds of every answer to a proposal that does not sign it; a test file of a step names its own by `answer`."""

from typing import NamedTuple

from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by


class Answer(NamedTuple):
    """A step, and how a proposal has ended by it."""

    step: str
    ended_how: str


SAID = {"why": "Les faits ne suffisent pas."}


@beginning
def ready(walk, cast):
    return walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()


def test_only_the_national_office_answers_a_proposal(answer, ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, answer.step, *names, **SAID)


def test_who_proposed_does_not_answer(answer, ready, cast):
    assert "autre personne" in refused(ready, answer.step, cast.noah, **SAID)


def test_whoever_is_asked_to_step_aside_does_not_answer(answer, ready, cast):
    ready.asked_aside(cast.nora)
    refused(ready, answer.step, cast.nora, **SAID)


def test_nothing_is_answered_that_was_not_proposed(answer, walk, cast):
    walk.in_review().referred()
    assert "Aucune proposition" in refused(walk, answer.step, cast.nora, **SAID)


def test_the_proposal_ends_and_its_trace_stays(answer, ready, cast):
    proposal = ready.case.open_proposal()
    case = ready.do(answer.step, cast.nora, **SAID)
    proposal.refresh_from_db()
    assert (proposal.ended_at, proposal.ended_by, proposal.ended_how) == (ready.at, cast.nora, answer.ended_how)
    assert (case.state, case.open_proposal()) == ("deliberation", None)
    assert entry(ready).content.why == SAID["why"]
    assert told_by(ready) == {"noah": ["proposal_answered.proposer"]}
    assert "Aucune proposition" in refused(ready, answer.step, cast.nora, **SAID)


def test_another_may_then_be_proposed_and_signed(answer, ready, cast):
    ready.do(answer.step, cast.nora, **SAID)
    ready.proposed(days=10).signed()
    assert ready.case.state == "suspended"


def test_who_instructed_may_answer_too(answer, ready, cast):
    ready.do(answer.step, cast.nina, **SAID)
    assert ready.case.open_proposal() is None


def test_the_form_asks_why(answer, ready, cast):
    assert says(ready, answer.step, cast.nora, SAID) == {}
    assert list(says(ready, answer.step, cast.nora, {})) == ["why"]
