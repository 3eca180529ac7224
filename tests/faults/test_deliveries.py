"""What was told arrives, whatever dies on the way: at least once on the wire, once in the inbox."""

from tests.installation import kill, until


def test_workers_killed_while_they_send_lose_nothing(installation, broker, mail_server, started):
    """Twice by kill -9: once before the server took the message, once after it did and before the worker heard so."""
    kills = [{"after": 2, "having_taken": False}, {"after": 2, "having_taken": True}]
    told = installation.tell(9)
    for how in kills:
        mail_server.fall_silent(**how)
        worker = started(installation.worker())
        until(mail_server.is_silent.is_set)
        kill(worker)
        assert 0 < len(installation.unsent()) < len(told)
        assert installation.let_leases_end() > 0
        installation.sweep()
    started(installation.worker())
    until(lambda: not installation.unsent())
    assert set(mail_server.wire) == told
    assert len(mail_server.wire) - len(told) == 1 <= len(kills)


def test_the_sweep_sends_what_no_broker_heard_of(installation, no_broker, mail_server, started, request):
    told = installation.tell(3)
    assert mail_server.wire == []
    assert len(installation.unsent()) == 3
    request.getfixturevalue("broker")
    started(installation.worker())
    started(installation.beat())
    until(lambda: not installation.unsent())
    assert sorted(mail_server.wire) == sorted(told)
    until(lambda: installation.sql("SELECT name FROM notifications_heartbeat") == [("worker",)])


def test_a_refused_address_waits_alone(installation, broker, mail_server, started):
    told = installation.tell(4)
    [[refused, name]] = installation.sql(
        "SELECT p.email, d.message_id FROM notifications_delivery d JOIN notifications_notice n ON n.id = d.notice_id "
        "JOIN accounts_person p ON p.id = n.recipient_id WHERE d.sent_at IS NULL ORDER BY d.id LIMIT 1"
    )
    mail_server.refused.add(refused)
    started(installation.worker())
    until(lambda: installation.unsent() == [(1,)])
    assert len(mail_server.wire) == 3
    mail_server.refused.clear()
    installation.sql("UPDATE notifications_delivery SET due_at = '2026-01-01 00:00:00+00:00' WHERE sent_at IS NULL")
    installation.sweep()
    until(lambda: not installation.unsent())
    assert sorted(mail_server.wire) == sorted(told)
    assert str(name).replace("-", "") in mail_server.wire[-1].replace("-", "")
