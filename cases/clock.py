"""The clock: it finds what is overdue, case by case, and lets the door do it; and makes the round of each morning."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError
from django.db.models import Min

from .door import catch_up
from .models import Assessment, Case, Deadline, Draft
from .mornings import Unfinished, make_round

BATCH = 500
log = logging.getLogger(__name__)


def tick(*, at: datetime) -> int:
    """All that time does at `at`: what is overdue and, once a day, the round of the morning; returns the steps taken.

    Raises Unfinished once all the rest is done.
    """
    try:
        return sweep(at=at)
    finally:
        make_round(at=at)


def sweep(*, at: datetime) -> int:
    """Do all that is overdue at `at`, the longest overdue first, each case by itself; return how many steps it took.

    A case whose guards hold even the clock (a hearing asked and not held) is passed over until the next time. One that
    fails in a way nobody foresaw stops no other: the log has it, and Unfinished is raised once the rest is done.
    Drafts of reports whose hour is over go too, and what somebody's reports were worth more than a year ago.
    """
    Draft.objects.expired(at).erase()
    Assessment.objects.past(at).delete()
    overdue = Deadline.objects.overdue(at).order_by().values("case").annotate(since=Min("due_at"))
    keys = list(overdue.order_by("since", "case").values_list("case", flat=True))
    taken: list[int | None] = []
    for start in range(0, len(keys), BATCH):
        cases = Case.objects.for_page().in_bulk(keys[start : start + BATCH])
        taken += [brought_up(cases[key], at=at) for key in keys[start : start + BATCH]]
    if failed := taken.count(None):
        raise Unfinished(f"{failed} of {len(keys)} cases could not be brought up to date: the log says where.")
    return sum(filter(None, taken))


def brought_up(case: Case, *, at: datetime) -> int | None:
    """How many steps the clock took on this case; None if it failed. A database that is gone is raised: all would."""
    try:
        return catch_up(case, at=at)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("The clock failed on row %s of the cases; it goes on with the others.", case.pk)
        return None
