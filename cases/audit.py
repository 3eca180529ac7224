"""The proof: what the record says of each case, recomputed and held against what is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.encryption import Unsealable

from .models import Case, Checkpoint, Decision, Entry, GrievanceNotice, Measure, PieceVersion
from .models.record import digest_over, digests_of

BATCH = 2000
SUSPENDED = ("suspended", "probation")
SERVED_WITH = ("rules__article_version__article", "disclosures__version__piece")


class Kept(NamedTuple):
    """What is stored of one case, each list in its order."""

    case: Case
    entries: Sequence[Entry]
    grievances: Sequence[GrievanceNotice]
    decisions: Sequence[Decision]
    measures: Sequence[Measure]
    versions: Sequence[Any]


def faults() -> Iterator[tuple[str, str]]:
    """(reference, sentence) of the first fault of every case that has one; nothing when the record is whole.

    What looked broken in passing is looked at again, alone and locked: somebody may have taken a step meanwhile.
    """
    for key in suspects():
        with transaction.atomic():
            case = Case.objects.select_for_update(of=("self",)).get(pk=key)
            fault = next(broken(Kept(case, *(list(rows.filter(case_id=case.pk)) for rows in tables()))), "")
        if fault:
            yield case.reference, fault


def broken_days() -> Iterator[tuple[Checkpoint, str]]:
    """Each day whose checkpoint is not what its entries give: an entry is gone, came between, or was written anew.

    Somebody who owns the database can write a whole case anew, its entries and its own row, so that it holds together:
    here it shows, and whoever writes the checkpoints anew too is found by one that was kept elsewhere.
    """
    before = Checkpoint(last_entry=0)
    for one in Checkpoint.objects.all():
        count, digest = digest_over(before.digest, digests_of(before.last_entry, one.last_entry))
        if count != one.count:
            yield one, f"entries counted at its checkpoint: {one.count}, there now: {count}."
        elif digest != one.digest:
            yield one, "its entries are not those of its checkpoint, or that of the day before was changed."
        before = one


def unproved(digests: Iterable[str]) -> list[str]:
    """Those of these digests, kept elsewhere, that are of no checkpoint: the record of their day was written anew."""
    known = set(Checkpoint.objects.values_list("digest", flat=True))
    return [one for one in digests if one not in known]


def suspects() -> list[int]:
    """Streams six tables side by side: memory does not grow with the number of cases, nor with that of the files."""
    streams = [Stream(rows) for rows in tables()]
    cases = Case.objects.order_by("pk").iterator(chunk_size=BATCH)
    return [case.pk for case in cases if any(broken(Kept(case, *(one.of(case.pk) for one in streams))))]


def tables() -> list[QuerySet[Any]]:
    entries = Entry.objects.select_related("content__report").order_by("case", "number")
    versions = PieceVersion.objects.annotate(case_id=F("piece__case")).select_related("piece")
    return [
        entries,
        GrievanceNotice.objects.order_by("case", "pk").prefetch_related(*SERVED_WITH),
        Decision.objects.select_related("grievance").order_by("case", "pk"),
        Measure.objects.order_by("case", "pk"),
        versions.order_by("case_id", "piece", "number"),
    ]


class Stream:
    """Rows in the order of their cases, handed out case by case."""

    def __init__(self, rows: QuerySet[Any]):
        self._groups = groupby(rows.iterator(chunk_size=BATCH), key=attrgetter("case_id"))
        self._key: int | None = None
        self._group: Iterator[Any] = iter(())
        self._next()

    def _next(self) -> None:
        self._key, self._group = next(self._groups, (None, iter(())))

    def of(self, key: int) -> list[Any]:
        """Those of this case; keys are asked in rising order."""
        while self._key is not None and self._key < key:
            self._next()
        if self._key != key:
            return []
        rows = list(self._group)
        self._next()
        return rows


def broken(kept: Kept) -> Iterator[str]:
    """Everything that is wrong with a case, what comes first in its record first."""
    yield from broken_chain(kept)
    yield from broken_grievances(kept)
    yield from broken_decisions(kept)
    yield from broken_measures(kept)
    yield from broken_pieces(kept)
    case = kept.case
    imposed = [one for one in kept.measures if one.kind == "suspension" and one.void_at is None]
    if case.state in SUSPENDED and not imposed:
        yield "it is suspended, and no suspension stands in it."


def broken_chain(kept: Kept) -> Iterator[str]:
    """An entry changed, missing, moved or put in; a tail cut off or grown; a case that is not where its record ends."""
    case, previous = kept.case, ""
    for number, entry in enumerate(kept.entries, start=1):
        yield from broken_link(entry, number, previous, case)
        previous = entry.digest
    count = len(kept.entries)
    if count > case.version:
        yield f"entry {case.version + 1} is one too many: the case counts {case.version}."
    if count < case.version or not count:
        yield f"entry {count + 1} is missing: the case counts {case.version}."
        return
    if previous != case.head:
        yield "the last entry is not the one that the case remembers."
    if (kept.entries[-1].went_to, kept.entries[-1].held_by) != (case.state, case.held_by_id):
        yield f"its state or holder was changed after entry {count}."


def broken_link(entry: Entry, number: int, previous: str, case: Case) -> Iterator[str]:
    if entry.number != number:
        yield f"entry {number} is missing."
    if entry.previous != previous:
        yield f"entry {number} does not follow the one before it."
    if entry.digest != entry.computed_digest(case.reference):
        yield f"entry {number} was changed."
    content: Any = getattr(entry, "content", None)
    if content is None and not case.anonymised_at:
        yield f"the content of entry {number} is missing."
    if content and not holds(lambda: content.computed_digest() == entry.content_digest):
        yield f"the content of entry {number} was changed."


def broken_grievances(kept: Kept) -> Iterator[str]:
    """What was reproached, with its rules and pieces, is what was served."""
    for notice in kept.grievances:
        notice.case = kept.case
        if not holds(notice.is_as_served):
            yield f"the grievances {notice.number} were changed."


def broken_decisions(kept: Kept) -> Iterator[str]:
    """Each decision is what was signed, and stands in one entry; each that an entry names is there."""
    named = Counter(entry.act_sha256 for entry in kept.entries if entry.act_sha256)
    for decision in kept.decisions:
        decision.case = kept.case
        if not decision.erased_at and not holds(decision.is_as_signed):
            yield f"the decision {decision.number} was changed."
        if named[decision.sha256] != 1:
            yield f"the decision {decision.number} stands in no entry."
    there = {decision.sha256 for decision in kept.decisions}
    for entry in kept.entries:
        if entry.act_sha256 and entry.act_sha256 not in there:
            yield f"the decision of entry {entry.number} is missing."


def broken_measures(kept: Kept) -> Iterator[str]:
    """Each measure is the one that a recorded decision of this case ordered."""
    named = {entry.act_sha256 for entry in kept.entries}
    ordering = {one.pk: one for one in kept.decisions if one.sha256 in named}
    for measure in kept.measures:
        # Each decision orders one: a second that hangs on it was put there.
        decision = ordering.pop(measure.decision_id, None)
        if decision is None:
            yield f"the measure {measure.pk} stands in no entry."
        elif lengths(measure) != lengths(decision, by_default=measure):
            yield f"the measure {measure.pk} is not what the decision {decision.number} ordered."


def broken_pieces(kept: Kept) -> Iterator[str]:
    """Each text and each file is the one whose fingerprint stands beside it, until it is erased."""
    for version in kept.versions:
        if version.erased_at or version.is_as_kept():
            continue
        if version.file and not version.file.storage.exists(version.file.name):
            yield f"the file of version {version.number} of the piece {version.piece.number} is missing."
        else:
            yield f"version {version.number} of the piece {version.piece.number} was changed."


def holds(proof: Callable[[], bool]) -> bool:
    """What its key does not open any more was touched."""
    try:
        return proof()
    except Unsealable:
        return False


def lengths(row: Any, by_default: Any = None) -> tuple[int | None, int | None]:
    """Days and months; where a decision names none, the procedure's own number of days counts."""
    return row.days or (by_default and by_default.days), row.months
