"""The proof: what the record says of each case, recomputed and held against what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from .models import Case, Decision, Entry, Measure

BATCH = 2000


def faults() -> Iterator[tuple[str, str]]:
    """(reference, sentence) of the first fault of every case that has one; nothing when the record is whole.

    Streams both tables in the order of their keys: memory does not grow with the number of cases.
    """
    entries = Entry.objects.select_related("content__report").order_by("case", "number")
    chains = groupby(entries.iterator(chunk_size=BATCH), key=lambda entry: entry.case_id)
    key, chain = next(chains, (None, iter(())))
    for case in Case.objects.order_by("pk").iterator(chunk_size=BATCH):
        kept: list[Entry] = []
        if key == case.pk:
            kept = list(chain)
            key, chain = next(chains, (None, iter(())))
        if fault := fault_of(case, kept):
            yield case.reference, fault
    yield from unrecorded(Decision.objects, "decision", "sha256")
    yield from unrecorded(Measure.objects, "measure", "decision__sha256")
    for decision in Decision.objects.filter(erased_at=None).select_related("case").order_by("pk").iterator(BATCH):
        if decision.computed_digest() != decision.sha256:
            yield decision.case.reference, f"the decision {decision.number} was changed."


def fault_of(case: Case, entries: list[Entry]) -> str:
    """Where the chain of this case breaks first: an entry changed, missing, moved, or a tail cut off. Else empty."""
    previous = ""
    for number, entry in enumerate(entries, start=1):
        if fault := fault_of_link(entry, number, previous, case):
            return fault
        previous = entry.digest
    if len(entries) != case.version:
        return f"entry {len(entries) + 1} is missing: the case counts {case.version}."
    if previous != case.head:
        return "the last entry is not the one that the case remembers."
    last = entries[-1]
    if (last.went_to, last.held_by) != (case.state, case.held_by_id):
        return f"its state or holder was changed after entry {case.version}."
    return ""


def fault_of_link(entry: Entry, number: int, previous: str, case: Case) -> str:
    if entry.number != number:
        return f"entry {number} is missing."
    if entry.previous != previous:
        return f"entry {number} does not follow the one before it."
    if entry.digest != entry.computed_digest(case.reference):
        return f"entry {number} was changed."
    return fault_of_content(entry, case)


def fault_of_content(entry: Entry, case: Case) -> str:
    content: Any = getattr(entry, "content", None)
    if content is None:
        return "" if case.anonymised_at else f"the content of entry {entry.number} is missing."
    if content.computed_digest() != entry.content_digest:
        return f"the content of entry {entry.number} was changed."
    return ""


def unrecorded(rows: Any, what: str, digest: str) -> Iterator[tuple[str, str]]:
    """Decisions, and measures by their decision, that no entry of their case names: somebody put them there."""
    named = Entry.objects.filter(case=OuterRef("case"), act_sha256=OuterRef(digest))
    strangers: QuerySet[Any] = rows.filter(~Exists(named)).select_related("case")
    for row in strangers.order_by("case", "pk").iterator(chunk_size=BATCH):
        yield row.case.reference, f"the {what} {row.pk} stands in no entry."
