"""One case of the demo in the hands of whoever tells it: who takes part, and each step taken through the door."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.formats import date_format

from accounts.models import Body, DeclaredAccount, Member, Person

from ..account import Account
from ..addresses import Address, canonical
from ..birth import receive
from ..captures import drawn_anew
from ..door import perform
from ..models import ArticleVersion, Case, Draft, DraftFile
from ..parties import NATIONAL
from .drawing import card
from .people import Branch, Cast
from .posts import AGGRAVATING, EXPLANATIONS, MITIGATING, REPLIES, WHY_THE_RULE, link, text_of

Days = Iterator[float]  # a story is told by yielding how many days go by before it goes on


class Moment:
    """Now, in a story; a second case that is told in the same breath shares it."""

    def __init__(self, at: datetime):
        self.at = at


class Story:
    """`number` is its seed: it comes out the same, whatever other stories there are."""

    def __init__(self, cast: Cast, number: int, moment: Moment, *, code: str, weight: int, reporter: str = "",
                 author: str = "", network: str = "", **told: Any):  # fmt: skip
        self.cast, self.moment, self.code, self.told = cast, moment, code, told
        self.chance = random.Random(f"story {number}")
        self.text = text_of(weight, self.chance)
        candidates = self.branch.elected if told.get("elected") else self.branch.members
        self.author: Member = cast.accounts[author].member if author else self.chance.choice(candidates)
        self.reporter: Person = cast.accounts[reporter] if reporter else self.others(1)[0]
        self.published_at = self.at - timedelta(days=2)
        self.address = self.posted(network or self.chance.choice(["x", "x", "facebook", "instagram"]))
        self.number, self.weight, self.key = number, weight, 0

    # Who ----------------------------------------------------------------------------------------------------------

    @property
    def branch(self) -> Branch:
        return self.cast.branches[self.code]

    @property
    def at(self) -> datetime:
        return self.moment.at

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.key)

    @property
    def person(self) -> Person:
        """The person concerned."""
        return self.author.person

    @property
    def examiner(self) -> Person:
        """Whoever examines where the case is held now; in the national office the third, so that two are left."""
        held_by = self.case.held_by_id
        return self.cast.national[2] if held_by == NATIONAL else self.cast.branches[held_by].examiner

    @property
    def decider(self) -> Person:
        held_by = self.case.held_by_id
        return self.cast.national[1] if held_by == NATIONAL else self.cast.branches[held_by].decider

    def others(self, count: int) -> list[Person]:
        """Members who have nothing to do with the case yet."""
        strangers = [one.person for one in self.cast.members() if one != self.author]
        return self.chance.sample(strangers, min(count, len(strangers)))

    def another(self) -> Story:
        """A second post by the same member, told at the same time."""
        other = Story(self.cast, self.number + 1, self.moment, code=self.code, weight=self.weight)
        other.author, other.address = self.author, self.posted("x")
        return other

    # What ---------------------------------------------------------------------------------------------------------

    def posted(self, network: str) -> Address:
        claim = DeclaredAccount.objects.filter(member=self.author, network=network).first()
        return canonical(link(network, claim.handle if claim else "", self.chance, at=self.published_at))

    @property
    def article(self) -> ArticleVersion:
        return ArticleVersion.objects.in_force(self.at.date()).get(article__number=self.text.article)

    def day(self, days: int) -> date:
        return (self.at + timedelta(days=days)).date()

    def reasons(self) -> dict[str, str]:
        """A statement of reasons: law and fact, for and against."""
        return {
            "facts": self.text.facts,
            "rule_explanation": WHY_THE_RULE[self.text.article],
            "reply_considered": "La réponse a été lue. Elle compte dans la durée, non dans le principe.",
            "aggravating": self.chance.choice(AGGRAVATING),
            "mitigating": self.chance.choice(MITIGATING),
            "why_not_lesser": "Un conseil ne suffirait pas : les mots visent une personne, en public.",
        }

    # What is done -------------------------------------------------------------------------------------------------

    def reported(self, by: Person | None = None, **more: Any) -> None:
        """The first report bears the case, a later one joins it."""
        guess = Body.objects.get(code=self.code) if self.told.get("federation_known", True) else None
        said = Account(
            address=self.address, network=self.address.network, text=self.text.words, federation=guess,
            article=self.article if self.chance.random() < 0.8 else None, explanation=self.chance.choice(EXPLANATIONS),
            captures=[self.capture()] if self.told.get("capture") and by is None else [],
            **{key: self.told[key] for key in ("other_body", "threat_to_life") if key in self.told}, **more,
        )  # fmt: skip
        token = UUID(int=self.chance.getrandbits(128), version=4)
        self.key = receive(said, by=by or self.reporter, at=self.at, token=token).case.pk

    def capture(self) -> DraftFile:
        """A screenshot of the post, as whoever reports makes it on the telephone."""
        day = date_format(self.published_at, "j F Y")
        drawn = card(f"@{self.address.handle or self.address.network}", day, self.text.words)
        return Draft.objects.begun(at=self.at).hold(drawn_anew(drawn))

    def take(self, step: str, by: Any, **answers: Any) -> None:
        perform(self.case, step, by=by, at=self.at, **answers)

    def sign(self, step: str, by: Any) -> None:
        """The second signature, to the very text that was proposed."""
        proposal = self.case.open_proposal()
        assert proposal is not None
        self.take(step, by, sha256=proposal.sha256)

    def reply(self) -> str:
        return self.chance.choice(REPLIES)
