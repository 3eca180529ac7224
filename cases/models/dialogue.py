"""What is asked and answered on the way, and what officers note for themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField

from .. import seal


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def ask(self, act: Any, kind: str, text: str, answer_by: date, *, to_report: Any = None) -> None:
        """One question to one reporter, or else to the person concerned, who thereby knows of the case."""
        case = act.case
        person = None if to_report else case.member.person
        self.create(case=case, kind=kind, to_report=to_report, to_person=person, text=text, answer_by=answer_by,
                    asked_at=act.at)  # fmt: skip
        act.report = to_report
        if person:
            case.informed_at = case.informed_at or act.at

    def wish(self, act: Any, why: str) -> None:
        """That a measure be lifted: asked by the person, and so no question that waits for him or her."""
        self.create(case=act.case, kind="lift", to_person=act.by, text=why, asked_at=act.at)
        act.case.name(act.by, "wishing")

    def wishes(self) -> InquiryQuerySet:
        """Those that wait for their answer."""
        return self.filter(kind="lift", answered_at=None)

    def settle(self, answer: str, *, at: datetime) -> None:
        """Wishes are answered, each alike."""
        for wish in self.wishes():
            wish.answer, wish.answered_at = answer, at
            wish.save(update_fields=["answer", "answered_at"])

    def waiting(self, person: Any) -> Inquiry | None:
        mine = models.Q(to_person=person) | models.Q(to_report__identity__owner=seal.owner_of(person.pk))
        return self.filter(mine, answered_at=None).exclude(kind="lift").order_by("asked_at").first()

    def answer(self, act: Any, answer: str) -> None:
        inquiry = self.waiting(act.by)
        assert inquiry is not None  # the guard `inquiry_waiting` saw it
        inquiry.answer, inquiry.answered_at = answer, act.at
        inquiry.save(update_fields=["answer", "answered_at"])


class Inquiry(models.Model):
    class Kind(models.TextChoices):
        DETAILS = "details", _("demande de précision")
        REMOVAL = "removal", _("demande de retrait")
        LIFT = "lift", _("souhait de levée")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="inquiries")
    kind = models.CharField(max_length=8, choices=Kind)
    to_report = models.ForeignKey("cases.Report", models.CASCADE, null=True, related_name="inquiries")
    to_person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = EncryptedTextField(max_length=2000, bound_to=["case_id"])
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True)
    answer = EncryptedTextField(max_length=5000, blank=True, bound_to=["case_id"])
    answered_at = models.DateTimeField(null=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inquiries"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(to_report=None, to_person__isnull=False)
                | models.Q(to_report__isnull=False, to_person=None),
                name="inquiry_has_one_addressee",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class NoteQuerySet(models.QuerySet["Note"]):
    def write(self, act: Any, text: str, is_opinion: bool) -> None:
        self.create(case=act.case, body_id=act.case.held_by_id, by=act.by, text=text, is_opinion=is_opinion, at=act.at)

    def readable_in(self, bodies: Any) -> NoteQuerySet:
        """Seen by the body that wrote it; the national office reads those of federations too."""
        return self.all() if "national" in bodies else self.filter(body__in=bodies)


class Note(models.Model):
    """Never shown to the person concerned. Immutable but erasable."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="notes")
    body = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    text = EncryptedTextField(max_length=5000, bound_to=["case_id"])
    is_opinion = models.BooleanField(default=False)
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    objects = NoteQuerySet.as_manager()

    def __str__(self) -> str:
        return f"note of {self.at:%Y-%m-%d}"
