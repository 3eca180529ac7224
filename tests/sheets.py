"""A letter on paper as whoever has the file may read it: its words, what it says of itself, and its pages."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from notifications.templatetags.letters import letter as as_html

FOOT = re.compile(r"^.*Page \d+ (?:sur|of) \d+\s*$", re.MULTILINE)


def opened(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def words(pdf: bytes) -> str:
    """All that is printed, but for the foot of each page; white space left out, as lines break otherwise on paper."""
    return packed("\n".join(FOOT.sub("", page.extract_text()) for page in opened(pdf).pages)).replace("•", "")


def previewed(title: str, body: str) -> str:
    """The words of a letter as a page shows it, in the same way."""
    return packed(f"{title} {unescape(re.sub(r'<[^>]+>', ' ', as_html(body)))}")


def packed(text: str) -> str:
    return "".join(text.split())


@cache
def all_of(pdf: bytes) -> str:
    """Text and metadata, as a search for somebody's traces needs them; the same file is read once."""
    reader = opened(pdf)
    said = [page.extract_text() for page in reader.pages]
    xmp = reader.trailer["/Root"].get("/Metadata")
    return "\n".join([*said, str(reader.metadata), xmp.get_object().get_data().decode() if xmp else ""])


def tags(pdf: bytes) -> list[str]:
    """The names of its structure, in order: «/Document», «/H1», «/P»."""
    found: list[str] = []

    def visit(node: Any) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                visit(one)
        elif isinstance(node, dict):
            if "/S" in node and node.get("/Type") != "/MCR":
                found.append(str(node["/S"]))
            visit(node.get("/K", []))

    visit(opened(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found
