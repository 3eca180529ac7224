"""Differences between house and model that chance found once: each on the shortest way to it."""

import pytest

from cases.forms import form_named
from cases.grammar import Refused

from ..cast import POSTED_ON, article

NEW = {"why": "Un élément nouveau.", "evidence": "Une seconde publication."}


def test_a_measure_that_nobody_could_serve_is_not_tried_again(walk, cast):
    walk.in_review().in_deliberation().warned().tick(91)
    assert (walk.case.state, walk.case.outcome) == ("closed", "lapsed")
    with pytest.raises(Refused, match="sanction"):
        walk.do("reopen", cast.nina, **NEW)


def test_a_hearing_closed_for_want_of_the_right_person_hears_nobody(walk, cast):
    walk.in_review().in_hearing().opened()
    walk.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    walk.do("close_hearing", cast.alice)
    assert walk.case.heard_at is None


def test_a_window_that_has_run_whole_stays_a_hearing(walk, cast):
    """Disowned only after it: the answer takes nothing back."""
    walk.in_review().in_hearing().opened().tick(20)
    heard_at = walk.case.heard_at
    walk.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    walk.do("answer_disowning", cast.alice, is_so=False, reasons="Le compte est déclaré.")
    assert heard_at == walk.case.heard_at is not None


def test_who_is_asked_to_step_aside_does_not_call_the_case_up(walk, cast):
    walk.in_review().in_hearing().asked_aside(cast.nina)
    with pytest.raises(Refused, match="récusation"):
        walk.do("refer_to_national", cast.nina)
    assert walk.do("refer_to_national", cast.noah).held_by_id == "national"


def test_who_is_asked_to_step_aside_does_not_close_a_hearing(walk, cast):
    walk.in_review().in_hearing().opened().asked_aside(cast.alice)
    walk.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    with pytest.raises(Refused, match="récusation"):
        walk.do("close_hearing", cast.alice)
    assert walk.do("close_hearing", cast.bob).state == "deliberation"


def test_who_is_asked_to_step_aside_does_not_reopen(walk, cast):
    walk.in_review().asked_aside(cast.nina).dismissed()
    with pytest.raises(Refused, match="récusation"):
        walk.do("reopen", cast.nina, **NEW)
    assert walk.do("reopen", cast.noah, **NEW).state == "in_review"


def test_what_the_clock_brought_up_undated_is_dated_with_the_grievances(walk, cast):
    walk.identified().tick(15)
    walk.do("add_evidence", cast.nina, text="On te trouvera.", others_visible=False)
    said = {"facts": "Une menace.", "articles": [article()], "rule_explanation": "Elle vise quelqu’un.",
            "maximum": "suspension"}  # fmt: skip
    assert "content_date" in form_named("notify_grievances")(case=walk.case, by=cast.nina, at=walk.at).fields
    with pytest.raises(Refused, match="date") as refusal:
        walk.do("notify_grievances", cast.nina, **said)
    assert refusal.value.field == "content_date"
    case = walk.do("notify_grievances", cast.nina, content_date=POSTED_ON, **said)
    assert (case.state, case.content_date) == ("hearing", POSTED_ON)
    assert "content_date" not in form_named("notify_grievances")(case=case, by=cast.nina, at=walk.at).fields


def test_annulling_a_revocation_begins_nothing_that_was_over(walk, cast):
    """Lifted, then appealed: the probation that was revoked does not come back."""
    walk.in_review().suspended(days=90, suspended_days=90, probation_months=12).opened()
    walk.proposed("revocation", days=20, other_case=walk.warned_again()).signed("revoke_sursis").opened()
    walk.proposed("lift").signed("lift_measure").appealed().seated()
    walk.do("propose_result", cast.paul, result="annulled", kind="", days=None, months=None, text="Sans fondement.")
    case = walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    assert (case.state, case.outcome) == ("closed", "lifted")
