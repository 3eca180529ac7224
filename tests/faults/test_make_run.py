"""`make run` serves with real processes, and leaves none behind, however it ends."""

import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time

import psutil
import pytest

A_PERSON = "from django.contrib.auth import get_user_model; get_user_model()(email='a@example.org').save()"
ENDINGS = [signal.SIGINT, signal.SIGTERM, *([signal.SIGKILL] if sys.platform == "linux" else [])]
PARTS = {"gunicorn", "worker", "beat"}


class Running:
    """One `make run` in a session of its own, so that every process it starts can be found."""

    def __init__(self, folder, prepared):
        shutil.copytree(prepared, folder, dirs_exist_ok=True)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment = {"PATH": os.environ["PATH"], "ALTERAM_VAR": str(folder), "PORT": str(self.port)}
        self.log = (folder / "run.log").open("w+")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "alteram.local.run"],
            env=self.environment,
            stdout=self.log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def told(self):
        self.log.seek(0)
        return self.log.read()

    def wait_until(self, fact, seconds=60):
        last_moment = time.monotonic() + seconds
        while not fact():
            assert time.monotonic() < last_moment, self.told()
            time.sleep(0.1)

    def processes(self):
        """All processes of the session but the first."""
        found = [process for process in psutil.process_iter() if process.pid != self.process.pid]
        return [process for process in found if _session(process.pid) == self.process.pid]

    def part(self, name):
        return next(each for each in self.processes() if name in each.cmdline() and each.ppid() == self.process.pid)

    def health(self):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", "/healthz")
        return json.load(line.getresponse())


def _session(pid):
    try:
        return os.getsid(pid) if psutil.Process(pid).status() != psutil.STATUS_ZOMBIE else None
    except (ProcessLookupError, psutil.NoSuchProcess):
        return None


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """A folder whose database has somebody in it: it needs no demo data, which would take a minute."""
    folder = tmp_path_factory.mktemp("prepared")
    environment = {"PATH": os.environ["PATH"], "ALTERAM_VAR": str(folder)}
    for command in (["migrate", "-v0"], ["shell", "-v0", "-c", A_PERSON]):
        subprocess.run([sys.executable, "manage.py", *command], env=environment, check=True)
    return folder


@pytest.fixture
def running(tmp_path, prepared):
    run = Running(tmp_path, prepared)
    try:
        run.wait_until(lambda: "Alteram answers at" in run.told())
        yield run
    finally:
        run.process.kill()
        for process in run.processes():
            process.kill()
        run.process.wait()


@pytest.mark.parametrize("ending", ENDINGS, ids=lambda ending: ending.name)
def test_no_child_outlives_its_parent(running, ending):
    assert running.health()["status"] == "up"
    assert {name for name in PARTS if running.part(name)} == PARTS
    running.process.send_signal(ending)
    status = running.process.wait(40)
    running.wait_until(lambda: running.processes() == [], 40)
    assert status == (-signal.SIGKILL if ending == signal.SIGKILL else 0)


@pytest.mark.parametrize("part", sorted(PARTS))
def test_a_part_that_dies_ends_all_with_a_sentence(running, part):
    running.part(part).kill()
    assert running.process.wait(40) == 1
    assert "has ended by itself" in running.told().splitlines()[-1]
    running.wait_until(lambda: running.processes() == [], 40)
