"""What the database refuses of powers and appointments, whoever asks: raw SQL, on both engines."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import IntegrityError, transaction
from guardian.models import GroupObjectPermission, UserObjectPermission
from guardian.shortcuts import assign_perm

from accounts.models import Appointment, Body, Person
from accounts.powers import OFFICES, group_of

from .conftest import MONDAY, NEW_YEAR, appointed, raw

pytestmark = pytest.mark.django_db
BODIES = {"federation": "45", "national": "national", "panel": "recours", "privacy": "donnees"}
POWERS = sorted({power for office in OFFICES.values() for power in office.powers})
MISPLACED = [
    (power, code)
    for power in POWERS
    for kind, code in BODIES.items()
    if not any(power in office.powers and office.kind == kind for office in OFFICES.values())
]
COLUMNS = "(permission_id, content_type_id, object_pk, group_id)"


def power(codename):
    return Permission.objects.get(content_type__app_label="accounts", codename=codename)


def granted(codename, code, group):
    given = power(codename)
    raw(f"INSERT INTO guardian_groupobjectpermission {COLUMNS} VALUES (%s, %s, %s, %s)",
        given.pk, given.content_type_id, code, group.pk)  # fmt: skip


@pytest.fixture
def given(alice, loiret):
    return appointed(alice, loiret)


@pytest.mark.parametrize(("codename", "code"), [*MISPLACED, ("suspend", "99"), ("suspend", "971"), ("warn", "no-body")])
def test_a_power_is_refused_to_a_body_that_has_no_such_office(codename, code, given):
    with pytest.raises(IntegrityError, match="kind of body"):
        granted(codename, code, given.group)


@pytest.mark.parametrize("codename", ["suspend", "interim", "lift"])
def test_a_power_never_moves_to_a_body_that_may_not_have_it(codename, national):
    group_of(national, "national_officer")
    with pytest.raises(IntegrityError, match="kind of body"):
        raw("UPDATE guardian_groupobjectpermission SET object_pk = '45' WHERE permission_id = %s", power(codename).pk)


def test_a_grant_never_becomes_another_power(given):
    with pytest.raises(IntegrityError, match="kind of body"):
        raw("UPDATE guardian_groupobjectpermission SET permission_id = %s", power("suspend").pk)


def test_guardian_itself_is_refused(given, loiret, alice):
    with pytest.raises(IntegrityError, match="kind of body"), transaction.atomic():
        assign_perm("accounts.suspend", given.group, loiret)
    with pytest.raises(IntegrityError, match="one person"), transaction.atomic():
        assign_perm("accounts.examine", alice, loiret)


def test_rows_made_in_bulk_are_refused(given):
    suspend = power("suspend")
    row = GroupObjectPermission(
        permission=suspend, content_type=suspend.content_type, object_pk="45", group=given.group
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupObjectPermission.objects.bulk_create([row])


@pytest.mark.parametrize("codename", POWERS)
def test_no_power_is_given_to_one_person(alice, codename):
    given = power(codename)
    code = next(BODIES[office.kind] for office in OFFICES.values() if codename in office.powers)
    with pytest.raises(IntegrityError, match="one person"):
        raw(f"INSERT INTO guardian_userobjectpermission {COLUMNS.replace('group', 'user')} VALUES (%s, %s, %s, %s)",
            given.pk, given.content_type_id, code, alice.pk)  # fmt: skip
    assert not UserObjectPermission.objects.exists()


def test_a_power_that_fits_is_taken(loiret):
    group = Group.objects.create(name="45:decider")
    granted("warn", "45", group)
    assert GroupObjectPermission.objects.filter(group=group).count() == 1


def test_a_body_is_not_turned_into_another_kind_to_get_a_power(national):
    with pytest.raises(IntegrityError):
        raw("UPDATE accounts_body SET kind = 'national' WHERE code = '45'")


@pytest.mark.parametrize("name", ["75:decider", "45:examiner", "national:national_officer", "friends"])
def test_an_appointment_with_a_foreign_group_is_refused(alice, loiret, name):
    group, _born = Group.objects.get_or_create(name=name)
    with pytest.raises(IntegrityError, match="body and office"), transaction.atomic():
        Appointment.objects.create(person=alice, body=loiret, office="decider", group=group, starts_on=NEW_YEAR)


@pytest.mark.parametrize(
    ("code", "office"),
    [("45", "national_officer"), ("45", "panellist"), ("national", "decider"), ("recours", "privacy_officer"),
     ("45", "king")],
)  # fmt: skip
def test_an_office_that_its_body_does_not_have_is_refused(alice, code, office):
    group = Group.objects.create(name=f"{code}:{office}")
    with pytest.raises(IntegrityError, match="office_fits_its_body"), transaction.atomic():
        Appointment.objects.create(person=alice, body_id=code, office=office, group=group, starts_on=NEW_YEAR)


@pytest.mark.parametrize("column", ["person_id", "body_id", "office", "group_id", "starts_on"])
def test_an_appointment_keeps_what_was_given(given, bob, paris, column):
    elsewhere = appointed(bob, paris, "examiner", starts_on=NEW_YEAR + timedelta(days=1))
    with pytest.raises(IntegrityError, match="not changed so"):
        raw(f"UPDATE accounts_appointment SET {column} = %s WHERE id = %s", getattr(elsewhere, column), given.pk)


def test_an_appointment_ends_once(given):
    given.end(at=MONDAY)
    for later in (None, MONDAY + timedelta(days=1)):
        with pytest.raises(IntegrityError, match="ended_at"), transaction.atomic():
            Appointment.objects.filter(pk=given.pk).update(ended_at=later)


def test_an_appointment_is_never_deleted(given):
    given.end(at=MONDAY)
    with pytest.raises(IntegrityError, match="never deleted"):
        raw("DELETE FROM accounts_appointment")
    with pytest.raises(IntegrityError, match="never deleted"), transaction.atomic():
        given.delete()


def test_an_appointment_does_not_end_before_it_begins(given):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.update(ends_on=NEW_YEAR - timedelta(days=1))


def test_training_absence_and_last_day_may_change(given, bob):
    day = NEW_YEAR + timedelta(days=90)
    Appointment.objects.update(trained_until=day, absent_until=day, delegate=bob, ends_on=day)
    given.refresh_from_db()
    assert (given.trained_until, given.absent_until, given.delegate, given.ends_on) == (day, day, bob, day)


def test_nobody_suspends_by_a_superuser_s_own_permission(loiret):
    """A permission on everything, given to the person: Django would take it, `holds` never asks it."""
    root = Person.objects.create_superuser("root@example.org", name="Root")
    root.user_permissions.add(power("suspend"))
    assert not any(root.holds("suspend", code, at=MONDAY) for code in Body.objects.values_list("code", flat=True))
