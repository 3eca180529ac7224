"""Who reported, behind two things: a keyed digest that finds one's own reports, and a seal that only a key opens.

Keys are `settings.IDENTITY_KEYS`, id → 32 bytes. The first seals and all unseal, so that a key can be replaced; the
last makes the digests, for what it made must still be found.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings

from accounts.codes import bare
from accounts.encryption import Unsealable, box, derived, key_id_of, unbox

__all__ = ["Unsealable"]  # what `unseal` raises


def owner_of(person_id: int | None) -> str:
    """The digest (64 hexadecimal digits) under which a person’s reports are found: without the key it names nobody.

    That of nobody (None, whoever is not signed in) finds nothing.
    """
    return _keyed("owner", str(person_id))


def outsider_of(report: UUID) -> str:
    """Instead of that of a person: the digest of somebody without a row, of whom only this one report is known."""
    return _keyed("outsider", str(report))


def visitor_of(address: str) -> str:
    """The digest under which what comes from a network address is counted: without the key it leads nowhere."""
    return _keyed("visitor", address)


def code_digest(code: str) -> str:
    """The digest under which a code is found, however it was typed. Raises ValueError for what can be no code."""
    return _keyed("code", bare(code))


def answered_by(person_id: int, about: str) -> str:
    """The digest under which it is known that somebody answered the question about this case, or report, of theirs."""
    return _keyed("answered", f"{person_id} {about}")


def writer_of(person_id: int, about: str) -> str:
    """The digest under which what somebody began to write is found: without the key, neither who nor about what."""
    return _keyed("writer", f"{person_id} {about}")


def lot_of(reference: str) -> float:
    """From 0 to 1, below 1: the lot of a case, for whoever draws some by chance. Without the key nobody foresees it."""
    return int(_keyed("lot", reference)[:13], 16) / 16**13


def occasion_of(act: UUID, report: UUID) -> UUID:
    """The occasion of a letter to who made this report: without the key nothing leads to it from the act or the report.

    The same two always give the same one.
    """
    return UUID(_keyed("occasion", f"{act} {report}")[:32], version=4)


def seal(content: Mapping[str, Any], bound_to: str) -> bytes:
    """The content as a box that opens only with the key, and only where it belongs."""
    key_id, key = next(iter(settings.IDENTITY_KEYS.items()))
    return box(json.dumps(dict(content)).encode(), bound_to, key_id=key_id, key=derived(key, "seal"))


def is_under_the_first(boxed: bytes) -> bool:
    """Or does one that is to be replaced open it?"""
    return key_id_of(boxed) == next(iter(settings.IDENTITY_KEYS))


def unseal(boxed: bytes, bound_to: str) -> dict[str, Any]:
    """What was sealed. Raises Unsealable in another place, without its key, or for a box that was touched."""
    key_of = settings.IDENTITY_KEYS
    return json.loads(unbox(boxed, bound_to, key_of=lambda key_id: derived(key_of[key_id], "seal")))


def _keyed(purpose: str, text: str) -> str:
    *_newer, oldest = settings.IDENTITY_KEYS.values()
    return hmac.new(derived(oldest, purpose), text.encode(), hashlib.sha256).hexdigest()
