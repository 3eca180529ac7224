"""`make test`: every check, on real servers. What this machine lacks is fetched or named; nothing is skipped."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from alteram.local.chromium import BrowserMissing, chromium
from alteram.local.servers import ServerMissing, broker, database

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
# What drives a browser or kills servers is the same on both engines, and on SQLite one alone writes: once is enough.
ONCE = ("tests/journeys", "tests/look", "tests/faults", "tests/races", "tests/bench")
ON_SQLITE = tuple(f"--ignore={place}" for place in ONCE)


ORACLE = (*SUITE, "tests/cases/oracle/test_machine.py")


def main(arguments: Sequence[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="alteram-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL, which never runs as root, passes through to its own part
        environment = _environment(Path(folder))
        if "--oracle" in arguments:
            return _oracle(Path(folder), environment, steps=arguments[-1])
        failed = [_name(command) for command in LINT if not _passes(command, environment)]
        if "--lint" not in arguments:
            try:
                failed += _suites(Path(folder), environment)
            except (BrowserMissing, ServerMissing) as error:
                sys.exit(f"The tests cannot run: {error}")
    if failed:
        print(f"Failed: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


def _oracle(folder: Path, environment: dict[str, str], *, steps: str) -> int:
    """So many steps of chance, on PostgreSQL, the house against its model."""
    with broker(folder) as redis, database(folder) as postgresql:
        environment |= {"REDIS_URL": redis, "DATABASE_URL": postgresql, "ORACLE_STEPS": steps}
        return 0 if _passes(ORACLE, environment, f"the oracle, {steps} steps") else 1


def _suites(folder: Path, environment: dict[str, str]) -> list[str]:
    """The names of the suites that fail. PostgreSQL comes last: it is the whole, and its count the closing line."""
    with broker(folder) as redis, database(folder) as postgresql:
        environment = {**environment, "REDIS_URL": redis, "ALTERAM_CHROMIUM": chromium()}
        runs = {
            "the suite on SQLite": ((*SUITE, *ON_SQLITE), environment),
            "the suite on PostgreSQL": (SUITE, {**environment, "DATABASE_URL": postgresql}),
        }
        return [name for name, (command, variables) in runs.items() if not _passes(command, variables, name)]


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment, without the caller's installation: a demo's, in a folder thrown away after."""
    theirs = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "IDENTITY_KEYS", "CONTENT_KEYS", "EMAIL_URL", "PORT"}
    kept = {name: value for name, value in os.environ.items() if name not in theirs and name[:8] != "ALTERAM_"}
    (folder / "var").mkdir()
    return kept | {
        "ALTERAM_DEMO": "yes",
        "ALTERAM_VAR": str(folder / "var"),
        "PATH": f"{HERE}{os.pathsep}{os.environ['PATH']}",
    }


def _passes(command: tuple[str, ...], environment: dict[str, str], name: str = "") -> bool:
    print(f"── {name or _name(command)}", flush=True)
    return subprocess.run(command, env=environment, check=False).returncode == 0


def _name(command: tuple[str, ...]) -> str:
    return " ".join(Path(part).name if part == sys.executable else part for part in command)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
