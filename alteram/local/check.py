"""`make test`: every check, on real servers. What this machine lacks is fetched or named; nothing is skipped."""

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from alteram.local.chromium import BrowserMissing, chromium
from alteram.local.servers import ServerMissing, postgresql, valkey

HERE = str(Path(sys.executable).parent)
MANAGE = (sys.executable, "manage.py")
LINT: tuple[tuple[str, ...], ...] = (
    (*MANAGE, "compile_messages", "--verbosity=0"),
    ("ruff", "check", "--quiet"),
    ("ruff", "format", "--check", "--quiet"),
    ("mypy",),
    ("djlint", "templates", "--lint", "--quiet"),
    ("lint-imports",),
    (*MANAGE, "check"),
    (*MANAGE, "makemigrations", "--check", "--dry-run"),
    (*MANAGE, "extract_messages", "--check"),
)
SUITE = (sys.executable, "-m", "pytest", "--numprocesses=2", "--dist=worksteal", "--quiet")
# What drives a browser or kills servers is the same on both engines: once, on PostgreSQL, is enough.
BROWSED = ("tests/journeys", "tests/faults", "tests/look")
ON_SQLITE = tuple(f"--ignore={place}" for place in BROWSED)


def main(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="alteram-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL, which never runs as root, passes through to its own part
        environment = _environment(Path(folder))
        failed = [_name(command) for command in LINT if not _passes(command, environment)]
        if "--lint" not in arguments:
            try:
                failed += _suites(Path(folder), environment)
            except (BrowserMissing, ServerMissing) as error:
                sys.exit(f"The tests cannot run: {error}")
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _suites(folder: Path, environment: dict[str, str]) -> list[str]:
    """The names of the suites that fail. PostgreSQL comes last: it is the whole, and its count the closing line."""
    with _broker(folder) as broker, _database(folder) as database:
        environment = {**environment, "REDIS_URL": broker, "ALTERAM_CHROMIUM": chromium()}
        runs = {
            "the suite on SQLite": ((*SUITE, *ON_SQLITE), environment),
            "the suite on PostgreSQL": (SUITE, {**environment, "DATABASE_URL": database}),
        }
        return [name for name, (command, variables) in runs.items() if not _passes(command, variables, name)]


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment, without the caller's installation: a demo's, in a folder thrown away after."""
    theirs = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "IDENTITY_KEYS", "EMAIL_URL", "PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in theirs and name[:8] != "ALTERAM_"}
    (folder / "var").mkdir()
    return kept | {
        "ALTERAM_DEMO": "yes",
        "ALTERAM_VAR": str(folder / "var"),
        "PATH": f"{HERE}{os.pathsep}{os.environ['PATH']}",
    }


@contextlib.contextmanager
def _broker(folder: Path) -> Iterator[str]:
    with contextlib.ExitStack() as servers:
        yield os.environ.get("REDIS_URL") or servers.enter_context(valkey(folder))


@contextlib.contextmanager
def _database(folder: Path) -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given and not given.startswith("postgres"):
        raise ServerMissing("DATABASE_URL must name a PostgreSQL server for the tests; SQLite is tested anyway.")
    with contextlib.ExitStack() as servers:
        (place := folder / "postgresql").mkdir()
        yield given or servers.enter_context(postgresql(place))


def _passes(command: tuple[str, ...], environment: dict[str, str], name: str = "") -> bool:
    print(f"── {name or _name(command)}", flush=True)
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _name(command: tuple[str, ...]) -> str:
    return " ".join(Path(part).name if part == sys.executable else part for part in command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
