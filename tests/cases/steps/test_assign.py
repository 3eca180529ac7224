"""assign: a case is given to a colleague of the body that holds it."""

import pytest

from tests.beginnings import beginning

from ..cast import a_report, days
from .promises import forbidden, form, refused, runs, says, stale, told_by


@beginning
def bob(cast):
    return cast.bob


def test_who_does_not_examine_the_case_assigns_nothing(walk, bob):
    forbidden(walk, "assign", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", person=bob)


def test_a_case_of_elsewhere_is_not_assigned(walk, cast, bob):
    stale(walk, "assign", cast.nina, person=bob)


@pytest.mark.parametrize("name", ["olga", "nina", "marie", "root"])
def test_it_is_not_given_to_somebody_without_the_power(walk, cast, name):
    refused(walk, "assign", cast.alice, field="person", person=getattr(cast, name))


def test_it_is_not_given_to_somebody_who_reported_or_stepped_aside(walk, cast, bob):
    a_report(bob, at=walk.at, address=walk.case.post.address)
    refused(walk, "assign", cast.alice, field="person", person=bob)


def test_the_colleague_has_it_in_charge_for_ten_days(walk, cast, bob):
    walk.do("claim", cast.alice)
    case = walk.do("assign", cast.alice, person=bob)
    assert (case.claimed_by, case.claimed_at) == (bob, walk.at)
    assert runs(walk)["claim"] == walk.at + days(10)
    assert told_by(walk) == {}
    assert not case.took_part(bob, "instructed")


def test_a_decided_case_is_not_assigned(walk, cast, bob):
    walk.in_review().in_deliberation().warned()
    stale(walk, "assign", cast.alice, person=bob)


def test_the_form_offers_colleagues_and_nobody_else(walk, cast, bob):
    assert list(form(walk, "assign", cast.alice, None).fields["person"].queryset) == [bob]
    assert says(walk, "assign", cast.alice, {"person": str(bob.pk)}) == {}
    for wrong in ("", str(cast.olga.pk), str(cast.alice.pk), "0", "x", "9" * 30, "\x00"):
        assert list(says(walk, "assign", cast.alice, {"person": wrong})) == ["person"]
