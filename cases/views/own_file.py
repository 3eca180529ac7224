"""One's own file of a case, to take home: letters, pieces and answers as its page shows them, and what proves them."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from accounts.encryption import Unsealable
from accounts.request import Request
from notifications.models import Letter
from notifications.paper import printed

from ..models import Case, Disclosure, Reading
from ..wording import own_file
from ..wording.known import Known
from ..wording.own_file import Enclosed
from ..wording.phrases import on_day
from .concerned import dialogue

log = logging.getLogger(__name__)
SUMS = "SHA256SUMS"


class Packed(NamedTuple):
    """One file of the archive: its path there, its bytes, and from when it is."""

    path: str
    content: bytes
    at: datetime


@login_required
@require_GET
def my_file(request: Request, reference: str) -> FileResponse:
    """For whoever reads this page, suspended or not; that it was taken is written down."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    known = Known(case, request.user, at=request.now)
    with timezone.override(case.zone):
        content = archive(list(files(known)))
    role = "concerned" if known.is_own else "counsel"
    Reading.objects.create(person=request.user, role=role, case=case, purpose="own file", at=request.now)
    return FileResponse(
        BytesIO(content), as_attachment=True, filename=f"{case.reference}.zip", content_type="application/zip",
        headers={"Cache-Control": "private, no-store"},
    )  # fmt: skip


def files(known: Known) -> Iterator[Packed]:
    """The words first, then each letter on paper and as its text, and each piece in the version that was disclosed."""
    letters, pieces = list(letters_of(known)), list(pieces_of(known))
    own = words(known, [one for one, _files in letters], [one for one, _file in pieces])
    yield from both("dossier", own, known)
    for _one, packed in letters:
        yield from packed
    yield from (packed for _one, packed in pieces if packed)


def words(known: Known, letters: list[Enclosed], pieces: list[Enclosed]) -> Letter:
    """Never sent and kept nowhere: a letter by its layout alone."""
    case, said = known.case, dialogue(known.case, known.person)
    letter = Letter(title=own_file.title(known), body=own_file.body(known, said, letters, pieces),
                    language=(get_language() or "fr")[:2], dateline=on_day(known.at, case.zone),
                    sent_at=known.at)  # fmt: skip
    letter.sha256 = hashlib.sha256(letter.text.encode()).hexdigest()
    return letter


def letters_of(known: Known) -> Iterator[tuple[Enclosed, list[Packed]]]:
    """Numbered from the first one, so that each keeps its name while others come."""
    for number, notice in enumerate(reversed(known.letters), start=1):
        path = "" if notice.letter.erased_at else f"lettres/{number:02}"
        packed = list(both(path, notice.letter, known)) if path else []
        yield Enclosed(f"{path}.pdf" if path else "", notice), packed


def both(path: str, letter: Letter, known: Known) -> Iterator[Packed]:
    """On paper, and the very text of which the letter's own digest is one."""
    sheets = printed(letter, to=known.person.name, topic=known.case.reference)
    yield Packed(f"{path}.pdf", sheets, letter.sent_at)
    yield Packed(f"{path}.txt", letter.text.encode(), letter.sent_at)


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
    try:
        with version.opened() as file:
            return Packed(f"{path}.jpg", file.read(), version.made_at)
    except (FileNotFoundError, Unsealable):
        log.error("The file of %s %s cannot be read.", type(version).__name__, version.pk)
        return None


def archive(packed: list[Packed]) -> bytes:
    """A ZIP of these and of their digests, which `sha256sum -c` reads; dated like what is in it."""
    sums = "".join(f"{hashlib.sha256(one.content).hexdigest()}  {one.path}\n" for one in packed)
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as made:
        for one in [*packed, Packed(SUMS, sums.encode(), packed[0].at)]:
            entry = ZipInfo(one.path, timezone.localtime(one.at).timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            made.writestr(entry, one.content)
    return written.getvalue()
