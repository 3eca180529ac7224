"""Captures that wait on a form: kept for this browser alone, an hour, until they are sent or taken off."""

from __future__ import annotations

from accounts.request import Request

from ..captures import Capture
from ..models import DraftFile
from .draft import captures_of, digest_of, draft_of, kept, name_of


class Held:
    """The captures that wait on one form of one browser."""

    def __init__(self, request: Request, about: str = ""):
        self.request, self.about = request, about
        self._files: list[DraftFile] | None = None

    def files(self) -> list[DraftFile]:
        """In the order in which they came; asked of the database once."""
        if self._files is None:
            draft = draft_of(self.request, self.about)
            self._files = captures_of(draft) if draft else []
        return self._files

    def put(self, capture: Capture) -> None:
        kept(self.request, self.about).hold(capture)
        self._files = None

    def let_go(self, files: list[DraftFile]) -> None:
        if files:
            DraftFile.objects.filter(pk__in=[one.pk for one in files]).erase()
            self._files = None


def held_here(request: Request, sha256: str) -> DraftFile | None:
    """A capture that waits on any form of this browser."""
    keys = [digest_of(key) for name, key in request.session.items() if name.startswith(name_of(""))]
    mine = DraftFile.objects.filter(draft__key_digest__in=keys, draft__expires_at__gt=request.now)
    return mine.filter(sha256=sha256).first() if keys else None
