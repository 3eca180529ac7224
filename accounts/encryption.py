"""Boxes that only a key opens, and only where they belong; each says the id of its key, so that keys can be replaced.

A box is: version, length of the key’s id, that id, nonce, ciphertext (ChaCha20-Poly1305, RFC 8439). What stands before
the nonce is authenticated, and so is the place that the box is bound to: moved to another row, it does not open.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION, NONCE, KEY_LENGTH = b"\x01", 12, 32


class Unsealable(Exception):
    """The box is not what was sealed here, or its key is gone."""


def box(content: bytes, bound_to: str, *, key_id: str, key: bytes) -> bytes:
    """The content, to be opened by this key (32 bytes) and at this place alone."""
    head = VERSION + bytes([len(key_id.encode())]) + key_id.encode()
    nonce = secrets.token_bytes(NONCE)
    return head + nonce + ChaCha20Poly1305(key).encrypt(nonce, content, head + bound_to.encode())


def unbox(boxed: bytes, bound_to: str, *, key_of: Callable[[str], bytes]) -> bytes:
    """What was put in. Raises Unsealable at another place, for a box that was touched, or where `key_of` has no key."""
    try:
        start = 2 + boxed[1]
        head, nonce, rest = boxed[:start], boxed[start : start + NONCE], boxed[start + NONCE :]
        key = key_of(head[2:].decode())
        return ChaCha20Poly1305(key).decrypt(nonce, rest, head + bound_to.encode())
    except (InvalidTag, KeyError, IndexError, ValueError):
        raise Unsealable("This cannot be unsealed here.") from None


def key_id_of(boxed: bytes) -> str:
    """The id of the key that opens it."""
    return boxed[2 : 2 + boxed[1]].decode()


@lru_cache(maxsize=32)
def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that nothing made for one can be played against another."""
    return HKDF(algorithm=SHA256(), length=KEY_LENGTH, salt=None, info=f"alteram:{purpose}".encode()).derive(key)
