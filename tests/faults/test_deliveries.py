"""Whoever dies with a claim, at whatever point, loses it to another; and whoever never heard of a notice finds it."""

from collections import Counter

import pytest

from tests.installation import HURRIED, kill, until
from tests.mail_server import POINTS

CLAIMED = "SELECT message_id FROM notifications_delivery WHERE sent_at IS NULL AND leased_until IS NOT NULL"


def arrived(installation, mail_server):
    """All of it, and twice only what a dead sender may not have known to be taken."""
    told, wire = Counter(installation.told()), Counter(mail_server.wire)
    assert set(wire) == set(told)
    assert wire - told <= Counter(mail_server.doubtful)
    return True


def test_a_claim_is_anothers_after_its_lease_wherever_its_holder_died(installation, broker, mail_server, started):
    """Each of these workers is killed with a claim in hand, further on in its conversation than the one before."""
    installation.tell(2 * len(POINTS))
    started(installation.beat(HURRIED))
    for point in POINTS:
        worker = started(installation.worker(1, HURRIED))
        after = 0 if point in ("EHLO", "QUIT") else 1
        silence = mail_server.fall_silent(point, after=after, strike=lambda _port: kill(worker))  # noqa: B023
        until(silence.has_begun.is_set)
        assert bool(installation.sql(CLAIMED)) == (point != "QUIT")
    assert not installation.unsent() and arrived(installation, mail_server)
    assert len(mail_server.wire) > len(installation.told())  # by that of the one who died before hearing of it


@pytest.mark.parametrize("death", ["of the broker", "of who told, at the moment of the commit"])
def test_the_sweep_finds_what_no_worker_was_told_of(installation, broker, mail_server, started, death):
    if death == "of the broker":
        broker.stop()
        installation.tell(3)
        broker.start()
    else:
        installation.tell(3, "kill")
    assert broker.is_empty()
    assert len(installation.unsent()) == 3
    started(installation.worker(1, HURRIED))
    started(installation.beat(HURRIED))
    until(lambda: not installation.unsent())
    assert arrived(installation, mail_server)
    until(lambda: ("worker",) in installation.sql("SELECT name FROM notifications_heartbeat"))


def test_a_refused_address_waits_alone(installation, broker, mail_server, started):
    installation.tell(4)
    [[refused, name]] = installation.sql(
        "SELECT p.email, d.message_id FROM notifications_delivery d JOIN notifications_notice n ON n.id = d.notice_id "
        "JOIN accounts_person p ON p.id = n.recipient_id WHERE d.sent_at IS NULL ORDER BY d.id LIMIT 1"
    )
    mail_server.refused.add(refused)
    started(installation.worker(1, HURRIED))
    started(installation.beat(HURRIED))
    until(lambda: len(left := installation.unsent()) == 1 and left[0][0] > 2)  # tries
    assert len(set(mail_server.wire)) == 3
    mail_server.refused.clear()
    until(lambda: not installation.unsent())
    assert arrived(installation, mail_server)
    assert mail_server.wire[-1] == str(name)
