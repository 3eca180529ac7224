"""Workshops as members meet them: sessions of one's region and of others, a place, and the way to give it back."""

from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from cases.bookings import book, call_off
from cases.models import Booking, Session
from notifications.models import Notice
from tests.beginnings import beginning

from ..cast import MONDAY, days
from ..sessions import AWAY, HOME, a_session, a_workshop
from .browsing import read, title


@beginning
def session(cast):
    return a_session()


def page(session, end=""):
    return f"/ateliers/{session.pk}/{end}"


def taken(session):
    return Session.objects.get(pk=session.pk).taken


def fill(session, *people):
    for person in people:
        book(session, person.member, at=MONDAY)


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "reserver/", "annuler/", "rendez-vous.ics"])
def test_a_stranger_signs_in_first(session, visit, path):
    answer = visit(None, page(session, path), {} if path in ("reserver/", "annuler/") else None)
    assert answer.url.startswith("/compte/login/") and taken(session) == 0


@pytest.mark.parametrize("who", ["alice", "nina", "paul", "dora", "root"])
def test_who_is_no_member_looks_and_books_nothing(session, cast, visit, who):
    assert "pour les adhérents" in read(visit(getattr(cast, who), page(session)))
    assert visit(getattr(cast, who), page(session, "reserver/"), {}).status_code == 403
    assert visit(getattr(cast, who), "/ateliers/").status_code == 200
    assert not Booking.objects.exists()


def test_what_is_not_there_is_not_found(cast, visit, session):
    assert visit(cast.jean, "/ateliers/999/").status_code == 404
    assert visit(cast.jean, "/ateliers/999/reserver/", {}).status_code == 404


def test_the_file_is_for_who_has_a_place_alone(session, cast, visit):
    fill(session, cast.jean)
    assert visit(cast.marie, page(session, "rendez-vous.ics")).status_code == 404
    assert visit(cast.nina, page(session, "rendez-vous.ics")).status_code == 404
    assert visit(cast.jean, page(session, "rendez-vous.ics")).status_code == 200
    call_off(session, at=MONDAY)
    assert visit(cast.jean, page(session, "rendez-vous.ics")).status_code == 404


# The list -------------------------------------------------------------------------------------------------------------


def test_a_member_reads_the_sessions_of_his_or_her_region_first_and_the_others_by_region(session, cast, visit):
    a_session(session.workshop, region=AWAY, place="3 rue du Port, Brest")
    shown = visit(cast.jean, "/ateliers/")
    assert "12 rue du Lac" in read(shown) and "rue du Port" not in read(shown)
    assert f"{AWAY} (1 séance)" in read(shown)
    there = read(visit(cast.jean, f"/ateliers/?region={AWAY}"))
    assert "rue du Port" in there and "rue du Lac" not in there and f"{HOME} (1 séance)" in there


def test_in_english_too(session, cast, visit):
    shown = read(visit(cast.jean, "/en/ateliers/"))
    assert "Speaking online" in shown and "2 places left" in shown


@pytest.mark.parametrize("region", ["Atlantide", "\x00", "' OR 1=1", "a" * 500])
def test_a_region_that_has_none_says_so(session, cast, visit, region):
    answer = visit(cast.jean, f"/ateliers/?region={region}")
    assert answer.status_code == 200 and "Aucune séance n’est prévue dans cette région" in read(answer)


def test_what_is_over_or_called_off_is_not_in_the_list(session, cast, visit):
    call_off(a_session(session.workshop, place="3 rue du Port"), at=MONDAY)
    assert "rue du Port" not in read(visit(cast.jean, "/ateliers/"))
    later = read(visit(cast.jean, "/ateliers/", at=session.at))
    assert "rue du Lac" not in later and "Sans date pour l’instant Parler en ligne" in later


def test_a_workshop_without_a_session_is_named(cast, visit):
    a_workshop("Répondre à chaud", "Answering in anger")
    assert "Sans date pour l’instant Répondre à chaud" in read(visit(cast.jean, "/ateliers/"))


def test_an_empty_catalogue_says_so(cast, visit):
    assert "Aucune séance n’est prévue" in read(visit(cast.jean, "/ateliers/"))
    assert "Aucune séance n’est prévue" in read(visit(cast.alice, "/ateliers/"))


def test_ones_own_places_stand_first_wherever_they_are(session, cast, visit):
    away = a_session(session.workshop, region=AWAY, place="3 rue du Port")
    fill(away, cast.jean)
    fill(session, cast.jean)
    shown = read(visit(cast.jean, "/ateliers/"))
    assert "Mes places" in shown and "rue du Port" in shown and shown.count("12 rue du Lac") == 1
    assert "Aucune autre séance" in shown and shown.count("Place réservée") == 2
    assert "Mes places" not in read(visit(cast.marie, "/ateliers/"))


def test_the_way_there_is_on_every_page_of_a_member(cast, visit):
    assert 'href="/ateliers/"' in visit(cast.marie, "/").content.decode()


# A place --------------------------------------------------------------------------------------------------------------


def test_a_place_is_booked_and_given_back_without_a_reason(session, cast, visit):
    answer = visit(cast.jean, page(session, "reserver/"), {})
    assert (answer.status_code, answer.url) == (303, page(session))
    shown = visit(cast.jean, page(session))
    assert "Votre place est réservée." in read(shown) and "1 place libre" in read(shown)
    assert Notice.objects.get(recipient=cast.jean).letter.act == "session_booked"
    assert visit(cast.jean, page(session, "annuler/"), {}).status_code == 303
    assert taken(session) == 0 and "Réserver ma place" in read(visit(cast.jean, page(session)))


def test_a_member_who_is_suspended_books_too(cast, visit, walk, session):
    walk.in_review().suspended().opened()
    assert visit(cast.jean, page(session, "reserver/"), {}, at=MONDAY).status_code == 303


def test_a_full_session_says_so_and_names_the_next_ones(session, cast, visit):
    fill(session, cast.camille, cast.marie)
    later = a_session(session.workshop, at=MONDAY + days(30), place="5 quai du Fort")
    a_session(session.workshop, at=MONDAY + days(20), place="complet aussi", places=0)
    shown = read(visit(cast.jean, page(session)))
    assert "Cette séance est complète." in shown and "5 quai du Fort" in shown and "complet aussi" not in shown
    late = visit(cast.jean, page(session, "reserver/"), {})
    assert late.status_code == 409 and "Il n’y a plus de place à cette séance." in read(late)
    assert page(later) in late.content.decode() and not Booking.objects.filter(member=cast.jean.member).exists()


def test_a_full_session_without_another_says_that_too(session, cast, visit):
    fill(session, cast.camille, cast.marie)
    assert "Aucune autre séance de cet atelier n’a de place" in read(visit(cast.jean, page(session)))


def test_whoever_has_a_place_in_a_full_session_reads_of_the_place(session, cast, visit):
    fill(session, cast.jean, cast.marie)
    shown = read(visit(cast.jean, page(session)))
    assert "Votre place est réservée." in shown and "complète" not in shown


def test_what_has_begun_takes_nobody_and_lets_nobody_go(session, cast, visit):
    fill(session, cast.jean)
    for who, path, said in ((cast.marie, "reserver/", "a déjà commencé"), (cast.jean, "annuler/", "ne se rend plus")):
        answer = visit(who, page(session, path), {}, at=session.at)
        assert answer.status_code == 409 and said in read(answer)
    assert taken(session) == 1


def test_what_was_called_off_leads_to_the_next_ones(session, cast, visit):
    fill(session, cast.jean)
    call_off(session, at=MONDAY)
    a_session(session.workshop, place="5 quai du Fort")
    for person in (cast.jean, cast.marie):
        assert "Cette séance est annulée." in read(visit(person, page(session)))
        assert "5 quai du Fort" in read(visit(person, page(session)))
    assert visit(cast.marie, page(session, "reserver/"), {}).status_code == 409


def test_looking_books_nothing(session, cast, visit):
    assert visit(cast.jean, page(session, "reserver/")).status_code == 405
    assert visit(cast.jean, page(session, "annuler/")).status_code == 405
    assert taken(session) == 0


def test_nobody_reads_who_else_comes(session, cast, visit):
    fill(session, cast.camille)
    for person in (cast.jean, cast.alice, cast.bob, cast.nina, cast.dora, cast.root):
        for path in ("/ateliers/", page(session), f"/reglages/seances/{session.pk}/", "/reglages/ateliers/"):
            assert "Camille" not in visit(person, path).content.decode()


# The file -------------------------------------------------------------------------------------------------------------


def test_the_file_says_when_and_where_and_nothing_else(session, cast, visit):
    fill(session, cast.jean)
    answer = visit(cast.jean, page(session, "rendez-vous.ics"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    [entry] = Calendar.from_ical(answer.content).events
    assert (entry.start, entry.end) == (datetime(2026, 12, 17, 9, tzinfo=UTC), datetime(2026, 12, 17, 11, tzinfo=UTC))
    assert str(entry["SUMMARY"]) == "Rendez-vous"
    assert str(entry["LOCATION"]) == "12 rue du Lac, Orléans, Centre-Val de Loire"
    said = answer.content.decode().lower()
    assert [word for word in ("jean", "atelier", "parler", "alteram", "loiret") if word in said] == []


def test_hours_are_those_of_the_place(cast, visit):
    there = a_session(region="La Réunion", time_zone="Indian/Reunion", place="Saint-Denis")
    assert "Jeudi 17 décembre 2026 à 13 h" in read(visit(cast.jean, page(there)))
    assert title(visit(cast.jean, page(there))).startswith("Parler en ligne")


def test_once_it_is_over_a_session_says_so_and_shows_no_places(session, cast, visit):
    begun = read(visit(cast.jean, page(session), at=session.at))
    assert "Cette séance a déjà commencé." in begun and "libre" not in begun
    assert "Cette séance est terminée." in read(visit(cast.jean, page(session), at=session.at + days(3)))
