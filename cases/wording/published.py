"""What may be said in public of a decision, and from when: articles, measure, month and region. Nobody's name or words.

Annexe I-6, art. 24: after every remedy. That no decision is published with a name is our own choice.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..grammar import Refused
from ..legal_time import local_day
from .phrases import in_days, in_months, labelled, on_day

# What a digest says, in its order: each word of ours, of the charter or of the calendar.
LABELS: dict[str, Promise] = {
    "month": gettext_lazy("Mois"),
    "region": gettext_lazy("Région"),
    "articles": gettext_lazy("Articles de la charte"),
    "decision": gettext_lazy("Décision"),
    "reason": gettext_lazy("Motif"),
    "appeal": gettext_lazy("Recours"),
    "end": gettext_lazy("Fin"),
}
LANGUAGES = ("fr", "en")
SANCTIONED = ("completed", "lifted")
DECIDED = ("dismissed", "cleared", "advice", "workshop", *SANCTIONED)


def objection(case: Any, at: datetime) -> Refused | None:
    """What stands in the way of publishing at `at`, in a sentence: None once every remedy is over."""
    if case.is_exercise:
        return Refused(_("Ce dossier est un exercice : rien n’en est publié."))
    until = case.remedies_until()
    if until is None:
        return Refused(still_open(case))
    if case.outcome == "annulled":
        return Refused(_("Cette décision est annulée : rien n’en est publié, et ce qui l’a été est à retirer."))
    if case.outcome not in DECIDED:
        return Refused(_("Ce dossier s’est clos sans décision : il n’y a rien à publier."))
    if at <= until:
        sentence = _("Une voie de recours est ouverte jusqu’au %(day)s compris. La publication est possible après.")
        return Refused(sentence % {"day": on_day(until, case.zone)})
    return None


def still_open(case: Any) -> str:
    if case.state != "under_appeal":
        return _("Ce dossier n’est pas clos. Une décision se publie une fois le dossier clos et tout recours terminé.")
    until = case.due("appeal_limit") or case.due("appeal")
    sentence = _("Un recours est en cours : la commission décide au plus tard le %(day)s. Revenez ensuite.")
    return sentence % {"day": on_day(until, case.zone)}


def digests(case: Any) -> dict[str, dict[str, str]]:
    """Language → what the digest says, by the keys of `LABELS`; what there is nothing to say of is absent."""
    said = {}
    for language in LANGUAGES:
        with translation.override(language):
            said[language] = {key: words for key, words in digest(case).items() if words}
    return said


def as_text(said: dict[str, str], language: str) -> str:
    with translation.override(language):
        lines = [labelled(LABELS[key], words) for key, words in said.items()]
        return "\n".join([_("Décision anonymisée"), "", *lines, ""])


def digest(case: Any) -> dict[str, str]:
    """In the language in force. The measure is that which counts, as an appeal left it."""
    measure = case.measures.final() if case.outcome in SANCTIONED else None
    decision = measure.decision if measure else case.decisions.order_by("-number").first()
    appeal = case.appeals.exclude(result="").order_by("-pk").first()
    signed = local_day(decision.signed_at if decision else case.closed_at, case.zone)
    return {
        "month": date_format(signed, "F Y"),
        "region": case.federation.region if case.federation else "",
        "articles": " · ".join(str(one) for one in articles(case)),
        "decision": measured(measure) if measure else str(case.get_outcome_display()),
        "reason": str(case.get_dismissal_reason_display()) if case.dismissal_reason else "",
        "appeal": str(appeal.get_result_display()) if appeal else "",
        "end": str(case.get_outcome_display()) if case.outcome == "lifted" else "",
    }


def articles(case: Any) -> list[Any]:
    """Those of the grievances; without any, the one under which the post was examined."""
    if case.notice:
        rules = case.notice.rules.select_related("article_version__article")
        return [one.article_version for one in rules.order_by("article_version__article__number")]
    return [case.article_version] if case.article_version else []


def measured(measure: Any) -> str:
    """« suspension de 90 jours, dont 30 jours avec sursis (adhésion entière) »."""
    kind = str(measure.get_kind_display())
    length = in_days(measure.days) if measure.days else in_months(measure.months or 0)
    said = _("%(kind)s de %(length)s") % {"kind": kind, "length": length}
    if measure.suspended_days:
        said += ", " + _("dont %(days)s avec sursis") % {"days": in_days(measure.suspended_days)}
    return f"{said} ({measure.get_scope_display()})" if measure.scope else said
