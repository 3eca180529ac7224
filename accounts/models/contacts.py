"""Where a body was written to, one change after the other."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from .bodies import Body
from .people import Person


class ContactQuerySet(models.QuerySet["Contact"]):
    def change(self, body: Body, address: str, *, by: Person, at: datetime) -> Contact:
        """The body's address from now on; whoever calls holds the body's row."""
        kept = self.create(body=body, before=body.contact, after=address, by=by, at=at)
        body.contact = address
        body.save(update_fields=["contact"])
        return kept


class Contact(models.Model):
    """A change of `Body.contact`, with its author. Immutable (triggers)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="contacts")
    before = models.EmailField(max_length=254, blank=True)
    after = models.EmailField(max_length=254)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = ContactQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.body_id}: {self.after}"
