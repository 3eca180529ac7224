"""The record: what must be proved (`Entry`, digests only) apart from what must be forgotten (`EntryContent`)."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from accounts.fields import EncryptedJSONField, EncryptedTextField

BESIDE = timedelta(minutes=10)  # so long somebody who opened a case is taken to look at it
SETTLED = timedelta(minutes=5)  # longer than any step takes from its first line to its commit


def canonical_json(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """An answer as JSON keeps it: rows by key or reference, dates in ISO-8601, lists member by member."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, models.Model):
        return getattr(value, "reference", None) or str(value.pk)
    if isinstance(value, (list, tuple, set, models.QuerySet)):
        return [plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, (str, int, bool)) or value is None:
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class Entry(models.Model):
    """One step of one case, chained to the one before. Immutable (triggers): no person, no text, only digests."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    step = models.CharField(max_length=40)
    role = models.CharField(max_length=12)
    body = models.CharField(max_length=12, blank=True)
    at = models.DateTimeField()
    written_at = models.DateTimeField()
    came_from = models.CharField(max_length=20, blank=True)
    went_to = models.CharField(max_length=20)
    held_by = models.CharField(max_length=12)
    form_token = models.UUIDField(null=True)
    act_sha256 = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="entry_number"),
            models.UniqueConstraint(
                fields=["case", "form_token"], condition=models.Q(form_token__isnull=False), name="a_form_counts_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.step}"

    CHAINED = ("number", "uuid", "step", "role", "body", "at", "written_at", "came_from", "went_to", "held_by",
               "form_token", "act_sha256", "content_digest", "previous")  # fmt: skip

    def computed_digest(self, reference: str) -> str:
        """SHA-256 over every other column in a fixed order, the case by its reference and not by its key."""
        values = [reference, *(plain(getattr(self, name)) for name in self.CHAINED)]
        return hashlib.sha256(canonical_json(values).encode()).hexdigest()


class EntryContent(models.Model):
    """Who, why and what was typed: erased when the case is anonymised, without breaking the chain."""

    entry = models.OneToOneField(Entry, models.PROTECT, primary_key=True, related_name="content")
    salt = models.CharField(max_length=32)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey("cases.Report", models.PROTECT, null=True, related_name="+")
    why = EncryptedTextField(max_length=5000, blank=True, bound_to=["entry_id"])
    answers = EncryptedJSONField(bound_to=["entry_id"])

    def __str__(self) -> str:
        return f"content of {self.entry_id}"

    def computed_digest(self) -> str:
        """SHA-256 over the salt and the rest, so that a digest left alone tells nothing."""
        report = str(self.report.form_token) if self.report else None
        values = [self.salt, self.by_id, report, self.why, self.answers]
        return hashlib.sha256(canonical_json(values).encode()).hexdigest()


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    def make(self, *, day: date, at: datetime) -> None:
        """That of this day, over all entries since the one before; nothing if it is there.

        Entries of the last minutes wait for the next one: what was written before them may not be committed yet.
        """
        if self.filter(day=day).exists():
            return
        before = self.last() or Checkpoint(last_entry=0)
        settled = Entry.objects.filter(written_at__lte=at - SETTLED, pk__gt=before.last_entry)
        last = settled.aggregate(last=models.Max("pk"))["last"] or before.last_entry
        count, digest = digest_over(before.digest, digests_of(before.last_entry, last))
        with suppress(IntegrityError), transaction.atomic():  # another round was quicker
            self.create(day=day, last_entry=last, count=count, digest=digest)


class Checkpoint(models.Model):
    """One digest a day over the whole record. Immutable (triggers).

    It stands on that of the day before, so that one which is kept elsewhere proves all that came before it.
    """

    day = models.DateField(unique=True)
    last_entry = models.BigIntegerField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    objects = CheckpointQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]  # as they were made: each stands on the one before

    def __str__(self) -> str:
        return self.line

    @property
    def line(self) -> str:
        """As it is printed to be kept elsewhere, and as it is stamped."""
        return f"{self.day} {self.count} {self.digest}"


class Timestamp(models.Model):
    """What an authority outside signed of a checkpoint (RFC 3161, the whole answer as DER). Immutable (triggers)."""

    checkpoint = models.OneToOneField(Checkpoint, models.PROTECT, related_name="stamp")
    answer = models.BinaryField()
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"of {self.checkpoint_id}, {self.received_at:%Y-%m-%d %H:%M}"


def digests_of(after: int, last: int) -> Iterator[str]:
    """Those of the entries behind one of them and up to another, in the order in which they were written."""
    rows = Entry.objects.filter(pk__gt=after, pk__lte=last).order_by("pk")
    yield from rows.values_list("digest", flat=True).iterator(chunk_size=5000)


def digest_over(previous: str, digests: Iterable[str]) -> tuple[int, str]:
    """How many there are, and SHA-256 over the digest before them and each of them, a line each."""
    whole, count = hashlib.sha256(previous.encode()), 0
    for one in digests:
        whole.update(f"\n{one}".encode())
        count += 1
    return count, whole.hexdigest()


class ReadingQuerySet(models.QuerySet["Reading"]):
    def past(self, at: datetime, *, months: int) -> ReadingQuerySet:
        """Of whole months that are over for so long (CNIL, délibération 2021-122: a year, three to control misuse)."""
        year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
        return self.filter(at__lt=datetime(year, month + 1, 1, tzinfo=UTC))

    def telling_of(self, outcome_since: Any) -> ReadingQuerySet:
        """Of pages that tell how a case ended, since then: that of the case, its letters, and what may be published."""
        tells = models.Q(purpose__in=["page", "digest"]) | models.Q(purpose__startswith="letter")
        return self.filter(tells, at__gte=outcome_since)

    def meanwhile(self, person: Any, *, at: datetime) -> Subquery:
        """For a query of cases: who else opened the page of each a few minutes ago, as what; or null."""
        lately = self.filter(purpose="page", case=OuterRef("pk"), at__gt=at - BESIDE, at__lte=at).exclude(person=person)
        told = JSONObject(name="person__name", role="role")
        return Subquery(lately.order_by("-at").annotate(told=told).values("told")[:1])


class Reading(models.Model):
    """Who opened which case, when, as what. Never changed (trigger); whole months go by retention only."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="readings")
    purpose = models.CharField(max_length=20)
    at = models.DateTimeField()
    request = models.UUIDField(default=uuid.uuid4)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="reading_of_case")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.at:%Y-%m-%d %H:%M}"

    @staticmethod
    def of_version(piece: int, version: int) -> str:
        """The purpose of opening one image at full size: which piece, in which version."""
        return f"piece {piece}.{version}"
