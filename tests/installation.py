"""An installation of real processes: what tests start, ask, stall and kill from outside."""

import contextlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import urlopen
from uuid import UUID

import psutil
import psycopg
import redis
from celery.beat import PersistentScheduler
from django.db.utils import ConnectionHandler

from alteram.celery import app
from alteram.environment import Environment
from alteram.local.children import Child
from alteram.local.servers import valkey
from tests.mail_server import MailServer

PATIENCE = 120  # seconds until what must happen counts as not happening
PYTHON = [sys.executable, "-m"]
WORKER = ["worker", "--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--concurrency"]
HURRIED = "tests.faults.hurried"
E_MAIL = "FROM notifications_delivery WHERE channel <> 'post'"


def until(fact, seconds=PATIENCE):
    """Wait for it, and give it back."""
    last_moment = time.monotonic() + seconds
    while not (found := fact()):
        assert time.monotonic() < last_moment, "It did not happen in time."
        time.sleep(0.02)
    return found


@contextlib.contextmanager
def a_port():
    """A port of the loopback that stays ours while nobody listens there: it refuses, and nobody else is given it.

    Elsewhere than on Linux it is only a free one.
    """
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        if sys.platform != "linux":
            held.close()
        yield port


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

    # Processes -----------------------------------------------------------------------------------------------------

    def run(self, *arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, env=self.environment, check=True, stdout=subprocess.PIPE, text=True).stdout

    def start(self, *command, **more):
        log = (self.folder / "processes.log").open("ab")
        return Child(command[0], [*PYTHON, *command], env=self.environment, output=log, **more)

    def worker(self, processes=2, program="alteram"):
        return self.start("celery", "--quiet", "--app", program, *WORKER, str(processes))

    def beat(self, program="alteram"):
        """Celery's clock, when it was last seen an hour ago: all that it knows is due."""
        schedule = str(self.folder / "beat")
        memory = PersistentScheduler(app, schedule_filename=schedule)
        for entry in memory.schedule.values():
            entry.last_run_at -= timedelta(hours=1)
        memory.close()
        command = ["beat", "--loglevel", "WARNING", "--schedule", schedule, "--pidfile="]
        return self.start("celery", "--quiet", "--app", program, *command)

    def web(self, port, *options):
        """Pages on this port, by a real web server."""
        self.environment["PORT"] = str(port)
        return self.start("gunicorn", "alteram.wsgi", "--bind", f"127.0.0.1:{port}", *(options or ["--threads", "4"]))

    # What is stored ------------------------------------------------------------------------------------------------

    def sql(self, statement, *values):
        with self.blocker.unblock(), self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else cursor.rowcount

    def without_triggers(self, statement):
        """What only time could do."""
        self.sql(f"SET session_replication_role = replica; {statement}; RESET session_replication_role")

    def tell(self, count, *how):
        """Tell so many people something, by a process that is gone afterwards: with "kill", as it commits."""
        command = [*PYTHON, "tests.faults.tell", str(self.folder), str(count), *how]
        ended = subprocess.run(command, env=self.environment, check=False)
        assert ended.returncode == (-signal.SIGKILL if how else 0)

    def told(self):
        """The names that all e-mails have: those that were sent, and those that must still be."""
        return [str(UUID(str(name))) for [name] in self.sql(f"SELECT message_id {E_MAIL}")]

    def sent_late(self):
        """The names of those of which a worker says that its lease was over when they were sent."""
        return re.findall(r"Delivery (\S+) was sent after its lease", (self.folder / "processes.log").read_text())

    def unsent(self):
        return self.sql(f"SELECT attempts {E_MAIL} AND sent_at IS NULL")


def kill(child):
    """The whole of it at once, as when the machine loses its power."""
    if child.process.poll() is None:
        os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()


def whose(port, children):
    """The one of these whose connection begins at this port, itself or a process that it started; None if gone."""
    for child in children:
        with contextlib.suppress(psutil.Error):
            first = psutil.Process(child.process.pid)
            for process in (first, *first.children(recursive=True)):
                if any(one.laddr and one.laddr.port == port for one in process.net_connections("tcp")):
                    return child
    return None


def health(address):
    """What `/healthz` says; empty while nobody listens."""
    try:
        with urlopen(f"{address}/healthz") as answer:
            return json.load(answer)
    except HTTPError as answer:
        return json.load(answer)
    except (URLError, ConnectionError):
        return {}


# Servers that all of them use ---------------------------------------------------------------------------------------


@contextlib.contextmanager
def a_database(folder, like=None):
    """Its address, empty or a copy: one of the PostgreSQL that the suite runs on, else a file."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        file = folder / "installation.sqlite3"
        if like:
            shutil.copy(like.removeprefix("sqlite:///"), file)
        yield f"sqlite:///{file}"
        return
    name = f"{folder.name}_{os.getpid()}".lower().replace("-", "_")
    template = f"TEMPLATE {urlsplit(like).path[1:]}" if like else ""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {template}")
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextlib.contextmanager
def mails(environment):
    """A mail server that these processes send to."""
    with a_port() as port:
        environment["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
        server = MailServer(port)
        server.start()
        yield server
        if server.is_up:
            server.stop()


class Broker:
    """A Redis server that can be lost, always at one address."""

    def __init__(self, folder, port):
        self.folder, self.port = Path(folder), port
        self.address = f"redis://127.0.0.1:{port}/0"
        self._running = contextlib.ExitStack()

    def start(self):
        self._running.enter_context(valkey(self.folder, self.port))

    def stop(self):
        self._running.close()

    @contextlib.contextmanager
    def silent(self):
        """It takes connections, and says nothing."""
        self.stop()
        with socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", self.port))
            listening.listen()
            yield
        self.start()

    def forget(self):
        with redis.Redis.from_url(self.address) as client:
            client.flushall()

    def is_empty(self):
        with redis.Redis.from_url(self.address) as client:
            return client.dbsize() == 0


@contextlib.contextmanager
def a_broker(folder, environment):
    with a_port() as port:
        broker = Broker(folder, port)
        environment["REDIS_URL"] = broker.address
        broker.start()
        yield broker
        broker.stop()
