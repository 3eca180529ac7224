"""How a case is told in plain words: what each step did, and what follows when a deadline passes. One line each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

# Step → what it did, as a history says it.
HAPPENED: dict[str, Promise] = {
    "receive": later("Signalement reçu"),
    "attach_report": later("Autre signalement reçu"),
    "withdraw_report": later("Signalement retiré"),
    "open_review": later("Instruction ouverte"),
    "close_without_sanction": later("Dossier clos sans sanction"),
    "transfer": later("Dossier transféré à une autre fédération"),
    "refer_to_national": later("Dossier transmis au bureau national"),
    "return_to_federation": later("Dossier rendu à la fédération"),
    "notify_grievances": later("Griefs notifiés"),
    "close_hearing": later("Contradictoire terminé"),
    "warn": later("Avertissement notifié"),
    "suspend": later("Suspension notifiée"),
    "end_measure": later("Mesure terminée"),
    "lift_measure": later("Mesure levée"),
    "revoke_sursis": later("Sursis révoqué"),
    "appeal": later("Recours formé"),
    "withdraw_appeal": later("Recours retiré"),
    "decide_appeal": later("Recours décidé"),
    "lapse": later("Délai dépassé, sans décision"),
    "reopen": later("Dossier rouvert"),
    # the body that holds it
    "identify_author": later("Auteur identifié"),
    "claim": later("Dossier pris en charge"),
    "release": later("Dossier rendu à la file"),
    "assign": later("Dossier affecté"),
    "note": later("Note interne ajoutée"),
    "add_evidence": later("Pièce versée"),
    "redact": later("Pièce occultée"),
    "ask_for_details": later("Précision demandée"),
    "request_removal": later("Retrait demandé"),
    "order_workshop": later("Atelier proposé"),
    "confirm_attendance": later("Atelier suivi"),
    "record_service": later("Remise de la lettre enregistrée"),
    "offer_slots": later("Dates d’audition proposées"),
    "record_minutes": later("Procès-verbal d’audition versé"),
    "answer_recusal": later("Demande de récusation : réponse donnée"),
    "answer_disowning": later("Compte contesté : réponse donnée"),
    "declare_recusal": later("Une personne s’est déportée"),
    "restrict_case": later("Accès au dossier restreint"),
    # the national office, and whoever answers it
    "propose": later("Mesure proposée"),
    "refuse_proposal": later("Proposition refusée"),
    "send_back_proposal": later("Proposition renvoyée"),
    "withdraw_proposal": later("Proposition retirée"),
    "impose_interim": later("Suspension conservatoire notifiée"),
    "renew_interim": later("Suspension conservatoire renouvelée"),
    "lift_interim": later("Suspension conservatoire levée"),
    "extend_limit": later("Délai prolongé"),
    "ask_identity": later("Identité de qui a signalé demandée"),
    "answer_identity": later("Demande d’identité : réponse donnée"),
    "restrict_reporting": later("Signalements d’une personne restreints"),
    "hold_for_law": later("Dossier conservé pour la justice"),
    # the panel
    "seat": later("Commission composée"),
    "stay_effect": later("Effet de la mesure suspendu"),
    "propose_result": later("Texte de décision proposé"),
    "agree": later("Accord donné au texte"),
    "set_aside_result": later("Texte de décision écarté"),
    # the person concerned
    "open_letter": later("Lettre ouverte"),
    "reply": later("Réponse reçue"),
    "ask_hearing": later("Audition demandée"),
    "pick_slot": later("Date d’audition choisie"),
    "postpone_hearing": later("Audition reportée"),
    "name_counsel": later("Assistance désignée"),
    "request_recusal": later("Récusation demandée"),
    "answer_inquiry": later("Réponse à une question reçue"),
    "ask_to_lift": later("Levée de la mesure demandée"),
    "disown_account": later("Compte contesté"),
    # the clock
    "remind": later("Rappel envoyé"),
    "return_claim": later("Dossier revenu dans la file"),
    "end_interim": later("Suspension conservatoire terminée"),
    "draw_for_rereading": later("Tiré au sort pour une seconde lecture"),
    "restrict": later("Lecture limitée au bureau national"),
    "anonymise": later("Dossier anonymisé"),
}

# Kind of deadline → what is due, and what the clock does if it is not done.
DUE: dict[str, tuple[Promise, Promise | str]] = {
    "first_look": (later("Premier examen"), ""),
    "triage": (later("Premier examen"), later("sinon le bureau national reprend le dossier")),
    "federation": (later("Décision à rendre"), later("sinon le bureau national reprend le dossier")),
    "first_instance": (later("Décision à rendre"), later("sinon le dossier est clos sans sanction")),
    "claim": (later("Prise en charge"), later("sans activité, le dossier revient dans la file")),
    "unopened": (later("Lettre à ouvrir"), later("sinon elle part aussi sur papier")),
    "reply": (later("Réponse attendue"), later("puis la décision peut être prise")),
    "interim_end": (later("Fin de la suspension conservatoire"), ""),
    "details": (later("Réponse à une question"), ""),
    "unserved": (later("Lettre à remettre"), later("sinon la mesure est nulle")),
    "measure_end": (later("Fin de la mesure"), ""),
    "probation_end": (later("Fin du sursis"), ""),
    "appeal": (later("Recours à décider"), later("sinon l’effet de la mesure est suspendu")),
    "appeal_limit": (later("Recours à décider"), later("sinon la mesure est annulée")),
}


def done(step: str) -> str:
    """« C’est fait : pièce versée. »"""
    what = str(HAPPENED[step])
    return _("C’est fait : %(what)s.") % {"what": what[0].lower() + what[1:]}


# Who is never named in a history, by the role in which he or she acted.
UNNAMED: dict[str, Promise | str] = {
    "clock": "",
    "reporter": "",
    "concerned": later("la personne concernée"),
    "counsel": later("la personne qui l’assiste"),
}
# Steps whose typed text is kept nowhere but in the record.
KEPT_IN_THE_RECORD = {"refer_to_national": "facts", "answer_recusal": "reason", "answer_disowning": "reasons"}


class Moment(NamedTuple):
    """One line of a history: what, when, by whom or else how, the reason typed, and whether a letter of it is lost."""

    title: str
    at: datetime
    by: str
    how: str
    note: str
    is_undelivered: bool


def history(entries: Iterable[Any], *, undelivered: Iterable[datetime] = ()) -> list[Moment]:
    """The record in words, in the order of the entries. `undelivered`: moments of letters that did not arrive."""
    lost = frozenset(undelivered)
    return [moment(one, is_undelivered=one.at in lost) for one in entries]


def moment(entry: Any, *, is_undelivered: bool) -> Moment:
    how = _("automatique") if entry.role == "clock" else ""
    return Moment(str(HAPPENED[entry.step]), entry.at, author(entry), how, typed(entry), is_undelivered)


def author(entry: Any) -> str:
    """Nobody for the clock and for who reported, the person concerned as such; an officer by name."""
    if entry.role in UNNAMED:
        return str(UNNAMED[entry.role])
    content = getattr(entry, "content", None)
    return str((content and content.by) or _("une personne dont le nom est effacé"))


def typed(entry: Any) -> str:
    content = getattr(entry, "content", None)
    if content is None:
        return ""
    return content.why or str(content.answers.get(KEPT_IN_THE_RECORD.get(entry.step, ""), "") or "")


class Coming(NamedTuple):
    """The deadline that comes next: when, what is due, and what happens otherwise."""

    at: datetime
    what: str
    otherwise: str


def coming(case: Any) -> Coming | None:
    """The deadline that the case shows; none once it is closed."""
    kind = next((kind for kind, one in case.agenda.open.items() if one.due_at == case.due_at), None)
    if case.due_at is None or kind is None:
        return None
    what, otherwise = DUE[kind]
    return Coming(case.due_at, str(what), str(otherwise))
