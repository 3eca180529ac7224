"""A word that is another one after every change of what the organisation sets up: bodies, charter, delays, letters."""

from __future__ import annotations

import secrets

from django.db import models


class RevisionQuerySet(models.QuerySet["Revision"]):
    def renew(self) -> None:
        """A word that there never was: for whoever changed things while no trigger watched."""
        self.update_or_create(pk=1, defaults={"word": secrets.token_hex(16)})

    def words(self) -> models.QuerySet[Revision, str]:
        """The word, or none at all: then nothing is to be kept."""
        return self.values_list("word", flat=True)


class Revision(models.Model):
    """One row, and triggers write it (`accounts.triggers.renews`)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    word = models.CharField(max_length=36)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="revision_is_one_row", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return self.word
