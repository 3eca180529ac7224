"""Every e-mail of a whole journey arrives at a real mail server, though the worker is killed on the way."""

from tests.installation import kill, until


def test_the_mails_of_a_journey_arrive_once_each_with_the_worker_killed(installation, broker, mail_server, started):
    """By kill -9, before a message is taken and after another was: that one's copy has the same Message-ID.

    With one process each, for a second one would send on while the first waits for a mail server that says nothing.
    """
    mail_server.fall_silent(after=3, having_taken=False)
    worker = started(installation.worker(processes=1))
    told = installation.live_through()
    until(mail_server.is_silent.is_set)
    kill(worker)
    mail_server.fall_silent(after=4, having_taken=True)
    installation.let_leases_end()
    worker = started(installation.worker(processes=1))
    installation.sweep()
    until(mail_server.is_silent.is_set)
    kill(worker)
    assert installation.let_leases_end() > 0
    started(installation.worker())
    installation.sweep()
    until(lambda: not installation.unsent())
    assert len(told) > 10
    assert set(mail_server.wire) == told
    assert len(mail_server.wire) - len(told) == 1
