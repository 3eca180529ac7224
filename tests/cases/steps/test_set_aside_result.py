"""set_aside_result: a text that finds no majority makes way for another."""

import pytest

from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by

SAID = {"why": "La motivation est trop courte."}
TEXT = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "Oui."}


@beginning
def ready(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("propose_result", cast.paul, **TEXT)
    return walk


def test_only_who_sits_sets_it_aside(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "dora", "carl", "root"]
    forbidden(ready, "set_aside_result", *names, **SAID)


def test_nothing_is_set_aside_that_was_not_proposed(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    refused(walk, "set_aside_result", cast.paul, **SAID)


def test_whoever_is_asked_to_step_aside_sets_nothing_aside(ready, cast):
    ready.asked_aside(cast.pia)
    refused(ready, "set_aside_result", cast.pia, **SAID)


@pytest.mark.parametrize("name", ["paul", "pia"])
def test_its_trace_stays_and_another_may_follow(ready, cast, name):
    proposal = ready.case.open_proposal()
    case = ready.do("set_aside_result", getattr(cast, name), **SAID)
    proposal.refresh_from_db()
    assert (proposal.ended_how, proposal.ended_by, case.open_proposal()) == ("sent back", getattr(cast, name), None)
    assert entry(ready).content.why == SAID["why"]
    assert told_by(ready) == ({} if name == "paul" else {"paul": ["proposal_answered.proposer"]})
    ready.do("propose_result", cast.petra, **{**TEXT, "text": "Oui, et voici pourquoi."})
    assert ready.case.open_proposal().by == cast.petra


def test_an_agreement_to_the_old_text_is_none_to_the_new_one(ready, cast):
    ready.do("set_aside_result", cast.pia, **SAID)
    ready.do("propose_result", cast.pia, **{**TEXT, "text": "Autrement."})
    case = ready.do("decide_appeal", cast.paul, sha256=ready.case.open_proposal().sha256)
    assert case.state == "warned"


def test_the_form_asks_why(ready, cast):
    assert list(says(ready, "set_aside_result", cast.pia, {})) == ["why"]
