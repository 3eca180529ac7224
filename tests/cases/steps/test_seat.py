"""seat: three at least hear an appeal, and none who took part before."""

import pytest

from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import a_report
from .promises import entry, forbidden, form, refused, says, stale, told_by


@beginning
def ready(walk):
    return walk.in_review().in_deliberation().warned().opened().appealed()


@beginning
def three(cast):
    return [cast.paul, cast.pia, cast.petra]


def test_only_the_panel_seats_itself(ready, three):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "dora", "carl", "root"]
    forbidden(ready, "seat", *names, people=three)


def test_nobody_sits_before_an_appeal(walk, cast, three):
    stale(walk.in_review(), "seat", cast.paul, people=three)


@pytest.mark.parametrize("name", ["alice", "bob", "nina", "marie", "jean"])
def test_nobody_else_sits(ready, cast, name):
    people = [cast.paul, cast.pia, getattr(cast, name)]
    assert name.capitalize() in refused(ready, "seat", cast.paul, field="people", people=people)


def test_who_reported_does_not_hear_the_appeal(ready, cast, three):
    a_report(cast.petra, at=ready.at, address=ready.case.post.address)
    refused(ready, "seat", cast.paul, field="people", people=three)


def test_whoever_is_asked_to_step_aside_seats_nobody(ready, cast, three):
    ready.asked_aside(cast.paul)
    refused(ready, "seat", cast.paul, people=three)


def test_the_person_learns_who_sits(language, ready, cast, three):
    basis = ready.case.basis
    case = ready.do("seat", cast.paul, people=three)
    assert {seat.person for seat in case.open_appeal().seats.all()} == set(three)
    assert all(case.parts.filter(person=one, role="sat").exists() for one in three)
    assert (case.state, case.basis, entry(ready).body) == ("under_appeal", basis, "recours")
    assert told_by(ready) == {"jean": ["panel_seated.concerned"]}
    letter = Letter.objects.get(act="panel_seated")
    assert all(f"- {one.name}" in letter.body for one in three)


def test_two_do_not_decide_and_a_third_may_be_added(ready, cast):
    ready.do("seat", cast.paul, people=[cast.paul, cast.pia])
    said = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    assert "trois" in refused(ready, "propose_result", cast.paul, **said)
    ready.do("seat", cast.pia, people=[cast.petra, cast.pia])
    assert ready.case.open_appeal().seats.count() == 3
    ready.do("propose_result", cast.paul, **said)


def test_the_form_offers_the_panel_and_nobody_else(ready, cast, three):
    assert set(form(ready, "seat", cast.paul, None).fields["people"].queryset) == set(three)
    assert says(ready, "seat", cast.paul, {"people": [str(one.pk) for one in three]}) == {}
    for wrong in ([], [str(cast.nina.pk)], ["x"], ["9" * 30], ["\x00"]):
        assert list(says(ready, "seat", cast.paul, {"people": wrong})) == ["people"]
