"""Where the case and its people stand: who may be acted on, where, and whether somebody must step aside."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Person

from ..grammar import CLOCK, Act, Refused
from ..parties import NATIONAL, PANEL
from .hearing import hearing_held, served


def author_known(act: Act) -> None:
    """A member answers for a post, an unknown author cannot."""
    if act.case.member_id is None:
        raise Refused(_("L’auteur n’est pas encore identifié comme membre : identifiez-le d’abord."))


def held_by_a_federation(act: Act) -> None:
    if act.case.held_by_id == NATIONAL:
        raise Refused(_("Le bureau national tient déjà ce dossier."))


def at_a_federation_or_untriaged(act: Act) -> None:
    """What nobody looks at goes up after fourteen days; at the national office that opens the review."""
    if act.by is not CLOCK or act.case.state != "reported":
        held_by_a_federation(act)


def target_differs(act: Act) -> None:
    if act.data["to_federation"].kind != "federation":
        raise Refused(_("Un dossier se transfère à une fédération : choisissez-en une."), field="to_federation")
    if act.data["to_federation"].code == act.case.held_by_id:
        raise Refused(_("Cette fédération tient déjà le dossier : choisissez-en une autre."), field="to_federation")


def no_mandate_held(act: Act) -> None:
    """Whoever holds a mandate is judged by the national office, not by neighbours."""
    member_of_a_federation(act)
    case = act.case
    if case.member and case.member.holds_mandate_on(case.content_date or case.local_date(case.opened_at)):
        raise Refused(_("La personne exerce un mandat : le bureau national garde ce dossier."))


def held_nationally(act: Act) -> None:
    """Only the national office suspends, and only a case that it holds."""
    if act.case.held_by_id != NATIONAL:
        raise Refused(_("Une fédération tient ce dossier : appelez-le d’abord au bureau national."))


def member_of_a_federation(act: Act) -> None:
    if act.case.federation_id in (None, NATIONAL):
        raise Refused(_("Aucune fédération n’est connue pour ce dossier : identifiez d’abord l’auteur."))


def not_returned_before(act: Act) -> None:
    """A case goes back to its federation once, not to and fro."""
    if act.case.returned_at:
        raise Refused(_("Ce dossier a déjà été rendu une fois à la fédération : le bureau national doit le finir."))


def unclaimed(act: Act) -> None:
    holder = act.case.claimant(act.at)
    if holder:
        raise Refused(_("%(name)s a déjà pris ce dossier en charge.") % {"name": holder.name})


def claimed_by_me(act: Act) -> None:
    if act.case.claimed_by_id != act.by.pk:
        raise Refused(_("Vous n’avez pas ce dossier en charge."))


def account_not_in_question(act: Act) -> None:
    """A person who says «this account is not mine» is answered before anything goes on against him or her."""
    if act.case.disowned_at:
        raise Refused(_("La personne dit que ce compte n’est pas le sien : répondez-lui d’abord."))


def account_disowned(act: Act) -> None:
    if not act.case.disowned_at:
        raise Refused(_("La personne n’a pas contesté que ce compte soit le sien."))


def hearing_closes_for_this_person(act: Act) -> None:
    """The person or the clock closes a hearing; the holder only that of a disowned account."""
    if act.standing and act.standing.role in ("federation", "national"):
        if not act.case.disowned_at:
            raise Refused(_("La personne ou la fin du délai clôt le contradictoire ; vous ne le pouvez que si elle a "
                            "contesté ce compte."))  # fmt: skip
        return
    served(act)
    if act.by is CLOCK:
        account_not_in_question(act)
        hearing_held(act)


def takes_it_over(act: Act) -> None:
    """A case is assigned to somebody who may examine it."""
    person = act.data["person"]
    if not person.holds("examine", act.case.held_by_id, at=act.at) or act.case.is_closed_to(person):
        raise Refused(_("Cette personne ne peut pas instruire ce dossier : choisissez-en une autre."), field="person")


def recusal_answered(act: Act) -> None:
    """While a recusal is asked, the person asked to step aside does nothing (Annexe I-6, art. 7)."""
    if act.case.took_part(act.by, "asked_aside"):
        raise Refused(_("Une récusation vous concernant attend sa réponse : vous ne pouvez pas agir d’ici là."))


def recusal_asked(act: Act) -> None:
    """Another answers than the person asked to step aside."""
    if not act.case.has_role("asked_aside"):
        raise Refused(_("Aucune récusation n’attend de réponse."))
    if act.case.took_part(act.by, "asked_aside"):
        raise Refused(_("Cette récusation vous concerne : une autre personne y répond."))


def holder_answers_first(act: Act) -> None:
    """The body that holds the case has five working days; what it leaves unanswered goes to the national office."""
    is_holder = act.standing is not None and act.standing.body == act.case.held_by_id
    if not is_holder and not act.case.recusal_is_late(act.at):
        raise Refused(_("La fédération a encore le temps de répondre : attendez la fin de son délai."))


def recusal_not_asked_before(act: Act) -> None:
    """Asked once of a person: what is answered, or waits for its answer, counts for the whole case."""
    if act.case.recusals.filter(person=act.data["person"]).exists():
        raise Refused(_("Vous l’avez déjà demandé pour cette personne : la réponse vaut pour tout le dossier."),
                      field="person")  # fmt: skip


def witness_works_here(act: Act) -> None:
    """Whoever works on no case of these has nothing to be kept from. Whether somebody reported it is not told here."""
    if act.data["person"] == act.by:
        raise Refused(_("Pour vous-même, choisissez « Je dois me déporter »."), field="person")
    if not works_here(act, act.data["person"]):
        raise Refused(_("Cette personne n’agit dans aucune instance de ce dossier : choisissez-en une autre."),
                      field="person")  # fmt: skip


def works_here(act: Act, person: Any) -> bool:
    """Does somebody examine, decide or hear this case, or did so?"""
    bodies = {act.case.held_by_id, act.case.federation_id, NATIONAL}
    in_office = person.bodies_where("examine", at=act.at) & bodies or person.holds("hear_appeals", PANEL, at=act.at)
    return bool(in_office) or act.case.parts.acted().filter(person=person).exists()


def free_to_assist(act: Act) -> None:
    """Whoever examines, decides or hears the case cannot be named to assist: nobody is put out of it that way."""
    person = act.data["person"]
    if works_here(act, person) or person.pk == act.by.pk:
        raise Refused(_("Cette personne ne peut pas vous assister dans ce dossier : choisissez-en une autre."),
                      field="person")  # fmt: skip


def author_is_minor(act: Act) -> None:
    """Who is of age answers alone, and chooses who assists."""
    author_known(act)
    if not act.case.member.is_minor:
        raise Refused(_("La personne est majeure : elle répond elle-même, et choisit qui l’assiste."))


def free_to_represent(act: Act) -> None:
    """The same holds of who represents a minor, who is not the minor."""
    person = Person.objects.filter(email=act.data["email"] or None, email__isnull=False).first()
    if person and (works_here(act, person) or person.pk == act.case.member.person_id):
        raise Refused(_("Cette personne ne peut pas représenter dans ce dossier : enregistrez-en une autre."),
                      field="email")  # fmt: skip


def danger_signalled(act: Act) -> None:
    if act.case.rank != 0:
        raise Refused(_("Aucun danger signalé n’attend de réponse dans ce dossier."))


def goes_its_own_way(act: Act) -> None:
    """What was joined to another case is kept and forgotten with that one."""
    if act.case.joined_to_id:
        reference = {"reference": act.case.joined_to.reference}
        raise Refused(_("Ce dossier suit le dossier %(reference)s : c’est lui qu’il faut conserver.") % reference)


def held_for_a_court(act: Act) -> None:
    if not act.case.legal_hold_until:
        raise Refused(_("Ce dossier n’est pas conservé pour la justice."))


def nothing_joined_to_it(act: Act) -> None:
    """Whatever was joined is read through one case, not through a chain of them."""
    if act.case.joined.exists():
        raise Refused(_("D’autres dossiers sont joints à celui-ci : joignez plutôt l’autre dossier à celui-ci."))


def joins_another(act: Act) -> None:
    """Both are examined by one body, and by whoever joins them."""
    other = act.data["other"]
    if other.pk == act.case.pk:
        raise Refused(_("C’est ce dossier-ci : donnez le numéro de l’autre."), field="other")
    if other.joined_to_id:
        reference = {"reference": other.joined_to.reference}
        raise Refused(_("Ce dossier est déjà joint au dossier %(reference)s : donnez ce numéro.") % reference,
                      field="other")  # fmt: skip
    if other.held_by_id != act.case.held_by_id or other.is_closed_to(act.by):
        raise Refused(_("Une autre instance tient ce dossier : transférez-lui d’abord celui-ci."), field="other")


def says_whose_it_is(act: Act) -> None:
    """Nobody answers for another: two cases against two people are joined only by who says that they are."""
    kin, members = act.data["kin"], {act.case.member_id, act.data["other"].member_id}
    if kin == "series" and (len(members) > 1 or None in members):
        raise Refused(_("Une série est d’une seule personne : identifiez d’abord le même membre dans les deux."),
                      field="kin")  # fmt: skip
    if kin == "same_post" and len(members - {None}) > 1:
        raise Refused(_("Les deux dossiers visent des personnes différentes : dites-le, ou ne les joignez pas."),
                      field="kin")  # fmt: skip


def of_this_case(act: Act) -> None:
    """No step reaches into another case, whatever row it is given."""
    for field, row in act.data.items():
        if getattr(row, "case_id", act.case.pk) != act.case.pk:
            raise Refused(_("Ce choix n’est pas de ce dossier : choisissez-en un autre."), field=field)


def not_disowned_before(act: Act) -> None:
    """Said once and answered once: a window cannot be made to stand still again and again."""
    if act.case.entries.filter(step="disown_account", content__by=act.by).exists():
        raise Refused(_("Vous l’avez déjà déclaré, et nous y avons répondu : dites-le dans votre réponse."))


def not_informed_yet(act: Act) -> None:
    if act.case.informed_at:
        raise Refused(_("La personne concernée connaît déjà le dossier."))


def not_deferred_before(act: Act) -> None:
    """Put off once: then the person is told."""
    if act.case.entries.filter(step="defer_information").exists():
        raise Refused(_("L’information a déjà été différée une fois : elle part à sa date."))


def not_waived_before(act: Act) -> None:
    if act.case.time_bar_waiver():
        raise Refused(_("Cette exception est déjà faite pour ce dossier."))


def not_drawn_before(act: Act) -> None:
    if act.case.rereadings.exists():
        raise Refused(_("Ce dossier a déjà été tiré au sort pour une seconde lecture."))


def not_shut_before(act: Act) -> None:
    if act.case.named_only_at:
        raise Refused(_("L’accès à ce dossier est déjà restreint."))


def somebody_to_ask(act: Act) -> None:
    """A question goes to somebody who reported, or to the person concerned once he or she knows of the case."""
    report = act.data["to_report"]
    if report is None and act.case.informed_at is None:
        raise Refused(_("La personne concernée ne connaît pas encore le dossier : choisissez un signalement."),
                      field="to_report")  # fmt: skip
    if report is not None and report.withdrawn_at:
        raise Refused(_("Ce signalement est retiré : choisissez-en un autre."), field="to_report")
    if report is not None and not report.can_be_written_to:
        raise Refused(_("Qui a fait ce signalement n’a pas d’espace ici : la question n’arriverait à personne."),
                      field="to_report")  # fmt: skip


def letters_to_post(act: Act) -> None:
    if not act.case.letters_to_post:
        raise Refused(_("Aucune lettre n’attend d’être envoyée par la poste."))


def training_ordered(act: Act) -> None:
    if not act.case.has_role("to_train"):
        raise Refused(_("Aucun atelier n’attend d’être suivi dans ce dossier."))


def inquiry_waiting(act: Act) -> None:
    if act.case.inquiries.waiting(act.by) is None:
        raise Refused(_("Aucune question n’attend votre réponse."))


def report_stands(act: Act) -> None:
    if act.report is None or act.report.withdrawn_at:
        raise Refused(_("Ce signalement est déjà retiré."))


def identity_asked(act: Act) -> None:
    if act.case.identity_request() is None:
        raise Refused(_("Personne n’a demandé l’identité de qui a signalé."))


def identity_still_sealed(act: Act) -> None:
    """One question at a time, about somebody whose seal is still kept."""
    report = act.data["report"]
    if not hasattr(report, "identity"):
        raise Refused(_("Qui a fait ce signalement n’est plus connu : son nom est effacé."), field="report")
    if act.name == "ask_identity" and report.identity_requests.filter(answered_by=None).exists():
        raise Refused(_("Une demande attend déjà sa réponse pour ce signalement."), field="report")


def asked_by_another(act: Act) -> None:
    """Who asks for an identity does not grant it (Dir. 2019/1937, art. 16)."""
    request = act.case.identity_request()
    if request and request.asked_by_id == act.by.pk:
        raise Refused(_("Vous avez demandé cette identité : une autre personne répond."))


def nothing_came_of_it(act: Act) -> None:
    """What led to something was founded, whoever reported it and why."""
    if act.case.outcome not in ("dismissed", "cleared", "out_of_scope", "withdrawn"):
        raise Refused(_("Une suite a été donnée, ou rien n’a été jugé : ces signalements ne sont pas abusifs."))


def misuse_recorded(act: Act) -> None:
    """A report in good faith never counts towards misuse, whatever became of it (DSA, art. 23)."""
    if act.data["report"].assessment != "manifestly_unfounded":
        raise Refused(
            _("Ce signalement compte comme de bonne foi : à la clôture, dites d’abord en quoi il était abusif."),
            field="report",
        )


def has_letters_here(act: Act) -> None:
    """A caution that nobody reads is none, and a limit binds an account."""
    if not act.data["report"].can_be_written_to:
        raise Refused(
            _("Qui a fait ce signalement n’a pas de compte : une limite ne lierait personne. Répondez par le moyen "
              "que cette personne a laissé, ou choisissez un signalement fait avec un compte."),
            field="report",
        )  # fmt: skip


def limit_contestable(act: Act) -> None:
    """Once, while it runs (DSA, art. 23, as a benchmark)."""
    limit = act.case.limit_of(act.by, act.at)
    if limit is None:
        raise Refused(_("Aucune limite n’est à contester ici."))
    if limit.contested_at:
        raise Refused(_("Vous avez déjà contesté cette limite : cela se fait une fois. Vous recevez une lettre."))


def limit_contested(act: Act) -> None:
    if act.case.contested_limit is None:
        raise Refused(_("Personne ne conteste de limite dans ce dossier."))


def limited_by_another(act: Act) -> None:
    """Whoever set the limit does not judge what is said against it."""
    limit = act.case.contested_limit
    mine = act.case.entries.filter(step="restrict_reporting", content__by=act.by)
    if limit and mine.filter(at=limit.warned_at).exists():
        raise Refused(_("Vous avez posé cette limite : une autre personne du bureau national répond."))


def warned_of_misuse(act: Act) -> None:
    """No restriction without a warning before it, which is the same step without a date (DSA, art. 23)."""
    if act.data["until"] and not act.data["report"].author_was_warned(act.at):
        raise Refused(
            _("Avertissez d’abord cette personne, sans date : une restriction suit toujours un avertissement."),
            field="until",
        )
