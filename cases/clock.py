"""The clock: it finds what is overdue, case by case, and lets the door do it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Min

from .door import catch_up
from .models import Case, Deadline, Draft

BATCH = 500


def sweep(*, at: datetime) -> int:
    """Do all that is overdue at `at`, the longest overdue first, each case by itself; return how many steps it took.

    A case whose guards hold even the clock (a hearing asked and not held) is passed over until the next time.
    Drafts of reports whose hour is over go too.
    """
    Draft.objects.expired(at).delete()
    overdue = Deadline.objects.overdue(at).order_by().values("case").annotate(since=Min("due_at"))
    keys = list(overdue.order_by("since", "case").values_list("case", flat=True))
    taken = 0
    for start in range(0, len(keys), BATCH):
        cases = Case.objects.in_bulk(keys[start : start + BATCH])
        taken += sum(catch_up(cases[key], at=at) for key in keys[start : start + BATCH])
    return taken
