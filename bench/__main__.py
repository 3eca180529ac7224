"""Start both sides on one PostgreSQL, load them, measure them in turn, print the table, and end everything."""

from __future__ import annotations

import argparse
import contextlib
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from alteram.local.children import Child
from alteram.local.servers import ServerMissing, broker, database, free_port, listens, serving

from .figures import WORKS, measured, needed, table

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
FIGURES = re.compile(r"(?<=<!-- figures -->\n).*?(?=\n<!-- end of figures -->)", re.DOTALL)
SERVES = {"product": "alteram", "floor": "bench.floor"}


def main() -> None:
    asked = argparse.ArgumentParser(prog="make bench", description=__doc__)
    asked.add_argument("--size", type=int, default=10_000, help="how many cases")
    asked.add_argument("--rounds", type=int, default=5)
    asked.add_argument("--samples", type=int, default=20, help="requests a round by one client")
    asked.add_argument("--write", action="store_true", help="put the figures into docs/benchmarks.md")
    given = asked.parse_args()
    try:
        said = bench(given.size, rounds=given.rounds, samples=given.samples)
    except ServerMissing as error:
        sys.exit(f"The bench cannot run: {error}")
    print(said)
    if given.write:
        PAGE.write_text(FIGURES.sub(lambda _: said, PAGE.read_text("utf-8")), "utf-8")


def bench(size: int, *, rounds: int, samples: int) -> str:
    """The figures as Markdown."""
    with tempfile.TemporaryDirectory(prefix="alteram-bench-") as name, contextlib.ExitStack() as running:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL, which never runs as root, passes through to its own part
        server = running.enter_context(database(folder))
        redis = running.enter_context(broker(folder))
        ports = []
        for side in SERVES:
            environment = surroundings(folder, side, running.enter_context(scratch(server, side)), redis)
            load(side, environment, folder, size, once=needed(rounds, samples))
            ports.append(running.enter_context(web(side, environment, folder)))
        figures = []
        for work in WORKS:
            print(f"Measuring: {work.name}…", file=sys.stderr, flush=True)
            figures.append(measured(work, folder, (ports[0], ports[1]), rounds=rounds, samples=samples))
        with psycopg.connect(server) as connection:
            return f"{circumstances(size, rounds, samples, connection.info)}\n\n{table(figures)}"


@contextlib.contextmanager
def scratch(server: str, side: str) -> Iterator[str]:
    """A database of its own, gone afterwards."""
    name = f"bench_{side}_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def surroundings(folder: Path, side: str, address: str, redis: str) -> dict[str, str]:
    """What both are started with: the settings as they are served, in a folder thrown away after."""
    kept = {name: value for name, value in os.environ.items() if name[:8] != "ALTERAM_" and name != "SECRET_KEY"}
    return kept | {
        "DJANGO_SETTINGS_MODULE": f"{SERVES[side]}.settings", "DATABASE_URL": address, "REDIS_URL": redis,
        "ALTERAM_DEMO": "yes", "ALTERAM_COLLECTED": "yes", "ALTERAM_VAR": str(folder / side),
    }  # fmt: skip


def load(side: str, environment: dict[str, str], folder: Path, size: int, *, once: int) -> None:
    print(f"Loading {size} cases into the {side}…", file=sys.stderr, flush=True)
    module = {"product": "bench.product", "floor": "bench.floor.load"}[side]
    command = [sys.executable, "-m", "bench.prepared", module, str(folder), str(size), str(once)]
    subprocess.run(command, env=environment, check=True)


@contextlib.contextmanager
def web(side: str, environment: dict[str, str], folder: Path) -> Iterator[int]:
    """Two synchronous workers of gunicorn, as behind a proxy; yields their port."""
    port = free_port()
    command = ["gunicorn", f"{SERVES[side]}.wsgi", "--workers", "2", "--bind", f"127.0.0.1:{port}"]
    child = Child(f"the {side}", [sys.executable, "-m", *command, "--log-level", "warning", "--no-control-socket"],
                  env=environment)  # fmt: skip
    with serving(child, listens(port)):
        yield port


def circumstances(size: int, rounds: int, samples: int, postgresql: psycopg.ConnectionInfo) -> str:
    """Where and when, and how often."""
    today = datetime.now(UTC).date()  # noqa: TID251  (an edge)
    return (
        f"{today}, {os.cpu_count()} processors ({platform.machine()}, {platform.system()}), "
        f"Python {platform.python_version()}, Django {version('django')}, gunicorn {version('gunicorn')}, "
        f"PostgreSQL {postgresql.server_version // 10000}, psycopg {version('psycopg')}; {size} cases over 101 "
        f"federations; {rounds} rounds of {samples} requests by one client and {samples * 4} by eight."
    )


if __name__ == "__main__":
    main()
