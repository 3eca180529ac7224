"""The rules as they stood on any day: articles in versions that never change, and the organisation's own delays."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import get_language

from accounts.revision import until_revised

from ..parameters import check, default

FIRST_DAY = date(2020, 1, 1)  # of the charter that is shipped
WORDS = ("title", "line", "text")


class Article(models.Model):
    """A rule of the charter, under the number by which people know it."""

    code = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.code}"


class ArticleVersionQuerySet(models.QuerySet["ArticleVersion"]):
    def in_force(self, on: date) -> ArticleVersionQuerySet:
        """The wording that bound everybody on that day, in the charter's order."""
        current = models.Q(valid_to=None) | models.Q(valid_to__gte=on)
        return self.filter(current, valid_from__lte=on).select_related("article").order_by("article__number")

    def write(self, last: ArticleVersion, written: ArticleVersion, *, by: Any, at: datetime) -> ArticleVersion:
        """The next number of an article, from its day on; the last one ends the day before. The caller holds a lock.

        Raises ValueError for a day that is not after the one on which the last begins.
        """
        if written.valid_from <= last.valid_from:
            raise ValueError("A wording begins after the one before it.")
        self.filter(pk=last.pk).update(valid_to=written.valid_from - timedelta(days=1))
        written.article_id, written.number = last.article_id, last.number + 1
        written.by, written.written_at = by, at
        written.save()
        return written

    def install(self, folder: Path) -> int:
        """Bring in the charter that is shipped, one file a language; return how many articles were new.

        An article that exists keeps its versions: its next wording is the organisation's to decide.
        """
        there = set(Article.objects.using(self.db).values_list("code", flat=True))
        new = [text for text in shipped(folder) if text["code"] not in there]
        for text in new:
            article = Article.objects.using(self.db).create(code=text.pop("code"), number=text.pop("number"))
            self.create(article=article, number=1, valid_from=FIRST_DAY, **text)
        return len(new)


class ArticleVersion(models.Model):
    """The wording of an article for a time. Only `valid_to` may ever be set, and once (trigger).

    `by` and `written_at` are null for a text that came with the program.
    """

    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title_fr = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120)
    line_fr = models.CharField(max_length=200)
    line_en = models.CharField(max_length=200)
    text_fr = models.TextField(max_length=5000)
    text_en = models.TextField(max_length=5000)
    examples = models.JSONField(default=dict)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    objects = ArticleVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_number"),
            models.CheckConstraint(
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
                name="article_version_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article.number}. {self.title}"

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_fr

    @property
    def line(self) -> str:
        return self.line_en if get_language() == "en" else self.line_fr

    @property
    def text(self) -> str:
        return self.text_en if get_language() == "en" else self.text_fr

    @property
    def texts(self) -> list[str]:
        """All that it says, in every language."""
        return [getattr(self, f"{word}_{language}") for word in WORDS for language in ("fr", "en")]

    def in_force_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@until_revised
def wordings() -> dict[int, ArticleVersion]:
    """Key → every version of every article, in the charter's order."""
    rows = ArticleVersion.objects.select_related("article").order_by("article__number", "number")
    return {row.pk: row for row in rows}


def wordings_on(day: date) -> list[ArticleVersion]:
    """The wording that bound everybody on that day, in the charter's order."""
    return [one for one in wordings().values() if one.in_force_on(day)]


@until_revised
def delays_set() -> list[Parameter]:
    """Every delay that the organisation has ever set, the oldest first."""
    return list(Parameter.objects.order_by("valid_from", "pk"))


class ParameterQuerySet(models.QuerySet["Parameter"]):
    def values_at(self, at: datetime) -> dict[str, int]:
        """Key → value of every parameter that the organisation had set by then; others keep their default."""
        return {row.key: row.value for row in delays_set() if row.valid_from <= at}

    def value_at(self, key: str, at: datetime) -> int:
        """What counts at that moment; a case keeps the values of the day it was opened (`Case.parameter`)."""
        return self.values_at(at).get(key, default(key))

    def in_force(self) -> dict[str, Parameter]:
        """Key → the row that counts for the next case, of every parameter that the organisation has set."""
        return {row.key: row for row in self.select_related("by").order_by("valid_from", "pk")}

    def set(self, key: str, value: int, *, by: Any, at: datetime) -> Parameter:
        """For all cases that are opened from now on. Raises KeyError and ValueError as `parameters.check` does."""
        check(key, value, {row.key: row.value for row in self.in_force().values()})
        return self.create(key=key, value=value, by=by, valid_from=at)


class Parameter(models.Model):
    """A delay or maximum that the organisation sets, inside the bounds of `PROCEDURE`. Immutable (trigger)."""

    key = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    valid_from = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ParameterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["key", "valid_from"], name="parameter_in_force")]

    def __str__(self) -> str:
        return f"{self.key} = {self.value} ({default(self.key)})"


def shipped(folder: Path) -> list[dict[str, Any]]:
    """The columns of each article's first version, from `fr.toml` and `en.toml`."""
    french, english = (
        {one["code"]: one for one in tomllib.loads((folder / f"{language}.toml").read_text("utf-8"))["article"]}
        for language in ("fr", "en")
    )
    return [
        {"code": code, "number": here["number"], "examples": {"fr": example(here), "en": example(english[code])}}
        | {f"{word}_fr": here[word].strip() for word in WORDS}
        | {f"{word}_en": english[code][word].strip() for word in WORDS}
        for code, here in french.items()
    ]


def example(article: dict[str, Any]) -> dict[str, str]:
    return {kind: article[kind] for kind in ("accepted", "not_accepted")}
