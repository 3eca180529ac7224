"""`manage.py check` finds a fault that somebody planted: in the offices, in the groups, in the database."""

import pytest
from django.contrib.auth.models import Permission
from django.core import checks
from django.core.management import call_command
from django.db import connection
from guardian.models import GroupObjectPermission

from accounts.checks import (
    every_power_is_declared_and_given,
    groups_have_what_their_office_gives,
    only_the_national_office_suspends,
)
from accounts.powers import OFFICES, Office

from .conftest import appointed, raw


def gives(monkeypatch, office, *powers):
    monkeypatch.setitem(OFFICES, office, OFFICES[office]._replace(powers=frozenset(powers)))


def test_all_is_well():
    assert every_power_is_declared_and_given(None) == only_the_national_office_suspends(None) == []


@pytest.mark.parametrize(
    ("powers", "at_fault"), [(["examine", "warn", "fly"], "fly"), (["read_all", "answer_identity"], "hear_appeals")]
)
def test_a_power_that_is_not_both_declared_and_given_is_named(monkeypatch, powers, at_fault):
    gives(monkeypatch, "panellist", *powers, *([] if at_fault == "hear_appeals" else ["hear_appeals"]))
    hint = "Name it in Body.Meta.permissions and in accounts/powers.py."
    said = f"The power '{at_fault}' is not both declared on Body and given by an office."
    assert every_power_is_declared_and_given(None) == [checks.Error(said, hint=hint, id="accounts.E001")]


@pytest.mark.parametrize("power", ["suspend", "interim", "lift"])
def test_a_power_of_the_national_office_given_elsewhere_is_named(monkeypatch, power):
    gives(monkeypatch, "decider", "examine", "warn", power)
    hint = "Take it out of that office in accounts/powers.py."
    said = f"The power '{power}' is given outside the national office."
    assert only_the_national_office_suspends(None) == [checks.Error(said, hint=hint, id="accounts.E002")]


def test_a_new_office_that_suspends_is_named_too(monkeypatch):
    monkeypatch.setitem(OFFICES, "president", Office("federation", "president", frozenset({"suspend"})))
    assert [fault.id for fault in only_the_national_office_suspends(None)] == ["accounts.E002"]


@pytest.mark.django_db
def test_a_power_that_no_office_gives_is_named(alice, loiret):
    group = appointed(alice, loiret, "examiner").group
    assert groups_have_what_their_office_gives(None, databases=["default"]) == []
    warn = Permission.objects.get(codename="warn")
    GroupObjectPermission.objects.create(group=group, permission=warn, content_type=warn.content_type, object_pk="45")
    hint = "Run manage.py migrate: it takes back what no office gives."
    said = "The group '45:examiner' has the power 'warn', which its office does not give."
    assert groups_have_what_their_office_gives(None, databases=["default"]) == [
        checks.Warning(said, hint=hint, id="accounts.W002")
    ]


@pytest.mark.django_db
def test_a_power_over_another_body_is_named(alice, loiret):
    appointed(alice, loiret, "examiner")
    GroupObjectPermission.objects.update(object_pk="75")
    assert [fault.id for fault in groups_have_what_their_office_gives(None, databases=["default"])] == ["accounts.W002"]


@pytest.mark.django_db
def test_the_command_says_both(alice, loiret, capsys):
    appointed(alice, loiret, "examiner")
    GroupObjectPermission.objects.update(object_pk="75")
    table = " ON accounts_appointment" if connection.vendor == "postgresql" else ""
    raw(f"DROP TRIGGER accounts_appointment_ends_once{table}")
    call_command("check", database=["default"])
    told = capsys.readouterr().err
    assert "accounts.W001" in told
    assert "accounts_appointment_ends_once" in told
    assert "accounts.W002" in told


@pytest.mark.django_db
def test_the_database_of_a_new_installation_has_nothing_to_be_told(capsys):
    call_command("check", database=["default"])
    assert "accounts." not in capsys.readouterr().err


def test_without_a_database_nothing_is_asked_of_it():
    assert groups_have_what_their_office_gives(None) == []
