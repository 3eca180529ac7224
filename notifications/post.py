"""The one way in which somebody is told: `send_out`, inside the transaction of what is told of.

    send_out([Mailing(act="grievances", audience="concerned", recipients=[jean], …)], at=now)

Letters, notices and deliveries commit with the act or not at all; the task that is called afterwards is only a hint.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from string import Template as Text
from uuid import UUID

from django.db import transaction
from django.utils.functional import cached_property
from kombu.exceptions import OperationalError

from accounts.models import Person

from .layout import folded, settled
from .models import Delivery, Letter, Notice, Template
from .models.template import texts_in_force
from .tasks import deliver

log = logging.getLogger(__name__)
_rings: ContextVar[bool] = ContextVar("rings", default=True)


@dataclass(frozen=True)
class Mailing:
    """One letter to one audience, before languages: each recipient gets it in his or her own.

    `occasion` is what the letter is the letter of, `topic` what notices are grouped by, `path` where a notice leads,
    without language; `words` gives, for a language, the variables of the template. A letter with legal effect is opened
    where its notice leads. `ring` is how its readers hear of it outside: by an e-mail that says nothing, by one that
    says the letter itself (a digest, which is read there and nowhere else), or not at all. `by_post` names
    those who get it on paper too: somebody then prints it and sends it, and says so. `dateline` gives, for a language,
    where and when the letter was written, as it stands on paper.
    """

    act: str
    audience: str
    recipients: Sequence[Person]
    occasion: UUID
    topic: str
    path: str
    words: Callable[[str], Mapping[str, str]]
    is_legal: bool = False
    ring: Delivery.Channel | None = Delivery.Channel.EMAIL
    by_post: Collection[Person] = ()
    dateline: Callable[[str], str] = lambda _language: ""

    def by_language(self) -> dict[str, list[Person]]:
        """Language → its readers, each person once, languages in alphabetical order."""
        people = {person.pk: person for person in self.recipients}.values()
        languages = sorted({person.language for person in people})
        return {language: [one for one in people if one.language == language] for language in languages}


@dataclass(frozen=True)
class Draft:
    """A letter before it is sent: what a preview shows is what the letter will be."""

    title: str
    body: str
    template: Template

    @cached_property
    def sha256(self) -> str:
        """Of the UTF-8 of title, empty line and body, in hexadecimal."""
        return hashlib.sha256(f"{self.title}\n\n{self.body}".encode()).hexdigest()

    @property
    def language(self) -> str:
        return self.template.language


class Unwritable(Exception):
    """No template, or a variable that its audience does not have: a fault of the installation, named."""


def compose(mailing: Mailing, language: str) -> Draft:
    """The letter as `send_out` would write it now; raises Unwritable."""
    return _written(mailing, language, texts_in_force())


def draft(mailing: Mailing, language: str, *, at: datetime) -> Letter:
    """The same as a letter that nobody keeps: for whoever prints and hands it over."""
    return _letter(mailing, compose(mailing, language), at)


def filled(template: Template, words: Mapping[str, str]) -> Draft:
    """The letter that this template makes of these words; raises Unwritable for one that is not among them."""
    asked = Template.variables(f"{template.title}\n{template.body}")
    if unknown := sorted(asked - set(words)):
        raise Unwritable(f"The letter {template} asks for ${', $'.join(unknown)}, which its audience does not have.")
    values = {name: words[name] for name in asked}
    title = Text(template.title).substitute({name: folded(value) for name, value in values.items()})
    body = Text(template.body).substitute({name: settled(value) for name, value in values.items()})
    return Draft(title, body, template)


@contextmanager
def without_ringing() -> Iterator[None]:
    """In here people are told as ever, and no door outside is rung at: for a past that is written down afterwards."""
    before = _rings.set(False)
    try:
        yield
    finally:
        _rings.reset(before)


def send_out(mailings: Sequence[Mailing], *, at: datetime) -> list[Letter]:
    """Write letters, notices and deliveries; returns the letters, one for each mailing and language.

    Three statements and the revision, however many people are told. An occasion tells an audience once: a second
    time is IntegrityError.
    """
    letters: list[Letter] = []
    notices: list[Notice] = []
    outside: list[Delivery] = []
    templates = texts_in_force() if mailings else {}
    for mailing in mailings:
        for language, people in mailing.by_language().items():
            letters.append(_letter(mailing, _written(mailing, language, templates), at))
            told = list(_notices(mailing, letters[-1], people, at))
            notices += told
            outside += [one for notice in told for one in _deliveries(mailing, notice, at)]
    Letter.objects.bulk_create(letters)
    Notice.objects.bulk_create(notices)
    if outside and _rings.get():
        Delivery.objects.bulk_create(outside)
        if any(one.channel != Delivery.Channel.POST for one in outside):
            transaction.on_commit(hint, robust=True)
    return letters


def put_on_paper(notices: Iterable[Notice], *, at: datetime) -> None:
    """These are to be sent by post too, by whoever prints them. One that already is, or was, stays as it is."""
    paper = [Delivery(notice=one, channel=Delivery.Channel.POST, due_at=at) for one in notices]
    Delivery.objects.bulk_create(paper, ignore_conflicts=True)


def _deliveries(mailing: Mailing, notice: Notice, at: datetime) -> Iterator[Delivery]:
    """The doors outside at which this notice is announced.

    Who has neither an address nor a letter on paper is rung at all the same: that this fails is then known.
    """
    on_paper = notice.recipient in mailing.by_post
    if mailing.ring and (notice.recipient.email or not on_paper):
        yield Delivery(notice=notice, channel=mailing.ring, due_at=at)
    if on_paper:
        yield Delivery(notice=notice, channel=Delivery.Channel.POST, due_at=at)


def hint() -> None:
    """Ask a worker to look now. A broker that is down costs nothing: the sweep looks every minute."""
    try:
        deliver.delay()
    except (OperationalError, OSError) as down:
        log.warning("The broker did not take a hint: %s", type(down).__name__)


def _written(mailing: Mailing, language: str, templates: Mapping[tuple[str, str, str], Template]) -> Draft:
    template = templates.get((mailing.act, mailing.audience, language))
    if template is None:
        raise Unwritable(f"There is no letter {mailing.act}.{mailing.audience} in '{language}'.")
    return filled(template, mailing.words(language))


def _letter(mailing: Mailing, draft: Draft, at: datetime) -> Letter:
    return Letter(
        occasion=mailing.occasion, act=mailing.act, audience=mailing.audience, language=draft.language,
        template=draft.template, title=draft.title, body=draft.body, sha256=draft.sha256, sent_at=at,
        dateline=mailing.dateline(draft.language),
    )  # fmt: skip


def _notices(mailing: Mailing, letter: Letter, people: Sequence[Person], at: datetime) -> Iterator[Notice]:
    read_at = at if mailing.ring == Delivery.Channel.DIGEST else None
    for person in people:
        yield Notice(
            letter=letter, recipient=person, topic=mailing.topic, path=mailing.path, is_legal=mailing.is_legal,
            created_at=at, read_at=read_at,
        )  # fmt: skip
