"""The texts that letters are written from, in versions that never change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from string import Template as Text
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from accounts.revision import until_revised

LONGEST = 20_000  # characters
Key = tuple[str, str, str]


class Misspelt(ValueError):
    """A shipped text that cannot be a template; the sentence names the file."""


class TemplateQuerySet(models.QuerySet["Template"]):
    def in_force(self) -> TemplateQuerySet:
        """The highest number of each letter."""
        same = {column: OuterRef(column) for column in ("act", "audience", "language")}
        return self.exclude(models.Exists(Template.objects.filter(**same, number__gt=OuterRef("number"))))

    def versions_of(self, key: Key) -> TemplateQuerySet:
        """Every text that this letter ever had, the newest first, with who wrote it."""
        act, audience, language = key
        same = self.filter(act=act, audience=audience, language=language)
        return same.select_related("by").order_by("-number")

    def write(self, key: Key, *, title: str, body: str, by: Any, at: datetime) -> Template:
        """The next number, for letters from now on; whoever calls holds a lock, or meets IntegrityError."""
        act, audience, language = key
        number = self.versions_of(key).values_list("number", flat=True)[0] + 1
        return self.create(act=act, audience=audience, language=language, number=number, title=title, body=body,
                           by=by, valid_from=at)  # fmt: skip

    def install(self, folder: Path) -> int:
        """Bring in the shipped texts, `folder/<language>/<act>.<audience>.txt`; return how many were new.

        The first line is the title. A text that differs from the one in force becomes the next number, unless somebody
        of the organisation wrote that one: theirs stays, and where it is edited the page says that ours has changed.
        The same call twice changes nothing.
        """
        standing = {one.key: one for one in self.in_force()}
        new = []
        for text in shipped(folder):
            known = standing.get(text.key)
            if known is None or (known.by_id is None and not known.says_what(text)):
                text.number = known.number + 1 if known else 1
                new.append(text)
        return len(Template.objects.bulk_create(new))


class Template(models.Model):
    """The text of one letter, for one audience, in one language. Immutable (triggers): a correction is a new number.

    `valid_from` and `by` say who wrote it and since when; both are null for a text that came with the program.
    """

    act = models.CharField(max_length=40)
    audience = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    body = models.TextField(max_length=LONGEST)
    valid_from = models.DateTimeField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["act", "audience", "language", "number"], name="template_number"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("body"), LONGEST), name="template_body_fits"),
        ]

    def __str__(self) -> str:
        return f"{self.act}.{self.audience} ({self.language}, {self.number})"

    @property
    def key(self) -> Key:
        return self.act, self.audience, self.language

    def says_what(self, other: Template) -> bool:
        return (self.title, self.body) == (other.title, other.body)

    def is_older_than(self, other: Template) -> bool:
        """Was the other written by somebody since? A text that came with the program is older than any of those."""
        written, since = self.valid_from, other.valid_from
        return since is not None and (written is None or written < since)

    @staticmethod
    def variables(text: str) -> set[str]:
        """The names of the variables that a text uses: `$facts` and `${facts}`, but not `$$`."""
        return set(Text(text).get_identifiers())


@until_revised
def texts_in_force() -> dict[Key, Template]:
    """(act, audience, language) → the template in force, of every letter."""
    return {one.key: one for one in Template.objects.in_force()}


def shipped(folder: Path) -> Iterator[Template]:
    """The texts of a folder, unsaved and without a number; Misspelt for a lone `$` or a text without a body."""
    for path in sorted(folder.glob("*/*.*.txt")):
        yield text_in(path)


def text_in(path: Path) -> Template:
    act, _, audience = path.stem.partition(".")
    title, _, body = path.read_text(encoding="utf-8").strip().partition("\n")
    if not (body.strip() and Text(title).is_valid() and Text(body).is_valid()):
        raise Misspelt(f"{path}: write a title, an empty line, a body, and $$ for a dollar sign.")
    return Template(act=act, audience=audience, language=path.parent.name, title=title.strip(), body=body.strip())
