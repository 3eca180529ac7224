"""Delays and maxima stay between their bounds, and each says on what it rests."""

import pytest

from cases.parameters import BOUNDS, PROCEDURE, check, default


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound.key)
def test_every_parameter_is_bounded_and_says_why(bound):
    assert bound.least <= bound.default <= bound.most
    assert bound.unit and bound.basis
    for value in (bound.least, bound.most, default(bound.key)):
        check(bound.key, value)
    for value in (bound.least - 1, bound.most + 1):
        with pytest.raises(ValueError, match=bound.key):
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


def test_what_follows_is_longer_than_what_it_follows():
    for sooner, later in [
        ("TRIAGE_DAYS", "TRIAGE_HARD"),
        ("FEDERATION_DAYS", "FIRST_INSTANCE_DAYS"),
        ("INTERIM_FIRST", "INTERIM_TOTAL"),
        ("APPEAL_DECISION", "APPEAL_HARD"),
        ("CLAIM_REMIND", "CLAIM_RETURN"),
    ]:
        assert default(sooner) < default(later)


def test_interim_measures_never_outlast_the_first_instance():
    assert default("INTERIM_TOTAL") <= default("FIRST_INSTANCE_DAYS")
