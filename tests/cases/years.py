"""A year in which the clock goes daily, once at the end, or twice a day; and where every case then stands."""

from datetime import timedelta

from django.db import transaction

from cases.audit import faults
from cases.clock import sweep
from cases.models import Case, Deadline, Entry, Measure
from notifications.models import Notice

from .cast import days

YEAR = 366
NOW, TONIGHT = timedelta(0), timedelta(hours=12)
CLOCKS = {  # at which moments of a day of the year it goes; at the end in any case
    "daily": lambda _day: [NOW],
    "once": lambda day: [NOW] if day == YEAR else [],
    "twice a day": lambda day: [NOW] if day == YEAR else [NOW, TONIGHT],
}


def after_a_year(since, times, act_on=lambda _day: None):
    """{reference: picture} of all cases after a year of such a clock, in which people act; then it never was."""
    before = transaction.savepoint()
    for day in range(YEAR + 1):
        act_on(day)
        for time in times(day):
            sweep(at=since + days(day) + time)
    assert list(faults()) == []
    found = {case.reference: picture(case) for case in Case.objects.all()}
    transaction.savepoint_rollback(before)
    return found


def picture(case):
    """Where it stands and how it came there, without what chance or the hour of a run puts into rows."""
    measures = Measure.objects.filter(case=case).order_by("pk")
    deadlines = Deadline.objects.filter(case=case).order_by("kind", "from_at", "due_at")
    told = Notice.objects.filter(topic=case.reference).order_by("pk")
    columns = [field.name for field in Measure._meta.fields if field.name not in ("id", "decision")]
    return {
        "case": {name: value for name, value in Case.objects.filter(pk=case.pk).values().get().items()
                 if name != "head"},
        "measures": list(measures.values_list(*columns)),
        "deadlines": list(deadlines.values_list("kind", "from_at", "due_at", "done_at", "done_how", "prolonged_days")),
        "record": list(Entry.objects.filter(case=case).order_by("number").values_list("step", "role", "at")),
        "told": sorted(told.values_list("recipient__name", "letter__act", "letter__audience", "created_at")),
    }  # fmt: skip
