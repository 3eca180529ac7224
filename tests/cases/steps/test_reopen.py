"""reopen: a second look for who reported, once; else only new evidence, found since, and never after a sanction."""

from datetime import UTC, datetime

import pytest

from cases.legal_time import end_of
from cases.models import Piece
from tests.beginnings import beginning

from ..cast import a_report, days, limit
from .promises import entry, forbidden, refused, runs, says, spoil, stale, told_by

SECOND_LOOK = {"why": "La menace est réelle.", "evidence": ""}
EVIDENCE = {"why": "Un témoin s’est présenté.", "evidence": "Il a vu l’auteur écrire."}
INSTANT = days(1 / 86400 / 1_000_000)


@beginning
def dismissed(walk):
    return walk.in_review().dismissed()


def test_who_did_not_report_it_asks_for_no_second_look(dismissed):
    forbidden(dismissed, "reopen", "jean", "marie", "olga", "paul", "dora", "carl", "root", **EVIDENCE)


def test_a_federation_does_not_reopen_what_it_closed(dismissed):
    forbidden(dismissed, "reopen", "alice", "bob", **EVIDENCE)


# A second look --------------------------------------------------------------------------------------------------------


def test_others_look_again(language, dismissed, cast):
    case = dismissed.do("reopen", cast.camille, **SECOND_LOOK)
    assert (case.state, case.held_by_id, case.outcome, case.dismissal_reason, case.closed_at) == (
        "in_review", "national", "", "", None,
    )  # fmt: skip
    assert (case.second_look_at, case.claimed_by) == (dismissed.at, None)
    assert runs(dismissed) == {"first_instance": limit(70, dismissed.at), "inform": dismissed.at + days(30)}
    assert told_by(dismissed) == {"camille": ["reopened.reporter"]}
    last = entry(dismissed)
    assert (last.role, last.body, last.content.by, last.content.report) == (
        "reporter", "", None, case.reports.get(),
    )  # fmt: skip


def test_it_is_asked_for_within_thirty_days(dismissed, cast):
    """To the end of the thirtieth day, where the member lives: letter and page say that day."""
    last_moment = end_of((dismissed.case.closed_at + days(30)).date(), dismissed.case.zone)
    dismissed.at = last_moment + INSTANT
    assert "délai" in refused(dismissed, "reopen", cast.camille, later=0, **SECOND_LOOK)
    dismissed.at = last_moment
    assert dismissed.do("reopen", cast.camille, later=0, **SECOND_LOOK).state == "in_review"


def test_it_is_asked_for_once(dismissed, cast):
    dismissed.do("reopen", cast.camille, **SECOND_LOOK)
    dismissed.dismissed(cast.nina)
    assert "second regard" in refused(dismissed, "reopen", cast.camille, **SECOND_LOOK)


def test_what_the_national_office_dismissed_was_looked_at_by_others(walk, cast):
    walk.in_review().referred().dismissed(cast.nina)
    assert "second regard" in refused(walk, "reopen", cast.camille, **SECOND_LOOK)


@pytest.mark.parametrize("outcome", ["out_of_scope", "advice", "referred_out"])
def test_only_a_dismissal_is_looked_at_again(walk, cast, outcome):
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "x", "by_on": None}
    walk.in_review().do("close_without_sanction", cast.bob, **said)
    assert "second regard" in refused(walk, "reopen", cast.camille, **SECOND_LOOK)


def test_after_a_hearing_there_is_no_second_look(dismissed, cast):
    spoil(dismissed, heard_at=dismissed.at)
    assert "second regard" in refused(dismissed, "reopen", cast.camille, **SECOND_LOOK)


def test_a_report_that_was_withdrawn_asks_for_nothing(dismissed, cast):
    dismissed.do("withdraw_report", cast.camille, why="")
    assert "retiré" in refused(dismissed, "reopen", cast.camille, **SECOND_LOOK)


def test_who_withdrew_one_report_and_made_another_asks_with_that_one(dismissed, cast):
    dismissed.do("withdraw_report", cast.camille, why="")
    a_report(cast.camille, at=dismissed.at, address=dismissed.case.post.address)
    assert dismissed.do("reopen", cast.camille, **SECOND_LOOK).state == "in_review"


def test_any_of_those_who_reported_may_ask(language, dismissed, cast):
    a_report(cast.marie, at=dismissed.at, address=dismissed.case.post.address)
    dismissed.do("reopen", cast.marie, **SECOND_LOOK)
    assert set(told_by(dismissed)) == {"camille", "marie"}


def test_what_who_reported_writes_is_sealed_until_somebody_has_redacted_it(dismissed, cast):
    dismissed.do("reopen", cast.camille, why="x", evidence="Il l’a dit devant chez moi.")
    piece = Piece.objects.latest("pk")
    assert (piece.came_with, piece.report) == ("report", dismissed.report)
    assert [(one.use, one.made_by) for one in piece.versions.all()] == [("sealed", None)]


def test_the_person_concerned_learns_nothing_new(dismissed, cast):
    dismissed.do("reopen", cast.camille, **SECOND_LOOK)
    assert dismissed.case.informed_at is None and "jean" not in told_by(dismissed)


# New evidence ---------------------------------------------------------------------------------------------------------


@beginning
def cleared(walk, cast):
    walk.in_review().in_deliberation()
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "x", "by_on": None}
    walk.do("close_without_sanction", cast.bob, **said)
    return walk


def test_the_national_office_reopens_on_what_was_found_since(language, cleared, cast):
    case = cleared.do("reopen", cast.nina, **EVIDENCE)
    assert (case.state, case.held_by_id, case.second_look_at, case.heard_at) == ("in_review", "national", None, None)
    assert case.pieces.latest("number").versions.get().text == EVIDENCE["evidence"]
    assert runs(cleared) == {"first_instance": limit(70, cleared.at)}
    assert told_by(cleared) == {"camille": ["reopened.reporter"], "jean": ["reopened.concerned"]}
    assert (entry(cleared).role, entry(cleared).content.why) == ("national", EVIDENCE["why"])


def test_a_change_of_mind_reopens_nothing(cleared, cast):
    refused(cleared, "reopen", cast.nina, field="evidence", **EVIDENCE | {"evidence": "  "})


def test_who_decided_does_not_reopen(walk, cast):
    walk.in_review().referred().dismissed(cast.nina)
    assert "décidé" in refused(walk, "reopen", cast.nina, **EVIDENCE)
    assert walk.do("reopen", cast.noah, **EVIDENCE).state == "in_review"


@pytest.mark.parametrize("end", ["completed", "lifted", "annulled", "void"])
def test_nobody_is_prosecuted_twice(walk, cast, end):
    walk.in_review().suspended(days=5)
    if end != "void":
        walk.opened()
    if end == "lifted":
        walk.proposed("lift", days=None).signed("lift_measure")
    if end == "annulled":
        walk.appealed().tick(91)
    walk.tick(91 if end == "void" else 7)
    assert walk.case.state == "closed"
    assert "sanction" in refused(walk, "reopen", cast.nina, **EVIDENCE)


@pytest.mark.parametrize("outcome", ["time_barred", "referred_out"])
def test_what_was_closed_for_good_stays_closed(walk, cast, outcome):
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "x", "by_on": None}
    walk.in_review().do("close_without_sanction", cast.bob, **said)
    refused(walk, "reopen", cast.nina, **EVIDENCE)


@pytest.mark.parametrize(("day", "is_barred"), [(1, False), (2, True)])
def test_three_years_after_the_post_nothing_new_reopens_it(cleared, cast, day, is_barred):
    spoil(cleared, due_at=None)  # the clock forgets nothing here
    cleared.at = datetime(2029, 12, day, 9, 0, tzinfo=UTC)  # the post is of 1 December 2026
    if is_barred:
        assert "ancienne" in refused(cleared, "reopen", cast.nina, later=0, **EVIDENCE)
    else:
        assert cleared.do("reopen", cast.nina, later=0, **EVIDENCE).state == "in_review"


def test_what_lapsed_may_be_reopened_on_new_evidence(walk, cast):
    walk.in_review().referred().tick(80)
    assert walk.do("reopen", cast.nina, **EVIDENCE).state == "in_review"


def test_what_is_open_is_not_reopened(walk, cast):
    walk.in_review()
    assert "En instruction" in stale(walk, "reopen", cast.nina, **EVIDENCE)


def test_the_form_asks_why(cleared, cast):
    assert says(cleared, "reopen", cast.nina, EVIDENCE) == {}
    assert set(says(cleared, "reopen", cast.nina, EVIDENCE, why=" ")) == {"why"}
