"""How a network writes its addresses: forms of a post, comments under it, and the pages that are no post."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext_lazy as _

from .link import Link, NotAPost, Telling, refused

NETWORKS = {
    "x": "X", "facebook": "Facebook", "instagram": "Instagram", "tiktok": "TikTok", "youtube": "YouTube",
    "threads": "Threads", "bluesky": "Bluesky", "mastodon": "Mastodon", "linkedin": "LinkedIn", "telegram": "Telegram",
    "own": _("site de l’organisation"), "web": _("site web"),
}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """The same post gives the same `address`; `handle` is its author's (lower case, no @), where the link has it.

    `post_id` is the network's own; empty for a page of the web, which is its address.
    """

    network: str
    post_id: str
    handle: str | None
    address: str

    def as_dict(self) -> dict[str, str | None]:
        return asdict(self)


@dataclass(frozen=True)
class Form:
    """One way in which a network writes the address of a post, and the one way in which we do.

    `path` is an expression over the path, followed by `?name=value&…` of the parameters in `kept`, all of them needed.
    It names `id` and, where it has one, `handle`; `address` is filled with what it names.
    """

    path: str
    address: str
    kept: tuple[str, ...] = ()

    def read(self, link: Link) -> dict[str, str] | None:
        values = [f"{name}={link.only(name) or ''}" for name in self.kept]
        whole = "?".join([link.words, "&".join(values)]) if values else link.words
        found = re.fullmatch(self.path, whole, re.IGNORECASE | re.ASCII)
        return {name: value or "" for name, value in found.groupdict().items()} if found else None


@dataclass(frozen=True)
class Network:
    """A network: its domains, its forms, the parameters that single out a comment, and two sorts of page to refuse."""

    key: str
    domains: tuple[str, ...]
    forms: tuple[Form, ...]
    comments: tuple[str, ...] = ()
    shared: str = "(?!)"  # pages whose path stands for the act of sharing
    private: str = "(?!)"

    def post(self, link: Link) -> Address:
        """The post that a link on this network leads to. Raises NotAPost."""
        if re.match(self.shared, link.words, re.IGNORECASE):
            raise opaque()
        for form in self.forms:
            if found := form.read(link):
                return self._written(form, found, link)
        if re.match(self.private, link.words, re.IGNORECASE):
            raise private()
        raise no_post(link)

    def _written(self, form: Form, found: dict[str, str], link: Link) -> Address:
        handle = found["handle"] = found.get("handle", "").lower()
        found["undotted"] = handle.replace(".", "")  # Facebook reads a name without its dots
        address = form.address.format(**found)
        comment = {name: value for name in self.comments if (value := link.only(name))}
        if not comment:
            return Address(self.key, found["id"], handle or None, address)
        *_before, number = comment.values()
        if not re.fullmatch(r"[\w.~:(),=-]{1,200}", number, re.ASCII):
            raise refused(_("Cette adresse de commentaire n’est pas lisible."))
        return Address(self.key, number, None, f"{address}{'&' if '?' in address else '?'}{urlencode(comment)}")


def opaque() -> Telling:
    return Telling(*refused(_("Ce lien court ne dit pas quelle publication il ouvre.")).args)


def private() -> Telling:
    what = _("Nous ne traitons que ce qui est visible par d’autres. En cas de danger, appelez le 17 ou le 112.")
    return Telling(what)


def no_post(link: Link) -> NotAPost:
    if re.match(r"/(?:i/)?(?:search|explore|results|hashtag|tags?)(?:/|$)", link.words):
        return refused(_("C’est une page de recherche, non une publication."))
    if re.fullmatch(r"/@?[^/]+|/profile/[^/]+|/(?:in|company|channel|c|user|people)/.+", link.words):
        return refused(_("C’est la page d’un compte, non une publication."))
    return refused(_("Cette adresse n’est pas celle d’une publication."))
