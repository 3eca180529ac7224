"""Reports, and who made them: two tables that only a key joins, from the first row."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models, transaction
from django.db.models import ExpressionWrapper, F, Subquery
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField
from accounts.models import Body

from .. import seal
from ..legal_time import months_after

UTC = ZoneInfo("UTC")
MOST_IN_SPAN, SPAN = 30, timedelta(hours=1)  # reports that one account may send


class Outsider(NamedTuple):
    """Somebody who reports and has no row here: name, and where to reach him or her, are known to the seal alone."""

    name: str
    contact: str


class ReportQuerySet(models.QuerySet["Report"]):
    def made_by(self, person: Any) -> ReportQuerySet:
        """«Mes signalements»: found by the keyed digest of the person, newest first."""
        return self.filter(identity__owner=seal.owner_of(person.pk)).order_by("-received_at", "-pk")

    def standing(self) -> ReportQuerySet:
        return self.filter(withdrawn_at=None)

    def by_people(self) -> ReportQuerySet:
        """Without what an office opened of its own accord: nobody reported that."""
        return self.exclude(source=Report.Source.OFFICE)

    def received(self, since: datetime, until: datetime) -> list[dict[str, Any]]:
        """Of a span: how many (`n`) by month at the seat, article named (`category`) and network; no exercises."""
        rows = self.by_people().filter(received_at__gte=since, received_at__lt=until)
        told: Any = rows.exclude(case__federation=Body.PRACTICE).order_by().values(
            month=TruncMonth("received_at", tzinfo=ZoneInfo(settings.TIME_ZONE)),
            category=Coalesce("article_version__article__code", models.Value("none")), network=F("case__post__network"),
        )  # fmt: skip
        return list(told.annotate(n=models.Count("pk")))

    def written_down_by(self, person: Any, *, since: datetime) -> ReportQuerySet:
        """What this person wrote down for somebody else since then."""
        wrote = {"case__entries__content__by": person, "case__entries__form_token": models.F("form_token")}
        return self.by_people().filter(**wrote, received_at__gt=since).select_related("case", "identity")

    def free_again_at(self, person: Any, at: datetime) -> Subquery[Any]:
        """SQL: when this person may report again; null for now. By account: nobody is slowed by anybody else."""
        lately = self.made_by(person).filter(source=Report.Source.APP, received_at__gt=at - SPAN)
        free = lately.annotate(free_at=ExpressionWrapper(F("received_at") + SPAN, models.DateTimeField()))
        return Subquery(free.values("free_at")[MOST_IN_SPAN - 1 : MOST_IN_SPAN])

    def words(self) -> list[str]:
        """Everything that who reported has typed, of the post or of his or her own."""
        rows = self.only("form_token", "text", "explanation")
        return [text for one in rows for text in (one.text, one.explanation) if text]

    def turned_out(self, worth: str, *, at: datetime) -> None:
        """What they were worth: kept with each, and counted for whoever made it by month and digest alone."""
        known = self.standing().by_people()
        for owner, before in (rows := list(known.values_list("identity__owner", "assessment"))):
            if owner and before:  # the case was closed before, or its officer corrects what was said then
                Assessment.objects.uncount(owner, before)
        month = at.date().replace(day=1)
        Assessment.objects.bulk_create(Assessment(owner=owner, month=month, kind=worth) for owner, _ in rows if owner)
        known.update(assessment=worth)

    def answer_identity(self, act: Any, granted: bool, reason: str) -> None:
        """Grants or refuses what another asked; the report is the act's, so that its reporter is told."""
        request = act.case.identity_request()
        request.answered_by, request.answered_at, request.told_at = act.by, act.at, act.at
        request.answer, request.answer_reason = "granted" if granted else "refused", reason
        request.save()
        act.report = request.report

    def restrict(self, act: Any, report: Report, until: date, **factors: str) -> None:
        ReportingRestriction.objects.create(owner=report.identity.owner, warned_at=act.at, until=until, **factors)
        act.report = report

    def contest(self, act: Any) -> None:
        """Once: whoever is limited says why not."""
        act.case.limit_of(act.by, act.at).contest(act.at)

    def answer_contest(self, act: Any, lifted: bool) -> None:
        """Kept or lifted; the report is the act's, so that its reporter is told."""
        limit = act.case.contested_limit
        limit.answer(act.at, lifted=lifted)
        mine = self.filter(identity__owner=limit.owner)
        act.report = mine.filter(case=act.case).order_by("pk").first()
        if lifted:
            Report.objects.filter(identity__owner=limit.owner).update(is_processed=True)


class Report(models.Model):
    """One person's word on one post: what they say it says, and why they report it. Holds no person and no code."""

    class Source(models.TextChoices):
        APP = "app", _("application")
        SITE = "site", _("site de l’organisation")
        TELEPHONE = "telephone", _("téléphone")
        PAPER = "paper", _("papier")
        OFFICE = "office", _("d’office")

    class Worth(models.TextChoices):
        FOUNDED = "founded", _("fondé")
        GOOD_FAITH = "unfounded_good_faith", _("non fondé, de bonne foi")
        MISUSE = "manifestly_unfounded", _("manifestement abusif")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="reports")
    form_token = models.UUIDField(unique=True)
    article_version = models.ForeignKey("cases.ArticleVersion", models.PROTECT, null=True, related_name="+")
    text = EncryptedTextField(_("texte de la publication"), max_length=5000, blank=True, bound_to=["form_token"])
    explanation = EncryptedTextField(_("explication"), max_length=1000, blank=True, bound_to=["form_token"])
    source = models.CharField(max_length=12, choices=Source, default=Source.APP)
    received_at = models.DateTimeField()
    other_body = models.BooleanField(default=False)
    threat_to_life = models.BooleanField(default=False)
    by_email = models.BooleanField(default=True, db_default=True)
    withdrawn_at = models.DateTimeField(null=True)
    assessment = models.CharField(max_length=24, choices=Worth, blank=True)
    is_processed = models.BooleanField(default=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(source__in=["app", "site", "telephone", "paper", "office"]),
                                   name="report_source_is_known"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"report of {self.received_at:%Y-%m-%d}"

    @property
    def is_of_the_office(self) -> bool:
        """Nobody reported: somebody in office opened the case of his or her own accord."""
        return bool(self.source == self.Source.OFFICE)

    @property
    def tracking_code(self) -> str:
        """Behind the seal; none of what nobody reported, or once it is not known any more who did."""
        return str(self.identity.opened()["code"]) if hasattr(self, "identity") else ""

    @property
    def can_be_written_to(self) -> bool:
        """Is there somebody behind the seal who has letters here?"""
        return hasattr(self, "identity") and self.identity.opened()["person"] is not None

    def captures(self) -> list[Any]:
        """What came with it, as it was sent."""
        sent = self.pieces.captures().order_by("number").prefetch_related("versions")
        return [version for piece in sent for version in piece.versions.all() if version.number == 1]

    def track_record(self, at: datetime) -> dict[str, int]:
        """How many reports of whoever made this one turned out how, in the twelve months before: of nobody, none."""
        if not hasattr(self, "identity"):
            return {}
        counted = Assessment.objects.filter(owner=self.identity.owner, month__gte=first_month_counted(at)).order_by()
        return dict(counted.values_list("kind").annotate(count=models.Count("pk")))

    def author_was_warned(self, at: datetime) -> bool:
        """Has this reporter been warned of misuse before `at`?"""
        rows = ReportingRestriction.objects.filter(owner=self.identity.owner, warned_at__lt=at)
        return rows.filter(lifted_at=None).exists()


class ReporterIdentityQuerySet(models.QuerySet["ReporterIdentity"]):
    def seal_anew(self) -> int:
        """Each under the first of `settings.IDENTITY_KEYS`; returns how many were not. Raises `seal.Unsealable`.

        One row at a time, locked, so that nobody waits; a row that is forgotten meanwhile is left out.
        """
        others = [pk for pk, sealed in self.values_list("pk", "sealed") if not seal.is_under_the_first(bytes(sealed))]
        done = 0
        for pk in others:
            with transaction.atomic():
                for row in self.select_for_update().filter(pk=pk):
                    row.sealed = seal.seal(row.opened(), bound_to=str(row.report.form_token))
                    row.save(update_fields=["sealed"])
                    done += 1
        return done


class ReporterIdentity(models.Model):
    """Who reported, behind a keyed digest and a seal; the row goes two months after the case is closed."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="identity")
    owner = models.CharField(max_length=64, db_index=True)
    code_digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField()

    objects = ReporterIdentityQuerySet.as_manager()

    def __str__(self) -> str:
        return "sealed"

    @classmethod
    def of(cls, report: Report, reporter: Any, code: str) -> ReporterIdentity:
        """Seal who this is under the report's own token, so that no two rows can be swapped."""
        token = str(report.form_token)
        if isinstance(reporter, Outsider):
            kept, owner = {"person": None, **reporter._asdict()}, seal.outsider_of(report.form_token)
        else:
            kept, owner = {"person": reporter.pk}, seal.owner_of(reporter.pk)
        box = seal.seal({**kept, "code": code}, bound_to=token)
        return cls(report=report, owner=owner, code_digest=seal.code_digest(code), sealed=box)

    def opened(self) -> dict[str, Any]:
        """`{"person": id, "code": code}`, of an outsider without id but with name and contact.

        Raises `seal.Unsealable` if the row was touched.
        """
        return seal.unseal(bytes(self.sealed), bound_to=str(self.report.form_token))


class IdentityRequestQuerySet(models.QuerySet["IdentityRequest"]):
    def granted_to(self, person: Any) -> IdentityRequestQuerySet:
        """What this very person asked, and may read: nobody else does, whoever granted it included."""
        return self.filter(asked_by=person, answer="granted").select_related("report__identity")


class IdentityRequest(models.Model):
    """One asks with a reason; another grants or refuses with one."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="identity_requests")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reason = EncryptedTextField(max_length=2000, bound_to=["report_id"])
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=[("granted", _("accordé")), ("refused", _("refusé"))], blank=True)
    answer_reason = EncryptedTextField(max_length=2000, blank=True, bound_to=["report_id"])
    answered_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    objects = IdentityRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_by=None) | ~models.Q(asked_by=models.F("answered_by")),
                name="identity_is_granted_by_another",
            )
        ]

    def __str__(self) -> str:
        return self.answer or "open"


def first_month_counted(at: datetime) -> date:
    """The first day of the same month, a year earlier."""
    return at.date().replace(day=1, year=at.year - 1)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def past(self, at: datetime) -> AssessmentQuerySet:
        """Of months that count no more."""
        return self.filter(month__lt=first_month_counted(at))

    def uncount(self, owner: str, kind: str) -> None:
        """Take the latest of this kind back."""
        latest = self.filter(owner=owner, kind=kind).order_by("-month", "-pk").values("pk")[:1]
        self.filter(pk__in=[row["pk"] for row in latest]).delete()


class Assessment(models.Model):
    """How a reporter's reports turned out, for twelve months, by the keyed digest alone."""

    owner = models.CharField(max_length=64)
    month = models.DateField()
    kind = models.CharField(max_length=24, choices=Report.Worth)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "month"], name="assessment_of_owner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%Y-%m}"


class ReportingRestrictionQuerySet(models.QuerySet["ReportingRestriction"]):
    def binding(self, person: Any, on: date) -> ReportingRestrictionQuerySet:
        return self.made_for(person).filter(until__gte=on, lifted_at=None)

    def made_for(self, person: Any) -> ReportingRestrictionQuerySet:
        return self.filter(owner=seal.owner_of(person.pk))

    def past(self, at: datetime, *, months: int) -> ReportingRestrictionQuerySet:
        """Limits that have been over for so many months, and cautions after the year in which reports count."""
        over = models.Q(until__lt=months_after(at, -months, zone=UTC).date())
        counting = datetime.combine(first_month_counted(at), time(), UTC)
        return self.filter(over | models.Q(until=None, warned_at__lt=counting))

    def contested(self) -> ReportingRestrictionQuerySet:
        """Those that wait for an answer."""
        return self.filter(contested_at__isnull=False, answered_at=None)

    def set_in(self, case: Any) -> ReportingRestrictionQuerySet:
        """Limits, not cautions, that this case's record knows of: by their moment, for no row joins the two."""
        steps = case.entries.filter(step="restrict_reporting").values("at")
        owners = case.reports.values("identity__owner")
        return self.filter(until__isnull=False, warned_at__in=steps, owner__in=owners).order_by("pk")


class ReportingRestriction(models.Model):
    """A warning of misuse; with `until`, reports are stored and acknowledged but not processed until that day."""

    owner = models.CharField(max_length=64, db_index=True)
    warned_at = models.DateTimeField()
    number = EncryptedTextField(max_length=1000, bound_to=["owner"])
    proportion = EncryptedTextField(max_length=1000, bound_to=["owner"])
    gravity = EncryptedTextField(max_length=1000, bound_to=["owner"])
    intent = EncryptedTextField(max_length=1000, bound_to=["owner"])
    until = models.DateField(null=True)
    contested_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = ReportingRestrictionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"until {self.until}" if self.until else "warned"

    def contest(self, at: datetime) -> None:
        self.contested_at = at
        self.save(update_fields=["contested_at"])

    def answer(self, at: datetime, *, lifted: bool) -> None:
        self.answered_at, self.lifted_at = at, at if lifted else None
        self.save(update_fields=["answered_at", "lifted_at"])
