"""Codes that people read, say and type: 16 of 31 symbols (79 bits), stored as a keyed digest only."""

from __future__ import annotations

import re
import secrets

from django.utils.crypto import salted_hmac

SYMBOLS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0 O 1 I L, which sound or look alike on the telephone
LENGTH, GROUP = 16, 4


def new_code() -> str:
    """«7KQM-X2R9-B4TD-H6NW»."""
    return written("".join(secrets.choice(SYMBOLS) for _ in range(LENGTH)))


def written(code: str) -> str:
    """A code as it is read, by groups of four, however it was typed. Raises ValueError for what can be no code."""
    symbols = bare(code)
    return "-".join(symbols[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def bare(code: str) -> str:
    """The sixteen symbols of a code, however it was typed. Raises ValueError for what can be no code."""
    symbols = re.sub(r"[\W_]", "", code).upper()
    if len(symbols) != LENGTH or set(symbols) - set(SYMBOLS):
        raise ValueError("A code has 16 symbols.")
    return symbols


def digest_of(code: str, *, purpose: str) -> str:
    """64 hexadecimal digits, keyed by the installation's secret, for what `bare` takes."""
    return salted_hmac(purpose, bare(code), algorithm="sha256").hexdigest()
