"""Who did what on a case, and who steps aside."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField
from accounts.models import Person

# Who stands apart for good, having stepped aside or written down what somebody reported; and who stands on a side.
ASIDE = ("recused", "took_down")
APART = (*ASIDE, "assists", "represents")


class PartQuerySet(models.QuerySet["Part"]):
    def record(self, act: Any, role: str, *, person: Any = None, since: datetime | None = None) -> None:
        """Once a person and role: who does it again did it already."""
        part = Part(case=act.case, person=person or act.by, role=role, since=since or act.at)
        Part.objects.bulk_create([part], ignore_conflicts=True)
        act.case.name(part.person, role)

    def represent(self, act: Any, name: str, email: str, since: date) -> None:
        """Somebody with an account, or whoever is now known by this name and written to on paper."""
        person = Person.objects.filter(email=email).first() if email else None
        if person is None:
            person = Person.objects.create_user(email or None, name=name, language=act.case.member.person.language)
        began = datetime.combine(since, time(), tzinfo=act.case.zone)
        self.record(act, "represents", person=person, since=min(began, act.at))

    def acted(self) -> PartQuerySet:
        """Whoever worked on the case before an appeal, and so hears none."""
        return self.filter(role__in=["instructed", "opined", "proposed", "signed", *ASIDE])


class Part(models.Model):
    """Written by the steps that make it so; asked by the guards. Never the reporter or a witness."""

    class Role(models.TextChoices):
        INSTRUCTED = "instructed", _("a instruit")
        OPINED = "opined", _("a donné un avis")
        PROPOSED = "proposed", _("a proposé")
        SIGNED = "signed", _("a signé")
        SAT = "sat", _("a siégé")
        RECUSED = "recused", _("s’est déporté")
        TOOK_DOWN = "took_down", _("a saisi un signalement pour quelqu’un")
        ASSISTS = "assists", _("assiste")
        REPRESENTS = "represents", _("représente")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="parts")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="parts")
    role = models.CharField(max_length=12, choices=Role)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person", "role"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class RecusalQuerySet(models.QuerySet["Recusal"]):
    def open_one(self) -> Recusal | None:
        return self.filter(answered_at=None).order_by("pk").first()

    def declare(self, act: Any, reason: str) -> None:
        """Whoever declares it is out at once; nobody needs to agree."""
        self.create(case=act.case, person=act.by, reason=reason, asked_by=act.by, asked_at=act.at,
                    answered_by=act.by, answer="granted", answered_at=act.at)  # fmt: skip

    def see_in(self, act: Any, person: Any, why: str) -> None:
        """A witness is out by being named: there is nothing to ask and nobody to answer."""
        self.create(case=act.case, person=person, reason=Recusal.Reason.WITNESS, why=why, asked_by=act.by,
                    asked_at=act.at, answered_by=act.by, answer="granted", answered_at=act.at)  # fmt: skip

    def ask(self, act: Any, person: Any, reason: str, why: str) -> None:
        self.create(case=act.case, person=person, reason=reason, why=why, asked_by=act.by, asked_at=act.at)

    def answer(self, act: Any, granted: bool, reason: str) -> Any:
        """Answer the one that has waited longest; return whom it is about."""
        recusal = self.filter(answered_at=None).order_by("pk")[0]
        recusal.answered_by, recusal.answered_at, recusal.answer_reason = act.by, act.at, reason
        recusal.answer = "granted" if granted else "refused"
        recusal.save()
        return recusal.person


class Recusal(models.Model):
    class Reason(models.TextChoices):
        INTEREST = "interest", _("intérêt personnel")
        KINSHIP = "kinship", _("parenté")
        DISPUTE = "dispute", _("litige")
        PRIOR_ROLE = "prior_role", _("rôle antérieur dans le dossier")
        SUBORDINATION = "subordination", _("lien de subordination")
        FRIENDSHIP = "friendship_enmity", _("amitié ou inimitié")
        REPORTER = "reporter", _("a signalé la publication")
        WITNESS = "witness", _("témoin")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=20, choices=Reason)
    why = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=[("granted", _("accordée")), ("refused", _("refusée"))], blank=True)
    answer_reason = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    answered_at = models.DateTimeField(null=True)

    objects = RecusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=models.Q(answered_at=None), name="one_open_recusal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.reason}"
