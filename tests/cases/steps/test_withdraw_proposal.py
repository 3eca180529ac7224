"""withdraw_proposal: who proposed takes it back."""

from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by

SAID = {"why": "Je l’écris autrement."}


@beginning
def ready(walk, cast):
    return walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()


def test_nobody_else_withdraws_it(ready, cast):
    forbidden(ready, "withdraw_proposal", "camille", "jean", "alice", "bob", "olga", "paul", "dora", "root", **SAID)
    assert "pas la vôtre" in refused(ready, "withdraw_proposal", cast.nora, **SAID)


def test_it_ends_and_its_trace_stays(ready, cast):
    proposal = ready.case.open_proposal()
    case = ready.do("withdraw_proposal", cast.noah, **SAID)
    proposal.refresh_from_db()
    assert (proposal.ended_at, proposal.ended_by, proposal.ended_how) == (ready.at, cast.noah, "withdrawn")
    assert case.open_proposal() is None
    assert entry(ready).content.why == SAID["why"]
    assert told_by(ready) == {"nina": ["proposal_withdrawn.signers"], "nora": ["proposal_withdrawn.signers"]}
    refused(ready, "withdraw_proposal", cast.noah, **SAID)


def test_what_was_read_before_cannot_be_signed_any_more(ready, cast):
    sha256 = ready.case.open_proposal().sha256
    ready.do("withdraw_proposal", cast.noah, **SAID)
    refused(ready, "suspend", cast.nora, sha256=sha256)
    ready.proposed(days=10)
    assert "relisez" in refused(ready, "suspend", cast.nora, sha256=sha256)


def test_an_appeal_s_text_is_not_withdrawn_that_way(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    said = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    walk.do("propose_result", cast.paul, **said)
    forbidden(walk, "withdraw_proposal", "paul", **SAID)


def test_the_form_asks_why(ready, cast):
    assert list(says(ready, "withdraw_proposal", cast.noah, {"why": ""})) == ["why"]
