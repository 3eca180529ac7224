"""The round of each morning: a date that comes near is told once, never late and never twice; nothing of it is lost."""

import logging
import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, connections

from accounts.triggers import take_off
from cases import mornings
from cases.clock import tick
from cases.models import Deadline, Entry, Parameter
from cases.mornings import ROUND, Unfinished, latest_morning, make_round
from notifications.models import Delivery, Heartbeat, Letter, Notice
from tests.beginnings import beginning

from .cast import MONDAY, POSTED_ON, Walk, a_report, article, assemble, days

HOUR = timedelta(hours=1)


def told(act):
    """[(reader, day of it)] of all letters of this kind, in order."""
    rows = Notice.objects.filter(letter__act=act).select_related("recipient").order_by("pk")
    return [(one.recipient.name, one.created_at) for one in rows]


def each_morning(start, count):
    """Rounds on `count` days, from the morning after `start`; at nine."""
    for number in range(1, count + 1):
        make_round(at=start + days(number))


def at_six(moment):
    """The same day at six in Paris, in winter."""
    return moment.replace(hour=5, minute=0)


@beginning
def answering(walk):
    """Jean has until 21 December, at midnight, to answer: ten days from the eleventh."""
    walk.in_review().in_hearing().opened()
    assert walk.case.window_ends_at == datetime(2026, 12, 21, 22, 59, 59, 999999, tzinfo=UTC)
    return walk


DAY_18, DAY_20 = datetime(2026, 12, 18, 9, tzinfo=UTC), datetime(2026, 12, 20, 9, tzinfo=UTC)

# When -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("at", "morning"), [
    ("2026-12-07T06:00+00:00", "2026-12-07T06:00+00:00"), ("2026-12-07T05:59+00:00", "2026-12-06T06:00+00:00"),
    ("2026-07-07T05:00+00:00", "2026-07-07T05:00+00:00"), ("2026-07-07T23:30+00:00", "2026-07-08T05:00+00:00"),
])  # fmt: skip
def test_it_is_seven_in_paris_in_summer_and_in_winter(at, morning):
    found = latest_morning(datetime.fromisoformat(at))
    expected = datetime.fromisoformat(morning)
    assert found == (expected if expected <= datetime.fromisoformat(at) else expected - days(1))


def test_a_round_is_made_once_a_day_and_costs_one_look_after(answering, django_assert_num_queries):
    assert make_round(at=DAY_18) > 0
    written = Letter.objects.count()
    with django_assert_num_queries(1):
        assert make_round(at=DAY_18 + 5 * HOUR) == 0
    assert make_round(at=at_six(DAY_18 + days(1))) == 0
    assert Letter.objects.count() == written


def test_time_makes_it_with_everything_else(answering):
    tick(at=DAY_18)
    assert told("deadline_near") == [("Jean", DAY_18)]


def test_it_changes_no_case(answering):
    before = answering.case.version
    each_morning(answering.at, 9)
    assert answering.case.version == before == Entry.objects.count()


# Reminders ------------------------------------------------------------------------------------------------------------


def test_three_days_and_one_day_before_each_once(answering):
    each_morning(answering.at, 14)
    assert told("deadline_near") == [("Jean", DAY_18), ("Jean", DAY_20)]
    first, second = Letter.objects.filter(act="deadline_near").order_by("pk")
    assert "Il reste 3 jours." in first.body and "Il reste 1 jour." in second.body
    assert "jusqu’au 21 décembre 2026" in first.body and "21 décembre 2026" in first.title
    assert Delivery.objects.filter(notice__letter__act="deadline_near", channel="email").count() == 2


@pytest.mark.parametrize(("back", "said"), [
    (2, ["Il reste 2 jours."]), (3, ["Il reste 1 jour."]), (4, ["C’est le dernier jour."]), (4.6, []), (9, []),
])  # fmt: skip
def test_after_an_outage_only_the_nearer_one_and_none_after_the_date(answering, back, said):
    """Nothing ran from the seventeenth on."""
    at = DAY_18 - days(1) + days(back)
    tick(at=at)
    tick(at=at + HOUR)
    assert [one.body.split(" Réf")[0] for one in Letter.objects.filter(act="deadline_near")] == said


def test_who_has_answered_is_not_reminded(answering, cast):
    answering.do("reply", cast.jean, text="Je plaisantais.")
    each_morning(answering.at, 12)
    assert told("deadline_near") == []


def test_while_an_account_is_in_question_no_window_runs(answering, cast):
    answering.do("disown_account", cast.jean, why="Un homonyme.")
    each_morning(answering.at, 12)
    assert told("deadline_near") == []


def test_a_window_that_moves_is_reminded_of_anew(answering, cast):
    make_round(at=DAY_18)
    answering.at = DAY_18
    answering.do("ask_hearing", cast.jean, later=0.1)
    answering.do("postpone_hearing", cast.jean, later=0.1, days=10, why="Un deuil.")
    assert Deadline.objects.open().get(kind="reply").due_at == datetime(2026, 12, 31, 22, 59, 59, 999999, tzinfo=UTC)
    each_morning(DAY_18, 13)
    assert [at.day for _name, at in told("deadline_near")] == [18, 28, 30]


def test_days_are_those_of_where_the_member_lives(walk, cast):
    """On the eleventh in Paris, at seven, it is still the tenth in Tahiti."""
    body = cast.jean.member.federation
    body.time_zone = "Pacific/Tahiti"
    body.save()
    walk.in_review().in_hearing().opened()
    ends = walk.case.window_ends_at
    assert ends.day == 22 and ends.hour == 9  # the end of the twenty-first, there
    for day in range(16, 23):
        make_round(at=datetime(2026, 12, day, 6, tzinfo=UTC))
    assert [at.day for _name, at in told("deadline_near")] == [19, 21]


def test_who_may_appeal_is_reminded_until_somebody_has(walk, cast):
    walk.in_review().in_deliberation().warned().opened()
    until = walk.case.appeal_until
    make_round(at=until - days(3))
    assert [name for name, _at in told("deadline_near")] == ["Jean"]
    walk.at = until - days(2)
    walk.do("appeal", cast.jean, later=0, kind="appeal", grounds="x", new_evidence="", stay_asked=False)
    make_round(at=until - days(1))
    assert len(told("deadline_near")) == 1


def test_a_letter_that_waits_starts_nothing_to_be_reminded_of(walk):
    walk.in_review().in_deliberation().warned()
    each_morning(walk.at, 40)
    assert told("deadline_near") == []


def asked_within(count, walk):
    """Alice asks who reported a question, to be answered in so many days."""
    soon = (walk.at + days(count)).date()
    walk.do("ask_for_details", walk.cast.alice, to_report=walk.report, text="Quand ?", answer_by=soon)


def test_whoever_is_asked_is_reminded_until_the_answer_comes(walk, cast):
    asked_within(9, walk)
    make_round(at=walk.at + days(5))
    assert [name for name, _at in told("deadline_near")] == ["Camille"]
    notice = Notice.objects.get(letter__act="deadline_near")
    assert (notice.topic, notice.path) == (walk.code, f"/mes-signalements/{walk.code}/")
    walk.at += days(6)
    walk.do("answer_inquiry", cast.camille, later=0, answer="Vers midi.")
    make_round(at=walk.at + days(1))
    assert len(told("deadline_near")) == 1


@pytest.mark.parametrize("how", ["withdrawn", "closed"])
def test_a_question_without_anybody_to_ask_or_a_case_is_let_go(walk, cast, how):
    asked_within(9, walk)
    walk.do("withdraw_report", cast.camille, why="") if how == "withdrawn" else walk.dismissed()
    each_morning(walk.at, 9)
    assert told("deadline_near") == []


def test_a_reminder_leads_nobody_from_a_case_to_who_reported(walk, cast):
    """Its occasion is made with the key: neither the question nor the report gives it."""
    asked_within(4, walk)
    make_round(at=walk.at + days(1))
    letter = Letter.objects.get(act="deadline_near")
    assert letter.occasion.version == 4
    assert walk.reference not in f"{letter.title}{letter.body}"


# Ends of measures -----------------------------------------------------------------------------------------------------


def test_the_end_of_a_measure_is_told_a_week_before_to_both(walk, cast):
    walk.in_review().suspended(days=30).opened()
    ends = walk.case.due("measure_end")
    for before in (9, 8, 7, 6, 3, 1):
        make_round(at=ends - days(before))
    assert told("measure_ends_soon") == [(name, ends - days(7)) for name in ("Jean", "Alice", "Bob")]
    to_jean = Letter.objects.get(act="measure_ends_soon", audience="concerned").body
    assert "La suspension n’a plus d’effet après cette date." in to_jean


def test_of_a_part_that_is_suspended_it_says_that_it_stays(walk):
    walk.in_review().suspended(days=60, suspended_days=30, probation_months=12).opened()
    make_round(at=walk.case.due("measure_end") - days(7))
    assert "La partie avec sursis reste" in Letter.objects.get(act="measure_ends_soon", audience="concerned").body


def test_while_an_appeal_holds_it_nothing_is_foretold(walk):
    walk.in_review().suspended(days=30).opened().appealed()
    make_round(at=walk.case.due("measure_end") - days(7))
    assert told("measure_ends_soon") == []


def test_an_end_that_has_come_is_not_foretold(walk):
    walk.in_review().suspended(days=30).opened()
    make_round(at=walk.case.due("measure_end") + HOUR)
    assert told("measure_ends_soon") == []


# Claims ---------------------------------------------------------------------------------------------------------------


def test_a_claim_is_reminded_of_once_after_five_days(walk, cast):
    walk.identified().do("claim", cast.alice)
    each_morning(walk.at, 9)
    assert told("claim_idle") == [("Alice", walk.at + days(5))]
    assert not Delivery.objects.filter(notice__letter__act="claim_idle").exists()


def test_after_so_many_days_as_the_organisation_wants(cast):
    Parameter.objects.create(key="CLAIM_REMIND", value=8, valid_from=MONDAY - days(30), by=cast.nina)
    walk = Walk(cast).identified()
    walk.do("claim", cast.alice)
    each_morning(walk.at, 9)
    assert told("claim_idle") == [("Alice", walk.at + days(8))]


def test_who_left_office_or_gave_it_back_is_not_reminded(walk, cast):
    walk.identified().do("claim", cast.alice)
    other = Walk(cast).identified()
    other.do("claim", cast.bob)
    other.do("release", cast.bob, why="Congés.")
    cast.alice.appointments.get().end(at=walk.at)
    each_morning(walk.at, 9)
    assert told("claim_idle") == []


@beginning
def wished(walk, cast):
    """Jean asks on Sunday 13 December: an answer is due on Friday 18, silence ends it on Monday 28."""
    walk.in_review().referred().interim().opened().do("ask_to_lift", cast.jean, why="Je n’écris plus.")
    assert [walk.case.due(kind).day for kind in ("lift_answer", "lift_silence")] == [18, 28]
    return walk


def test_the_national_office_hears_of_a_lifting_that_waits_and_of_what_silence_does(wished):
    each_morning(wished.at, 20)
    assert [day.day for name, day in told("lift_due") if name == "Nora"] == [15, 17, 25, 27]
    assert {name for name, _day in told("lift_due")} == {"Nina", "Noah", "Nora"}


def test_what_is_answered_is_not_reminded_of(wished, cast):
    wished.do("refuse_to_lift", cast.nora, reason="Le risque demeure.")
    each_morning(wished.at, 20)
    assert told("lift_due") == []


# On paper instead -----------------------------------------------------------------------------------------------------


@beginning
def lost(walk, cast):
    """No e-mail to anybody arrives."""
    walk.in_review(cast.alice).informed()
    Delivery.objects.update(failed_at=walk.at)
    return walk


def test_a_letter_whose_e_mail_was_given_up_goes_on_paper_the_next_morning(lost, cast):
    for later in (1, 2):
        make_round(at=lost.at + days(later))
    assert [one.notice.recipient for one in Delivery.objects.to_post()] == [cast.jean]
    assert [one.notice.letter.act for one in lost.case.letters_to_post] == ["removal_requested"]


def test_what_was_read_meanwhile_needs_no_paper(lost, cast):
    Notice.objects.filter(recipient=cast.jean).update(read_at=lost.at)
    make_round(at=lost.at + days(1))
    assert not Delivery.objects.to_post().exists()


def test_nor_what_was_opened(walk, cast):
    walk.in_review().in_hearing().opened()
    Delivery.objects.update(failed_at=walk.at)
    make_round(at=walk.at + days(1))
    assert not Delivery.objects.to_post().exists()


# What goes wrong ------------------------------------------------------------------------------------------------------


def test_a_letter_that_cannot_be_written_stops_no_other_and_the_log_names_nobody(cast, monkeypatch, caplog):
    walks = [Walk(cast).in_review().in_hearing().opened() for _ in range(2)]
    write, tries = mornings.letters, []

    def broken_once(*given, **more):
        tries.append(given)
        if len(tries) == 1:
            raise RuntimeError(f"Nobody can write to {cast.jean.name}.")
        return write(*given, **more)

    monkeypatch.setattr(mornings, "letters", broken_once)
    with caplog.at_level(logging.ERROR), pytest.raises(Unfinished, match=r"^1 of \d+ letters"):
        make_round(at=walks[0].case.window_ends_at - days(3))
    assert len(told("deadline_near")) == 1
    assert [record.getMessage() for record in caplog.records] == [
        "A letter of the morning could not be written; the round goes on with the others."
    ]


def test_what_a_round_could_not_finish_the_next_one_does_not_repeat(answering, monkeypatch):
    """A database that goes away in the middle: the round is made again, and tells nothing twice."""
    monkeypatch.setattr(Heartbeat, "beat", lambda name, *, at: None)
    make_round(at=DAY_18)
    written = Letter.objects.count()
    make_round(at=DAY_18 + HOUR)
    assert Letter.objects.count() == written > 0


@pytest.fixture
def committed(transactional_db):
    """The flush after it empties tables that refuse to be emptied."""
    yield
    take_off(connection)


@pytest.mark.usefixtures("committed")
def test_two_rounds_at_once_tell_nothing_twice(monkeypatch):
    monkeypatch.setattr("notifications.post.hint", lambda: None)
    cast = assemble()
    walk = Walk(cast).in_review().in_hearing().opened()
    start, failures = threading.Barrier(4), []

    def run():
        start.wait()
        try:
            make_round(at=DAY_18)
        except Exception as failure:  # noqa: BLE001  (whatever it is, the test shows it)
            failures.append(failure)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert told("deadline_near") == [("Jean", DAY_18)]
    assert sorted(name for name, _at in told("digest")) == sorted({name for name, _at in told("digest")})
    assert Heartbeat.last(ROUND) == DAY_18
    assert walk.case.version == Entry.objects.count()


def test_a_case_that_is_born_and_forgotten_is_no_fault(cast):
    """Held by the national office, nobody's federation, no member: every question of the round has an answer."""
    Walk(cast, federation=None)
    walk = Walk(cast, other_body=True).identified()
    walk.do("open_review", cast.nina, article=article(), content_date=POSTED_ON, quote="…")
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    each_morning(walk.at, 3)
