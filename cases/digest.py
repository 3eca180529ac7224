"""The digest of an officer: how much is new since the last one. A number and a link, and nothing of any case."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Person
from notifications.models import Delivery, Notice
from notifications.post import Mailing

from .lifecycle import CLOSED, UNDER_APPEAL
from .models import Case, Entry, Proposal
from .parties import NATIONAL, PANEL
from .wording.audiences import OfficerWords

DIGESTS = uuid.UUID("6d2f6f0e-3f0b-4c83-9d2f-5a1c2a3a7d11")  # the name space of their occasions
WARNED_BEFORE = (timedelta(days=3), timedelta(days=1))  # a deadline, to whoever holds the case


def digest(person: Person, *, since: datetime, at: datetime, day: date) -> list[Mailing]:
    """What is new for this officer after `since` and until `at`, if anything is. One occasion a person and day."""
    count = news(person, since=since, at=at)
    if not count:
        return []

    return [Mailing(act="digest", audience="officer", recipients=[person], path="/file/", topic="",
                    words=OfficerWords(count).in_language, occasion=uuid.uuid5(DIGESTS, f"{day} {person.pk}"),
                    ring=Delivery.Channel.DIGEST)]  # fmt: skip


def news(person: Person, *, since: datetime, at: datetime) -> int:
    """Cases of this officer's queue in which something new waits, and notices of others that no e-mail announced.

    Only what the queue shows this person is counted: a number must not tell what a page hides.
    """
    cases = _cases(person, since=since, at=at)
    unread = Notice.objects.unread().filter(recipient=person, created_at__gt=since, created_at__lte=at)
    others = unread.filter(deliveries=None).exclude(topic__in=cases.values("reference"))
    return cases.count() + others.count()


def _cases(person: Person, *, since: datetime, at: datetime) -> QuerySet[Case]:
    bodies = person.bodies_where("examine", at=at)
    mine = Q(held_by__in=bodies)
    new = ~Q(state=CLOSED) & (_done_by_others(bodies, since, at) | _soon_due(since, at)) | _to_post(since, at)
    chosen = mine & new
    if person.holds("suspend", NATIONAL, at=at):
        chosen |= _to_sign(person, since, at) & ~Q(state__in=[CLOSED, UNDER_APPEAL])
    if person.holds("hear_appeals", PANEL, at=at):
        done = _done_by_others(frozenset({PANEL}), since, at)
        chosen |= Q(state=UNDER_APPEAL) & (done | _soon_due(since, at))
    return Case.objects.known_to(person, at=at).filter(chosen)


def _done_by_others(bodies: frozenset[str], since: datetime, at: datetime) -> Q:
    """By a party, by the clock, or by another body that handed the case on: not by one's own colleagues."""
    entries = Entry.objects.filter(case=OuterRef("pk"), written_at__gt=since, written_at__lte=at)
    return Q(Exists(entries.exclude(body__in=bodies)))


def _soon_due(since: datetime, at: datetime) -> Q:
    """Its deadline has come as near as three days, or one, since then; and has not passed."""
    near = Q()
    for ahead in WARNED_BEFORE:
        near |= Q(due_at__gt=since + ahead, due_at__lte=at + ahead)
    return near & Q(due_at__gt=at)


def _to_sign(person: Person, since: datetime, at: datetime) -> Q:
    open_ones = Proposal.objects.filter(case=OuterRef("pk"), ended_at=None, at__gt=since, at__lte=at)
    return Q(Exists(open_ones.exclude(by=person)))


def _to_post(since: datetime, at: datetime) -> Q:
    """A letter that goes on paper waits since then."""
    paper = Delivery.objects.to_post().filter(due_at__gt=since, due_at__lte=at, notice__letter__audience="concerned")
    return Q(reference__in=paper.values("notice__topic"))
