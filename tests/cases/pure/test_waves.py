"""How many reports come in a short time: counted within one span, whatever came before or after."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.waves import largest_wave

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
TWO_HOURS = timedelta(hours=2)


def at(*minutes):
    return [NOON + timedelta(minutes=one) for one in minutes]


@pytest.mark.parametrize(
    ("moments", "count", "began"),
    [
        (at(0), 1, 0),
        (at(0, 120), 2, 0),  # both ends count
        (at(0, 121), 1, 0),
        (at(300, 0, 10, 20, 400), 3, 0),  # in whatever order they are given
        (at(0, 100, 200, 210, 220), 4, 100),
        (at(0, 10, 500, 510), 2, 0),  # the earlier of two alike
        (at(5, 5, 5), 3, 5),
    ],
)
def test_the_most_that_lie_within_one_span_are_counted(moments, count, began):
    assert largest_wave(moments, TWO_HOURS) == (count, *at(began))


def test_of_nothing_there_is_no_wave():
    assert largest_wave([], TWO_HOURS) is None
