"""What is wrong is read on /healthz, while it is wrong and no longer: of real servers, lost and found again."""

from functools import partial

from tests.installation import HURRIED, a_port, health, kill, until

A_WHILE_PASSES = (
    "UPDATE notifications_heartbeat SET at = at - interval '3 minutes'",  # more than a worker may be silent
    "UPDATE notifications_notice SET created_at = created_at - interval '11 minutes'",  # more than mail may wait
)


def test_what_is_lost_is_told_until_it_is_found_again(installation, broker, mail_server, started):
    with a_port() as port:
        started(installation.web(port))
        told = partial(health, f"http://127.0.0.1:{port}")
        worker = started(installation.worker(1, HURRIED))
        started(installation.beat(HURRIED))
        until(lambda: told().get("worker", {}).get("heartbeat") == "fresh")
        assert (told()["status"], told()["broker"], told()["outbox"]["mail"]) == ("up", "up", "leaving")

        broker.stop()
        assert (told()["status"], told()["broker"], told()["database"]) == ("down", "down", "up")
        broker.start()
        assert (told()["status"], told()["broker"]) == ("up", "up")

        mail_server.stop()
        kill(worker)
        installation.tell(2)
        for change in A_WHILE_PASSES:
            installation.without_triggers(change)
        assert (told()["worker"]["heartbeat"], told()["outbox"]["mail"], told()["status"]) == ("stale", "late", "up")

        started(installation.worker(1, HURRIED))
        until(lambda: told()["worker"]["heartbeat"] == "fresh")
        until(lambda: any(attempts for [attempts] in installation.unsent()))
        assert told()["outbox"]["mail"] == "late"  # put off, it is late all the same
        mail_server.start()
        until(lambda: told()["outbox"] == {"mail": "leaving", "oldest_seconds": None})
