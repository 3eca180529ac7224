"""pick_slot: the person picks one of the dates offered."""

import pytest

from tests.beginnings import beginning

from ..cast import MONDAY, days
from .promises import entry, forbidden, form, refused, says, told_by

SLOTS = ["2026-12-16T18:30", "2026-12-17T18:30", "2026-12-18T09:00"]
LATER = ["2026-12-29T18:30", "2026-12-30T18:30", "2026-12-31T09:00"]


@beginning
def asked(walk, cast):
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    return walk


@beginning
def ready(asked, cast):
    asked.do("offer_slots", cast.alice, slots=SLOTS, place="12 rue du Lac", length=45)
    return asked


def test_nobody_else_picks(ready):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "pick_slot", *names, slot=SLOTS[0])


def test_nothing_is_picked_before_dates_are_offered(asked, cast):
    assert "Aucune date" in refused(asked, "pick_slot", cast.jean, slot=SLOTS[0])


def test_nothing_is_picked_by_who_asked_for_no_hearing(walk, cast):
    walk.in_review().in_hearing().opened()
    refused(walk, "pick_slot", cast.jean, slot=SLOTS[0])


@pytest.mark.parametrize("slot", ["2026-12-19T18:30", "", "mardi"])
def test_a_date_that_was_not_offered_is_not_picked(ready, cast, slot):
    refused(ready, "pick_slot", cast.jean, field="slot", slot=slot)


def test_a_date_that_has_passed_is_not_picked(ready, cast):
    ready.at = MONDAY + days(9.5)  # Wednesday 16, 21:00 UTC: the first of them is over
    assert "est passée" in refused(ready, "pick_slot", cast.jean, later=0, field="slot", slot=SLOTS[0])
    assert says(ready, "pick_slot", cast.jean, {"slot": SLOTS[0]})["slot"][0].startswith("Cette date est passée")
    assert [slot for slot, _ in form(ready, "pick_slot", cast.jean, None).fields["slot"].choices] == SLOTS[1:]
    assert ready.do("pick_slot", cast.jean, later=0, slot=SLOTS[1]).hearings.get().chosen == SLOTS[1]


def test_once_all_of_them_have_passed_others_are_asked_for(ready, cast):
    ready.at = MONDAY + days(12)
    assert "sont passées" in refused(ready, "pick_slot", cast.jean, slot=SLOTS[1])
    ready.do("offer_slots", cast.alice, later=0, slots=LATER, place="12 rue du Lac", length=45)
    assert ready.do("pick_slot", cast.jean, later=0.1, slot=LATER[0]).hearings.get().chosen == LATER[0]


def test_who_did_not_come_is_offered_other_dates_first(ready, cast):
    ready.do("pick_slot", cast.jean, slot=SLOTS[0])
    ready.at = MONDAY + days(9.5)
    assert "aviez choisie est passée" in refused(ready, "pick_slot", cast.jean, later=0, slot=SLOTS[1])


def test_the_date_that_was_picked_is_not_picked_twice(ready, cast):
    ready.do("pick_slot", cast.jean, slot=SLOTS[1])
    assert "déjà la vôtre" in refused(ready, "pick_slot", cast.jean, field="slot", slot=SLOTS[1])
    offered = [value for value, _label in form(ready, "pick_slot", cast.jean, None).fields["slot"].choices]
    assert offered == [slot for slot in SLOTS if slot != SLOTS[1]]


def test_the_date_is_kept_and_may_be_changed_for_another_of_them(ready, cast):
    basis = ready.case.basis
    case = ready.do("pick_slot", cast.jean, slot=SLOTS[1])
    assert (case.hearings.get().chosen, case.basis) == (SLOTS[1], basis)
    assert told_by(ready) == {}
    assert entry(ready).content.answers == {"slot": SLOTS[1]}
    assert ready.do("pick_slot", cast.jean, slot=SLOTS[2]).hearings.get().chosen == SLOTS[2]


def test_counsel_picks_too(ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.carl)
    assert ready.do("pick_slot", cast.carl, slot=SLOTS[0]).hearings.get().chosen == SLOTS[0]


def test_the_form_offers_dates_as_people_read_them(ready, cast):
    choices = dict(form(ready, "pick_slot", cast.jean, None).fields["slot"].choices)
    assert choices[SLOTS[0]] == "mercredi 16 décembre 2026 à 18 h 30"
    assert says(ready, "pick_slot", cast.jean, {"slot": SLOTS[0]}) == {}
    for wrong in ("", "2026-12-19T18:30", "\x00"):
        assert list(says(ready, "pick_slot", cast.jean, {"slot": wrong})) == ["slot"]
