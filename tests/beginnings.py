"""What tests begin with, made once for all that begin alike, one after the other: each gets a copy of its own.

`@beginning` stands in the place of `@pytest.fixture`, over a function that asks for other beginnings alone:

    @beginning
    def ready(walk):
        return walk.in_review().in_deliberation()

Each stands on those that it asks for, in a savepoint inside theirs, and the test in its own as always. What the next
test does not begin with is undone before it.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, NamedTuple

import pytest
from django.db import transaction

MAKERS: dict[Any, Callable[..., Any]] = {}  # fixture → what makes its value


def beginning(make: Callable[..., Any]) -> Any:
    """A fixture of this name; its value is copied for each test, all of one test's together."""

    @pytest.fixture(name=make.__name__)
    def given(begun: dict[str, Any], db: None) -> Any:
        return begun[make.__name__]

    MAKERS[given] = make
    return given


@contextmanager
def set_aside() -> Iterator[None]:
    """A transaction that is always undone, and that the door's own may stand in, as those of Django's test cases."""
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        try:
            yield
        finally:
            transaction.set_rollback(True)


class Level(NamedTuple):
    make: Callable[..., Any]
    around: Any
    values: dict[str, Any]  # all that stands so far, as no test has touched it


class Beginnings:
    """Those that stand now, each on the one before."""

    def __init__(self, blocker: Any) -> None:
        self.levels: list[Level] = []
        self.blocker = blocker

    def keep(self, chain: list[Callable[..., Any]]) -> None:
        """Undo what does not belong to this chain."""
        shared = [level.make is make for level, make in zip(self.levels, chain, strict=False)]
        kept = shared.index(False) if False in shared else len(shared)
        with self.blocker.unblock():
            while len(self.levels) > kept:
                self.levels.pop().around.__exit__(None, None, None)

    def at(self, chain: list[Callable[..., Any]]) -> dict[str, Any]:
        """A copy of each value of the chain, by name."""
        with self.blocker.unblock():
            for make in chain[len(self.levels) :]:
                self.add(make)
            return deepcopy(self.levels[-1].values)

    def add(self, make: Callable[..., Any]) -> None:
        values = deepcopy(self.levels[-1].values) if self.levels else {}
        self.levels.append(Level(make, around := set_aside(), values))
        around.__enter__()
        values[make.__name__] = make(**{name: values[name] for name in asked_by(make)})


def asked_by(make: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(make).parameters)


def chain_of(item: Any) -> list[Callable[..., Any]]:
    """What this test begins with, each behind those that it asks for."""
    chain: list[Callable[..., Any]] = []

    def reach(name: str) -> None:
        make = maker(item.module, name)
        if make and make not in chain:
            for asked in asked_by(make):
                reach(asked)
            chain.append(make)

    for name in item.fixturenames:
        reach(name)
    return chain


def maker(module: Any, name: str) -> Callable[..., Any] | None:
    """As pytest finds a fixture: in the module, then in the conftest of each folder above."""
    package = module.__name__.split(".")
    above = [".".join([*package[:depth], "conftest"]) for depth in range(len(package) - 1, 0, -1)]
    for room in [module, *(sys.modules[one] for one in above if one in sys.modules)]:
        if name in vars(room):
            return MAKERS.get(vars(room)[name])
    return None
