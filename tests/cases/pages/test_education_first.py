"""Education first (P32): a workshop is proposed, booked or not, followed or not; nothing of it reads as a sanction."""

import re
from collections import Counter

import pytest
from django.apps import apps

from cases.bookings import book
from cases.clock import sweep
from cases.models import Booking, TrainingOrder
from cases.mornings import make_round
from tests.beginnings import beginning

from ..cast import Walk, days
from ..sessions import AWAY, a_session
from .browsing import read

# What a workshop may leave: the order and the place, the record of the step, and what was told. No measure, no
# decision, no part, no antecedent, no figure; and the morning closed the days of the record meanwhile.
LEFT = {"TrainingOrder", "Booking", "Entry", "EntryContent", "Letter", "Notice", "Delivery", "Checkpoint"}


@beginning
def session(walk):
    return a_session(at=walk.at + days(20))


@beginning
def ordered(walk, cast, session):
    walk.in_review().do("order_workshop", cast.alice, session=session)
    return walk


def page(walk):
    return f"/mon-dossier/{walk.reference}/"


def place(session, end=""):
    return f"/ateliers/{session.pk}/{end}"


def rows():
    rooms = [apps.get_app_config(room).get_models() for room in ("accounts", "notifications", "cases")]
    return Counter({model.__name__: model._base_manager.count() for models in rooms for model in [*models]})


# From the page of the case to a place ---------------------------------------------------------------------------------


def test_the_page_of_the_case_leads_to_the_session_that_was_proposed_and_to_others(ordered, session, cast, visit):
    others = [a_session(session.workshop, at=ordered.at + days(count), place=f"{count} quai") for count in (5, 8, 9)]
    a_session(session.workshop, at=ordered.at + days(6), region=AWAY, place="Brest")
    shown = visit(cast.jean, page(ordered), at=ordered.at)
    assert "Un atelier vous est proposé" in read(shown) and "ne pas y aller n’est jamais une faute" in read(shown)
    links = [place(one) in shown.content.decode() for one in (session, *others)]
    assert links == [True, True, True, False] and "Brest" not in read(shown)


def test_whoever_was_sent_books_for_it_and_the_page_says_where(ordered, session, cast, visit):
    asked = visit(cast.jean, place(session), at=ordered.at)
    assert "C’est pour l’atelier que l’on m’a proposé" in read(asked)
    assert visit(cast.jean, place(session, "reserver/"), {"for_order": "yes"}, at=ordered.at).status_code == 303
    assert Booking.objects.get().order == ordered.case.training.get()
    shown = visit(cast.jean, page(ordered), at=ordered.at)
    assert "Votre place à l’atelier est réservée" in read(shown) and place(session) in shown.content.decode()
    assert "Place réservée le" in read(visit(cast.alice, f"/dossiers/{ordered.reference}/", at=ordered.at))


def test_whoever_was_sent_may_book_without_saying_so(ordered, session, cast, visit):
    assert visit(cast.jean, place(session, "reserver/"), {}, at=ordered.at).status_code == 303
    assert Booking.objects.get().order is None
    assert "Place réservée" not in read(visit(cast.alice, f"/dossiers/{ordered.reference}/", at=ordered.at))


def test_nobody_books_for_what_was_asked_of_somebody_else(ordered, session, cast, visit):
    assert "que l’on m’a proposé" not in read(visit(cast.marie, place(session), at=ordered.at))
    assert visit(cast.marie, place(session, "reserver/"), {"for_order": "yes"}, at=ordered.at).status_code == 303
    assert Booking.objects.get().order is None


def test_who_assists_reads_of_it_and_books_nothing(ordered, session, cast, visit):
    ordered.do("name_counsel", cast.jean, person=cast.carl)
    shown = visit(cast.carl, page(ordered), at=ordered.at)
    assert "Un atelier vous est proposé" in read(shown) and place(session) not in shown.content.decode()


def test_a_session_that_is_full_by_then_says_so(ordered, session, cast, visit):
    for person in (cast.camille, cast.marie):
        book(session, person.member, at=ordered.at)
    assert "(complet)" in read(visit(cast.jean, page(ordered), at=ordered.at))


def test_without_any_session_the_page_still_leads_to_the_workshops(walk, cast, visit):
    walk.in_review().do("order_workshop", cast.alice, by_on=(walk.at + days(60)).date())
    assert 'href="/ateliers/"' in visit(cast.jean, page(walk), at=walk.at).content.decode()


# Nobody learns --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["alice", "bob", "olga", "nina", "dora", "root", "camille", "marie"])
def test_a_place_that_was_ordered_looks_like_any_other(ordered, session, cast, visit, who):
    """Byte by byte, on every page of workshops, to whoever is not the person: but for the token against forgery."""

    def seen():
        paths = ("/ateliers/", place(session), "/reglages/ateliers/", f"/reglages/seances/{session.pk}/", "/file/")
        pages = [visit(getattr(cast, who), path, at=ordered.at).content.decode() for path in paths]
        return [re.sub(r'value="\w{64}"', "", one) for one in pages]

    book(session, cast.jean.member, at=ordered.at, order=ordered.case.training.get())
    sent = seen()
    Booking.objects.update(order=None)
    assert seen() == sent


# It leaves no sanction ------------------------------------------------------------------------------------------------


def test_an_ordered_and_attended_workshop_leaves_no_row_that_reads_as_a_sanction(ordered, session, cast, visit):
    before = rows() - Counter({"TrainingOrder": 1})
    visit(cast.jean, place(session, "reserver/"), {"for_order": "yes"}, at=ordered.at)
    make_round(at=session.at - days(1))
    ordered.at = session.at
    case = ordered.do("confirm_attendance", cast.alice, session=session)
    changed = {name for name, count in rows().items() if count != before[name]} - {"Heartbeat"}
    assert changed == LEFT - {"Heartbeat"}
    assert not case.measures.exists() and not case.decisions.exists() and not case.is_sanctioned()
    assert not {part.role for part in case.parts.all()} - {"instructed"}


def test_it_is_no_antecedent_in_another_case(ordered, session, cast, visit):
    book(session, cast.jean.member, at=ordered.at, order=ordered.case.training.get())
    ordered.at = session.at
    ordered.do("confirm_attendance", cast.alice, session=session)
    other = Walk(cast, at=ordered.at).in_review()
    assert list(other.case.elsewhere(other.at)) == []
    shown = read(visit(cast.alice, f"/dossiers/{other.reference}/", at=other.at))
    assert "Atelier proposé" not in shown and "Suivi le" not in shown and "Aucune sanction qui compte encore." in shown


def test_whoever_refuses_or_does_not_come_is_reproached_nothing(ordered, session, cast, visit):
    """The day passes, with a place that nobody took: no step, no word to anybody, and the case goes on as before."""
    book(session, cast.jean.member, at=ordered.at, order=ordered.case.training.get())
    before = ordered.case.version, ordered.case.state, rows()
    assert sweep(at=session.at + days(1)) == 0
    assert (ordered.case.version, ordered.case.state, rows()) == before
    assert TrainingOrder.objects.get().attended_on is None
    ordered.at = session.at + days(1)
    assert not ordered.dismissed().case.is_sanctioned()
