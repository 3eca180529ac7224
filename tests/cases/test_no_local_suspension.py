"""No path suspends below the national office: the door, the shell, rights given by mistake, superusers, the admin."""

from datetime import date, timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django_fsm import TransitionNotAllowed
from guardian.models import GroupObjectPermission
from guardian.shortcuts import assign_perm

from accounts.models import Appointment, Body, Person
from accounts.powers import group_of
from accounts.triggers import take_off
from cases.audit import faults
from cases.door import offers, perform, take
from cases.grammar import Act, Refused, Standing
from cases.models import Case, Decision, Measure, Proposal
from tests.beginnings import beginning

from .cast import REASONS

SUSPENDING = ["propose", "suspend", "revoke_sursis", "impose_interim", "renew_interim"]
BELOW = ["marie", "camille", "jean", "carl", "alice", "bob", "olga", "paul", "dora", "root"]


@beginning
def local(walk):
    """Heard by its federation, where Bob may decide it: the furthest that a federation goes."""
    return walk.in_review().in_deliberation()


def assert_nobody_is_suspended(case):
    assert case.state == "deliberation"
    assert not Measure.objects.exists() and not Decision.objects.exists()
    assert not list(faults())


# The door ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("step", SUSPENDING)
def test_nobody_below_the_national_office_takes_a_step_that_suspends(local, cast, step):
    for name in BELOW:
        with pytest.raises(PermissionDenied):
            perform(local.case, step, by=getattr(cast, name), at=local.at, sha256="")
    assert_nobody_is_suspended(local.case)


@pytest.mark.parametrize("step", SUSPENDING)
def test_nor_does_the_national_office_while_a_federation_holds_the_case(local, cast, step):
    with pytest.raises(Refused):
        perform(local.case, step, by=cast.nora, at=local.at, sha256="")
    assert_nobody_is_suspended(local.case)


def test_a_federation_cannot_even_announce_one(walk, cast):
    walk.in_review()
    with pytest.raises(Refused, match="au plus un avertissement"):
        walk.in_hearing(cast.alice, "suspension")


# The pages -----------------------------------------------------------------------------------------------------------

ANSWERS = {"alice": 403, "bob": 403, "nora": 409} | dict.fromkeys(
    ["marie", "camille", "jean", "carl", "olga", "paul", "dora", "root"], 404
)


@pytest.mark.parametrize("side", ["dossiers", "mon-dossier"])
@pytest.mark.parametrize("step", SUSPENDING)
def test_no_page_suspends_whoever_sends_the_form(local, cast, client, monkeypatch, side, step):
    monkeypatch.setattr("django.utils.timezone.now", lambda: local.at)
    path = f"/{side}/{local.reference}/{step}/"
    typed = {"basis": local.case.basis, "sha256": "", "kind": "suspension", "days": 30, **REASONS}
    assert client.post(path, typed)["Location"].startswith("/compte/login/")
    for name, status in ANSWERS.items():
        client.force_login(getattr(cast, name))
        mine = {"jean": 403}.get(name, 404) if side == "mon-dossier" else status
        assert client.post(path, typed).status_code == mine, name
    assert_nobody_is_suspended(local.case)


# The shell -----------------------------------------------------------------------------------------------------------


def forged(case, person, step, role, body):
    """An act made by hand, as the door would have made it for somebody of the national office."""
    answers = {"sha256": ""} if step == "suspend" else {}
    return Act(case, person, case.opened_at + timedelta(days=30), step, answers, Standing(role, body))


def saved_with(case, cast, **columns):
    """Saved as if the door did: with an act in hand, past Case.save or through it."""
    vars(case).update(columns)
    case.act = forged(case, cast.nora, "suspend", "national", "national")
    case.save()


def with_every_answer_prepared(case, cast):
    act = forged(case, cast.nora, "suspend", "national", "national")
    for rule in Case._meta.get_field("state").get_all_transitions(Case):
        act._answers.update(dict.fromkeys(rule.custom["step"].needs))
    case.proposal_in_hand = Proposal(case=case, kind="suspension", by=cast.noah, content={"days": 9}, sha256="")
    take(act)


def unprotected(case, cast):
    field = Case._meta.get_field("state")
    field.protected = False
    try:
        case.state = "suspended"
        models.Model.save(case)
    finally:
        field.protected = True


def another(**columns):
    """A second case of another post, born as it may not be."""
    old = Case.objects.get()
    kept = {field.attname: getattr(old, field.attname) for field in Case._meta.concrete_fields if field.attname != "id"}
    return Case(**kept | {"reference": "45-2026-AAAA", "post_id": None} | columns)


SHELL = {
    "assign the state": (AttributeError, lambda case, cast: setattr(case, "state", "suspended")),
    "assign it past the field, and save": (
        RuntimeError, lambda case, cast: (vars(case).update(state="suspended"), case.save()),
    ),
    "save the column alone": (
        RuntimeError, lambda case, cast: (vars(case).update(state="suspended"), case.save(update_fields=["state"])),
    ),
    "save past Case.save": (
        IntegrityError, lambda case, cast: (vars(case).update(state="suspended"), models.Model.save(case)),
    ),
    "save with a forged act": (IntegrityError, lambda case, cast: saved_with(case, cast, state="suspended")),
    "save with a forged act and version": (
        IntegrityError, lambda case, cast: saved_with(case, cast, state="suspended", version=case.version + 1),
    ),
    "save with a forged act and holder": (
        IntegrityError,
        lambda case, cast: saved_with(
            case, cast, state="suspended", held_by_id="national", version=case.version + 1, head="0" * 64
        ),
    ),
    "save without the protection of the field": (IntegrityError, unprotected),
    "refresh, while django-fsm lifts the protection": (RuntimeError, lambda case, cast: case.refresh_from_db()),
    "update": (RuntimeError, lambda case, cast: Case.objects.update(state="suspended")),
    "update some": (RuntimeError, lambda case, cast: Case.objects.filter(pk=case.pk).update(state="suspended")),
    "update past the queryset": (IntegrityError, lambda case, cast: Case._base_manager.update(state="suspended")),
    "update past the queryset, to probation": (
        IntegrityError, lambda case, cast: QuerySet(Case).update(state="probation"),
    ),
    "bulk_update": (RuntimeError, lambda case, cast: Case.objects.bulk_update([case], ["state"])),
    "bulk_update past the queryset": (
        IntegrityError,
        lambda case, cast: (vars(case).update(state="suspended"), QuerySet(Case).bulk_update([case], ["state"])),
    ),
    "create": (RuntimeError, lambda case, cast: Case.objects.create(state="suspended", held_by_id="national")),
    "save a new one": (RuntimeError, lambda case, cast: another(state="suspended").save()),
    "bulk_create": (
        IntegrityError,
        lambda case, cast: Case.objects.bulk_create(
            [another(state="suspended", held_by_id="national", post=moved_post(case))]
        ),
    ),
    "bulk_create, and update on conflict": (
        IntegrityError,
        lambda case, cast: Case.objects.bulk_create(
            [another(state="suspended", held_by_id="national", post_id=case.post_id)],
            update_conflicts=True, unique_fields=["post"], update_fields=["state", "held_by"],
        ),
    ),
    "call the method": (TransitionNotAllowed, lambda case, cast: case.suspend(sha256="")),
    "call it with a forged act": (
        TransitionNotAllowed,
        lambda case, cast: (
            setattr(case, "act", forged(case, cast.nora, "suspend", "national", "national")), case.suspend(sha256=""),
        ),
    ),
    "call the door's inner room": (
        TransitionNotAllowed, lambda case, cast: take(forged(case, cast.bob, "suspend", "federation", "45")),
    ),
    "prepare every guard's answer, and call it": (IntegrityError, with_every_answer_prepared),
}  # fmt: skip


def moved_post(case):
    post = type(case.post)(network="x", handle="autre", text="Autre chose.")
    post.save()
    return post


@pytest.mark.parametrize(("refused", "way"), SHELL.values(), ids=list(SHELL))
def test_the_shell_does_not_suspend(local, cast, refused, way):
    with pytest.raises(refused), transaction.atomic():
        way(local.case, cast)
    assert_nobody_is_suspended(local.case)


# Powers --------------------------------------------------------------------------------------------------------------


def permission(power):
    return Permission.objects.get(content_type__app_label="accounts", content_type__model="body", codename=power)


def in_national_group(person):
    person.groups.add(group_of(Body.objects.get(code="national"), "national_officer"))


GIVEN = {
    "an office that the federation has not": (
        ValidationError,
        lambda bob, body: Appointment.objects.appoint(bob, body, "national_officer", starts_on=date(2026, 1, 1)),
    ),
    "an appointment made past its queryset": (
        IntegrityError,
        lambda bob, body: Appointment(
            person=bob, body=body, office="national_officer", starts_on=date(2026, 1, 1),
            group=group_of(Body.objects.get(code="national"), "national_officer"),
        ).save(),
    ),
    "the power on the federation, to its deciders": (
        IntegrityError, lambda bob, body: assign_perm("accounts.suspend", Group.objects.get(name="45:decider"), body),
    ),
    "interim measures on the federation, to its deciders": (
        IntegrityError, lambda bob, body: assign_perm("accounts.interim", Group.objects.get(name="45:decider"), body),
    ),
    "the power on the federation, to one person": (
        IntegrityError, lambda bob, body: assign_perm("accounts.suspend", bob, body),
    ),
    "the power on the national office, to one person": (
        IntegrityError, lambda bob, body: assign_perm("accounts.suspend", bob, Body.objects.get(code="national")),
    ),
    "the power on every body at once": (
        IntegrityError,
        lambda bob, body: assign_perm("accounts.suspend", Group.objects.get(name="45:decider"), Body.objects.all()),
    ),
    "a federation made a national office": (
        IntegrityError, lambda bob, body: Body.objects.filter(code="45").update(kind="national"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("refused", "way"), GIVEN.values(), ids=list(GIVEN))
def test_nobody_gives_the_power_below_the_national_office(cast, refused, way):
    with pytest.raises(refused), transaction.atomic():
        way(cast.bob, Body.objects.get(code="45"))
    assert not GroupObjectPermission.objects.filter(permission=permission("suspend"), object_pk="45").exists()


MISTAKES = {
    "is put in the national office's group by hand": lambda bob: in_national_group(bob),
    "is given the permission itself": lambda bob: bob.user_permissions.add(permission("suspend")),
    "has it through his group": lambda bob: Group.objects.get(name="45:decider").permissions.add(permission("suspend")),
    "has it on the national office through his group": lambda bob: assign_perm(
        "accounts.suspend", Group.objects.get(name="45:decider"), Body.objects.get(code="national")
    ),
    "is made a superuser": lambda bob: Person.objects.filter(pk=bob.pk).update(is_superuser=True, is_staff=True),
    "has an appointment that was inserted without its group": lambda bob: Appointment.objects.create(
        person=bob, body_id="national", office="national_officer", starts_on=date(2026, 1, 1),
        group=group_of(Body.objects.get(code="national"), "national_officer"),
    ),
    "has the power on his federation, because nothing refused it": lambda bob: (
        take_off(connection),
        assign_perm("accounts.suspend", Group.objects.get(name="45:decider"), Body.objects.get(code="45")),
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=list(MISTAKES))
def test_a_mistake_gives_no_power_to_suspend(local, cast, mistake):
    mistake(cast.bob)
    bob = Person.objects.get(pk=cast.bob.pk)
    assert not bob.holds("suspend", "national", at=local.at)
    assert not set(SUSPENDING) & set(offers(local.case, by=bob, at=local.at))
    for step in SUSPENDING:
        with pytest.raises(PermissionDenied):
            perform(local.case, step, by=bob, at=local.at, sha256="")
    assert_nobody_is_suspended(local.case)


# The admin -----------------------------------------------------------------------------------------------------------


def test_the_admin_knows_people_and_nothing_that_suspends():
    shown = {model._meta.label for model in admin.site._registry}
    assert not {label for label in shown if label.split(".")[0] in ("cases", "guardian", "auth", "notifications")}
    assert "accounts.Appointment" not in shown and "accounts.Body" not in shown


@pytest.mark.parametrize(
    "page", ["cases_case", "cases_decision", "cases_measure", "accounts_appointment", "auth_group"]
)
def test_the_admin_has_no_page_of_a_case_nor_of_a_power(client, cast, page):
    client.force_login(cast.root)
    for what in ("changelist", "add"):
        with pytest.raises(NoReverseMatch):
            reverse(f"admin:{page}_{what}")
    app, model = page.split("_")
    assert client.get(f"/admin/{app}/{model}/").status_code == 404


def test_a_superuser_gives_nobody_a_power_by_changing_a_person_in_the_admin(client, cast):
    client.force_login(cast.root)
    typed = {"name": "Bob", "email": "bob@example.org", "language": "fr", "is_active": "on"}
    more = {"is_superuser": "on", "is_staff": "on", "groups": [Group.objects.get(name="national:national_officer").pk]}
    client.post(reverse("admin:accounts_person_change", args=[cast.bob.pk]), typed | more)
    bob = Person.objects.get(pk=cast.bob.pk)
    assert not bob.is_superuser and not bob.is_staff
    assert list(bob.groups.values_list("name", flat=True)) == ["45:decider"]
