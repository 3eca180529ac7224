"""What a case rests on: pieces, each in the versions that were made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.encryption import Unsealable
from accounts.fields import EncryptedTextField

from ..captures import is_near
from .draft import DraftFile
from .stored import Stored

COMPARED = 100  # captures, the latest
OPENED = 20  # pairs of thumbnails, of the latest


class PieceQuerySet(models.QuerySet["Piece"]):
    def standing(self) -> PieceQuerySet:
        return self.filter(withdrawn_at=None).order_by("number")

    def captures(self) -> PieceQuerySet:
        return self.filter(kind=Piece.Kind.CAPTURE)

    def sealed(self) -> PieceQuerySet:
        """Standing pieces of which the person concerned may read no version yet."""
        return self.standing().filter(~Exists(disclosed()))

    def added_after(self, moment: Any) -> PieceQuerySet:
        """Standing pieces that came after this moment, or after that of an outer query, and can outdate grievances.

        What came with a report and is still sealed cannot: else anybody could hold up a decision by reporting again.
        """
        counts = ~Q(came_with=Piece.CameWith.REPORT) | Exists(disclosed())
        return self.standing().filter(counts, added_at__gt=moment)

    def reported(self, *, since: datetime) -> PieceQuerySet:
        """Standing pieces that came with a report since then."""
        return self.standing().filter(came_with=Piece.CameWith.REPORT, added_at__gte=since)

    def behind(self, image: Stored) -> PieceQuerySet:
        """Those whose original this image was made of: it is the same picture, in which something is hidden."""
        return self.filter(versions__number=1, versions__sha256=image.original_sha256)

    def looking_like(self, held: Sequence[DraftFile]) -> list[tuple[Piece, DraftFile]]:
        """Which of these show the very image of one that is held, in whatever size and quality; the oldest first.

        Looks are compared first, a number a capture; only the thumbnails of those that are near are opened.
        """
        mine = [one for one in held if one.look is not None]
        firsts = PieceVersion.objects.filter(piece__in=self.order_by(), number=1, look__isnull=False)
        latest = firsts.select_related("piece__case__post").order_by("-piece")[:COMPARED] if mine else ()
        near = [(theirs, one) for theirs in latest for one in mine if is_near(theirs.look, one.look)][:OPENED]
        return [(theirs.piece, one) for theirs, one in reversed(near) if theirs.shows_what(one)]

    def exhibit(self, act: Any, *contents: Any, alt: str = "", others_visible: bool = False) -> list[Piece]:
        """One piece for each text or held capture, numbered on; each can be disclosed as it is, or is sealed.

        Sealed is what shows other people, and whatever came with a report: it may show who reported.
        """
        if not contents:
            return []
        shown = columns_of(contents)
        came_with = Piece.CameWith.REPORT if act.report else Piece.CameWith.OFFICER
        last = self.filter(case=act.case).aggregate(last=models.Max("number"))["last"] or 0
        pieces = Piece.objects.bulk_create(
            Piece(case=act.case, number=number, came_with=came_with, report=act.report, alt=alt, added_at=act.at,
                  kind=Piece.Kind.TEXT if "text" in one else Piece.Kind.CAPTURE, others_visible=others_visible)
            for number, one in enumerate(shown, start=last + 1)
        )  # fmt: skip
        use = PieceVersion.Use.SEALED if others_visible or act.report else PieceVersion.Use.DISCLOSED
        PieceVersion.objects.bulk_create(
            piece.version(act, one, use=use) for piece, one in zip(pieces, shown, strict=True)
        )
        return pieces


def columns_of(contents: Sequence[Any]) -> list[dict[str, Any]]:
    """What a version holds of each: of a text, of a version that is there, or of a held capture, which is handed over.

    Raises Refused when one is not held any more.
    """
    DraftFile.objects.hand_over([one for one in contents if isinstance(one, DraftFile)])
    return [PieceVersion.of_text(one) if isinstance(one, str) else one.columns for one in contents]


def disclosed() -> models.QuerySet[PieceVersion]:
    """Of the piece of an outer query: what the person concerned may read."""
    return PieceVersion.objects.filter(piece=OuterRef("pk"), use=PieceVersion.Use.DISCLOSED)


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
    report = models.ForeignKey("cases.Report", models.PROTECT, null=True, related_name="pieces")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    came_with = models.CharField(max_length=10, choices=CameWith)
    alt = EncryptedTextField(max_length=500, blank=True, bound_to=["case_id"])
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

    def version(self, act: Any, columns: dict[str, Any], *, use: str, number: int = 1) -> PieceVersion:
        """One of its versions, not yet stored."""
        made_by = None if act.report else act.by
        return PieceVersion(piece=self, number=number, use=use, made_by=made_by, made_at=act.at, **columns)

    def disclose(self, act: Any, content: Any = None, *, alt: str = "") -> None:
        """What the person will read beside what stays sealed: a text, another image, or else the first one as it is."""
        versions = list(self.versions.order_by("number"))
        [columns] = columns_of([content or versions[0]])
        self.version(act, columns, use=PieceVersion.Use.DISCLOSED, number=len(versions) + 1).save()
        if alt:
            self.alt = alt
            self.save(update_fields=["alt"])


class PieceVersion(Stored):
    """Immutable but erasable: a redaction is a new version beside the sealed first one."""

    class Use(models.TextChoices):
        SEALED = "sealed", _("original scellé")
        WORKING = "working", _("de travail")
        DISCLOSED = "disclosed", _("communicable")

    piece = models.ForeignKey(Piece, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    use = models.CharField(max_length=10, choices=Use)
    text = EncryptedTextField(max_length=5000, blank=True, bound_to=["piece_id"])
    mime = models.CharField(max_length=60)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "number"], name="piece_version_number")]

    def __str__(self) -> str:
        return f"{self.piece_id}.{self.number} {self.use}"

    @staticmethod
    def of_text(text: str) -> dict[str, Any]:
        raw = text.encode()
        return {"text": text, "mime": "text/plain", "size": len(raw), "sha256": hashlib.sha256(raw).hexdigest()}

    @staticmethod
    def text_of(sealed: Any, piece: int | None) -> str:
        """The text of a version that was read without its row; nothing where there was none."""
        return PieceVersion._meta.get_field("text").opened(sealed, piece)

    @classmethod
    def fixed(cls) -> dict[str, Subquery]:
        """For a query of cases: what officers fixed the post to say, in its box, and the piece that it is bound to."""
        by_officers = Q(piece__kind="text", piece__came_with="officer", piece__withdrawn_at=None, number=1)
        first = cls.objects.filter(by_officers, piece__case=OuterRef("pk")).order_by("piece__number")
        return {"fixed": Subquery(first.values("text")[:1]), "fixed_in": Subquery(first.values("piece")[:1])}

    @property
    def columns(self) -> dict[str, Any]:
        return super().columns | {"text": self.text, "mime": self.mime}

    def computed_digest(self) -> str:
        return super().computed_digest() if self.file else hashlib.sha256(self.text.encode()).hexdigest()

    def is_as_kept(self) -> bool:
        """Does its fingerprint still stand for it, as it lies there now? No, where it is gone or opens no more."""
        try:
            return self.computed_digest() == self.sha256
        except (OSError, Unsealable):
            return False
