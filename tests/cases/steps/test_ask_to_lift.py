"""ask_to_lift: a wish to the national office while a measure runs."""

import pytest

from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, stale, told_by

SAID = {"why": "J’ai suivi l’atelier et retiré la publication."}


@beginning
def warned(walk):
    return walk.in_review().in_deliberation().warned().opened()


def test_nobody_else_asks(warned):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(warned, "ask_to_lift", *names, **SAID)


def test_there_is_nothing_to_lift_before_a_measure_nor_after_it(walk, cast):
    stale(walk.in_review().in_hearing(), "ask_to_lift", cast.jean, **SAID)
    walk.opened().heard().warned().opened().tick(400)
    assert walk.case.outcome == "completed"
    stale(walk, "ask_to_lift", cast.jean, **SAID)


@pytest.mark.parametrize("measure", ["warned", "suspended", "probation"])
def test_the_wish_is_kept_and_the_national_office_is_told(walk, cast, measure):
    walk.in_review()
    if measure == "warned":
        walk.in_deliberation().warned().opened()
    else:
        walk.suspended(days=30, suspended_days=0 if measure == "suspended" else 30, probation_months=12).opened()
    basis = walk.case.basis
    case = walk.do("ask_to_lift", cast.jean, **SAID)
    wish = case.inquiries.get()
    assert (wish.kind, wish.to_person, wish.text, wish.asked_at) == ("lift", cast.jean, SAID["why"], walk.at)
    assert (case.state, case.basis) == (measure, basis)
    assert told_by(walk) == {name: ["lift_asked.national"] for name in ("nina", "noah", "nora")}
    assert entry(walk).content.why == SAID["why"]


def test_it_is_no_question_that_waits_for_the_person(warned, cast):
    warned.do("ask_to_lift", cast.jean, **SAID)
    assert "Aucune question" in refused(warned, "answer_inquiry", cast.jean, answer="Oui.")


def test_a_case_that_is_lifted_ends(warned, cast):
    warned.do("ask_to_lift", cast.jean, **SAID)
    warned.proposed("lift").signed("lift_measure")
    assert warned.case.outcome == "lifted"


def test_the_form_asks_why(warned, cast):
    assert list(says(warned, "ask_to_lift", cast.jean, {})) == ["why"]
