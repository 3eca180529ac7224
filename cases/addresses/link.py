"""A link as people paste it, taken apart: host, path and parameters. What leads to no public page is refused."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

import idna
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

LONGEST = 2000  # characters, of what is pasted as of what is stored
LONGEST_NAME = 255
COPY_IT = _("Ouvrez la publication puis copiez son adresse complète.")

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
NEVER_INSIDE = re.compile(rf"[\s\\{UNSEEN}]")
WEB = re.compile(r"^(?:https?:/*|//)", re.IGNORECASE)
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
# People write `&name=value` where `?` belongs, and links are pasted encoded twice: a parameter all the same.
MISPLACED = re.compile(r"(?:[;&]|%3f|%26|%3b)[\w.~-]+(?:=|%3d)", re.IGNORECASE)
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
NOT_PUBLIC = {"localhost", "localdomain", "local", "internal", "intranet", "lan", "home", "corp", "arpa", "invalid"}


class NotAPost(Exception):
    """This text is no address of a post. Its one argument is a sentence that says what to do instead."""


class Telling(NotAPost):
    """Nor may its path be kept: it stands for who shared the post, or for a conversation."""


def refused(what: Any, kind: type[NotAPost] = NotAPost) -> NotAPost:
    return kind(format_lazy("{} {}", what, COPY_IT))


@dataclass(frozen=True)
class Link:
    """Host in lower-case punycode; path with one spelling, no slash at its end; parameters, not yet trusted."""

    host: str
    path: str
    parameters: dict[str, list[str]]
    fragment: str

    @property
    def words(self) -> str:
        """The path as a network reads it: decoded, each slash once."""
        return re.sub("/+", "/", unquote(self.path)).rstrip("/") or "/"

    @property
    def is_script(self) -> bool:
        """Does the path name a program, which makes many pages, rather than a page?"""
        return self.path.endswith((".php", ".asp", ".aspx", ".cgi", ".pl"))

    def only(self, name: str) -> str | None:
        """The value of a parameter, None without one; a link that gives two means no one post."""
        values = set(self.parameters.get(name, []))
        if len(values) > 1:
            raise refused(_("Cette adresse se contredit."))
        return next(iter(values), None)


def opened(typed: str) -> Link:
    """Take one address apart. Raises NotAPost for what no browser would open as a public web page."""
    if len(typed) > LONGEST:
        raise refused(_("Cette adresse est trop longue."))
    if not typed or CONTROL.search(typed) or NEVER_INSIDE.search(typed):
        raise refused(_("Cette adresse contient des caractères qu’une adresse n’a pas."))
    if SCHEME.match(typed) and not WEB.match(typed):
        raise refused(_("Ce n’est pas l’adresse d’une page web."))
    try:
        parts = urlsplit("https://" + WEB.sub("", typed.replace("&amp;", "&"), count=1))
        host, port, user = parts.hostname or "", parts.port, parts.username
    except ValueError:
        raise refused(_("Cette adresse n’est pas lisible.")) from None
    if user is not None or port not in (None, 80, 443):
        raise refused(_("Cette adresse contient un nom d’utilisateur ou un port."))
    return Link(
        public_host(host), one_spelling(parts.path), parse_qs(parts.query, keep_blank_values=True), parts.fragment
    )


def public_host(typed: str) -> str:
    """The host in punycode. A number, half a name, or a name of this machine or network is refused."""
    nowhere = refused(_("Ce nom de site n’existe pas sur Internet."))
    try:
        host = idna.encode(typed.removesuffix("."), uts46=True).decode().lower() if len(typed) < 254 else ""
    except UnicodeError:
        raise nowhere from None
    top = host.rpartition(".")[2]
    if "." not in host or NUMBER.fullmatch(top) or top in NOT_PUBLIC or is_number(typed):
        raise nowhere
    return host


def is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def one_spelling(path: str) -> str:
    """The same path always written the same way: RFC 3986, 6.2.2. Raises NotAPost for an encoded control character."""
    path = re.sub(r"%(?![0-9a-f]{2})", "%25", MISPLACED.split(path, maxsplit=1)[0], flags=re.IGNORECASE)
    path = re.sub("%..", plain, quote(path, safe="/%:@!$&'()*+,;=~"))
    if CONTROL.search(unquote(path, errors="ignore")):
        raise refused(_("Cette adresse contient des caractères qu’une adresse n’a pas."))
    return without_dots(path)


def plain(escape: re.Match[str]) -> str:
    character = chr(int(escape.group()[1:], 16))
    return character if re.fullmatch(r"[\w.~-]", character, re.ASCII) else escape.group().upper()


def without_dots(path: str) -> str:
    """`/a/./b/../c` is `/a/c`, and nothing climbs above the site; a sentence's stop is no part of it."""
    kept: list[str] = []
    for part in path.split("/"):
        if part == "..":
            kept = kept[:-1] or kept
        elif part != ".":
            kept.append(part)
    return without_punctuation("/".join(kept))


def without_punctuation(text: str) -> str:
    """Less what the sentence around it, not the link, has at its end: a stop, a slash, a bracket that opens outside."""
    while text and (text[-1] in "/.,;:!?'’*|" or (text[-1] in ")]}" and not is_balanced(text))):
        text = text[:-1]
    return text


def is_balanced(text: str) -> bool:
    closing = text[-1]
    return text.count({")": "(", "]": "[", "}": "{"}[closing]) >= text.count(closing)
