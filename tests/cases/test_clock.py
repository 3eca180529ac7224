"""The clock does what is due, once, in order and dated as due, however late it comes and whoever else goes at it."""

import logging
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection

from accounts.models import DeclaredAccount
from accounts.triggers import lifted
from cases import clock
from cases.audit import faults
from cases.clock import Unfinished, sweep
from cases.models import Case, Draft, Entry, Measure
from notifications.models import Delivery, Notice
from tests.at_once import at_once
from tests.beginnings import beginning

from .cast import MONDAY, Walk, assemble, days, limit

LATE = MONDAY + days(100)


def everything():
    """Every row of every table."""
    return {model._meta.label: set(map(repr, model._base_manager.values_list())) for model in apps.get_models()}


def by_the_clock(case):
    """(step, moment) of what the clock took on this case, in order."""
    return list(case.entries.filter(role="clock").values_list("step", "at"))


@beginning
def due(cast):
    """Cases that wait for the clock in many ways."""
    Walk(cast)
    Walk(cast).in_review()
    Walk(cast).in_review().in_hearing()
    Walk(cast).in_review().in_hearing().opened()
    Walk(cast).in_review().in_deliberation().warned().opened()
    Walk(cast).in_review().in_deliberation().warned().opened().appealed()
    Walk(cast).in_review().suspended(days=30, suspended_days=10, probation_months=12).opened()
    return Case.objects.order_by("pk")


def test_nothing_is_done_before_its_time(walk):
    before = everything()
    assert sweep(at=limit(14) - timedelta(microseconds=1)) == 0
    assert everything() == before
    assert sweep(at=limit(14)) == 1


@pytest.mark.parametrize(("opened", "due"), [
    ("2026-12-12T09:00+00:00", "2026-12-28T22:59:59.999999+00:00"),  # the fourteenth day is a Saturday
    ("2026-12-11T09:00+00:00", "2026-12-28T22:59:59.999999+00:00"),  # Christmas, on a Friday
    ("2026-12-07T09:00+00:00", "2026-12-21T22:59:59.999999+00:00"),
])  # fmt: skip
def test_the_limit_of_an_office_ends_at_midnight_of_a_working_day(cast, opened, due):
    case = Walk(cast, at=datetime.fromisoformat(opened)).case
    assert case.due("triage") == datetime.fromisoformat(due)


def test_far_away_a_limit_ends_there_and_no_day_is_added_for_distance(cast):
    """Days for distance are for who lives far from an office, not for the office."""
    cast.jean.member.federation_id = "974"
    cast.jean.member.save()
    DeclaredAccount.objects.update(confirmed_at=MONDAY)
    case = Walk(cast).case
    assert case.held_by_id == "974"
    assert case.due("triage") == datetime(2026, 12, 21, 19, 59, 59, 999999, tzinfo=UTC)
    assert case.due("first_instance") == datetime(2027, 2, 15, 19, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("later", [15, 75, 500])
def test_twice_at_one_time_changes_nothing_the_second_time(due, later):
    assert sweep(at=MONDAY + days(later))
    before = everything()
    assert sweep(at=MONDAY + days(later)) == 0
    assert everything() == before


def test_a_clock_that_is_put_back_undoes_nothing_and_does_nothing_again(due):
    sweep(at=MONDAY + days(75))
    before = everything()
    assert [sweep(at=MONDAY + days(back)) for back in (74.9, 40, 1)] == [0, 0, 0]
    assert everything() == before


@pytest.mark.parametrize("hours", [1, 72, 9600])
def test_a_letter_opened_before_it_was_sent_has_its_whole_window(cast, hours):
    """The clock was put back in between."""
    walk = Walk(cast).in_review().in_hearing()
    sent_at = walk.at
    walk.do("open_letter", cast.jean, later=-hours / 24)
    walk.do("reply", cast.jean, later=0, text="Je plaisantais.")
    assert walk.case.window_ends_at >= sent_at + days(10)
    assert list(faults()) == []


def test_what_fell_due_while_it_stood_still_is_done_in_order_and_dated_as_due(walk):
    assert sweep(at=LATE) == 2
    assert by_the_clock(walk.case) == [("refer_to_national", limit(14)), ("lapse", limit(70))]
    assert set(walk.case.entries.filter(role="clock").values_list("written_at", flat=True)) == {LATE}
    assert (walk.case.outcome, walk.case.closed_at) == ("lapsed", limit(70))


def test_a_clock_that_is_late_does_what_one_that_is_not_does(cast):
    """Every day, or once after a year and more: the same steps at the same moments."""
    punctual, late = (Walk(cast).in_review().in_hearing().opened() for _ in range(2))
    late_one = Case.objects.get(pk=late.case.pk)
    for day in range(110):
        clock.catch_up(punctual.case, at=punctual.at + days(day))
    clock.catch_up(late_one, at=late.at + days(110))
    assert by_the_clock(punctual.case) == by_the_clock(late.case) != []
    assert (punctual.case.state, punctual.case.outcome) == (late.case.state, late.case.outcome) == ("closed", "lapsed")


def test_the_longest_overdue_comes_first(cast):
    second, first = Walk(cast, at=MONDAY + days(1)), Walk(cast)
    sweep(at=MONDAY + days(16))
    taken = Entry.objects.filter(role="clock").order_by("pk").values_list("case", flat=True)
    assert list(taken) == [first.case.pk, second.case.pk]


def test_a_case_that_waits_for_people_stops_no_other(cast):
    waiting = Walk(cast).in_review().in_hearing().opened()
    waiting.do("ask_hearing", cast.jean)
    other = Walk(cast, at=MONDAY + days(1))
    sweep(at=MONDAY + days(20))
    assert waiting.case.state == "hearing"
    assert other.case.held_by_id == "national"


def test_a_broken_case_stops_no_other_and_is_told_without_its_name(cast, caplog):
    broken, whole = (Walk(cast).in_review().in_deliberation().warned().opened() for _ in range(2))
    with lifted(connection):
        Measure.objects.filter(case=broken.case).update(void_at=MONDAY)
    at = MONDAY + days(400)
    with caplog.at_level(logging.ERROR), pytest.raises(Unfinished, match=r"^1 of 2 cases"):
        sweep(at=at)
    assert (broken.case.state, whole.case.state) == ("warned", "closed")
    assert [record.getMessage() for record in caplog.records] == [
        f"The clock failed on row {broken.case.pk} of the cases; it goes on with the others."
    ]
    with pytest.raises(CommandError, match=r"^1 of 1 cases could not be brought up to date"):
        call_command("tick", "--at", at.isoformat())


def test_a_database_that_is_gone_is_no_fault_of_one_case(due, monkeypatch, caplog):
    def gone(case, *, at):
        raise OperationalError("gone")

    monkeypatch.setattr(clock, "catch_up", gone)
    with pytest.raises(OperationalError):
        sweep(at=LATE)
    assert caplog.records == []


def test_drafts_go_with_their_hour(db):
    for number in (0, 1):
        Draft.objects.create(key_digest=f"{number:064}", expires_at=MONDAY + days(number))
    sweep(at=MONDAY)
    assert [draft.expires_at for draft in Draft.objects.all()] == [MONDAY + days(1)]


def test_the_command_says_what_it_did(walk, capsys):
    at = limit(14).isoformat()
    call_command("tick", "--at", at)
    call_command("tick", "--at", at)
    assert capsys.readouterr().out.splitlines() == ["1 step taken.", "0 steps taken."]


@pytest.mark.parametrize("typed", ["demain", "2027-03-01T09:00", "2027-02-30T09:00Z", "0001-01-01T00:00+01:00",
                                   "9999-12-31T23:59-05:00", "-1", ""])  # fmt: skip
def test_a_moment_that_is_none_is_refused_in_a_sentence(db, typed):
    with pytest.raises(CommandError, match=r"^Give --at as ISO-8601 with an offset"):
        call_command("tick", at=typed)


def test_a_moment_that_is_none_ends_with_status_1(tmp_path):
    run = subprocess.run([sys.executable, "manage.py", "tick", "--skip-checks", "--at", "demain"], capture_output=True,
                         text=True, check=False)  # fmt: skip
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == "CommandError: Give --at as ISO-8601 with an offset, such as 2026-03-14T10:00+01:00.\n"


# Two clocks at once ---------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("committed")
def test_clocks_that_go_at_once_do_nothing_twice(monkeypatch):
    monkeypatch.setattr("notifications.post.hint", lambda: None)
    cast = assemble()
    reports = [Walk(cast) for _ in range(6)]
    told = Notice.objects.count()
    taken = at_once(*[lambda: sweep(at=LATE)] * 4)
    assert sum(taken) == 12
    for walk in reports:
        assert [step for step, _at in by_the_clock(walk.case)] == ["refer_to_national", "lapse"]
        assert walk.case.version == walk.case.entries.count() == 3
    assert Notice.objects.count() == told + 6 * (1 + 4)
    assert Delivery.objects.count() == Notice.objects.exclude(letter__act="moved").count()
