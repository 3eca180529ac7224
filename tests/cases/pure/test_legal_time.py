"""Windows end as the law counts, where the member lives; measures end at midnight of their last day."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from cases.legal_time import days_after, last_moment, local_day, months_after, public_holidays, working_days_after

DEPARTMENTS = json.loads((Path(__file__).parents[3] / "accounts/data/departements.json").read_text())
PARIS = ZoneInfo("Europe/Paris")


def place(time_zone="Europe/Paris", calendar="", distance_days=0, **_rest):
    return SimpleNamespace(time_zone=time_zone, calendar=calendar, distance_days=distance_days)


PLACES = {row["code"]: place(**row) for row in DEPARTMENTS}
LOIRET, MOSELLE, REUNION, GUADELOUPE, BAS_RHIN = (PLACES[code] for code in ("45", "57", "974", "971", "67"))


def ends(served, days, body=LOIRET):
    return last_moment(datetime.fromisoformat(served), days, body=body).due_at


@pytest.mark.parametrize(
    ("served", "days", "end"),
    [
        ("2026-03-14T10:00+01:00", 15, "2026-03-30T23:59:59.999999+02:00"),  # a Sunday, and the clocks go forward
        ("2026-04-16T10:00+02:00", 15, "2026-05-04T23:59:59.999999+02:00"),  # 1 May is a Friday
        ("2026-10-10T23:30+02:00", 15, "2026-10-26T23:59:59.999999+01:00"),  # a Sunday, and the clocks go back
        ("2026-10-10T22:30+00:00", 15, "2026-10-26T23:59:59.999999+01:00"),  # the 11th already, there
        ("2026-12-10T10:00+01:00", 15, "2026-12-28T23:59:59.999999+01:00"),  # Christmas is a Friday
        ("2027-05-06T10:00+02:00", 10, "2027-05-18T23:59:59.999999+02:00"),  # Whit Sunday and Monday
        ("2028-02-28T10:00+01:00", 1, "2028-02-29T23:59:59.999999+01:00"),  # a leap day counts
        ("2027-02-28T10:00+01:00", 1, "2027-03-01T23:59:59.999999+01:00"),
        ("2026-06-01T00:00:00+02:00", 3, "2026-06-04T23:59:59.999999+02:00"),
        ("2026-06-01T23:59:59.999999+02:00", 3, "2026-06-04T23:59:59.999999+02:00"),  # any hour of the day is the same
        ("2026-12-29T10:00+01:00", 3, "2027-01-04T23:59:59.999999+01:00"),  # 1 January is a Friday
        ("2026-06-01T10:00+02:00", 0, "2026-06-01T23:59:59.999999+02:00"),
    ],
)
def test_a_window_of_the_loiret_ends_as_counted_by_hand(served, days, end):
    assert ends(served, days).isoformat() == end


@pytest.mark.parametrize(
    ("start", "count", "body", "end"),
    [
        ("2026-12-08T10:00+01:00", 5, LOIRET, "2026-12-15T23:59:59.999999+01:00"),  # from a Tuesday to a Tuesday
        ("2026-12-11T10:00+01:00", 1, LOIRET, "2026-12-14T23:59:59.999999+01:00"),  # a Friday
        ("2026-12-12T10:00+01:00", 1, LOIRET, "2026-12-14T23:59:59.999999+01:00"),  # a Saturday
        ("2026-12-23T10:00+01:00", 5, LOIRET, "2026-12-31T23:59:59.999999+01:00"),  # Christmas is a Friday
        ("2025-12-23T10:00+01:00", 2, LOIRET, "2025-12-26T23:59:59.999999+01:00"),
        ("2025-12-23T10:00+01:00", 2, BAS_RHIN, "2025-12-29T23:59:59.999999+01:00"),  # the 26th is a day off there
        ("2026-12-08T10:00+01:00", 5, REUNION, "2026-12-15T23:59:59.999999+04:00"),  # no day for distance
        ("2026-12-08T22:00+00:00", 5, REUNION, "2026-12-16T23:59:59.999999+04:00"),  # the 9th already, there
    ],
)
def test_working_days_are_those_on_which_an_office_answers(start, count, body, end):
    assert working_days_after(datetime.fromisoformat(start), count, body=body).isoformat() == end


def test_distance_is_added_before_a_day_off_is_jumped():
    # 10 + 15 days is Saturday 25 July; 5 more are Thursday the 30th, which nothing moves.
    window = last_moment(datetime(2026, 7, 10, 12, tzinfo=UTC), 15, body=REUNION)
    assert window.due_at.isoformat() == "2026-07-30T23:59:59.999999+04:00"
    assert window.why == ["5 jours de plus pour l’outre-mer."]


def test_the_day_of_the_act_is_the_member_s_own():
    night = datetime(2026, 6, 1, 2, tzinfo=UTC)  # 1 June in Paris, still 31 May in Guadeloupe
    assert last_moment(night, 3, body=LOIRET).due_at.date() == date(2026, 6, 4)
    assert last_moment(night, 4, body=GUADELOUPE).due_at.date() == date(2026, 6, 9)


def test_local_holidays_count_where_they_are_kept():
    before_good_friday = "2026-03-25T10:00+01:00"
    assert ends(before_good_friday, 9).date() == date(2026, 4, 3)
    assert ends(before_good_friday, 9, MOSELLE).date() == date(2026, 4, 7)
    assert ends(before_good_friday, 9, BAS_RHIN).date() == date(2026, 4, 7)
    assert date(2026, 12, 20) in public_holidays("974", 2026)
    assert date(2026, 5, 27) in public_holidays("971", 2026)


def test_the_country_rests_on_eleven_days():
    written_out = ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"]
    assert sorted(public_holidays("", 2026)) == [date.fromisoformat(f"2026-{day}") for day in written_out]


def test_each_thing_that_moved_a_window_is_said():
    window = last_moment(datetime(2026, 4, 16, 10, tzinfo=PARIS), 15, body=LOIRET)
    assert window.why == [
        "Le vendredi 1er mai 2026 est férié (Fête du Travail).",
        "Le samedi 2 mai 2026 n’est pas un jour ouvré.",
        "Le dimanche 3 mai 2026 n’est pas un jour ouvré.",
    ]
    with override("en"):
        assert "Labor Day" in last_moment(datetime(2026, 4, 16, 10, tzinfo=PARIS), 15, body=LOIRET).why[0]


def test_a_moment_without_its_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        last_moment(datetime(2026, 6, 1), 3, body=LOIRET)


def counted_day_by_day(start, days, body):
    """The same law, told in another way: walk through midnights, then look for a working day."""
    day = start.astimezone(ZoneInfo(body.time_zone)).date()
    left = days + body.distance_days
    while left or day.isoweekday() in (6, 7) or day in public_holidays(body.calendar, day.year):
        day, left = day + timedelta(days=1), max(left - 1, 0)
    return day


MOMENTS = st.datetimes(
    datetime(2020, 1, 1), datetime(2045, 1, 1), timezones=st.sampled_from([UTC, PARIS, timezone(timedelta(hours=14))])
)


@given(st.sampled_from(sorted(PLACES)), MOMENTS, st.integers(0, 200))
def test_every_federation_counts_like_a_calendar_on_the_wall(code, start, days):
    body = PLACES[code]
    due = last_moment(start, days, body=body).due_at
    assert due.date() == counted_day_by_day(start, days, body)
    assert (due.hour, due.minute, due.second, due.microsecond) == (23, 59, 59, 999999)
    assert due.tzinfo == ZoneInfo(body.time_zone) and due.utcoffset() is not None


@pytest.mark.parametrize("code", sorted(PLACES))
def test_every_federation_has_a_time_and_holidays(code):
    body = PLACES[code]
    assert date(2026, 7, 14) in public_holidays(body.calendar, 2026)
    assert ends("2026-07-01T12:00+00:00", 15, body) > datetime(2026, 7, 16, tzinfo=UTC)


def test_there_are_a_hundred_and_one():
    assert len(PLACES) == 101


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2028, 2, 29), 12, "2029-02-28T23:59:59.999999+01:00"),
        (date(2026, 1, 31), 1, "2026-02-28T23:59:59.999999+01:00"),
        (date(2026, 8, 31), 1, "2026-09-30T23:59:59.999999+02:00"),
        (date(2026, 12, 15), 1, "2027-01-15T23:59:59.999999+01:00"),
        (date(2026, 11, 30), 13, "2027-12-30T23:59:59.999999+01:00"),
        (datetime(2026, 3, 31, 23, 30, tzinfo=UTC), 3, "2026-07-01T23:59:59.999999+02:00"),  # 1 April already, there
        (date(2026, 5, 5), 0, "2026-05-05T23:59:59.999999+02:00"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(start, months, end):
    assert months_after(start, months, zone=PARIS).isoformat() == end


def test_a_measure_of_days_ends_at_midnight_even_on_a_sunday():
    assert (
        days_after(datetime(2026, 3, 14, 10, tzinfo=PARIS), 15, zone=PARIS).isoformat()
        == "2026-03-29T23:59:59.999999+02:00"
    )
    assert days_after(date(2026, 3, 14), 1, zone=PARIS).date() == date(2026, 3, 15)


@given(MOMENTS, st.integers(0, 60), st.sampled_from(sorted({body.time_zone for body in PLACES.values()})))
def test_months_never_slip_into_the_next_one(start, months, name):
    zone = ZoneInfo(name)
    first, end = local_day(start, zone), months_after(start, months, zone=zone)
    assert (end.year * 12 + end.month) - (first.year * 12 + first.month) == months
    assert end.day == first.day or (end.day < first.day and (end + timedelta(days=1)).day == 1)
