"""Answers that somebody waits for, in words: that a measure be lifted, or that another person decide."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _


class AnswersDue:
    """For who answers."""

    _act: Any
    _case: Any
    _day: Callable[[datetime | date | None], str]
    _said: Callable[[str], str]

    def lifting_by(self) -> str:
        """Until when somebody who asks for a lifting is answered; of a sanction there is no such day."""
        answer, silence = self._case.due("lift_answer"), self._case.due("lift_silence")
        if answer is None or silence is None:
            return _("Le bureau national répond, ou propose la levée.")
        days = {"day": self._day(answer), "end": self._day(silence)}
        return _("Le bureau national répond, ou lève, au plus tard le %(day)s. Sinon elle tombe le %(end)s.") % days

    def recusal_answer(self) -> str:
        """How long another person has to answer who asks for a recusal."""
        return self._said("RECUSAL_ANSWER_DAYS")


class Lifting(AnswersDue):
    """For the person concerned."""

    def lift_answer(self) -> str:
        """How long the national office has to answer who asks for a lifting."""
        return self._said("LIFT_ANSWER_DAYS")

    def lift_silence(self) -> str:
        """After how long without an answer an interim suspension ends by itself."""
        return self._said("LIFT_SILENCE_DAYS")

    def how_it_ended(self) -> str:
        """An interim suspension: lifted, at its date, or because nobody answered who asked for it to be lifted."""
        if self._act.name == "lift_interim":
            return _("Le bureau national la lève avant sa date.")
        if self._case.measures.interim().filter(lifted_at=self._act.at).exists():
            return _("Vous en aviez demandé la levée, et personne n’a répondu à temps.")
        return _("Elle est arrivée à sa date.")
