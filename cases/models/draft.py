"""Drafts of reports, which live an hour, of the texts of steps, and the captures that wait on them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedJSONField

from ..captures import Capture
from ..grammar import Refused
from .stored import Stored, new_name

KEPT = timedelta(hours=1)


class DraftQuerySet(models.QuerySet["Draft"]):
    def expired(self, at: datetime) -> DraftQuerySet:
        return self.filter(expires_at__lte=at)

    def saying_what_they_hold(self) -> DraftQuerySet:
        """`holds_captures`: asked in the same statement."""
        return self.annotate(holds_captures=Exists(DraftFile.objects.filter(draft=OuterRef("pk"))))

    def holding_nothing(self) -> DraftQuerySet:
        return self.exclude(Exists(DraftFile.objects.filter(draft=OuterRef("pk"))))

    def begun(self, *, at: datetime) -> Draft:
        """One whose key nobody has: for what is sent in the same breath, from no browser."""
        return self.create(key_digest=secrets.token_hex(32), expires_at=at + KEPT)

    def erase(self) -> None:
        """With their captures. One that is being sent is waited for: by then it has left its draft."""
        with transaction.atomic():
            keys = list(self.select_for_update().values_list("pk", flat=True))
            if keys:
                DraftFile.objects.filter(draft__in=keys).erase()
                Draft.objects.filter(pk__in=keys).delete()  # the database refuses one that still has a file


class Draft(models.Model):
    """What was answered so far, until it is sent or its time is over. The key is known to the browser, or to nobody."""

    key_digest = models.CharField(max_length=64, unique=True)
    answers = EncryptedJSONField(bound_to=["key_digest"])
    expires_at = models.DateTimeField(db_index=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"draft until {self.expires_at:%Y-%m-%d %H:%M}"

    def is_kept(self) -> bool:
        """Write it down again; False where it is gone."""
        answers: Any = self._meta.get_field("answers")
        boxed = answers.pre_save(self, add=False)
        return bool(Draft.objects.filter(pk=self.pk).update(answers=boxed, expires_at=self.expires_at))

    def hold(self, capture: Capture) -> DraftFile:
        """Keep a capture with this draft, each once. The row comes before its file, so that no file is without one."""
        columns = {"file": new_name(), "size": len(capture.content), "original_sha256": capture.original_sha256,
                   "look": capture.look}  # fmt: skip
        held, is_new = self.files.get_or_create(sha256=capture.sha256, defaults=columns)
        if is_new:
            try:
                held.write(capture)
            except OSError:
                self.files.filter(pk=held.pk).erase()
                raise
        return held


class DraftFileQuerySet(models.QuerySet["DraftFile"]):
    def hand_over(self, files: Sequence[DraftFile]) -> None:
        """They leave their draft for a case, in the transaction that sends them; their bytes stay where they are.

        Raises Refused when one is gone meanwhile: the hour is over, or it was sent already.
        """
        gone, _of_what = self.filter(pk__in=[one.pk for one in files]).delete()
        if gone < len(files):
            raise Refused(_("Une image n’est plus là : choisissez-la à nouveau."), field="capture")

    def erase(self) -> None:
        """File first, row last: whatever ends this early, no file is left without its row."""
        with transaction.atomic():
            rows = list(self.select_for_update())
            for one in rows:
                one.unlink()
            if rows:
                self.filter(pk__in=[one.pk for one in rows]).delete()


class DraftFile(Stored):
    """A capture that waits to be sent, for one browser alone."""

    draft = models.ForeignKey(Draft, models.DO_NOTHING, related_name="files")  # the database keeps a draft that has any

    objects = DraftFileQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "sha256"], name="draft_holds_a_capture_once")]

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def reference(self) -> str:
        """How the record names it: by what it will still be when the draft is gone."""
        return self.sha256
