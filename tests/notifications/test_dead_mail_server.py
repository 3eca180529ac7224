"""A real mail server that is dead for a day, or refuses somebody for ever: nothing is lost, and nobody waits for it."""

from datetime import timedelta
from itertools import pairwise

import pytest

from accounts.models import Person
from notifications import tasks
from notifications.models import Delivery
from tests.installation import a_port
from tests.mail_server import MailServer

from .conftest import NOON

pytestmark = pytest.mark.django_db
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LONGEST = timedelta(hours=2.2) + MINUTE  # between two tries: the wait, its jitter, and the sweep that comes after it


@pytest.fixture
def mail_server(settings):
    """Not started: its port refuses."""
    with a_port() as settings.EMAIL_PORT:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        server = MailServer(settings.EMAIL_PORT)
        yield server
        if server.is_up:
            server.stop()


@pytest.fixture
def sweep(monkeypatch):
    """`sweep(begin, end)` is every minute at which anything is due, a worker's as beat calls it; gives the moments."""
    told = {}
    monkeypatch.setattr(tasks, "now", lambda: told["at"])

    def sweeping(begin, end):
        moments, told["at"] = [], begin
        while told["at"] <= end:
            tasks.deliver()
            moments.append(told["at"])
            due = Delivery.objects.waiting("email").order_by("due_at").values_list("due_at", flat=True).first()
            if due is None:
                break
            told["at"] += max(1, -((told["at"] - due) // MINUTE)) * MINUTE
        return moments

    return sweeping


@pytest.fixture
def crowd(tell):
    def telling(*emails):
        people = Person.objects.bulk_create([Person(email=email, name=email) for email in emails])
        return tell(*people)

    return telling


def sent_to(people):
    return set(Delivery.objects.exclude(sent_at=None).values_list("notice__recipient__email", flat=True)) == set(people)


def test_after_a_day_without_a_mail_server_everything_arrives_once(crowd, sweep, mail_server):
    everybody = [f"{n}@example.org" for n in range(5)]
    crowd(*everybody)
    moments = sweep(NOON, NOON + DAY)
    assert not Delivery.objects.exclude(sent_at=None).exists()
    assert set(Delivery.objects.values_list("failed_at", "leased_until")) == {(None, None)}
    tries = set(Delivery.objects.values_list("attempts", flat=True))
    assert tries <= {17, 18, 19}  # eight in the first 128 minutes, then one every two hours and a little
    assert all(later - sooner <= LONGEST for sooner, later in pairwise(moments))
    mail_server.start()
    sweep(NOON + DAY, NOON + DAY + LONGEST)
    assert sent_to(everybody)
    assert sorted(mail_server.wire) == sorted(str(one) for one in Delivery.objects.values_list("message_id", flat=True))


# What no mail server takes, each for a reason of its own.
POISON = {
    "nobody has this name": "nobody@example.org",
    "a header of two lines": "two\nlines@example.org",
    "a host that has no name": f"jean@{'é' * 70}.org",
}


@pytest.mark.parametrize("poison", POISON.values(), ids=POISON)
def test_poison_holds_up_nobody_and_ends_as_not_delivered(crowd, sweep, mail_server, poison):
    mail_server.refused.add("nobody@example.org")
    mail_server.start()
    crowd(poison, "1@example.org", "2@example.org")
    sweep(NOON, NOON)
    assert sent_to(["1@example.org", "2@example.org"])
    [moment, *_more, last] = sweep(NOON + MINUTE, NOON + 30 * DAY)
    bad = Delivery.objects.get(sent_at=None)
    assert (bad.attempts, bad.failed_at) == (60, last)
    assert timedelta(days=4) < last - moment < timedelta(days=5)
    assert list(Delivery.objects.failed_for("45-2026-K7QM")) == [bad]
    assert len(mail_server.wire) == 2
