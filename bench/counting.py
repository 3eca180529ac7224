"""What a side hands over: its jobs, and how many statements one of each work sends."""

from collections.abc import Mapping
from pathlib import Path

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from .jobs import Job, write

APART = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def keep(folder: Path, side: str, works: Mapping[str, list[Job]]) -> None:
    """`<side>-<work>.json` for each work, without the one job that is sent here to be counted."""
    for name, jobs in works.items():
        counted = jobs.pop() if len(jobs) > 1 else jobs[0]
        write(folder, f"{side}-{name}", jobs, statements=statements(counted))


def statements(job: Job) -> int:
    """`BEGIN` and its like aside. Asked in this process, as the server will be asked."""
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies["sessionid"] = job.session
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(job.path) if job.form is None else client.post(job.path, job.form)
    assert answer.status_code == job.status, (job.path, answer.status_code)
    return sum(not one["sql"].startswith(APART) for one in caught.captured_queries)
