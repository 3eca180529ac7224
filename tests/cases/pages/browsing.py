"""How a page is read: its words, its title, what stands in its fields, and what browsers have in their sessions."""

import re
from html import unescape

from django.contrib.sessions.models import Session
from django.utils.timezone import now


def read(answer):
    """The words of a page's own content, without markup and frame, each space once."""
    html = answer.content.decode()
    main = html[html.index("<main") : html.index("</main>")] if "<main" in html else html
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


def title(answer):
    return " ".join(re.search(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)[1].split())


def is_shown(answer, typed):
    """Does the page show this very text in a field?"""
    return typed in unescape(answer.content.decode())


def sessions():
    """What all browsers have in their sessions."""
    return [one.get_decoded() for one in Session.objects.filter(expire_date__gt=now())]
