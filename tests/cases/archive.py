"""What is kept of all that a telling makes people read: each notice as it was when it was told."""

from __future__ import annotations

from types import SimpleNamespace
from typing import NamedTuple

from cases.bookings import TOPIC
from cases.door import catch_up
from cases.models import Entry
from cases.mornings import make_round
from notifications.channels import message
from notifications.models import Heartbeat, Notice

from ..discreet import Mail, mail_of
from .cast import Walk, a_report, assemble, days
from .matrix.facts import facts_of

CAMILLE = {"name": "Camille Canari", "email": "canari@example.org"}
HER_WORDS = "Un zèbre violet me l’a montré."
ANOTHER_S_WORDS = "Un merle orange l’a répété."
HER_ANSWER = "Le lynx argenté l’a vu vers midi."
HIS_WORDS = "Je plaisantais, dit le renard bleu."
A_THIRD_PERSON = "Sa voisine Ursule figure sur l’image."
AN_OFFICER_S_REASONS = "La loutre verte le justifie."
FACTORS = dict.fromkeys(("number", "proportion", "gravity", "intent"), "Trois fois en un mois.")
ARCHIVE: dict[str, list[Told]] = {}  # language: what `tell_everything` gave
ROUND, WORKSHOPS = "morning round", "workshops"  # what is told outside any step, and outside any case


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


class Telling(Walk):
    """A walk that keeps what it makes others read, as it was when they were told."""

    def __init__(self, archive: Archive, name: str, *, at, **more):
        self.archive, self.name = archive, name
        super().__init__(archive.cast, at=at, explanation=HER_WORDS, **more)
        archive.walks |= {self.reference: self, self.code: self}
        archive.keep()

    def do(self, step, by, **answers):
        case = super().do(step, by, **answers)
        self.archive.keep()
        return case

    def tick(self, later):
        """What time does to this case alone: the others are told of in their own tellings."""
        self.at += days(later)
        catch_up(self.case, at=self.at)
        self.archive.keep()
        return self

    def joined_by(self, by, **more):
        """A later report of the same post."""
        said = {"address": self.case.post.address, "explanation": ANOTHER_S_WORDS, **more}
        receipt = a_report(by, at=self.at, **said)
        self.archive.walks[receipt.code] = self
        self.archive.keep()

    def shortly_before(self, moment, earlier: int):
        self.at = moment - days(earlier)
        return self

    def mornings(self, later: int):
        """Each of the next days, at nine."""
        for _day in range(later):
            self.at += days(1)
            Heartbeat.objects.all().delete()  # other walks had their own mornings
            make_round(at=self.at)
            self.archive.keep()
        return self


class Archive:
    """All that was told of all walks, in the order in which it was."""

    def __init__(self, cast: SimpleNamespace, language: str):
        self.cast, self.language, self.rows = cast, language, []
        self.walks: dict[str, Telling] = {}
        self.last = 0

    def keep(self) -> None:
        new = Notice.objects.filter(pk__gt=self.last).select_related("letter", "recipient").order_by("pk")
        for one in new.prefetch_related("deliveries"):
            self.last, walk = one.pk, self.walks.get(one.topic)
            if walk or one.topic in ("", TOPIC):
                self.rows.append(row(one, walk, self.language))


def row(one: Notice, walk: Telling | None, language: str) -> Told:
    letter, case = one.letter, walk.case if walk else None
    step = Entry.objects.filter(case=case, at=one.created_at).order_by("-number").first() if case else None
    otherwise = WORKSHOPS if one.topic == TOPIC and letter.act != "session_soon" else ROUND
    doors = {"email": "E", "post": "L", "digest": "D"}
    by = " ".join(["I", *sorted(doors[door.channel] for door in one.deliveries.all())])
    mails = tuple(mail_of(message(door)) for door in one.deliveries.all() if door.channel != "post")
    return Told(
        walk.name if walk else "", step.step if step else otherwise, one.recipient.name.split()[0].lower(),
        f"{letter.act}.{letter.audience}", letter.title, letter.body, one.is_legal, one.topic, one.path, by, mails,
        walk.reference if walk else "", walk.code if walk else "",
        facts_of(case, one.created_at, language) if case else {},
    )  # fmt: skip


def cast_of(language: str) -> SimpleNamespace:
    """The usual cast, all readers of one language; Camille is called what nobody else ever says."""
    cast = assemble()
    for person in vars(cast).values():
        person.language = language
        person.save()
    cast.camille.name, cast.camille.email = CAMILLE["name"], CAMILLE["email"]
    cast.camille.save()
    return cast
