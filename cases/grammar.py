"""The words in which `lifecycle.py` is written: `step`, and the `Act` that guards judge. Knows no column of a case."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from django_fsm import transition


class Refused(Exception):
    """The procedure says no, in a sentence with a next step. `field` names the answer at fault, if one is.

    `status` is the HTTP status that tells the same truth: 422 beside a field, else 409.
    """

    def __init__(self, sentence: Any, *, field: str | None = None):
        super().__init__(sentence)
        self.sentence, self.field = sentence, field
        self.status = 422 if field else 409

    def __str__(self) -> str:
        return str(self.sentence)


class Stale(Refused):
    """Somebody else was quicker: show what changed and keep what was typed."""


class TooMany(Refused):
    """More in a short time than one account may send: 429, and when it may go on."""

    def __init__(self, sentence: Any, *, again_at: datetime):
        super().__init__(sentence)
        self.again_at, self.status = again_at, 429


class Clock:
    """Time itself, when it acts: it escalates, ends and lapses, and never makes anything worse."""

    pk = None

    def __str__(self) -> str:
        return "clock"


CLOCK = Clock()


@dataclass(frozen=True)
class Standing:
    """As what somebody acts: a role, and the body that lends it (none for a party or the clock)."""

    role: str
    body: str = ""


class Party(Protocol):
    """Answers, of an act, as what its author stands there; None for nobody."""

    def standing(self, act: Act) -> Standing | None: ...

    def stands_elsewhere(self, act: Act) -> bool: ...


@dataclass(eq=False)
class Act:
    """Somebody would do something to a case: who (`by`), when (`at`, aware), what (`name`), with what (`data`).

    `data` is empty while only asking. `occasion` names the letters that the act may cause. A rehearsal shows its author
    those letters: what would tell who reported stays sealed.
    """

    case: Any
    by: Any
    at: datetime
    name: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    standing: Standing | None = None
    report: Any = None
    occasion: uuid.UUID = field(default_factory=uuid.uuid4)
    decision: Any = None
    served: Any = None
    proposal: Any = None  # the one that it answered
    is_rehearsal: bool = False
    follows: list[tuple[Any, str, dict[str, Any]]] = field(default_factory=list)  # steps of other cases, taken with it
    once_saved: list[Callable[[], None]] = field(default_factory=list)  # what only a case that is saved allows
    held_before: str = field(init=False, default="")
    charged_before: Any = field(init=False, default=None)  # the key of who had it in charge
    _answers: dict[Guard, Refused | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self.held_before, self.charged_before = self.case.held_by_id, self.case.claimed_by_id

    def objection(self, guards: Sequence[Guard]) -> Refused | None:
        """The first guard's objection, or None. Each guard is asked once per act, however many steps need it."""
        return next(filter(None, map(self._ask, guards)), None)

    def _ask(self, guard: Guard) -> Refused | None:
        if guard not in self._answers:
            try:
                guard(self)
                self._answers[guard] = None
            except Refused as objection:
                self._answers[guard] = objection
        return self._answers[guard]


Guard = Callable[[Act], None]


@dataclass(frozen=True)
class Step:
    """What a transition says of itself beyond from and to."""

    by: Party
    needs: Sequence[Guard] = ()  # asked of case, person and moment, before any form is shown
    accepts: Sequence[Guard] = ()  # asked of what was typed
    tells: Mapping[Any, str] = field(default_factory=dict)  # audience: letter
    starts: Sequence[str] = ()  # kinds of deadline that begin with it
    moves_basis: bool = True  # does a decision being written rest on this?


def step(*sources: str, to: Any, **says: Any) -> Callable:
    """`django_fsm.transition` on `state`, in our words; `to=None` keeps the state. Its own listing keeps working.

    A method may carry several: one for each group of states in which other people or other guards count.
    """
    spec = Step(**says)

    def came_through_the_door(case: Any) -> bool:
        act = vars(case).get("act")
        return act is not None and act.objection(spec.needs) is None

    def may_take_it(case: Any, person: Any) -> bool:
        act = vars(case).get("act")
        return act is not None and act.by == person and spec.by.standing(act) is not None

    return transition(
        "state",
        source=list(sources),
        target=to,
        permission=may_take_it,
        conditions=[came_through_the_door],
        custom={"step": spec},
    )
