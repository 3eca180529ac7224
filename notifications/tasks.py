"""The edge where letters leave: the rows are the truth, each task only a hint to look at them."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils.timezone import now

from .channels import ring
from .models import Delivery, Heartbeat

BATCH = 50
LEASE, SPARE = timedelta(minutes=2), timedelta(minutes=1)  # no message takes a mail server longer than SPARE


@shared_task(ignore_result=True)
def deliver() -> None:
    """Send what is due, batch by batch. Losing this task loses nothing: the sweep calls it every minute."""
    while batch := Delivery.objects.claim(BATCH, at=now(), lease=LEASE):
        if not ring(batch, clock=now, spare=SPARE):
            return


@shared_task(ignore_result=True)
def beat_heart() -> None:
    """A worker took this from the broker and wrote to the database: both live, and /healthz can say since when."""
    Heartbeat.beat("worker", at=now())
