"""A closed case told without a name, which all officers answer: compared by federation, never by person."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _


class Choice(models.TextChoices):
    NOTHING = "nothing", _("aucune suite")
    ADVICE = "advice", _("un conseil")
    WORKSHOP = "workshop", _("un atelier")
    WARNING = "warning", _("un avertissement")
    SUSPENSION = "suspension", _("une suspension, par le bureau national")


class CalibrationQuerySet(models.QuerySet["Calibration"]):
    def asked_of(self, bodies: Any) -> CalibrationQuerySet:
        """Those that officers of these federations may answer: not where it happened, for there one knows the end."""
        return self.exclude(source__in=bodies) if bodies else self.none()

    def readable_by(self, bodies: Any, *, at: datetime) -> CalibrationQuerySet:
        """Those besides that are over."""
        return self.filter(~models.Q(source__in=bodies) | models.Q(closes_at__lte=at))


class Calibration(models.Model):
    """What was told of a case, what it led to there, and until when officers say what they would have done.

    Nothing leads back to the case: its federation alone is known, whose officers are not asked.
    """

    sent_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey("accounts.Body", models.PROTECT, null=True, related_name="+")
    articles = models.ManyToManyField("cases.ArticleVersion", related_name="+")
    facts = models.TextField(max_length=3000)
    reply = models.TextField(max_length=2000, blank=True)
    decided = models.CharField(max_length=10, choices=Choice)

    objects = CalibrationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sent_at:%Y-%m-%d}"

    def is_open(self, at: datetime) -> bool:
        return at < self.closes_at

    def count(self, choice: str, *, federation: str) -> None:
        """One officer more of this federation would have done this."""
        row, _born = self.answers.get_or_create(federation_id=federation, choice=choice)
        self.answers.filter(pk=row.pk).update(count=models.F("count") + 1)

    @cached_property
    def by_federation(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for one in self.answers.select_related("federation").order_by("federation"):
            found.setdefault(str(one.federation), Counter())[one.choice] += one.count
        return found

    def compared(self, *, least: int) -> list[Group]:
        """Federations from which at least so many answered, by name, then all others together; none of too few."""
        return grouped(self.by_federation, least)

    def together(self, *, least: int) -> Group | None:
        """All of them; None of too few."""
        counts = sum(self.by_federation.values(), Counter[str]())
        return Group("", counts.total(), counts) if counts.total() >= least else None


class CalibrationAnswer(models.Model):
    """How many officers of a federation chose this."""

    calibration = models.ForeignKey(Calibration, models.PROTECT, related_name="answers")
    federation = models.ForeignKey("accounts.Body", models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice)
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["calibration", "federation", "choice"], name="calibrations_are_counted")
        ]

    def __str__(self) -> str:
        return f"{self.federation_id}: {self.choice} × {self.count}"


class Group(NamedTuple):
    """A federation, or with no name all others together; how many answered; and how many what."""

    name: str
    answers: int
    counts: Counter[str]


def grouped(found: dict[str, Counter[str]], least: int) -> list[Group]:
    """Each group of at least so many people; those of fewer together, and with them as many others as it takes.

    So nothing is shown of fewer, and nothing of fewer is left when what is shown is taken from the whole.
    """
    named = sorted((Group(name, counts.total(), counts) for name, counts in found.items()), key=lambda one: one.answers)
    others: Counter[str] = Counter()
    while named and (named[0].answers < least or 0 < others.total() < least):
        others += named.pop(0).counts
    shown = sorted(named)
    if others.total() >= least:
        shown.append(Group("", others.total(), others))
    return shown
