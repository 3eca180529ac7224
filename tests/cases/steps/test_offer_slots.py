"""offer_slots: three dates for a hearing that was asked for."""

import pytest

from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import days
from .promises import forbidden, form, refused, says, stale, told_by

SLOTS = ["2026-12-15T18:30", "2026-12-16T18:30", "2026-12-17T09:00"]
SAID = {"slots": SLOTS, "place": "12 rue du Lac", "length": 45}


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
    ("slots", "said"),
    [
        ([], "trois dates différentes"), (SLOTS[:1], "trois dates différentes"), (SLOTS[:2], "trois dates différentes"),
        ([*SLOTS, "2026-12-18T18:30"], "trois dates différentes"), ([*SLOTS, SLOTS[0]], "trois dates différentes"),
        ([*SLOTS[:2], SLOTS[0]], "trois dates différentes"), ([*SLOTS[:2], "mardi"], "trois dates différentes"),
        ([*SLOTS[:2], ""], "trois dates différentes"), ([*SLOTS[:2], "2026-12-11T09:00"], "passée"),
    ],
    ids=["none", "one", "two", "four", "three and one twice", "one twice", "no date", "empty", "one over"],
)  # fmt: skip
def test_a_choice_is_of_three_different_dates_to_come(ready, cast, slots, said):
    assert said in refused(ready, "offer_slots", cast.alice, field="slots", **{**SAID, "slots": slots})


def test_the_person_is_offered_dates_in_his_or_her_own_words(language, ready, cast):
    basis = ready.case.basis
    case = ready.do("offer_slots", cast.alice, **SAID)
    hearing = case.hearings.get()
    assert (hearing.slots, hearing.place, hearing.length) == (SLOTS, "12 rue du Lac", 45)
    assert (hearing.chosen, case.basis) == ("", basis)
    assert told_by(ready) == {"jean": ["slots_offered.concerned"]}
    body = Letter.objects.get(act="slots_offered").body
    said = {"fr": "- mardi 15 décembre 2026 à 18 h 30", "en": "- Tuesday 15 December 2026 at 18:30"}
    assert said[language] in body and "12 rue du Lac" in body and "45 minutes" in body


def test_new_dates_take_the_place_of_the_one_that_was_picked(ready, cast):
    ready.do("offer_slots", cast.alice, **SAID)
    ready.do("pick_slot", cast.jean, slot=SLOTS[1])
    later = ["2026-12-21T18:30", "2026-12-22T18:30", "2026-12-23T18:30"]
    case = ready.do("offer_slots", cast.alice, **{**SAID, "slots": later})
    assert (case.hearings.get().slots, case.hearings.get().chosen) == (later, "")


def test_the_form_reads_dates_as_people_write_them(ready, cast):
    typed = {**SAID, "slots": "15/12/2026 18:30\r\n16/12/2026 à 18 h 30\n\n2026-12-17 09:00"}
    asked = form(ready, "offer_slots", cast.alice, typed)
    assert asked.is_valid() and asked.answers == SAID


@pytest.mark.parametrize(
    "wrong", ["", "mardi", "32/12/2026 18:30", "15/12/2026", "15/12/2026 25:00", "a\x00", "9" * 201]
)
def test_the_form_refuses_what_is_no_date(ready, cast, wrong):
    assert list(says(ready, "offer_slots", cast.alice, {**SAID, "slots": wrong})) == ["slots"]


@pytest.mark.parametrize(
    "wrong", [{"place": ""}, {"place": "x" * 201}, {"length": ""}, {"length": 14}, {"length": 241}]
)
def test_the_form_asks_where_and_how_long(ready, cast, wrong):
    typed = {**SAID, "slots": "\n".join(SLOTS)}
    assert says(ready, "offer_slots", cast.alice, typed) == {}
    assert list(says(ready, "offer_slots", cast.alice, typed, **wrong)) == list(wrong)


def test_dates_are_those_of_the_place_where_the_person_lives(ready, cast):
    soon = (ready.at + days(1)).strftime("%Y-%m-%dT%H:%M")  # an hour ago in Orléans, when the step is taken
    assert "passée" in refused(ready, "offer_slots", cast.alice, field="slots", **{**SAID, "slots": [*SLOTS[:2], soon]})
