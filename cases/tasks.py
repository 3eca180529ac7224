"""The edge where the clock comes in: each minute, what has fallen due is done."""

from __future__ import annotations

from celery import shared_task
from django.utils.timezone import now

from .clock import sweep


@shared_task(ignore_result=True)
def tick() -> None:
    """Do what is due now. Two at once do nothing twice: each step locks its case and finds its deadline done."""
    sweep(at=now())
