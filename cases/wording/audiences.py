"""The words of each audience: what its letters may use. Officers also hear of no case, in words of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import ngettext

from .phrases import on_day
from .reporting import ReporterWords
from .sessions import SessionWords
from .subject import SubjectWords
from .vocabulary import ActorWords, ConcernedWords, OfficeWords


class OfficerWords:
    """All that officers are told outside any case: a number, and a day, which is that of the installation's clock."""

    def __init__(self, count: int = 0, *, until: datetime | None = None):
        self._count, self._until = count, until

    @classmethod
    def names(cls) -> set[str]:
        return {"news", "receipts", "readings", "requests", "until"}

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
            readings = ngettext(
                "%(count)s lecture inhabituelle est à regarder.",
                "%(count)s lectures inhabituelles sont à regarder.",
                self._count,
            )
            requests = ngettext(
                "%(count)s demande d’une personne sur ses données attend sa réponse depuis trop longtemps.",
                "%(count)s demandes de personnes sur leurs données attendent leur réponse depuis trop longtemps.",
                self._count,
            )
            counted = {"news": news, "receipts": receipts, "readings": readings, "requests": requests}
            said = {name: words % {"count": self._count} for name, words in counted.items()}
            return {**said, "until": on_day(self._until, ZoneInfo(settings.TIME_ZONE))}


OFFICES = ("federation", "national", "panel", "privacy", "in_charge", "proposer", "signers")
VOCABULARIES: dict[str, Any] = {
    "concerned": ConcernedWords,
    "reporter": ReporterWords,
    **dict.fromkeys(OFFICES, OfficeWords),
    "actors": ActorWords,
    "member": SessionWords,
    "subject": SubjectWords,
    "officer": OfficerWords,
}
