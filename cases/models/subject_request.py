"""What somebody asks of the privacy officer about his or her own data (GDPR, arts. 15 to 18 and 21)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField
from notifications.models import Notice

from ..legal_time import months_after

OCCASIONS = uuid.UUID("5b8f0f3c-7a56-4d0e-8c37-2f7a4c1e9d10")  # the name space of the letters that it causes
TOLD = ("received", "extended", "answered")
ANSWERED_IN, EXTENDED_BY = 1, 2  # months, from the day of receipt (GDPR, art. 12(3))


class SubjectRequestQuerySet(models.QuerySet["SubjectRequest"]):
    def waiting(self) -> SubjectRequestQuerySet:
        """Those without an answer, the nearest deadline first."""
        return self.filter(answered_at=None).order_by("due_at", "pk")

    def statements(self) -> SubjectRequestQuerySet:
        """Disagreements that stand beside the record of a case, the oldest first (art. 16)."""
        granted = self.filter(right=SubjectRequest.Right.RECTIFICATION, answer=SubjectRequest.Answer.GRANTED)
        return granted.order_by("pk")

    def past(self, at: datetime, *, months: int) -> SubjectRequestQuerySet:
        """Answered so many months ago; what a case still leads to goes with that case."""
        whole = months_after(at, -months, zone=clock()) - timedelta(days=1)
        return self.filter(answered_at__lte=whole, case=None)

    def in_hand(self, pk: int) -> SubjectRequest:
        """Ours until the transaction ends."""
        self.select_for_update().values_list("pk").get(pk=pk)
        return self.select_related("person", "case").get(pk=pk)

    def notices(self) -> models.QuerySet[Notice]:
        """By which their authors were told of them."""
        occasions = [row.occasion(stage) for row in self for stage in TOLD]
        return Notice.objects.filter(letter__occasion__in=occasions)


class SubjectRequest(models.Model):
    """One right that one person asks for in his or her own words, until when it is answered, and how it was.

    `case` is one of the person's own; its words go with that case, and the case with them.
    """

    class Right(models.TextChoices):
        ACCESS = "access", _("accès")
        RECTIFICATION = "rectification", _("rectification")
        RESTRICTION = "restriction", _("limitation")
        ERASURE = "erasure", _("effacement")
        OBJECTION = "objection", _("opposition")

    class Answer(models.TextChoices):
        GRANTED = "granted", _("accordée")
        REFUSED = "refused", _("refusée")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="subject_requests")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="subject_requests")
    right = models.CharField(max_length=14, choices=Right)
    text = EncryptedTextField(max_length=3000, blank=True, bound_to=["form_token"])
    form_token = models.UUIDField(unique=True)
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    extended_at = models.DateTimeField(null=True)
    extended_why = EncryptedTextField(max_length=2000, blank=True, bound_to=["form_token"])
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_why = EncryptedTextField(max_length=3000, blank=True, bound_to=["form_token"])
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = SubjectRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_is_answered_by_another", condition=Q(answered_by=None) | ~Q(answered_by=F("person"))
            ),
            models.CheckConstraint(
                name="request_is_answered_whole",
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["granted", "refused"], answered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["due_at"], condition=Q(answered_at=None), name="subject_request_waiting")]

    def __str__(self) -> str:
        return f"{self.right} {self.received_at:%Y-%m-%d}"

    @classmethod
    def received(cls, **columns: Any) -> SubjectRequest:
        """With its deadline: the end of the same day, a month later."""
        due_at = months_after(columns["received_at"], ANSWERED_IN, zone=clock())
        return cls.objects.create(due_at=due_at, **columns)

    @property
    def longest(self) -> datetime:
        """The latest moment to which its deadline may be moved, once."""
        return months_after(self.received_at, ANSWERED_IN + EXTENDED_BY, zone=clock())

    def is_late(self, at: datetime) -> bool:
        return self.answered_at is None and self.due_at < at

    def extend(self, *, at: datetime, why: str) -> None:
        self.extended_at, self.extended_why, self.due_at = at, why, self.longest
        self.save(update_fields=["extended_at", "extended_why", "due_at"])

    def settle(self, answer: str, *, by: Any, at: datetime, why: str) -> None:
        self.answer, self.answered_by, self.answered_at, self.answer_why = answer, by, at, why
        self.save(update_fields=["answer", "answered_by", "answered_at", "answer_why"])

    def occasion(self, stage: str) -> uuid.UUID:
        return uuid.uuid5(OCCASIONS, f"{stage} {self.pk}")


def clock() -> ZoneInfo:
    """Months are counted on the installation's clock: the privacy officer answers for all federations."""
    return ZoneInfo(settings.TIME_ZONE)
