"""name_counsel: somebody of one's choice reads this file and answers for one."""

import pytest

from cases.models import Case
from tests.beginnings import beginning

from ..cast import a_report
from .promises import entry, forbidden, form, refused, says, stale, told_by


@beginning
def ready(walk):
    return walk.in_review().in_hearing()


@beginning
def said(cast):
    return {"person": cast.carl}


def test_nobody_else_names_anybody(ready, said):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "name_counsel", *names, **said)


@pytest.mark.parametrize("name", ["alice", "bob", "nina", "paul", "jean"])
def test_nobody_is_put_out_of_the_case_by_being_named(ready, cast, name):
    refused(ready, "name_counsel", cast.jean, field="person", person=getattr(cast, name))


def test_whoever_worked_on_the_case_and_left_office_does_not_assist_either(ready, cast):
    cast.alice.appointments.update(ended_at=ready.at)
    refused(ready, "name_counsel", cast.jean, field="person", person=cast.alice)


def test_an_officer_of_another_federation_may_assist(ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.olga)
    assert Case.objects.concerning(cast.olga).exists()


def test_counsel_reads_this_file_and_no_other(ready, cast, said):
    other = a_report(cast.camille, at=ready.at)
    basis = ready.case.basis
    case = ready.do("name_counsel", cast.jean, **said)
    assert cast.carl.parts.get(case=case).role == "assists"
    assert list(Case.objects.concerning(cast.carl)) == [case]
    assert other.case not in Case.objects.known_to(cast.carl, at=ready.at)
    assert case.basis == basis
    assert told_by(ready) == {}
    assert entry(ready).content.answers == {"person": str(cast.carl.pk)}


def test_from_then_on_counsel_is_told_what_the_person_is_told(ready, cast, said):
    ready.do("name_counsel", cast.jean, **said)
    ready.opened()
    assert told_by(ready) == {"jean": ["served.concerned"], "carl": ["served.concerned"]}


def test_it_may_be_said_twice(ready, cast, said):
    ready.do("name_counsel", cast.jean, **said)
    ready.do("name_counsel", cast.jean, **said)
    assert ready.case.parts.filter(role="assists").count() == 1


def test_a_decided_case_names_nobody(ready, cast, said):
    ready.opened().heard().warned()
    stale(ready, "name_counsel", cast.jean, **said)


def test_the_form_finds_an_active_account_by_its_address(ready, cast):
    asked = form(ready, "name_counsel", cast.jean, {"person": "Carl@Example.org "})
    assert asked.is_valid() and asked.answers == {"person": cast.carl}
    cast.carl.is_active = False
    cast.carl.save()
    for wrong in ("", "carl@example.org", "nobody@example.org", "jean@example.org", "x" * 255, "\x00"):
        assert list(says(ready, "name_counsel", cast.jean, {"person": wrong})) == ["person"]
