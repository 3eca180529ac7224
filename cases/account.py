"""What somebody reports, as the door is handed it: canonical, with nothing of who shared a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Body

from .addresses import Address
from .models import ArticleVersion, DraftFile, Post, Report


@dataclass(frozen=True)
class Account:
    """`federation` is the reporter's guess, None for «I do not know»; `captures` are held by a draft.

    `same_as` is the key of a post without address that the reporter recognised among those shown. `by_email` rings at
    the door for each letter besides.
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


def post_of(account: Account, *, at: datetime) -> Post:
    """The post that is reported. If it may be one that others report too, its row is ours until the end."""
    if account.address:
        return Post.objects.locked(account.address, account.text, at=at)
    if account.same_as:
        return Post.objects.recognised(account.same_as)
    return Post.objects.unaddressed(account.network, account.handle, account.text)
