"""Places in workshops: who takes one, who gives it back, and what those who have one are told.

A booking is its member's own: no list of names and no page of a federation shows it, ordered or not. Whoever books,
gives back, changes or calls off holds the session's row meanwhile, so that no place is given twice.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Member, Person
from notifications.post import Mailing, send_out

from .grammar import Refused, Stale
from .models import Booking, Session, TrainingOrder, Workshop
from .wording.phrases import days_between
from .wording.sessions import SessionWords

OCCASIONS = uuid.UUID("0e0c6f43-5d55-4c0e-8a39-6f0c1f6a5b77")  # the name space of those made here
TOPIC = gettext_noop("Ateliers")  # under which they stand in the notice centre
MOVES = ("region", "place", "at", "length")  # what whoever has a place must hear of


# What a member does ---------------------------------------------------------------------------------------------------


def book(session: Session, member: Member, *, at: datetime, order: TrainingOrder | None = None) -> Booking:
    """A place, and a letter that says so; the one that there is, for a second click. Raises Refused where none is left.

    A suspended member books like any other; somebody who is no member any more does not. `order`, if the member says
    so, is what the place is for: it changes nothing of the place or of the letter, and only that case shows it.
    """
    with transaction.atomic(durable=True):
        session = Session.objects.in_hand(session)
        if mine := session.bookings.filter(member=member).first():
            return is_for(mine, order)
        still_to_come(session, at)
        if not member.is_member_on(session.day):
            raise Refused(_("Les séances sont pour les adhérents."))
        if not session.left:
            raise Refused(_("Il n’y a plus de place à cette séance."))
        count(session, 1)
        booking = session.bookings.create(member=member, order=order)
        send_out([letter("session_booked", session, [member.person], f"booked {booking.pk}", at=at)], at=at)
    return booking


def is_for(booking: Booking, order: TrainingOrder | None) -> Booking:
    if order and booking.order_id != order.pk:
        booking.order = order
        booking.save(update_fields=["order"])
    return booking


def give_back(session: Session, member: Member, *, at: datetime) -> None:
    """The place is free for somebody else. Nothing happens to who has none; raises Refused once the session began."""
    with transaction.atomic(durable=True):
        session = Session.objects.in_hand(session)
        mine = session.bookings.filter(member=member)
        if not mine.exists():
            return
        if session.has_begun(at):
            raise Refused(_("Cette séance a commencé : la place ne se rend plus."))
        mine.delete()
        count(session, -1)


def still_to_come(session: Session, at: datetime) -> None:
    if session.called_off_at:
        raise Refused(_("Cette séance est annulée."))
    if session.has_begun(at):
        raise Refused(_("Cette séance a déjà commencé."))


def count(session: Session, change: int) -> None:
    session.taken += change
    session.save(update_fields=["taken"])


# What the national office does ----------------------------------------------------------------------------------------


def rewrite(workshop: Workshop, typed: dict[str, Any], *, seen: str) -> None:
    """New words for a workshop. Raises Stale if somebody else wrote others since `seen`."""
    with transaction.atomic(durable=True):
        row = Workshop.objects.select_for_update().get(pk=workshop.pk)
        unchanged_since(row, seen)
        write(row, typed)


def change(session: Session, typed: dict[str, Any], *, seen: str, at: datetime) -> None:
    """Whoever has a place hears of another day, hour or place. Raises Stale or, beside a field, Refused."""
    with transaction.atomic(durable=True):
        session = Session.objects.in_hand(session)
        still_to_come(session, at)
        unchanged_since(session, seen)
        if typed["places"] < session.taken:
            said = _("Des places sont déjà réservées : donnez %(taken)s au moins.") % {"taken": session.taken}
            raise Refused(said, field="places")
        is_moved = any(getattr(session, name) != typed[name] for name in MOVES)
        write(session, typed)
        if is_moved:
            announce("session_changed", session, at=at)


def call_off(session: Session, *, at: datetime) -> None:
    """Whoever has a place hears of it; a second click says nothing more."""
    with transaction.atomic(durable=True):
        session = Session.objects.in_hand(session)
        if session.called_off_at:
            return
        still_to_come(session, at)
        write(session, {"called_off_at": at})
        announce("session_called_off", session, at=at)


def unchanged_since(row: Any, seen: str) -> None:
    if row.edition() != seen:
        raise Stale(_("Quelqu’un d’autre vient de changer cette page. Ce que vous avez écrit est gardé : relisez."))


def write(row: Any, columns: dict[str, Any]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.save(update_fields=list(columns))


# What is told ---------------------------------------------------------------------------------------------------------


def announce(act: str, session: Session, *, at: datetime) -> None:
    people = Person.objects.filter(member__in=session.bookings.values("member")).order_by("pk")
    if people:
        send_out([letter(act, session, list(people), f"{act} {uuid.uuid4()}", at=at)], at=at)


def reminders(at: datetime) -> Iterator[Callable[[], list[Mailing]]]:
    """To each who has a place in a session of tomorrow; or of today, if nobody could say so yesterday."""
    for session in Session.objects.to_come(at).filter(at__lt=at + timedelta(days=3)):
        if days_between(at, session.at, session.zone) <= 1:
            for booking in session.bookings.select_related("member__person").order_by("pk"):
                yield partial(reminder, session, booking, at=at)


def reminder(session: Session, booking: Booking, *, at: datetime) -> list[Mailing]:
    occasion = f"soon {booking.pk} {session.at.isoformat()}"
    return [letter("session_soon", session, [booking.member.person], occasion, at=at)]


def letter(act: str, session: Session, people: Sequence[Person], occasion: str, *, at: datetime) -> Mailing:
    return Mailing(act=act, audience="member", recipients=people, occasion=uuid.uuid5(OCCASIONS, occasion), topic=TOPIC,
                   path=f"/ateliers/{session.pk}/", words=SessionWords(session, at=at).in_language)  # fmt: skip
