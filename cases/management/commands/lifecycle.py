"""Print the procedure as the program knows it: a diagram, every step, every guard and every deadline, in Markdown."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.core.management.base import BaseCommand

from cases import guards
from cases.grammar import Step
from cases.lifecycle import State
from cases.limits import LIMITS, Limit
from cases.models import Case
from cases.parameters import PROCEDURE
from cases.parties import AnotherStep, AnyMember, Audience, Seated, TheClock, each_of, may

HEAD = """# The life of a case

`manage.py lifecycle` prints this page, and a test holds the two together: change the code, then print it anew.
"""
STEPS = ("step", "from", "to", "by", "needs", "accepts", "tells", "starts")
GUARDS = ("guard", "what must be true, and where that is written")
DEADLINES = ("deadline", "runs in", "length", "then the clock")
UNNAMED = {TheClock: "clock", AnyMember: "anybody", Seated: "seated", AnotherStep: "what is done elsewhere"}


class Command(BaseCommand):
    help = "Print the life of a case as Markdown: docs/lifecycle.md is this"

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\n".join([HEAD, *diagram(), *step_tables(), *guard_table(), *deadline_table()]))


class Row(NamedTuple):
    """One rule of one step; the states from which it holds share it."""

    name: str
    method: Any
    sources: list[str]
    targets: list[str]
    step: Step

    @property
    def room(self) -> tuple[bool, str]:
        """The file in which it stands: what moves a case comes first."""
        module = self.method.__module__
        return ".acts." in module, module


def rows() -> list[Row]:
    """Room by room, from top to bottom as they are written."""
    found: dict[tuple[str, int], Row] = {}
    for way in Case._meta.get_field("state").get_all_transitions(Case):
        method, step = inspect.unwrap(getattr(Case, way.name)), way.custom["step"]
        targets = [str(one) for one in getattr(way.target, "allowed_states", [way.target]) if one]
        row = found.setdefault((way.name, id(step)), Row(way.name, method, [], targets, step))
        row.sources.append(str(way.source))
    return sorted(found.values(), key=lambda row: (row.room, row.method.__code__.co_firstlineno, row.sources))


def diagram() -> Iterator[str]:
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in rows():
        for source in row.sources:
            for target in row.targets:
                arrows.setdefault((source, target), []).append(row.name)
    yield from ("```mermaid", "stateDiagram-v2", f"    [*] --> {State.REPORTED}: receive")
    for source, target in sorted(arrows, key=lambda ends: [State.values.index(end) for end in ends]):
        yield f"    {source} --> {target}: {', '.join(arrows[source, target])}"
    yield "```"


def step_tables() -> Iterator[str]:
    for (_moves, module), of_one_room in groupby(rows(), key=lambda row: row.room):
        heading = first_paragraph(sys.modules[module]).partition(". ")[0].rstrip(".")
        yield f"\n## {heading} (`{module}`)\n"
        yield from table(STEPS, map(cells, of_one_room))


def cells(row: Row) -> list[str]:
    step = row.step
    return [
        f"**{row.name}** {first_paragraph(row.method)}".strip(),
        states(row.sources),
        states(row.targets),
        " or ".join(map(said, each_of(step.by))),
        listed(map(guard_name, step.needs)),
        listed(map(guard_name, step.accepts)),
        listed(f"{letter} → {said(audience)}" for audience, letter in step.tells.items()),
        listed(step.starts),
    ]


def guard_table() -> Iterator[str]:
    used = {guard_name(guard).strip("`").partition("(")[0] for row in rows() for guard in asked_in(row.step)}
    yield "\n## What the guards ask\n"
    yield from table(GUARDS, ((f"`{name}`", first_paragraph(getattr(guards, name)) or "—") for name in sorted(used)))


def asked_in(step: Step) -> Iterable[Any]:
    return (*step.needs, *step.accepts)


def deadline_table() -> Iterator[str]:
    yield "\n## Deadlines\n"
    lines = ((f"`{kind}`", states(one.runs_in), length(one), one.clock or "—") for kind, one in LIMITS.items())
    yield from table(DEADLINES, lines)


def length(limit: Limit) -> str:
    if limit.parameter is None:
        return "as the step that starts it says"
    bound = PROCEDURE[limit.parameter]
    return f"{bound.default} {bound.unit} ({bound.least} to {bound.most}; {bound.basis or 'our own'})"


# Words ----------------------------------------------------------------------------------------------------------------


def table(head: Iterable[str], lines: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = list(head)
    for line in (columns, ["---"] * len(columns), *lines):
        yield f"| {' | '.join(line)} |"


def states(names: Iterable[str]) -> str:
    """In the order of a case's life; «any», if it is so."""
    given = set(names)
    if set(State.values) - given <= {State.CLOSED.value}:
        return "any" if State.CLOSED in given else "any but closed"
    return listed(sorted(given, key=State.values.index))


def said(word: Any) -> str:
    """«`warn`», «`suspend` in national», «concerned», «clock», «federation when what is applied changes»."""
    if isinstance(word, may):
        return f"`{word.power}`" + (f" in {word.in_}" if word.in_ else "")
    if isinstance(word, Audience) and word.when:
        return f"{word.role} when {word.when.__name__.replace('_', ' ')}"
    return UNNAMED.get(type(word)) or word.role


def guard_name(guard: Any) -> str:
    """As it stands in the step: «`fresh_eyes`», «`proposed("lift")`»."""
    maker, _, inner = guard.__qualname__.partition(".")
    given = inspect.getclosurevars(guard).nonlocals.items() if inner else ()
    words = [f"{name}={value}" if isinstance(value, bool) else quoted(value) for name, value in given]
    return f"`{maker}({', '.join(words)})`" if inner else f"`{maker}`"


def quoted(value: Any) -> str:
    return ", ".join(f'"{word}"' for word in (value if isinstance(value, tuple) else [value]))


def first_paragraph(documented: Any) -> str:
    """Of its docstring, on one line."""
    return " ".join((documented.__doc__ or "").strip().partition("\n\n")[0].split())


def listed(words: Iterable[str]) -> str:
    return ", ".join(words) or "—"
