"""What every step promises alike: who may not, that a refusal changes nothing, and who is told which letter."""

from contextlib import contextmanager

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from accounts.models import Person
from cases.audit import faults
from cases.door import catch_up
from cases.forms import form_named
from cases.grammar import Refused, Stale
from cases.models import Case, Deadline, Decision, Entry, Measure, Part, Piece, Proposal
from cases.models.retention import STAGES
from notifications.models import Delivery, Letter, Notice

from ..cast import days

KEPT = (Entry, Letter, Notice, Delivery, Decision, Measure, Part, Piece, Proposal)


def picture(case):
    """All that a step could change of a case: compare two of them."""
    columns = QuerySet(Case).filter(pk=case.pk).values().get()
    deadlines = list(Deadline.objects.filter(case=case).order_by("pk").values())
    return columns, deadlines, list(Measure.objects.order_by("pk").values()), [one.objects.count() for one in KEPT]


@contextmanager
def nothing_changes(walk, later=0):
    """By a try so many days later; whoever tries what, the clock has done before what is overdue by then."""
    catch_up(walk.case, at=walk.at + days(later))
    before = picture(walk.case)
    yield
    assert picture(walk.case) == before


def refused(walk, step, by, *, field=None, **answers):
    """The step is refused, beside `field` if one is named, with a sentence; nothing has changed. Returns it."""
    with nothing_changes(walk, answers.get("later", 1)), pytest.raises(Refused) as objection:
        walk.do(step, by, **answers)
    assert not isinstance(objection.value, Stale)
    assert objection.value.field == field
    assert str(objection.value).endswith(".")
    return str(objection.value)


def stale(walk, step, by, **answers):
    """Somebody else was quicker, or it is not possible from here; nothing has changed."""
    with nothing_changes(walk, answers.get("later", 1)), pytest.raises(Stale) as objection:
        walk.do(step, by, **answers)
    return str(objection.value)


def forbidden(walk, step, *names, **answers):
    """No power: refused without a word about the case."""
    with nothing_changes(walk):
        for name in names:
            with pytest.raises(PermissionDenied) as no:
                walk.do(step, getattr(walk.cast, name), later=0, **answers)
            assert str(no.value) == step


def spoil(walk, **columns):
    """One fact of the case made otherwise, past the door: columns that the database does not guard."""
    QuerySet(Case).filter(pk=walk.case.pk).update(**columns)


def entry(walk):
    """The last entry of the record, with its content."""
    return Entry.objects.select_related("content").filter(case=walk.case).latest("number")


def told_by(walk):
    """{person: letter.audience} of the last step, by first name; the record is whole."""
    last = entry(walk)
    rows = Notice.objects.filter(created_at=last.at).select_related("letter", "recipient").order_by("pk")
    said = {}
    for row in rows:
        said.setdefault(row.recipient.name.lower(), []).append(f"{row.letter.act}.{row.letter.audience}")
    assert list(faults()) == []
    return {name: sorted(letters) for name, letters in said.items()}


def runs(walk):
    """{kind: due_at} of the deadlines that are open, but for those by which a closed case is forgotten."""
    running = Deadline.objects.filter(case=walk.case).open().exclude(kind__in=STAGES)
    return {one.kind: one.due_at for one in running}


def everybody_reads(language):
    Person.objects.update(language=language)


def form(walk, step, by, typed, side=""):
    """The step's form as this side is asked, filled in at the walk's moment."""
    return form_named(step, side)(typed, case=walk.case, by=by, at=walk.at)


def says(walk, step, by, typed, *, side="", **wrong):
    """{field: sentences} of the form when these answers are made wrong."""
    asked = form(walk, step, by, {**typed, **wrong}, side)
    asked.is_valid()
    return {name: list(errors) for name, errors in asked.errors.items()}
