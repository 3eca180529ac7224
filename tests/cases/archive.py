"""What is kept of everything that is told: each notice as its reader got it, of which step and which telling."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, NamedTuple

from cases.bookings import TOPIC
from cases.models import Entry
from cases.subject_requests import TOPIC as REQUESTS
from notifications.channels import message
from notifications.models import Notice

from ..discreet import Mail, mail_of
from .matrix.facts import facts_of

# What is told outside any step, and outside any case.
ROUND, WORKSHOPS, CALIBRATIONS, RIGHTS = "morning round", "workshops", "calibrations", "rights"


class Told(NamedTuple):
    """One notice: by which step, to whom, in which words, where it leads, by which doors; of which case and telling."""

    telling: str
    step: str
    to: str
    letter: str  # «outcome.reporter»
    title: str
    body: str
    is_legal: bool
    topic: str
    path: str
    by: str  # «I E L»: in the application, by e-mail, by post; «D»: a digest
    mails: tuple[Mail, ...]
    reference: str
    code: str
    facts: dict[str, str]  # what stood in the case just then, as its reader would write it

    @property
    def audience(self) -> str:
        return self.letter.split(".")[1]

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.body}"


class Archive:
    """All that was told of all walks, in the order in which it was."""

    def __init__(self, cast: SimpleNamespace, language: str):
        self.cast, self.language, self.rows = cast, language, []
        self.walks: dict[str, Any] = {}
        self.last = 0

    def keep(self) -> None:
        new = Notice.objects.filter(pk__gt=self.last).select_related("letter", "recipient").order_by("pk")
        for one in new.prefetch_related("deliveries"):
            self.last, walk = one.pk, self.walks.get(one.topic)
            if walk or one.topic in ("", TOPIC, REQUESTS):
                self.rows.append(row(one, walk, self.language))


def row(one: Notice, walk: Any, language: str) -> Told:
    letter, case = one.letter, walk.case if walk else None
    taken = Entry.objects.filter(case=case, at=one.created_at).exclude(step="restrict")  # which tells nobody
    step = taken.order_by("-number").first() if case else None
    otherwise = WORKSHOPS if one.topic == TOPIC and letter.act != "session_soon" else ROUND
    otherwise = CALIBRATIONS if letter.act == "calibration" else otherwise
    otherwise = RIGHTS if one.topic == REQUESTS or letter.act == "request_received" else otherwise
    doors = {"email": "E", "post": "L", "digest": "D"}
    by = " ".join(["I", *sorted(doors[door.channel] for door in one.deliveries.all())])
    mails = tuple(mail_of(message(door)) for door in one.deliveries.all() if door.channel != "post")
    return Told(
        walk.name if walk else "", step.step if step else otherwise, one.recipient.name.split()[0].lower(),
        f"{letter.act}.{letter.audience}", letter.title, letter.body, one.is_legal, one.topic, one.path, by, mails,
        walk.reference if walk else "", walk.code if walk else "",
        facts_of(case, one.created_at, language) if case else {},
    )  # fmt: skip
