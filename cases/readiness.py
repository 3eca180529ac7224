"""What the organisation has set up, and what it still lacks: computed from what there is, never ticked by anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.identity import identity as current
from notifications.models import Template

from .models import Parameter, Session
from .parameters import SETTABLE

AS_SHIPPED = gettext_lazy("Tout est d’origine.")


class Part(NamedTuple):
    """One page of the settings: how things stand there, and what is to be done, a sentence each."""

    title: str
    page: str
    stands: str | Promise = ""
    lacks: tuple[str, ...] = ()
    place: str = ""  # on that page

    @property
    def is_done(self) -> bool:
        return not self.lacks


def parts(*, at: datetime) -> Iterator[Part]:
    """In the order in which a new installation sets them up."""
    yield identity()
    yield letters()
    yield from delays()
    yield workshops(at)


def identity() -> Part:
    now = current()
    lacks = () if now.pk else (_("L’organisation n’a encore ni son nom, ni sa couleur."),)
    return Part(_("Identité"), "identity", now.name, lacks)


def letters() -> Part:
    """Whoever reads English is told what whoever reads French is told."""
    own = Template.objects.in_force().exclude(by=None).values_list("act", "audience")
    written = Counter(own.order_by())
    half = sum(count < len(settings.LANGUAGES) for count in written.values())
    said = ngettext(
        "%(n)s lettre n’est la vôtre que dans une langue.",
        "%(n)s lettres ne sont les vôtres que dans une langue.",
        half,
    ) % {"n": half}
    stands = ngettext("%(n)s lettre est la vôtre.", "%(n)s lettres sont les vôtres.", len(written))
    return Part(
        _("Lettres"), "letter-templates", stands % {"n": len(written)} if written else AS_SHIPPED,
        (said,) if half else (),
    )  # fmt: skip


def delays() -> Iterator[Part]:
    own = Parameter.objects.in_force()
    yield Part(_("Délais et maximums"), "delays", values(own, keeps=False))
    yield Part(_("Conservation"), "delays", values(own, keeps=True), place="#keeping")


def values(own: dict[str, Any], *, keeps: bool) -> str | Promise:
    count = sum(bound.keeps is keeps and bound.key in own for bound in SETTABLE.values())
    said = ngettext("%(n)s valeur est la vôtre.", "%(n)s valeurs sont les vôtres.", count) % {"n": count}
    return said if count else AS_SHIPPED


def workshops(at: datetime) -> Part:
    """The positive answer: without a session to come nobody can be sent to one."""
    count = Session.objects.to_come(at).with_places().count()
    said = ngettext("%(n)s séance à venir a des places.", "%(n)s séances à venir ont des places.", count) % {"n": count}
    lacks = () if count else (_("Aucune séance à venir n’a de place."),)
    return Part(_("Ateliers"), "catalogue", said if count else "", lacks)
