"""Images, each to those who may read what it belongs to: never by a public address, and to all others absent."""

from __future__ import annotations

import logging
from typing import IO

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from accounts.encryption import Unsealable
from accounts.request import Request

from ..models import Case, Disclosure, PieceVersion, Reading, Report
from ..models.stored import Stored
from ..wording.known import Known
from .held import held_here
from .report import digest_or_404

log = logging.getLogger(__name__)
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",  # style: the browser's own
    "X-Content-Type-Options": "nosniff",
}


@login_required
@require_GET
def piece(request: Request, reference: str, number: int, version: int, small: bool = False) -> HttpResponseBase:
    """Any version, for whoever reads the case; opening it at full size is written down."""
    case = get_object_or_404(Case.objects.seen_by(request.user, at=request.now), reference=reference)
    standing = case.pieces.standing()
    found = get_object_or_404(PieceVersion, piece__in=standing, piece__number=number, number=version)
    answer = image(found, f"piece-{number}.jpg", small=small)
    if not small:
        note_opening(request, case, number, version)
    return answer


def note_opening(request: Request, case: Case, number: int, version: int) -> None:
    """An officer has this image at full size."""
    role = request.user.role_in(case.held_by_id, at=request.now)
    what = Reading.of_version(number, version)
    Reading.objects.create(person=request.user, role=role, case=case, purpose=what, at=request.now)


@login_required
@require_GET
def my_piece(request: Request, reference: str, number: int, small: bool = False) -> HttpResponseBase:
    """To the person concerned, the version that came with the grievances, once their letter is open."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    notice = Known(case, request.user, at=request.now).notice
    disclosures = notice.disclosures.all() if notice else Disclosure.objects.none()
    disclosed = PieceVersion.objects.filter(pk__in=disclosures.values("version"))
    return image(get_object_or_404(disclosed, piece__number=number), f"piece-{number}.jpg", small=small)


@login_required
@require_GET
def my_capture(request: Request, code: str, number: int, small: bool = False) -> HttpResponseBase:
    """To who reported, what he or she sent, counted in the report: how many pieces the case has is not told."""
    report = get_object_or_404(Report.objects.made_by(request.user), identity__code_digest=digest_or_404(code))
    sent = report.captures()
    if not 1 <= number <= len(sent):
        raise Http404
    return image(sent[number - 1], f"capture-{number}.jpg", small=small)


@require_GET
def held_capture(request: Request, sha256: str, small: bool = False) -> HttpResponseBase:
    """What this browser has chosen and not sent yet; another one's does not exist."""
    held = held_here(request, sha256)
    if held is None:
        raise Http404
    return image(held, "capture.jpg", small=small)


def image(stored: Stored, name: str, *, small: bool) -> FileResponse:
    """The bytes, shown in the page and run by nothing. Raises Http404 where there are none."""
    file = opened_or_404(stored, small=small)
    return FileResponse(file, filename=name, content_type="image/jpeg", headers=HEADERS)


def opened_or_404(stored: Stored, *, small: bool = False) -> IO[bytes]:
    """The bytes of an image. Raises Http404 for a text, and for a file that is gone or that no key opens."""
    try:
        return stored.opened(small=small)
    except (FileNotFoundError, Unsealable) as gone:
        if stored.file:
            log.error("The file of %s %s cannot be read.", type(stored).__name__, stored.pk)
        raise Http404 from gone
