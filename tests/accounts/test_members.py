"""A membership and a mandate count from their first to their last day; a claim to an account is only a claim."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Body, DeclaredAccount, Mandate, Member

from .conftest import MONDAY

pytestmark = pytest.mark.django_db
JOINED, LEFT, DAY = date(2026, 1, 10), date(2026, 6, 10), timedelta(days=1)


@pytest.fixture
def member(alice, loiret):
    return Member.objects.create(number="A-1", person=alice, federation=loiret, joined_on=JOINED)


@pytest.fixture
def homonym(bob, paris):
    return Member.objects.create(number="A-2", person=bob, federation=paris, joined_on=JOINED)


def declared(member, handle="jean_exemple45", network="x", **more):
    columns = {"network": network, "handle": handle, "declared_on": JOINED}
    return DeclaredAccount.objects.create(member=member, **columns | more)


def claims(handle="jean_exemple45", network="x", on=LEFT):
    return [account.member for account in DeclaredAccount.objects.matching(network, handle, on=on)]


@pytest.mark.parametrize("code", ["national", "recours", "donnees"])
def test_nobody_is_a_member_of_what_is_no_federation(alice, code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(number="A-3", person=alice, federation_id=code, joined_on=JOINED)


def test_a_number_is_that_of_one_member_and_a_person_is_one_member(member, alice, bob, loiret):
    for number, person in (("A-1", bob), ("A-9", alice)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Member.objects.create(number=number, person=person, federation=loiret, joined_on=JOINED)


def test_nobody_leaves_before_joining(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.update(left_on=JOINED - DAY)


def test_the_days_of_joining_and_of_leaving_are_days_of_membership(member):
    member.left_on = LEFT
    days = [JOINED - DAY, JOINED, LEFT, LEFT + DAY]
    assert [member.is_member_on(day) for day in days] == [False, True, True, False]


def test_a_membership_without_end_goes_on(member):
    assert member.is_member_on(date(2099, 1, 1))


def test_the_first_and_the_last_day_of_a_mandate_are_days_of_it(member):
    Mandate.objects.create(member=member, title="Conseiller", from_on=JOINED, until_on=LEFT)
    days = [JOINED - DAY, JOINED, LEFT, LEFT + DAY]
    assert [member.holds_mandate_on(day) for day in days] == [False, True, True, False]


def test_between_two_mandates_none_is_held(member):
    Mandate.objects.create(member=member, title="Conseillère", from_on=JOINED, until_on=LEFT)
    Mandate.objects.create(member=member, title="Maire", from_on=LEFT + 2 * DAY)
    days = [LEFT, LEFT + DAY, LEFT + 2 * DAY, date(2099, 1, 1)]
    assert [member.holds_mandate_on(day) for day in days] == [True, False, True, True]


def test_a_mandate_does_not_end_before_it_begins(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.create(member=member, title="Maire", from_on=LEFT, until_on=JOINED)


@pytest.mark.parametrize("typed", ["@Jean_Exemple45", " jean_exemple45 ", "JEAN_EXEMPLE45", "@@jean_exemple45"])
def test_an_account_is_kept_and_found_in_its_canonical_form(member, typed):
    account = declared(member, typed)
    account.refresh_from_db()
    assert account.handle == "jean_exemple45"
    assert str(account) == "@jean_exemple45 (x)"
    assert claims(typed) == [member]


@pytest.mark.parametrize("handle", ["@jean", "Jean", ""])
def test_the_database_refuses_any_other_form(member, handle):
    declared(member)
    with pytest.raises(IntegrityError), transaction.atomic():
        DeclaredAccount.objects.update(handle=handle)


@pytest.mark.parametrize(
    ("network", "handle"), [("x", None), (None, "jean_exemple45"), ("instagram", "jean_exemple45")]
)
def test_an_account_is_one_name_on_one_network(member, network, handle):
    declared(member)
    assert claims(handle, network) == []


def test_two_may_claim_the_same_account(member, homonym):
    declared(member)
    declared(homonym)
    assert claims() == [member, homonym]


def test_a_claim_counts_from_the_day_it_was_made_to_the_day_before_it_was_withdrawn(member):
    declared(member, withdrawn_on=LEFT)
    days = [JOINED - DAY, JOINED, LEFT - DAY, LEFT]
    assert [claims(on=day) == [member] for day in days] == [False, True, True, False]


def test_no_claim_is_withdrawn_before_it_is_made(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        declared(member, withdrawn_on=JOINED - DAY)


def test_what_nobody_confirmed_is_told_apart_from_what_somebody_did(member, homonym):
    """Both only lead to a federation; who reads them sees how sure each is."""
    declared(member)
    declared(homonym, confirmed_at=MONDAY, confirmed_how="carte")
    accounts = DeclaredAccount.objects.matching("x", "jean_exemple45", on=LEFT)
    assert [account.confirmed_at for account in accounts] == [None, MONDAY]


def test_claims_come_with_federation_and_person_in_one_query(member, homonym, django_assert_num_queries):
    declared(member)
    declared(homonym)
    with django_assert_num_queries(1):
        accounts = DeclaredAccount.objects.matching("x", "jean_exemple45", on=LEFT)
        assert [(one.member.federation.code, one.member.person.name) for one in accounts] == [
            ("45", "Alice"), ("75", "Bob"),
        ]  # fmt: skip


def test_a_member_who_must_be_known_is_not_deleted_with_the_federation(member):
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(code="45").delete()
