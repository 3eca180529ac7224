"""Addresses as they come: alone, or inside what a telephone shares and what people write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from .hosts import domains, imitates, network_of, page, toot
from .link import CONTROL, LONGEST, LONGEST_NAME, UNSEEN, NotAPost, Telling, opened, refused, without_punctuation
from .networks import Address

OUTSIDE = r"\s<>\"«»“”"
GLUED = r"(?<=[\w,;|()\[\]])(?=https?:/)"  # two links with nothing between; not a link inside another's path
KNOWN = rf"(?:[a-z0-9-]+\.){{0,2}}(?:{'|'.join(re.escape(domain) for domain in domains())})/"
START = re.compile(rf"https?:|www\.|{KNOWN}", re.IGNORECASE)
TRACKED = r"(?:igsh(?:id)?|igsi|fbclid|gclid|mibextid|share_id|utm_\w+|si)"
LOST = rf"(?:[?&;]|%3f|%26|%3b)[\w.~-]+(?:=|%3d)[^\s]*|\b{TRACKED}\s?(?:=|%3d)\s?[^\s]+"  # a parameter without its link
LINK = rf"(?:https?:|(?<![\w@./:%=-])(?:www\.|(?={KNOWN})))(?:(?!{GLUED})[^{OUTSIDE}])+"
IN_TEXT = re.compile(rf"(?P<link>{LINK})(?P<glued>{GLUED})?|{LOST}", re.IGNORECASE)
PASSES = 9  # two are enough for all that was ever found; no text may hold a page up
ENDS = re.compile(rf"^[{UNSEEN}(\[{{'‘*]+|[{UNSEEN}]+$")
BARE = re.compile(r"(?P<scheme>https?:[/\\]*)?(?:[^/\\?#]*@)?(?P<host>[^/\\?#]*)(?P<path>[^?#]*)", re.IGNORECASE)


def canonical(text: str) -> Address:
    """The canonical address of the one post that this text links to. Raises NotAPost with a sentence otherwise."""
    found: dict[str, Address] = {}
    refusals = []
    for link in links(text):
        try:
            post = post_at(link)
        except NotAPost as refusal:
            refusals.append(refusal)
        else:
            found[post.address] = max(post, found.get(post.address, post), key=lambda one: one.handle or "")
    if len(found) > 1:
        raise NotAPost(_("Il y a plusieurs publications ici. Donnez une seule adresse à la fois."))
    if not found:
        raise refusals[0] if refusals else refused(_("Il n’y a pas d’adresse ici."))
    return found.popitem()[1]


def links(text: str) -> Iterator[str]:
    """What may be an address in a text that is at most one address long; a text of one word is taken for one."""
    if len(text) > LONGEST:
        raise refused(_("Cette adresse est trop longue."))
    if CONTROL.search(re.sub(r"[\t\r\n]", "", text)):
        raise refused(_("Cette adresse contient des caractères qu’une adresse n’a pas."))
    parts = re.split(rf"[{OUTSIDE}]+|{GLUED}", text, flags=re.IGNORECASE)
    words = [word for part in parts if (word := ENDS.sub("", part))]
    return (word for word in words if len(words) == 1 or START.match(word))


def post_at(word: str) -> Address:
    """The post at one address, with whatever punctuation a sentence left at its end."""
    if re.search(r"(?:…|\.{3})[^\w]*$", word):
        raise refused(_("La fin de cette adresse est coupée."))
    link = opened(without_punctuation(word))
    if network := network_of(link.host):
        return network.post(link)
    if imitates(link.host):
        raise refused(_("Ce site imite un réseau connu."))
    post = toot(link) or page(link)
    if len(post.address) > LONGEST or len(post.handle or "") > LONGEST_NAME:
        raise refused(_("Cette adresse est trop longue."))
    return post


def in_text(text: str) -> str:
    """Free text with every address inside made canonical.

    What is no post keeps its host and path; a short link and a conversation keep their host alone, for their path can
    name who shared. A parameter that stands outside any link goes too. What that leaves may be an address again.
    """
    for _pass in range(PASSES):
        if (once := IN_TEXT.sub(replaced, text)) == text:
            break
        text = once
    return text


def untraced(text: str) -> str:
    """What was typed, as it may be shown again to who typed it: each link without what does not lead to its post.

    Unlike `in_text` it leaves an author's name, a short link or a mistake where they were, to be corrected.
    """
    return IN_TEXT.sub(lambda found: shorn(found["link"]) + (found["glued"] or "") if found["link"] else "", text)


def has_link(text: str) -> bool:
    return any(found["link"] for found in IN_TEXT.finditer(text))


def shorn(link: str) -> str:
    """A link without parameters and fragment, but for those without which it would lead to another post, or to none."""
    bare = without_punctuation(link)
    short, rest = re.sub(LOST, "", shortened(bare, "scheme", "host", "path"), flags=re.IGNORECASE), link[len(bare) :]
    try:
        post = post_at(bare)
    except NotAPost:
        return short + rest
    needed = re.findall(r"[?&#][^?&#]*", bare)
    for part in needed.copy():
        others = [one for one in needed if one is not part]
        needed = others if leads_to(post, joined(short, others)) else needed
    whole = joined(short, needed)
    return (whole if leads_to(post, whole) else post.address) + rest


def joined(short: str, parts: list[str]) -> str:
    return short + re.sub("^&", "?", "".join(parts))


def leads_to(post: Address, link: str) -> bool:
    try:
        return post_at(link).address == post.address
    except NotAPost:
        return False


def replaced(found: re.Match[str]) -> str:
    between = "" if found["glued"] is None else " "
    return rewritten(found["link"]) + between if found["link"] else ""


def rewritten(link: str) -> str:
    bare = without_punctuation(link)
    rest = link[len(bare) :].lstrip("/")
    try:
        return post_at(link).address + rest
    except Telling:
        return shortened(bare, "scheme", "host") + rest
    except NotAPost:
        short = re.sub(LOST, "", shortened(bare, "scheme", "host", "path"), flags=re.IGNORECASE)
        return (short if short == bare else rewritten(short)) + rest


def shortened(link: str, *parts: str) -> str:
    found = BARE.match(link)
    return "".join(found[part] or "" for part in parts) if found else ""
