"""Bodies: the federations, and one each of the national office, the appeals panel and the privacy office."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


def is_a_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Ce fuseau horaire est inconnu : choisissez par exemple Europe/Paris."))


class Body(models.Model):
    """Holds cases, or hears or answers beside them; powers are held in one. Its code stands in plain constraints."""

    NATIONAL, PANEL, PRIVACY, PRACTICE = "national", "recours", "donnees", "99"

    class Kind(models.TextChoices):
        FEDERATION = "federation", _("fédération")
        NATIONAL = "national", _("bureau national")
        PANEL = "panel", _("commission des recours")
        PRIVACY = "privacy", _("protection des données")

    code = models.SlugField(_("code"), max_length=12, primary_key=True)
    kind = models.CharField(_("nature"), max_length=10, choices=Kind)
    name = models.CharField(_("nom"), max_length=100)
    region = models.CharField(_("région"), max_length=60, blank=True)
    time_zone = models.CharField(
        _("fuseau horaire"), max_length=40, default="Europe/Paris", validators=[is_a_time_zone]
    )
    calendar = models.CharField(_("jours fériés"), max_length=8, blank=True)
    distance_days = models.PositiveSmallIntegerField(_("jours de distance"), default=0)
    tile = models.CharField(_("place sur la carte"), max_length=8, blank=True)
    contact = models.EmailField(_("adresse de contact"), max_length=254, blank=True)

    class Meta:
        verbose_name = _("instance")
        verbose_name_plural = _("instances")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="body_kind_is_known", condition=Q(kind__in=["federation", "national", "panel", "privacy"])
            ),
            *(
                models.CheckConstraint(
                    name=f"body_{kind}_has_its_code", condition=Q(kind=kind, code=code) | ~Q(kind=kind) & ~Q(code=code)
                )
                for kind, code in [("national", "national"), ("panel", "recours"), ("privacy", "donnees")]
            ),
        ]
        default_permissions = ()
        permissions = [
            ("examine", "Examine cases"),
            ("warn", "Warn"),
            ("read_all", "Read every case"),
            ("suspend", "Suspend"),
            ("interim", "Suspend as an interim measure"),
            ("lift", "Lift measures"),
            ("extend", "Extend the limit of a case"),
            ("call_up", "Call a case up from a federation"),
            ("ask_identity", "Ask for a reporter's identity"),
            ("view_figures", "See national figures"),
            ("hear_appeals", "Hear appeals"),
            ("answer_identity", "Grant or refuse a reporter's identity"),
            ("view_access_log", "Read the access log"),
            ("run_subject_request", "Answer requests of data subjects"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.kind == self.Kind.FEDERATION else self.title

    @property
    def title(self) -> str:
        """As its reader calls it: a federation by its own name, the others in his or her language if that is known."""
        return self.name if self.kind == self.Kind.FEDERATION else gettext(self.name)

    def day_at(self, at: datetime) -> date:
        """The day that it is there."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()


# There is one body of each of these kinds; every other is a federation.
CODES = {Body.Kind.NATIONAL: Body.NATIONAL, Body.Kind.PANEL: Body.PANEL, Body.Kind.PRIVACY: Body.PRIVACY}
