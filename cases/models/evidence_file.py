"""Evidence files for a court or the police: who asked for one, on what legal ground, and who answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField

TAKEN_WITHIN = timedelta(days=14)  # of the answer; later, it is asked for anew


class EvidenceRequestQuerySet(models.QuerySet["EvidenceRequest"]):
    def waiting(self) -> EvidenceRequestQuerySet:
        return self.filter(answered_at=None).order_by("asked_at", "pk")

    def open_to(self, person: Any, *, at: datetime) -> EvidenceRequestQuerySet:
        """What this very person asked, was granted, and may still take."""
        granted = self.filter(asked_by=person, answer=EvidenceRequest.Answer.GRANTED)
        return granted.filter(answered_at__gt=at - TAKEN_WITHIN).order_by("pk")

    def answer(self, act: Any, granted: bool, reason: str) -> None:
        """Grants or refuses what another asked."""
        request = act.case.evidence_request
        answers = EvidenceRequest.Answer
        request.answer = answers.GRANTED if granted else answers.REFUSED
        request.answered_by, request.answered_at, request.answer_reason = act.by, act.at, reason
        request.save()


class EvidenceRequest(models.Model):
    """One of the national office asks, with the ground and the recipient; another grants or refuses with a reason."""

    class Ground(models.TextChoices):
        REQUISITION = "requisition", _("réquisition judiciaire (CPP, art. 60-1 ou 77-1-1)")
        INVESTIGATION = (
            "investigation",
            _("commission rogatoire, ou réquisition du juge (CPP, art. 99-3)"),
        )
        COMPLAINT = "complaint", _("plainte de l’organisation (CPP, art. 15-3 ou 85)")
        COURT = "court", _("demande d’un tribunal (CPC, art. 138 à 142)")
        EVIDENCE = "evidence", _("mesure d’instruction avant un procès (CPC, art. 145)")
        DEFENCE = "defence", _("défense de l’organisation devant un tribunal (RGPD, art. 9(2)(f))")
        OTHER = "other", _("autre fondement, à écrire ci-dessous")

    class Answer(models.TextChoices):
        GRANTED = "granted", _("accordé")
        REFUSED = "refused", _("refusé")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="evidence_requests")
    ground = models.CharField(max_length=16, choices=Ground)
    recipient = EncryptedTextField(max_length=200, bound_to=["case_id"])
    names_reporter = models.BooleanField(default=False)
    reason = EncryptedTextField(max_length=2000, bound_to=["case_id"])
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answer_reason = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    objects = EvidenceRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="evidence_is_granted_by_another", condition=Q(answered_by=None) | ~Q(asked_by=F("answered_by"))
            )
        ]

    def __str__(self) -> str:
        return self.answer or "open"

    @property
    def taken_until(self) -> datetime | None:
        return self.answered_at + TAKEN_WITHIN if self.answered_at else None
