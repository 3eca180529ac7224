"""How the organisation looks at its own work: second readings, a yearly exercise, one question afterwards, figures."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Reread(models.Model):
    """A dismissal drawn at random and read again without its outcome in sight."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="rereadings")
    drawn_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agrees = models.BooleanField(null=True)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"drawn {self.drawn_at:%Y-%m-%d}"


class Calibration(models.Model):
    """One anonymised closed case that goes to all officers; answers are compared by federation, never by person."""

    sent_at = models.DateTimeField()
    digest = models.TextField(max_length=5000)
    federation = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    answer = models.CharField(max_length=20)
    count = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.federation_id}: {self.answer} × {self.count}"


class Answer(models.Model):
    """«J’ai pu m’expliquer», 1 to 5: counted by month and region, never by person."""

    month = models.DateField()
    region = models.CharField(max_length=60)
    side = models.CharField(max_length=10, choices=[("reporter", "reporter"), ("concerned", "concerned")])
    question = models.CharField(max_length=20)
    mark = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "region", "side", "question", "mark"], name="answers_are_counted"),
            models.CheckConstraint(condition=models.Q(mark__gte=1, mark__lte=5), name="marks_are_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.mark} × {self.count}"


class Figure(models.Model):
    """What transparency counts for ever: one row when a case closes, without a key to it. Immutable (trigger)."""

    month = models.DateField()
    region = models.CharField(max_length=60)
    category = models.CharField(max_length=40)
    network = models.CharField(max_length=12)
    outcome = models.CharField(max_length=16)
    measure = models.CharField(max_length=10, blank=True)
    days = models.PositiveSmallIntegerField(null=True)
    level = models.CharField(max_length=10)
    hours_to_decision = models.PositiveIntegerField(null=True)
    appeal_result = models.CharField(max_length=8, blank=True)

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.outcome}"


class Publication(models.Model):
    """A yearly report as it was published; corrections are new revisions. Immutable (trigger)."""

    year = models.PositiveSmallIntegerField()
    revision = models.PositiveSmallIntegerField(default=1)
    data = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["year", "revision"], name="publication_revision")]

    def __str__(self) -> str:
        return f"{self.year}.{self.revision}"
