"""E-mail: a ring at the door, or a digest that counts. No name, no party, no subject matter: others carry it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from smtplib import SMTPException
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from .models import Delivery

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class Message(NamedTuple):
    """What an e-mail says: of a ring, what every ring of its language says."""

    subject: str
    text: str
    html: str


def ring(batch: Sequence[Delivery], *, clock: Clock, spare: timedelta) -> bool:
    """Send a batch over one connection. One that fails waits for its next try and holds up no other.

    False when the rest is better left for later: the server does not answer (all are put off, and nobody waits for it
    again), or less than `spare` of the lease is left (another worker takes them once it is over).
    """
    connection = get_connection()
    try:
        return all(_rung(batch, place, connection, clock, spare) for place in range(len(batch)))
    finally:
        _hang_up(connection)


def _rung(batch: Sequence[Delivery], place: int, connection: Any, clock: Clock, spare: timedelta) -> bool:
    """Whether the one at this place had its try."""
    lease = batch[place].leased_until
    if lease and clock() > lease - spare:
        return False
    if not _answers(connection):
        for waiting in batch[place:]:
            waiting.put_off(at=clock())
        return False
    _send(batch[place], connection, clock)
    return True


def _answers(connection: Any) -> bool:
    try:
        connection.open()
    except (SMTPException, OSError) as failure:
        log.warning("The mail server does not answer: %s", type(failure).__name__)
        return False
    return True


def _send(delivery: Delivery, connection: Any, clock: Clock) -> None:
    """One message; that it is sent is committed before the next one is tried."""
    if not delivery.notice.recipient.email:
        delivery.give_up(at=clock())
        return
    try:
        message(delivery, connection).send()
    except Exception as failure:  # noqa: BLE001  (whatever is wrong with this one, the others leave)
        log.warning("Delivery %s failed: %s", delivery.message_id, type(failure).__name__)
        delivery.put_off(at=clock())
        _hang_up(connection)
    else:
        _sent(delivery, clock())


def _sent(delivery: Delivery, at: datetime) -> None:
    delivery.sent(at=at)
    if delivery.leased_until and at > delivery.leased_until:
        log.warning("Delivery %s was sent after its lease: another worker may have sent it too.", delivery.message_id)


def _hang_up(connection: Any) -> None:
    try:
        connection.close()
    except (SMTPException, OSError) as failure:
        log.info("The mail server had hung up: %s", type(failure).__name__)


def message(delivery: Delivery, connection: Any = None) -> EmailMultiAlternatives:
    """A ring has the same words whatever it announces; a digest those of its letter, which was written to be one.

    The Message-ID is the delivery's, so that an inbox keeps one of two.
    """
    person, is_digest = delivery.notice.recipient, delivery.channel == Delivery.Channel.DIGEST
    said = _digest(delivery, settings.ADDRESS) if is_digest else _ring(person.language, settings.ADDRESS)
    headers = {"Message-ID": f"<{delivery.message_id}@{settings.HOST}>", "Auto-Submitted": "auto-generated"}
    written = EmailMultiAlternatives(said.subject, said.text, to=[str(person.email)], connection=connection,
                                     headers=headers)  # fmt: skip
    written.attach_alternative(said.html, "text/html")
    return written


@cache
def _ring(language: str, address: str) -> Message:
    with translation.override(language):
        subject = _("Un message vous attend dans votre espace")
    return _in_words(subject, f"{subject}.", "/notifications/", language=language, address=address)


def _digest(delivery: Delivery, address: str) -> Message:
    letter = delivery.notice.letter
    return _in_words(letter.title, letter.body, delivery.notice.path, language=letter.language, address=address)


def _in_words(subject: str, said: str, path: str, *, language: str, address: str) -> Message:
    """One sentence, one link, and why there is no more."""
    with translation.override(language):
        prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
        words = {"subject": subject, "said": said, "link": f"{address}{prefix}{path}"}
        text, html = (render_to_string(f"notifications/message.{kind}", words) for kind in ("txt", "html"))
    return Message(subject, text, html)
