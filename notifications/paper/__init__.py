"""A letter as a PDF: tagged, in its language, of the very text that was sent, and the same bytes each time.

    printed(letter, sender="Les Essarts", to="Jean Exemple", topic="45-2026-K7QM")   # b"%PDF-1.7…"

Typst sets it, with the fonts that it brings along, from `letter.typ`, which gets the text as data and never as markup.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import typst
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.dates import written

from ..layout import Block, blocks
from ..models import Letter
from ..typography import spaced
from .ink import in_ink

SHEET = Path(__file__).with_name("letter.typ")
LEVELS = {"heading": 2, "subheading": 3}  # under the title, which is of level 1


def printed(letter: Letter, *, sender: str, to: str, topic: str) -> bytes:
    """This letter of this organisation, which must not be erased, to this reader, if he or she is to be named.

    Some hundredths of a second. PDF/UA-1: what a screen reader needs is in it, or Typst raises TypstError.
    """
    with translation.override(letter.language):
        data = json.dumps(content(letter, sender, to, topic))
    return typst.compile(
        SHEET.read_bytes(), format="pdf", font_paths=fonts(), ignore_system_fonts=True, pdf_standards="ua-1",
        sys_inputs={"letter": data}, timestamp=int(letter.sent_at.timestamp()),
    )  # fmt: skip


@cache
def fonts() -> typst.Fonts:
    """Those of the package alone: the same sheet on every machine."""
    return typst.Fonts(include_system_fonts=False)


def content(letter: Letter, sender: str, to: str, topic: str) -> dict[str, Any]:
    """All that stands on the sheets, in the language in force: that of the letter."""
    language = letter.language
    return {
        "language": language,
        "organisation": ink(sender, language),
        "recipient": [ink(to, language)],
        "dateline": ink(letter.dateline or written_on(letter), language),
        "topic": topic,
        "title": ink(letter.title, language),
        "parts": list(parts(blocks(letter.body), language)),
        "closing": [_("Fin de la lettre."), _("Empreinte (SHA-256) de ce texte : %(sha)s") % {"sha": letter.sha256}],
        "page": _("Page {page} sur {pages}"),
    }


def written_on(letter: Letter) -> str:
    """The day, where the installation is: of a letter that does not say where it was written."""
    return written(timezone.localtime(letter.sent_at, timezone.get_default_timezone()))


def parts(body: Iterable[Block], language: str) -> Iterator[dict[str, Any]]:
    """The layout's blocks as the sheet takes them. No heading is more than one level below the one before."""
    level = 1
    for block in body:
        kind, lines = block
        if kind in LEVELS:
            for line in lines:
                level = min(LEVELS[kind], level + 1)
                yield {"kind": "heading", "level": level, "lines": [ink(line, language)]}
        elif kind == "quote":  # as it was typed, spaces too; an empty line begins a new paragraph
            typed = [in_ink(line, language) for line in lines]
            yield {"kind": kind, "paragraphs": [list(some) for is_text, some in groupby(typed, key=bool) if is_text]}
        else:
            yield {"kind": kind, "lines": [ink(line, language) for line in lines]}


def ink(text: str, language: str) -> str:
    """A line of ours: with French spaces, in what the fonts can draw."""
    return in_ink(spaced(text) if language == "fr" else text, language)
