"""The bench's own plumbing: it loads, serves, measures and tidies up. What it measures is nobody's promise here."""

import os
import re
import subprocess
import sys

import psutil
import psycopg
import pytest

from bench.figures import WORKS, Figure, Round, needed, table
from bench.jobs import Job, read, write


def servers():
    return {one.pid for one in psutil.process_iter(["cmdline"]) if "bench.floor.wsgi" in (one.info["cmdline"] or [])}


def databases():
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        return set()
    with psycopg.connect(address) as connection:
        return {name for (name,) in connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'bench%'")}


def test_a_small_bench_measures_both_sides_and_leaves_nothing_behind():
    before = servers(), databases()
    command = [sys.executable, "-m", "bench", "--size", "50", "--rounds", "1", "--samples", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")][2:]
    assert [row[0].removeprefix("| ") for row in rows] == [work.name for work in WORKS]
    assert all(re.fullmatch(r"\d+ / [356]", row[1]) for row in rows)
    assert (servers(), databases()) == before


def test_a_job_is_read_as_it_was_written(tmp_path):
    jobs = [Job("/file/", "abc"), Job("/dossiers/x/warn/", "abc", 303, {"months": 12})]
    write(tmp_path, "product-decide", jobs, statements=24)
    assert read(tmp_path, "product-decide") == (24, jobs)
    assert jobs[1].body().startswith("months=12&csrfmiddlewaretoken=") and jobs[0].body() is None


def test_a_row_says_ratios_with_their_spread():
    rounds = [Round(0.02, 0.01, 50, 100), Round(0.03, 0.01, 60, 100), Round(0.06, 0.02, 70, 100)]
    line = table([Figure(WORKS[0], (25, 5), rounds)]).splitlines()[-1]
    assert "| 25 / 5 | 30.0 / 10.0 ms | **3.00** (2.00–3.00) | ≤ 1.6 |" in line
    assert "| 60 / 100 | **0.60** (0.50–0.70) | ≥ 0.6 |" in line


@pytest.mark.parametrize(("rounds", "samples", "jobs"), [(1, 1, 22), (5, 20, 517)])
def test_what_can_be_asked_once_is_prepared_in_number(rounds, samples, jobs):
    assert needed(rounds, samples) == jobs
