"""`make run`: everything that serves Alteram on this machine, started in order, and ended together."""

import contextlib
import http.client
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import django
import redis
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from alteram.environment import SQLITE
from alteram.local.children import Child
from alteram.local.demo import ACCOUNTS, PASSWORD
from alteram.local.servers import ServerMissing, valkey

LOADING = "demo-is-loading"
GLANCE = 0.2  # seconds between two looks at the children
ANSWERS_WITHIN = 120  # seconds
# A shell that starts a job in the background ignores SIGINT for it, `nohup` SIGHUP: only the latter is meant to last.
ENDINGS = [signal.SIGINT, signal.SIGTERM]
if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
    ENDINGS.append(signal.SIGHUP)


class CannotServe(Exception):
    """Why nothing is served; a sentence with what to do about it."""


class Stopped(BaseException):
    """Somebody asked to end: Ctrl-C, SIGTERM, or a terminal that was closed."""


def main() -> int:
    for name in ENDINGS:
        signal.signal(name, _stop)
    try:
        serve()
    except Stopped:
        print("\nAlteram has stopped.", flush=True)
        return 0
    except (CannotServe, ServerMissing, ImproperlyConfigured) as error:
        print(f"Alteram cannot run: {error}", file=sys.stderr)
    return 1


def serve() -> None:
    """Prepare, start, tell, and watch until somebody stops it (Stopped) or a part dies (CannotServe)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alteram.settings")
    with contextlib.ExitStack() as running, _listening(settings.PORT) as door:
        environment = {**os.environ, "REDIS_URL": running.enter_context(_broker()), "ALTERAM_COLLECTED": "yes"}
        prepare()
        children = [running.enter_context(_started(child)) for child in _children(door.fileno(), environment)]
        _wait_for_answer(children)
        _greet()
        while True:
            _refuse_a_death(children)
            time.sleep(GLANCE)


def prepare() -> None:
    """Bring database, language files and style sheet to the state of the code; load the demo into an empty one."""
    django.setup()
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        words = str(error).strip().splitlines()[0]
        raise CannotServe(f"the database cannot be reached; is DATABASE_URL right? It says: {words}") from None
    _forget_half_a_demo()
    call_command("compile_messages", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        _load_demo()
    connections.close_all()


def _load_demo() -> None:
    if get_user_model().objects.exists():
        return
    print("Loading the demo data (once, about a minute)…", flush=True)
    mark = settings.VAR / LOADING
    mark.touch()
    call_command("seed_demo")
    mark.unlink()


def _forget_half_a_demo() -> None:
    """A first start that was ended while it loaded begins again: nobody has worked in that database yet."""
    mark, database = settings.VAR / LOADING, settings.DATABASES["default"]
    if not (settings.DEMO and mark.exists()):
        return
    if database["ENGINE"] != SQLITE:
        raise CannotServe(f"the demo data was loaded by half; empty the database, then remove {mark}.")
    connections.close_all()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database['NAME']}{suffix}").unlink(missing_ok=True)
    mark.unlink()


def _children(door: int, environment: dict[str, str]) -> list[Child]:
    """The web server, the worker and its clock. Threads, because a browser's idle connection would hold a process."""
    celery = [sys.executable, "-m", "celery", "--quiet", "--app", "alteram"]
    web = [sys.executable, "-m", "gunicorn", "alteram.wsgi", "--bind", f"fd://{door}", "--log-level", "warning"]
    web += ["--workers", "2", "--worker-class", "gthread", "--threads", "4", "--no-control-socket"]
    worker = [*celery, "worker", "--loglevel", "WARNING", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    beat = [*celery, "beat", "--loglevel", "WARNING", "--schedule", str(settings.VAR / "beat"), "--pidfile="]
    return [
        Child("the web server", web, env=environment, pass_fds=[door]),
        Child("the worker", worker, env=environment),
        Child("the beat", beat, env=environment),
    ]


@contextlib.contextmanager
def _started(child: Child) -> Iterator[Child]:
    try:
        yield child
    finally:
        child.stop()


@contextlib.contextmanager
def _listening(port: int) -> Iterator[socket.socket]:
    """The socket that the web server inherits: taken first, so that a port in use is told at once."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            raise CannotServe(f"port {port} is in use; end what holds it, or try PORT=8001 make run") from None
        yield door


@contextlib.contextmanager
def _broker() -> Iterator[str]:
    """The address of the Redis server: the given one, or an embedded one that ends with this program."""
    if not settings.BROKER_IS_GIVEN:
        with tempfile.TemporaryDirectory() as folder, valkey(Path(folder)) as address:
            yield address
        return
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=5) as broker:
            broker.ping()
    except redis.RedisError as error:
        raise CannotServe(f"the Redis server of REDIS_URL cannot be reached: {error}") from None
    yield settings.CELERY_BROKER_URL


def _wait_for_answer(children: list[Child]) -> None:
    last_moment = time.monotonic() + ANSWERS_WITHIN
    while not _answers():
        _refuse_a_death(children)
        if time.monotonic() > last_moment:
            raise CannotServe(f"no answer within {ANSWERS_WITHIN} seconds.")
        time.sleep(GLANCE)


def _answers() -> bool:
    line = http.client.HTTPConnection("127.0.0.1", settings.PORT, timeout=5)
    try:
        line.request("GET", "/healthz")
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def _refuse_a_death(children: list[Child]) -> None:
    for child in children:
        if child.has_ended():
            raise CannotServe(f"{child.name} has ended by itself (status {child.process.returncode}).")


def _greet() -> None:
    print(f"Alteram answers at {settings.ADDRESS}/ (Ctrl-C ends it).", flush=True)
    if settings.DEMO:
        print(f"Demo accounts, all with the password {PASSWORD}:", flush=True)
        for email, may in ACCOUNTS.items():
            print(f"  {email:<28} {may}", flush=True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # A second signal while the children end changes nothing: they are given their seconds, then killed.
    for name in ENDINGS:
        signal.signal(name, signal.SIG_IGN)
    raise Stopped


if __name__ == "__main__":
    sys.exit(main())
