"""What a case rests on: pieces, each in the versions that were made of it."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PieceQuerySet(models.QuerySet["Piece"]):
    def standing(self) -> PieceQuerySet:
        return self.filter(withdrawn_at=None).order_by("number")

    def added_after(self, moment: Any) -> PieceQuerySet:
        """Standing pieces that came after this moment, or after that of an outer query."""
        return self.standing().filter(added_at__gt=moment)

    def exhibit(self, act: Any, *, kind: str, text: str, others_visible: bool = False) -> Piece:
        """A text piece; if nobody else is visible in it, it can be disclosed as it is."""
        number = (self.filter(case=act.case).aggregate(last=models.Max("number"))["last"] or 0) + 1
        came_with = Piece.CameWith.REPORT if act.report else Piece.CameWith.OFFICER
        piece = self.create(case=act.case, number=number, kind=kind, came_with=came_with, added_at=act.at,
                            others_visible=others_visible)  # fmt: skip
        use = PieceVersion.Use.SEALED if others_visible else PieceVersion.Use.DISCLOSED
        piece.versions.create(**PieceVersion.of_text(text, use=use, act=act))
        return piece


class Piece(models.Model):
    class Kind(models.TextChoices):
        CAPTURE = "capture", _("capture")
        TEXT = "text", _("texte")
        ADDRESS = "address", _("adresse")
        FILE = "file", _("fichier")
        MINUTES = "minutes", _("procès-verbal")

    class CameWith(models.TextChoices):
        REPORT = "report", _("avec un signalement")
        OFFICER = "officer", _("versée par l’instruction")
        CONCERNED = "concerned", _("versée par la personne concernée")

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    came_with = models.CharField(max_length=10, choices=CameWith)
    alt = models.CharField(max_length=500, blank=True)
    added_at = models.DateTimeField()
    others_visible = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "number"], name="piece_number")]

    def __str__(self) -> str:
        return f"{self.number}. {self.get_kind_display()}"

    @property
    def is_sealed(self) -> bool:
        """Has it no version that the person concerned may read?"""
        return all(one.use != PieceVersion.Use.DISCLOSED for one in self.versions.all())

    def redact(self, act: Any, text: str) -> None:
        self.versions.create(**PieceVersion.of_text(text, use=PieceVersion.Use.DISCLOSED, act=act,
                                                    number=self.versions.count() + 1))  # fmt: skip


class PieceVersion(models.Model):
    """Immutable but erasable: a redaction is a new version beside the sealed first one."""

    class Use(models.TextChoices):
        SEALED = "sealed", _("original scellé")
        WORKING = "working", _("de travail")
        DISCLOSED = "disclosed", _("communicable")

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    use = models.CharField(max_length=10, choices=Use)
    file = models.FileField(upload_to="pieces", blank=True)
    text = models.TextField(max_length=5000, blank=True)
    mime = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "number"], name="piece_version_number")]

    def __str__(self) -> str:
        return f"{self.piece_id}.{self.number} {self.use}"

    @staticmethod
    def of_text(text: str, *, use: str, act: Any, number: int = 1) -> dict[str, Any]:
        raw = text.encode()
        return {"number": number, "use": use, "text": text, "mime": "text/plain", "size": len(raw),
                "sha256": hashlib.sha256(raw).hexdigest(), "made_at": act.at,
                "made_by": None if act.report else act.by}  # fmt: skip
