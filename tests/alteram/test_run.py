"""What keeps `make run` from serving is told in one sentence on stderr, with exit status 1."""

import os
import socket
import subprocess
import sys

import pytest

SECRET = "not known to anybody, and fifty characters long or a few more"
UNREACHABLE = "127.0.0.1:1"


@pytest.fixture
def run(tmp_path):
    """Run `python -m …` with nothing in the environment but what is given; returns (status, stderr)."""

    def run_module(*command, **variables):
        environment = {"PATH": os.environ["PATH"], "ALTERAM_VAR": str(tmp_path), **variables}
        ended = subprocess.run(
            [sys.executable, *command], env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        return ended.returncode, ended.stderr

    return run_module


def test_a_port_in_use_is_told(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        status, told = run("-m", "alteram.local.run", PORT=port)
    assert (status, told) == (
        1,
        f"Alteram cannot run: port {port} is in use; end what holds it, or try PORT=8001 make run\n",
    )


def test_a_signal_that_comes_while_an_object_is_finalized_ends_it_all_the_same(run):
    """Python lets nothing be raised there: it would have been lost, and every later one ignored."""
    script = """
import os, signal, sys, time, weakref
from alteram.local import run

def serve():
    weakref.finalize(served := type("Served", (), {})(), os.kill, os.getpid(), signal.SIGTERM)
    del served
    time.sleep(30)

run.serve = serve
sys.exit(run.main())
"""
    assert run("-c", script) == (0, "")


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PORT": "http"}, "PORT must be a number"),
        ({"ALTERAM_DEMO": "true"}, "ALTERAM_DEMO must be 'yes' or 'no'"),
        ({"DATABASE_URL": f"postgresql://a@{UNREACHABLE}/a"}, "SECRET_KEY is missing"),
        ({"DATABASE_URL": f"postgresql://a@{UNREACHABLE}/a", "ALTERAM_DEMO": "yes"}, "the database cannot be reached"),
        ({"REDIS_URL": f"redis://{UNREACHABLE}/0"}, "the Redis server of REDIS_URL cannot be reached"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence(run, variables, sentence):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    status, told = run("-m", "alteram.local.run", **{"PORT": port, **variables})
    assert status == 1
    assert told.startswith(f"Alteram cannot run: {sentence}")
    assert told.count("\n") == 1


def test_a_command_refuses_a_wrong_environment_the_same_way(run):
    status, told = run("manage.py", "check", ALTERAM_DEMO="oui")
    assert (status, told) == (1, "Alteram cannot start: ALTERAM_DEMO must be 'yes' or 'no', not 'oui'.\n")


def test_an_installation_for_real_passes_the_deployment_checks(run, tmp_path):
    keys = "k1:" + "A" * 43 + "="
    status, told = run(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        SECRET_KEY=SECRET,
        IDENTITY_KEYS=keys,
        CONTENT_KEYS=keys,
        ALTERAM_ADDRESS="https://alteram.example.org",
    )
    assert (status, told) == (0, "")


@pytest.mark.parametrize("missing", ["IDENTITY_KEYS", "CONTENT_KEYS", "ALTERAM_ADDRESS"])
def test_an_installation_for_real_needs_its_keys_and_its_address(run, missing):
    given = {
        "SECRET_KEY": SECRET,
        "IDENTITY_KEYS": "k1:" + "A" * 43 + "=",
        "CONTENT_KEYS": "k1:" + "A" * 43 + "=",
        "ALTERAM_ADDRESS": "https://alteram.example.org",
    }
    del given[missing]
    status, told = run("manage.py", "check", **given)
    assert status == 1
    assert told.startswith(f"Alteram cannot start: {missing} is missing")
