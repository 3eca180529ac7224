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
from django.core.exceptions import ImproperlyConfigured

from alteram.celery import app as celery
from alteram.local.children import Child
from alteram.local.prepare import CannotServe, prepare
from alteram.local.servers import ServerMissing, valkey
from cases.demo.accounts import ACCOUNTS, PASSWORD

GLANCE = 0.2  # seconds between two looks at the children
ANSWERS_WITHIN = 120  # seconds
# A shell that starts a job in the background ignores SIGINT for it, `nohup` SIGHUP: only the latter is meant to last.
ENDINGS = [signal.SIGINT, signal.SIGTERM]
if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
    ENDINGS.append(signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked to end: Ctrl-C, SIGTERM, or a terminal that was closed."""


def main() -> int:
    for name in [*ENDINGS, signal.SIGALRM]:
        signal.signal(name, _stop)
    sys.unraisablehook = _once_more
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
    os.environ |= {"DJANGO_SETTINGS_MODULE": "alteram.settings", "ALTERAM_COLLECTED": "yes"}
    with contextlib.ExitStack() as running, _listening(settings.PORT) as door:
        os.environ["REDIS_URL"] = celery.conf.broker_url = running.enter_context(_broker())
        django.setup()
        prepare()
        children = []
        for child in _children(door.fileno()):
            running.callback(child.stop)
            children.append(child)
        _wait_for_answer(children)
        _greet()
        while True:
            _refuse_a_death(children)
            time.sleep(GLANCE)


def _children(door: int) -> Iterator[Child]:
    """The web server, the worker and the beat, each started as it is taken."""
    python = [sys.executable, "-m"]
    # Threads, because the idle connection that a browser keeps in store would hold a whole process.
    web = ["gunicorn", "alteram.wsgi", "--worker-class", "gthread", "--threads", "4", "--workers", "2"]
    yield Child(
        "the web server",
        [*python, *web, "--bind", f"fd://{door}", "--log-level", "warning", "--no-control-socket"],
        pass_fds=[door],
    )
    app = ["celery", "--quiet", "--app", "alteram"]
    worker = ["worker", "--loglevel", "WARNING", "--concurrency", "2", "--without-gossip", "--without-mingle"]
    yield Child("the worker", [*python, *app, *worker])
    beat = ["beat", "--loglevel", "WARNING", "--schedule", str(settings.VAR / "beat"), "--pidfile="]
    yield Child("the beat", [*python, *app, *beat])


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
        for email, account in ACCOUNTS.items():
            print(f"  {email:<28} {account.may}", flush=True)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    # A second signal while the children end changes nothing: they are given their seconds, then killed.
    for name in ENDINGS:
        signal.signal(name, signal.SIG_IGN)
    raise Stopped


def _once_more(lost: "sys.UnraisableHookArgs") -> None:
    """Stopped came where nothing can be raised, as while an object is finalized: it comes again a moment later."""
    if lost.exc_type is Stopped:
        signal.setitimer(signal.ITIMER_REAL, GLANCE)
    else:
        sys.__unraisablehook__(lost)


if __name__ == "__main__":
    sys.exit(main())
