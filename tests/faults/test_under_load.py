"""While people act on cases, workers are killed, the broker is lost and the mail server fails: what was told arrives.

At least once on the wire, once in the inbox: only the last message of a conversation that broke off may come twice, and
one of which its worker says that it was too late with it.
"""

import random
import subprocess
from collections import Counter
from functools import partial

from tests.installation import HURRIED, PYTHON, kill, until, whose
from tests.mail_server import POINTS

SEED = 20261207
WORKERS = 2
BUSY = 3  # deliveries that wait: with fewer, people go on acting


class People:
    """The process of those who act."""

    def __init__(self, installation):
        command = [*PYTHON, "tests.faults.stream"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "process_group": 0}
        self.process = subprocess.Popen(command, env=installation.environment, **pipes)
        self.asked = 0

    def act(self, times=1):
        """They begin; nobody waits for them."""
        print(times, file=self.process.stdin, flush=True)
        self.asked += 1

    def done(self):
        """All that was asked of them is committed."""
        while self.asked:
            assert self.process.stdout.readline(), "The people are gone."
            self.asked -= 1


class Scene:
    """Everything that runs, and each way to break it; whatever was broken is whole again when its turn is over."""

    def __init__(self, installation, broker, mail_server, started, chance):
        self.installation, self.broker, self.mail_server = installation, broker, mail_server
        self.chance, self.started = chance, started
        self.people = started(People(installation))
        self.workers = [self.worker() for _ in range(WORKERS)]
        self.beat = started(installation.beat(HURRIED))

    def worker(self):
        return self.started(self.installation.worker(1, HURRIED))

    def until(self, fact):
        """People go on acting until it is so."""

        def comes_true():
            if not (found := fact()) and len(self.installation.unsent()) < BUSY:
                self.people.act()
                self.people.done()
            return found

        return until(comes_true)

    def tries(self):
        return self.installation.sql("SELECT coalesce(sum(attempts), 0) FROM notifications_delivery")[0][0]

    # Workers -------------------------------------------------------------------------------------------------------

    def kill_a_worker_at_a_point(self):
        """Of its conversation with the mail server."""
        point, after = self.chance.choice(POINTS), self.chance.randrange(4)
        silence = self.mail_server.fall_silent(point, after=after, strike=self.strike)
        self.until(silence.has_begun.is_set)
        self.replace_the_dead()

    def kill_a_worker_in_flight(self):
        """Anywhere: claiming, sending, marking, idle or starting."""
        enough = len(self.mail_server.wire) + self.chance.randint(1, 4)
        self.until(lambda: len(self.mail_server.wire) >= enough)
        kill(self.chance.choice(self.workers))
        self.replace_the_dead()

    def strike(self, port):
        kill(whose(port, self.workers) or self.workers[0])

    def replace_the_dead(self):
        self.workers = [self.worker() if one.has_ended() else one for one in self.workers]

    # The broker ----------------------------------------------------------------------------------------------------

    def lose_what_the_broker_holds(self):
        self.people.act(2)
        self.broker.forget()

    def lose_the_broker(self):
        self.people.act()
        self.broker.stop()
        self.people.act()
        self.people.done()
        self.broker.start()

    # The mail server -----------------------------------------------------------------------------------------------

    def stop_the_mail_server(self):
        self.mail_server.stop()
        before = self.tries()
        self.until(lambda: self.tries() > before + 1)
        self.mail_server.start()

    def refuse_mail(self, words):
        before = self.mail_server.refusals
        with self.mail_server.answering(self.chance.choice(["MAIL", "RCPT", "DATA"]), words):
            self.until(lambda: self.mail_server.refusals > before + 5)

    def answer_too_late(self):
        """Later than a worker waits."""
        ports = []
        silence = self.mail_server.fall_silent(self.chance.choice(["MAIL", "TAKEN"]), strike=ports.append)
        self.until(silence.has_begun.is_set)
        until(lambda: whose(ports[0], self.workers) is None)


FAULTS = {
    Scene.kill_a_worker_at_a_point: 20,
    Scene.kill_a_worker_in_flight: 10,
    Scene.lose_what_the_broker_holds: 5,
    Scene.lose_the_broker: 5,
    Scene.stop_the_mail_server: 3,
    partial(Scene.refuse_mail, words="451 Later"): 3,
    partial(Scene.refuse_mail, words="554 Never"): 2,
    Scene.answer_too_late: 2,
}


def test_every_notice_arrives_once_whatever_dies_on_the_way(installation, broker, mail_server, started):
    chance = random.Random(SEED)
    scene = Scene(installation, broker, mail_server, started, chance)
    faults = [fault for fault, times in FAULTS.items() for _ in range(times)]
    for fault in chance.sample(faults, len(faults)):
        fault(scene)
    scene.people.done()
    until(lambda: not installation.unsent())
    told, wire = Counter(installation.told()), Counter(mail_server.wire)
    assert set(wire) == set(told) and len(told) > len(faults)
    assert wire - told <= Counter([*mail_server.doubtful, *installation.sent_late()])
    assert {one.process.poll() for one in (scene.beat, scene.people, *scene.workers)} == {None}
    assert "unbroken" in installation.run("manage.py", "verify_audit")
