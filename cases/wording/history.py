"""How a case is told in plain words: what each step did, and what follows when a deadline passes. One line each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Step → what it did, as a history says it.
HAPPENED: dict[str, Promise] = {
    "receive": _("Signalement reçu"),
    "attach_report": _("Autre signalement reçu"),
    "withdraw_report": _("Signalement retiré"),
    "open_review": _("Instruction ouverte"),
    "close_without_sanction": _("Dossier clos sans sanction"),
    "join_case": _("Dossier joint à un autre"),
    "take_in": _("Signalements d’un dossier joint"),
    "transfer": _("Dossier transféré à une autre fédération"),
    "refer_to_national": _("Dossier transmis au bureau national"),
    "return_to_federation": _("Dossier rendu à la fédération"),
    "notify_grievances": _("Griefs notifiés"),
    "close_hearing": _("Contradictoire terminé"),
    "warn": _("Avertissement notifié"),
    "suspend": _("Suspension notifiée"),
    "end_measure": _("Mesure terminée"),
    "lift_measure": _("Mesure levée"),
    "revoke_sursis": _("Sursis révoqué"),
    "appeal": _("Recours formé"),
    "withdraw_appeal": _("Recours retiré"),
    "decide_appeal": _("Recours décidé"),
    "lapse": _("Délai dépassé, sans décision"),
    "reopen": _("Dossier rouvert"),
    # the body that holds it
    "identify_author": _("Auteur identifié"),
    "name_representative": _("Représentation enregistrée"),
    "assess_report": _("Valeur d’un signalement enregistrée"),
    "claim": _("Dossier pris en charge"),
    "release": _("Dossier rendu à la file"),
    "assign": _("Dossier affecté"),
    "note": _("Note interne ajoutée"),
    "add_evidence": _("Pièce versée"),
    "redact": _("Pièce occultée"),
    "inform": _("Personne concernée informée"),
    "defer_information": _("Information de la personne différée"),
    "ask_for_details": _("Précision demandée"),
    "request_removal": _("Retrait demandé"),
    "order_workshop": _("Atelier proposé"),
    "confirm_attendance": _("Atelier suivi"),
    "post_letters": _("Lettres envoyées par la poste"),
    "record_service": _("Remise de la lettre enregistrée"),
    "offer_slots": _("Dates d’audition proposées"),
    "record_minutes": _("Procès-verbal d’audition versé"),
    "answer_recusal": _("Demande de récusation : réponse donnée"),
    "answer_disowning": _("Compte contesté : réponse donnée"),
    "declare_recusal": _("Une personne s’est déportée"),
    "name_witness": _("Témoin mis à l’écart du dossier"),
    "restrict_case": _("Accès au dossier restreint"),
    # the national office, and whoever answers it
    "propose": _("Mesure proposée"),
    "refuse_proposal": _("Proposition refusée"),
    "send_back_proposal": _("Proposition renvoyée"),
    "withdraw_proposal": _("Proposition retirée"),
    "impose_interim": _("Suspension conservatoire notifiée"),
    "renew_interim": _("Suspension conservatoire renouvelée"),
    "lift_interim": _("Suspension conservatoire levée"),
    "refuse_to_lift": _("Levée de la mesure refusée"),
    "extend_limit": _("Délai prolongé"),
    "waive_time_bar": _("Exception à la prescription"),
    "ask_identity": _("Identité de qui a signalé demandée"),
    "answer_identity": _("Demande d’identité : réponse donnée"),
    "restrict_reporting": _("Signalements d’une personne restreints"),
    "contest_restriction": _("Limite de signalement contestée"),
    "answer_restriction": _("Limite contestée : réponse donnée"),
    "answer_danger": _("Danger signalé : réponse donnée"),
    "hold_for_law": _("Dossier conservé pour la justice"),
    "lift_hold": _("Dossier plus conservé pour la justice"),
    "ask_evidence_file": _("Dossier demandé pour la justice"),
    "answer_evidence_file": _("Demande pour la justice : réponse donnée"),
    # the privacy officer
    "attach_statement": _("Désaccord de la personne versé au dossier"),
    "restrict_processing": _("Lecture limitée à la demande de la personne"),
    # the panel
    "seat": _("Commission composée"),
    "stay_effect": _("Effet de la mesure suspendu"),
    "propose_result": _("Texte de décision proposé"),
    "agree": _("Accord donné au texte"),
    "set_aside_result": _("Texte de décision écarté"),
    # the person concerned
    "open_letter": _("Lettre ouverte"),
    "reply": _("Réponse reçue"),
    "ask_hearing": _("Audition demandée"),
    "pick_slot": _("Date d’audition choisie"),
    "postpone_hearing": _("Audition reportée"),
    "name_counsel": _("Assistance désignée"),
    "request_recusal": _("Récusation demandée"),
    "answer_inquiry": _("Réponse à une question reçue"),
    "ask_to_lift": _("Levée de la mesure demandée"),
    "disown_account": _("Compte contesté"),
    "reread": _("Seconde lecture faite"),
    # the clock
    "remind": _("Rappel envoyé"),
    "return_claim": _("Dossier revenu dans la file"),
    "pass_on_recusal": _("Récusation restée sans réponse"),
    "end_interim": _("Suspension conservatoire terminée"),
    "draw_for_rereading": _("Tiré au sort pour une seconde lecture"),
    "restrict": _("Lecture limitée au bureau national"),
    "anonymise": _("Dossier anonymisé"),
    "forget_reporters": _("Qui a signalé n’est plus connu"),
}

# Kind of deadline → what is due, and what the clock does if it is not done.
DUE: dict[str, tuple[Promise, Promise | str]] = {
    "first_look": (_("Premier examen"), ""),
    "triage": (_("Premier examen"), _("sinon le bureau national reprend le dossier")),
    "federation": (_("Décision à rendre"), _("sinon le bureau national reprend le dossier")),
    "first_instance": (_("Décision à rendre"), _("sinon le dossier est clos sans sanction")),
    "inform": (_("Personne concernée à informer"), _("sinon une lettre part d’elle-même")),
    "claim": (_("Prise en charge"), _("sans activité, le dossier revient dans la file")),
    "unopened": (_("Lettre à ouvrir"), _("sinon elle part aussi sur papier")),
    "reply": (_("Réponse attendue"), _("puis la décision peut être prise")),
    "interim_end": (_("Fin de la suspension conservatoire"), ""),
    "lift_answer": (_("Réponse à la demande de levée"), _("sinon la suspension conservatoire finit par tomber")),
    "lift_silence": (_("Réponse à la demande de levée"), _("sinon la suspension conservatoire tombe")),
    "recusal": (_("Réponse à une demande de récusation"), _("sinon le bureau national y répond")),
    "details": (_("Réponse à une question"), ""),
    "unserved": (_("Lettre à remettre"), _("sinon la mesure est nulle")),
    "measure_end": (_("Fin de la mesure"), ""),
    "probation_end": (_("Fin du sursis"), ""),
    "appeal": (_("Recours à décider"), _("sinon l’effet de la mesure est suspendu")),
    "appeal_limit": (_("Recours à décider"), _("sinon la mesure est annulée")),
    "rereading": (_("Tirage au sort d’une seconde lecture"), ""),
    "restrict": (_("Lecture limitée au bureau national"), ""),
    "anonymise": (_("Anonymisation du dossier"), ""),
    "identity": (_("Oubli de qui a signalé"), ""),
}


def done(step: str) -> str:
    """« C’est fait : pièce versée. »"""
    what = str(HAPPENED[step])
    return str(_("C’est fait : %(what)s.") % {"what": what[0].lower() + what[1:]})


# The same steps, taken by an office of its own accord.
OF_THE_OFFICE = {"receive": _("Dossier ouvert d’office"), "attach_report": _("Examen demandé d’office")}
# Who is never named in a history, by the role in which he or she acted.
UNNAMED: dict[str, Promise | str] = {
    "clock": "",
    "reporter": "",
    "intake": "",  # whoever wrote a report down is asked by nobody who it was
    "concerned": _("la personne concernée"),
    "counsel": _("la personne qui l’assiste"),
}
# Steps whose typed text is kept nowhere but in the record.
KEPT_IN_THE_RECORD = {
    "name_representative": "quality",
    "refer_to_national": "facts",
    "answer_recusal": "reason",
    "answer_disowning": "reasons",
    "refuse_to_lift": "reason",
    "answer_restriction": "reason",
}


class Moment(NamedTuple):
    """One line of a history: what, when, by whom or else how, the reason typed, and whether a letter of it is lost."""

    title: str
    at: datetime
    by: str
    how: str
    note: str
    is_undelivered: bool


def moments(entries: Iterable[Any], *, undelivered: Iterable[datetime] = ()) -> list[Moment]:
    """The record in words, in the order of the entries. `undelivered`: moments of letters that did not arrive."""
    lost = frozenset(undelivered)
    return [moment(one, is_undelivered=one.at in lost) for one in entries]


def moment(entry: Any, *, is_undelivered: bool) -> Moment:
    how = str(_("automatique")) if entry.role == "clock" else ""
    what = HAPPENED[entry.step]
    if entry.role in ("federation", "national"):
        what = OF_THE_OFFICE.get(entry.step, what)
    return Moment(str(what), entry.at, author(entry), how, typed(entry), is_undelivered)


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
    """The deadline that the case shows; none once it is closed: what runs then is nobody's to keep."""
    if case.closed_at:
        return None
    kind = next((kind for kind, one in case.agenda.open.items() if one.due_at == case.due_at), None)
    if case.due_at is None or kind is None:
        return None
    what, otherwise = DUE[kind]
    return Coming(case.due_at, str(what), str(otherwise))
