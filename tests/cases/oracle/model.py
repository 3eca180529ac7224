"""The procedure as one table: where a case may stand, and every way on from there. No dates, no persons, no Django.

Written from the procedure and not from the code, so that the two may be held against each other.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

REPORTED, IN_REVIEW, HEARING, DELIBERATION = "reported", "in_review", "hearing", "deliberation"
WARNED, SUSPENDED, PROBATION = "warned", "suspended", "probation"
UNDER_APPEAL, CLOSED = "under_appeal", "closed"
STATES = (REPORTED, IN_REVIEW, HEARING, DELIBERATION, WARNED, SUSPENDED, PROBATION, UNDER_APPEAL, CLOSED)
MEASURED = (WARNED, SUSPENDED, PROBATION)
HARDNESS = (CLOSED, WARNED, PROBATION, SUSPENDED)  # from nothing left to the hardest

FEDERATION, NATIONAL = "federation", "national"
DISMISSED, CLEARED, LAPSED, SANCTIONED, ANNULLED = "dismissed", "cleared", "lapsed", "sanctioned", "annulled"


class Stand(NamedTuple):
    """Where a case stands. `found` is where an open appeal found it, `revises` that new evidence brought the appeal."""

    state: str = REPORTED
    level: str = FEDERATION
    heard: bool = False
    found: str = ""
    revises: bool = False
    outcome: str = ""
    looked_twice: bool = False
    returned: bool = False


Ends = Callable[[Stand], Iterable[Stand]]
Rule = Callable[[Stand], bool]


class Way(NamedTuple):
    """One way on: the step that takes it, from where, by whom, to where it may lead, and when it is open."""

    name: str
    step: str
    sources: tuple[str, ...]
    by: frozenset[str]
    ends: Ends
    rule: Rule = lambda stand: True

    def is_open(self, stand: Stand) -> bool:
        return stand.state in self.sources and self.rule(stand)


def to(*states: str, **changes: object) -> Ends:
    """To one of these states; without any, the case stays where it is."""
    return lambda stand: [stand._replace(state=state, **changes) for state in states or (stand.state,)]


def at_a_federation(stand: Stand) -> bool:
    return stand.level == FEDERATION


def at_the_national_office(stand: Stand) -> bool:
    return stand.level == NATIONAL


def sanctioned(stand: Stand) -> bool:
    return stand.outcome == SANCTIONED


def not_sanctioned(stand: Stand) -> bool:
    return stand.outcome in (DISMISSED, CLEARED, LAPSED)


def back(stand: Stand) -> list[Stand]:
    """To where the appeal found it, the measure as it was."""
    return [stand._replace(state=stand.found, found="", revises=False)]


def annulled(stand: Stand) -> list[Stand]:
    """The measure is void from its first day. Where it was a revocation, what it had revoked is left, or over."""
    void = stand._replace(state=CLOSED, found="", revises=False)
    left = {SUSPENDED: (PROBATION, CLOSED), CLOSED: (CLOSED,)}.get(stand.found, ())
    return [void._replace(outcome=ANNULLED), *(void._replace(state=state) for state in left)]


def judged(stand: Stand) -> list[Stand]:
    """Upheld, reduced to anything lesser, or annulled."""
    no_harder = HARDNESS[: HARDNESS.index(stand.found) + 1]
    lesser = {stand._replace(state=state, found="", revises=False) for state in no_harder}
    return [*lesser, *annulled(stand)]


def appealed(*, revises: bool) -> Ends:
    return lambda stand: [stand._replace(state=UNDER_APPEAL, found=stand.state, revises=revises)]


def by(*parties: str) -> frozenset[str]:
    return frozenset(parties)


HOLDER, OFFICE, CONCERNED, REPORTER, PANEL = by("holder"), by("national"), by("concerned"), by("reporter"), by("panel")
CLOCK = by("clock")
UP = {"level": NATIONAL, "heard": False}  # whoever takes a case over hears the person anew
AFRESH = {**UP, "outcome": ""}

WAYS = (
    # From the report to the end of the review
    Way("open_review", "open_review", (REPORTED,), HOLDER, to(IN_REVIEW)),
    Way("dismiss", "close_without_sanction", (REPORTED, IN_REVIEW), HOLDER, to(CLOSED, outcome=DISMISSED)),
    Way("clear", "close_without_sanction", (DELIBERATION,), HOLDER, to(CLOSED, outcome=CLEARED)),
    Way("transfer", "transfer", (REPORTED, IN_REVIEW), HOLDER, to(), at_a_federation),
    Way("identify", "identify_author", (REPORTED,), HOLDER, to(level=FEDERATION), at_the_national_office),
    Way(
        "refer", "refer_to_national", (REPORTED, IN_REVIEW, DELIBERATION), HOLDER | OFFICE, to(IN_REVIEW, **UP),
        at_a_federation,
    ),
    Way("call_up", "refer_to_national", (HEARING,), OFFICE, to(IN_REVIEW, **UP), at_a_federation),
    Way("untriaged", "refer_to_national", (REPORTED,), CLOCK, to(IN_REVIEW, **UP)),
    Way(
        "overdue", "refer_to_national", (IN_REVIEW, HEARING, DELIBERATION), CLOCK, to(IN_REVIEW, **UP),
        at_a_federation,
    ),
    Way(
        "return", "return_to_federation", (IN_REVIEW,), HOLDER, to(level=FEDERATION, heard=False, returned=True),
        lambda stand: stand.level == NATIONAL and not stand.returned,
    ),
    # Hearing the other side
    Way("notify", "notify_grievances", (IN_REVIEW, DELIBERATION), HOLDER, to(HEARING, heard=False)),
    Way("answer", "close_hearing", (HEARING,), CONCERNED | CLOCK, to(DELIBERATION, heard=True)),
    Way("disown", "close_hearing", (HEARING,), HOLDER, to(DELIBERATION)),  # closed for want of the right person
    # Deciding
    Way("warn", "warn", (DELIBERATION,), HOLDER, to(WARNED, outcome=SANCTIONED), lambda stand: stand.heard),
    Way(
        "suspend", "suspend", (DELIBERATION,), HOLDER, to(SUSPENDED, PROBATION, outcome=SANCTIONED),
        lambda stand: stand.heard and stand.level == NATIONAL,
    ),
    Way(
        "lapse", "lapse", (IN_REVIEW, HEARING, DELIBERATION), CLOCK, to(CLOSED, outcome=LAPSED),
        at_the_national_office,
    ),
    # While a measure runs
    Way("end", "end_measure", (WARNED, PROBATION), CLOCK, to(CLOSED)),
    Way("end_suspension", "end_measure", (SUSPENDED,), CLOCK, to(PROBATION, CLOSED)),
    Way("lift", "lift_measure", MEASURED, OFFICE, to(CLOSED)),
    Way("revoke", "revoke_sursis", (PROBATION,), HOLDER, to(SUSPENDED), at_the_national_office),
    # Appeal
    Way("appeal", "appeal", (*MEASURED, CLOSED), CONCERNED, appealed(revises=False), sanctioned),
    Way("revision", "appeal", (*MEASURED, CLOSED), CONCERNED, appealed(revises=True), sanctioned),
    Way("withdraw", "withdraw_appeal", (UNDER_APPEAL,), CONCERNED, back),
    Way("judge", "decide_appeal", (UNDER_APPEAL,), PANEL, judged),
    Way("appeal_lapses", "lapse", (UNDER_APPEAL,), CLOCK, annulled, lambda stand: not stand.revises),
    Way("revision_lapses", "lapse", (UNDER_APPEAL,), CLOCK, back, lambda stand: stand.revises),
    # Afterwards
    Way(
        "second_look", "reopen", (CLOSED,), REPORTER, to(IN_REVIEW, **AFRESH, looked_twice=True),
        lambda stand: stand.outcome == DISMISSED and stand.level == FEDERATION and not stand.looked_twice,
    ),
    Way("new_evidence", "reopen", (CLOSED,), OFFICE, to(IN_REVIEW, **AFRESH), not_sanctioned),
)  # fmt: skip
BIRTHS = (Stand(level=FEDERATION), Stand(level=NATIONAL))
STEPS = frozenset(way.step for way in WAYS) - {"identify_author"}  # the one way that moves a case within its state


def open_ways(stand: Stand) -> list[Way]:
    return [way for way in WAYS if way.is_open(stand)]


class Move(NamedTuple):
    start: Stand
    way: Way
    end: Stand

    @property
    def actors(self) -> frozenset[str]:
        """Who takes it, the holder being whichever level holds the case."""
        holder = {self.start.level} if "holder" in self.way.by else set()
        return frozenset((self.way.by - {"holder"}) | holder)


def moves_from(stand: Stand) -> Iterator[Move]:
    for way in open_ways(stand):
        for end in way.ends(stand):
            yield Move(stand, way, end)


def reached(
    births: Iterable[Stand] = BIRTHS, only: Callable[[Move], bool] = lambda move: True
) -> dict[Stand, list[Move]]:
    """Every stand that a case may ever come to, with the moves from there, if only some are taken."""
    found: dict[Stand, list[Move]] = {}
    waiting = deque(births)
    while waiting:
        stand = waiting.popleft()
        if stand not in found:
            found[stand] = [move for move in moves_from(stand) if only(move)]
            waiting.extend(move.end for move in found[stand])
    return found
