"""Appeals, and the seats of those who hear them: people who took no part before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField
from accounts.models import Person

from ..parties import PANEL
from .decision import Decision


class AppealQuerySet(models.QuerySet["Appeal"]):
    def ordinary(self) -> AppealQuerySet:
        """Appeals in the window, as against revisions: one a decision, whatever became of it."""
        return self.filter(kind=Appeal.Kind.APPEAL)

    def open(self) -> AppealQuerySet:
        return self.filter(result="", withdrawn_at=None)

    def file(self, act: Any, kind: str, grounds: str, new_evidence: str, stay_asked: bool) -> None:
        """The case goes to the panel and remembers where the appeal found it."""
        case, text = act.case, f"{grounds}\n\n{new_evidence}".strip()
        self.create(case=case, decision=case.sanction(), kind=kind, grounds=text, stay_asked=stay_asked,
                    filed_at=act.at)  # fmt: skip
        case.appealed_from, case.outcome = case.state, ""

    def withdraw(self, act: Any) -> None:
        self.open().update(withdrawn_at=act.at)
        self._restore(act)

    def _restore(self, act: Any) -> None:
        """Back where the appeal found it, nothing stayed any more; a closed case is closed again as it was."""
        case = act.case
        case.measures.update(stayed_from=None)
        case.state_now, case.appealed_from = case.appealed_from, ""
        if case.state_now == "closed":
            lifted = case.measures.filter(lifted_at__isnull=False).exclude(kind="interim").exists()
            case.end("lifted" if lifted else "completed", at=act.at)

    def lapse(self, act: Any) -> None:
        """The panel's silence voids the measure; on a revision it leaves it."""
        appeal = act.case.open_appeal()
        if appeal.kind == Appeal.Kind.REVISION:
            self.filter(pk=appeal.pk).update(result="lapsed")
            self._restore(act)
        else:
            self._annul(act, "lapsed")

    def _annul(self, act: Any, result: str) -> None:
        """The measure is void; where it was a revocation, the probation that it ended goes on, unless all was over."""
        case = act.case
        before = case.measures.void(act)
        self.open().update(result=result, decision_made=act.decision)
        if before and case.appealed_from == "closed":
            self._restore(act)
            return
        case.appealed_from = ""
        if before is None:
            case.end("annulled", at=act.at)
        elif before.probation_until > act.at:
            case.state_now = "probation"
            case.agenda.start("probation_end", at=act.at, due_at=before.probation_until)
        else:
            case.end("completed", at=before.probation_until)

    def seat(self, act: Any, people: Any) -> None:
        appeal = act.case.open_appeal()
        Seat.objects.bulk_create([Seat(appeal=appeal, person=person) for person in people], ignore_conflicts=True)
        for person in people:
            act.case.parts.record(act, "sat", person=person)

    def agree(self, act: Any) -> None:
        seats = Seat.objects.filter(appeal=act.case.open_appeal(), person=act.by)
        seats.update(agreed_sha256=act.case.open_proposal().sha256, agreed_at=act.at)

    def decide(self, act: Any) -> None:
        """The majority's text takes effect: annulled, reduced from the same first day, or upheld."""
        case, proposal = act.case, act.case.open_proposal()
        self.agree(act)
        decision = case.decisions.on_appeal(act, proposal)
        case.proposals.finish(act, "signed")
        result = proposal.content["result"]
        if result == "annulled":
            self._annul(act, result)
        else:
            self.open().update(result=result, decision_made=decision)
            self._restore(act)
        if result == "reduced":
            self._reduce(act, proposal.content)
        case.services.send(act)

    def _reduce(self, act: Any, content: dict[str, Any]) -> None:
        case = act.case
        new = case.measures.replace(act, content["kind"], content.get("days"), content.get("months"))
        if case.state_now != "closed":
            lesser = "warned" if new.kind == "warning" else "probation" if new.is_suspended_whole else None
            case.state_now = lesser or case.state_now


class Appeal(models.Model):
    class Kind(models.TextChoices):
        APPEAL = "appeal", _("recours")
        REVISION = "revision", _("révision, sur un élément nouveau")

    class Result(models.TextChoices):
        UPHELD = "upheld", _("mesure maintenue")
        REDUCED = "reduced", _("mesure réduite")
        ANNULLED = "annulled", _("mesure annulée")
        LAPSED = "lapsed", _("délai dépassé")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="appeals")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    kind = models.CharField(max_length=8, choices=Kind)
    grounds = EncryptedTextField(max_length=20000, bound_to=["case_id"])
    stay_asked = models.BooleanField(default=False)
    filed_at = models.DateTimeField()
    result = models.CharField(max_length=8, choices=Result, blank=True)
    decision_made = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(result="", withdrawn_at=None), name="one_open_appeal"
            ),
            models.UniqueConstraint(
                fields=["decision"], condition=models.Q(kind="appeal"), name="one_appeal_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.filed_at:%Y-%m-%d}"

    def has_agreed(self, person: Any) -> bool:
        proposal = self.case.open_proposal()
        return self.seats.filter(person=person, agreed_sha256=proposal.sha256).exists() if proposal else False

    def sitting(self, at: datetime) -> models.QuerySet[Seat]:
        """The seats of those who are still of the panel."""
        return self.seats.filter(person__in=Person.objects.holding("hear_appeals", PANEL, at=at).values("pk"))

    def one_short_of_majority(self, at: datetime) -> bool:
        proposal = self.case.open_proposal()
        agreed = [one.agreed_sha256 == proposal.sha256 for one in self.sitting(at)] if proposal else []
        return 2 * (sum(agreed) + 1) > len(agreed)


class Seat(models.Model):
    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    agreed_sha256 = models.CharField(max_length=64, blank=True)
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "person"], name="one_seat_a_person")]

    def __str__(self) -> str:
        return str(self.person)
