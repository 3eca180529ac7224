"""What comes soon: the dates that people are reminded of, and the ends of measures, in words."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .phrases import days_between, in_days, listed, on_day

# Kind of date → what somebody may or should do until then.
COMES_SOON = {
    "reply": gettext_lazy("Vous pouvez répondre à ce qui vous est reproché jusqu’au %(day)s."),
    "appeal": gettext_lazy("Vous pouvez former un recours jusqu’au %(day)s."),
    "details": gettext_lazy("Une question attend votre réponse au plus tard le %(day)s."),
    "lift_answer": gettext_lazy("Une demande de levée attend votre réponse au plus tard le %(day)s."),
    "lift_silence": gettext_lazy(
        "Une demande de levée est restée sans réponse : la suspension conservatoire tombe le %(day)s."
    ),
    "legal_hold": gettext_lazy("La conservation pour la justice finit le %(day)s."),
    "removal": gettext_lazy("Une demande de retrait attend votre réponse au plus tard le %(day)s."),
}


class ComingDate:
    """Words of a letter that announces a date: the act's `data` says of which `kind` it is, and when it is `due`."""

    _act: Any
    _case: Any

    def _due(self) -> date:
        due: date = self._act.data["due"]
        return due

    def due_on(self) -> str:
        return on_day(self._due(), self._case.zone)

    def what_is_due(self) -> str:
        return str(COMES_SOON[self._act.data["kind"]]) % {"day": self.due_on()}

    def days_left(self) -> str:
        left = days_between(self._act.at, self._due(), self._case.zone)
        return _("Il reste %(days)s.") % {"days": in_days(left)} if left else _("C’est le dernier jour.")


class Ending(NamedTuple):
    """What ends at a date, and what changes then."""

    what: Any
    changes: Any


ENDS = {
    "warning": Ending(
        gettext_lazy("avertissement"), gettext_lazy("L’avertissement n’a plus d’effet après cette date.")
    ),
    "suspension": Ending(gettext_lazy("suspension"), gettext_lazy("La suspension n’a plus d’effet après cette date.")),
    "probation_end": Ending(
        gettext_lazy("période de sursis"), gettext_lazy("Le sursis n’a plus d’effet après cette date.")
    ),
    "interim_end": Ending(
        gettext_lazy("suspension conservatoire"),
        gettext_lazy("La suspension conservatoire n’a plus d’effet après cette date. L’examen du dossier continue."),
    ),
}


class EndOfMeasure:
    """Words of a letter that announces the end of a measure, for whom it concerns and for who applies it."""

    _act: Any
    _case: Any

    def _ending(self) -> str:
        kind: str = self._act.data["kind"]
        measure = self._case.measures.final() if kind == "measure_end" else None
        return kind if measure is None else str(measure.kind)

    def what_ends(self) -> str:
        return str(ENDS[self._ending()].what)

    def what_changes(self) -> str:
        """What then has no effect any more, and whether something of the measure stays."""
        ending, measure = self._ending(), self._case.measures.final()
        said = [str(ENDS[ending].changes)]
        if ending == "suspension" and measure and measure.suspended_days:
            said.append(_("La partie avec sursis reste : la période de sursis s’ouvre alors."))
        return listed(said)
