"""Who reported, behind two things: a keyed digest that finds one's own reports, and a seal that only a key opens.

Keys are `settings.IDENTITY_KEYS`, id → 32 bytes. The first seals and all unseal, so that a key can be replaced; the
last makes the digests, for what it made must still be found.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from accounts.codes import bare

VERSION, NONCE = b"\x01", 12


class Unsealable(Exception):
    """The box is not what was sealed here, or its key is gone."""


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


def lot_of(reference: str) -> float:
    """From 0 to 1, below 1: the lot of a case, for whoever draws some by chance. Without the key nobody foresees it."""
    return int(_keyed("lot", reference)[:13], 16) / 16**13


def occasion_of(act: UUID, report: UUID) -> UUID:
    """The occasion of a letter to who made this report: without the key nothing leads to it from the act or the report.

    The same two always give the same one.
    """
    return UUID(_keyed("occasion", f"{act} {report}")[:32], version=4)


def seal(content: Mapping[str, Any], bound_to: str) -> bytes:
    """The content as a box that opens only with the key, and only where it belongs.

    Version, length of the key's id, that id, nonce, ciphertext; all that stands before the nonce is authenticated too.
    """
    name, key = next(iter(settings.IDENTITY_KEYS.items()))
    head = VERSION + bytes([len(name.encode())]) + name.encode()
    nonce = secrets.token_bytes(NONCE)
    return head + nonce + _cipher(key).encrypt(nonce, json.dumps(dict(content)).encode(), head + bound_to.encode())


def unseal(box: bytes, bound_to: str) -> dict[str, Any]:
    """What was sealed. Raises Unsealable in another place, without its key, or for a box that was touched."""
    try:
        start = 2 + box[1]
        head, nonce, rest = box[:start], box[start : start + NONCE], box[start + NONCE :]
        cipher = _cipher(settings.IDENTITY_KEYS[head[2:].decode()])
        return json.loads(cipher.decrypt(nonce, rest, head + bound_to.encode()))
    except (InvalidTag, KeyError, IndexError, ValueError):
        raise Unsealable("This cannot be unsealed here.") from None


def _cipher(key: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(_derived(key, "seal"))


def _keyed(purpose: str, text: str) -> str:
    *_newer, oldest = settings.IDENTITY_KEYS.values()
    return hmac.new(_derived(oldest, purpose), text.encode(), hashlib.sha256).hexdigest()


@lru_cache(maxsize=32)
def _derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that no digest can be played against another or against the seal."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"alteram:{purpose}".encode()).derive(key)
