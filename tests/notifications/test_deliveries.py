"""Nothing is lost with who held it, nothing is tried for ever, and two never hold the same one."""

from datetime import timedelta
from itertools import chain

import pytest

from accounts.models import Person
from notifications.models import Delivery, Heartbeat
from tests.at_once import at_once

from .conftest import NOON

pytestmark = pytest.mark.django_db
LEASE = timedelta(minutes=2)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


def claim(at=NOON, most=50):
    return Delivery.objects.claim(most, at=at, lease=LEASE)


@pytest.fixture
def crowd(tell):
    def many(count):
        people = [Person(email=f"{n}@example.org", name=f"{n}") for n in range(count)]
        return tell(*Person.objects.bulk_create(people))

    return many


@pytest.fixture
def delivery(tell, jean):
    tell(jean)
    return Delivery.objects.get()


def test_what_is_not_due_is_not_taken(delivery):
    assert claim(at=NOON - SECOND) == []
    assert claim() == [delivery]


def test_what_leaves_by_another_way_is_not_taken(delivery):
    Delivery.objects.update(channel=Delivery.Channel.POST)
    assert claim() == []


def test_a_claim_holds_until_its_lease_is_over(delivery):
    assert claim() == [delivery]
    assert claim(at=NOON + LEASE - SECOND) == []
    assert claim(at=NOON + LEASE) == [delivery]


def test_what_is_sent_or_given_up_is_not_taken_again(crowd):
    crowd(2)
    sent, given_up = claim()
    sent.sent(at=NOON)
    given_up.give_up(at=NOON)
    assert claim(at=NOON + 1000 * HOUR) == []


def test_a_claim_takes_the_longest_due_first_and_no_more_than_asked(crowd):
    crowd(5)
    last = Delivery.objects.order_by("pk").last()
    Delivery.objects.filter(pk=last.pk).update(due_at=NOON - HOUR)
    first = claim(most=2)
    assert len(first) == 2
    assert first[0] == last
    assert len({*first, *claim(most=2), *claim(most=2)}) == 5
    assert claim() == []


def test_a_claim_costs_the_same_however_many(crowd, django_assert_num_queries):
    crowd(20)
    with django_assert_num_queries(5):  # SAVEPOINT, keys, lease, RELEASE, rows
        for one in claim():
            assert one.notice.recipient.email


def test_waits_double_from_30_seconds_to_2_hours(delivery):
    waits, at = [], NOON
    for _ in range(12):
        [one] = claim(at=at)
        one.put_off(at=at)
        one.refresh_from_db()
        assert one.leased_until is None
        waits.append(one.due_at - at)
        at = one.due_at
    for wait, least in zip(waits, [30, 60, 120, 240, 480, 960, 1920, 3840, *[7200] * 4], strict=True):
        assert timedelta(seconds=least) <= wait <= timedelta(seconds=least * 1.1)


def test_what_fails_together_does_not_come_back_together(crowd):
    crowd(20)
    for one in claim():
        one.put_off(at=NOON)
    assert len(set(Delivery.objects.values_list("due_at", flat=True))) > 10


def test_the_sixtieth_failure_is_the_last(delivery):
    Delivery.objects.update(attempts=58)
    for at in (NOON, NOON + 3 * HOUR):
        [one] = claim(at=at)
        assert list(Delivery.objects.failed_for("45-2026-K7QM")) == []
        one.put_off(at=at)
    one.refresh_from_db()
    assert (one.attempts, one.failed_at, one.sent_at) == (60, NOON + 3 * HOUR, None)
    assert list(Delivery.objects.failed_for("45-2026-K7QM")) == [one]
    assert list(Delivery.objects.failed_for("75-2026-AAAA")) == []


def test_whoever_lost_the_claim_puts_nothing_off(delivery):
    [slow] = claim()
    [quick] = claim(at=NOON + LEASE)
    slow.put_off(at=NOON + LEASE)
    quick.refresh_from_db()
    assert (quick.attempts, quick.leased_until) == (0, NOON + 2 * LEASE)


def test_a_letter_that_was_taken_is_sent_whoever_says_so(delivery):
    [slow] = claim()
    [quick] = claim(at=NOON + LEASE)
    quick.give_up(at=NOON + LEASE)
    slow.sent(at=NOON + LEASE + SECOND)
    slow.refresh_from_db()
    assert (slow.sent_at, slow.failed_at) == (NOON + LEASE + SECOND, None)
    quick.sent(at=NOON + HOUR)
    quick.refresh_from_db()
    assert quick.sent_at == NOON + LEASE + SECOND


def test_two_at_once_never_hold_the_same_one(committed, crowd):
    crowd(60)

    def worker():
        return [one.pk for batch in iter(lambda: claim(most=7), []) for one in batch]

    keys = list(chain(*at_once(worker, worker, worker)))
    assert len(keys) == len(set(keys)) == 60


def test_a_heart_beats_in_one_row(django_assert_num_queries):
    for at in (NOON, NOON + SECOND):
        with django_assert_num_queries(1):
            Heartbeat.beat("worker", at=at)
    assert list(Heartbeat.objects.values_list("name", "at")) == [("worker", NOON + SECOND)]
