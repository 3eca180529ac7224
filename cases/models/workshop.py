"""Education first: workshops, their sessions, who was sent and who came. Nothing here reads as a sanction."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models


class Workshop(models.Model):
    title_fr = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    text_fr = models.TextField(max_length=2000)
    text_en = models.TextField(max_length=2000)

    def __str__(self) -> str:
        return self.title_fr


class Session(models.Model):
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="sessions")
    region = models.CharField(max_length=60)
    place = models.CharField(max_length=200)
    at = models.DateTimeField()
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["region", "at"], name="session_by_region")]
        constraints = [
            models.CheckConstraint(condition=models.Q(taken__lte=models.F("places")), name="session_not_overfull")
        ]

    def __str__(self) -> str:
        return f"{self.workshop} {self.at:%Y-%m-%d}"


class TrainingOrderQuerySet(models.QuerySet["TrainingOrder"]):
    def order(self, act: Any, by_on: date) -> None:
        self.create(case=act.case, member=act.case.member, by_on=by_on)
        act.case.informed_at = act.case.informed_at or act.at

    def waiting(self) -> TrainingOrderQuerySet:
        return self.filter(attended_on=None)

    def attended(self, act: Any, on: date) -> None:
        self.waiting().update(attended_on=on)


class TrainingOrder(models.Model):
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="training")
    member = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    by_on = models.DateField()
    attended_on = models.DateField(null=True)

    objects = TrainingOrderQuerySet.as_manager()

    def __str__(self) -> str:
        return f"by {self.by_on}"


class Booking(models.Model):
    """Not readable as a sanction: a member may book a session without any order."""

    session = models.ForeignKey(Session, models.PROTECT, related_name="bookings")
    member = models.ForeignKey("accounts.Member", models.PROTECT, related_name="+")
    order = models.ForeignKey(TrainingOrder, models.SET_NULL, null=True, related_name="bookings")
    attended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "member"], name="booked_once")]

    def __str__(self) -> str:
        return str(self.session)
