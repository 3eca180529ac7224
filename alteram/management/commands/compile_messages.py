"""`manage.py compile_messages`: each .po beside its .mo, without system gettext."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile the language files whose .po is newer than its .mo."

    def handle(self, *args: Any, **options: Any) -> None:
        for source in sorted(file for folder in settings.LOCALE_PATHS for file in Path(folder).glob("*/*/*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            with source.open("rb") as text, target.open("wb") as compiled:
                write_mo(compiled, read_po(text))
            if options["verbosity"]:
                self.stdout.write(f"{target.relative_to(settings.BASE_DIR)}")
