"""One's own file of a case, to take home: letters, pieces and answers as its page shows them, and what proves them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.encryption import Unsealable
from accounts.request import Request
from notifications.models import Letter

from ..models import Case, Disclosure, Reading
from ..wording import own_file
from ..wording.known import Known
from ..wording.own_file import Enclosed
from ..wording.own_record import record
from ..wording.phrases import on_day
from .concerned import dialogue
from .packing import Packed, as_json, both, handed_over, sheet

log = logging.getLogger(__name__)


@login_required
@require_GET
def my_file(request: Request, reference: str) -> FileResponse:
    """For whoever reads this page, suspended or not; that it was taken is written down."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    known = Known(case, request.user, at=request.now)
    with timezone.override(case.zone):
        answer = handed_over(list(files(known)), case.reference)
    role = "concerned" if known.is_own else "counsel"
    Reading.objects.create(person=request.user, role=role, case=case, purpose="own file", at=request.now)
    return answer


def files(known: Known) -> Iterator[Packed]:
    """The words first, then each letter on paper and as its text, and each piece in the version that was disclosed."""
    letters, pieces = list(letters_of(known)), list(pieces_of(known))
    told, shown = [one for one, _files in letters], [one for one, _file in pieces]
    yield from paper("dossier", words(known, told, shown), known)
    yield as_json("dossier.json", record(known, told, shown), at=known.at)
    for _one, packed in letters:
        yield from packed
    yield from (packed for _one, packed in pieces if packed)


def words(known: Known, letters: list[Enclosed], pieces: list[Enclosed]) -> Letter:
    case, said = known.case, dialogue(known.case, known.person)
    body = own_file.body(known, said, letters, pieces)
    return sheet(own_file.title(known), body, dateline=on_day(known.at, case.zone), at=known.at)


def letters_of(known: Known) -> Iterator[tuple[Enclosed, list[Packed]]]:
    """Numbered from the first one, so that each keeps its name while others come."""
    for number, notice in enumerate(reversed(known.letters), start=1):
        path = "" if notice.letter.erased_at else f"lettres/{number:02}"
        packed = list(paper(path, notice.letter, known)) if path else []
        yield Enclosed(f"{path}.pdf" if path else "", notice), packed


def paper(path: str, letter: Letter, known: Known) -> Iterator[Packed]:
    return both(path, letter, to=known.person.name, topic=known.case.reference)


def pieces_of(known: Known) -> Iterator[tuple[Enclosed, Packed | None]]:
    for one in known.notice.disclosures.all() if known.notice else ():
        packed = piece(one)
        yield Enclosed(packed.path if packed else "", one.version), packed


def piece(disclosure: Disclosure) -> Packed | None:
    """Its bytes as they were disclosed; None for a file that is gone, which the words then say."""
    version: Any = disclosure.version
    path = f"pieces/{version.piece.number}"
    if not version.file:
        return Packed(f"{path}.txt", version.text.encode(), version.made_at) if version.text else None
    content = content_of(version)
    return Packed(f"{path}.jpg", content, version.made_at) if content else None


def content_of(version: Any) -> bytes | None:
    """The bytes of its image; None, and a line in the log, if its file is gone."""
    try:
        with version.opened() as file:
            return bytes(file.read())
    except (FileNotFoundError, Unsealable):
        log.error("The file of %s %s cannot be read.", type(version).__name__, version.pk)
        return None
