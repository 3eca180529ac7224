"""ask_for_details: one question with a date, to somebody who reported or to the person once informed."""

import pytest

from cases.models import Inquiry
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import Walk, days
from .promises import entry, forbidden, form, refused, says, stale, told_by


@beginning
def said(walk):
    return {"to_report": walk.report, "text": "Quel jour l’avez-vous lu ?", "answer_by": (walk.at + days(9)).date()}


def test_who_does_not_examine_the_case_asks_nothing(walk, said):
    forbidden(walk, "ask_for_details", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_a_case_of_elsewhere_or_decided_asks_nothing(walk, cast, said):
    stale(walk, "ask_for_details", cast.nina, **said)
    walk.dismissed()
    stale(walk, "ask_for_details", cast.alice, **said)


def test_a_person_who_knows_nothing_of_the_case_is_asked_nothing(walk, cast, said):
    said["to_report"] = None
    assert "connaît pas" in refused(walk, "ask_for_details", cast.alice, field="to_report", **said)
    walk.identified()
    refused(walk, "ask_for_details", cast.alice, field="to_report", **said)
    assert walk.case.informed_at is None


def test_whoever_withdrew_a_report_is_asked_nothing(walk, cast, said):
    walk.do("withdraw_report", cast.camille, why="")
    said["to_report"].refresh_from_db()
    refused(walk, "ask_for_details", cast.alice, field="to_report", **said)


def test_a_report_of_another_case_is_not_reached(walk, cast, said):
    said["to_report"] = Walk(cast).report
    refused(walk, "ask_for_details", cast.alice, field="to_report", **said)


@pytest.mark.parametrize("later", [-1, 0])
def test_no_answer_is_asked_for_by_a_day_that_has_passed(walk, cast, said, later):
    said["answer_by"] = (walk.at + days(1 + later)).date()  # the step is taken a day later
    assert "passée" in refused(walk, "ask_for_details", cast.alice, field="answer_by", **said)


def test_tomorrow_is_the_first_day_to_ask_for(walk, cast, said):
    said["answer_by"] = (walk.at + days(2)).date()
    walk.do("ask_for_details", cast.alice, **said)
    assert Inquiry.objects.get().answer_by == said["answer_by"]


def test_a_reporter_is_asked_under_seal(language, walk, cast, said):
    basis = walk.case.basis
    case = walk.do("ask_for_details", cast.alice, **said)
    inquiry = case.inquiries.get()
    assert (inquiry.kind, inquiry.to_report, inquiry.to_person) == ("details", walk.report, None)
    assert (inquiry.text, inquiry.asked_at, case.basis) == (said["text"], walk.at, basis)
    assert told_by(walk) == {"camille": ["details_asked.reporter"]}
    assert entry(walk).content.by == cast.alice and entry(walk).content.report is None
    letter = Letter.objects.get(act="details_asked")
    assert said["text"] in letter.body and case.reference not in letter.body


def test_the_person_concerned_is_asked_once_informed(language, walk, cast, said):
    walk.in_review().in_hearing()
    case = walk.do("ask_for_details", cast.alice, **{**said, "to_report": None})
    assert (case.inquiries.get().to_person, case.inquiries.get().to_report) == (cast.jean, None)
    assert told_by(walk) == {"jean": ["details_asked.concerned"]}


def test_the_form_offers_reports_of_this_case_that_stand(walk, cast, said):
    other = Walk(cast)
    typed = {"to_report": str(walk.report.pk), "text": "Quand ?", "answer_by": "2027-01-04"}
    asked = form(walk, "ask_for_details", cast.alice, None)
    assert list(asked.fields["to_report"].queryset) == [walk.report]
    assert asked.first_answers()["answer_by"] == (walk.at + days(7)).date()
    assert says(walk, "ask_for_details", cast.alice, typed) == {}
    assert list(says(walk, "ask_for_details", cast.alice, typed, to_report=str(other.report.pk))) == ["to_report"]
    for wrong in ("", "31/02/2027", "2027-02-31", "demain"):
        assert list(says(walk, "ask_for_details", cast.alice, typed, answer_by=wrong)) == ["answer_by"]
