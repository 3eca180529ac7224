"""A case in one row, what was done to it, and who is told."""

from django.conf import settings
from django.db import models


class Case(models.Model):
    reference = models.CharField(max_length=20)
    held_by = models.CharField(max_length=12)
    state = models.CharField(max_length=20, default="reported")
    rank = models.PositiveSmallIntegerField(default=1)
    due_at = models.DateTimeField()
    address = models.CharField(max_length=2000)
    text = models.TextField(blank=True)
    rule = models.CharField(max_length=200)
    reports_count = models.PositiveIntegerField(default=1)

    objects: models.Manager["Case"] = models.Manager()

    class Meta:
        indexes = [models.Index(fields=["held_by", "rank", "due_at", "id"], name="case_queue")]

    def __str__(self) -> str:
        return self.reference


class Entry(models.Model):
    case = models.ForeignKey(Case, models.PROTECT)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    what = models.CharField(max_length=40)
    answers = models.TextField(blank=True)

    objects: models.Manager["Entry"] = models.Manager()

    def __str__(self) -> str:
        return self.what


class Notice(models.Model):
    case = models.ForeignKey(Case, models.PROTECT)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    text = models.TextField()

    objects: models.Manager["Notice"] = models.Manager()

    def __str__(self) -> str:
        return self.text
