"""E-mail, as a ring at the door: no name, no party, no subject matter, one link. The mail provider is an outsider."""

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


class Ping(NamedTuple):
    """What every message of one language says."""

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
        delivery.sent(at=clock())


def _hang_up(connection: Any) -> None:
    try:
        connection.close()
    except (SMTPException, OSError) as failure:
        log.info("The mail server had hung up: %s", type(failure).__name__)


def message(delivery: Delivery, connection: Any = None) -> EmailMultiAlternatives:
    """The same words whatever is announced; the Message-ID is the delivery's, so that an inbox keeps one of two."""
    person = delivery.notice.recipient
    ping, address = _ping(person.language, settings.ADDRESS), str(person.email)
    headers = {"Message-ID": f"<{delivery.message_id}@{settings.HOST}>", "Auto-Submitted": "auto-generated"}
    written = EmailMultiAlternatives(ping.subject, ping.text, to=[address], connection=connection, headers=headers)
    written.attach_alternative(ping.html, "text/html")
    return written


@cache
def _ping(language: str, address: str) -> Ping:
    with translation.override(language):
        prefix = "" if language == settings.LANGUAGE_CODE else f"/{language}"
        words = {"link": f"{address}{prefix}/notifications/"}
        text, html = (render_to_string(f"notifications/ping.{kind}", words) for kind in ("txt", "html"))
        return Ping(_("Un message vous attend dans votre espace"), text, html)
