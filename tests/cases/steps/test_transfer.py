"""transfer: to the member's own federation, or away from a conflict of interest. Clocks keep running."""

import pytest

from accounts.models import Body
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, says, stale, told_by


@beginning
def said():
    return {"to_federation": Body.objects.get(code="75"), "reason": "conflict", "why": "Elle est ma voisine."}


def test_who_does_not_hold_the_case_does_not_transfer_it(walk, said):
    forbidden(walk, "transfer", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


@pytest.mark.parametrize("state", ["reported", "in_review"])
def test_another_federation_has_it_from_now_on(language, walk, cast, said, state):
    if state == "in_review":
        walk.in_review()
    before = runs(walk)
    case = walk.do("transfer", cast.alice, **said)
    assert (case.state, case.held_by_id, case.federation_id) == (state, "75", "75")
    assert runs(walk) == before
    assert told_by(walk) == {"camille": ["moved.reporter"]}
    assert (entry(walk).held_by, entry(walk).content.why) == ("75", "Elle est ma voisine.")


def test_who_knows_of_the_case_learns_who_has_it(language, walk, cast, said):
    walk.in_review()
    walk.do("request_removal", cast.alice, text="Merci de retirer ce texte.", answer_by=walk.at.date().replace(day=20))
    walk.do("transfer", cast.alice, **said)
    assert told_by(walk) == {"camille": ["moved.reporter"], "jean": ["moved.concerned"]}


def test_who_gave_it_away_has_it_no_more(walk, cast, said):
    walk.do("claim", cast.alice)
    walk.do("transfer", cast.alice, **said)
    assert walk.case.claimed_by is None and "claim" not in runs(walk)
    forbidden(walk, "transfer", "alice", **said | {"to_federation": Body.objects.get(code="45")})
    assert walk.do("note", cast.olga, text="Reçu.", is_opinion=False)


def test_the_days_of_the_member_stay_those_of_where_he_lives(walk, cast, said):
    Body.objects.filter(code="45").update(time_zone="Indian/Reunion", calendar="974", distance_days=5)
    walk.identified()
    walk.do("transfer", cast.alice, **said)
    assert walk.case.clock_body.code == "45"


def test_a_case_does_not_move_to_where_it_is(walk, cast, said):
    refused(walk, "transfer", cast.alice, field="to_federation", **said | {"to_federation": walk.case.held_by})


@pytest.mark.parametrize("code", ["national", "recours", "donnees"])
def test_only_a_federation_is_given_a_case_that_way(walk, cast, said, code):
    refused(
        walk, "transfer", cast.alice, field="to_federation", **said | {"to_federation": Body.objects.get(code=code)}
    )


def test_the_national_office_does_not_transfer_what_it_holds(walk, cast, said):
    walk.in_review().referred()
    assert "bureau national" in refused(walk, "transfer", cast.nina, **said)


def test_whoever_is_asked_to_step_aside_transfers_nothing(walk, cast, said):
    walk.case.recusals.create(person=cast.alice, reason="dispute", asked_by=cast.marie, asked_at=walk.at)
    assert "récusation" in refused(walk, "transfer", cast.alice, **said)
    assert walk.do("transfer", cast.bob, **said).held_by_id == "75"


def test_what_is_being_heard_is_not_transferred(walk, cast, said):
    walk.in_review().in_hearing()
    assert "Contradictoire" in stale(walk, "transfer", cast.alice, **said)


@pytest.mark.parametrize(
    ("field", "wrong"), [("to_federation", ""), ("to_federation", "national"), ("reason", "mood"), ("why", " ")]
)
def test_the_form_says_beside_the_field_what_is_missing(walk, cast, field, wrong):
    typed = {"to_federation": "75", "reason": "conflict", "why": "Elle est ma voisine."}
    assert says(walk, "transfer", cast.alice, typed) == {}
    assert set(says(walk, "transfer", cast.alice, typed, **{field: wrong})) == {field}
