"""Who decides, and how: fresh eyes, fitting outcomes, two people for a suspension."""

from __future__ import annotations

from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..grammar import CLOCK, Act, Guard, Refused
from ..parameters import PROCEDURE
from .standing import author_known
from .time import session_or_day


def fresh_eyes(act: Act) -> None:
    """Whoever examined a case, or gave an opinion on it, does not decide it (Annexe I-6, arts. 10 and 13).

    Nor who suspended meanwhile, where the organisation wants it so; else that person judges the merits too (Cass. 3e
    civ., 11 January 2023).
    """
    if act.case.took_part(act.by, "instructed"):
        raise Refused(_("Vous avez instruit ce dossier : une autre personne doit décider."))
    if act.case.took_part(act.by, "opined"):
        raise Refused(_("Vous avez donné un avis sur ce dossier : une autre personne doit décider."))
    if act.case.parameter("STRICT_INTERIM_SEPARATION") and act.case.suspended_meanwhile(act.by):
        raise Refused(_("Vous avez pris la suspension conservatoire : une autre personne doit décider."))


DISMISSALS = ("dismissed", "out_of_scope", "time_barred", "withdrawn", "referred_out")
HELPFUL = ("advice", "workshop")
FITTING = {
    "reported": DISMISSALS,
    "in_review": (*DISMISSALS, *HELPFUL),
    "deliberation": ("cleared", *HELPFUL),
}


def fits_where_it_stands(act: Act) -> None:
    """At triage a report is only dismissed; nobody is cleared, advised or sent to a workshop unexamined."""
    state, outcome = act.case.state, act.data["outcome"]
    if state == "reported" and outcome in HELPFUL:
        raise Refused(_("Ouvrez d’abord l’instruction : au tri, un signalement est seulement classé."), field="outcome")
    if outcome not in FITTING[state]:
        raise Refused(
            _("Cette issue ne correspond pas à l’étape du dossier : choisissez-en une autre."), field="outcome"
        )
    if outcome == "workshop":
        session_or_day(act)
    if outcome in HELPFUL:
        author_known(act)


def fresh_eyes_to_sanction(act: Act) -> None:
    """Whoever proposes a sanction decides it too, with the one who signs."""
    if act.data["kind"] in ("suspension", "revocation"):
        fresh_eyes(act)


def fresh_eyes_unless_in_favour(act: Act) -> None:
    """Whoever examined may still close in favour of the person, and only so."""
    if act.case.state == "deliberation" and act.data.get("outcome") != "cleared":
        fresh_eyes(act)


def trained(act: Act) -> None:
    """An organisation may ask that whoever warns is trained; none does by default."""
    if act.case.parameter("TRAINING_REQUIRED") and not act.by.is_trained(act.case.held_by_id, at=act.at):
        raise Refused(_("Votre formation n’est plus à jour : suivez-la avant de décider."))


HOW_THE_REPLY_COUNTED = gettext_lazy("La personne a répondu : dites comment sa réponse a compté.")


def reply_answered(act: Act) -> None:
    """A decision says what the person answered and how it counted (Annexe I-6, art. 17; CRPA, art. L. 211-5)."""
    if not act.data.get("reply_considered", "").strip() and act.case.was_replied_to():
        raise Refused(str(HOW_THE_REPLY_COUNTED), field="reply_considered")


def reply_answered_to_suspend(act: Act) -> None:
    """Who proposes a suspension says what the answer was worth; who signs reads it."""
    if act.data["kind"] == "suspension":
        reply_answered(act)


ASKED = {
    "warning": ("facts", "rule_explanation", "why_not_lesser"),
    "suspension": ("facts", "rule_explanation", "why_not_lesser"),
    "revocation": ("facts", "rule_explanation"),
}


# What is weighed before a suspension may be told in a word, also that there is nothing; the rest may not.
WEIGHED = {"suspension": ("aggravating", "mitigating")}
LEAST_REASON = 20  # characters of each reason, but of a lift, which favours the person


def reasons_given(act: Act) -> None:
    """A decision says why, in law and in fact (DSA, 17(3); CRPA, art. L. 211-5): whatever form it was typed into."""
    kind = act.data.get("kind", "warning")
    asked = ASKED.get(kind, ("facts",))
    for field in (*asked, *WEIGHED.get(kind, ())):
        length = len((act.data.get(field) or "").strip())
        if not length:
            raise Refused(_("Une décision dit ses raisons : écrivez-les."), field=field)
        if field in asked and kind != "lift" and length < LEAST_REASON:
            said = _("C’est trop bref pour une raison : écrivez au moins %(least)s caractères.")
            raise Refused(said % {"least": LEAST_REASON}, field=field)


SCOPES = ("functions", "online_tools", "full_membership")


def has_a_scope(act: Act) -> None:
    """A suspension says what it reaches: functions, online tools or the whole membership."""
    if act.data["kind"] in ("suspension", "interim") and act.data.get("scope") not in SCOPES:
        raise Refused(_("Dites ce que la suspension touche."), field="scope")


GROUNDS = ("risk", "repetition", "pressure", "candidate")


def grounds_of_the_list(act: Act) -> None:
    """An interim suspension has one of four grounds; what the newspapers write is none (Annexe I-6, art. 12)."""
    if act.data["kind"] in ("interim", "renewal") and act.data.get("ground") not in GROUNDS:
        raise Refused(_("Choisissez un motif de la liste."), field="ground")


def suspension_notified(act: Act) -> None:
    """The measure decided never exceeds the one announced."""
    if act.case.maximum != "suspension":
        raise Refused(_("Seul un avertissement a été annoncé : notifiez des griefs qui annoncent une suspension."))


def decided_on_disclosed_pieces(act: Act) -> None:
    """A piece that the person has not read supports nothing (Annexe I-6, art. 13)."""
    if act.case.notice and act.case.notice.is_outdated:
        raise Refused(_("Une pièce a été ajoutée depuis les griefs : notifiez-les de nouveau."))


def lasts(act: Act, field: str, least: int, most: int, sentence: str) -> None:
    """A number is asked for, between these bounds, both allowed."""
    if not least <= (act.data.get(field) or 0) <= most:
        raise Refused(sentence % {"least": least, "most": most}, field=field)


def has_a_term(act: Act) -> None:
    """A warning counts for some months, never for good (CGFP, art. L. 533-5)."""
    bound = PROCEDURE["WARNING_TERM_MONTHS"]
    lasts(act, "months", bound.least, bound.most, _("Donnez une durée de %(least)s à %(most)s mois."))


def has_an_end(act: Act) -> None:
    """No suspension without end; an interim one is short, its renewal included (Annexe I-6, art. 12)."""
    most = act.case.longest(act.data["kind"])
    if most is not None:
        lasts(act, "days", 1, most, _("Donnez une durée de %(least)s à %(most)s jours."))


def suspended_part_fits(act: Act) -> None:
    """All or part of a suspension may be suspended, for one to five years (Annexe I-6, art. 25)."""
    data, bound = act.data, PROCEDURE["PROBATION_MONTHS"]
    if not data.get("suspended_days"):
        return
    if data["kind"] != "suspension":
        raise Refused(_("Seule une suspension peut être avec sursis."), field="suspended_days")
    if data["suspended_days"] > data["days"]:
        raise Refused(_("La partie avec sursis dépasse la durée totale."), field="suspended_days")
    lasts(act, "probation_months", bound.least, bound.most, _("Donnez une durée de %(least)s à %(most)s mois."))


def no_open_proposal(act: Act) -> None:
    if act.case.open_proposal():
        raise Refused(_("Une proposition attend déjà une signature : signez-la, renvoyez-la ou retirez-la."))


def kind_fits(act: Act) -> None:
    """What may be proposed depends on where the case stands."""
    if act.data["kind"] not in act.case.proposable(act.at):
        raise Refused(_("Cette proposition ne correspond pas à l’étape du dossier."), field="kind")


@cache
def proposed(*kinds: str) -> Guard:
    """An open proposal of one of these kinds, resting on the case as it stands."""

    def a_proposal_stands(act: Act) -> None:
        proposal = act.case.open_proposal()
        if proposal is None or (kinds and proposal.kind not in kinds):
            raise Refused(_("Aucune proposition n’attend de signature : une première personne doit proposer."))
        if proposal.basis != act.case.basis:
            raise Refused(_("Le dossier a changé depuis la proposition : elle est caduque, proposez de nouveau."))

    return a_proposal_stands


def signed_by_another(act: Act) -> None:
    """Four eyes: who proposed does not sign (Annexe I-6, art. 17, has two signatures too)."""
    proposal = act.case.open_proposal()
    if proposal and proposal.by_id == act.by.pk:
        raise Refused(_("Vous avez proposé cette mesure : une autre personne doit la signer."))


def proposal_is_mine(act: Act) -> None:
    proposal = act.case.open_proposal()
    if proposal is None or proposal.by_id != act.by.pk:
        raise Refused(_("Cette proposition n’est pas la vôtre : refusez-la ou renvoyez-la."))


def signs_what_was_read(act: Act) -> None:
    """The second signature is given to a text, known by its digest."""
    proposal = act.case.open_proposal()
    if proposal and act.data["sha256"] != proposal.sha256:
        raise Refused(_("Le texte proposé n’est plus celui que vous avez lu : relisez-le avant de signer."))


def no_interim_running(act: Act) -> None:
    if act.case.running_interim(act.at):
        raise Refused(_("Une suspension conservatoire est en cours : levez-la d’abord."))


def first_interim(act: Act) -> None:
    """Never twice on the same facts (Annexe I-6, art. 12)."""
    if act.case.measures.interim().exists():
        raise Refused(_("Une suspension conservatoire a déjà été prise sur ces faits."))


def interim_running(act: Act) -> None:
    if act.by is not CLOCK and not act.case.running_interim(act.at):
        raise Refused(_("Aucune suspension conservatoire n’est en cours."))


def interim_in_force(act: Act) -> None:
    """Served, so that whether there is one tells nobody what stands in a letter that is not open yet."""
    if not act.case.interim_in_force(act.at):
        raise Refused(_("Aucune suspension conservatoire n’est en vigueur."))


def no_lift_asked(act: Act) -> None:
    """One wish at a time; what was refused may be asked again."""
    if act.case.has_role("wishing"):
        raise Refused(_("Vous l’avez déjà demandé : le bureau national vous répond."))


def lift_asked(act: Act) -> None:
    if not act.case.has_role("wishing"):
        raise Refused(_("Personne n’attend de réponse à une demande de levée."))


def renewed_once_at_most(act: Act) -> None:
    if act.case.measures.interim().count() > 1:
        raise Refused(_("La suspension conservatoire a déjà été renouvelée une fois."))


def something_to_propose(act: Act) -> None:
    if not act.case.proposable(act.at):
        raise Refused(
            _("Rien ne peut être proposé ici : le bureau national ne tient pas ce dossier, ou il n’est pas mûr.")
        )


def revocation_is_grounded(act: Act) -> None:
    """A deferred part falls only after a new sanction for facts of the probation (Annexe I-6, art. 25)."""
    if act.data["kind"] != "revocation":
        return
    other, measure = act.data.get("other_case"), act.case.measures.final()
    if other is None or not other.is_sanctioned() or other.member_id != act.case.member_id or other.pk == act.case.pk:
        raise Refused(_("Nommez un autre dossier de cette personne, terminé par une sanction."), field="other_case")
    if not measure.covers_probation(other.content_date):
        raise Refused(_("Les faits de l’autre dossier ne datent pas de la période de sursis."), field="other_case")
    announced(act, other.reference, field="other_case")


def announced(act: Act, other: str, field: str | None = None) -> None:
    if not act.case.was_heard_on_revocation(other):
        said = _("Les griefs de l’autre dossier n’ont pas annoncé que ce sursis pouvait tomber.")
        raise Refused(said, field=field)


def revocation_announced(act: Act) -> None:
    """The person was heard on the revocation itself, with the new facts (Annexe I-6, arts. 13 and 25)."""
    if proposal := act.case.open_proposal():
        announced(act, proposal.content.get("other_case", ""))
