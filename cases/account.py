"""What somebody reports, as the door is handed it: canonical, with nothing of who shared a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import Body, Person

from .addresses import Address
from .grammar import Refused, Standing
from .models import ArticleVersion, DraftFile, Outsider, Post, Report
from .parties import INTAKE, NATIONAL, role_of


@dataclass(frozen=True)
class Account:
    """`federation` is the reporter's guess, None for «I do not know»; `captures` are held by a draft.

    `same_as` is the key of a post without address that the reporter recognised among those shown. `by_email` rings at
    the door for each letter besides. `reporter` is who reports where an officer writes it down (`source` paper or
    telephone); with the source office nobody does: an officer opens the case, and `explanation` says why.
    """

    network: str = "web"
    address: Address | None = None
    handle: str = ""
    text: str = ""
    same_as: int | None = None
    captures: Sequence[DraftFile] = ()
    article: ArticleVersion | None = None
    explanation: str = ""
    federation: Body | None = None
    other_body: bool = False
    threat_to_life: bool = False
    by_email: bool = True
    source: str = Report.Source.APP
    reporter: Person | Outsider | None = None


def post_of(account: Account, *, at: datetime) -> Post:
    """The post that is reported. If it may be one that others report too, its row is ours until the end."""
    if account.address:
        return Post.objects.locked(account.address, account.text, at=at)
    if account.same_as:
        return Post.objects.recognised(account.same_as)
    return Post.objects.unaddressed(account.network, account.handle, account.text)


def brought_as(account: Account, *, by: Any, at: datetime) -> Standing:
    """As what somebody brings a report: his or her own asks no power; another's, or none at all, asks an office."""
    if account.source in (Report.Source.APP, Report.Source.SITE):
        return Standing("reporter")
    bodies = by.bodies_where("examine", at=at)
    if not bodies:
        raise PermissionDenied(account.source)
    known = account.federation.code if account.federation else NATIONAL
    body = known if known in bodies else min(bodies)
    if account.source != Report.Source.OFFICE:
        if account.reporter == by:
            raise Refused(_("Pour signaler vous-même, passez par « Signaler » : ici, vous écrivez pour quelqu’un."))
        return Standing(INTAKE, body)
    if not account.explanation:
        raise Refused(_("Dites pourquoi vous ouvrez ce dossier."), field="explanation")
    return Standing(role_of(body), body)


def reporter_of(account: Account, by: Any) -> Person | Outsider | None:
    """Who reports: nobody, where a case is opened of an office's own accord."""
    return None if account.source == Report.Source.OFFICE else account.reporter or by
