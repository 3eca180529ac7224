"""Who reads too much: three patterns in the log of readings, which the privacy officer looks at.

None of them is a fault by itself, and nothing is refused because of one: somebody asks, that is all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, F, OuterRef
from django.db.models.functions import TruncHour
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, Person
from notifications.post import Mailing

from .models import Parameter, Reading
from .officers import letter, today
from .parties import PRIVACY

PATH, HOUR = "/donnees/", timedelta(hours=1)


class Pattern(models.TextChoices):
    OWN = "own", _("le dossier qui vise cette personne elle-même")
    COLLEAGUE = "colleague", _("le dossier d’une personne de la même instance")
    MANY = "many", _("beaucoup de dossiers en une heure")


class Unusual(NamedTuple):
    """Whose readings, on which day, look like what, and of which cases, by their references."""

    day: date
    person: str
    pattern: Pattern
    cases: list[str]


def unusual(*, since: datetime, until: datetime, most: int) -> list[Unusual]:
    """Those after `since` and until `until`, the latest day first; `most` cases an hour are still usual."""
    of_officers = Reading.objects.filter(at__gt=since, at__lte=until).exclude(role="concerned")
    zone, found = ZoneInfo(settings.TIME_ZONE), dict[tuple[date, str, Pattern], set[str]]()
    for pattern, readings in patterns(of_officers, most):
        rows = readings.values_list("at", "person__name", "case__reference").distinct()
        for at, name, reference in rows:
            found.setdefault((at.astimezone(zone).date(), name, pattern), set()).add(reference)
    return [
        Unusual(*key, sorted(cases)) for key, cases in sorted(found.items(), key=lambda one: one[0][0], reverse=True)
    ]


def patterns(readings: Any, most: int) -> Iterator[tuple[Pattern, Any]]:
    itself = models.Q(case__member__person=F("person"))
    yield Pattern.OWN, readings.filter(itself)
    shared = Appointment.objects.filter(
        ended_at=None, person=OuterRef("case__member__person"),
        body__appointments__person=OuterRef("person"), body__appointments__ended_at=None,
    )  # fmt: skip
    yield Pattern.COLLEAGUE, readings.filter(Exists(shared)).exclude(itself)
    hours = readings.order_by().annotate(hour=TruncHour("at")).values("person", "hour")
    for one in hours.annotate(count=Count("case", distinct=True)).filter(count__gt=most):
        yield Pattern.MANY, readings.filter(person=one["person"], at__gte=one["hour"], at__lt=one["hour"] + HOUR)


def alarms(*, since: datetime, at: datetime) -> Iterator[Callable[[], list[Mailing]]]:
    """To whoever may read the log, how many were found since the last round: which, the page says."""
    most = Parameter.objects.value_at("ACCESS_ALERT_CASES", at)
    if found := unusual(since=since, until=at, most=most):
        yield partial(alarm, len(found), at=at)


def alarm(count: int, *, at: datetime) -> list[Mailing]:
    people = list(Person.objects.holding("view_access_log", PRIVACY, at=at))
    return letter("access_alert", people, str(today(at)), path=PATH, count=count)
