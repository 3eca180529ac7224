"""Three bodies, a few people who hold nothing yet, and a Monday."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection, transaction

from accounts.models import Appointment, Body, Person

MONDAY = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
NEW_YEAR = date(2026, 1, 1)


@pytest.fixture
def loiret(db):
    return Body.objects.get(code="45")


@pytest.fixture
def paris(db):
    return Body.objects.get(code="75")


@pytest.fixture
def national(db):
    return Body.objects.get(code=Body.NATIONAL)


@pytest.fixture
def alice(db):
    return Person.objects.create_user("alice@example.org", name="Alice")


@pytest.fixture
def bob(db):
    return Person.objects.create_user("bob@example.org", name="Bob")


def appointed(person, body, office="decider", *, starts_on=NEW_YEAR, ends_on=None):
    return Appointment.objects.appoint(person, body, office, starts_on=starts_on, ends_on=ends_on)


def afresh(person):
    """The same person, without anything that the object in hand remembers."""
    return Person.objects.get(pk=person.pk)


def raw(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
