"""What was decided, as the person concerned reads it: one sentence, what changes, and what does not."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..lifecycle import CLOSED, PROBATION, UNDER_APPEAL
from .phrases import in_days, on_day


class Verdict(NamedTuple):
    headline: str
    changes: list[str]
    stays: list[str]


SUSPENDED = {
    "functions": gettext_lazy("Vos fonctions sont suspendues jusqu’au %(day)s"),
    "online_tools": gettext_lazy("Votre accès aux outils en ligne est suspendu jusqu’au %(day)s"),
    "full_membership": gettext_lazy("Votre adhésion est suspendue jusqu’au %(day)s"),
}
ENDED: dict[str, Promise] = {
    "advice": gettext_lazy("Un rappel à la charte, sans sanction"),
    "workshop": gettext_lazy("Un atelier à suivre, sans sanction"),
    "completed": gettext_lazy("La mesure est terminée"),
    "lifted": gettext_lazy("La mesure est levée"),
    "annulled": gettext_lazy("La mesure est annulée"),
    "lapsed": gettext_lazy("Le délai est passé : le dossier est clos en votre faveur"),
    "joined": gettext_lazy("Ce dossier est clos : la publication est examinée avec une autre"),
    "referred_out": gettext_lazy("Le dossier est renvoyé à l’instance que prévoient les statuts"),
}
CLEARED = gettext_lazy("Aucun manquement n’est retenu contre vous")
NOTHING = gettext_lazy("Rien ne change pour votre adhésion ni pour vos fonctions.")
RIGHTS = gettext_lazy("Vous pouvez toujours lire ce dossier, signaler, et former un recours.")
SILENCE = gettext_lazy("Votre fédération apprend l’effet de la mesure, jamais ses raisons.")


def verdict(case: Any, measure: Any) -> Verdict:
    """Of a case that was decided, with its last measure, if it has one."""
    if case.state == CLOSED:
        return ended(case)
    if case.state == UNDER_APPEAL:
        return under_appeal(case, measure)
    if case.state == PROBATION or measure.starts_at is None:
        return on_probation(case, measure)
    return warned(case, measure) if measure.kind == "warning" else suspended(case, measure)


def ended(case: Any) -> Verdict:
    without_sanction = case.outcome not in ("completed", "lifted")
    return Verdict(
        headline=str(ENDED.get(case.outcome, CLEARED)),
        changes=[_("Le dossier est clos depuis le %(day)s.") % {"day": on_day(case.closed_at, case.zone)}],
        stays=[str(NOTHING), _("Ce dossier ne compte pas comme un antécédent.")] if without_sanction else [],
    )


def warned(case: Any, measure: Any) -> Verdict:
    until = {"day": on_day(measure.ends_at, case.zone)}
    return Verdict(
        headline=_("Vous avez un avertissement jusqu’au %(day)s") % until,
        changes=[_("L’avertissement est inscrit à votre dossier. Il prend fin de lui-même, à sa date.")],
        stays=[_("Vous gardez votre adhésion et vos fonctions."), str(RIGHTS)],
    )


def suspended(case: Any, measure: Any) -> Verdict:
    """Of its own day, and of the days that were served before or are suspended, each in its sentence."""
    days = {"start": on_day(measure.starts_at, case.zone), "end": on_day(measure.ends_at, case.zone)}
    said = [_("La suspension court du %(start)s au %(end)s, puis prend fin d’elle-même.") % days]
    if measure.credited_days:
        said.append(_("Ce qui était déjà passé est déduit : %(days)s.") % {"days": in_days(measure.credited_days)})
    if measure.suspended_days:
        said.append(_("Partie avec sursis, qui ne s’applique pas d’emblée : %(days)s.")
                    % {"days": in_days(measure.suspended_days)})  # fmt: skip
    if measure.stayed_from:
        said.append(_("L’effet est suspendu pendant le recours."))
    said.append(str(SILENCE))
    headline = SUSPENDED.get(measure.scope, SUSPENDED["full_membership"]) % {"day": days["end"]}
    return Verdict(headline, said, [str(RIGHTS)])


def on_probation(case: Any, measure: Any) -> Verdict:
    until = {"day": on_day(measure.probation_until, case.zone)}
    return Verdict(
        headline=_("Une suspension avec sursis, jusqu’au %(day)s") % until,
        changes=[_("Elle ne s’applique que si une nouvelle sanction est prononcée avant cette date.")],
        stays=[_("Vous gardez votre adhésion et vos fonctions."), str(RIGHTS)],
    )


def under_appeal(case: Any, measure: Any) -> Verdict:
    said = [_("D’autres personnes décident, à trois au moins. Elles ne peuvent pas aggraver la mesure.")]
    stayed = measure is not None and measure.stayed_from is not None
    said.append(_("L’effet de la mesure est suspendu.") if stayed else _("D’ici là, la mesure continue."))
    return Verdict(_("Votre recours est à l’examen"), said, [_("Vous pouvez toujours lire ce dossier, et signaler.")])
