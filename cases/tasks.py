"""The edge where the clock comes in: each minute, what has fallen due is done."""

from __future__ import annotations

from celery import shared_task
from django.utils.timezone import now

from . import clock, stamps


@shared_task(ignore_result=True)
def tick() -> None:
    """Do what is due now, and once a day the round of the morning.

    Two at once do nothing twice: each step locks its case and finds its deadline done, each letter its occasion.
    """
    clock.tick(at=now())


@shared_task(ignore_result=True)
def stamp() -> None:
    """Ask the authority, if there is one, about each day without a time stamp; apart: the clock waits for nobody."""
    stamps.stamp_days(at=now())
