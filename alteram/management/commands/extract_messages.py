"""`manage.py extract_messages`: what code and templates say, gathered for the translator."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import templatize

APPS = ["alteram", "accounts", "notifications", "cases"]
KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = r"""msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plural}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
SOURCE_LANGUAGE = "fr"  # the sentences in the code are the French text
VARIABLE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


class Command(BaseCommand):
    help = "Bring locale/<language>/LC_MESSAGES/django.po up to the sentences in code and templates."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where a translation is missing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        found = _catalog()
        for language in [code for code, _name in settings.LANGUAGES if code != SOURCE_LANGUAGE]:
            path = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES/django.po"
            translated = _updated(path, found, language)
            missing = [message.id for message in translated if message.id and not _is_translated(message)]
            if check and missing:
                raise CommandError(f"{language} lacks {len(missing)} translations, the first: {missing[0]!r}")
            changed = [one.id for one in translated if _is_translated(one) and not _keeps_variables(one)]
            if check and changed:
                raise CommandError(f"{language} says other variables than {changed[0]!r}")
            if not check:
                _write(path, translated)
                self.stdout.write(f"{language}: {len(translated)} sentences, {len(missing)} to translate")


def _catalog() -> Catalog:
    catalog = Catalog(charset="utf-8")
    for path, method in _sources():
        text = path.read_text()
        if method == "template":
            # Python's tokenizer would stumble over the indentation of HTML.
            text = "\n".join(line.lstrip() for line in templatize(text).splitlines())
        for _line, message, comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
            place = (path.relative_to(settings.BASE_DIR).as_posix(), 0)
            catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def _sources() -> Iterator[tuple[Path, str]]:
    for app in APPS:
        yield from ((path, "python") for path in sorted((settings.BASE_DIR / app).rglob("*.py")))
    for folder in [settings.BASE_DIR / "templates", *(settings.BASE_DIR / app / "templates" for app in APPS)]:
        yield from ((path, "template") for path in sorted(folder.rglob("*.*")) if path.suffix in {".html", ".txt"})


def _updated(path: Path, found: Catalog, language: str) -> Catalog:
    """The translations of this file, with what is new in the code added and what is gone dropped."""
    catalog = Catalog(locale=language, charset="utf-8")
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, charset="utf-8")
    # A guess from a similar sentence would be read as a translation by whoever is in a hurry.
    catalog.update(found, no_fuzzy_matching=True)
    return catalog


def _is_translated(message: Message) -> bool:
    """Every form of it, and not as a guess that nobody confirmed."""
    return not message.fuzzy and all(_forms(message.string))


def _keeps_variables(message: Message) -> bool:
    """A variable that is missing is a hole, one too many an error; «one report» alone may do without its number."""
    here, there = ([set(VARIABLE.findall(form)) for form in _forms(text)] for text in (message.id, message.string))
    return there[-1] == here[-1] and all(variables <= here[-1] for variables in there)


def _forms(text: Any) -> tuple[str, ...]:
    """One string, or those of a plural; None where there is none."""
    return text if isinstance(text, tuple) else (text,)


def _write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Our own header: Babel's carries the minute, and would change with every run.
        file.write(HEADER.format(language=catalog.locale, plural=catalog.plural_forms).encode())
        write_po(
            file, catalog, width=120, omit_header=True, sort_by_file=True, include_lineno=False, ignore_obsolete=True
        )
