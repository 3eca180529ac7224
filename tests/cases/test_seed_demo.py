"""Loading the demo: in demo mode, where nobody is yet, and always the same."""

from contextlib import nullcontext
from datetime import UTC, datetime
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Person
from cases.audit import faults
from cases.demo.telling import tell
from cases.lifecycle import State
from cases.management.commands import seed_demo
from cases.management.commands.seed_demo import MANY, progress
from cases.models import Case

NOW = datetime(2027, 5, 14, 22, 30, tzinfo=UTC)


def test_it_is_refused_outside_demo_mode(db, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("seed_demo")
    assert not Person.objects.exists()


def test_it_is_refused_where_somebody_is(db):
    Person.objects.create_user("quelqu.un@example.org", name="Quelqu’un")
    with pytest.raises(CommandError, match="There are people in this database"):
        call_command("seed_demo")
    assert Person.objects.count() == 1


@pytest.mark.parametrize("wrong", [{"cases": -1}, {"federations": 1}, {"federations": 0}])
def test_it_is_refused_with_numbers_that_make_no_sense(db, wrong):
    with pytest.raises(CommandError, match="--cases"):
        call_command("seed_demo", **wrong)


def test_the_command_loads_what_it_was_asked_for_and_says_so(db, capsys):
    call_command("seed_demo", "--cases", "3", "--federations", "2")
    assert Case.objects.count() == Case.objects.filter(federation__in=["45", "75"]).count() == 3
    assert capsys.readouterr().out == f"3 made-up cases and {Person.objects.count()} people are there.\n"


@pytest.mark.parametrize(("cases", "shows"), [(MANY, False), (MANY + 1, True)])
def test_a_bar_shows_only_to_those_who_wait_long(monkeypatch, cases, shows):
    bars = []
    monkeypatch.setattr(seed_demo, "Progress", lambda **given: bars.append(given) or nullcontext(Mock()))
    with progress(cases) as passing:
        passing(0.5)
    assert bars == [{"disable": not shows}]


def test_twenty_cases_are_enough_for_every_state(db):
    tell(20, 3, now=NOW)
    assert set(Case.objects.values_list("state", flat=True)) == set(State.values)
    assert list(faults()) == []


def portrait():
    """All but what is secret: codes, keys, references."""
    return [
        (case.post.address, case.state, case.outcome, case.held_by_id, case.member and case.member.number, case.due_at,
         list(case.entries.values_list("step", "role", "at", "written_at")),
         [(one.kind, one.alt) for one in case.pieces.order_by("number")],
         list(case.pieces.order_by("number", "versions__number").values_list("versions__sha256", flat=True)))
        for case in Case.objects.select_related("post", "member").order_by("post__address")
    ]  # fmt: skip


def test_the_same_moment_gives_the_same_demo(db):
    first, point = None, transaction.savepoint()
    for _ in range(2):
        tell(12, 3, now=NOW)
        first = first or portrait()
        again = portrait()
        transaction.savepoint_rollback(point)
    assert first == again and len(first) == 12
