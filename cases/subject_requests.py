"""What people ask about their own data: received, put off once, answered; and what the privacy officer is told of it.

A request is no step of a case: most are about none. What a granted one changes in a case is a step, taken through the
door in the same transaction as the answer.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import Person
from notifications.post import Mailing, send_out

from . import officers
from .door import catch_up, in_hand, take
from .grammar import Act, Refused, Stale, Standing
from .models import Case, Parameter, SubjectRequest
from .models.erasure import erase_letters
from .models.subject_request import clock
from .parties import PRIVACY, ROLES
from .wording.phrases import days_between
from .wording.subject import SubjectWords

TOPIC = gettext_noop("Mes données")  # under which its letters stand in the notice centre
PATH, DESK = "/mes-donnees/", "/donnees/demandes/"
REMINDED = (2, 7)  # days before a deadline, the nearer first
Right, Answer = SubjectRequest.Right, SubjectRequest.Answer
# Right → the step of the person's case that follows when it is granted.
FOLLOWS = {Right.RECTIFICATION: "attach_statement", Right.RESTRICTION: "restrict_processing"}


# What a person does ---------------------------------------------------------------------------------------------------


def ask(person: Any, right: str, text: str, *, case: Case | None, token: uuid.UUID, at: datetime) -> SubjectRequest:
    """Acknowledged at once, with its deadline; a second click finds what the first one sent."""
    try:
        with transaction.atomic(durable=True):
            said = {"person": person, "right": right, "text": text, "case": case, "form_token": token}
            request = SubjectRequest.received(received_at=at, **said)
            desk = officers.letter("request_received", desk_of(at), str(request.pk), path=f"{DESK}{request.pk}/",
                                   until=request.due_at)  # fmt: skip
            send_out([letter("received", request, at=at), *desk], at=at)
    except IntegrityError:
        return SubjectRequest.objects.get(person=person, form_token=token)
    return request


# What the privacy officer does ----------------------------------------------------------------------------------------


def extend(request: SubjectRequest, *, why: str, at: datetime) -> None:
    """Once, by two months, for a reason that is told within the first one (GDPR, art. 12(3)). Raises Refused."""
    with transaction.atomic(durable=True):
        request = waiting(request)
        if sentence := unextendable(request, at):
            raise Refused(sentence)
        request.extend(at=at, why=why)
        send_out([letter("extended", request, at=at)], at=at)


def unextendable(request: SubjectRequest, at: datetime) -> str:
    """Why its deadline stands; empty if it may be moved."""
    if request.extended_at:
        return _("Ce délai a déjà été prolongé : répondez avant sa fin.")
    if request.is_late(at):
        return _("Le premier mois est passé : il ne se prolonge plus. Répondez maintenant.")
    return ""


def answer(request: SubjectRequest, given: str, *, why: str, by: Any, at: datetime) -> None:
    """Granted or refused, for a reason that the person reads; a granted one takes its step. Raises Refused."""
    if request.case and not request.case.anonymised_at:
        catch_up(request.case, at=at)
    with transaction.atomic(durable=True):
        request = waiting(request)
        if request.person_id == by.pk:
            raise Refused(_("Cette demande est la vôtre : une autre personne de la protection des données y répond."))
        request.settle(given, by=by, at=at, why=why)
        if given == Answer.GRANTED and request.case:
            carry_out(request, by=by, at=at)
        send_out([letter("answered", request, at=at)], at=at)


def waiting(request: SubjectRequest) -> SubjectRequest:
    """In hand; Stale once it was answered."""
    row = SubjectRequest.objects.in_hand(request.pk)
    if row.answered_at:
        raise Stale(_("Cette demande a déjà reçu sa réponse."))
    return row


def carry_out(request: SubjectRequest, *, by: Any, at: datetime) -> None:
    """The step of the case that follows, if one does. Raises Refused, beside `answer`, where the law says no."""
    assert request.case is not None
    case, _none = in_hand(Case.objects.for_page().get(pk=request.case.pk), {})
    if sentence := ungrantable(request, case):
        raise Refused(sentence, field="answer")
    if name := FOLLOWS.get(Right(request.right)):
        take(Act(case, by, at, name, {"request": request}, Standing(ROLES[PRIVACY], PRIVACY)))


def ungrantable(request: SubjectRequest, case: Case) -> str:
    """Why it may not be granted of this case; empty if it may. Nobody erases by hand, the privacy officer included."""
    is_open = case.state != "closed"
    if request.right == Right.ERASURE and is_open:
        return _("Le dossier est ouvert : il sert à constater et à défendre des droits (RGPD, art. 17(3)(e)). "
                 "Refusez, en disant quand il s’efface.")  # fmt: skip
    if request.right == Right.ERASURE:
        return _("Un dossier clos s’efface à son jour, et personne ne l’efface à la main. Refusez, en disant ce jour.")
    if request.right == Right.RESTRICTION and is_open:
        return _("Le dossier est ouvert : sa lecture se limite une fois qu’il est clos. Refusez, en disant cela.")
    return ""


# What is told ---------------------------------------------------------------------------------------------------------


def letter(stage: str, request: SubjectRequest, *, at: datetime) -> Mailing:
    act = f"request_{request.answer}" if stage == "answered" else f"request_{stage}"
    return Mailing(act=act, audience="subject", recipients=[request.person], occasion=request.occasion(stage),
                   topic=TOPIC, path=PATH, words=SubjectWords(request, at=at).in_language)  # fmt: skip


def desk_of(at: datetime) -> list[Person]:
    return list(Person.objects.holding("run_subject_request", PRIVACY, at=at))


def reminders(at: datetime) -> Iterator[Callable[[], list[Mailing]]]:
    """Of a deadline that comes near, of each request twice; and every morning how many have passed theirs."""
    late = SubjectRequest.objects.waiting().filter(due_at__lt=at).count()
    if late:
        yield partial(alarm, late, at=at)
    for one in SubjectRequest.objects.waiting().filter(due_at__gte=at, due_at__lt=at + timedelta(days=9)):
        left = days_between(at, one.due_at, clock())
        if reached := [days for days in REMINDED if left <= days]:
            yield partial(reminder, one, reached[0], at=at)


def reminder(request: SubjectRequest, days: int, *, at: datetime) -> list[Mailing]:
    about = f"{request.pk} {request.due_at.isoformat()} {days}"
    return officers.letter("request_due", desk_of(at), about, path=f"{DESK}{request.pk}/", until=request.due_at)


def alarm(late: int, *, at: datetime) -> list[Mailing]:
    return officers.letter("request_late", desk_of(at), str(officers.today(at)), path="/donnees/", count=late)


def forget_past(at: datetime) -> None:
    """Answered for so long that nobody asks about them any more: with their letters."""
    past = SubjectRequest.objects.past(at, months=Parameter.objects.value_at("RETAIN_REQUESTS", at))
    with transaction.atomic(durable=True):
        erase_letters(past.notices(), at=at)
        past.delete()
