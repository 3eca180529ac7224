"""Bodies: the federations, and one each of the national office, the appeals panel and the privacy office."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Body(models.Model):
    """Holds cases, or hears or answers beside them; powers are held in one. Its code stands in plain constraints."""

    NATIONAL, PANEL, PRIVACY, PRACTICE = "national", "recours", "donnees", "99"

    class Kind(models.TextChoices):
        FEDERATION = "federation", _("fédération")
        NATIONAL = "national", _("bureau national")
        PANEL = "panel", _("commission des recours")
        PRIVACY = "privacy", _("protection des données")

    code = models.SlugField(max_length=12, primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(_("nom"), max_length=100)
    region = models.CharField(max_length=60, blank=True)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    calendar = models.CharField(max_length=8, blank=True)
    distance_days = models.PositiveSmallIntegerField(default=0)
    tile = models.CharField(max_length=8, blank=True)
    contact = models.CharField(max_length=254, blank=True)

    class Meta:
        verbose_name = _("instance")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name=f"body_{kind}_has_its_code", condition=Q(kind=kind, code=code) | ~Q(kind=kind) & ~Q(code=code)
            )
            for kind, code in [("national", "national"), ("panel", "recours"), ("privacy", "donnees")]
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
        return f"{self.name} ({self.code})" if self.kind == self.Kind.FEDERATION else self.name
