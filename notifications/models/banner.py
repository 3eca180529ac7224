"""What the national office says to everybody at the head of every page, for some days: a campaign, an outage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.revision import until_revised

LONGEST = 200
MOST_DAYS = 42
SHOWN = 20  # of those that are past


class Banner(models.Model):
    """One sentence or two, in both languages. It ends by itself; somebody may end it before, and once (triggers)."""

    class Tone(models.TextChoices):
        INFO = "info", _("Information")
        ATTENTION = "attention", _("Attention")

    class Audience(models.TextChoices):
        EVERYBODY = "everybody", _("Tout le monde")
        OFFICERS = "officers", _("Qui exerce une fonction")

    text_fr = models.CharField(max_length=LONGEST)
    text_en = models.CharField(max_length=LONGEST)
    tone = models.CharField(max_length=10, choices=Tone)
    audience = models.CharField(max_length=10, choices=Audience)
    begins_on = models.DateField()
    ends_on = models.DateField()
    set_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-set_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("begins_on")), name="banner_ends_after_it_begins"),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_fr

    def is_on(self, day: date) -> bool:
        """The first and the last day are days of it."""
        return self.ended_at is None and self.begins_on <= day <= self.ends_on

    def is_over(self, day: date) -> bool:
        return self.ended_at is not None or self.ends_on < day

    def is_for(self, person: Any, *, at: datetime) -> bool:
        """Is this somebody whom it concerns? Powers are asked of whoever is signed in, and for officers' alone."""
        everybody = self.audience == self.Audience.EVERYBODY
        return everybody or bool(person and person.is_authenticated and person.holds_an_office(at=at))


@until_revised
def standing() -> list[Banner]:
    """Those that nobody has ended, the newest first; days tell which of them is on."""
    return list(Banner.objects.filter(ended_at=None))


def shown_to(person: Any, *, at: datetime) -> Banner | None:
    """The one that this person reads at the head of a page: the newest."""
    day = timezone.localdate(at)
    return next((one for one in standing() if one.is_on(day) and one.is_for(person, at=at)), None)
