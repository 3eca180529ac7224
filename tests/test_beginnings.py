"""What many tests begin with is made once, and nothing that one of them does reaches the next."""

import pytest

from accounts.models import Person
from tests.beginnings import Beginnings, beginning


@beginning
def first():
    return {"people": [Person.objects.create(email="first@example.org", name="First")]}


@beginning
def second(first):
    first["people"].append(Person.objects.create(email="second@example.org", name="Second"))
    return first["people"]


@pytest.fixture
def renamed(first):
    """An ordinary fixture, which changes what it is given."""
    [person] = first["people"]
    person.name = "Other"
    person.save()
    return person


def names():
    return list(Person.objects.order_by("pk").values_list("name", flat=True))


@pytest.mark.parametrize("time", range(3))
def test_each_test_finds_what_no_other_has_touched(second, time):
    assert names() == [person.name for person in second] == ["First", "Second"]
    Person.objects.all().delete()
    second.clear()


def test_all_that_one_test_is_given_belongs_together(first, second):
    assert first["people"] is second


def test_what_stands_on_another_is_gone_for_whoever_begins_with_the_other_alone(first):
    assert names() == [person.name for person in first["people"]] == ["First"]


def test_an_ordinary_fixture_changes_it_for_its_own_test(renamed, first):
    assert names() == [renamed.name] == [first["people"][0].name] == ["Other"]


def test_and_for_no_other(first):
    assert names() == [first["people"][0].name] == ["First"]


def test_who_begins_with_nothing_finds_nothing(db):
    assert names() == []


def test_what_the_next_begins_with_too_is_not_made_again(db, django_db_blocker):
    made = []

    def one():
        made.append("one")

    def two(one):
        made.append("two")

    standing = Beginnings(django_db_blocker)
    for chain in ([one, two], [one, two], [one], [one, two], []):
        standing.keep(chain)
        if chain:
            assert list(standing.at(chain)) == [make.__name__ for make in chain]
    assert made == ["one", "two", "two"]
