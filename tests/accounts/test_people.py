"""One address, one person, whatever its case; somebody without an address is a person all the same."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import Person

from .conftest import raw

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["alice@example.org", "Alice@Example.ORG", "ALICE@EXAMPLE.ORG"])
def test_the_same_address_is_refused_whatever_its_case(alice, typed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create_user(typed, name="Une autre")
    with pytest.raises(ValidationError):
        Person(email=typed, name="Une autre").full_clean(exclude=["password"])


def test_the_database_itself_refuses_the_same_address_in_capitals(alice, bob):
    with pytest.raises(IntegrityError):
        raw("UPDATE accounts_person SET email = 'ALICE@example.org' WHERE id = %s", bob.pk)


def test_an_accent_in_capitals_is_the_same_letter(db):
    Person.objects.create_user("émile@example.org", name="Émile")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create_user("ÉMILE@example.org", name="Émile")


def test_many_have_no_address(db):
    people = [Person.objects.create_user(address, name="Sans e-mail") for address in (None, "", None)]
    assert {Person.objects.get(pk=person.pk).email for person in people} == {None}


def test_emptying_an_address_leaves_none(alice, bob):
    for person in (alice, bob):
        person.email = ""
        person.save()
    assert Person.objects.filter(email=None).count() == 2


@pytest.mark.parametrize("typed", ["alice@example.org", "ALICE@example.org"])
def test_somebody_is_found_whatever_the_case(alice, typed):
    assert Person.objects.get(email=typed) == alice
    assert Person.objects.get(email__iexact=typed) == alice
    assert Person.objects.get_by_natural_key(typed) == alice


def test_an_address_is_kept_in_small_letters(db):
    person = Person.objects.create_user("Zoe@Example.org", name="Zoé")
    with connection.cursor() as cursor:
        cursor.execute("SELECT email FROM accounts_person WHERE id = %s", [person.pk])
        assert cursor.fetchone() == ("zoe@example.org",)


def test_without_a_password_nobody_signs_in(alice):
    assert not alice.has_usable_password()
    assert not any(alice.check_password(tried) for tried in ("", "!", alice.password))


def test_a_language_is_french_or_english(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=alice.pk).update(language="de")


def test_technical_staff_is_made_by_the_command_alone(db):
    root = Person.objects.create_superuser("root@example.org", "a-long-password-2026", name="Root")
    assert root.is_staff
    assert root.is_superuser
    assert str(root) == "Root"
