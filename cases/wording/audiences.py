"""The words of each audience: what its letters may use. A digest, which knows no case, has words of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import ngettext

from .reporting import ReporterWords
from .sessions import SessionWords
from .vocabulary import ActorWords, ConcernedWords, OfficeWords


class NumberWords:
    """All that a digest or an alarm about the post may say: a number."""

    def __init__(self, count: int):
        self._count = count

    @classmethod
    def names(cls) -> set[str]:
        return {"news", "receipts"}

    def in_language(self, language: str) -> Mapping[str, str]:
        with translation.override(language):
            news = ngettext(
                "%(count)s nouveauté vous attend dans votre file.",
                "%(count)s nouveautés vous attendent dans votre file.",
                self._count,
            )
            receipts = ngettext(
                "%(count)s récépissé n’est pas parti à temps.",
                "%(count)s récépissés ne sont pas partis à temps.",
                self._count,
            )
            return {"news": news % {"count": self._count}, "receipts": receipts % {"count": self._count}}


OFFICES = ("federation", "national", "panel", "privacy", "in_charge", "proposer", "signers")
VOCABULARIES: dict[str, Any] = {
    "concerned": ConcernedWords,
    "reporter": ReporterWords,
    **dict.fromkeys(OFFICES, OfficeWords),
    "actors": ActorWords,
    "member": SessionWords,
    "officer": NumberWords,
}
