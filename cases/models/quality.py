"""How the organisation looks at its own work: second readings, one question afterwards, figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import Cast, ExtractYear


class RereadQuerySet(models.QuerySet["Reread"]):
    def waiting(self) -> RereadQuerySet:
        return self.filter(read_at=None)

    def answer(self, act: Any, *, agrees: bool) -> None:
        self.waiting().update(read_by=act.by, agrees=agrees, read_at=act.at)

    def by_year(self) -> list[dict[str, Any]]:
        """How many were drawn, were read again, and were read otherwise, by the year in which they were drawn."""
        years: Any = self.order_by().annotate(year=ExtractYear("drawn_at")).values("year")
        otherwise = Count("pk", filter=models.Q(agrees=False))
        return list(years.annotate(drawn=Count("pk"), read=Count("read_at"), otherwise=otherwise).order_by("-year"))


class Reread(models.Model):
    """A dismissal drawn at random and read again without its outcome in sight."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="rereadings")
    drawn_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agrees = models.BooleanField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = RereadQuerySet.as_manager()

    def __str__(self) -> str:
        return f"drawn {self.drawn_at:%Y-%m-%d}"


class AnsweredQuerySet(models.QuerySet["Answered"]):
    def note(self, digest: str) -> bool:
        """That whoever stands behind this digest has answered; False if that was known."""
        try:
            with transaction.atomic():
                Answered(digest=digest).save(force_insert=True)
        except IntegrityError:
            return False
        return True


class Answered(models.Model):
    """That somebody has answered, so as not to ask twice: under a keyed digest, and neither what nor when.

    Its key is the digest itself: no number tells in which order answers came.
    """

    digest = models.CharField(max_length=64, primary_key=True)

    objects = AnsweredQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "answered"

    def __str__(self) -> str:
        return "answered"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def give(self, mark: int, *, once: str, side: str, question: str, region: str, month: date) -> bool:
        """Count one more, unless whoever stands behind the digest `once` has answered already: then False."""
        where: dict[str, Any] = {"month": month, "region": region, "side": side, "question": question, "mark": mark}
        with transaction.atomic():
            if not Answered.objects.note(once):
                return False
            row, _born = self.get_or_create(**where)
            self.filter(pk=row.pk).update(count=F("count") + 1)
        return True

    def counted(self, *, least: int, before: date) -> list[dict[str, Any]]:
        """Month, region, side, how many answered and their mean mark: of months that are over, where enough did.

        A month that still runs would tell its last answer to whoever looks before and after it.
        """
        sums = self.filter(month__lt=before).order_by().values("month", "region", "side").annotate(
            answers=Sum("count"), mean=Cast(Sum(F("count") * F("mark")), models.FloatField()) / Sum("count")
        )  # fmt: skip
        return list(sums.filter(answers__gte=least).order_by("-month", "region", "side"))


class Answer(models.Model):
    """«J’ai pu m’expliquer», 1 to 5: counted by month and region, never by person, and by no case."""

    month = models.DateField()
    region = models.CharField(max_length=60)
    side = models.CharField(max_length=10, choices=[("reporter", "reporter"), ("concerned", "concerned")])
    question = models.CharField(max_length=20)
    mark = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "region", "side", "question", "mark"], name="answers_are_counted"),
            models.CheckConstraint(condition=models.Q(mark__gte=1, mark__lte=5), name="marks_are_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.mark} × {self.count}"


# The columns of a figure, but for how often it counts.
TOLD = ("what", "month", "region", "category", "network", "level", "outcome", "measure", "scope", "days",
        "suspended_days", "interim_ground", "interim_days", "hours", "result")  # fmt: skip


class FigureQuerySet(models.QuerySet["Figure"]):
    def of_year(self, year: int) -> FigureQuerySet:
        return self.filter(month__year=year)

    def summed(self) -> list[dict[str, Any]]:
        """Those that say the same, summed: `n` of each; what was taken back is gone."""
        rows: Any = self.order_by().values(*TOLD)
        return [row for row in rows.annotate(n=Sum("count")) if row["n"]]


class Figure(models.Model):
    """What transparency counts for ever, without a key to any case. Immutable (trigger): rows are summed by `count`.

    What a case was counted as is taken back by a row that says the same with −1, never overwritten.
    """

    class What(models.TextChoices):
        CASE = "case"  # decided
        APPEAL = "appeal"
        REVISION = "revision"
        SECOND_LOOK = "second_look"
        REREADING = "rereading"
        IDENTITY = "identity"
        MISUSE = "misuse"

    what = models.CharField(max_length=12, choices=What)
    count = models.SmallIntegerField(default=1)
    month = models.DateField()
    region = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=40, blank=True)
    network = models.CharField(max_length=12, blank=True)
    level = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    measure = models.CharField(max_length=10, blank=True)
    scope = models.CharField(max_length=16, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    suspended_days = models.PositiveSmallIntegerField(null=True)
    interim_ground = models.CharField(max_length=20, blank=True)
    interim_days = models.PositiveSmallIntegerField(null=True)
    hours = models.PositiveIntegerField(null=True)
    result = models.CharField(max_length=12, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(count__in=[1, -1]), name="a_figure_counts_one_or_takes_it_back"),
        ]
        indexes = [models.Index(fields=["month"], name="figure_of_month")]

    def __str__(self) -> str:
        return f"{self.count:+d} {self.what} {self.month:%Y-%m} {self.outcome or self.result}"


class PublicationQuerySet(models.QuerySet["Publication"]):
    def current(self) -> dict[int, Publication]:
        """Year → the revision that counts, the latest year first."""
        return {one.year: one for one in self.order_by("-year", "revision")}

    def last_of(self, year: int) -> Publication | None:
        return self.filter(year=year).order_by("-revision").first()

    def publish(self, data: dict[str, Any], *, why: str, by: Any, at: datetime) -> Publication:
        """One more revision, frozen: the first of its year, or one that says what it corrects and why."""
        before = self.last_of(data["year"])
        frozen = data | {"corrections": differences(before.data, data)} if before else data
        revision = before.revision + 1 if before else 1
        return self.create(year=data["year"], revision=revision, data=frozen, why=why, by=by, published_at=at)


class Publication(models.Model):
    """A yearly report as it was published; corrections are new revisions. Immutable (trigger)."""

    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    data = models.JSONField()
    why = models.TextField(max_length=2000, blank=True)  # of a revision that corrects another
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "revision"], name="publication_revision")]

    def __str__(self) -> str:
        return f"{self.year}.{self.revision}"

    def shows(self, data: dict[str, Any]) -> bool:
        """Do these very numbers stand in it?"""
        return by_name(self.data) == by_name(data)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Every number that a revision shows otherwise: by table, row and column, with what stood there."""
    old, new = by_name(before), by_name(after)
    return [
        {"table": table, "row": row, "column": column, "before": old.get((table, row, column)), "after": value}
        for (table, row, column), value in new.items()
        if old.get((table, row, column)) != value
    ]


def by_name(data: dict[str, Any]) -> dict[tuple[str, str, str], Any]:
    """(table, row, column) → the number, None for one that is withheld."""
    return {
        (table["name"], row["row"], column): value
        for table in data["tables"]
        for row in table["rows"]
        for column, value in zip(table["columns"], row["values"], strict=True)
    }
