"""Which stories are told, how long ago each began and where: first those that somebody who signs in should find."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple

from . import byways, meanwhile
from . import rarities as rare
from . import stories as usual
from .people import CAPITAL, CONCERNED, HOME
from .posts import CLEAR, GRAVE, MILD, OPINION
from .workshops import warned_and_trained

MEMBER, OTHER_MEMBER = "membre@example.org", "membre.75@example.org"


class Plan(NamedTuple):
    """A story, the days since its report, the weight of the post, the federation (anywhere if empty) and the rest."""

    telling: Any
    age: float
    weight: int
    code: str
    told: dict[str, Any]
    cases: int = 1


def plan(telling: Any, age: float, weight: int, code: str = "", **told: Any) -> Plan:
    return Plan(telling, age, weight, code, told, cases=2 if telling in (rare.probation_revoked, byways.joined) else 1)


# The first twenty have every state and something for everybody who signs in.
LEADING = (
    plan(usual.reported, 0.2, CLEAR, HOME, reporter=MEMBER, capture=True),
    plan(usual.reported, 9, MILD, HOME, reports=4),
    plan(usual.in_review, 4, CLEAR, HOME, capture=True),
    plan(usual.answering, 11, CLEAR, HOME, capture=True),
    plan(usual.in_hearing, 16, CLEAR, HOME),
    plan(usual.heard, 19, CLEAR, HOME, reporter=MEMBER, capture=True),
    plan(usual.warned, 32, CLEAR, HOME, reporter=MEMBER),
    plan(usual.dismissed, 6, OPINION, HOME, reporter=MEMBER),
    plan(usual.suspended, 45, GRAVE, HOME, capture=True),
    plan(usual.proposed, 30, GRAVE, CAPITAL),
    plan(rare.lift_proposed, 60, GRAVE, CAPITAL),
    plan(usual.suspended, 90, GRAVE, HOME, days=30, suspended_days=30),
    plan(usual.appealed, 40, CLEAR, HOME),
    plan(usual.worded, 50, CLEAR, CAPITAL),
    plan(usual.reported, 1, MILD, CAPITAL),
    plan(usual.heard, 20, CLEAR, CAPITAL, reporter=OTHER_MEMBER),
    plan(rare.called_up, 7, GRAVE, CAPITAL),
    plan(meanwhile.interim, 18, GRAVE, HOME),
    plan(rare.slots_offered, 14, CLEAR, HOME),
    plan(usual.advised, 120, MILD, HOME, author=CONCERNED, network="x"),
    # From here on, one of everything that can happen.
    plan(usual.reported, 0.4, GRAVE, HOME, threat_to_life=True),
    plan(usual.reported, 1, CLEAR, HOME, reports=14, apart=0.005),
    plan(usual.claimed, 3, MILD, HOME, reporter=MEMBER),
    plan(usual.claimed, 12.5, MILD, HOME),
    plan(rare.details_asked, 4, MILD, HOME, reporter=MEMBER),
    plan(rare.served_on_paper, 17, CLEAR, HOME),
    plan(rare.hearing_asked, 26, CLEAR, HOME),
    plan(rare.hearing_held, 28, CLEAR, HOME),
    plan(rare.disowned, 12, CLEAR, HOME),
    plan(rare.recusal_asked, 9, CLEAR, HOME),
    plan(rare.returned, 9, CLEAR, HOME),
    plan(usual.reported, 2, CLEAR, HOME, network="youtube"),
    plan(usual.reported, 3, CLEAR, HOME, network="youtube", federation_known=False),
    plan(usual.reported, 1.5, CLEAR, HOME, other_body=True),
    plan(usual.reported, 2.5, CLEAR, HOME, elected=True),
    plan(usual.proposed, 33, GRAVE, HOME, proposer=1),
    plan(meanwhile.interim_proposed, 8, GRAVE, HOME),
    plan(rare.withdrawn_by_reporter, 5, MILD, CAPITAL, reporter=OTHER_MEMBER),
    plan(rare.noted, 6, CLEAR, HOME),
    plan(byways.joined, 12, CLEAR, HOME),
    plan(byways.represented, 8, MILD, HOME),
    plan(byways.danger_answered, 3, GRAVE, HOME, threat_to_life=True),
    plan(rare.transferred, 5, CLEAR, HOME),
    plan(usual.in_review, 5, CLEAR, CAPITAL),
    plan(usual.reported, 17, CLEAR, CAPITAL),
    plan(rare.kept_apart, 10, GRAVE, CAPITAL),
    plan(rare.identity_given, 15, GRAVE, HOME),
    plan(rare.looked_at_again, 9, MILD, CAPITAL, reporter=OTHER_MEMBER),
    plan(rare.reopened, 34, CLEAR),
    plan(rare.drawn_by_lot, 8, OPINION, HOME),
    plan(rare.reread, 12, OPINION, CAPITAL),
    plan(rare.reread, 16, MILD, HOME, agrees=False),
    plan(rare.stayed, 50, GRAVE),
    plan(rare.widely_seated, 48, CLEAR),
    plan(rare.revised, 100, CLEAR),
    plan(meanwhile.interim, 45, GRAVE),
    plan(meanwhile.interim_renewed, 45, GRAVE),
    plan(meanwhile.interim_to_lift, 9, GRAVE, HOME),
    plan(rare.extended, 62, GRAVE),
    plan(rare.probation_revoked, 150, GRAVE, days=30, suspended_days=30),
    plan(rare.proposal_sent_back, 36, GRAVE),
    plan(warned_and_trained, 60, CLEAR, HOME),
    plan(rare.lifted, 110, GRAVE, HOME),
    plan(usual.suspended, 160, GRAVE, CAPITAL, days=60),
    plan(usual.suspended, 120, GRAVE, days=60, suspended_days=30),
    plan(usual.signed, 140, GRAVE),
    plan(usual.warned, 260, CLEAR, HOME, months=6),
    plan(usual.warned_unheard, 60, CLEAR, CAPITAL),
    plan(usual.annulled, 90, CLEAR, HOME),
    plan(usual.upheld, 100, CLEAR, CAPITAL),
    plan(usual.reduced, 95, CLEAR),
    plan(rare.appeal_withdrawn, 80, CLEAR),
    plan(usual.appealed, 150, CLEAR),
    plan(usual.reported, 90, CLEAR),
    plan(usual.sent_to_workshop, 70, MILD, HOME),
    plan(byways.cleared_and_restricted, 40, CLEAR, HOME),
    plan(rare.disowned_rightly, 30, CLEAR, CAPITAL),
    plan(rare.disowned_wrongly, 15, CLEAR, CAPITAL),
    plan(rare.recusal_granted, 13, CLEAR),
    plan(rare.recusal_asked, 22, CLEAR),
    plan(rare.told_later, 8, CLEAR),
    plan(rare.told_later, 35, MILD),
    plan(rare.examined_late, 3, GRAVE),
    plan(rare.stepped_aside, 4, MILD, CAPITAL),
    plan(rare.details_given, 7, MILD),
    plan(rare.limit_contested, 14, OPINION),
    plan(rare.removed_and_advised, 25, MILD, HOME),
    plan(meanwhile.interim_lifted, 30, GRAVE),
    plan(rare.reopened_and_warned, 70, CLEAR),
    plan(rare.closed_as_withdrawn, 30, MILD, HOME),
    plan(rare.closed_at_triage, 25, OPINION, HOME, outcome="out_of_scope"),
    plan(rare.closed_at_triage, 45, MILD, CAPITAL, outcome="time_barred"),
    plan(rare.closed_at_triage, 55, GRAVE, outcome="referred_out"),
)
# What becomes of a hundred more: how many of them, which story, how heavy the post.
USUAL = (
    (17, usual.dismissed, OPINION),
    (9, usual.dismissed_after_review, OPINION),
    (14, usual.advised, MILD),
    (9, usual.sent_to_workshop, MILD),
    (6, usual.cleared, CLEAR),
    (18, usual.warned, CLEAR),
    (8, usual.warned_unheard, CLEAR),
    (6, usual.suspended, GRAVE),
    (3, usual.appealed, CLEAR),
    (2, usual.upheld, CLEAR),
    (3, rare.closed_at_triage, OPINION),
    (5, usual.reported, MILD),
)
LATELY, LONG_AGO = 45, 420  # days: half of them began in the last weeks, so that there is work to do


def plans(cases: int, federations: Sequence[str]) -> Iterator[Plan]:
    """So many cases, the leading stories first; the same ones for the same numbers."""
    chance, told = random.Random("plans"), 0
    shares, *_ = zip(*USUAL, strict=True)
    for number in count():
        if told == cases:
            return
        one = LEADING[number] if number < len(LEADING) else any_story(chance, shares)
        if told + one.cases <= cases:
            told += one.cases
            yield one._replace(code=one.code or chance.choice(federations))


def any_story(chance: random.Random, shares: Sequence[int]) -> Plan:
    [(_share, telling, weight)] = chance.choices(USUAL, shares)
    age = chance.uniform(0.1, LATELY) if chance.random() < 0.5 else chance.uniform(LATELY, LONG_AGO)
    told: dict[str, Any] = {
        "months": chance.choice([6, 12, 12, 18]), "days": chance.choice([30, 60, 90, 180]), "outcome": "out_of_scope",
        "elected": chance.random() < 0.05, "reports": chance.choice([1, 1, 1, 1, 1, 2, 2, 3]),
    }  # fmt: skip
    if chance.random() < 0.3:
        told["suspended_days"] = 30
    return plan(telling, age, weight, **told)
