"""A place in a workshop: nobody takes one that is not there, and whoever has one hears of what changes."""

from datetime import timedelta

import pytest

from cases.bookings import book, call_off, give_back
from cases.grammar import Refused, Stale
from cases.models import Booking, Entry, Measure, Session, TrainingOrder
from cases.mornings import make_round
from notifications.models import Delivery, Heartbeat, Letter, Notice
from tests.beginnings import beginning

from .cast import MONDAY, days
from .sessions import AWAY, HOME, a_session, a_workshop, retyped

HOUR = timedelta(hours=1)


@beginning
def session(cast):
    return a_session()


def anew(session):
    return Session.objects.select_related("workshop").get(pk=session.pk)


def told(act):
    """[(reader, text)] of all letters of this kind."""
    rows = Notice.objects.filter(letter__act=act).select_related("recipient", "letter").order_by("pk")
    return [(one.recipient.name, one.letter.text) for one in rows]


def refused(do, *given, **more):
    with pytest.raises(Refused) as objection:
        do(*given, **more)
    assert str(objection.value).endswith(".")
    return objection.value


# What is refused ------------------------------------------------------------------------------------------------------


def test_a_full_session_takes_nobody(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    book(session, cast.marie.member, at=MONDAY)
    assert "plus de place" in str(refused(book, session, cast.camille.member, at=MONDAY))
    assert (anew(session).taken, session.bookings.count()) == (2, 2)
    assert len(told("session_booked")) == 2


def test_nothing_is_booked_in_what_has_begun_or_was_called_off(session, cast):
    assert "déjà commencé" in str(refused(book, session, cast.jean.member, at=session.at))
    call_off(session, at=MONDAY)
    assert "annulée" in str(refused(book, session, cast.jean.member, at=MONDAY))
    assert not Booking.objects.exists()


def test_who_has_left_by_then_has_no_place(session, cast):
    member = cast.jean.member
    member.left_on = (session.at - days(1)).date()
    refused(book, session, member, at=MONDAY)
    member.left_on = session.at.date()
    assert book(session, member, at=MONDAY)


def test_a_place_is_not_given_back_once_the_session_began(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    assert "a commencé" in str(refused(give_back, session, cast.jean.member, at=session.at))
    assert anew(session).taken == 1


# Taken and given back -------------------------------------------------------------------------------------------------


def test_whoever_books_has_a_place_and_a_letter_that_says_where_and_when(session, cast):
    booking = book(session, cast.jean.member, at=MONDAY)
    assert (booking.member, booking.order, booking.attended_at) == (cast.jean.member, None, None)
    assert anew(session).left == 1
    [(reader, text)] = told("session_booked")
    assert reader == "Jean" and "jeudi 17 décembre 2026 à 10 h" in text
    assert "12 rue du Lac, Orléans, Centre-Val de Loire" in text and "120 minutes" in text


def test_a_second_click_is_the_same_place(session, cast):
    one, other = (book(session, cast.jean.member, at=MONDAY) for _click in range(2))
    assert one == other and anew(session).taken == 1 and len(told("session_booked")) == 1


def test_whoever_has_a_place_keeps_it_in_a_full_session(session, cast):
    one = book(session, cast.jean.member, at=MONDAY)
    book(session, cast.marie.member, at=MONDAY)
    assert book(session, cast.jean.member, at=MONDAY) == one


def test_a_place_given_back_is_there_for_somebody_else(session, cast):
    for person in (cast.jean, cast.marie):
        book(session, person.member, at=MONDAY)
    for _click in range(2):
        give_back(session, cast.jean.member, at=MONDAY)
        assert anew(session).taken == 1
    assert book(session, cast.camille.member, at=MONDAY)
    assert "plus de place" in str(refused(book, session, cast.jean.member, at=MONDAY))


def test_who_has_no_place_gives_none_back(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    give_back(session, cast.marie.member, at=MONDAY)
    assert anew(session).taken == 1


def test_whoever_gave_a_place_back_may_book_again(session, cast):
    for _time in range(2):
        book(session, cast.jean.member, at=MONDAY)
        give_back(session, cast.jean.member, at=MONDAY)
    assert anew(session).taken == 0 and len(told("session_booked")) == 2


# What is told ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_letter_is_neutral_and_its_e_mail_says_nothing(session, cast, language):
    """Nothing in it tells whether somebody sent its reader; discreet e-mail is looked at wherever one leaves."""
    cast.jean.language = language
    cast.jean.save()
    book(session, cast.jean.member, at=MONDAY)
    call_off(session, at=MONDAY)
    for act in ("session_booked", "session_called_off"):
        [(_reader, text)] = told(act)
        wrong = ("sanction", "avertissement", "warning", "suspen", "dossier", "case", "Jean", "ordre", "faute", "fault")
        assert [word for word in wrong if word in text] == []
    notice = Notice.objects.get(letter__act="session_booked")
    assert (notice.topic, notice.path, notice.is_legal) == ("Ateliers", f"/ateliers/{session.pk}/", False)
    assert [one.channel for one in Delivery.objects.filter(notice=notice)] == ["email"]


def test_the_hour_is_that_of_the_clocks_of_the_place(cast):
    there = a_session(region="La Réunion", time_zone="Indian/Reunion", place="Saint-Denis")
    book(there, cast.jean.member, at=MONDAY)
    assert "jeudi 17 décembre 2026 à 13 h" in told("session_booked")[0][1]


def test_whoever_has_a_place_hears_of_another_day_or_place_and_nobody_else(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    retyped(session, place="3 rue du Port")
    [(reader, text)] = told("session_changed")
    assert reader == "Jean" and "3 rue du Port" in text
    retyped(session, places=30)
    assert len(told("session_changed")) == 1
    retyped(session, place="12 rue du Lac, Orléans")
    retyped(session, place="3 rue du Port")
    assert len(told("session_changed")) == 3


def test_a_session_without_anybody_is_changed_in_silence(session):
    retyped(session, place="3 rue du Port")
    assert anew(session).place == "3 rue du Port" and not Letter.objects.exists()


def test_there_are_never_fewer_places_than_are_taken(session, cast):
    for person in (cast.jean, cast.marie):
        book(session, person.member, at=MONDAY)
    objection = refused(retyped, session, places=1)
    assert objection.field == "places" and anew(session).places == 2


def test_what_somebody_else_changed_meanwhile_is_read_first(session):
    seen = session.edition()
    retyped(session, place="3 rue du Port")
    with pytest.raises(Stale):
        retyped(session, seen=seen, place="4 rue du Port")
    assert anew(session).place == "3 rue du Port"


def test_a_booking_makes_no_form_stale(session, cast):
    seen = session.edition()
    book(session, cast.jean.member, at=MONDAY)
    retyped(session, seen=seen, places=3)


def test_what_has_begun_or_was_called_off_changes_no_more(session):
    refused(call_off, session, at=session.at)
    with pytest.raises(Refused, match="déjà commencé"):
        retyped(session, now=session.at, places=3)
    call_off(session, at=MONDAY)
    refused(retyped, session, places=3)


def test_a_session_is_called_off_once(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    for later in (0, 1):
        call_off(session, at=MONDAY + later * HOUR)
    assert anew(session).called_off_at == MONDAY and len(told("session_called_off")) == 1


# The day before -------------------------------------------------------------------------------------------------------


def each_morning(*moments):
    for at in moments:
        make_round(at=at)


def test_whoever_has_a_place_is_reminded_the_day_before_and_once(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    Heartbeat.objects.all().delete()
    each_morning(*(MONDAY + days(count) for count in range(1, 12)))
    [(reader, text)] = told("session_soon")
    assert reader == "Jean" and "C’est demain." in text and "10 h" in text
    assert Notice.objects.get(letter__act="session_soon").created_at == MONDAY + days(9)


def test_after_an_outage_it_is_told_on_the_day_itself_and_never_later(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    make_round(at=session.at - 2 * HOUR)
    [(_reader, text)] = told("session_soon")
    assert "C’est aujourd’hui." in text
    make_round(at=session.at + days(1))
    assert len(told("session_soon")) == 1


def test_nobody_is_reminded_of_a_place_given_back_or_of_what_was_called_off(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    give_back(session, cast.jean.member, at=MONDAY)
    other = a_session(session.workshop)
    book(other, cast.marie.member, at=MONDAY)
    call_off(other, at=MONDAY)
    make_round(at=MONDAY + days(9))
    assert told("session_soon") == []


def test_another_day_is_told_anew(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    make_round(at=MONDAY + days(9))
    retyped(session, now=MONDAY + days(9) + HOUR, at=session.at + days(5))
    each_morning(MONDAY + days(10), MONDAY + days(14))
    assert len(told("session_soon")) == 2


# Where else -----------------------------------------------------------------------------------------------------------


def test_other_sessions_are_of_the_same_workshop_near_first_with_places_and_to_come(session, cast):
    same = session.workshop
    far = a_session(same, at=MONDAY + days(11), region=AWAY)
    near = a_session(same, at=MONDAY + days(20), region=HOME)
    a_session(same, at=MONDAY + days(12), places=0)
    a_session(same, at=MONDAY - days(1))
    a_session(a_workshop("Autre", "Other"))
    call_off(a_session(same), at=MONDAY)
    assert Session.objects.instead_of(session, MONDAY) == [near, far]


def test_a_booking_leaves_nothing_in_any_case(session, cast):
    book(session, cast.jean.member, at=MONDAY)
    assert not Entry.objects.exists() and not Measure.objects.exists() and not TrainingOrder.objects.exists()
