"""What only time allows."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache

from django.utils.translation import gettext as _

from ..grammar import CLOCK, Act, Guard, Refused
from ..legal_time import moment_in, months_after

SLOTS = 3  # dates that are proposed for a hearing


DEFERRED_AT_MOST = 30  # days


@cache
def clock_waits_for(*kinds: str) -> Guard:
    """The clock acts only on a deadline that has come; people are not bound by it."""

    def deadline_has_come(act: Act) -> None:
        due = [act.case.due(kind) for kind in kinds]
        if act.by is CLOCK and not any(moment and moment <= act.at for moment in due):
            raise Refused(_("L’échéance n’est pas encore passée."))

    return deadline_has_come


@cache
def still_to_come(field: str) -> Guard:
    """An answer is asked for by a day that has not passed yet, where the person lives; no day is no limit."""

    def the_day_is_to_come(act: Act) -> None:
        day = act.data.get(field)
        if day and day <= act.case.local_date(act.at):
            raise Refused(_("Cette date est passée : donnez un jour à venir."), field=field)

    return the_day_is_to_come


def session_or_day(act: Act) -> None:
    """A workshop is followed at one session that is to come, or at any until a day: whoever orders it says which."""
    session, day = act.data.get("session"), act.data.get("by_on")
    if bool(session) == bool(day):
        raise Refused(_("Choisissez une séance, ou donnez un jour : l’un des deux."), field="by_on")
    if session and session.is_over(act.at):
        raise Refused(_("Cette séance est passée ou annulée : choisissez-en une autre."), field="session")


@cache
def already_past(field: str) -> Guard:
    """What is recorded has happened: a day or a moment, not one to come."""

    def it_has_happened(act: Act) -> None:
        when = act.data.get(field)
        if when is None:
            return
        late = when > act.at if isinstance(when, datetime) else when > act.case.local_date(act.at)
        if late:
            raise Refused(_("Cette date est dans l’avenir : donnez celle à laquelle cela s’est passé."), field=field)

    return it_has_happened


def authority_told_before(act: Act) -> None:
    """Who was told has a moment at which it was done, and no other date has."""
    authority, told_at = act.data["authority"], act.data["told_at"]
    if bool(authority) != bool(told_at):
        raise Refused(_("Donnez l’autorité prévenue et le moment, ou ni l’une ni l’autre."),
                      field="told_at" if authority else "authority")  # fmt: skip
    if told_at:
        already_past("told_at")(act)


def attended_somewhere(act: Act) -> None:
    """At a session for which there was a place, and that was held; or on a day."""
    session, day = act.data.get("session"), act.data.get("attended_on")
    if bool(session) == bool(day):
        raise Refused(_("Choisissez la séance, ou donnez le jour : l’un des deux."), field="attended_on")
    if session and not act.case.training.all().booked_sessions(act.at).filter(pk=session.pk).exists():
        raise Refused(_("La personne n’avait pas de place à cette séance : donnez le jour."), field="session")


def served_after_it_was_sent(act: Act) -> None:
    letter = act.case.services.waiting()
    if letter and act.data["served_at"] < letter.sent_at:
        raise Refused(_("La lettre n’était pas encore envoyée à cette date : vérifiez-la."), field="served_at")


def held_after_it_was_asked(act: Act) -> None:
    hearing = act.case.hearings.to_come()
    if hearing and act.data["held_at"] < hearing.asked_at:
        raise Refused(_("L’audition n’était pas encore demandée à cette date : vérifiez-la."), field="held_at")


def slots_to_come(act: Act) -> None:
    """A choice is a choice of three: different dates, on the clocks of where the person lives, none of them over."""
    moments = {moment_in(slot, act.case.zone) for slot in act.data["slots"]} - {None}
    if len(moments) != SLOTS or len(act.data["slots"]) != SLOTS:
        raise Refused(_("Donnez trois dates différentes, une par ligne."), field="slots")
    if any(moment and moment <= act.at for moment in moments):
        raise Refused(_("Une de ces dates est passée : donnez trois dates à venir."), field="slots")


def extension_is_short(act: Act) -> None:
    """A month at most (Annexe I-6, art. 18)."""
    most = act.case.parameter("EXTENSION_DAYS")
    if not 1 <= act.data["days"] <= most:
        raise Refused(_("Donnez une durée de 1 à %(most)s jours.") % {"most": most}, field="days")


def restriction_is_short(act: Act) -> None:
    """For a reasonable time (DSA, art. 23, as a benchmark)."""
    most, until = act.case.parameter("MISUSE_MAX_DAYS"), act.data["until"]
    if until and until > act.case.local_date(act.at) + timedelta(days=most):
        raise Refused(_("Donnez une date à %(most)s jours au plus.") % {"most": most}, field="until")


def hold_is_short(act: Act) -> None:
    """What a court may ask for is looked at again before it is kept for longer (GDPR, art. 5(1)(e))."""
    most = act.case.parameter("HOLD_MONTHS")
    if act.data["until"] > act.case.local_date(months_after(act.at, most, zone=act.case.zone)):
        said = _("Donnez une date à %(most)s mois au plus : on vérifie alors si la justice en a encore besoin.")
        raise Refused(said % {"most": most}, field="until")


def not_extended_before(act: Act) -> None:
    """The limit is extended once (Annexe I-6, art. 18)."""
    if act.case.extended_at:
        raise Refused(_("Le délai a déjà été prolongé une fois."))


def deferral_is_short(act: Act) -> None:
    """Thirty days at most, whatever the reason: GDPR, art. 14, gives a month."""
    if (act.data["until"] - act.case.local_date(act.at)).days > DEFERRED_AT_MOST:
        raise Refused(_("Donnez une date à %(most)s jours au plus.") % {"most": DEFERRED_AT_MOST}, field="until")


def not_postponed_before(act: Act) -> None:
    """A hearing is postponed once (Annexe I-6, art. 14)."""
    if act.case.hearings.filter(postponed_days__gt=0).exists():
        raise Refused(_("L’audition a déjà été reportée une fois."))


def two_days_ahead(act: Act) -> None:
    """Forty-eight hours at least before the date that was picked (Annexe I-6, art. 14)."""
    hearing = act.case.hearings.to_come()
    moment = hearing.moment() if hearing else None
    if moment and act.at > moment - timedelta(hours=48):
        raise Refused(_("L’audition est dans moins de 48 heures : elle ne peut plus être reportée."))


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
        if (stage == "restrict") == bool(act.case.restricted_at):
            raise Refused(_("Un dossier est d’abord restreint, puis anonymisé, chaque fois une seule fois."))

    return the_day_has_come


def not_time_barred(act: Act) -> None:
    """Three years after the post, nothing is prosecuted (CGFP, art. L. 532-2), unless the national office says why."""
    day = act.data.get("content_date") or act.case.content_date
    oldest = months_after(act.case.opened_at, -12 * act.case.parameter("TIME_BAR_YEARS"), zone=act.case.zone)
    if day and day < oldest.date() and not act.case.time_bar_waiver():
        raise Refused(_("La publication est trop ancienne : classez le dossier comme prescrit."), field="content_date")


def not_barred_meanwhile(act: Act) -> None:
    """New evidence reopens nothing once three years are over; a second look judges what was reported in time."""
    oldest = months_after(act.at, -12 * act.case.parameter("TIME_BAR_YEARS"), zone=act.case.zone)
    is_second_look = act.standing is not None and act.standing.role == "reporter"
    if not is_second_look and act.case.content_date and act.case.content_date < oldest.date():
        raise Refused(_("La publication est maintenant trop ancienne : ce dossier ne se rouvre plus."))


def not_in_the_future(act: Act) -> None:
    day = act.data.get("content_date")
    if day and day > act.case.local_date(act.at):
        raise Refused(_("Cette date est dans l’avenir : donnez le jour de la publication."), field="content_date")
