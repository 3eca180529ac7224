"""Education first: workshops, their sessions, who was sent and who came. Nothing here reads as a sanction."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language

from ..legal_time import end_of, local_day
from .record import canonical_json, plain

INSTEAD = 3  # sessions that are named where one has no place left


class Edited(models.Model):
    """A row that the national office keeps, several people at a time."""

    class Meta:
        abstract = True

    def edition(self) -> str:
        """A digest of what people typed: a form that was opened on an older one has to be read again."""
        typed = {field.attname: plain(field.value_from_object(self)) for field in self._meta.concrete_fields}
        typed.pop("taken", None)
        return hashlib.sha256(canonical_json(typed).encode()).hexdigest()[:16]


class Workshop(Edited):
    title_fr = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    text_fr = models.TextField(max_length=2000)
    text_en = models.TextField(max_length=2000)

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_fr

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_fr


class SessionQuerySet(models.QuerySet["Session"]):
    def to_come(self, at: datetime) -> SessionQuerySet:
        """Neither begun nor called off, the next one first."""
        return self.filter(at__gt=at, called_off_at=None).select_related("workshop").order_by("at", "pk")

    def with_places(self) -> SessionQuerySet:
        return self.filter(taken__lt=F("places"))

    def booked_by(self, member: Any) -> SessionQuerySet:
        return self.filter(Exists(Booking.objects.filter(session=OuterRef("pk"), member=member)))

    def instead_of(self, session: Session, at: datetime) -> list[Session]:
        """Where there still are places: of the same workshop, in the same region first, the next ones."""
        others = self.to_come(at).with_places().filter(workshop=session.workshop_id).exclude(pk=session.pk)
        is_near = models.ExpressionWrapper(Q(region=session.region), output_field=models.BooleanField())
        return list(others.annotate(is_near=is_near).order_by("-is_near", "at", "pk")[:INSTEAD])

    def in_hand(self, session: Session) -> Session:
        """The row as it now is, ours until the transaction ends: whoever books, gives back or changes it waits."""
        row = self.select_for_update().get(pk=session.pk)
        row.workshop = session.workshop
        return row


class Session(Edited):
    workshop = models.ForeignKey(Workshop, models.PROTECT, related_name="sessions")
    region = models.CharField(max_length=60)
    time_zone = models.CharField(max_length=40, default="Europe/Paris", db_default="Europe/Paris")
    place = models.CharField(max_length=200)
    at = models.DateTimeField()
    length = models.PositiveSmallIntegerField(default=120, db_default=120)  # minutes
    places = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)
    called_off_at = models.DateTimeField(null=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["region", "at"], name="session_by_region")]
        constraints = [
            models.CheckConstraint(condition=models.Q(taken__lte=models.F("places")), name="session_not_overfull")
        ]

    def __str__(self) -> str:
        return f"{self.workshop} {self.at:%Y-%m-%d}"

    @property
    def zone(self) -> ZoneInfo:
        """The clocks of the place where it is held."""
        return ZoneInfo(self.time_zone)

    @property
    def day(self) -> date:
        return local_day(self.at, self.zone)

    @property
    def left(self) -> int:
        """Places that nobody has taken."""
        return max(self.places - self.taken, 0)

    def has_begun(self, at: datetime) -> bool:
        return self.at <= at

    def has_ended(self, at: datetime) -> bool:
        return self.at + timedelta(minutes=self.length) <= at

    def is_over(self, at: datetime) -> bool:
        """Is there nothing to book any more?"""
        return self.called_off_at is not None or self.has_begun(at)


class TrainingOrderQuerySet(models.QuerySet["TrainingOrder"]):
    def order(self, act: Any, by_on: date | None, session: Session | None) -> None:
        """A session, or any until that day: whoever is sent books by himself or herself, or does not."""
        day = by_on or (session.day if session else None)
        self.create(case=act.case, member=act.case.member, by_on=day, session=session)
        act.case.informed_at = act.case.informed_at or act.at

    def waiting(self) -> TrainingOrderQuerySet:
        return self.filter(attended_on=None)

    def attended(self, act: Any, on: date | None, session: Session | None) -> None:
        waiting = self.waiting()
        if session:
            Booking.objects.filter(order__in=waiting, session=session).update(attended_at=session.at)
        waiting.update(attended_on=on or (session.day if session else None))

    def over_at(self, zone: ZoneInfo, wait: timedelta = timedelta(0)) -> datetime | None:
        """The end of the last day on which one was followed, or was to be; then `wait` goes by for it to be said."""
        days = [attended or by_on + wait for attended, by_on in self.values_list("attended_on", "by_on")]
        return end_of(max(days), zone) if days else None

    def with_places(self) -> TrainingOrderQuerySet:
        """With the session that was proposed, and when the place is that was taken for it: no statement more."""
        held = Booking.objects.filter(order=OuterRef("pk"), session__called_off_at=None).order_by("-session__at")
        booked = {"booked_at": "session__at", "booked_zone": "session__time_zone"}
        places = {name: models.Subquery(held.values(column)[:1]) for name, column in booked.items()}
        return self.select_related("session").annotate(**places)

    def with_sessions(self) -> TrainingOrderQuerySet:
        """With what was proposed and booked: one statement more."""
        rows = self.select_related("session__workshop", "member__federation")
        return rows.prefetch_related(models.Prefetch("bookings", Booking.objects.select_related("session__workshop")))

    def told_to(self, member: Any) -> TrainingOrderQuerySet:
        """What this member was asked, and has not done yet, the most urgent first."""
        return self.waiting().filter(member=member, case__member=member).order_by("by_on", "pk")

    def booked_sessions(self, at: datetime) -> SessionQuerySet:
        """Where somebody had a place for one of these, and may have been."""
        booked = Session.objects.filter(bookings__order__in=self.waiting(), at__lte=at, called_off_at=None)
        return booked.select_related("workshop").order_by("-at")


class TrainingOrder(models.Model):
    """Asked of a member by a case; no sanction, and nothing follows if it is not done."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="training")
    member = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="+")  # proposed; none: any until then
    by_on = models.DateField()
    attended_on = models.DateField(null=True)

    objects = TrainingOrderQuerySet.as_manager()

    def __str__(self) -> str:
        return f"by {self.by_on}"

    @property
    def booking(self) -> Booking | None:
        """The place that was taken for it, in a session that is held."""
        held = [one for one in self.bookings.all() if not one.session.called_off_at]
        return max(held, key=lambda one: one.session.at, default=None)


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
