"""What the organisation has set up is kept in memory, and never a moment longer than it is true."""

import pytest
from django.db import connection, transaction

from accounts.bodies import federations
from accounts.models import Body, Person, Revision
from accounts.revision import one_revision
from accounts.triggers import lifted
from alteram.sign_in import Backend

from .conftest import raw

pytestmark = pytest.mark.django_db


def named(code="45"):
    return federations()[code].name


def test_it_is_read_once(django_assert_num_queries):
    first = federations()
    with django_assert_num_queries(1):  # the revision
        assert federations() is first


@pytest.mark.parametrize("change", [
    lambda: Body.objects.filter(code="45").update(name="Ailleurs"),
    lambda: raw("UPDATE accounts_body SET name = 'Ailleurs' WHERE code = '45'"),
    lambda: Body.objects.bulk_update([Body(code="45", name="Ailleurs")], ["name"]),
], ids=["the application", "raw SQL", "in bulk"])  # fmt: skip
def test_whatever_way_it_changes_it_is_read_again(change):
    assert named() == "Loiret"
    change()
    assert named() == "Ailleurs"


def test_what_comes_and_what_goes_is_seen():
    before = len(federations())
    Body.objects.create(code="988", kind="federation", name="Nouvelle-Calédonie")
    assert len(federations()) == before + 1
    Body.objects.filter(code="988").delete()
    assert len(federations()) == before


def test_what_was_undone_is_not_kept():
    with transaction.atomic():
        Body.objects.filter(code="45").update(name="Ailleurs")
        assert named() == "Ailleurs"
        transaction.set_rollback(True)
    assert named() == "Loiret"


def test_what_changed_while_no_trigger_watched_is_seen():
    assert named() == "Loiret"
    with lifted(connection):
        Body.objects.filter(code="45").update(name="Ailleurs")
    assert named() == "Ailleurs"


def test_without_a_revision_nothing_is_kept():
    assert named() == "Loiret"
    Revision.objects.all().delete()
    Body.objects.filter(code="45").update(name="Ailleurs")
    assert named() == "Ailleurs"


def test_all_that_one_request_does_rests_on_one_revision(django_assert_num_queries):
    federations()
    with one_revision(), django_assert_num_queries(1):
        federations()
        federations()
    Body.objects.filter(code="45").update(name="Ailleurs")
    with one_revision():
        assert named() == "Ailleurs"


def test_it_comes_with_whoever_asks(django_assert_num_queries):
    paule = Person.objects.create_user("paule@example.org", name="Paule")
    federations()
    with one_revision(), django_assert_num_queries(1):
        assert Backend().get_user(paule.pk) == paule
        federations()


def test_whoever_is_no_longer_active_is_nobody(client):
    paule = Person.objects.create_user("paule@example.org", name="Paule")
    client.force_login(paule)
    Person.objects.filter(pk=paule.pk).update(is_active=False)
    assert not client.get("/charte/").wsgi_request.user.is_authenticated
