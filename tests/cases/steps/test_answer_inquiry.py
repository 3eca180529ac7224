"""answer_inquiry: whoever was asked answers, under seal if it is somebody who reported."""

from tests.beginnings import beginning

from ..cast import a_report, days
from .promises import entry, forbidden, form, refused, says, told_by

SAID = {"answer": "Le 1er décembre, vers midi."}


@beginning
def asked(walk, cast):
    """Camille, who reported, is asked."""
    said = {"text": "Quel jour ?", "answer_by": (walk.at + days(9)).date()}
    walk.do("ask_for_details", cast.alice, to_report=walk.report, **said)
    return walk


@beginning
def concerned(walk, cast):
    """Jean is asked to take the post down."""
    said = {"text": "Retirez-la.", "answer_by": (walk.at + days(9)).date()}
    walk.in_review().do("request_removal", cast.alice, **said)
    return walk


def test_nobody_else_answers(asked):
    forbidden(asked, "answer_inquiry", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "root", **SAID)


def test_nothing_is_answered_that_was_not_asked(walk, cast):
    assert "Aucune question" in refused(walk, "answer_inquiry", cast.camille, **SAID)


def test_one_reporter_does_not_answer_for_another(asked, cast):
    a_report(cast.marie, at=asked.at, address=asked.case.post.address)
    refused(asked, "answer_inquiry", cast.marie, **SAID)


def test_a_reporter_answers_and_stays_sealed(asked, cast):
    basis = asked.case.basis
    case = asked.do("answer_inquiry", cast.camille, **SAID)
    inquiry = case.inquiries.get()
    assert (inquiry.answer, inquiry.answered_at, case.basis) == (SAID["answer"], asked.at, basis)
    last = entry(asked)
    assert (last.role, last.content.by, last.content.report) == ("reporter", None, asked.report)
    assert told_by(asked) == {}


def test_the_person_concerned_answers(concerned, cast):
    concerned.do("answer_inquiry", cast.jean, **SAID)
    assert (entry(concerned).role, entry(concerned).content.by) == ("concerned", cast.jean)


def test_it_is_answered_once_and_late_if_need_be(asked, cast):
    asked.do("answer_inquiry", cast.camille, later=11, **SAID)
    refused(asked, "answer_inquiry", cast.camille, **SAID)


def test_two_questions_are_answered_one_after_the_other(asked, cast):
    said = {"to_report": asked.report, "text": "Et où ?", "answer_by": (asked.at + days(9)).date()}
    asked.do("ask_for_details", cast.alice, **said)
    assert "Quel jour ?" in form(asked, "answer_inquiry", cast.camille, None).quoted
    asked.do("answer_inquiry", cast.camille, **SAID)
    assert "Et où ?" in form(asked, "answer_inquiry", cast.camille, None).quoted
    asked.do("answer_inquiry", cast.camille, answer="Sur X.")
    assert asked.case.inquiries.filter(answered_at=None).count() == 0


def test_it_is_answered_after_the_case_is_closed(asked, cast):
    asked.dismissed().do("answer_inquiry", cast.camille, **SAID)
    assert asked.case.state == "closed"


def test_the_form_asks_for_an_answer(asked, cast):
    assert says(asked, "answer_inquiry", cast.camille, SAID) == {}
    for wrong in ("", "x" * 5001, "\x00"):
        assert list(says(asked, "answer_inquiry", cast.camille, {"answer": wrong})) == ["answer"]
