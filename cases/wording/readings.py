"""A line of the access log in words: as what somebody read, and what."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

ROLES: dict[str, str | Promise] = {
    "federation": gettext_lazy("fédération"),
    "national": gettext_lazy("bureau national"),
    "panel": gettext_lazy("commission des recours"),
    "privacy": gettext_lazy("protection des données"),
    "concerned": gettext_lazy("personne concernée"),
    "counsel": gettext_lazy("personne qui assiste"),
    "known": gettext_lazy("en-tête seul"),
}
# The word that a purpose begins with → what was read; a number says which.
PURPOSES: dict[str, str | Promise] = {
    "page": gettext_lazy("le dossier"),
    "queue": gettext_lazy("sa ligne dans la file, exportée"),
    "reread": gettext_lazy("la publication, pour une seconde lecture"),
    "digest": gettext_lazy("ce qui peut être publié"),
    "own file": gettext_lazy("le dossier entier, téléchargé"),
    "letter": gettext_lazy("la lettre"),
    "first key": gettext_lazy("la clé de la lettre"),
    "piece": gettext_lazy("la pièce"),
    "identity": gettext_lazy("l’identité demandée"),
    "evidence": gettext_lazy("le dossier entier, pour la justice"),
    "refused": gettext_lazy("refusé, réponse"),
}


def role(name: str) -> str:
    return str(ROLES.get(name, name))


def purpose(written: str) -> str:
    """« la pièce 2.1 » of «piece 2.1»; what has no words of ours stays as it was written."""
    name, number = re.fullmatch(r"(.*?)(?: ([\d.]+))?", written).groups()  # type: ignore[union-attr]
    said = PURPOSES.get(name)
    if said is None:
        return written
    return _("%(what)s %(number)s") % {"what": said, "number": number} if number else str(said)
