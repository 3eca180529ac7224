"""What leaves the house for a court or the police."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..grammar import Act, Refused


def no_evidence_asked(act: Act) -> None:
    """One request at a time: what waits is answered first."""
    if act.case.evidence_request:
        raise Refused(_("Une demande pour la justice attend déjà sa réponse dans ce dossier."))


def evidence_asked(act: Act) -> None:
    if act.case.evidence_request is None:
        raise Refused(_("Personne n’a demandé ce dossier pour la justice."))


def evidence_asked_by_another(act: Act) -> None:
    """Four eyes, as for an identity (Dir. 2019/1937, art. 16)."""
    request = act.case.evidence_request
    if request and request.asked_by_id == act.by.pk:
        raise Refused(_("Vous avez demandé ce dossier pour la justice : une autre personne répond."))


def identity_granted_first(act: Act) -> None:
    """Who reported is unsealed in one way only, by which he or she is told (Dir. 2019/1937, art. 16(3))."""
    if act.data["names_reporter"] and not act.case.identities_granted(act.by).exists():
        raise Refused(_("Demandez d’abord cette identité, à son étape : une autre personne l’accorde, et qui a signalé "
                        "l’apprend."), field="names_reporter")  # fmt: skip
