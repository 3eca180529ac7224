"""`PROCEDURE`: every delay and maximum of the procedure, its bounds, and the text that it follows.

An organisation's own values are rows (`Parameter`) inside these bounds; a case keeps those of the day it was opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Bound:
    """A value in `unit`, between `least` and `most`, both allowed; `basis` is the text it follows, empty for our own.

    `below` is the key of a value that this one never exceeds. `by_law` says that the days are those of a window: Code
    de procédure civile, arts. 641 and 642. `waits`: nothing asks for it yet, and so nobody is offered to set it.
    """

    key: str
    default: int
    least: int
    most: int
    unit: str
    basis: str | Promise = ""
    name: str | Promise = ""
    below: str = ""
    by_law: bool = False
    waits: bool = False

    @property
    def slug(self) -> str:
        """As its page is called: «reply-warning»."""
        return self.key.lower().replace("_", "-")

    @property
    def keeps(self) -> bool:
        """Does it say how long something is kept, and not how long somebody has?"""
        return self.key.startswith(("RETAIN_", "HOLD_"))

    def said(self, value: int) -> str:
        """The value as one reads it: «10 jours», «oui»."""
        return UNITS[self.unit](value) % {"n": value}


# Whole sentences are known to the translators: the noun follows the number.
UNITS: dict[str, Callable[[int], str]] = {
    "hours": lambda n: ngettext("%(n)s heure", "%(n)s heures", n),
    "days": lambda n: ngettext("%(n)s jour", "%(n)s jours", n),
    "working days": lambda n: ngettext("%(n)s jour ouvré", "%(n)s jours ouvrés", n),
    "months": lambda n: ngettext("%(n)s mois", "%(n)s mois", n),
    "years": lambda n: ngettext("%(n)s an", "%(n)s ans", n),
    "percent": lambda n: gettext("%(n)s pour cent"),
    "cases": lambda n: ngettext("%(n)s dossier", "%(n)s dossiers", n),
    "reports": lambda n: ngettext("%(n)s signalement", "%(n)s signalements", n),
    "no or yes": lambda n: gettext("oui") if n else gettext("non"),
}
BOUNDS = (
    Bound("ACK_ALERT_HOURS", 24, 1, 168, "hours", _("DSA, art. 16 · directive (UE) 2019/1937"),
          name=_("Alerte si un accusé de réception n’est pas parti")),
    Bound("TRIAGE_DAYS", 7, 1, 30, "days", below="TRIAGE_HARD",
          name=_("Premier examen d’un signalement")),
    Bound("TRIAGE_HARD", 14, 1, 30, "days",
          name=_("Signalement resté sans examen : remis au bureau national")),
    Bound("INFORM_RESPONDENT_DAYS", 30, 1, 30, "days", _("RGPD, art. 14"),
          name=_("Information de la personne concernée")),
    Bound("REPLY_WARNING", 10, 7, 60, "days", _("Annexe I-6, art. 13"), by_law=True,
          name=_("Réponse de la personne, quand un avertissement est encouru")),
    Bound("REPLY_SUSPENSION", 15, 7, 60, "days", _("Annexe I-6, art. 13"), by_law=True,
          name=_("Réponse de la personne, quand une suspension est encourue")),
    Bound("COMMENT_DAYS", 5, 2, 15, "days", _("Annexe I-6, art. 16"), by_law=True,
          name=_("Temps laissé à la personne après le procès-verbal de son audition")),
    Bound("REPLY_URGENT", 3, 2, 7, "days", _("Annexe I-6, art. 13"), waits=True,
          name=_("Réponse abrégée, à la demande de la personne")),
    Bound("UNREAD_TO_LETTER_DAYS", 7, 3, 15, "days", _("Annexe I-6, art. 9"),
          name=_("Lettre non ouverte : rappel et envoi par la poste")),
    Bound("UNSERVED_DAYS", 90, 30, 180, "days",
          name=_("Décision jamais remise : la mesure tombe")),
    Bound("FEDERATION_DAYS", 42, 21, 56, "days", below="FIRST_INSTANCE_DAYS",
          name=_("Temps d’une fédération pour décider")),
    Bound("FIRST_INSTANCE_DAYS", 70, 30, 120, "days", _("Annexe I-6, art. 18"),
          name=_("Temps de toute la procédure, avant un recours")),
    Bound("EXTENSION_DAYS", 30, 1, 30, "days", _("Annexe I-6, art. 18"),
          name=_("Prolongation de ce temps, une seule fois")),
    Bound("RECUSAL_ANSWER_DAYS", 5, 2, 10, "working days", _("Annexe I-6, art. 7"),
          name=_("Réponse à une demande de récusation")),
    Bound("INTERIM_FIRST", 30, 1, 45, "days", _("Annexe I-6, art. 12"), below="INTERIM_TOTAL",
          name=_("Suspension conservatoire : la première")),
    Bound("INTERIM_TOTAL", 70, 1, 120, "days", "CGFP, art. L. 531-2", below="FIRST_INSTANCE_DAYS",
          name=_("Suspension conservatoire : en tout")),
    Bound("LIFT_ANSWER_DAYS", 5, 2, 10, "working days", _("Annexe I-6, art. 12"), below="LIFT_SILENCE_DAYS",
          name=_("Suspension conservatoire : réponse à qui en demande la levée")),
    Bound("LIFT_SILENCE_DAYS", 10, 4, 20, "working days",
          name=_("Levée demandée et restée sans réponse : la suspension conservatoire prend fin")),
    Bound("APPEAL_WINDOW_DAYS", 30, 7, 183, "days", _("Annexe I-6, art. 19 · DSA, art. 20"), by_law=True,
          name=_("Délai pour former un recours")),
    Bound("APPEAL_WINDOW_OWN_SITE", 183, 183, 366, "days", _("DSA, art. 20"), by_law=True,
          name=_("Délai pour former un recours, quand la publication est sur le site de l’organisation")),
    Bound("APPEAL_DECISION", 60, 30, 120, "days", _("Annexe I-6, art. 21"), below="APPEAL_HARD",
          name=_("Recours non jugé : la mesure n’a plus d’effet")),
    Bound("APPEAL_HARD", 90, 30, 150, "days", _("Annexe I-6, art. 21"),
          name=_("Recours non jugé : la mesure tombe")),
    Bound("OVERSEAS_BONUS_DAYS", 5, 0, 15, "days", _("Annexe I-6, art. 19"), waits=True,
          name=_("Jours de plus pour l’outre-mer")),
    Bound("WARNING_TERM_MONTHS", 12, 6, 36, "months", "CGFP, art. L. 533-5",
          name=_("Durée d’un avertissement, si rien d’autre n’est choisi")),
    Bound("SUSPENSION_MAX_DAYS", 365, 1, 730, "days", "CGFP, art. L. 533-1",
          name=_("Suspension la plus longue")),
    Bound("PROBATION_MONTHS", 12, 12, 60, "months", _("Annexe I-6, note 15"),
          name=_("Durée d’un sursis, si rien d’autre n’est choisi")),
    Bound("TIME_BAR_YEARS", 3, 1, 5, "years", "CGFP, art. L. 532-2",
          name=_("Âge au-delà duquel une publication n’est plus sanctionnée")),
    Bound("LOOKBACK_YEARS", 3, 1, 5, "years", _("Code du travail, art. L. 1332-5"),
          name=_("Âge au-delà duquel une sanction passée ne compte plus")),
    Bound("SECOND_LOOK_DAYS", 30, 15, 183, "days", _("DSA, art. 20"),
          name=_("Délai pour demander un second examen")),
    Bound("RETAIN_WITHOUT_SANCTION", 2, 1, 2, "months", "CNIL, AU-004",
          name=_("Dossier clos sans mesure : anonymisé après la clôture")),
    Bound("RETAIN_IDENTITY", 2, 1, 2, "months", _("Directive (UE) 2019/1937"),
          name=_("Qui a signalé : oublié après la clôture, quelle qu’en soit l’issue")),
    Bound("RETAIN_ADVICE", 6, 1, 12, "months",
          name=_("Conseil ou atelier : anonymisé ensuite")),
    Bound("RETAIN_WARNING", 3, 0, 12, "months", "CGFP, art. L. 533-5",
          name=_("Avertissement terminé : anonymisé ensuite, trois ans après son début au plus tard")),
    Bound("RETAIN_SUSPENSION", 36, 12, 36, "months", _("Code du travail, art. L. 1332-5"),
          name=_("Suspension ou sursis terminés : anonymisés ensuite")),
    Bound("HOLD_MONTHS", 6, 1, 6, "months", _("RGPD, art. 5"),
          name=_("Conservation pour la justice, avant d’être revue")),
    Bound("RETAIN_MISUSE", 6, 1, 12, "months",
          name=_("Mise en garde ou limite des signalements : oubliée ensuite")),
    Bound("RETAIN_READINGS", 12, 6, 36, "months", "CNIL, délibération 2021-122",
          name=_("Journal des lectures")),
    Bound("RETAIN_REQUESTS", 24, 6, 24, "months", _("RGPD, art. 5"),
          name=_("Demande sur ses données : oubliée après la réponse")),
    Bound("MISUSE_MAX_DAYS", 180, 1, 180, "days", _("DSA, art. 23"),
          name=_("Limitation des signalements la plus longue")),
    Bound("DETAILS_DAYS", 7, 2, 15, "days",
          name=_("Réponse à une question, si rien d’autre n’est choisi")),
    Bound("REMOVAL_DAYS", 7, 2, 15, "days",
          name=_("Retrait d’une publication, si rien d’autre n’est choisi")),
    Bound("CLAIM_REMIND", 5, 1, 30, "days", below="CLAIM_RETURN",
          name=_("Dossier pris en charge et sans suite : rappel")),
    Bound("CLAIM_RETURN", 10, 1, 30, "days",
          name=_("Dossier pris en charge et sans suite : rendu à la file")),
    Bound("WAVE_REPORTS", 10, 3, 200, "reports",
          name=_("Vague : autant de signalements d’une publication ou plus")),
    Bound("WAVE_HOURS", 2, 1, 72, "hours",
          name=_("Vague : reçus en si peu de temps")),
    Bound("REREAD_PERCENT", 5, 0, 50, "percent",
          name=_("Part des classements relus par le bureau national")),
    Bound("ACCESS_ALERT_CASES", 30, 5, 500, "cases", _("RGPD, art. 32"),
          name=_("Alerte si une personne lit plus de dossiers en une heure")),
    Bound("MIN_CELL", 5, 3, 20, "cases",
          name=_("Plus petit nombre montré dans les statistiques")),
    Bound("STRICT_INTERIM_SEPARATION", 0, 0, 1, "no or yes", _("Annexe I-6, art. 12"),
          name=_("Qui a suspendu à titre conservatoire ne décide pas ensuite")),
    Bound("TRAINING_REQUIRED", 0, 0, 1, "no or yes",
          name=_("Formation exigée de qui avertit")),
)  # fmt: skip
PROCEDURE = {bound.key: bound for bound in BOUNDS}
SETTABLE = {bound.key: bound for bound in BOUNDS if not bound.waits}


def default(key: str) -> int:
    """The value that counts until the organisation sets its own. Raises KeyError for what is no parameter."""
    return PROCEDURE[key].default


def check(key: str, value: int, others: Mapping[str, int] | None = None) -> None:
    """Raises KeyError for what is no parameter; ValueError, with a sentence, outside its bounds or beyond another.

    `others` are the organisation's own values, by key; what it has not set stands at its default.
    """
    bound = PROCEDURE[key]
    if not bound.least <= value <= bound.most:
        limits = {"least": bound.said(bound.least), "most": bound.said(bound.most)}
        raise ValueError(gettext("Choisissez une valeur entre %(least)s et %(most)s.") % limits)
    values: dict[str, int] = {one.key: one.default for one in BOUNDS} | dict(others or {}) | {key: value}
    for one in BOUNDS:
        if one.below and key in (one.key, one.below) and values[one.key] > values[one.below]:
            other = PROCEDURE[one.below]
            if key == one.key:
                said = {"n": other.said(values[other.key]), "other": other.name}
                raise ValueError(gettext("Choisissez au plus %(n)s, la valeur de « %(other)s ».") % said)
            said = {"n": one.said(values[one.key]), "other": one.name}
            raise ValueError(gettext("Choisissez au moins %(n)s, la valeur de « %(other)s ».") % said)
