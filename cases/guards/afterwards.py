"""Letters opened, appeals, reopening: what holds once a decision exists."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _

from ..grammar import CLOCK, Act, Guard, Refused
from ..parties import PANEL


def letter_waiting(act: Act) -> None:
    is_own = act.standing is not None and act.standing.role == "concerned"
    if not (act.case.took_part(act.by, "to_open") if is_own else act.case.has_role("to_open")):
        raise Refused(_("Aucune lettre n’attend d’être ouverte."))


def served_on_who_represents(act: Act) -> None:
    """Time runs against a minor once whoever represents him or her has the letter (C. civ., art. 388-1-1)."""
    if not act.case.opens_letters(act.by):
        names = ", ".join(person.name for person in act.case.representatives)
        raise Refused(_("Cette lettre s’ouvre par qui vous représente : %(names)s.") % {"names": names})


def sanction_stands(act: Act) -> None:
    if not act.case.is_sanctioned():
        raise Refused(_("Aucune sanction n’a été prononcée dans ce dossier."))


def appeal_in_time(act: Act) -> None:
    """One appeal a decision, inside its window (Annexe I-6, art. 19); a revision on new evidence at any time."""
    if act.data["kind"] == "revision":
        if not act.data.get("new_evidence", "").strip():
            raise Refused(_("Une révision demande un élément nouveau : dites lequel."), field="new_evidence")
    elif act.case.appeals.ordinary().filter(decision=act.case.sanction()).exists():
        raise Refused(_("Un recours a déjà été formé : il reste la révision, sur un élément nouveau."), field="kind")
    elif act.case.appeal_until is None:
        raise Refused(
            _("Ouvrez d’abord la lettre de décision : le délai de recours court à partir de là."), field="kind"
        )
    elif act.at > act.case.appeal_until:
        raise Refused(_("Le délai de recours est passé : il reste la révision, sur un élément nouveau."), field="kind")


def panel_complete(act: Act) -> None:
    """Three at least decide an appeal (Annexe I-6, art. 5)."""
    if act.case.open_appeal().sitting(act.at).count() < 3:
        raise Refused(_("La commission ne siège pas encore à trois : complétez-la."))


def none_an_earlier_actor(act: Act) -> None:
    """An appeal goes to other people (Annexe I-6, art. 19)."""
    for person in act.data["people"]:
        if not person.holds("hear_appeals", PANEL, at=act.at):
            raise Refused(_("%(name)s n’est pas de la commission.") % {"name": person.name}, field="people")
        if act.case.parts.acted().filter(person=person).exists() or act.case.is_closed_to(person):
            raise Refused(
                _("%(name)s a déjà pris part à ce dossier et ne peut pas siéger.") % {"name": person.name},
                field="people",
            )


def not_worse(act: Act) -> None:
    """No appeal makes it worse for who appeals (Annexe I-6, art. 21)."""
    if not act.case.is_no_worse(**act.data):
        raise Refused(_("Un recours ne peut pas aggraver la mesure : choisissez une mesure moindre."), field="result")


@cache
def agreement(*, completes: bool) -> Guard:
    """A majority of the seats agrees to one text; who completes it decides."""

    def makes_the_majority(act: Act) -> None:
        appeal = act.case.open_appeal()
        if appeal.has_agreed(act.by):
            raise Refused(_("Vous avez déjà donné votre accord : un autre membre doit donner le sien."))
        if appeal.one_short_of_majority(act.at) != completes:
            raise Refused(
                _("Il manque encore l’accord d’un autre membre.")
                if completes
                else _("Votre accord ferait la majorité : passez par « Donner mon accord : la décision sur le recours "
                       "est prise ».")
            )  # fmt: skip

    return makes_the_majority


def never_sanctioned(act: Act) -> None:
    """Nobody is prosecuted twice for the same facts, not even when the sanction could never be served."""
    reopens = ("dismissed", "cleared", "lapsed", "advice", "workshop", "out_of_scope", "withdrawn")
    if act.case.outcome not in reopens or act.case.decisions.sanctions().exists():
        raise Refused(_("Ce dossier a donné lieu à une sanction ou à un classement définitif : il ne se rouvre pas."))


def second_look_open(act: Act) -> None:
    """Once, within thirty days, after a dismissal by a federation before any hearing (DSA, art. 20, as a benchmark)."""
    until = act.case.second_look_until()
    if act.report is None or act.report.withdrawn_at:
        raise Refused(_("Ce signalement est déjà retiré."))
    if until is None:
        raise Refused(_("Un second regard n’est pas, ou n’est plus, possible sur ce signalement."))
    if act.at > until:
        raise Refused(_("Le délai pour demander un second regard est passé."))


def reopened_rightly(act: Act) -> None:
    """A reporter asks for a second look; the national office reopens on new evidence, and not who decided."""
    if act.standing and act.standing.role == "reporter":
        second_look_open(act)
        return
    never_sanctioned(act)
    if act.by is not CLOCK and act.case.took_part(act.by, "signed"):
        raise Refused(_("Vous avez décidé dans ce dossier : une autre personne doit le rouvrir."))


def evidence_is_new(act: Act) -> None:
    """The national office reopens on a piece found since, not on a change of mind."""
    if act.standing and act.standing.role != "reporter" and not act.data.get("evidence", "").strip():
        raise Refused(_("Un élément nouveau est nécessaire : décrivez-le."), field="evidence")


def rereading_waits(act: Act) -> None:
    if not act.case.rereadings.waiting().exists():
        raise Refused(_("Aucune seconde lecture n’est attendue de ce dossier."))


def outcome_not_seen(act: Act) -> None:
    """A second reading is blind: not by who took part, nor by who has opened the case since it was closed."""
    if act.case.was_seen_closed(act.by):
        raise Refused(_("Vous connaissez l’issue de ce dossier : une autre personne fait la seconde lecture."))


def effect_runs(act: Act) -> None:
    if not act.case.measures.sanctions().filter(stayed_from=None).exclude(ends_at__lte=act.at).exists():
        raise Refused(_("Aucune mesure n’a d’effet à suspendre."))
