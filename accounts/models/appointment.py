"""Appointments: who holds which office in which body, from when to when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from ..days import LocalDay
from ..powers import OFFICES, group_of
from .bodies import CODES, Body
from .people import Person


def fits(office: str) -> Q:
    """This office, in a body of the kind that has it."""
    kind = OFFICES[office].kind
    in_its_body = (
        Q(body=CODES[Body.Kind(kind)]) if kind in CODES else ~Q(body__in=[str(code) for code in CODES.values()])
    )
    return Q(office=office) & in_its_body


def every_office_fits() -> Q:
    condition = Q()
    for office in OFFICES:
        condition |= fits(office)
    return condition


def refused(
    person: Person, body: Body, office: str, starts_on: date, ends_on: date | None, by: Person | None
) -> dict[str, Any]:
    """Why not, by the word that is wrong."""
    if by == person:
        return {"person": _("Personne ne se nomme soi-même. Une autre personne du bureau national le peut.")}
    if office not in OFFICES or OFFICES[office].kind != body.kind:
        return {"office": _("Cette fonction n’existe pas dans cette instance : choisissez-en une autre.")}
    if ends_on and ends_on < starts_on:
        return {"ends_on": _("La fonction se termine avant de commencer : changez l’une des deux dates.")}
    return {}


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def appoint(
        self,
        person: Person,
        body: Body,
        office: str,
        *,
        starts_on: date,
        ends_on: date | None = None,
        by: Person | None = None,
        at: datetime | None = None,
    ) -> Appointment:
        """Give the office and its group membership, in one transaction. Days are the body's, the last one included.

        Raises ValidationError when that kind of body has no such office, when it would end before it begins, or when
        people would appoint themselves. `by` is nobody where the installation itself does it.
        """
        refusal = refused(person, body, office, starts_on, ends_on, by)
        if refusal:
            raise ValidationError(refusal)
        with transaction.atomic():
            alone(person)
            group = group_of(body, office)
            given = self.create(
                person=person, body=body, office=office, group=group, starts_on=starts_on, ends_on=ends_on,
                by=by, given_at=at,
            )  # fmt: skip
            person.groups.add(group)
        person.forget_powers()
        return given

    def in_office(self, *, at: datetime) -> AppointmentQuerySet:
        """In force, or to begin: of people whose account is open."""
        today = LocalDay(Value(at), F("body__time_zone"))
        not_over = Q(ends_on=None) | Q(ends_on__gte=today)
        return self.filter(not_over, Q(ended_at=None) | Q(ended_at__gt=at), person__is_active=True)

    def refresh_groups(self) -> None:
        """Bring the groups of every office once given up to what `OFFICES` says today."""
        given = self.order_by("body", "office").distinct().values_list("body", "office")
        bodies = Body.objects.in_bulk()
        for body, office in given:
            group_of(bodies[body], office)


class Appointment(models.Model):
    """Gives powers by its group, while it is in force. `delegate` is whom to turn to, and holds nothing by it."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments", verbose_name=_("personne"))
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments", verbose_name=_("instance"))
    office = models.CharField(
        _("fonction"), max_length=20, choices=[(code, office.name) for code, office in OFFICES.items()]
    )
    group = models.ForeignKey(Group, models.PROTECT, related_name="appointments", editable=False)
    starts_on = models.DateField(_("à partir du"))
    ends_on = models.DateField(_("jusqu’au"), null=True, blank=True)
    ended_at = models.DateTimeField(_("terminée le"), null=True, blank=True)
    trained_until = models.DateField(_("formation valable jusqu’au"), null=True, blank=True)
    absent_until = models.DateField(_("absence jusqu’au"), null=True, blank=True)
    delegate = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("remplacement")
    )

    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    given_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("fonction")
        verbose_name_plural = _("fonctions")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="office_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=every_office_fits(), name="office_fits_its_body"),
            models.CheckConstraint(condition=Q(by=None) | ~Q(by=F("person")), name="nobody_appoints_oneself"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.office} in {self.body_id}"

    def last_day(self, day: date, *, by: Person) -> None:
        """It ends with that day, unless it has ended."""
        Appointment.objects.filter(pk=self.pk, ended_at=None).update(ends_on=day, ended_by=by)
        self.refresh_from_db(fields=["ends_on", "ended_by"])

    def end(self, *, at: datetime, by: Person | None = None) -> None:
        """Out of office at `at`, and out of the group unless another appointment keeps the person there.

        What has ended stays ended as it did: a second call changes nothing.
        """
        with transaction.atomic():
            alone(self.person)
            open_ones = Appointment.objects.filter(person=self.person, group=self.group, ended_at=None)
            open_ones.filter(pk=self.pk).update(ended_at=at, ended_by=by)
            if not open_ones.exists():
                self.person.groups.remove(self.group)
        self.refresh_from_db(fields=["ended_at", "ended_by"])
        self.person.forget_powers()


def alone(person: Person) -> None:
    """Wait until nobody else appoints or dismisses this person, so that an end takes no newer office away."""
    Person.objects.select_for_update().get(pk=person.pk)
