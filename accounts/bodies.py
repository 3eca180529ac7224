"""The bodies that every installation has: 101 departments, one to practise in, and the three that are one of a kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext_noop as _

from .models import Body
from .revision import until_revised

DEPARTMENTS = Path(__file__).parent / "data" / "departements.json"
OTHERS = [
    {
        "code": Body.NATIONAL,
        "kind": "national",
        "name": _("Bureau national"),
        "contact": "national@example.org",
    },
    {
        "code": Body.PANEL,
        "kind": "panel",
        "name": _("Commission des recours"),
        "contact": "recours@example.org",
    },
    {
        "code": Body.PRIVACY,
        "kind": "privacy",
        "name": _("Protection des données"),
        "contact": "donnees@example.org",
    },
    {"code": Body.PRACTICE, "name": "Exercice"},
]


def load_bodies(using: str) -> None:
    """Add the bodies that are missing; those that exist keep what the organisation made of them."""
    rows: list[dict[str, Any]] = [*OTHERS, *json.loads(DEPARTMENTS.read_text(encoding="utf-8"))]
    there = set(Body.objects.using(using).values_list("code", flat=True))
    new = [Body(**federation(row["name"]) | row) for row in rows if row["code"] not in there]
    Body.objects.using(using).bulk_create(new)


@until_revised
def federations() -> dict[str, Body]:
    """Those that people are members of, by their codes: all but the one to practise in."""
    rows = Body.objects.filter(kind=Body.Kind.FEDERATION).exclude(code=Body.PRACTICE)
    return {body.code: body for body in rows}


def federation(name: str) -> dict[str, str]:
    """What a body is unless its row says otherwise. Addresses are fictitious: example.org is nobody's."""
    return {"kind": "federation", "contact": f"{slugify(name)}@example.org"}
