"""How the organisation shows itself: its name, its colour and its logo, each change a row of its own."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60


class IdentityQuerySet(models.QuerySet["Identity"]):
    def versions(self) -> IdentityQuerySet:
        """The newest first, with who wrote each, and without the bytes of any logo."""
        return self.select_related("by").defer("logo").order_by("-valid_from", "-pk")


class Identity(models.Model):
    """From one moment until the next. Immutable (triggers); who and when are null for what the house begins with."""

    name = models.CharField(_("nom de l’organisation"), max_length=LONGEST_NAME)
    colour = models.CharField(max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-f]{6}\Z")])
    logo = models.BinaryField(default=b"")
    logo_sha256 = models.CharField(max_length=64, blank=True)
    valid_from = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = IdentityQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["valid_from"], name="identity_in_force")]

    def __str__(self) -> str:
        return self.name

    @property
    def digest(self) -> str:
        """Of what it looks like: in the address of its sheet and images, which change with it and never otherwise."""
        return hashlib.sha256(f"{self.colour} {self.logo_sha256}".encode()).hexdigest()[:16]

    def shows_what(self, other: Any) -> bool:
        return (self.name, self.colour, self.logo_sha256) == (other.name, other.colour, other.logo_sha256)
