"""withdraw_report: who reported takes it back; the organisation may go on of its own accord."""

import pytest

from ..cast import a_report
from .promises import entry, forbidden, refused, says, told_by

SAID = {"why": "Je me suis trompée de publication."}


def test_nobody_else_withdraws_it(walk):
    names = ["jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(walk, "withdraw_report", *names, **SAID)


def test_it_ends_no_case_by_itself(language, walk, cast):
    basis = walk.case.basis
    case = walk.do("withdraw_report", cast.camille, **SAID)
    walk.report.refresh_from_db()
    assert (walk.report.withdrawn_at, case.state, case.is_own_initiative) == (walk.at, "reported", True)
    assert case.basis == basis
    assert told_by(walk) == {"camille": ["withdrawn.reporter"]}
    last = entry(walk)
    assert (last.role, last.content.by, last.content.report, last.content.why) == (
        "reporter", None, walk.report, SAID["why"],
    )  # fmt: skip


def test_it_is_withdrawn_once(walk, cast):
    walk.do("withdraw_report", cast.camille, **SAID)
    assert "déjà" in refused(walk, "withdraw_report", cast.camille, **SAID)


def test_who_reported_the_post_twice_takes_both_back(walk, cast):
    a_report(cast.camille, at=walk.at, address=walk.case.post.address)
    case = walk.do("withdraw_report", cast.camille, **SAID)
    assert not case.reports.standing().exists() and case.is_own_initiative
    assert told_by(walk) == {"camille": ["withdrawn.reporter"]}


def test_from_then_on_nothing_more_is_told(walk, cast):
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    case = walk.do("withdraw_report", cast.camille, **SAID)
    assert not case.is_own_initiative
    walk.in_review()
    assert told_by(walk) == {"marie": ["review_opened.reporter"]}


@pytest.mark.parametrize("stage", ["hearing", "closed"])
def test_it_is_withdrawn_at_any_time(walk, cast, stage):
    if stage == "closed":
        walk.dismissed()
    else:
        walk.in_review().in_hearing()
    assert walk.do("withdraw_report", cast.camille, **SAID).state == stage


def test_the_form_asks_for_no_reason(walk, cast):
    assert says(walk, "withdraw_report", cast.camille, {}) == {}
    assert list(says(walk, "withdraw_report", cast.camille, {"why": "x" * 2001})) == ["why"]
