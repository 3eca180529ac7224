"""The words of letters about what somebody asked of the privacy officer. They know no case and nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import translation
from django.utils.text import capfirst

from accounts.models import Body

from ..models.subject_request import SubjectRequest, clock
from .phrases import block, on_day


class SubjectWords:
    """All that such a letter may say. Public methods are the variables."""

    def __init__(self, request: SubjectRequest, *, at: datetime):
        self._request, self._at = request, at

    @classmethod
    def names(cls) -> set[str]:
        return {"today", "right", "asked_on", "due_on", "why", "contact"}

    def in_language(self, language: str) -> Mapping[str, str]:
        with translation.override(language):
            return {name: getattr(self, name)() for name in self.names()}

    def today(self) -> str:
        return self._day(self._at)

    def right(self) -> str:
        """« Limitation », which of the rights it is."""
        return str(capfirst(self._request.get_right_display()))

    def asked_on(self) -> str:
        return self._day(self._request.received_at)

    def due_on(self) -> str:
        return self._day(self._request.due_at)

    def why(self) -> str:
        """What the privacy officer wrote last: why it takes longer, or why the answer is what it is."""
        return block(self._request.answer_why or self._request.extended_why)

    def contact(self) -> str:
        return Body.objects.get(code=Body.PRIVACY).contact or Body.objects.get(code=Body.NATIONAL).contact

    @staticmethod
    def _day(moment: datetime) -> str:
        return on_day(moment, clock())
