"""The words of letters about a session: which workshop, when and where. They know no case and nobody else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.dates import with_weekday

from .phrases import at_moment, days_between, on_day

if TYPE_CHECKING:
    from ..models import Session


class SessionWords:
    """All that such a letter may say. Public methods are the variables."""

    def __init__(self, session: Session, *, at: datetime):
        self._session, self._at = session, at

    @classmethod
    def names(cls) -> set[str]:
        return {"workshop", "moment", "place", "region", "minutes", "today", "nearness"}

    def in_language(self, language: str) -> Mapping[str, str]:
        with translation.override(language):
            return {name: getattr(self, name)() for name in self.names()}

    def workshop(self) -> str:
        return self._session.workshop.title

    def moment(self) -> str:
        """« samedi 12 décembre 2026 à 18 h 30 », on the clocks of the place."""
        return when(self._session)

    def place(self) -> str:
        return self._session.place

    def region(self) -> str:
        return self._session.region

    def minutes(self) -> str:
        return ngettext("%(count)s minute", "%(count)s minutes", self._session.length) % {"count": self._session.length}

    def today(self) -> str:
        return on_day(self._at, self._session.zone)

    def nearness(self) -> str:
        is_tomorrow = days_between(self._at, self._session.at, self._session.zone) > 0
        return _("C’est demain.") if is_tomorrow else _("C’est aujourd’hui.")


def when(session: Session) -> str:
    """Weekday, day and hour, on the clocks of the place."""
    return at_moment(session.at, session.zone, said=with_weekday)
