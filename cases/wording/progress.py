"""Where a report stands, in the five plain words that its author reads: neither state, nor measure, nor person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..lifecycle import CLOSED, MEASURED, REPORTED, UNDER_APPEAL
from ..parties import NATIONAL
from .phrases import on_day


class Progress(NamedTuple):
    """One of the five, with the icon and tone of its badge, and what comes next."""

    word: Promise
    icon: str
    tone: str
    next: Promise


RECEIVED = Progress(_("Reçu"), "inbox", "info", _("Examiné au plus tard le"))
EXAMINED = Progress(_("En cours d’examen"), "magnifier", "info", _("Réponse au plus tard le"))
PASSED_ON = Progress(_("Transmis"), "arrow-right", "info", _("Réponse au plus tard le"))
ACTED = Progress(_("Terminé : une suite a été donnée"), "check", "ok", _("Terminé"))
NOT_ACTED = Progress(_("Terminé : pas de suite"), "check", "neutral", _("Terminé"))
ENDED = (ACTED, NOT_ACTED)
ENDED_WITH_SOMETHING = ("advice", "workshop", "completed", "lifted")


def progress(case: Any) -> Progress:
    """An appeal, its result apart, and how long a measure lasts are nobody's business but the parties'."""
    if case.state == REPORTED:
        return RECEIVED
    if case.state in (*MEASURED, UNDER_APPEAL) or case.outcome in ENDED_WITH_SOMETHING:
        return ACTED
    if case.state == CLOSED:
        return NOT_ACTED
    return PASSED_ON if case.held_by_id == NATIONAL and case.federation_id else EXAMINED


def awaited(case: Any, due: Callable[[str], datetime | None]) -> datetime | None:
    """By when the next thing happens that this reporter is told of; None once all is said.

    `due` gives the moment of a deadline of this case by its kind.
    """
    now = progress(case)
    if now in ENDED:
        return None
    return (due("triage") if now is RECEIVED else None) or due("first_instance")


def ended_at(case: Any) -> datetime | None:
    """When it was decided: the end of a measure would tell how long it was."""
    acted = case.sanction() if progress(case) is ACTED else None
    return acted.signed_at if acted else case.closed_at


def second_look_until(case: Any, at: datetime) -> datetime | None:
    """Until when a second look may still be asked for at `at`."""
    until = case.second_look_until()
    return until if until and at <= until else None


def is_over_for_good(case: Any, at: datetime) -> bool:
    """Is all told, and no second look left? A measure that still runs, or an appeal, changes nothing of it."""
    return progress(case) in ENDED and second_look_until(case, at) is None


def redress(case: Any, at: datetime) -> str:
    """What who reported may still do once it is over: the second look while it is open; else a new element."""
    if until := second_look_until(case, at):
        day = {"day": on_day(until, case.zone)}
        return gettext("Vous pouvez demander une fois un second regard, jusqu’au %(day)s.") % day
    return gettext("Si vous avez un élément nouveau, faites un nouveau signalement de la même publication.")
