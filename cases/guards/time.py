"""What only time allows."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from ..grammar import CLOCK, Act, Guard, Refused


@cache
def clock_waits_for(*kinds: str) -> Guard:
    """The clock acts only on a deadline that has come; people are not bound by it."""

    def deadline_has_come(act: Act) -> None:
        due = [act.case.due(kind) for kind in kinds]
        if act.by is CLOCK and not any(moment and moment <= act.at for moment in due):
            raise Refused(_("L’échéance n’est pas encore passée."))

    return deadline_has_come


def not_extended_before(act: Act) -> None:
    """The limit is extended once (Annexe I-6, art. 18)."""
    if act.case.extended_at:
        raise Refused(_("Le délai a déjà été prolongé une fois."))


def not_postponed_before(act: Act) -> None:
    """A hearing is postponed once (Annexe I-6, art. 14)."""
    if act.case.hearings.filter(postponed_days__gt=0).exists():
        raise Refused(_("L’audition a déjà été reportée une fois."))


def hearing_to_come(act: Act) -> None:
    if not act.case.hearing_asked:
        raise Refused(_("Aucune audition n’est à venir."))


@cache
def erasure_due(stage: str) -> Guard:
    """Nothing is forgotten before its day, nor while a court may ask for it."""

    def the_day_has_come(act: Act) -> None:
        day = act.case.forgets_at(stage)
        if day is None or act.at < day:
            raise Refused(_("Ce dossier doit encore être conservé."))

    return the_day_has_come
