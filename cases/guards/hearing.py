"""What must have been said and served before anything is decided."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.dates import with_hour, with_weekday

from ..grammar import Act, Refused
from ..parties import NATIONAL


def heard(act: Act) -> None:
    """Nobody is sanctioned unheard (Annexe I-6, art. 13)."""
    if act.case.heard_at is None:
        raise Refused(_("La personne n’a pas été entendue : notifiez-lui d’abord les griefs."))


def hearing_held(act: Act) -> None:
    """Who asked to be heard is heard, unless he or she gives it up (Annexe I-6, arts. 13 and 16).

    A disowned account waits for no hearing: it is answered, and nothing goes on against the person meanwhile.
    """
    if act.case.hearing_asked and not act.data.get("waiver") and not act.case.disowned_at:
        raise Refused(_("Une audition a été demandée et n’a pas eu lieu : tenez-la et versez son procès-verbal."))


def served(act: Act) -> None:
    """A window runs from service, never from sending (Annexe I-6, art. 9)."""
    if act.case.served_at is None:
        raise Refused(_("La lettre n’est pas encore remise : le délai ne court pas."))


def window_open(act: Act) -> None:
    """While a disowned account waits for its answer the window stands still."""
    ends = act.case.window_ends_at
    if ends and act.at > ends and not act.case.disowned_at:
        raise Refused(_("Le délai de réponse est terminé."))


def not_finally_answered(act: Act) -> None:
    """After the last word of the person concerned nothing is added (Annexe I-6, art. 16)."""
    if act.case.last_word_at:
        raise Refused(
            _("La personne a donné sa dernière réponse : notifiez de nouveaux griefs pour ajouter une pièce.")
        )


def text_or_capture(act: Act) -> None:
    """A piece is one thing, with one number and one fingerprint."""
    if not act.data.get("text") and not act.data.get("capture"):
        raise Refused(_("Donnez un texte, ou choisissez une image."), field="text")
    if act.data.get("text") and act.data.get("capture"):
        raise Refused(_("Un texte et une image font deux pièces : versez-les l’un après l’autre."), field="text")


def disclosed_in_one_way(act: Act) -> None:
    """The person reads one version: whoever makes it says which."""
    ways = [act.data.get(name) for name in ("as_it_is", "text", "capture")]
    if sum(map(bool, ways)) != 1:
        raise Refused(
            _("Choisissez une seule façon de la communiquer : telle quelle, par une autre image, ou par un texte."),
            field="as_it_is",
        )


def made_of_this_piece(act: Act) -> None:
    """An image in which something of one piece is hidden is not disclosed for another."""
    capture = act.data.get("capture")
    behind = set(act.case.pieces.standing().behind(capture).values_list("number", flat=True)) if capture else set()
    if behind and act.data["piece"].number not in behind:
        numbers = {"numbers": ", ".join(map(str, sorted(behind)))}
        raise Refused(
            _("L’image que vous avez choisie vient d’une autre pièce : %(numbers)s. Choisissez celle-là.") % numbers,
            field="piece",
        )


def each_was_opened(act: Act) -> None:
    """Several captures at once: each is sealed, and whoever answers for them has opened it at full size."""
    also = list(act.data.get("also") or ())
    waiting = act.case.pieces.captures().sealed().exclude(pk=act.data["piece"].pk)
    if also and not {piece.pk for piece in also} <= set(waiting.values_list("pk", flat=True)):
        raise Refused(_("Cochez ici d’autres captures, encore scellées, que la pièce choisie plus haut."), field="also")
    opened = act.case.versions_opened_by(act.by) if also else set()
    unseen = ", ".join(str(piece.number) for piece in also if (piece.number, 1) not in opened)
    if unseen:
        said = _("Ouvrez d’abord chaque image en grand, puis cochez-la. Il reste, par numéro : %(numbers)s.")
        raise Refused(said % {"numbers": unseen}, field="also")


def every_piece_disclosed(act: Act) -> None:
    """A decision rests only on what the person could read (Annexe I-6, art. 13)."""
    if not act.case.exhibits:
        raise Refused(_("Le dossier ne contient aucune pièce : versez au moins la publication."))
    if act.case.sealed:
        raise Refused(_("Une pièce n’a pas encore de version communicable : occultez-la d’abord."))


def represented_if_minor(act: Act) -> None:
    """A minor answers with a legal representative."""
    if act.case.member and act.case.member.is_minor and not act.case.has_role("represents"):
        raise Refused(_("La personne est mineure : enregistrez d’abord qui la représente."))


def rules_in_force(act: Act) -> None:
    """No breach without a rule known beforehand, for somebody who was a member that day (Annexe I-6, art. 2)."""
    day = act.case.content_date or act.data.get("content_date")
    if day is None:
        raise Refused(_("La date de la publication n’est pas connue : donnez-la."), field="content_date")
    if not act.case.member.is_member_on(day):
        raise Refused(_("La personne n’était pas membre le jour de la publication."))
    if not act.data.get("articles", True):
        raise Refused(_("Nommez au moins une règle."), field="articles")
    late = [version for version in act.data.get("articles", ()) if not version.in_force_on(day)]
    if late:
        raise Refused(_("Cet article n’était pas en vigueur le jour de la publication."), field="articles")


def maximum_within_reach(act: Act) -> None:
    """A federation cannot announce more than it, or anybody at its level, may decide."""
    if act.data["maximum"] == "suspension" and act.case.held_by_id != NATIONAL:
        raise Refused(_("Une fédération peut notifier au plus un avertissement."), field="maximum")


def no_hearing_asked(act: Act) -> None:
    """One hearing for one notice of grievances."""
    if act.case.hearing_asked:
        raise Refused(asked_already(act))
    if act.case.hearings.filter(grievance=act.case.grievances.latest()).exists():
        raise Refused(_("Vous avez déjà été entendu : vous pouvez encore répondre par écrit."))


def asked_already(act: Act) -> str:
    """Where that stands: a date, dates to choose from, or none yet."""
    hearing = act.case.hearings.to_come()
    moment = hearing.moment() if hearing else None
    if hearing and moment and moment > act.at:
        said = _("Vous avez déjà demandé à être entendu. Vous le serez le %(date)s.")
        return said % {"date": with_hour(moment.astimezone(act.case.zone), said=with_weekday)}
    if hearing and hearing.slots_after(act.at):
        return _("Vous avez déjà demandé à être entendu. Des dates vous sont proposées : choisissez-en une.")
    return _("Vous avez déjà demandé à être entendu : des dates vous seront proposées.")


def slots_to_pick(act: Act) -> None:
    hearing = act.case.hearings.to_come()
    if hearing is None or not hearing.slots:
        raise Refused(_("Aucune date n’est encore proposée."))
    picked = hearing.moment()
    if picked and picked <= act.at:
        raise Refused(_("La date que vous aviez choisie est passée : attendez le procès-verbal, ou d’autres dates."))
    if not hearing.slots_after(act.at):
        holder = act.case.held_by.title
        raise Refused(_("Les dates proposées sont passées. Demandez-en d’autres à : %(holder)s.") % {"holder": holder})
    if not hearing.other_slots(act.at):
        raise Refused(_("La date que vous avez choisie est la seule qui reste."))


def slot_offered(act: Act) -> None:
    hearing, slot = act.case.hearings.to_come(), act.data["slot"]
    if hearing is None or slot not in hearing.slots:
        raise Refused(_("Cette date n’est pas, ou plus, proposée : choisissez-en une autre."), field="slot")
    if slot == hearing.chosen:
        raise Refused(_("Cette date est déjà la vôtre. Il n’y a rien d’autre à faire."), field="slot")
    if slot not in hearing.slots_after(act.at):
        raise Refused(_("Cette date est passée : choisissez-en une autre."), field="slot")
