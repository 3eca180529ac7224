"""An installation of real processes: what tests start, ask, stall and kill from outside."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from datetime import timedelta
from email import message_from_bytes
from urllib.parse import urlsplit

import psycopg
from aiosmtpd.controller import Controller
from celery.beat import PersistentScheduler
from django.db.utils import ConnectionHandler

from alteram.celery import app
from alteram.environment import Environment
from alteram.local.children import Child

PATIENCE = 60  # seconds until what must happen counts as not happening
CELERY = [sys.executable, "-m", "celery", "--quiet", "--app", "alteram"]
WORKER = ["worker", "--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--concurrency"]


def until(fact, seconds=PATIENCE):
    last_moment = time.monotonic() + seconds
    while not fact():
        assert time.monotonic() < last_moment, "It did not happen in time."
        time.sleep(0.05)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class MailServer:
    """Takes messages, and can be told to fall silent at one of them, before or after it is taken."""

    def __init__(self):
        self.wire = []  # the Message-ID of every message taken, in order, doubles too
        self.refused = set()
        self.is_silent = threading.Event()
        self._passing, self._takes_it = None, False

    def fall_silent(self, *, after, having_taken):
        """After so many more messages, take the next or not, and say nothing until the client is gone."""
        self.is_silent.clear()
        self._passing, self._takes_it = after, having_taken

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refused:
            return "550 Nobody here has this name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        is_last = self._passing == 0
        if self._passing is not None:
            self._passing -= 1
        if not is_last or self._takes_it:
            self.wire.append(message_from_bytes(envelope.content)["Message-ID"])
        if is_last:
            self.is_silent.set()
            await asyncio.Event().wait()
        return "250 OK"


class Installation:
    """Processes that share a database, and the few things that a test does to it from outside."""

    def __init__(self, folder, database, blocker):
        self.folder, self.blocker = folder, blocker
        (folder / "var").mkdir()
        self.environment = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "alteram.settings",
            "ALTERAM_DEMO": "yes",
            "ALTERAM_VAR": str(folder / "var"),
            "DATABASE_URL": database,
        }
        settings = Environment(self.environment).database("DATABASE_URL", default=folder)
        self.connection = ConnectionHandler({"default": settings})["default"]

    def run(self, *arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def tell(self, count):
        """The Message-IDs of the e-mails that must arrive, committed by a process that is gone."""
        return set(self.run("-m", "tests.faults.tell", str(self.folder), str(count)).split())

    def live_through(self):
        """The same for a whole journey: a report that ends in a warning, and one that ends in a suspension."""
        return set(self.run("-m", "tests.faults.journey").split())

    def sql(self, statement, *values):
        with self.blocker.unblock(), self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else cursor.rowcount

    def unsent(self):
        return self.sql("SELECT attempts FROM notifications_delivery WHERE sent_at IS NULL")

    def let_leases_end(self):
        """What two minutes would do."""
        return self.sql("UPDATE notifications_delivery SET leased_until = due_at WHERE leased_until IS NOT NULL")

    def start(self, *command):
        log = (self.folder / "processes.log").open("ab")
        return Child(command[0], [*CELERY, *command], env=self.environment, output=log)

    def worker(self, processes=2):
        return self.start(*WORKER, str(processes))

    def web(self, port):
        """Pages on this port, by a real web server."""
        self.environment["PORT"] = str(port)
        command = [sys.executable, "-m", "gunicorn", "alteram.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
        return Child("web", command, env=self.environment, output=(self.folder / "processes.log").open("ab"))

    def beat(self):
        """Celery's clock, when it was last seen an hour ago: all that it knows is due."""
        schedule = str(self.folder / "beat")
        memory = PersistentScheduler(app, schedule_filename=schedule)
        for entry in memory.schedule.values():
            entry.last_run_at -= timedelta(hours=1)
        memory.close()
        return self.start("beat", "--loglevel", "WARNING", "--schedule", schedule, "--pidfile=")

    def sweep(self):
        """What beat does each minute."""
        with app.connection_for_write(self.environment["REDIS_URL"]) as broker:
            app.send_task("notifications.tasks.deliver", connection=broker)


def kill(child):
    """The whole worker at once, as when the machine loses its power."""
    os.killpg(child.process.pid, signal.SIGKILL)
    child.process.wait()


@contextlib.contextmanager
def a_database(folder):
    """Its address; other processes see it: one of the PostgreSQL that the suite runs on, else a file."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield f"sqlite:///{folder / 'installation.sqlite3'}"
        return
    name = f"{folder.name}_{os.getpid()}".lower().replace("-", "_")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def mails(environment):
    """A mail server that these processes send to."""
    server, port = MailServer(), free_port()
    environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    yield server
    controller.stop()
