"""name_witness: who saw the facts does not judge them, and is out at once, said or not."""

import pytest

from cases.door import offers
from cases.models import Case, Recusal
from tests.beginnings import beginning

from ..cast import a_report
from .promises import entry, forbidden, form, refused, says, told_by

WHY = "Elle a vu la publication en réunion et lui a répondu."


@beginning
def ready(walk):
    return walk.in_review()


def test_who_does_not_examine_names_nobody(ready, cast):
    names = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "name_witness", *names, person=cast.bob, why=WHY)


def test_nobody_names_himself_or_herself(ready, cast):
    said = refused(ready, "name_witness", cast.alice, field="person", person=cast.alice, why=WHY)
    assert "Je dois me déporter" in said


def test_who_works_on_no_such_case_is_kept_from_nothing(ready, cast):
    for person in (cast.marie, cast.olga, cast.carl):
        refused(ready, "name_witness", cast.alice, field="person", person=person, why=WHY)


def test_who_is_asked_to_step_aside_names_nobody_meanwhile(ready, cast):
    ready.asked_aside(cast.alice)
    refused(ready, "name_witness", cast.alice, person=cast.bob, why=WHY)


@pytest.mark.parametrize("name", ["bob", "nora", "paul"])
def test_whoever_is_a_witness_is_out_without_saying_so(ready, cast, name):
    """Of the federation, of the national office or of the panel: no step is left, no list and no page."""
    person = getattr(cast, name)
    case = ready.do("name_witness", cast.alice, person=person, why=WHY)
    assert set(offers(case, by=person, at=ready.at)) == {"attach_report"}
    assert not Case.objects.known_to(person, at=ready.at).exists()
    row = Recusal.objects.get()
    assert (row.person, row.reason, row.answer, row.asked_by) == (person, "witness", "granted", cast.alice)
    assert told_by(ready) == {}
    assert (entry(ready).content.by, entry(ready).content.why) == (cast.alice, WHY)


def test_its_claim_goes_back_to_the_queue_and_its_proposal_falls(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()
    walk.do("claim", cast.noah)
    case = walk.do("name_witness", cast.nina, person=cast.noah, why=WHY)
    assert (case.claimed_by, walk.case.open_proposal()) == (None, None)


def test_a_witness_does_not_sit(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("name_witness", cast.bob, person=cast.pia, why=WHY)
    said = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    assert "trois" in refused(walk, "propose_result", cast.paul, **said)


def test_the_person_concerned_may_ask_for_it_too_and_another_answers(ready, cast):
    ready.informed().do("request_recusal", cast.jean, person=cast.bob, reason="witness", why="Il a tout vu.")
    ready.do("answer_recusal", cast.alice, granted=True, reason="C’est exact.")
    assert not Case.objects.known_to(cast.bob, at=ready.at).exists()


def test_to_name_somebody_tells_nobody_who_reported(ready, cast):
    """Bob reported it: he stays in the list, and naming him is answered like naming anybody."""
    a_report(cast.bob, at=ready.at, address=ready.case.post.address)
    asked = form(ready, "name_witness", cast.alice, {}).fields["person"]
    names = [person.name for person in asked.queryset]
    assert names == ["Bob", "Nina", "Noah", "Nora", "Paul", "Petra", "Pia"]
    ready.do("name_witness", cast.alice, person=cast.bob, why=WHY)


def test_the_form_asks_who_and_why(ready, cast):
    assert says(ready, "name_witness", cast.alice, {"person": str(cast.bob.pk), "why": WHY}) == {}
    assert list(says(ready, "name_witness", cast.alice, {})) == ["person", "why"]
