"""Ten years of windows and terms in all 101 federations, counted again on our own calendar and a clock on the wall.

Nothing of `cases.legal_time` counts here, nor the library of holidays that it asks.
"""

from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cases.legal_time import days_after, last_moment, months_after, prolonged

from ..wall import DAY, INSTANT, last_instant, midnight_after, same_day_later, window, working
from .test_legal_time import PLACES, place

FIRST, LAST = date(2026, 1, 1), date(2035, 12, 31)
TEN_YEARS = [FIRST + DAY * number for number in range((LAST - FIRST).days + 1)]
LENGTHS = (10, 15)  # to answer in: whatever the length, a window ends once on every day of these years
DIFFERENT = sorted({(one.time_zone, one.calendar, one.distance_days) for one in PLACES.values()})

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31, 23, 59), timezones=st.just(UTC))
FEDERATIONS = st.sampled_from(sorted(PLACES))


@given(FEDERATIONS, MOMENTS, st.sampled_from([0, 1, 3, 7, 10, 15, 30, 60]))
@settings(max_examples=400, deadline=None)
@example("45", datetime(2027, 3, 27, 22, 59, tzinfo=UTC), 1)  # the last minute of a Saturday; Sunday has 23 hours
@example("45", datetime(2027, 10, 30, 22, 30, tzinfo=UTC), 1)  # half past midnight on a day of 25 hours
@example("971", datetime(2028, 2, 29, 3, 30, tzinfo=UTC), 15)  # the 28th, there
@example("976", datetime(2031, 12, 31, 21, 30, tzinfo=UTC), 7)  # a new year already, there
def test_a_window_ends_when_the_clock_on_the_wall_says_so(code, served, days):
    assert last_moment(served, days, body=PLACES[code]).due_at == window(served, days, PLACES[code])


@given(FEDERATIONS, MOMENTS, st.integers(1, 60))
@settings(max_examples=100, deadline=None)
def test_a_window_with_more_days_ends_on_a_working_day_again(code, served, more):
    body, zone = PLACES[code], ZoneInfo(PLACES[code].time_zone)
    due_at = window(served, 10, body)
    day = (midnight_after(due_at, more, zone) - INSTANT).astimezone(zone).date()
    assert prolonged(due_at, more, body=body) == last_instant(working(day, body.calendar), zone)


@pytest.mark.parametrize("where", DIFFERENT, ids=lambda where: where[1] or where[0])
def test_on_every_day_of_ten_years_a_window_ends_on_a_working_day(where):
    """Served at noon there, each of 3,652 days, in each kind of place that the 101 federations are of."""
    body, wrong = place(*where), []
    for day, days in product(TEN_YEARS, LENGTHS):
        noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(body.time_zone))
        ends = working(day + DAY * (days + body.distance_days), body.calendar)
        if last_moment(noon, days, body=body).due_at.date() != ends:
            wrong.append((day, days, ends))
    assert wrong == []


@given(FEDERATIONS, MOMENTS, st.integers(0, 60))
@settings(max_examples=200, deadline=None)
@example("45", datetime(2028, 2, 29, 10, tzinfo=UTC), 12)  # a year after a 29 February
@example("45", datetime(2028, 2, 29, 10, tzinfo=UTC), 48)  # four years after: there is one again
@example("45", datetime(2027, 8, 31, 10, tzinfo=UTC), 6)  # to the 29th of a leap year
@example("974", datetime(2030, 12, 31, 20, 30, tzinfo=UTC), 2)  # 1 January there
def test_a_term_of_months_ends_with_the_same_day_or_the_last_one(code, served, months):
    zone = ZoneInfo(PLACES[code].time_zone)
    day = same_day_later(served.astimezone(zone).date(), months)
    assert months_after(served, months, zone=zone) == last_instant(day, zone)


@given(FEDERATIONS, MOMENTS, st.integers(0, 120))
@settings(max_examples=100, deadline=None)
def test_a_measure_of_days_ends_at_midnight_there_whatever_the_clocks_did_meanwhile(code, served, days):
    zone = ZoneInfo(PLACES[code].time_zone)
    assert days_after(served, days, zone=zone) == midnight_after(served, days, zone) - INSTANT
