"""The code that opens an account for the first time: told once, kept as a digest, good for one use and some days."""

from datetime import timedelta

import pytest

from accounts.codes import LENGTH, SYMBOLS, bare, digest_of, new_code
from accounts.models import FirstKey

from .conftest import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(alice):
    return FirstKey.issue(alice, at=MONDAY)


def after(**spans):
    return MONDAY + timedelta(**spans)


@pytest.mark.parametrize("wrong", ["", "7KQM", "not a code at all", "0OI1-0OI1-0OI1-0OI1", "7KQM-X2R9-B4TD-H6NWX"])
def test_what_can_be_no_code_opens_nothing(code, wrong):
    assert FirstKey.redeem(wrong, at=after(days=1)) is None


def test_the_code_of_nobody_opens_nothing(code):
    assert FirstKey.redeem(new_code(), at=after(days=1)) is None


def test_a_code_opens_once(alice, code):
    assert FirstKey.redeem(code, at=after(days=1)) == alice
    assert FirstKey.redeem(code, at=after(days=1)) is None


@pytest.mark.parametrize("days", [30, 31, 400])
def test_a_code_ends_with_its_time(code, days):
    assert FirstKey.redeem(code, at=after(days=days)) is None


def test_a_code_is_good_until_the_last_second(alice, code):
    assert FirstKey.redeem(code, at=after(days=30, seconds=-1)) == alice


def test_nobody_inactive_is_let_in(alice, code):
    alice.is_active = False
    alice.save()
    assert FirstKey.redeem(code, at=after(days=1)) is None


def test_one_code_used_ends_all_the_others_of_that_person(alice, bob, code):
    second, other = FirstKey.issue(alice, at=MONDAY), FirstKey.issue(bob, at=MONDAY)
    assert FirstKey.redeem(second, at=after(days=1)) == alice
    assert FirstKey.redeem(code, at=after(days=1)) is None
    assert FirstKey.redeem(other, at=after(days=1)) == bob


def test_of_two_who_read_the_same_letter_one_comes_in(alice, code, monkeypatch):
    """The second has looked the key up when the first uses it."""
    found = FirstKey.objects.filter(used_at=None)
    rows = list(found)
    assert FirstKey.redeem(code, at=after(days=1)) == alice
    monkeypatch.setattr("django.db.models.query.QuerySet.first", lambda self: rows[0])
    assert FirstKey.redeem(code, at=after(days=1)) is None


@pytest.mark.parametrize("typed", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_a_code_is_read_however_it_is_typed(alice, code, typed):
    assert FirstKey.redeem(typed(code), at=after(days=1)) == alice


def test_no_row_holds_the_code(code):
    [row] = FirstKey.objects.values()
    assert bare(code) not in str(row)
    assert code not in str(FirstKey.objects.get())
    assert row["digest"] == digest_of(code, purpose="accounts.FirstKey")


def test_a_digest_serves_one_purpose_only(code):
    assert digest_of(code, purpose="accounts.FirstKey") != digest_of(code, purpose="something else")


def test_codes_are_long_and_made_of_symbols_that_nobody_confuses():
    codes = {new_code() for _count in range(200)}
    assert len(codes) == 200
    assert {symbol for code in codes for symbol in bare(code)} <= set(SYMBOLS)
    assert not set("01OIL") & set(SYMBOLS)
    assert len(SYMBOLS) ** LENGTH > 2**79
