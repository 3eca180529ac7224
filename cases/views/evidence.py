"""A case for a court or the police: one archive, for the one person who asked and was granted it, for a short time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Person
from accounts.request import Request
from notifications.models import Letter

from ..models import Case, Checkpoint, EvidenceRequest, Reading
from ..parties import NATIONAL
from ..wording import evidence
from ..wording.evidence import Named, Values
from ..wording.phrases import on_day
from .identity import known_of
from .own_file import content_of
from .packing import Packed, as_json, both, handed_over, sheet


@login_required
@require_GET
def evidence_file(request: Request, reference: str, pk: int) -> FileResponse:
    """404 for whoever did not ask, was refused, or comes too late. Each taking is written down."""
    person, at = request.user, request.now
    case = get_object_or_404(Case.objects.seen_by(person, at=at).for_page(), reference=reference)
    asked = get_object_or_404(case.evidence_requests.open_to(person, at=at).select_related("asked_by", "answered_by"),
                              pk=pk)  # fmt: skip
    if not person.holds("call_up", NATIONAL, at=at):
        raise Http404
    with timezone.override(case.zone):
        answer = handed_over(list(files(case, asked, at=at)), case.reference)
    Reading.objects.create(person=person, role=person.role_in(NATIONAL, at=at), case=case, purpose=f"evidence {pk}",
                           at=at)  # fmt: skip
    return answer


def files(case: Case, asked: EvidenceRequest, *, at: datetime) -> Iterator[Packed]:
    """The note first, then the record, the rows, letters, pieces, and what proves them."""
    named = named_in(case, asked)
    pieces = list(pieces_of(case, whole=bool(named)))
    lines = [line for line, _packed in pieces]
    note = sheet(evidence.title(case), evidence.body(case, asked, lines, named, at=at),
                 dateline=on_day(at, case.zone), at=at)  # fmt: skip
    yield from both("dossier", note, to=asked.recipient, topic=case.reference)
    yield as_json("journal.json", evidence.entries(case, whole=bool(named)), at=at)
    yield as_json("dossier.json", evidence.record(case, named, whole=bool(named)), at=at)
    yield as_json("pieces.json", lines, at=at)
    yield Packed("empreintes.txt", "".join(f"{one}\n" for one in Checkpoint.objects.all()).encode(), at)
    yield from letters_of(case)
    yield from (packed for _line, packed in pieces if packed)


def named_in(case: Case, asked: EvidenceRequest) -> list[Named]:
    """Behind which seals, if the request names who reported: those that were opened for whoever asked."""
    if not asked.names_reporter:
        return []
    found = [(one.report, known_of(one.report)) for one in case.identities_granted(asked.asked_by)]
    return [Named(report, known["name"], known["contact"]) for report, known in found]


def letters_of(case: Case) -> Iterator[Packed]:
    """All that are known by the case’s reference: none of them is to who reported, whose letters have a code."""
    sent = Letter.objects.filter(notices__topic=case.reference, erased_at=None).distinct().order_by("pk")
    for number, letter in enumerate(sent, start=1):
        people = Person.objects.filter(notices__letter=letter).order_by("pk").values_list("name", flat=True)
        yield from both(f"lettres/{number:02}-{letter.act}-{letter.audience}", letter, to=", ".join(people),
                        topic=case.reference)  # fmt: skip


def pieces_of(case: Case, *, whole: bool) -> Iterator[tuple[Values, Packed | None]]:
    """Each version with its digest; that of an upload, which is kept by nobody else, only where its author is named."""
    for piece in case.pieces.order_by("number").prefetch_related("versions"):
        for version in sorted(piece.versions.all(), key=lambda one: one.number):
            packed = packed_version(piece, version)
            line: dict[str, Any] = {
                "piece": piece.number, "version": version.number, "use": str(version.get_use_display()),
                "kind": piece.kind, "description": piece.alt, "added_at": piece.added_at.isoformat(),
                "file": packed.path if packed else "", "sha256": version.sha256,
            }  # fmt: skip
            yield line | ({"upload_sha256": version.original_sha256} if whole else {}), packed


def packed_version(piece: Any, version: Any) -> Packed | None:
    path = f"pieces/{piece.number}-{version.number}"
    if not version.file:
        return Packed(f"{path}.txt", version.text.encode(), version.made_at) if version.text else None
    content = content_of(version)
    return Packed(f"{path}.jpg", content, version.made_at) if content else None
