"""Files to take home: what is packed, letters on paper and as text, and the manifest that proves each byte."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.http import FileResponse
from django.utils import timezone
from django.utils.translation import get_language

from notifications.models import Letter
from notifications.views import on_paper

SUMS = "SHA256SUMS"


class Packed(NamedTuple):
    """One file of the archive: its path there, its bytes, and from when it is."""

    path: str
    content: bytes
    at: datetime


def sheet(title: str, body: str, *, dateline: str, at: datetime) -> Letter:
    """Never sent and kept nowhere: words by the layout of letters alone."""
    letter = Letter(title=title, body=body, language=(get_language() or "fr")[:2], dateline=dateline, sent_at=at)
    letter.sha256 = hashlib.sha256(letter.text.encode()).hexdigest()
    return letter


def both(path: str, letter: Letter, *, to: str, topic: str) -> Iterator[Packed]:
    """On paper, and the very text of which the letter's own digest is one."""
    yield Packed(f"{path}.pdf", on_paper(letter, to=to, topic=topic), letter.sent_at)
    yield Packed(f"{path}.txt", letter.text.encode(), letter.sent_at)


def as_json(path: str, data: Any, *, at: datetime) -> Packed:
    """For a machine to read: UTF-8, one key a line."""
    return Packed(path, json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n", at)


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


def handed_over(packed: list[Packed], name: str) -> FileResponse:
    """To whoever asks, and kept by nothing on the way."""
    return FileResponse(
        BytesIO(archive(packed)), as_attachment=True, filename=f"{name}.zip", content_type="application/zip",
        headers={"Cache-Control": "private, no-store"},
    )  # fmt: skip
