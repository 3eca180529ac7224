"""Real connections against committed rows, let go at one moment: what holds once in a while is asked fifty times."""

from datetime import date

import pytest

from accounts.models import Appointment, Body, Person
from tests.cases.cast import assemble


@pytest.fixture
def cast(committed):
    """The cast, and Bea who decides beside Bob."""
    cast = assemble()
    cast.bea = Person.objects.create_user("bea@example.org", name="Bea")
    Appointment.objects.appoint(cast.bea, Body.objects.get(code="45"), "decider", starts_on=date(2026, 1, 1))
    return cast


@pytest.fixture(autouse=True)
def unhurried(monkeypatch):
    """Here the same people press the same buttons more often than anybody may."""
    monkeypatch.setattr("cases.models.report.MOST_IN_SPAN", 10**6)
    monkeypatch.setattr("cases.views.report.may_describe", lambda request: True)
