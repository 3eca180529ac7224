"""The texts that letters are written from, in versions that never change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Template as Text

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

    def install(self, folder: Path) -> int:
        """Bring in the shipped texts, `folder/<language>/<act>.<audience>.txt`; return how many were new.

        The first line is the title. A text that differs from the one in force becomes the next number, unless somebody
        of the organisation wrote that one: theirs stays. The same call twice changes nothing.
        """
        standing = {one.key: one for one in self.in_force()}
        new = []
        for text in shipped(folder):
            known = standing.get(text.key)
            if known is None or (known.by_id is None and (known.title, known.body) != (text.title, text.body)):
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
        act, _, audience = path.stem.partition(".")
        title, _, body = path.read_text(encoding="utf-8").strip().partition("\n")
        if not (body.strip() and Text(title).is_valid() and Text(body).is_valid()):
            raise Misspelt(f"{path}: write a title, an empty line, a body, and $$ for a dollar sign.")
        yield Template(act=act, audience=audience, language=path.parent.name, title=title.strip(), body=body.strip())
