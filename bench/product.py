"""The product's side: a loaded organisation, and the requests of those who report, examine and decide."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from django.utils import timezone

from accounts.models import Person
from cases.audit import faults
from cases.demo.people import HOME, Cast, populate
from cases.demo.posts import CLEAR, link
from cases.demo.stories import heard
from cases.demo.story import Moment, Story
from cases.demo.telling import places
from cases.models import Case
from notifications.post import without_ringing

from . import crowd
from .counting import keep
from .jobs import Job

POSTED_AT = datetime(2026, 1, 5, 9, tzinfo=UTC)
FEDERATIONS, HEARD_FOR, REPORTS, ENTRIES = 101, timedelta(days=15), 20, 40


def main(folder: str, size: str, once: str) -> None:
    """Load `size` cases, and write the jobs of each work; `once` of those that cannot be asked twice."""
    now, count = timezone.now(), int(once)  # noqa: TID251  (an edge)
    setup_test_environment()
    for command in (["migrate"], ["createcachetable"], ["compile_messages"], ["collectstatic", "--no-input"]):
        call_command(*command, verbosity=0)
    with without_ringing():
        cast = populate(places(FEDERATIONS), now=now)
        much_read = told(cast, 0, now=now, reports=REPORTS)
        ready = [told(cast, number, now=now).case for number in range(1, count + 1)]
        crowd.reported(cast, int(size) - count - 1, now=now)
        noted(much_read)
    assert not list(faults())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    officer = browser(cast.accounts["decision.45@example.org"])
    works = {
        "queue": [Job("/file/", session(officer))],
        "page": [Job(f"/dossiers/{much_read.case.reference}/", session(officer))],
        "decide": [decision(officer, case) for case in ready],
        "report": [report(reporter, number) for number, reporter in zip(range(count), reporters(cast), strict=False)],
    }
    keep(Path(folder), "product", works)


def told(cast: Cast, number: int, *, now: datetime, **more: Any) -> Story:
    """A case of the home federation, heard and ready to be decided, each step taken through the door."""
    one = Story(cast, number, Moment(now - HEARD_FOR), code=HOME, weight=CLEAR, network="x", **more)
    for days in heard(one):
        one.moment.at += timedelta(days=days)
    return one


def noted(one: Story) -> None:
    """As much as is written of a case that many work on."""
    while one.case.version < ENTRIES:
        one.take("note", one.examiner, text="Appelé la personne qui a signalé : rien de nouveau.", is_opinion=False)


def browser(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def session(client: Client) -> str:
    return client.cookies["sessionid"].value


def decision(officer: Client, case: Case) -> Job:
    """The signature under a warning, as the form is sent."""
    path = f"/dossiers/{case.reference}/warn/"
    reasons = {"reply_considered": "Elle compte dans la durée.", "why_not_lesser": "Un conseil ne suffirait pas."}
    return Job(path, session(officer), 303, {**shown(officer, path), **reasons})


def reporters(cast: Cast) -> Iterator[Client]:
    while True:
        yield from (browser(member.person) for member in cast.members())


def report(reporter: Client, number: int) -> Job:
    """The last page of a report, its first two answered already."""
    chance = random.Random(f"report {number}")
    reporter.post("/signaler/", {"address": link("x", f"auteur_{number}", chance, at=POSTED_AT)})
    articles = reporter.get("/signaler/regle/").context["form"].fields["article"].choices
    reporter.post("/signaler/regle/", {"article": articles[0][0]})
    said = {"federation": HOME, "explanation": "Publié sous son vrai nom, avec notre logo à côté."}
    return Job("/signaler/verifier/", session(reporter), 303, {**shown(reporter, "/signaler/verifier/"), **said})


def shown(client: Client, path: str) -> dict[str, Any]:
    """What stands in the form of a page before anybody types."""
    fields = {field.html_name: field.value() for field in client.get(path).context["form"]}
    return {name: value for name, value in fields.items() if value not in (None, False)}
