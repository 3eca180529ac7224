"""What the fonts of paper can draw; anything else is named in brackets, so that a letter is always whole."""

from __future__ import annotations

import re
import unicodedata

import emoji

# Latin, Greek and Cyrillic letters, their marks, punctuation, currencies, arrows and signs of mathematics.
DRAWN = (
    r"\u0020-\u007e\u00a0-\u0377\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u04ff\u1e00-\u1eff"
    r"\u2000-\u200a\u2010-\u2027\u202f-\u205f\u2070\u2071\u2074-\u208e\u20a0-\u20bf\u2100-\u2150\u2153-\u2184"
    r"\u2190-\u22ff\u25a0-\u25ff\u2713\u2717\ufb00-\ufb06"
)
NOT_DRAWN = re.compile(f"[^{DRAWN}]")
NO_SOFT_HYPHEN = {0xAD: None}


def in_ink(text: str, language: str) -> str:
    """« [visage boudeur] » for an emoji, « [U+6C49] » for a letter of a script that is not printed.

    What has no shape at all, as marks that join or turn the direction of a text, is left out.
    """
    named = emoji.replace_emoji(text, lambda sign, _data: sign if drawn(sign) else f"[{name_of(sign, language)}]")
    return NOT_DRAWN.sub(_in_brackets, named.translate(NO_SOFT_HYPHEN))


def drawn(text: str) -> bool:
    return NOT_DRAWN.search(text) is None


def name_of(sign: str, language: str) -> str:
    """The name that Unicode gives it in this language: «couteau de cuisine»."""
    return emoji.demojize(sign, language=language, delimiters=("", "")).replace("_", " ")


def _in_brackets(found: re.Match[str]) -> str:
    character = found[0]
    is_shapeless = unicodedata.category(character) in ("Cc", "Cf", "Mn", "Me", "Zl", "Zp")
    return "" if is_shapeless else f"[U+{ord(character):04X}]"
