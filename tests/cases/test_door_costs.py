"""What the door costs, in statements: so many and no more, however many reported."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Body, Person
from cases.addresses import canonical
from cases.door import Account, perform, receive
from cases.models import ArticleVersion

from .cast import MONDAY, REASONS, Walk, a_report, article, days

WARN = {"months": 12, **REASONS}
APART = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def statements(act):
    """How many are sent, those around transactions aside."""
    with CaptureQueriesContext(connection) as caught:
        act()
    return len([one for one in caught.captured_queries if not one["sql"].startswith(APART)])


def fresh(person):
    """Somebody of whom nothing is known yet, as when a request begins."""
    return Person.objects.get(pk=person.pk)


def test_a_report_and_a_decision_cost_so_many_statements_and_no_more(walk, cast):
    body, version = Body.objects.get(code="45"), ArticleVersion.objects.in_force(MONDAY.date()).first()
    link = canonical("https://x.com/jean_exemple45/status/1790000000000000009")
    post = Account(address=link, network="x", article=version, federation=body)
    first, second = fresh(cast.camille), fresh(cast.marie)
    assert statements(lambda: receive(post, by=first, at=MONDAY, token=uuid4())) <= 18
    assert statements(lambda: receive(post, by=second, at=MONDAY, token=uuid4())) <= 16
    walk.in_review().in_deliberation()
    case, bob, at = walk.case, fresh(cast.bob), walk.at + days(1)
    assert statements(lambda: perform(case, "warn", by=bob, at=at, seen=case.basis, token=uuid4(), **WARN)) <= 37


@pytest.mark.parametrize("name", ["note", "open_review"])
def test_a_step_costs_the_same_however_many_reported(walk, cast, name):
    """But for the letters of those who are told, and those go in bulk."""
    said = {"note": {"text": "x", "is_opinion": False},
            "open_review": {"article": article(), "content_date": MONDAY.date(), "quote": "x"}}[name]  # fmt: skip
    walk.identified()
    one, many = walk, Walk(cast).identified()
    for number in range(12):
        person = Person.objects.create_user(f"r{number}@example.org", name=f"R{number}")
        a_report(person, address=many.case.post.address)
    costs = []
    for walked in (one, many):
        case, alice = walked.case, fresh(cast.alice)
        costs.append(statements(lambda: perform(case, name, by=alice, at=MONDAY, **said)))  # noqa: B023
    assert costs[0] == costs[1]
