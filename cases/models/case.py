"""The case: what is stored of it, what the database refuses, and who may see it."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from accounts.codes import SYMBOLS
from accounts.days import LocalDay
from accounts.models import Mandate

from .. import seal
from ..acts import ClockActs, ConcernedActs, HolderActs, NationalActs, PanelActs, PrivacyActs, ReporterActs
from ..lifecycle import Lifecycle, State
from ..parties import NATIONAL, PANEL, PRIVACY
from .appeal import Seat
from .counting import Counting
from .erasure import Erasure
from .facts import Facts
from .measure import Measure
from .moves import Moves
from .parts import APART, Part
from .piece import PieceVersion
from .post import Post
from .queue import Queued
from .report import IdentityRequest, Report
from .retention import Retention


class Outcome(models.TextChoices):
    DISMISSED = "dismissed", _("classé sans suite")
    CLEARED = "cleared", _("pas de manquement")
    ADVICE = "advice", _("conseil")
    WORKSHOP = "workshop", _("atelier")
    COMPLETED = "completed", _("mesure terminée")
    LIFTED = "lifted", _("mesure levée")
    ANNULLED = "annulled", _("mesure annulée")
    LAPSED = "lapsed", _("délai dépassé")
    WITHDRAWN = "withdrawn", _("signalement retiré")
    JOINED = "joined", _("joint à un autre dossier")
    OUT_OF_SCOPE = "out_of_scope", _("hors du champ de la charte")
    TIME_BARRED = "time_barred", _("prescrit")
    REFERRED_OUT = "referred_out", _("renvoyé à l’instance statutaire")


class DismissalReason(models.TextChoices):
    NO_BREACH = "no_breach", _("aucun manquement à la charte")
    POLITICAL = "political_disagreement", _("désaccord politique, que la charte permet")
    NOT_A_MEMBER = "not_a_member", _("l’auteur n’est pas membre")
    NOT_PUBLIC = "not_public", _("la publication n’était pas visible par d’autres")
    UNFOUNDED = "unfounded", _("les faits ne sont pas établis")
    OTHER = "other", _("autre motif")


def reference_for(code: str, at: datetime) -> str:
    """«45-2026-K7QM»: body, year, four random letters. No counter, so no lock and no volume told."""
    return f"{code.upper()[:3]}-{at.year}-{''.join(secrets.choice(SYMBOLS) for _ in range(4))}"


def readable_by(person: Any, *, at: datetime) -> Q:
    """Which cases an office lets this person read; whether he or she stands apart from them is asked beside it."""
    if person.holds("read_all", NATIONAL, at=at):
        return Q()
    is_named = Exists(Part.objects.filter(case=OuterRef("pk"), person=person))
    named = Q(named_only_at=None) | Q(claimed_by=person) | Q(is_named)
    held = Q(held_by__in=person.bodies_where("examine", at=at), restricted_at=None) & named
    if not person.holds("hear_appeals", PANEL, at=at):
        return held
    sits = Q(Exists(Seat.objects.filter(appeal__case=OuterRef("pk"), person=person)), state=State.UNDER_APPEAL)
    return held | sits


def is_kept_from_neighbours() -> Q:
    """Of whoever held a mandate that day: the member's federation knows of no case until a measure is to be applied."""
    opened_on = LocalDay(OuterRef("opened_at"), OuterRef("federation__time_zone"))
    day = Coalesce(OuterRef("content_date"), opened_on, output_field=models.DateField())
    begun = Mandate.objects.filter(member=OuterRef("member"), from_on__lte=day)
    held = begun.filter(Q(until_on=None) | Q(until_on__gte=day))
    return Q(Exists(held)) & ~Q(Exists(Measure.objects.filter(case=OuterRef("pk"))))


def apart_from(person: Any) -> models.QuerySet[Any, int]:
    """Keys of one's own cases, of those one reported, and of those from which one stepped aside or is kept."""
    own = Case.objects.filter(member__person=person).order_by().values_list("pk", flat=True)
    aside = Part.objects.filter(person=person, role__in=APART)
    mine = Report.objects.filter(identity__owner=seal.owner_of(person.pk)).order_by().values_list("case", flat=True)
    joined = Case.objects.filter(joined_to__in=mine).order_by().values_list("pk", flat=True)
    return own.union(aside.values_list("case", flat=True), mine, joined, all=True)


class JoinedMeanwhile(Exception):
    """The case was joined to another while somebody waited for it. Who holds both would wait for who joins them."""


class CaseQuerySet(Queued):
    def remembered(self) -> CaseQuerySet:
        """Of those that are anonymous nobody is told that they were: only numbers and digests are left of them."""
        return self.filter(anonymised_at=None)

    def seen_by(self, person: Any, *, at: datetime, apart: Collection[int] | None = None) -> CaseQuerySet:
        """Cases whose content this person may read. Every page starts here, so that the hidden is a plain 404.

        `apart`: what `apart_from` gave already, to whoever asks for many lists of one person's.
        """
        kept = apart_from(person) if apart is None else apart
        return self.remembered().filter(readable_by(person, at=at)).exclude(pk__in=kept)

    def known_to(self, person: Any, *, at: datetime, apart: Collection[int] | None = None) -> CaseQuerySet:
        """More: header, state and effect of one's federation's cases held elsewhere, or of what one may hear."""
        others = self.remembered().exclude(pk__in=apart_from(person) if apart is None else apart)
        if person.holds("read_all", NATIONAL, at=at):
            return others
        bodies = person.bodies_where("examine", at=at)
        known = (Q(held_by__in=bodies) | Q(federation__in=bodies) & ~is_kept_from_neighbours()) & Q(restricted_at=None)
        if person.holds("hear_appeals", PANEL, at=at):
            known |= Q(state=State.UNDER_APPEAL)
        if person.holds("answer_identity", PRIVACY, at=at):
            asked = Exists(IdentityRequest.objects.filter(report__case=OuterRef("pk"), answered_at=None))
            known |= Q(asked) | Q(restricted_at__isnull=False)
        return others.filter(known)

    def concerning(self, person: Any) -> CaseQuerySet:
        """The cases of the person concerned, once told of them, and those in which one assists."""
        assists = Part.objects.filter(case=OuterRef("pk"), person=person, role__in=["assists", "represents"])
        mine = Q(member__isnull=False, member__person=person) | Exists(assists)
        return self.filter(mine, informed_at__isnull=False)

    def ours(self, key: int) -> Case:
        """Locked first, read once it is: whoever joins it waits for whoever acts on it.

        Raises JoinedMeanwhile of one that goes on in another: that one is to be asked for, and this one let go of.
        """
        self.select_for_update().values_list("pk").get(pk=key)
        found = self.for_page().get(pk=key)
        if found.joined_to_id:
            raise JoinedMeanwhile(found.reference)
        return found

    def in_hand(self, *known: Case) -> list[Case]:
        """Their rows as they now are, ours until the transaction ends; bodies, people and posts as `known` has them.

        Locked in the order of their keys, so that two who take the same cases never wait for one another; and alone: in
        one statement with their joins PostgreSQL would give, to a row that it had to wait for, the body and the people
        of before, and find no case at all once another body holds it.
        """
        locked = self.select_for_update().filter(pk__in={one.pk for one in known}).order_by("pk")
        rows = {row.pk: row for row in locked}
        for one in known:
            for field in POINTERS:
                if field.is_cached(one) and getattr(rows[one.pk], field.attname) == getattr(one, field.attname):
                    field.set_cached_value(rows[one.pk], field.get_cached_value(one))
        return [rows[one.pk] for one in known]

    def for_page(self) -> CaseQuerySet:
        """With what a page of the case shows and guards ask."""
        shown = ("post", "held_by", "federation", "claimed_by", "member__person", "article_version__article")
        return self.select_related(*shown, "member__federation").annotate(**PieceVersion.fixed())

    def marking_read_by(self, person: Any, *, at: datetime) -> CaseQuerySet:
        """`is_read`: of the cases known to this person, is this one's content read too?"""
        is_read = models.ExpressionWrapper(readable_by(person, at=at), output_field=models.BooleanField())
        return self.annotate(is_read=is_read)

    def of_report(self, report: Report) -> Case:
        return self.for_page().get(pk=report.case_id)

    def update(self, **columns: Any) -> int:
        raise RuntimeError("A case changes through cases.door.perform() only: name the step that you need.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise RuntimeError("A case changes through cases.door.perform() only: name the step that you need.")


class Case(
    Facts, Moves, Counting, Retention, Erasure,
    HolderActs, NationalActs, PrivacyActs, PanelActs, ConcernedActs, ReporterActs, ClockActs, Lifecycle,
):  # fmt: skip
    """One post by one member, from the first report to the end of the last measure."""

    # what
    reference = models.CharField(_("dossier"), max_length=20, unique=True)
    post = models.OneToOneField(Post, models.PROTECT)
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, related_name="joined")
    member = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="cases")
    federation = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    article_version = models.ForeignKey("cases.ArticleVersion", models.PROTECT, null=True, related_name="+")
    content_date = models.DateField(null=True)
    # where
    held_by = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    dismissal_reason = models.CharField(max_length=24, choices=DismissalReason, blank=True)
    appealed_from = models.CharField(max_length=20, choices=State, blank=True)
    # counted
    version = models.PositiveIntegerField(default=0)
    basis = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)
    opened_at = models.DateTimeField()
    reports_count = models.PositiveIntegerField(default=1)
    decisions_count = models.PositiveSmallIntegerField(default=0, db_default=0)
    last_reported_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    rank = models.PositiveSmallIntegerField(default=1)
    # who now
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    # facts that guards ask
    parameters = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))  # key → value, at the opening
    maximum = models.CharField(max_length=10, blank=True)
    informed_at = models.DateTimeField(null=True)
    served_at = models.DateTimeField(null=True)
    window_ends_at = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    hearing_asked = models.BooleanField(default=False)
    last_word_at = models.DateTimeField(null=True)
    disowned_at = models.DateTimeField(null=True)
    appeal_until = models.DateTimeField(null=True)
    extended_at = models.DateTimeField(null=True)
    returned_at = models.DateTimeField(null=True)
    second_look_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    is_own_initiative = models.BooleanField(default=False)
    other_body = models.BooleanField(default=False)
    counted_as = models.JSONField(null=True)  # its row in the figures; null while it counts in none
    # shut
    named_only_at = models.DateTimeField(null=True)
    restricted_at = models.DateTimeField(null=True)
    legal_hold_until = models.DateField(null=True)
    anonymised_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="case_state_is_known"),
            models.CheckConstraint(
                name="case_is_closed_with_an_outcome",
                condition=Q(state="closed") & ~Q(outcome="") | ~Q(state="closed") & Q(outcome=""),
            ),
            models.CheckConstraint(
                name="case_under_appeal_remembers",
                condition=Q(state="under_appeal") & ~Q(appealed_from="")
                | ~Q(state="under_appeal") & Q(appealed_from=""),
            ),
            models.CheckConstraint(
                name="case_against_a_member",
                condition=Q(state__in=["reported", "in_review", "closed"]) | Q(member__isnull=False),
            ),
            models.CheckConstraint(
                name="case_open_has_a_deadline", condition=Q(state="closed") | Q(due_at__isnull=False)
            ),
            models.CheckConstraint(
                name="only_the_national_office_holds_suspensions",
                condition=~Q(state__in=["suspended", "probation"]) | Q(held_by="national"),
            ),
        ]
        indexes = [
            models.Index(fields=["held_by", "rank", "due_at", "id"], condition=~Q(state="closed"), name="case_queue"),
            models.Index(fields=["held_by", "id"], condition=Q(state="closed"), name="case_closed"),
            models.Index(fields=["member", "state"], name="case_of_member"),
            models.Index(fields=["claimed_by"], condition=Q(claimed_by__isnull=False), name="case_claimed"),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args: Any, **kwargs: Any) -> None:
        # A full save of an older copy would silently undo a step: only the door saves, and it has locked the row.
        if "act" not in vars(self):
            raise RuntimeError("A case changes through cases.door.perform() only: name the step that you need.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise RuntimeError("A case is never deleted: it is closed, and forgotten by the clock.")

    def refresh_from_db(self, using: Any = None, fields: Any = None, from_queryset: Any = None) -> None:
        # django-fsm lifts the protection of the state for all threads while it refreshes: fetch the case anew instead.
        if fields is None or "state" in fields:
            raise RuntimeError("Fetch the case anew: Case.objects.get(pk=case.pk).")
        models.Model.refresh_from_db(self, using=using, fields=fields, from_queryset=from_queryset)


POINTERS: list[Any] = [field for field in Case._meta.concrete_fields if field.is_relation]
