"""request_removal: asks that the post be taken down by a day; it imposes nothing."""

from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import days
from .promises import forbidden, form, refused, says, stale, told_by


@beginning
def ready(walk):
    return walk.in_review()


@beginning
def said(ready):
    return {"text": "Retirez cette publication, s’il vous plaît.", "answer_by": (ready.at + days(8)).date()}


def test_who_does_not_examine_the_case_asks_for_no_removal(ready, said):
    forbidden(ready, "request_removal", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_a_case_of_elsewhere_or_decided_asks_for_no_removal(ready, cast, said):
    stale(ready, "request_removal", cast.nina, **said)
    ready.dismissed()
    stale(ready, "request_removal", cast.alice, **said)


def test_nobody_is_asked_before_the_author_is_known(walk, cast):
    said = {"text": "Retirez-la.", "answer_by": (walk.at + days(8)).date()}
    assert "identifi" in refused(walk, "request_removal", cast.alice, **said)


def test_no_removal_is_asked_for_by_a_day_that_has_passed(ready, cast, said):
    said["answer_by"] = ready.at.date()
    refused(ready, "request_removal", cast.alice, field="answer_by", **said)


def test_the_person_is_asked_and_nothing_is_imposed(language, ready, cast, said):
    basis = ready.case.basis
    case = ready.do("request_removal", cast.alice, **said)
    inquiry = case.inquiries.get()
    assert (inquiry.kind, inquiry.to_person, inquiry.answer_by) == ("removal", cast.jean, said["answer_by"])
    assert (case.state, case.basis, case.informed_at) == ("in_review", basis, ready.at)
    assert not case.measures.exists()
    assert told_by(ready) == {"jean": ["removal_requested.concerned"]}
    letter = Letter.objects.get(act="removal_requested")
    assert said["text"] in letter.body
    assert ("n’est pas une sanction" if language == "fr" else "not a sanction") in letter.body


def test_the_form_proposes_a_week(ready, cast):
    assert form(ready, "request_removal", cast.alice, None).first_answers() == {
        "answer_by": (ready.at + days(7)).date()
    }
    typed = {"text": "Retirez-la.", "answer_by": "2027-01-04"}
    assert says(ready, "request_removal", cast.alice, typed) == {}
    assert list(says(ready, "request_removal", cast.alice, {})) == ["text", "answer_by"]
