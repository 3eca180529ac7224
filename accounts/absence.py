"""Who is away from an office, until when, and to whom one turns meanwhile."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import gettext as _

from .dates import written
from .days import LocalDay
from .models import Appointment, Person
from .powers import in_force


def absent(appointments: QuerySet[Appointment], *, at: datetime) -> QuerySet[Appointment]:
    """Those of them whose holder is away at `at`: the last day of an absence is a day of it."""
    today = LocalDay(Value(at), F("body__time_zone"))
    return appointments.filter(in_force(at), absent_until__gte=today).order_by("-absent_until", "pk")


def away(person: OuterRef, body: OuterRef | Value, *, at: datetime, prefix: str = "") -> dict[str, Subquery]:
    """To annotate rows with: `away_until` and `stand_in`, of this person in this body; both empty if present."""
    theirs = absent(Appointment.objects.filter(person=person, body=body), at=at)
    return {
        f"{prefix}away_until": Subquery(theirs.values("absent_until")[:1]),
        f"{prefix}stand_in": Subquery(theirs.values("delegate__name")[:1]),
    }


def away_in_words(until: date, stand_in: str | None) -> str:
    """«absence jusqu’au 21 décembre 2026 ; s’adresser à Bob»."""
    said = {"day": written(until), "who": stand_in}
    if stand_in:
        return _("absence jusqu’au %(day)s ; s’adresser à %(who)s") % said
    return _("absence jusqu’au %(day)s") % said


def colleagues(appointment: Appointment, *, at: datetime) -> QuerySet[Person]:
    """To whom one may turn meanwhile: whoever else is in office in the same body."""
    serving = Appointment.objects.filter(in_force(at), body=appointment.body_id, person__is_active=True)
    return Person.objects.filter(pk__in=serving.values("person")).exclude(pk=appointment.person_id).order_by("name")
