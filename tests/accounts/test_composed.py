"""A statement that is kept asks about what it is given, every time, and is written once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import Value

from accounts.composed import Composed
from accounts.models import Person

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
NEVER = datetime.min.replace(tzinfo=UTC)


@pytest.fixture
def kept():
    """How often the statement was written, and the statement: who was here since a moment, and what is said of them."""
    written = []

    def since(moment, said):
        written.append(moment)
        return Person.objects.filter(last_login__gte=moment).order_by("name").values_list("name", Value(said))

    return written, Composed(since, NEVER, "something said of nobody")


@pytest.fixture(autouse=True)
def people():
    for day, name in enumerate(["Anne", "Bruno", "Chloé"]):
        seen = NEW_YEAR + timedelta(days=day)
        Person.objects.create(email=f"{day}@example.org", name=name, last_login=seen)


def test_each_question_gets_its_own_answer(kept):
    _written, since = kept
    assert since.ask(NEW_YEAR + timedelta(days=1), "new") == [("Bruno", "new"), ("Chloé", "new")]
    assert since.ask(NEW_YEAR + timedelta(days=2), "newest") == [("Chloé", "newest")]
    assert since.ask(NEW_YEAR + timedelta(days=3), "new") == []


def test_it_is_written_once_and_asked_in_one_statement(kept, django_assert_num_queries):
    written, since = kept
    with django_assert_num_queries(3):
        for _ in range(3):
            since.ask(NEW_YEAR, "new")
    assert written == [NEVER]


def test_a_question_with_too_few_words_is_none(kept):
    _written, since = kept
    with pytest.raises(ValueError, match="zip"):
        since.ask(NEW_YEAR)
