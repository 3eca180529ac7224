"""defer_information: the person hears of the case later, once, for a reason, and thirty days later at most."""

from datetime import UTC, datetime, timedelta

import pytest

from cases.legal_time import end_of
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, says, stale, told_by

WHY = "Des témoins restent à entendre."


@beginning
def ready(walk):
    return walk.in_review()


def until(walk, later):
    """So many days after the next step, which is a day later."""
    return {"until": (walk.at + timedelta(days=1 + later)).date(), "why": WHY}


def test_nobody_else_puts_it_off(ready):
    names = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "defer_information", *names, **until(ready, 10))


def test_nothing_is_put_off_that_was_told(ready, cast):
    ready.do("inform", cast.alice)
    assert "connaît déjà" in refused(ready, "defer_information", cast.alice, **until(ready, 10))


def test_nor_where_nobody_is_known(walk, cast):
    refused(walk, "defer_information", cast.alice, **until(walk, 10))


def test_nor_once_grievances_are_notified(ready, cast):
    stale(ready.in_hearing(), "defer_information", cast.alice, **until(ready, 10))


@pytest.mark.parametrize("later", [0, -3, 31, 400])
def test_thirty_days_are_the_most_and_a_day_to_come_the_least(ready, cast, later):
    refused(ready, "defer_information", cast.alice, field="until", **until(ready, later))


def test_the_letter_leaves_by_itself_at_the_end(ready, cast):
    basis = ready.case.basis
    case = ready.do("defer_information", cast.alice, **until(ready, 30))
    day = ready.at.date() + timedelta(days=30)
    assert runs(ready)["inform"] == end_of(day, case.zone)
    assert (case.informed_at, case.basis, told_by(ready)) == (None, basis, {})
    assert entry(ready).content.why == WHY
    ready.tick(30)
    assert ready.case.informed_at is None
    ready.tick(1)
    assert told_by(ready) == {"jean": ["examined.concerned"]}
    assert ready.case.informed_at == datetime(2027, 1, 8, 22, 59, 59, 999999, tzinfo=UTC)


def test_it_is_put_off_once(ready, cast):
    ready.do("defer_information", cast.alice, **until(ready, 10))
    assert "une fois" in refused(ready, "defer_information", cast.bob, **until(ready, 20))


def test_the_form_asks_until_when_and_why(ready, cast):
    assert set(says(ready, "defer_information", cast.alice, {})) == {"until", "why"}
