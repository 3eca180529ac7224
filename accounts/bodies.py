"""The bodies that every installation has: 101 departments, and the three that are one of a kind."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.apps import apps

DEPARTMENTS = Path(__file__).parent / "data" / "departements.json"
SPECIAL = [
    {"code": "national", "kind": "national", "name": "Bureau national", "contact": "national@example.org"},
    {"code": "recours", "kind": "panel", "name": "Commission des recours", "contact": "recours@example.org"},
    {"code": "donnees", "kind": "privacy", "name": "Protection des données", "contact": "donnees@example.org"},
    {"code": "99", "kind": "federation", "name": "Exercice", "contact": "exercice@example.org"},
]


def load_bodies() -> None:
    """Add the bodies that are missing; those that exist keep what the organisation made of them."""
    body = apps.get_model("accounts", "Body")
    rows: list[dict[str, Any]] = [*SPECIAL, *json.loads(DEPARTMENTS.read_text())]
    there = set(body.objects.values_list("code", flat=True))
    new = [body(**{"kind": "federation", "contact": f"federation.{row['code'].lower()}@example.org", **row})
           for row in rows if row["code"] not in there]  # fmt: skip
    body.objects.bulk_create(new)
