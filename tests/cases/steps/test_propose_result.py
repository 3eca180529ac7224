"""propose_result: the first voice of the panel writes a text for the others to agree to; never for worse."""

import pytest

from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, stale, told_by

UPHELD = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "Les faits sont établis."}


@beginning
def warned(walk):
    return walk.in_review().in_deliberation().warned(12).opened().appealed().seated()


@beginning
def suspended(walk):
    return walk.in_review().suspended(days=90).opened().appealed().seated()


def test_only_who_sits_proposes(warned):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "dora", "carl", "root"]
    forbidden(warned, "propose_result", *names, **UPHELD)


def test_nothing_is_proposed_before_three_sit(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed()
    walk.do("seat", cast.paul, people=[cast.paul, cast.pia])
    assert "trois" in refused(walk, "propose_result", cast.paul, **UPHELD)


def test_whoever_is_asked_to_step_aside_proposes_nothing(warned, cast):
    warned.asked_aside(cast.paul)
    refused(warned, "propose_result", cast.paul, **UPHELD)


def test_one_text_waits_at_a_time(warned, cast):
    warned.do("propose_result", cast.paul, **UPHELD)
    assert "attend déjà" in refused(warned, "propose_result", cast.pia, **UPHELD)


@pytest.mark.parametrize(
    ("kind", "days", "months"),
    [("warning", None, 12), ("warning", None, 13), ("warning", None, None), ("suspension", 1, None), ("", None, None)],
)
def test_a_warning_becomes_nothing_worse(warned, cast, kind, days, months):
    said = {**UPHELD, "result": "reduced", "kind": kind, "days": days, "months": months}
    assert "aggraver" in refused(warned, "propose_result", cast.paul, field="result", **said)


@pytest.mark.parametrize(("kind", "days", "months"), [("suspension", 90, None), ("suspension", 0, None)])
def test_a_suspension_becomes_nothing_worse(suspended, cast, kind, days, months):
    said = {**UPHELD, "result": "reduced", "kind": kind, "days": days, "months": months}
    refused(suspended, "propose_result", cast.paul, field="result", **said)


@pytest.mark.parametrize(("kind", "days", "months"), [("suspension", 89, None), ("warning", None, 12)])
def test_a_suspension_becomes_something_lesser(suspended, cast, kind, days, months):
    said = {**UPHELD, "result": "reduced", "kind": kind, "days": days, "months": months}
    suspended.do("propose_result", cast.paul, **said)
    assert suspended.case.open_proposal().content["kind"] == kind


@pytest.mark.parametrize("result", ["upheld", "annulled"])
def test_the_text_waits_for_the_others_and_its_author_agrees_to_it(warned, cast, result):
    case = warned.do("propose_result", cast.paul, **{**UPHELD, "result": result})
    proposal = case.open_proposal()
    assert (proposal.kind, proposal.by, proposal.content["result"]) == ("appeal", cast.paul, result)
    agreed = case.open_appeal().seats.exclude(agreed_sha256="").get()
    assert (agreed.person, agreed.agreed_sha256, agreed.agreed_at) == (cast.paul, proposal.sha256, warned.at)
    assert (case.state, entry(warned).role) == ("under_appeal", "panel")
    assert told_by(warned) == {}


def test_nothing_is_proposed_once_the_appeal_is_withdrawn(warned, cast):
    warned.do("withdraw_appeal", cast.jean)
    stale(warned, "propose_result", cast.paul, **UPHELD)


def test_the_form_asks_for_a_result_and_its_reasons(warned, cast):
    typed = {"result": "upheld", "text": "Les faits sont établis."}
    assert says(warned, "propose_result", cast.paul, typed) == {}
    assert list(says(warned, "propose_result", cast.paul, {})) == ["result", "text"]
    assert list(says(warned, "propose_result", cast.paul, typed, result="reduced")) == ["kind"]
    assert list(says(warned, "propose_result", cast.paul, typed, result="lapsed")) == ["result"]
    assert list(says(warned, "propose_result", cast.paul, typed, days="-1", months="37")) == ["days", "months"]


def test_another_step_of_the_case_is_not_open_to_the_panel(warned, cast):
    stale_or_forbidden = {"text": "Vu.", "is_opinion": False}
    forbidden(warned, "note", "paul", **stale_or_forbidden)
    stale(warned, "propose", cast.noah, kind="lift")
