"""Deliveries: doors still to be rung at, claimed with a lease so that no worker's death loses one."""

from __future__ import annotations

import random
import uuid
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q

from .letter import Notice

FIRST_WAIT, LONGEST_WAIT, MOST_TRIES = timedelta(seconds=30), timedelta(hours=2), 60
JITTER = 0.1  # of the wait, so that what failed together does not come back together


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, at: datetime) -> DeliveryQuerySet:
        """E-mail that waits, its moment come, and in nobody's hands; the longest due first."""
        in_nobodys_hands = Q(leased_until=None) | Q(leased_until__lte=at)
        return self.waiting(*BY_WIRE).filter(in_nobodys_hands, due_at__lte=at).order_by("due_at", "pk")

    def waiting(self, *channels: str) -> DeliveryQuerySet:
        """Neither sent nor given up."""
        return self.filter(channel__in=channels, sent_at=None, failed_at=None)

    def to_post(self) -> DeliveryQuerySet:
        """Letters on paper that somebody has still to print and send."""
        return self.waiting(Delivery.Channel.POST)

    def added_later(self) -> DeliveryQuerySet:
        """Those that did not set out with their letter."""
        return self.filter(due_at__gt=F("notice__letter__sent_at"))

    def posted(self, *, at: datetime, tracking: str = "") -> None:
        """They left on paper, under this number if they have one."""
        self.to_post().update(sent_at=at, tracking=tracking, attempts=F("attempts") + 1)

    def claim(self, most: int, *, at: datetime, lease: timedelta) -> list[Delivery]:
        """Take up to `most` of those due, for the length of the lease; two claimers never hold the same one.

        PostgreSQL passes over the rows that another is claiming; on SQLite, which ignores `skip_locked`, the write lock
        lets one claim at a time. Whoever dies with a claim loses it to the next claimer once the lease is over.
        """
        with transaction.atomic():
            keys = list(self.due(at).select_for_update(skip_locked=True).values_list("pk", flat=True)[:most])
            self.filter(pk__in=keys).update(leased_until=at + lease)
        if not keys:
            return []
        return list(self.filter(pk__in=keys).select_related("notice__recipient").order_by("due_at", "pk"))

    def failed_for(self, *topics: str) -> DeliveryQuerySet:
        """Those given up, among the notices of these topics: «non remis», unless it was read here or goes on paper."""
        paper = Delivery.objects.filter(notice=OuterRef("notice"), channel=Delivery.Channel.POST)
        lost = self.filter(failed_at__isnull=False, notice__topic__in=topics, notice__read_at=None)
        return lost.exclude(Exists(paper))


class Delivery(models.Model):
    """One ring at one door outside. `message_id` never changes, so that an inbox keeps one of several copies.

    `attempts` counts the tries that ended, well or badly. By post, `due_at` is since when a letter waits to be sent,
    and `sent_at` when somebody says that it was.
    """

    class Channel(models.TextChoices):
        EMAIL = "email"
        PUSH = "push"
        POST = "post"
        DIGEST = "digest"

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="deliveries")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    due_at = models.DateTimeField()
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)
    tracking = models.CharField(max_length=40, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="rung_once"),
            models.CheckConstraint(
                condition=Q(channel__in=["email", "push", "post", "digest"]), name="delivery_channel_is_known"
            ),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(failed_at=None), name="sent_or_given_up"),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, failed_at=None), name="delivery_due"),
            models.Index(fields=["notice"], condition=Q(failed_at__isnull=False), name="delivery_failed"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.message_id}"

    def sent(self, *, at: datetime) -> None:
        """The other side took it. Said at once, even by somebody whose lease is over: it is a fact."""
        mine = Delivery.objects.filter(pk=self.pk, sent_at=None)
        mine.update(sent_at=at, failed_at=None, leased_until=None, attempts=F("attempts") + 1)

    def put_off(self, *, at: datetime) -> None:
        """A try failed: the next comes after 30 s, then each time twice as late, at most 2 h; the 60th is the last."""
        tries = self.attempts + 1
        if tries >= MOST_TRIES:
            self.give_up(at=at)
            return
        wait = min(FIRST_WAIT * 2 ** min(self.attempts, 16), LONGEST_WAIT)
        due_at = at + wait * (1 + JITTER * random.random())
        self._held().update(due_at=due_at, leased_until=None, attempts=tries)

    def give_up(self, *, at: datetime) -> None:
        self._held().update(failed_at=at, leased_until=None, attempts=F("attempts") + 1)

    def _held(self) -> models.QuerySet[Delivery]:
        """This row, if it is still in our hands: another may have taken it once our lease was over."""
        return Delivery.objects.filter(pk=self.pk, leased_until=self.leased_until, sent_at=None)


BY_WIRE = (Delivery.Channel.EMAIL, Delivery.Channel.DIGEST)  # what a worker sends; paper waits for people


class Heartbeat(models.Model):
    """Who last said that it lives, or that its round is done, and when."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"

    @classmethod
    def last(cls, name: str) -> datetime | None:
        return cls.objects.filter(name=name).values_list("at", flat=True).first()

    @classmethod
    def beat(cls, name: str, *, at: datetime) -> None:
        row = Heartbeat(name=name, at=at)
        Heartbeat.objects.bulk_create([row], update_conflicts=True, unique_fields=["name"], update_fields=["at"])
