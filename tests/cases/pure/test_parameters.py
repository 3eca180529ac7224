"""Delays and maxima stay between their bounds, and each says on what it rests."""

import re
from pathlib import Path

import pytest

from cases import parameters
from cases.parameters import BOUNDS, PROCEDURE, SETTABLE, check, default


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.key)
def test_every_parameter_is_bounded_and_says_why(bound):
    assert bound.least <= bound.default <= bound.most
    assert bound.unit and bound.name
    room = {one.key: one.least for one in BOUNDS if one.below == bound.key}
    if bound.below:
        room[bound.below] = PROCEDURE[bound.below].most
    for value in (bound.least, bound.most, default(bound.key)):
        check(bound.key, value, room)
    for value in (bound.least - 1, bound.most + 1):
        with pytest.raises(ValueError, match=re.escape(bound.said(bound.most))):
            check(bound.key, value)


def test_no_parameter_stands_twice():
    assert len(PROCEDURE) == len(BOUNDS)


def test_what_is_no_parameter_is_refused():
    for ask in (default, lambda key: check(key, 1)):
        with pytest.raises(KeyError):
            ask("TEA_BREAK_DAYS")


def test_nobody_has_less_than_a_week_to_reply_unless_they_ask():
    assert PROCEDURE["REPLY_WARNING"].least == PROCEDURE["REPLY_SUSPENSION"].least == 7
    assert (default("REPLY_WARNING"), default("REPLY_SUSPENSION")) == (10, 15)


@pytest.mark.parametrize("bound", [one for one in BOUNDS if one.below], ids=lambda bound: bound.key)
def test_what_comes_first_never_comes_after_what_follows_it(bound):
    after = PROCEDURE[bound.below]
    assert bound.default <= after.default
    check(bound.key, bound.default, {after.key: bound.default})
    for one, value, other, theirs in ((bound, bound.most, after, bound.most - 1),
                                      (after, after.least, bound, after.least + 1)):  # fmt: skip
        if one.least <= value <= one.most:
            in_no_way = {each.key: each.least for each in BOUNDS if each.below == one.key}
            with pytest.raises(ValueError, match=re.escape(f"{other.said(theirs)}, la valeur de « {other.name} »")):
                check(one.key, value, in_no_way | {other.key: theirs})


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.key)
def test_what_is_offered_is_what_something_asks_for(bound):
    here = Path(parameters.__file__)
    asked = any(f'"{bound.key}"' in file.read_text("utf-8") for file in here.parent.rglob("*.py") if file != here)
    assert asked == (bound.key in SETTABLE)
