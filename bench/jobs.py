"""What is asked of a server: requests that one process prepares, with the sessions they need, and another sends."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

TOKEN = "a" * 32  # Django takes its CSRF secret back from a form as it stands in the cookie
TIMEOUT = 60  # seconds


class Job(NamedTuple):
    """One request of somebody who is signed in, and the status that it must be answered with."""

    path: str
    session: str
    status: int = 200
    form: Mapping[str, Any] | None = None
    tag: str = ""

    def headers(self) -> dict[str, str]:
        said = {"Cookie": f"sessionid={self.session}; csrftoken={TOKEN}"}
        return said | ({"If-None-Match": self.tag} if self.tag else {})

    def body(self) -> str | None:
        return None if self.form is None else urlencode({**self.form, "csrfmiddlewaretoken": TOKEN})


class Unexpected(Exception):
    """A server answered otherwise than it must: nothing was measured."""


def write(folder: Path, name: str, jobs: Sequence[Job], *, statements: int) -> None:
    (folder / f"{name}.json").write_text(json.dumps([statements, jobs]))


def read(folder: Path, name: str) -> tuple[int, list[Job]]:
    """How many statements one of these jobs sends, and the jobs."""
    statements, jobs = json.loads((folder / f"{name}.json").read_text())
    return statements, [Job(*job) for job in jobs]


def sent(port: int, job: Job) -> http.client.HTTPResponse:
    """The answer, read to its end; raises Unexpected for another status than the job's."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    headers, body = job.headers(), job.body()
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request("GET" if body is None else "POST", job.path, body, headers)
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != job.status:
        raise Unexpected(f"{job.path} was answered {answer.status}, not {job.status}.")
    return answer


def seconds(port: int, job: Job) -> float:
    start = time.perf_counter()
    sent(port, job)
    return time.perf_counter() - start


def rate(port: int, jobs: Sequence[Job], *, clients: int) -> float:
    """Requests a second of so many clients, each of whom sends the next when it has its answer."""
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as crowd:
        done = list(crowd.map(lambda job: sent(port, job), jobs))
    return len(done) / (time.perf_counter() - start)
