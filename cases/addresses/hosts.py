"""Whose host it is: a network's, a short link's, a look-alike's, or any other site's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import idna
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .link import Link, refused
from .networks import Address, Network, opaque, private
from .table import MASTODON, TABLE

SHORT = {
    "t.co", "bit.ly", "tinyurl.com", "fb.me", "fb.watch", "instagr.am", "ig.me", "lnkd.in", "vm.tiktok.com",
    "vt.tiktok.com", "go.bsky.app", "ow.ly", "buff.ly", "goo.gl", "is.gd", "v.gd", "cutt.ly", "rb.gy", "t.ly",
    "tiny.cc", "shorturl.at", "dlvr.it", "trib.al", "urlz.fr", "urlr.me", "pin.it", "redd.it", "share.google",
    "search.app", "youtube.app.goo.gl", "l.facebook.com", "lm.facebook.com", "l.instagram.com", "l.threads.com",
    "l.threads.net", "l.messenger.com",
}  # fmt: skip
PRIVATE = {
    "m.me", "messenger.com", "wa.me", "api.whatsapp.com", "chat.whatsapp.com", "web.whatsapp.com", "web.telegram.org",
    "discord.com", "discord.gg", "signal.me", "signal.group",
}  # fmt: skip
FRONTS = re.compile(r"^(?:www|m|mobile|mbasic|touch|web|music|gaming|[a-z]{2}(?:-[a-z]{2})?)\.")
BRANDS = re.compile(r"twitter|instagr|facebook|tiktok|youtube|linkedin|nitter|xcancel|fixupx|fixvx|fxbsky|vxbsky")
# Parameters that name a page of a site, if their value is a number: nobody who shares a link is one of these.
# One letter means something else on a page that has a name: `t` a moment of a film.
NUMBERED = (
    "p", "t", "id", "nid", "pid", "tid", "page_id", "post", "post_id", "article", "article_id", "id_article", "story",
    "topic", "thread",
)  # fmt: skip
NUMBER = re.compile(r"[1-9]\d{0,19}", re.ASCII)
SPIP = re.compile(r"(?:article|breve)[1-9]\d{0,8}", re.ASCII)
COMMENT = re.compile(
    r"(?:comment|commentaire|comment-id|post|msg|message|p|c|forum)[-_]?(\d{1,20})", re.ASCII | re.IGNORECASE
)
LOOK_ALIKE = str.maketrans("асеорхуіјѕԁһкѵοαρυνικτ01", "aceopxyijsdhkvoapuviktoi")


def domains() -> Iterator[str]:
    """Every domain that this table knows, posts there or not."""
    for network in TABLE:
        yield from network.domains
    yield from sorted(SHORT | PRIVATE)


def network_of(host: str) -> Network | None:
    """The network at this host, None elsewhere. Raises NotAPost for its other hosts, short links, private messages."""
    if host.removeprefix("www.") in SHORT:
        raise opaque()
    if host.removeprefix("www.") in PRIVATE:
        raise private()
    for network in TABLE:
        for domain in network.domains:
            if host == domain or FRONTS.sub("", host, count=1) == domain:
                return network
            if host.endswith(f".{domain}"):
                raise refused(_("Cette adresse n’est pas celle d’une publication."))
    return None


def imitates(host: str) -> bool:
    """Does this host, which is no network's, look like one: `x.com.evil.example`, `ddinstagram.com`, a Cyrillic x?"""
    shown = idna.decode(host).translate(LOOK_ALIKE)
    within = any(f".{domain}." in f".{shown}." for network in TABLE for domain in network.domains)
    return within or bool(BRANDS.search(shown))


def toot(link: Link) -> Address | None:
    """A post of Mastodon, which lives on any host: its author's handle is complete with the host."""
    for form in MASTODON:
        if found := form.read(link):
            name, _at, home = found["handle"].lower().partition("@")
            home = home or link.host
            shown = name if home == link.host else f"{name}@{home}"
            address = form.address.format(host=link.host, name=shown, id=found["id"])
            return Address("mastodon", found["id"], f"{name}@{home}", address)
    return None


def page(link: Link) -> Address:
    """Any other page: host, path, the number by which its site knows it, and the comment that it is about."""
    query = numbers(link)
    if not link.path and not query:
        raise refused(_("C’est l’adresse d’un site entier."))
    if re.search(r"/(?:search|recherche|url|redirect)$", link.path):
        raise refused(_("C’est une page de recherche ou de renvoi."))
    # Comments under the organisation's own pages are reported too: OWN_HOSTS says which sites are its own.
    network = "own" if link.host in getattr(settings, "OWN_HOSTS", ()) else "web"
    address = f"https://{link.host}{link.path or '/'}{'?' if query else ''}{query}"
    if comment := COMMENT.fullmatch(link.fragment):
        return Address(network, comment[1], None, f"{address}#{comment[0].lower()}")
    return Address(network, "", None, address)


def numbers(link: Link) -> str:
    """What a site that has no other names for its pages calls this one: `p=12`, `article12`; empty for most."""
    named = [name for name in link.parameters if SPIP.fullmatch(name)]
    counted = [
        f"{name}={value}"
        for name in NUMBERED
        if (value := link.only(name)) and NUMBER.fullmatch(value) and (len(name) > 1 or not link.path or link.is_script)
    ]
    return "&".join(named[:1] or counted)
