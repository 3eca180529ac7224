"""Letters as they were sent, and the notices by which each person has one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.fields import EncryptedTextField

from .template import Template

LONGEST = 60_000  # characters
MOST_COUNTED = 99
OF_LETTER = ["occasion", "audience", "language"]


class Letter(models.Model):
    """A text as it was sent, word for word as it was previewed. Immutable but erasable (triggers).

    `sha256` is the digest of the UTF-8 of title, empty line and body; it stays when the text is erased. `dateline` says
    on paper where and when it was written: «Loiret, le 7 décembre 2026».
    """

    occasion = models.UUIDField()
    act = models.CharField(max_length=40)
    audience = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    template = models.ForeignKey(Template, models.PROTECT, related_name="+")
    title = EncryptedTextField(max_length=300, blank=True, bound_to=OF_LETTER)
    body = EncryptedTextField(max_length=LONGEST, blank=True, bound_to=OF_LETTER)
    sha256 = models.CharField(max_length=64)
    dateline = models.CharField(max_length=200, default="", db_default="")
    sent_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "audience", "language"], name="one_letter_an_occasion"),
            models.CheckConstraint(
                condition=Q(erased_at=None) & ~Q(title="") | Q(erased_at__isnull=False, title="", body=""),
                name="letter_is_empty_when_erased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}.{self.audience} ({self.language})"

    @property
    def text(self) -> str:
        """All of it, as plain text: what `sha256` is the digest of."""
        return f"{self.title}\n\n{self.body}"


class NoticeQuerySet(models.QuerySet["Notice"]):
    def to(self, person: Any) -> NoticeQuerySet:
        """This person's own, those apart that are withheld: what they are about is no longer for him or her."""
        return self.filter(recipient=person, withheld_at=None)

    def of(self, person: Any) -> NoticeQuerySet:
        """This person's own, newest first, with the titles of their letters; a text is read only where it is shown.

        Without a topic it is a digest, which was read in the e-mail.
        """
        own = self.to(person).exclude(topic="").select_related("letter").defer("letter__body")
        return own.order_by("-pk")

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)

    def waiting_for(self, person: Any) -> int:
        """How many this person has not read: at most MOST_COUNTED, so that the count costs the same for everybody."""
        return self.to(person).unread()[:MOST_COUNTED].count()

    def read(self, *, at: datetime) -> int:
        """Those not read yet are read now; returns how many."""
        return self.unread().update(read_at=at)


class Notice(models.Model):
    """Somebody is told. This row *is* the notice; a delivery only rings at a door outside.

    `topic` and `path` are carried, never read here: what notices are grouped by, and where one leads, in no language
    («/mon-dossier/…/»). One with legal effect is served where it leads, by a POST, and shows no text before.
    """

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="notices")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    topic = models.CharField(max_length=40)
    path = models.CharField(max_length=200)
    is_legal = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "recipient"], name="told_once"),
            models.CheckConstraint(
                condition=Q(path__startswith="/") & ~Q(path__startswith="//"), name="notice_leads_inside"
            ),
        ]
        indexes = [
            models.Index(fields=["recipient", "id"], name="notice_of_recipient"),
            models.Index(fields=["recipient"], condition=Q(read_at=None), name="notice_unread"),
            models.Index(fields=["topic"], name="notice_of_topic"),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def title(self) -> str:
        """As a list shows it: the title of a letter with legal effect would already tell what was decided."""
        return _("Une lettre, à lire à la page de votre dossier") if self.is_legal else self.letter.title
