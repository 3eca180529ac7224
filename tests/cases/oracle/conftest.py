"""The cast for long runs, and another case against Jean: warned for a post of days in which a probation may run."""

from datetime import date

from accounts.models import Person
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, article, assemble, days


@beginning
def cast():
    cast = assemble()
    other = Walk(cast, at=MONDAY + days(100)).identified()
    said = {"article": article(), "content_date": date(2027, 3, 15), "quote": "Encore."}
    other.do("open_review", cast.alice, **said)
    cast.other_case = other.in_deliberation().warned().case
    for person in vars(cast).values():
        if isinstance(person, Person):
            keep_in_office(person)
    return cast


def keep_in_office(person):
    """No office begins or ends in these runs: the database is asked once for all that it lends."""
    powers = person._asked_powers(MONDAY)
    person._asked_powers = lambda at: powers
