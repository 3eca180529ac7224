"""A calendar and a clock on the wall: days off, ends of days and of windows, counted by what people see there.

Nothing of `cases.legal_time` counts here, nor the library of holidays that it asks.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

DAY, HOUR, INSTANT = timedelta(days=1), timedelta(hours=1), timedelta(microseconds=1)

# Days off besides Sundays: month and day, or days from Easter Sunday. What Guadeloupe and Martinique keep by usage is
# off as well: a window ends on no day «férié ou chômé» (Code de procédure civile, art. 642).
EVERYWHERE = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25), 1, 39, 50}
THERE = {
    "57": {-2, (12, 26)}, "6AE": {-2, (12, 26)},
    "971": {(5, 27), (7, 21), -2, -24}, "972": {(5, 22), (7, 21)}, "973": {(6, 10)}, "974": {(12, 20)},
    "976": {(4, 27)},
}  # fmt: skip


@cache
def easter(year):
    """Full moons of the Gregorian calendar, as Meeus and Butcher count them."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    gone = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + gone - 7 * ((a + 11 * h + 22 * gone) // 451) + 114, 31)
    return date(year, month, day + 1)


@cache
def is_off(day, calendar):
    off = EVERYWHERE | THERE.get(calendar, set())
    return day.isoweekday() > 5 or (day.month, day.day) in off or (day - easter(day.year)).days in off


def working(day, calendar):
    while is_off(day, calendar):
        day += DAY
    return day


def midnight_after(moment, days, zone):
    """The first instant after the `days`-th day that follows the one of `moment`: hour by hour, date after date."""
    hour, turns = moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0), 0
    there = hour.astimezone(zone).date()
    while turns <= days:
        hour += HOUR
        now = hour.astimezone(zone).date()
        turns, there = turns + (now != there), now
    return hour


def last_instant(day, zone):
    """Of a day, as clocks there show it: some run 23 hours, some 25."""
    return midnight_after(datetime(day.year, day.month, day.day, 12, tzinfo=zone), 0, zone) - INSTANT


def window(moment, days, body):
    zone = ZoneInfo(body.time_zone)
    day = (midnight_after(moment, days + body.distance_days, zone) - INSTANT).astimezone(zone).date()
    return last_instant(working(day, body.calendar), zone)


def same_day_later(day, months):
    """Day after day until so many months have begun, then to the same number, or to the month's last one."""
    number, begun = day.day, 0
    while begun < months:
        day += DAY
        begun += day.day == 1
    while months and day.day < number and (day + DAY).day != 1:
        day += DAY
    return day
