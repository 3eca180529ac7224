"""What this browser has begun and not sent: its session alone knows the key, and after an hour nobody does."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from typing import Any

from accounts.request import Request

from ..captures import Capture
from ..models import Draft, DraftFile
from ..models.post import KEPT

PREFIX = "draft"


def name_of(about: str) -> str:
    """Under which name the session holds the key: of a report, or of what is written about one case."""
    return f"{PREFIX} {about}".strip()


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def draft_of(request: Request, about: str = "") -> Draft | None:
    """This browser's draft, if it is still there: nobody else knows the key."""
    key = request.session.get(name_of(about), "")
    return Draft.objects.filter(key_digest=digest_of(key), expires_at__gt=request.now).first()


def kept(request: Request, about: str = "", **answers: Any) -> Draft:
    """Add answers to the draft; the key is new for each draft and outlives signing in, but not signing out."""
    draft = draft_of(request, about)
    if draft is None:
        key = request.session[name_of(about)] = secrets.token_urlsafe(32)
        draft = Draft(key_digest=digest_of(key), answers={"token": str(uuid.uuid4())})
    draft.answers |= answers
    draft.expires_at = request.now + KEPT
    draft.save()
    return draft


def forget(request: Request, about: str = "") -> None:
    """What was sent has left the draft before; all else goes with it."""
    if key := request.session.pop(name_of(about), ""):
        Draft.objects.filter(key_digest=digest_of(key)).erase()


class Held:
    """The captures that wait on one form of one browser."""

    def __init__(self, request: Request, about: str = ""):
        self.request, self.about = request, about
        self._files: list[DraftFile] | None = None

    def files(self) -> list[DraftFile]:
        """In the order in which they came; asked of the database once."""
        if self._files is None:
            draft = draft_of(self.request, self.about)
            self._files = list(draft.files.all()) if draft else []
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
    keys = [digest_of(key) for name, key in request.session.items() if name.startswith(PREFIX)]
    mine = DraftFile.objects.filter(draft__key_digest__in=keys, draft__expires_at__gt=request.now)
    return mine.filter(sha256=sha256).first() if keys else None
