"""Who may do what is asked of the person: an office in force, the group that it gives, the power that the group has."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from guardian.models import GroupObjectPermission

from accounts.models import Body, Person
from accounts.powers import OFFICES, group_of, kinds_with

from .conftest import MONDAY, NEW_YEAR, afresh, appointed

pytestmark = pytest.mark.django_db
# Written out, so that a power cannot move from one office to another without somebody changing this too.
TABLE = {
    "examiner": ("federation", {"examine"}),
    "decider": ("federation", {"examine", "warn"}),
    "national_officer": (
        "national",
        {"read_all", "examine", "warn", "suspend", "interim", "lift", "extend", "call_up", "ask_identity",
         "view_figures"},
    ),
    "panellist": ("panel", {"hear_appeals"}),
    "privacy_officer": ("privacy", {"answer_identity", "view_access_log", "run_subject_request"}),
}  # fmt: skip
BODY_OF = {"federation": "45", "national": "national", "panel": "recours", "privacy": "donnees"}
POWERS = sorted(codename for codename, _name in Body._meta.permissions)
BODIES = ["45", "75", "99", "national", "recours", "donnees"]


def held_by(person, at=MONDAY):
    return {(power, body) for power in POWERS for body in afresh(person).bodies_where(power, at=at)}


def asked_one_by_one(person, at=MONDAY):
    fresh = afresh(person)
    return {(power, body) for power in POWERS for body in BODIES if fresh.holds(power, body, at=at)}


def test_offices_give_what_the_procedure_says():
    assert {code: (office.kind, set(office.powers)) for code, office in OFFICES.items()} == TABLE


def test_every_power_is_declared_once_and_bodies_have_no_other():
    given = {power for _kind, powers in TABLE.values() for power in powers}
    assert set(POWERS) == given
    assert len(POWERS) == len(given)
    on_bodies = Permission.objects.filter(content_type__app_label="accounts", content_type__model="body")
    assert set(on_bodies.values_list("codename", flat=True)) == given


@pytest.mark.parametrize("power", ["suspend", "interim", "lift"])
def test_only_the_national_office_suspends_and_lifts(power):
    assert kinds_with(power) == {"national"}


def test_superusers_and_staff_hold_nothing_by_being_that(db):
    root = Person.objects.create_superuser("root@example.org", name="Root")
    assert held_by(root) == asked_one_by_one(root) == set()
    assert not Person.objects.holding("suspend", "national", at=MONDAY).exists()


@pytest.mark.parametrize("office", TABLE)
def test_an_office_gives_its_powers_in_its_body_and_in_no_other(alice, office):
    kind, powers = TABLE[office]
    code = BODY_OF[kind]
    appointed(alice, Body.objects.get(code=code), office)
    assert held_by(alice) == asked_one_by_one(alice) == {(power, code) for power in powers}


def test_whoever_is_inactive_holds_nothing(alice, loiret):
    appointed(alice, loiret)
    alice.is_active = False
    alice.save()
    assert held_by(alice) == set()
    assert not alice.holds("warn", "45", at=MONDAY)
    assert not Person.objects.holding("warn", "45", at=MONDAY).exists()


def test_an_object_in_hand_that_is_made_inactive_holds_nothing_at_once(alice, loiret):
    appointed(alice, loiret)
    assert alice.holds("warn", "45", at=MONDAY)
    alice.is_active = False
    assert not alice.holds("warn", "45", at=MONDAY)


def test_the_group_without_an_appointment_gives_nothing(alice, loiret, national):
    alice.groups.add(group_of(loiret, "decider"), group_of(national, "national_officer"))
    assert held_by(alice) == set()


def test_an_appointment_without_the_group_gives_nothing(alice, loiret):
    appointed(alice, loiret)
    alice.groups.clear()
    assert held_by(alice) == set()


def test_the_appointment_of_one_does_not_stand_for_the_group_of_another(alice, bob, loiret):
    appointed(alice, loiret)
    alice.groups.clear()
    bob.groups.add(Group.objects.get(name="45:decider"))
    assert held_by(alice) == held_by(bob) == set()
    assert not Person.objects.holding("warn", "45", at=MONDAY).exists()


def test_an_appointment_in_one_body_does_not_stand_for_the_group_of_another(alice, loiret, paris):
    appointed(alice, loiret, "examiner")
    alice.groups.add(group_of(paris, "decider"))
    assert held_by(alice) == {("examine", "45")}


def test_a_grant_that_guardian_has_no_more_gives_nothing(alice, loiret):
    appointed(alice, loiret)
    GroupObjectPermission.objects.filter(permission__codename="warn").delete()
    assert held_by(alice) == {("examine", "45")}


def test_a_grant_on_another_body_gives_nothing(alice, loiret):
    """The database lets it be, for that kind of body has the power; nobody gets it by this group."""
    appointed(alice, loiret)
    GroupObjectPermission.objects.filter(permission__codename="warn").update(object_pk="75")
    assert held_by(alice) == {("examine", "45")}


def test_what_was_taken_from_or_added_to_a_group_is_put_right_by_the_next_migration(alice, loiret):
    appointed(alice, loiret, "examiner")
    row = GroupObjectPermission.objects.get()
    warn = Permission.objects.get(codename="warn")
    row.delete()
    GroupObjectPermission.objects.create(
        group=row.group, permission=warn, content_type=warn.content_type, object_pk="45"
    )
    assert held_by(alice) == {("warn", "45")}
    call_command("migrate", verbosity=0)
    assert held_by(alice) == {("examine", "45")}


def test_one_query_a_person_and_moment(alice, loiret, national, django_assert_num_queries):
    appointed(alice, loiret)
    appointed(alice, national, "national_officer")
    with django_assert_num_queries(1):
        assert alice.holds("warn", "45", at=MONDAY)
        assert not alice.holds("warn", "75", at=MONDAY)
        assert alice.bodies_where("examine", at=MONDAY) == {"45", "national"}
        assert alice.role_in("45", at=MONDAY) == "national"
    with django_assert_num_queries(1):
        assert alice.holds("suspend", "national", at=MONDAY + timedelta(seconds=1))


def test_whoever_is_inactive_costs_no_query(alice, django_assert_num_queries):
    alice.is_active = False
    with django_assert_num_queries(0):
        assert not alice.holds("warn", "45", at=MONDAY)


def test_holders_are_found_by_name_in_one_query(alice, bob, loiret, django_assert_num_queries):
    zoe = Person.objects.create_user(None, name="Aaron")
    for person, office in [(bob, "decider"), (alice, "examiner"), (zoe, "decider")]:
        appointed(person, loiret, office)
    appointed(bob, loiret)
    with django_assert_num_queries(1):
        assert list(Person.objects.holding("examine", "45", at=MONDAY)) == [zoe, alice, bob]
    assert list(Person.objects.holding("warn", "45", at=MONDAY)) == [zoe, bob]
    assert not Person.objects.holding("warn", "75", at=MONDAY).exists()


def test_holders_hold_at_that_moment(alice, bob, loiret):
    appointed(alice, loiret).end(at=MONDAY)
    appointed(bob, loiret, ends_on=MONDAY.date())
    assert list(Person.objects.holding("warn", "45", at=MONDAY)) == [bob]
    assert not Person.objects.holding("warn", "45", at=MONDAY + timedelta(days=1)).exists()


def test_nobody_holds_before_the_first_day(alice, loiret):
    appointed(alice, loiret, starts_on=NEW_YEAR)
    assert held_by(alice, at=MONDAY - timedelta(days=365)) == set()


@pytest.mark.parametrize(
    ("offices", "role"),
    [
        ([], "known"),
        ([("75", "decider")], "known"),
        ([("45", "examiner")], "federation"),
        ([("donnees", "privacy_officer")], "known"),
        ([("45", "decider"), ("national", "national_officer")], "national"),
        ([("recours", "panellist"), ("45", "decider")], "panel"),
    ],
)
def test_a_case_is_read_in_the_highest_role_that_one_has(alice, offices, role):
    for code, office in offices:
        appointed(alice, Body.objects.get(code=code), office)
    assert alice.role_in("45", at=MONDAY) == role
