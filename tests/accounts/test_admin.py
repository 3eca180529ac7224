"""The admin is for technical staff: no page gives a power, none shows a case, none lets somebody in as another."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse

from accounts.models import Appointment, DeclaredAccount, Mandate, Member, Person

from .conftest import MONDAY, NEW_YEAR, afresh, appointed

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(db):
    return Person.objects.create_superuser("root@example.org", name="Root")


@pytest.fixture
def desk(client, root):
    """A browser in which a superuser is signed in."""
    client.force_login(root)
    return client


def typed(person, **changed):
    known = {"name": person.name, "email": person.email or "", "language": person.language, "is_active": "on"}
    return known | changed


def change(person):
    return reverse("admin:accounts_person_change", args=[person.pk])


def test_nobody_signs_in_at_a_door_of_its_own(client, alice):
    """Second factor and limits are those of /compte/login/."""
    answer = client.get("/admin/")
    assert answer["Location"].startswith("/admin/login/")
    assert client.get(answer["Location"])["Location"] == "/compte/login/?next=%2Fadmin%2F"
    tried = client.post("/admin/login/", {"username": "root@example.org", "password": "x"})
    assert tried["Location"].startswith("/compte/login/")
    assert "sessionid" not in client.cookies


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/login/?next=/admin/"])
def test_whoever_is_no_staff_is_refused(client, alice, loiret, path):
    appointed(alice, loiret)
    client.force_login(alice)
    assert client.get(path).status_code == 403


def test_its_pages_are_those_of_people_members_and_lost_factors():
    assert {model._meta.label for model in admin.site._registry} == {
        "accounts.Person", "accounts.Member", "mfa.Authenticator",
    }  # fmt: skip
    member_page = admin.site.get_model_admin(Member)
    assert {inline.model for inline in member_page.inlines} == {Mandate, DeclaredAccount}


def test_the_front_page_names_no_case_no_group_and_no_appointment(desk):
    html = desk.get("/admin/").content.decode()
    assert "/admin/accounts/person/" in html
    for word in ("/admin/cases/", "/admin/notifications/", "/admin/auth/", "/admin/guardian/", "appointment"):
        assert word not in html


@pytest.mark.parametrize(
    "path",
    ["cases/case/", "cases/decision/", "cases/measure/", "auth/group/", "accounts/appointment/", "accounts/body/",
     "guardian/groupobjectpermission/", "account/emailaddress/"],
)  # fmt: skip
def test_what_gives_a_power_or_shows_a_case_has_no_page(desk, path):
    assert desk.get(f"/admin/{path}").status_code == 404


@pytest.mark.parametrize(
    "extra", ["is_superuser", "is_staff", "groups", "user_permissions", "password", "appointments-0-office"]
)
def test_a_person_s_page_sets_neither_rights_nor_password(desk, alice, loiret, extra):
    group = appointed(Person.objects.create_user(None, name="Bob"), loiret).group
    answer = desk.post(change(alice), typed(alice, name="Alicia", **{extra: group.pk}))
    assert answer.status_code == 302
    alice = afresh(alice)
    assert alice.name == "Alicia"
    assert not alice.is_superuser
    assert not alice.is_staff
    assert not alice.has_usable_password()
    assert not alice.groups.exists()
    assert not alice.user_permissions.exists()
    assert Appointment.objects.count() == 1


def test_a_person_s_page_asks_for_nothing_else(desk, alice):
    assert set(desk.get(change(alice)).context["adminform"].form.fields) == {"name", "email", "language", "is_active"}


def test_the_address_of_whoever_holds_an_office_does_not_move(desk, alice, loiret):
    given = appointed(alice, loiret)
    desk.post(change(alice), typed(alice, email="mallory@example.org"))
    assert afresh(alice).email == "alice@example.org"
    given.end(at=MONDAY)
    desk.post(change(alice), typed(alice, email="alice.new@example.org"))
    assert afresh(alice).email == "alice.new@example.org"


def test_an_account_can_be_closed_and_all_powers_go_with_it(desk, alice, loiret):
    appointed(alice, loiret)
    closed = typed(alice)
    del closed["is_active"]
    desk.post(change(alice), closed)
    assert not afresh(alice).holds("warn", "45", at=MONDAY)


def test_two_without_an_address_may_be_written_down(desk):
    for name in ("Paul", "Paulette"):
        answer = desk.post(reverse("admin:accounts_person_add"), {"name": name, "email": "", "language": "fr"})
        assert answer.status_code == 302
    assert Person.objects.filter(email=None).count() == 2


def test_a_member_is_written_down_with_mandate_and_account(desk, alice):
    said = {
        "number": "A-1", "person": alice.pk, "federation": "45", "joined_on": NEW_YEAR,
        "mandates-TOTAL_FORMS": 1, "mandates-INITIAL_FORMS": 0,
        "mandates-0-title": "Maire", "mandates-0-from_on": NEW_YEAR,
        "declared_accounts-TOTAL_FORMS": 1, "declared_accounts-INITIAL_FORMS": 0,
        "declared_accounts-0-network": "x", "declared_accounts-0-handle": "@Alice",
        "declared_accounts-0-declared_on": NEW_YEAR,
    }  # fmt: skip
    assert desk.post(reverse("admin:accounts_member_add"), said).status_code == 302
    assert Mandate.objects.get().title == "Maire"
    assert DeclaredAccount.objects.get().handle == "alice"


def test_a_second_factor_is_taken_away_never_made_and_never_shown(desk, alice):
    factor = Authenticator.objects.create(user=alice, type="totp", data={"secret": "CANARY"})
    page = reverse("admin:mfa_authenticator_change", args=[factor.pk])
    shown = desk.get(page)
    assert shown.status_code == 200
    assert "CANARY" not in shown.content.decode()
    assert desk.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    assert desk.post(page, {"user": alice.pk, "type": "totp"}).status_code == 403
    desk.post(reverse("admin:mfa_authenticator_delete", args=[factor.pk]), {"post": "yes"})
    assert not Authenticator.objects.exists()
