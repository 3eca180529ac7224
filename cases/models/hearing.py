"""Hearing the other side: what is reproached, that it was served, what was answered, and the hearing in person."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField

from ..grammar import CLOCK
from ..legal_time import moment_in
from .charter import ArticleVersion
from .piece import Piece, PieceVersion
from .record import canonical_json, plain

SERVED = ("number", "occasion", "facts", "rule_explanation", "maximum", "window_days", "notified_at")


class GrievanceNoticeQuerySet(models.QuerySet["GrievanceNotice"]):
    def latest(self) -> Any:  # type: ignore[override]  # ours takes no fields
        """The notice that counts, with what guards ask of it, or None."""
        answers = Reply.objects.filter(grievance=OuterRef("pk")).exclude(text="")
        newer = Piece.objects.added_after(OuterRef("notified_at")).filter(case=OuterRef("case"))
        asked = self.annotate(is_answered=Exists(answers), is_outdated=Exists(newer))
        return asked.order_by("-number").first()

    def notify(self, act: Any, facts: str, articles: Any, rule_explanation: str, maximum: str) -> GrievanceNotice:
        """The notice with its rules and, piece by piece, the version that the person will read."""
        case, rules = act.case, list(articles)
        latest: dict[int, PieceVersion] = {}
        disclosed = PieceVersion.objects.filter(piece__in=case.pieces.standing(), use="disclosed")
        for version in disclosed.select_related("piece").order_by("piece", "number"):
            latest[version.piece_id] = version
        days = case.parameter("REPLY_SUSPENSION" if maximum == "suspension" else "REPLY_WARNING")
        notice = GrievanceNotice(
            case=case, number=self.filter(case=case).count() + 1, occasion=act.occasion, facts=facts,
            rule_explanation=rule_explanation, maximum=maximum, window_days=days, notified_at=act.at,
            may_revoke=[one.case.reference for one in case.probations_broken(act.at)],
        )  # fmt: skip
        notice.sha256 = notice.computed_digest(rules, latest.values())
        notice.save(force_insert=True)
        GrievanceRule.objects.bulk_create(GrievanceRule(grievance=notice, article_version=one) for one in rules)
        Disclosure.objects.bulk_create(Disclosure(grievance=notice, version=one) for one in latest.values())
        case.notice = notice
        return notice

    def latest_reply(self, act: Any, text: str, *, is_final: bool = False, is_waiver: bool = False) -> None:
        """Keep what was answered to the latest notice; nobody but the person, or counsel, has a word in it."""
        if act.by is CLOCK or act.standing.role not in ("concerned", "counsel"):
            return
        if text or is_waiver:
            digest = hashlib.sha256(text.encode()).hexdigest()
            Reply.objects.create(grievance=self.latest(), text=text, is_final=is_final, is_waiver=is_waiver,
                                 received_at=act.at, sha256=digest)  # fmt: skip
        if is_final:
            act.case.last_word_at = act.at
        if is_waiver:
            act.case.hearing_asked = False


class GrievanceNotice(models.Model):
    """Immutable but erasable. `is_answered` in words, `is_outdated` by a piece added since: as `latest` found it."""

    is_answered = is_outdated = False

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="grievances")
    number = models.PositiveSmallIntegerField()
    occasion = models.UUIDField(unique=True)
    facts = EncryptedTextField(max_length=5000, bound_to=["case_id"])
    rule_explanation = EncryptedTextField(max_length=2000, bound_to=["case_id"])
    maximum = models.CharField(
        max_length=10, choices=[("warning", _("avertissement")), ("suspension", _("suspension"))]
    )
    window_days = models.PositiveSmallIntegerField()
    notified_at = models.DateTimeField()
    may_revoke = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))  # cases on probation
    sha256 = models.CharField(max_length=64, default="", db_default="")  # empty before decisions were to cover it
    erased_at = models.DateTimeField(null=True)

    objects = GrievanceNoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="grievance_number"),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=False) | ~models.Q(facts="") & ~models.Q(rule_explanation=""),
                name="grievance_says_what_and_why",
            ),
            models.CheckConstraint(condition=models.Q(window_days__gte=2), name="grievance_leaves_time"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}.{self.number}"

    def computed_digest(self, rules: Iterable[ArticleVersion], versions: Iterable[PieceVersion]) -> str:
        """SHA-256 over what is reproached: words, rules in their wording, and pieces as the person reads them."""
        values = [self.case.reference, *(plain(getattr(self, column)) for column in SERVED)]
        values += [sorted((one.article.code, one.number) for one in rules)]
        values += self.may_revoke
        values += [sorted((one.piece.number, one.number, one.sha256) for one in versions)]
        return hashlib.sha256(canonical_json(values).encode()).hexdigest()

    def is_as_served(self) -> bool:
        """Does its digest still stand for it? One without a digest, or erased, has nothing to be held against."""
        if self.erased_at or not self.sha256:
            return True
        rules = [one.article_version for one in self.rules.all()]
        return self.sha256 == self.computed_digest(rules, [one.version for one in self.disclosures.all()])


class GrievanceRule(models.Model):
    grievance = models.ForeignKey(GrievanceNotice, models.CASCADE, related_name="rules")
    article_version = models.ForeignKey("cases.ArticleVersion", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grievance", "article_version"], name="grievance_rule_once")]

    def __str__(self) -> str:
        return str(self.article_version)


class Disclosure(models.Model):
    grievance = models.ForeignKey(GrievanceNotice, models.CASCADE, related_name="disclosures")
    version = models.ForeignKey(PieceVersion, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["grievance", "version"], name="disclosure_once")]

    def __str__(self) -> str:
        return str(self.version)


class ServiceQuerySet(models.QuerySet["Service"]):
    def send(self, act: Any) -> None:
        """A letter with legal effect sets out; nothing starts until it is served."""
        case = act.case
        self.create(case=case, occasion=act.occasion, person_id=case.member.person_id, sent_at=act.at)
        case.informed_at = case.informed_at or act.at

    def unopened(self) -> ServiceQuerySet:
        """Letters that wait to be opened. Grievances that were notified anew since do not: they open no window."""
        grievances = GrievanceNotice.objects.filter(case=OuterRef("case"))
        overtaken = Exists(grievances.filter(occasion=OuterRef("occasion"))) & Exists(
            grievances.filter(notified_at__gt=OuterRef("sent_at"))
        )
        return self.filter(~overtaken, served_at=None)

    def waiting(self, person: Any = None) -> Service | None:
        """The letter that has waited longest to be opened, of this person or of anybody."""
        unopened = self.unopened().order_by("sent_at", "pk")
        return (unopened.filter(person=person) if person is not None else unopened).first()


class Service(models.Model):
    """Proof that a letter reached somebody: served once, never before it was sent."""

    class How(models.TextChoices):
        OPENED = "opened", _("ouverte dans l’application")
        LETTER = "letter", _("lettre recommandée")
        BY_HAND = "by_hand", _("remise en main propre")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="services")
    occasion = models.UUIDField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=8, choices=How, blank=True)
    sent_at = models.DateTimeField()
    tracking = models.CharField(max_length=40, blank=True)
    served_at = models.DateTimeField(null=True)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "person"], name="served_once"),
            models.CheckConstraint(
                condition=models.Q(served_at=None) | models.Q(served_at__gte=models.F("sent_at")),
                name="served_after_it_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how or 'waiting'}"

    def serve(self, *, at: datetime, how: str, tracking: str = "") -> None:
        self.served_at, self.how, self.tracking = max(at, self.sent_at), how, tracking
        self.save(update_fields=["served_at", "how", "tracking"])


class Reply(models.Model):
    """What the person concerned answered, whole. Immutable but erasable."""

    grievance = models.ForeignKey(GrievanceNotice, models.PROTECT, related_name="replies")
    text = EncryptedTextField(max_length=10000, blank=True, bound_to=["grievance_id"])
    is_final = models.BooleanField(default=False)
    is_waiver = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    sha256 = models.CharField(max_length=64)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(fields=["grievance"], condition=models.Q(is_final=True), name="one_last_word")
        ]

    def __str__(self) -> str:
        return f"reply of {self.received_at:%Y-%m-%d}"


class HearingQuerySet(models.QuerySet["Hearing"]):
    def to_come(self) -> Hearing | None:
        return self.filter(held_at=None).order_by("-pk").first()

    def ask(self, act: Any) -> None:
        self.create(case=act.case, grievance=act.case.grievances.latest(), asked_at=act.at)

    def _change(self, **columns: Any) -> None:
        hearing = self.to_come()
        if hearing:
            for name, value in columns.items():
                setattr(hearing, name, value)
            hearing.save(update_fields=[*columns])

    def offer(self, act: Any, slots: list[str], place: str, length: int) -> None:
        self._change(slots=slots, chosen="", place=place, length=length)

    def pick(self, act: Any, slot: str) -> None:
        self._change(chosen=slot)

    def record(self, act: Any, held_at: datetime, minutes: str) -> None:
        self._change(held_at=held_at, minutes=minutes)

    def postpone(self, act: Any, days: int, why: str) -> None:
        self._change(slots=[], chosen="", postponed_days=days, postponed_why=why)


class Hearing(models.Model):
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="hearings")
    grievance = models.OneToOneField(GrievanceNotice, models.PROTECT, related_name="hearing")
    asked_at = models.DateTimeField()
    slots = models.JSONField(default=list)
    place = models.CharField(max_length=200, blank=True, default="", db_default="")
    length = models.PositiveSmallIntegerField(default=60, db_default=60)  # minutes
    chosen = models.CharField(max_length=40, blank=True)
    held_at = models.DateTimeField(null=True)
    minutes = EncryptedTextField(max_length=10000, blank=True, bound_to=["case_id"])
    postponed_days = models.PositiveSmallIntegerField(default=0)
    postponed_why = EncryptedTextField(max_length=2000, blank=True, bound_to=["case_id"])

    objects = HearingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"hearing asked {self.asked_at:%Y-%m-%d}"

    def moment(self) -> datetime | None:
        """When it is to be held, once a date was picked."""
        return moment_in(self.chosen, self.case.zone)

    def slots_after(self, at: datetime) -> list[str]:
        """The dates offered that are still to come."""
        moments = {slot: moment_in(slot, self.case.zone) for slot in self.slots}
        return [slot for slot, moment in moments.items() if moment and moment > at]

    def other_slots(self, at: datetime) -> list[str]:
        """Those to come that were not chosen already."""
        return [slot for slot in self.slots_after(at) if slot != self.chosen]
