"""declare_recusal: whoever should not act says so, and is out at once."""

import pytest

from cases.door import offers
from cases.models import Case, Recusal
from tests.beginnings import beginning

from ..cast import a_report
from .promises import entry, forbidden, refused, says, told_by

SAID = {"reason": "kinship"}


@beginning
def ready(walk):
    return walk.in_review()


def test_who_has_no_power_over_the_case_has_nothing_to_declare(ready):
    forbidden(ready, "declare_recusal", "camille", "jean", "marie", "olga", "carl", "root", **SAID)


def test_who_reported_is_out_already(ready, cast):
    a_report(cast.alice, at=ready.at, address=ready.case.post.address)
    forbidden(ready, "declare_recusal", "alice", **SAID)


@pytest.mark.parametrize("name", ["alice", "bob", "nora", "paul", "dora"])
def test_whoever_declares_it_is_out_and_nobody_is_told(ready, cast, name):
    person, basis = getattr(cast, name), ready.case.basis
    case = ready.do("declare_recusal", person, **SAID)
    recusal = case.recusals.get()
    assert (recusal.person, recusal.asked_by, recusal.answer, recusal.reason) == (person, person, "granted", "kinship")
    assert case.basis == basis
    assert not Case.objects.known_to(person, at=ready.at).exists()
    assert told_by(ready) == {}
    assert entry(ready).content.by == person
    forbidden(ready, "declare_recusal", name, **SAID)


@pytest.mark.parametrize("reason", Recusal.Reason.values)
def test_whatever_the_reason_no_step_and_no_list_is_left_but_a_report_like_anybodys(ready, cast, reason):
    ready.do("declare_recusal", cast.alice, reason=reason)
    assert set(offers(ready.case, by=cast.alice, at=ready.at)) == {"attach_report"}
    for tab in ("all", "mine", "to_take"):
        assert not Case.objects.known_to(cast.alice, at=ready.at).tab(tab, {"45"}, by=cast.alice, at=ready.at).exists()
    assert Case.objects.known_to(cast.bob, at=ready.at).tab("all", {"45"}, by=cast.bob, at=ready.at).exists()


def test_its_claim_goes_back_to_the_queue(ready, cast):
    ready.do("release", cast.alice, why="Rendu.")
    ready.do("claim", cast.alice)
    assert ready.do("declare_recusal", cast.alice, **SAID).claimed_by is None


def test_its_proposal_falls(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()
    walk.do("declare_recusal", cast.noah, **SAID)
    assert walk.case.open_proposal() is None
    walk.proposed(by=cast.nora)
    forbidden(walk, "suspend", "noah", sha256=walk.case.open_proposal().sha256)


def test_its_seat_is_empty(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("declare_recusal", cast.pia, **SAID)
    said = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    assert "trois" in refused(walk, "propose_result", cast.paul, **said)


def test_what_was_done_before_stands(ready, cast):
    ready.do("declare_recusal", cast.alice, **SAID)
    assert ready.case.has_role("instructed")
    ready.in_hearing(cast.bob)
    assert ready.case.state == "hearing"


def test_the_form_asks_for_a_reason_of_the_list(ready, cast):
    assert says(ready, "declare_recusal", cast.alice, SAID) == {}
    for wrong in ("", "mood"):
        assert list(says(ready, "declare_recusal", cast.alice, {"reason": wrong})) == ["reason"]
