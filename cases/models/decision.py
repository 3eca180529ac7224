"""Decisions, and proposals that wait for a second signature: signed by their digest, never changed."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedJSONField, EncryptedTextField

from ..parties import NATIONAL, PANEL
from .record import canonical_json, plain


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def make(self, act: Any, kind: str, content: dict[str, Any]) -> None:
        """The new proposal rests on the case as it stands once it is written down; a sanction names its grievances."""
        content = {**content, **act.case.scope_kept(kind)}
        typed = {key: getattr(value, "reference", value) for key, value in content.items() if value not in (None, "")}
        if kind in SANCTIONS and act.case.notice and act.case.notice.sha256:
            typed["grievances"] = act.case.notice.sha256
        text = json.dumps(typed, sort_keys=True, ensure_ascii=False, default=str, indent=1)
        proposal = self.create(case=act.case, kind=kind, content=json.loads(text), text=text,
                               sha256=hashlib.sha256(text.encode()).hexdigest(), basis=act.case.version + 1,
                               by=act.by, at=act.at)  # fmt: skip
        act.case.proposal_in_hand = proposal

    def overtake(self, act: Any) -> None:
        """What a proposal rested on has moved: it is void, and makes way for another."""
        if act.case.has_role("proposing"):
            self.filter(ended_at=None, basis__lt=act.case.basis).update(ended_at=act.at, ended_how="overtaken")

    def finish(self, act: Any, how: str) -> None:
        """`act` keeps it in hand, as it ended: whoever is told of its end is told what it was."""
        self.filter(ended_at=None).update(ended_at=act.at, ended_by=act.by, ended_how=how)
        if ended := act.case.open_proposal():
            ended.ended_how = how
        act.proposal, act.case.proposal_in_hand = ended, None


class Proposal(models.Model):
    """One open a case; void when what it rests on moves. Immutable but erasable, once ended."""

    class Kind(models.TextChoices):
        SUSPENSION = "suspension", _("suspension")
        INTERIM = "interim", _("suspension conservatoire")
        RENEWAL = "renewal", _("renouvellement de la suspension conservatoire")
        LIFT = "lift", _("levée de la mesure")
        REVOCATION = "revocation", _("révocation du sursis")
        APPEAL = "appeal", _("décision sur le recours")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="proposals")
    kind = models.CharField(max_length=10, choices=Kind)
    content = EncryptedJSONField(bound_to=["case_id"])
    text = EncryptedTextField(max_length=30000, bound_to=["case_id"])
    sha256 = models.CharField(max_length=64)
    basis = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    ended_how = models.CharField(max_length=10, blank=True)
    erased_at = models.DateTimeField(null=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=models.Q(ended_at=None), name="one_open_proposal")
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class DecisionQuerySet(models.QuerySet["Decision"]):
    def sanctions(self) -> DecisionQuerySet:
        return self.filter(kind__in=SANCTIONS)

    def _record(self, act: Any, kind: str, **columns: Any) -> Decision:
        """Number, seal and keep one decision, with the notice whose rules and pieces it rests on; say who signed."""
        case, is_sanction = act.case, kind in SANCTIONS
        case.decisions_count += 1
        decision = Decision(case=case, kind=kind, number=case.decisions_count, occasion=act.occasion,
                            signed_at=act.at, grievance=case.notice if is_sanction else None, **columns)  # fmt: skip
        decision.sha256 = decision.computed_digest()
        decision.save(force_insert=True)
        act.decision = decision
        if is_sanction:
            case.appeal_until = None
        if decision.signed_by:
            case.parts.record(act, "signed")
        return decision

    def close(self, act: Any, *, outcome: str, reasons: str, by_on: date | None, session: Any) -> None:
        kind = outcome if outcome in WITHOUT_SANCTION else "no_action"
        self._record(act, kind, body=act.case.held_by, facts=reasons, signed_by=act.by)
        act.case.stop_interim(act.at)
        if kind != "no_action":
            act.case.informed_at = act.case.informed_at or act.at
        if outcome == "workshop":
            act.case.training.order(act, by_on, session)

    def sanction(self, act: Any, kind: str, *, months: int, **reasons: str) -> None:
        decision = self._record(act, kind, body=act.case.held_by, months=months, signed_by=act.by, **reasons)
        act.case.stop_interim(act.at)
        act.case.measures.impose(decision)
        act.case.services.send(act)

    def sign(self, act: Any, kind: str) -> None:
        """What was proposed becomes a decision by the second signature, and takes its effect on the measures."""
        case, proposal = act.case, act.case.open_proposal()
        kept = {key: value for key, value in proposal.content.items() if key in CONTENT}
        decided = "interim" if kind == "renewal" else kind
        decision = self._record(
            act, decided, body_id=NATIONAL, proposed_by=proposal.by, signed_by=act.by,
            other_case=proposal.content.get("other_case", ""), **kept,
        )  # fmt: skip
        case.proposals.finish(act, "signed")
        if kind == "lift":
            case.measures.lift(act)
            return
        if case.measures.impose(decision).is_suspended_whole:
            case.stop_interim(act.at)
        case.services.send(act)

    def on_appeal(self, act: Any, proposal: Proposal) -> Decision:
        kept = {key: value for key, value in proposal.content.items() if key in ("days", "months")}
        return self._record(act, "appeal", body_id=PANEL, facts=proposal.content.get("text", ""),
                            proposed_by=proposal.by, signed_by=act.by, **kept)  # fmt: skip

    def lapse(self, act: Any) -> None:
        """Nobody decides: the silence does, for the member. A revision leaves the measure as it was."""
        case = act.case
        self._record(act, "lapse", body=case.held_by)
        case.stop_interim(act.at)
        if case.state != "under_appeal":
            case.end("lapsed", at=act.at)
        else:
            case.appeals.lapse(act)


WITHOUT_SANCTION = ("no_action", "advice", "workshop")
SANCTIONS = ("warning", "suspension", "revocation")
REASONS = ("facts", "rule_explanation", "reply_considered", "aggravating", "mitigating", "why_not_lesser")
CONTENT = (*REASONS, "scope", "days", "suspended_days", "probation_months", "ground")
SIGNED = (
    "number", "kind", "body_id", *CONTENT, "months", "other_case", "automated", "proposed_by_id", "signed_by_id",
    "signed_at", "occasion",
)  # fmt: skip


class Decision(models.Model):
    """A statement of reasons (DSA, 17(3), as a benchmark). Immutable but erasable; never automated.

    A sanction rests on the rules and pieces of the notice of grievances (`grievance`) that was answered.
    """

    class Kind(models.TextChoices):
        NO_ACTION = "no_action", _("sans suite")
        ADVICE = "advice", _("conseil")
        WORKSHOP = "workshop", _("atelier")
        WARNING = "warning", _("avertissement")
        SUSPENSION = "suspension", _("suspension")
        INTERIM = "interim", _("suspension conservatoire")
        LIFT = "lift", _("levée")
        REVOCATION = "revocation", _("révocation du sursis")
        APPEAL = "appeal", _("décision sur recours")
        LAPSE = "lapse", _("dessaisissement")

    class Scope(models.TextChoices):
        FUNCTIONS = "functions", _("fonctions")
        ONLINE_TOOLS = "online_tools", _("outils en ligne")
        MEMBERSHIP = "full_membership", _("adhésion entière")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    body = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    grievance = models.ForeignKey("cases.GrievanceNotice", models.PROTECT, null=True, related_name="decisions")
    facts = EncryptedTextField(max_length=5000, blank=True, bound_to=["case_id"])
    rule_explanation = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    reply_considered = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    aggravating = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    mitigating = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    why_not_lesser = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])
    ground = models.CharField(max_length=20, blank=True)
    scope = models.CharField(max_length=16, choices=Scope, blank=True)
    months = models.PositiveSmallIntegerField(null=True)
    days = models.PositiveSmallIntegerField(null=True)
    suspended_days = models.PositiveSmallIntegerField(null=True)
    probation_months = models.PositiveSmallIntegerField(null=True)
    other_case = models.CharField(max_length=20, blank=True)
    automated = models.BooleanField(default=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField()
    occasion = models.UUIDField(unique=True)
    sha256 = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="decision_number"),
            models.CheckConstraint(condition=models.Q(automated=False), name="no_machine_decides"),
            models.CheckConstraint(
                name="only_the_national_office_suspends",
                condition=~models.Q(kind__in=["suspension", "interim", "lift", "revocation"])
                | models.Q(body="national"),
            ),
            models.CheckConstraint(
                name="two_people_suspend",
                condition=~models.Q(kind__in=["suspension", "interim", "lift", "revocation"])
                | models.Q(erased_at__isnull=False)
                | models.Q(proposed_by__isnull=False, signed_by__isnull=False)
                & ~models.Q(proposed_by=models.F("signed_by")),
            ),
            models.CheckConstraint(
                name="a_warning_is_signed",
                condition=~models.Q(kind="warning")
                | models.Q(erased_at__isnull=False)
                | models.Q(signed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.signed_at:%Y-%m-%d}"

    def computed_digest(self, *, with_grievances: bool = True) -> str:
        """SHA-256 over all that was decided and by whom, the case by its reference, the grievances by their digest."""
        values = [self.case.reference, *(plain(getattr(self, column)) for column in SIGNED)]
        if with_grievances and self.grievance:
            values.append(self.grievance.sha256)
        return hashlib.sha256(canonical_json(values).encode()).hexdigest()

    def is_as_signed(self) -> bool:
        """Does its digest still stand for it? Before grievances had a digest, decisions were signed without it.

        Which of the two it is cannot be chosen afterwards: the digest itself stands in the record.
        """
        return self.sha256 in (self.computed_digest(), self.computed_digest(with_grievances=False))

    @property
    def effective_days(self) -> int:
        """Days of a suspension that are served, before any credit."""
        return (self.days or 0) - (self.suspended_days or 0)

    @property
    def acted(self) -> bool:
        """Was something done? All that a reporter learns."""
        return self.kind in ("advice", "workshop", "warning", "suspension", "revocation")
