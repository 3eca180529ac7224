"""The product's own worker and beat in a hurry: what takes them minutes takes seconds, and nothing else changes."""

from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402

from alteram.celery import app  # noqa: E402
from notifications import tasks  # noqa: E402
from notifications.models import delivery  # noqa: E402

LEASE = 4  # seconds; a claim of a worker that died is free again after it
settings.EMAIL_TIMEOUT = 2
tasks.LEASE, tasks.SPARE = timedelta(seconds=LEASE), timedelta(seconds=LEASE * 3 / 4)
delivery.FIRST_WAIT, delivery.LONGEST_WAIT = timedelta(seconds=0.1), timedelta(seconds=1)
app.conf.beat_schedule = {
    name: {"task": entry["task"], "schedule": 1, "options": {"expires": LEASE}}
    for name, entry in settings.CELERY_BEAT_SCHEDULE.items()
}
