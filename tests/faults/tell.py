"""Tell some people something, in a process of its own that ends at once, or in the very moment of its commit.

python -m tests.faults.tell FOLDER COUNT [kill]
"""

import os
import signal
import sys
import uuid
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from accounts.models import Person  # noqa: E402
from notifications.models import Template  # noqa: E402
from notifications.post import Mailing, send_out  # noqa: E402

folder, count = Path(sys.argv[1]), int(sys.argv[2])
(folder / "fr").mkdir(exist_ok=True)
(folder / "fr" / "news.reader.txt").write_text("Des nouvelles\n\nBonjour.", encoding="utf-8")
Template.objects.install(folder)
occasion = uuid.uuid4()
people = [Person(email=f"{occasion.hex}.{n}@example.org", name="Jean Exemple") for n in range(count)]
with transaction.atomic():
    if "kill" in sys.argv:
        transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    people = Person.objects.bulk_create(people)
    news = Mailing(act="news", audience="reader", recipients=people, occasion=occasion, topic="45-2026-K7QM",
                   path="/mon-dossier/45-2026-K7QM/", words=lambda language: {})  # fmt: skip
    send_out([news], at=now())
