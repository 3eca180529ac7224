"""The layout of letters as safe HTML: all of the text is escaped, and only the layout's own marks become tags."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..layout import blocks

# What is not broken at its hyphens: «45-2026-4QU2», «SHA-256».
KEPT_WHOLE = re.compile(r"\b[0-9A-Z]{2,9}-\d{4}-[0-9A-Z]{4}\b|\bSHA-\d+\b")

register = template.Library()


@register.filter
def letter(text: str) -> SafeString:
    """Headings (h2, h3), lists, quotations and paragraphs of a letter's body."""
    html = "\n".join(AS_HTML[block.kind](block.lines) for block in blocks(text))
    return mark_safe(KEPT_WHOLE.sub(r'<span class="ref">\g<0></span>', html))


def _heading(level: int, lines: Sequence[str]) -> str:
    return format_html_join("\n", f"<h{level}>{{}}</h{level}>", ([line] for line in lines))


def _list(lines: Sequence[str]) -> str:
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ([line] for line in lines)))


def _paragraph(lines: Sequence[str]) -> str:
    return format_html("<p>{}</p>", mark_safe("<br>".join(escape(line) for line in lines)))


def _quotation(lines: Sequence[str]) -> str:
    """An empty quoted line begins a new paragraph."""
    parts = [_paragraph(list(part)) for is_text, part in groupby(lines, key=bool) if is_text]
    return format_html("<blockquote>{}</blockquote>", mark_safe("".join(parts)))


AS_HTML = {
    "heading": lambda lines: _heading(2, lines),
    "subheading": lambda lines: _heading(3, lines),
    "item": _list,
    "quote": _quotation,
    "text": _paragraph,
}
