"""Tell some people something, in a process of its own that ends at once; print the Message-ID of each e-mail to come.

python -m tests.faults.tell FOLDER COUNT
"""

import sys
import uuid
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from accounts.models import Person  # noqa: E402
from notifications.models import Delivery, Template  # noqa: E402
from notifications.post import Mailing, send_out  # noqa: E402

folder, count = Path(sys.argv[1]), int(sys.argv[2])
(folder / "fr").mkdir(exist_ok=True)
(folder / "fr" / "news.reader.txt").write_text("Des nouvelles\n\nBonjour.", encoding="utf-8")
Template.objects.install(folder)
occasion = uuid.uuid4()
people = [Person(email=f"{occasion.hex}.{n}@example.org", name="Jean Exemple") for n in range(count)]
with transaction.atomic():
    people = Person.objects.bulk_create(people)
    news = Mailing(act="news", audience="reader", recipients=people, occasion=occasion, topic="45-2026-K7QM",
                   path="/mon-dossier/45-2026-K7QM/", words=lambda language: {})  # fmt: skip
    send_out([news], at=now())
for name in Delivery.objects.filter(notice__letter__occasion=occasion).values_list("message_id", flat=True):
    print(f"<{name}@{settings.HOST}>")
