"""A receipt that does not leave is an alarm: the national office hears each morning how many, and of nobody."""

from cases.models import Parameter
from cases.mornings import make_round
from notifications.models import Delivery, Notice

from .cast import Walk, days


def each_morning(start, count):
    for number in range(1, count + 1):
        make_round(at=start + days(number))


def alarms(reader="Nora"):
    """The days of December on which this reader was alarmed."""
    rows = Notice.objects.filter(letter__act="receipts_unsent", recipient__name=reader).order_by("pk")
    return [one.created_at.day for one in rows]


def test_the_national_office_hears_each_morning_that_receipts_do_not_leave(walk):
    each_morning(walk.at, 3)
    assert alarms() == [8, 9, 10]
    assert alarms("Nina") == alarms("Noah") == alarms()
    assert alarms("Alice") == alarms("Paul") == []


def test_nobody_is_alarmed_by_a_receipt_that_left_or_was_read(walk, cast):
    Delivery.objects.update(sent_at=walk.at)
    other = Walk(cast)
    Notice.objects.filter(topic=other.code).update(read_at=other.at)
    each_morning(walk.at, 3)
    assert alarms() == []


def test_a_receipt_that_was_given_up_is_told_of_once(walk):
    Delivery.objects.update(failed_at=walk.at + days(1))
    each_morning(walk.at, 4)
    assert len(alarms()) == 1


def test_the_organisation_says_after_how_long(walk, cast):
    Parameter.objects.set("ACK_ALERT_HOURS", 72, by=cast.nora, at=walk.at)
    each_morning(walk.at, 4)
    assert alarms() == [10, 11]
