"""The floor's side: as many rows, and the same requests."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from ..counting import keep
from ..jobs import Job
from .models import Case

FEDERATIONS, BATCH = 101, 1000
TEXT = "Cette trésorière est une voleuse et une menteuse, et tout le monde le sait au village."
SAID = {"explanation": "Publié sous son vrai nom, avec notre logo à côté."}
REASONS = {"months": 12, "facts": "La publication traite une personne nommée de voleuse et de menteuse."}


def main(folder: str, size: str, once: str) -> None:
    call_command("migrate", verbosity=0)  # Django's own tables first: ours, which have no migrations, point to them
    call_command("migrate", run_syncdb=True, verbosity=0)
    now = timezone.now()  # noqa: TID251  (an edge)
    rows = (
        Case(reference=f"45-2026-{number}", held_by=str(number % FEDERATIONS), rule="Injure ou menace", text=TEXT,
             due_at=now + timedelta(minutes=number % 20000), address=f"https://example.org/{number}")
        for number in range(int(size))
    )  # fmt: skip
    Case.objects.bulk_create(rows, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    client = Client()
    client.force_login(get_user_model().objects.create_user("officer"))
    key = client.cookies["sessionid"].value
    cases = list(Case.objects.order_by("pk").values_list("pk", flat=True)[: int(once)])
    works = {
        "queue": [Job("/queue/", key)],
        "decide": [Job(f"/decide/{case}/", key, 302, REASONS) for case in cases],
        "report": [Job("/report/", key, 302, {"address": f"https://example.org/new/{number}", **SAID})
                   for number in range(int(once))],
    }  # fmt: skip
    keep(Path(folder), "floor", works)
