"""extend_limit: once, a month at most, for a reason that both sides read."""

import pytest

from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import limit
from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"days": 30, "why": "Une expertise est en cours."}


@beginning
def ready(walk):
    return walk.in_review()


def test_only_the_national_office_extends(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "extend_limit", *names, **SAID)


@pytest.mark.parametrize("count", [0, -1, 31, 400])
def test_a_month_is_the_most(ready, cast, count):
    refused(ready, "extend_limit", cast.nina, field="days", **{**SAID, "days": count})


@pytest.mark.parametrize("count", [1, 30])
def test_the_limit_moves_by_as_many_days(ready, cast, count):
    before, basis = runs(ready), ready.case.basis
    case = ready.do("extend_limit", cast.nina, **{**SAID, "days": count})
    assert runs(ready) == {**before, "first_instance": limit(count, before["first_instance"])}
    assert (case.extended_at, case.basis, case.held_by_id) == (ready.at, basis, "45")
    deadline = case.deadlines.get(kind="first_instance", done_at=None)
    assert deadline.prolonged_days == count
    assert entry(ready).content.why == SAID["why"]


def test_it_is_extended_once(ready, cast):
    ready.do("extend_limit", cast.nina, **SAID)
    assert "déjà" in refused(ready, "extend_limit", cast.nora, **SAID)


def test_who_reported_is_told_and_who_knows_nothing_is_not(language, ready, cast):
    ready.do("extend_limit", cast.nina, **SAID)
    assert told_by(ready) == {"camille": ["limit_extended.reporter"]}


def test_once_informed_the_person_is_told_too(language, ready, cast):
    ready.in_hearing().do("extend_limit", cast.nina, **SAID)
    assert told_by(ready) == {"camille": ["limit_extended.reporter"], "jean": ["limit_extended.concerned"]}
    for letter in Letter.objects.filter(act="limit_extended"):
        assert SAID["why"] in letter.body
        assert ("17 mars 2027" if language == "fr" else "17 March 2027") in letter.body


def test_what_was_extended_lapses_later(walk, cast):
    walk.in_review().referred().do("extend_limit", cast.nina, **SAID)
    walk.tick(75)
    assert walk.case.state == "in_review"
    walk.tick(30)
    assert (walk.case.state, walk.case.outcome) == ("closed", "lapsed")


def test_a_decided_case_has_no_limit_to_extend(ready, cast):
    ready.dismissed()
    stale(ready, "extend_limit", cast.nina, **SAID)


def test_the_form_asks_how_long_and_why(ready, cast):
    assert says(ready, "extend_limit", cast.nina, SAID) == {}
    assert list(says(ready, "extend_limit", cast.nina, {})) == ["days", "why"]
    for wrong in ("0", "-3", "x", "1e9", "1.5"):
        assert list(says(ready, "extend_limit", cast.nina, SAID, days=wrong)) == ["days"]
