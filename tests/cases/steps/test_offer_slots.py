"""offer_slots: one to three dates for a hearing that was asked for."""

import pytest

from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import days
from .promises import forbidden, form, refused, says, stale, told_by

SAID = {"slots": ["2026-12-15T18:30", "2026-12-16T18:30", "2026-12-17T09:00"]}


@beginning
def ready(walk, cast):
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    return walk


def test_who_does_not_examine_the_case_offers_no_date(ready):
    forbidden(ready, "offer_slots", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **SAID)


def test_no_date_is_offered_to_who_asked_for_no_hearing(walk, cast):
    walk.in_review().in_hearing().opened()
    assert "Aucune audition" in refused(walk, "offer_slots", cast.alice, **SAID)


def test_no_date_is_offered_once_the_hearing_is_over(ready, cast):
    ready.do("close_hearing", cast.jean, text="", waiver=True)
    stale(ready, "offer_slots", cast.alice, **SAID)


@pytest.mark.parametrize(
    "slots",
    [[], ["2026-12-15T18:30"] * 2, ["a", "b", "c", "d"], ["x" * 41], [""], ["2026-12-11T09:00"]],
    ids=["none", "one twice", "four", "too long", "empty", "over"],
)
def test_dates_are_one_to_three_to_come_and_short(ready, cast, slots):
    refused(ready, "offer_slots", cast.alice, field="slots", slots=slots)


def test_the_person_is_offered_dates_in_his_or_her_own_words(language, ready, cast):
    basis = ready.case.basis
    case = ready.do("offer_slots", cast.alice, **SAID)
    assert (case.hearings.get().slots, case.hearings.get().chosen, case.basis) == (SAID["slots"], "", basis)
    assert told_by(ready) == {"jean": ["slots_offered.concerned"]}
    body = Letter.objects.get(act="slots_offered").body
    said = {"fr": "- mardi 15 décembre 2026, 18:30", "en": "- Tuesday 15 December 2026, 18:30"}
    assert said[language] in body


def test_new_dates_take_the_place_of_the_one_that_was_picked(ready, cast):
    ready.do("offer_slots", cast.alice, **SAID)
    ready.do("pick_slot", cast.jean, slot=SAID["slots"][1])
    case = ready.do("offer_slots", cast.alice, slots=["2026-12-18T18:30"])
    assert (case.hearings.get().slots, case.hearings.get().chosen) == (["2026-12-18T18:30"], "")


def test_the_form_reads_dates_as_people_write_them(ready, cast):
    typed = {"slots": "15/12/2026 18:30\r\n16/12/2026 à 18 h 30\n\n2026-12-17 09:00"}
    asked = form(ready, "offer_slots", cast.alice, typed)
    assert asked.is_valid() and asked.answers == SAID


@pytest.mark.parametrize(
    "wrong", ["", "mardi", "32/12/2026 18:30", "15/12/2026", "15/12/2026 25:00", "a\x00", "9" * 201]
)
def test_the_form_refuses_what_is_no_date(ready, cast, wrong):
    assert list(says(ready, "offer_slots", cast.alice, {"slots": wrong})) == ["slots"]


def test_dates_are_those_of_the_place_where_the_person_lives(ready, cast):
    soon = (ready.at + days(1)).strftime("%Y-%m-%dT%H:%M")  # an hour ago in Orléans, when the step is taken
    refused(ready, "offer_slots", cast.alice, field="slots", slots=[soon])
