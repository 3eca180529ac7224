"""A thousand changes by chance, made by somebody who owns the database: the record misses none, and says where."""

import random
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.db.models import F

from accounts.triggers import lifted
from cases.audit import broken_days, faults, unproved
from cases.models import Case, Checkpoint, Decision, Entry, EntryContent, GrievanceNotice, Measure, PieceVersion
from cases.models.record import digest_over, digests_of
from tests.beginnings import beginning

from .boxes import written_over
from .cast import MONDAY, Walk, days

EACH, CHUNKS = 250, 4
WRITTEN_OVER = {
    "step": "note", "role": "clock", "body": "13", "came_from": "probation", "went_to": "suspended", "held_by": "13",
    "uuid": uuid4, "form_token": uuid4, "act_sha256": "a" * 64, "content_digest": "b" * 64, "previous": "c" * 64,
    "digest": "d" * 64, "at": F("at") + days(1), "written_at": F("written_at") + days(1), "number": 77,
}  # fmt: skip


@beginning
def kept(cast):
    """Four cases, a warning and a suspension among them, and the checkpoints of two days."""
    Walk(cast).in_review().in_deliberation().warned().opened()
    Walk(cast, at=MONDAY + days(1)).in_review().dismissed()
    Checkpoint.objects.make(day=MONDAY.date(), at=MONDAY + days(2))
    Walk(cast, at=MONDAY + days(3)).in_review().suspended(days=30)
    Walk(cast, at=MONDAY + days(3)).in_review()
    Checkpoint.objects.make(day=(MONDAY + days(400)).date(), at=MONDAY + days(400))
    assert sum(one.count for one in Checkpoint.objects.all()) == Entry.objects.count() > 20
    assert not list(faults()) and not list(broken_days())
    return Checkpoint.objects.last().digest


# What somebody does, and where it must be found: a reference, or a day ------------------------------------------------


def column(chance):
    entry, name = chance.choice(Entry.objects.all()), chance.choice(sorted(WRITTEN_OVER))
    value = WRITTEN_OVER[name]
    Entry.objects.filter(pk=entry.pk).update(**{name: value() if callable(value) else value})
    return entry.case.reference


def content(chance):
    entry = chance.choice(Entry.objects.all())
    row = EntryContent.objects.filter(entry=entry)
    how = chance.choice([{"why": "Autre."}, {"salt": "0" * 32}, {"answers": {"autre": 1}}, None])
    written_over(row, **how) if how else row.delete()
    return entry.case.reference


def removal(chance):
    entry = chance.choice(Entry.objects.all())
    gone(Entry.objects.filter(pk=entry.pk))
    return entry.case.reference


def swap(chance):
    one, other = chance.sample(list(a_case(chance).entries.all()), 2)
    for entry, number in ((one, 999), (other, one.number), (one, other.number)):
        Entry.objects.filter(pk=entry.pk).update(number=number)
    return one.case.reference


def move(chance):
    """To another case, behind its last entry."""
    entry, other = chance.choice(Entry.objects.all()), a_case(chance)
    last = other.entries.last()
    Entry.objects.filter(pk=entry.pk).update(case=other, number=last.number + 1 + (last.pk == entry.pk))
    return other.reference


def forgery(chance):
    """The last entry is another one, which holds together with those before it and with its case."""
    case = a_case(chance)
    last = case.entries.last()
    gone(Entry.objects.filter(pk=last.pk))
    content = EntryContent(salt="0" * 32, answers={})
    last.uuid, last.act_sha256, last.content_digest = uuid4(), "", content.computed_digest()
    last.digest = last.computed_digest(case.reference)
    last.save(force_insert=True)
    EntryContent.objects.create(entry=last, salt="0" * 32, answers={})
    remember(case, last)
    return days_of([last])


def truncation(chance):
    """The tail is cut off, and the case remembers nothing of it."""
    case = a_case(chance)
    entries = list(case.entries.all())
    length = chance.randrange(1, len(entries))
    gone(Entry.objects.filter(pk__in=[one.pk for one in entries[length:]]))
    remember(case, entries[length - 1])
    return days_of(entries[length:])


def rewriting(chance):
    """Who acted is changed, and every digest behind it is computed anew: the case holds together again."""
    case = a_case(chance)
    entries = list(case.entries.all())
    changed = chance.randrange(len(entries))
    entries[changed].role = "clock" if entries[changed].role != "clock" else "panel"
    for number, entry in enumerate(entries):
        entry.previous = entries[number - 1].digest if number else ""
        entry.digest = entry.computed_digest(case.reference)
        Entry.objects.filter(pk=entry.pk).update(role=entry.role, previous=entry.previous, digest=entry.digest)
    remember(case, entries[-1])
    return days_of(entries[changed:])


def decision(chance):
    row = chance.choice(Decision.objects.all())
    how = chance.choice([{"facts": "Autre."}, {"signed_at": F("signed_at") + days(1)}, {"aggravating": "Autre."}])
    written_over(Decision.objects.filter(pk=row.pk), **how)
    return row.case.reference


def grievances(chance):
    row = chance.choice(GrievanceNotice.objects.all())
    how = chance.choice([{"facts": "Autre."}, {"window_days": 3}])
    written_over(GrievanceNotice.objects.filter(pk=row.pk), **how)
    return row.case.reference


def measure(chance):
    row = chance.choice(Measure.objects.all())
    Measure.objects.filter(pk=row.pk).update(**{"days": 3} if row.days else {"months": 36})
    return row.case.reference


def piece(chance):
    row = chance.choice(PieceVersion.objects.select_related("piece__case"))
    written_over(PieceVersion.objects.filter(pk=row.pk), text="Autre.")
    return row.piece.case.reference


def checkpoint(chance):
    one = chance.choice(Checkpoint.objects.all())
    Checkpoint.objects.filter(pk=one.pk).update(
        **chance.choice([{"digest": "e" * 64}, {"count": one.count + 1}, {"last_entry": one.last_entry - 1}])
    )
    return {str(one.day)}


def every_checkpoint(chance):
    """Whoever rewrites a case and then every checkpoint: all holds together, but not with what was kept elsewhere."""
    rewriting(chance)
    before = Checkpoint(last_entry=0)
    for one in Checkpoint.objects.all():
        one.count, one.digest = digest_over(before.digest, digests_of(before.last_entry, one.last_entry))
        Checkpoint.objects.filter(pk=one.pk).update(count=one.count, digest=one.digest)
        before = one
    assert not list(faults()) and not list(broken_days())
    return "elsewhere"


WAYS = [
    column, content, removal, swap, move, forgery, truncation, rewriting, decision, grievances, measure, piece,
    checkpoint, every_checkpoint,
]  # fmt: skip


def a_case(chance):
    return chance.choice(Case.objects.order_by("pk"))


def gone(entries):
    EntryContent.objects.filter(entry__in=list(entries)).delete()
    entries.delete()


def remember(case, last):
    """The case is made to look as its record now ends."""
    outcome = case.outcome if last.went_to == "closed" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE cases_case SET version = %s, head = %s, state = %s, held_by_id = %s, outcome = %s, due_at = %s"
            " WHERE id = %s",
            [last.number, last.digest, last.went_to, last.held_by, outcome, case.due_at or case.opened_at, case.pk],
        )


def days_of(entries):
    """The days whose checkpoints count these."""
    found, before = set(), 0
    for one in Checkpoint.objects.all():
        if any(before < entry.pk <= one.last_entry for entry in entries):
            found.add(str(one.day))
        before = one.last_entry
    return found


def is_found(where, digest):
    """Is it named where it is: the case, each of the days, or the digest that was kept elsewhere?"""
    if where == "elsewhere":
        return unproved([digest]) == [digest]
    if isinstance(where, set):
        return where <= {str(one.day) for one, _fault in broken_days()}
    return where in dict(faults())


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_thousand_tamperings_are_found_where_they_are(kept, chunk):
    chance, missed = random.Random(chunk), []
    with lifted(connection):
        for number in range(EACH):
            way = WAYS[number % len(WAYS)]
            with transaction.atomic():
                where = way(chance)
                if not is_found(where, kept):
                    missed.append((number, way.__name__, where))
                transaction.set_rollback(True)
        assert missed == []
        assert not list(faults()) and not list(broken_days()) and not unproved([kept])
