"""What the organisation has set up, and what it still lacks: computed from what there is, never ticked by anybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.bodies import federations
from accounts.identity import identity as current
from accounts.models import Appointment, Body, Member
from accounts.powers import in_force
from notifications.models import Template
from notifications.models.banner import standing

from .models import Parameter, Session
from .models.charter import wordings, wordings_on
from .parameters import SETTABLE
from .wording.phrases import on_day

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
    yield bodies()
    yield offices(at)
    yield charter(at)
    yield letters()
    yield from delays()
    yield workshops(at)
    yield banner(at)


def identity() -> Part:
    now = current()
    lacks = () if now.pk else (_("L’organisation n’a encore ni son nom, ni sa couleur."),)
    return Part(_("Identité"), "identity", now.name, lacks)


# What cannot be done while fewer people hold an office of that body; a federation needs whoever examines.
NEEDED = {
    Body.NATIONAL: (2, gettext_lazy("Bureau national : il faut deux personnes, l’une propose et l’autre signe.")),
    Body.PANEL: (3, gettext_lazy("Commission des recours : il faut trois personnes pour juger un recours.")),
    Body.PRIVACY: (1, gettext_lazy("Protection des données : personne ne répond encore aux demandes.")),
}


def bodies() -> Part:
    """Of those that write letters: the three that stand alone, and federations with members."""
    members = Member.objects.filter(left_on=None).values("federation")
    writing = Body.objects.filter(Q(pk__in=NEEDED) | Q(pk__in=members)).values_list("contact", flat=True)
    examples = sum(not address or address.endswith("@example.org") for address in writing)
    said = ngettext(
        "%(n)s instance donne une adresse d’exemple.", "%(n)s instances donnent une adresse d’exemple.", examples
    ) % {"n": examples}
    stands = ngettext(
        "%(n)s instance est jointe à son adresse.", "%(n)s instances sont jointes à leur adresse.", len(writing)
    ) % {"n": len(writing)}
    return Part(_("Instances et contacts"), "bodies", stands, (said,) if examples else ())


def offices(at: datetime) -> Part:
    """Enough people in each body that stands alone, and somebody who examines wherever there are members."""
    serving = Appointment.objects.filter(in_force(at), person__is_active=True)
    people = dict(serving.values_list("body").annotate(Count("person", distinct=True)).order_by())
    lacks = [str(said) for body, (least, said) in NEEDED.items() if people.get(body, 0) < least]
    members = Member.objects.filter(left_on=None).values("federation")
    alone = federations().keys() & set(members.values_list("federation", flat=True).distinct()) - people.keys()
    if alone:
        lacks.append(
            ngettext(
                "%(n)s fédération a des adhérents et personne pour instruire.",
                "%(n)s fédérations ont des adhérents et personne pour instruire.",
                len(alone),
            ) % {"n": len(alone)}
        )  # fmt: skip
    count = sum(people.values())
    said = ngettext("%(n)s fonction est exercée.", "%(n)s fonctions sont exercées.", count) % {"n": count}
    return Part(_("Fonctions"), "offices-by-body", said, tuple(lacks))


def charter(at: datetime) -> Part:
    day = timezone.localdate(at)
    coming = [one for one in wordings().values() if one.valid_from > day]
    said = ngettext("%(n)s article est en vigueur.", "%(n)s articles sont en vigueur.", len(wordings_on(day)))
    stands = said % {"n": len(wordings_on(day))}
    if coming:
        changes = ngettext("%(n)s version est à venir.", "%(n)s versions sont à venir.", len(coming))
        stands = f"{stands} {changes % {'n': len(coming)}}"
    return Part(_("Charte"), "charter-articles", stands, () if wordings_on(day) else (_("La charte est vide."),))


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


def banner(at: datetime) -> Part:
    """There need be none."""
    day = timezone.localdate(at)
    now = next((one for one in standing() if one.is_on(day)), None)
    until = now and on_day(now.ends_on, timezone.get_default_timezone())
    said = _("Un bandeau se voit jusqu’au %(day)s.") % {"day": until} if now else _("Aucun bandeau aujourd’hui.")
    return Part(_("Bandeau"), "banners", said)
