"""Twice a year all officers say what they would have done in one closed case, told without a name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from accounts.models import Body, Person
from notifications.post import Mailing, send_out

from . import seal
from .models import Answered, Calibration
from .models.calibration import Choice
from .officers import letter
from .parties import NATIONAL
from .wording.published import articles

OPEN = timedelta(days=30)  # to answer
REMINDED_IN = (4, 10)  # months: the middle of each half of a year
PATH = "/file/cas-d-ecole/"
DECIDED = {"dismissed": Choice.NOTHING, "cleared": Choice.NOTHING, "advice": Choice.ADVICE,
           "workshop": Choice.WORKSHOP}  # fmt: skip


def send(case: Any, *, facts: str, reply: str, by: Any, at: datetime) -> Calibration:
    """To all officers of all federations but that of the case; a second click finds what the first one sent."""
    with transaction.atomic(durable=True):
        Body.objects.select_for_update().get(code=NATIONAL)  # one at a time
        if sent := Calibration.objects.filter(facts=facts, closes_at__gt=at).first():
            return sent
        said = {"facts": facts, "reply": reply, "decided": decided(case), "source": case.federation}
        sent = Calibration.objects.create(sent_at=at, closes_at=at + OPEN, sent_by=by, **said)
        sent.articles.set(articles(case))
        asked = Body.objects.filter(kind="federation").exclude(code__in=[Body.PRACTICE, sent.source_id or ""])
        if people := list(Person.objects.on_duty(at=at, among=asked)):
            path = f"{PATH}{sent.pk}/"
            send_out(letter("calibration", people, str(sent.pk), until=sent.closes_at, path=path, ring=None), at=at)
    return sent


def decided(case: Any) -> str:
    """What the case led to, as an appeal left it."""
    return DECIDED.get(case.outcome) or case.measures.final().kind


def federations(person: Any, calibration: Calibration, *, at: datetime) -> list[str]:
    """Those for which this officer may answer: of several, the first counts."""
    known = {NATIONAL, Body.PRACTICE, calibration.source_id}
    return sorted(person.bodies_where("examine", at=at) - known)


def answer(calibration: Calibration, choice: str, *, by: Any, at: datetime) -> bool:
    """Count it for a federation of this officer; False for a second answer. Which one was whose is kept nowhere."""
    with transaction.atomic(durable=True):
        if not Answered.objects.note(answer_digest(calibration, by)):
            return False
        calibration.count(choice, federation=federations(by, calibration, at=at)[0])
    return True


def answer_digest(calibration: Calibration, person: Any) -> str:
    return seal.answered_by(person.pk, f"calibration {calibration.pk}")


def has_answered(calibration: Calibration, person: Any) -> bool:
    return Answered.objects.filter(digest=answer_digest(calibration, person)).exists()


# By the round of each morning -----------------------------------------------------------------------------------------


def reminders(at: datetime) -> Iterator[Callable[[], list[Mailing]]]:
    """To the national office, once in the middle of a half of a year in which none was sent."""
    today = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    begun = today.replace(month=1 if today.month < 7 else 7, day=1, hour=0, minute=0, second=0, microsecond=0)
    if today.month in REMINDED_IN and not Calibration.objects.filter(sent_at__gte=begun).exists():
        yield partial(reminder, begun, at=at)


def reminder(begun: datetime, *, at: datetime) -> list[Mailing]:
    people = list(Person.objects.holding("view_figures", NATIONAL, at=at))
    ends = begun.replace(month=begun.month + 5, day=30 if begun.month == 1 else 31)
    return letter("calibration_due", people, f"{begun:%Y-%m}", until=ends, path=PATH, ring=None)
