"""Appointments: who holds which office in which body, from when to when."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..powers import OFFICES, group_of
from .bodies import Body
from .people import Person


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def appoint(self, person: Person, body: Body, office: str, *, starts_on: date, ends_on: date | None = None) -> Appointment:
        """Give the office and its group membership in one transaction.

        Raises ValidationError when that kind of body has no such office: a federation cannot be given a national one.
        """
        if office not in OFFICES or OFFICES[office][0] != body.kind:
            raise ValidationError(_("Cette fonction n’existe pas dans cette instance : choisissez-en une autre."))
        with transaction.atomic():
            group = group_of(body, office)
            person.groups.add(group)
            person.forget_powers()
            return self.create(person=person, body=body, office=office, group=group, starts_on=starts_on, ends_on=ends_on)


class Appointment(models.Model):
    person = models.ForeignKey(Person, models.PROTECT, related_name="appointments")
    body = models.ForeignKey(Body, models.PROTECT, related_name="appointments")
    office = models.CharField(max_length=20, choices=[(office, name) for office, (_kind, name, _powers) in OFFICES.items()])
    group = models.ForeignKey(Group, models.PROTECT, related_name="appointments")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    trained_until = models.DateField(null=True, blank=True)
    absent_until = models.DateField(null=True, blank=True)
    delegate = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("fonction")
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="office_ends"),
            models.CheckConstraint(
                name="national_offices_are_national",
                condition=~Q(office="national_officer") & ~Q(body="national")
                | Q(office="national_officer", body="national"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.office} in {self.body_id}"

    def end(self, *, at: datetime) -> None:
        """Out of office, and out of the group unless another appointment in force keeps the person there."""
        with transaction.atomic():
            self.ended_at = at
            self.save(update_fields=["ended_at"])
            others = Appointment.objects.filter(person=self.person, group=self.group, ended_at=None).exclude(pk=self.pk)
            if not others.exists():
                self.person.groups.remove(self.group)
        self.person.forget_powers()
