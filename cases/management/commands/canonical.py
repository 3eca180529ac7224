"""Tell why two reports did or did not meet: the canonical form of addresses, one JSON line each."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.addresses import NotAPost, canonical


class Command(BaseCommand):
    help = "Print the canonical form of addresses, one JSON line each"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("addresses", nargs="+", metavar="ADDRESS")

    def handle(self, *args: Any, addresses: list[str], **options: Any) -> None:
        for typed in addresses:
            self.stdout.write(json.dumps(answer(typed), ensure_ascii=False))


def answer(typed: str) -> dict[str, str | None]:
    try:
        return canonical(typed).as_dict()
    except NotAPost as refusal:
        return {"error": str(refusal)}
