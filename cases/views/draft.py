"""The draft of a report: what was answered so far, canonical already; the browser's session alone knows its key."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from accounts.request import Request

from ..addresses import Address, NotAPost, canonical
from ..forms.reporter import UNSURE
from ..models import ArticleVersion, Draft, DraftFile
from ..models.charter import wordings
from ..models.draft import KEPT

# What was answered about one post says nothing about another.
ABOUT_THE_POST: dict[str, Any] = {"federation": "", "same": None}


def name_of(about: str) -> str:
    """Under which name the session has the key: of a report, or of what is written about the case of a reference."""
    return f"draft {about}".strip()


def draft_of(request: Request, about: str = "") -> Draft | None:
    """This browser's draft, if it is still there: nobody else knows the key."""
    key = request.session.get(name_of(about), "")
    known = Draft.objects.filter(key_digest=digest_of(key), expires_at__gt=request.now)
    return known.saying_what_they_hold().first()


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def kept(request: Request, about: str = "", **answers: Any) -> Draft:
    """Add answers to the draft; the key is new for each draft and outlives signing in, but not signing out."""
    draft = draft_of(request, about)
    if draft is None or not noted(draft, answers, at=request.now):
        key = request.session[name_of(about)] = secrets.token_urlsafe(32)
        answers = {"token": str(uuid.uuid4()), **answers}
        draft = Draft.objects.create(key_digest=digest_of(key), answers=answers, expires_at=request.now + KEPT)
    return draft


def noted(draft: Draft, answers: dict[str, Any], *, at: datetime) -> bool:
    """Add answers to this very draft; False if another click has just sent it, for no draft is sent twice."""
    draft.answers |= answers
    draft.expires_at = at + KEPT
    return draft.is_kept()


def forget(request: Request, about: str = "") -> None:
    """What was sent has left the draft before; all else goes with it. The key stays, and opens nothing any more."""
    if key := request.session.get(name_of(about), ""):
        mine = Draft.objects.filter(key_digest=digest_of(key))
        if not mine.holding_nothing().delete()[0]:  # in one statement; what still holds a file takes more
            mine.erase()


def of_publication(
    known: dict[str, Any], address: Address | None, captures: Any = None, **typed: Any
) -> dict[str, Any]:
    """As the draft keeps it: the canonical address has lost its author's name, so that stands beside it.

    Captures are held in rows of their own already.
    """
    short = address.address if address else ""
    before = known.get("author") if short and short == known.get("address") else ""
    author = (address.handle if address else "") or typed.get("handle") or before
    return {"text": "", "network": "", "handle": ""} | typed | {"address": short, "author": author or ""}


# What a draft says ----------------------------------------------------------------------------------------------------


def says_something(draft: Draft) -> bool:
    """Is there a post in it? A capture alone is one, and can be taken off again."""
    return bool(draft.answers.get("address") or draft.answers.get("text") or captures_of(draft))


def captures_of(draft: Draft) -> list[DraftFile]:
    """What it holds, in the order in which it came; a draft that was just read knows whether there is any."""
    return list(draft.files.all()) if getattr(draft, "holds_captures", True) else []


def address_of(draft: Draft) -> Address | None:
    if not draft.answers.get("address"):
        return None
    try:
        return replace(canonical(draft.answers["address"]), handle=draft.answers["author"] or None)
    except NotAPost:
        return None


def network_of(draft: Draft) -> str:
    """That of the address, else the one that was chosen; empty for none."""
    address = address_of(draft)
    return address.network if address else draft.answers.get("network", "")


def article_of(draft: Draft) -> ArticleVersion | None:
    chosen = draft.answers.get("article")
    return None if chosen in (None, "", UNSURE) else wordings().get(int(chosen))
