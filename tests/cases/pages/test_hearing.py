"""A hearing on the page of the person concerned: three dates, one picked, a file for a calendar, and what was said."""

from datetime import UTC, datetime, timedelta

import pytest
from icalendar import Calendar

from accounts.models import Body
from tests.beginnings import beginning

from ..cast import days
from .browsing import read, title

SLOTS = ["2026-12-15T18:30", "2026-12-16T18:30", "2026-12-17T09:00"]
PLACE = "12 rue du Lac ; deuxième étage, salle 4"


@beginning
def offered(walk, cast):
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    walk.do("offer_slots", cast.alice, slots=SLOTS, place=PLACE, length=45)
    return walk


@beginning
def picked(offered, cast):
    offered.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[1])
    return offered


def page(walk):
    return f"/mon-dossier/{walk.reference}/"


def calendar(walk, visit, person, language=""):
    return visit(person, f"{language}{page(walk)}rendez-vous.ics", at=walk.at)


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "root"])
def test_the_calendar_file_is_there_for_nobody_else(picked, cast, visit, who):
    assert calendar(picked, visit, getattr(cast, who)).status_code == 404


def test_a_stranger_signs_in_first(picked, visit):
    assert calendar(picked, visit, None).url.startswith("/compte/login/")


def test_there_is_no_file_before_a_date_is_picked_nor_once_it_was_held(offered, cast, visit):
    assert calendar(offered, visit, cast.jean).status_code == 404
    offered.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[0])
    assert calendar(offered, visit, cast.jean).status_code == 200
    offered.at = datetime(2026, 12, 16, 9, tzinfo=UTC)
    offered.do("record_minutes", cast.alice, held_at=offered.at - days(0.5), minutes="Jean regrette.")
    assert calendar(offered, visit, cast.jean).status_code == 404


# The file -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "words"), [("", "Rendez-vous"), ("/en", "Appointment")])
def test_the_file_says_when_and_where_and_nothing_else(picked, cast, visit, language, words):
    """A calendar is shared on a family computer."""
    answer = calendar(picked, visit, cast.jean, language)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    [entry] = Calendar.from_ical(answer.content).events
    start = datetime(2026, 12, 16, 17, 30, tzinfo=UTC)  # half past six in Orléans
    assert (entry.start, entry.end) == (start, start + timedelta(minutes=45))
    assert (str(entry["SUMMARY"]), str(entry["LOCATION"]), str(entry["CLASS"])) == (words, PLACE, "PRIVATE")
    assert set(entry) == {"SUMMARY", "DTSTART", "DTEND", "DTSTAMP", "UID", "CLASS", "LOCATION"}
    said = answer.content.decode() + answer["Content-Disposition"]
    secrets = [picked.reference, picked.code, "Jean", "Alice", "Loiret", "jean_exemple45", "Alteram", "audition"]
    assert [secret for secret in secrets if secret.lower() in said.lower()] == []


def test_asked_for_again_it_replaces_what_the_calendar_has(picked, cast, visit):
    def entry():
        return Calendar.from_ical(calendar(picked, visit, cast.jean).content).events[0]

    first = entry()
    picked.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[2])
    second = entry()
    assert second["UID"] == first["UID"] and second.start != first.start


def test_far_away_the_hour_is_that_of_the_place(cast, visit, walk):
    Body.objects.filter(code="45").update(time_zone="Indian/Reunion")
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    walk.do("offer_slots", cast.alice, slots=SLOTS, place=PLACE, length=45)
    walk.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[1])
    [entry] = Calendar.from_ical(calendar(walk, visit, cast.jean).content).events
    assert entry.start == datetime(2026, 12, 16, 14, 30, tzinfo=UTC)


def test_who_assists_has_the_file_too(picked, cast, visit):
    picked.do("name_counsel", cast.jean, later=0, person=cast.carl)
    assert calendar(picked, visit, cast.carl).status_code == 200


# The page -------------------------------------------------------------------------------------------------------------


def test_the_page_leads_from_the_dates_to_the_one_that_was_picked(offered, cast, visit):
    shown = visit(cast.jean, page(offered), at=offered.at)
    assert "Des dates vous sont proposées" in read(shown) and "rendez-vous.ics" not in shown.content.decode()
    answer = visit(cast.jean, f"{page(offered)}pick_slot/", {"slot": SLOTS[0]}, at=offered.at)
    assert answer.status_code == 303
    shown = visit(cast.jean, page(offered), at=offered.at)
    assert "mardi 15 décembre 2026 à 18 h 30" in read(shown) and PLACE in read(shown)
    assert f'href="{page(offered)}rendez-vous.ics"' in shown.content.decode()


def test_a_date_that_is_over_or_picked_already_is_refused_in_a_clear_sentence(picked, cast, visit):
    again = visit(cast.jean, f"{page(picked)}pick_slot/", {"slot": SLOTS[1]}, at=picked.at)
    assert again.status_code == 422 and "ou est déjà la vôtre" in read(again)
    assert title(again).startswith("Erreur")
    late = visit(cast.jean, f"{page(picked)}pick_slot/", {"slot": SLOTS[0]}, at=datetime(2026, 12, 16, 9, tzinfo=UTC))
    assert late.status_code == 422 and "Cette date est passée" in read(late)


def test_who_was_heard_reads_the_minutes_and_whose_case_it_is_not_never_does(picked, cast, visit):
    """They belong to the grievances that were answered: of another person's case nothing is left."""
    picked.at = datetime(2026, 12, 17, 9, tzinfo=UTC)
    picked.do("record_minutes", cast.alice, held_at=picked.at, minutes="Jean regrette le ton.")
    assert "Jean regrette le ton." in read(visit(cast.jean, page(picked), at=picked.at))
    picked.heard().referred()
    picked.do("identify_author", cast.nina, member=cast.marie.member)
    picked.in_hearing(cast.nina).do("open_letter", cast.marie)
    shown = visit(cast.marie, page(picked), at=picked.at)
    assert shown.status_code == 200 and "regrette" not in shown.content.decode()


def test_whoever_gives_the_hearing_up_is_shown_no_date_any_more(picked, cast, visit):
    picked.do("close_hearing", cast.jean, later=0.1, text="", waiver=True)
    assert "rendez-vous.ics" not in visit(cast.jean, page(picked), at=picked.at).content.decode()
    assert calendar(picked, visit, cast.jean).status_code == 404
