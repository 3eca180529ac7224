"""Each day's checkpoint is stamped by an authority outside, where one is given; without one, nothing leaves."""

import hashlib
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from rfc3161_client._rust import parse_timestamp_request

import cases.authority
from accounts.triggers import lifted
from cases.authority import QUERY, Authority, NoToken
from cases.models import Checkpoint, Timestamp
from cases.mornings import make_round
from cases.stamps import AT_ONCE, stamp_days
from cases.tasks import stamp
from tests.authority import NOON, Tokens, an_authority
from tests.beginnings import beginning

from .cast import MONDAY, Walk, days
from .test_checkpoints import fails, said

AT = NOON + timedelta(minutes=1)


@beginning
def two_days(cast):
    """A report before each of two mornings."""
    for number in range(2):
        Walk(cast, at=MONDAY + days(number))
        make_round(at=MONDAY + days(number + 0.95))
    return list(Checkpoint.objects.all())


@pytest.fixture(scope="module")
def tokens():
    return Tokens()


@pytest.fixture
def outside(tokens, settings):
    """An authority that answers, and that this installation asks."""
    with an_authority(tokens.answer) as server:
        settings.TIMESTAMPS = (server.address, tokens.pem)
        yield SimpleNamespace(server=server, tokens=tokens, authority=Authority(server.address, tokens.pem))


def stamped():
    return list(Timestamp.objects.order_by("checkpoint").values_list("checkpoint__day", flat=True))


# Nothing leaves, or a digest ------------------------------------------------------------------------------------------


def test_without_an_authority_nobody_is_asked(two_days, monkeypatch, settings, capsys):
    assert settings.TIMESTAMPS is None
    monkeypatch.setattr("cases.authority.urlopen", None)
    assert stamp_days(at=AT) == 0
    stamp()
    call_command("tick", at=AT.isoformat())
    assert stamped() == [] and said(capsys, "verify_audit")[-1].endswith("2 days as their checkpoints say.")


def test_only_the_digest_of_a_line_leaves(two_days, outside):
    assert stamp_days(at=AT) == 2
    for checkpoint, (kind, query) in zip(reversed(two_days), outside.server.asked, strict=True):
        asked = parse_timestamp_request(query)
        assert kind == QUERY and len(query) < 100
        assert asked.message_imprint.message == hashlib.sha256(checkpoint.line.encode()).digest()


def test_each_day_has_one_token_beside_it_and_is_asked_about_once(two_days, outside):
    assert (stamp_days(at=AT), stamp_days(at=AT)) == (2, 0)
    assert len(outside.server.asked) == 2
    for one in Timestamp.objects.select_related("checkpoint"):
        assert outside.authority.moment_of(bytes(one.answer), one.checkpoint.line) == NOON
        assert one.received_at == AT


def test_the_task_and_the_command_ask_too(two_days, outside):
    stamp()
    assert len(stamped()) == 2
    call_command("tick", at=(MONDAY + days(2.95)).isoformat())
    assert len(stamped()) == 3


def test_no_transaction_is_open_while_somebody_outside_is_waited_for(two_days, outside, monkeypatch):
    """But for the one in which each test is."""
    depths, waited, around = [], cases.authority.within, list(connection.savepoint_ids)

    def seen(*given):
        depths.append(list(connection.savepoint_ids))
        return waited(*given)

    monkeypatch.setattr(cases.authority, "within", seen)
    assert stamp_days(at=AT) == 2 and depths == [around, around]


def test_nobody_changes_or_removes_a_token(two_days, outside):
    stamp_days(at=AT)
    for change in (lambda rows: rows.update(answer=b"x"), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(Timestamp.objects.all())


def test_two_processes_at_once_keep_one(two_days, outside, monkeypatch):
    stamp_days(at=AT)
    monkeypatch.setattr(Checkpoint.objects, "filter", lambda **_: Checkpoint.objects.all())
    assert stamp_days(at=AT) == 2 and Timestamp.objects.count() == 2


def test_after_a_long_silence_the_latest_day_is_stamped_first_and_not_all_at_once(two_days, outside):
    for number in range(2, AT_ONCE + 3):
        Checkpoint.objects.make(day=(MONDAY + days(number)).date(), at=MONDAY + days(number))
    assert stamp_days(at=AT) == AT_ONCE
    latest = Checkpoint.objects.order_by("-pk").values_list("day", flat=True)[:AT_ONCE]
    assert stamped() == sorted(latest)
    assert stamp_days(at=AT) == Checkpoint.objects.count() - AT_ONCE


# An authority in a bad mood -------------------------------------------------------------------------------------------


def moods(outside):
    other, first = Tokens("Somebody else"), []
    return {
        "it is busy": lambda _query: None,
        "it says nothing": lambda _query: b"",
        "it says something else": lambda _query: b"<html><title>502 Bad Gateway</title></html>",
        "it talks without end": lambda _query: b"x" * 200_000,
        "another signed": other.answer,
        "its token is about something else": lambda query: outside.tokens.answer(query, imprint=bytes(32)),
        "it repeats an old answer": lambda query: first.append(outside.tokens.answer(query)) or first[0],
        "it answers somebody else": lambda query: outside.tokens.answer(query, nonce=12345),
        "the token breaks off": lambda query: outside.tokens.answer(query)[:-40],
        "a bit of it is turned": lambda query: turned(outside.tokens.answer(query)),
    }


def turned(answer):
    """One bit of the signature."""
    return answer[:-1] + bytes([answer[-1] ^ 1])


def test_an_answer_that_proves_nothing_is_not_kept_and_the_day_is_asked_about_again(two_days, outside, caplog):
    good = outside.server.mood
    for what, mood in moods(outside).items():
        caplog.clear()
        outside.server.mood = mood
        kept = stamp_days(at=AT)
        assert (kept, stamped()) == ((1, [two_days[1].day]) if "repeats" in what else (0, [])), what
        assert "It is asked for again." in caplog.text, what
        with lifted(connection):
            Timestamp.objects.all().delete()
    outside.server.mood = good
    assert stamp_days(at=AT) == 2


def test_a_certificate_that_may_not_stamp_proves_nothing(two_days, settings):
    tokens = Tokens("A web server", stamps=False)
    with an_authority(tokens.answer) as server:
        settings.TIMESTAMPS = (server.address, tokens.pem)
        assert stamp_days(at=AT) == 0
        with pytest.raises(NoToken, match="purpose"):
            Authority(*settings.TIMESTAMPS).stamped("a line")


def test_an_authority_that_is_down_stops_nothing(two_days, tokens, settings, caplog):
    with an_authority(tokens.answer) as server:
        settings.TIMESTAMPS = (server.address, tokens.pem)
    assert stamp_days(at=AT) == 0 and "did not answer" in caplog.text
    call_command("tick", at=(MONDAY + days(2.95)).isoformat())
    assert Checkpoint.objects.count() == 3 and stamped() == []


def test_an_authority_that_answers_a_byte_at_a_time_is_given_up(two_days, outside, monkeypatch, caplog):
    monkeypatch.setattr(cases.authority, "PATIENCE", 0.2)
    outside.server.mood = outside.server.drips
    assert stamp_days(at=AT) == 0 and stamped() == []
    assert "TimeoutError" in caplog.text and len(outside.server.asked) == 1


def test_the_morning_and_its_clock_ask_nobody(two_days, outside):
    """Whatever the authority does, no letter waits for it: it is asked by a task of its own."""
    make_round(at=MONDAY + days(2.95))
    assert Checkpoint.objects.count() == 3 and outside.server.asked == []


# The proof ------------------------------------------------------------------------------------------------------------


def test_the_proof_counts_the_tokens_and_the_days_that_have_none(two_days, outside, capsys):
    with lifted(connection):
        Checkpoint.objects.filter(pk=two_days[0].pk).update(day=NOON.date() - timedelta(days=1))
    stamp_days(at=AT)
    make_round(at=MONDAY + days(2.95))
    assert said(capsys, "verify_audit")[1] == f"2 time stamps of {outside.server.address}; 1 day without one."


def test_a_checkpoint_that_was_written_anew_does_not_fit_its_token(two_days, outside, capsys):
    stamp_days(at=AT)
    with lifted(connection):
        Checkpoint.objects.filter(pk=two_days[1].pk).update(digest="0" * 64)
    told = fails(capsys, "verify_audit")
    assert any(line.startswith(f"{two_days[1].day}: its time stamp does not fit: ") for line in told)
    assert not any(line.startswith(f"{two_days[0].day}") for line in told)


def test_a_token_of_another_day_or_of_another_signer_is_named(two_days, outside, capsys):
    stamp_days(at=AT)
    with an_authority(Tokens("Somebody else").answer) as server, lifted(connection):
        first, second = Timestamp.objects.order_by("checkpoint")
        Timestamp.objects.filter(pk=first.pk).update(answer=second.answer)
        foreign = foreign_answer(server, two_days[1].line)
        Timestamp.objects.filter(pk=second.pk).update(answer=foreign)
    told = [line.partition(":")[0] for line in fails(capsys, "verify_audit") if "time stamp" in line]
    assert told == [str(one.day) for one in two_days]


def foreign_answer(server, line):
    """What another authority signs of this line, without anybody who verifies it here."""
    asked = cases.authority.TimestampRequestBuilder().data(line.encode())
    query = asked.hash_algorithm(cases.authority.HashAlgorithm.SHA256).build().as_bytes()
    return cases.authority.posted(server.address, query)


def test_a_day_that_was_stamped_long_afterwards_is_said(two_days, outside, capsys):
    outside.server.mood = lambda query: outside.tokens.answer(query, at=NOON + days(20))
    stamp_days(at=AT + days(20))
    told = said(capsys, "verify_audit")
    assert f"{two_days[0].day}: stamped 2026-12-29 12:00 only." in told


def test_tokens_that_nobody_can_look_at_any_more_are_said_and_are_no_fault(two_days, outside, settings, capsys):
    stamp_days(at=AT)
    settings.TIMESTAMPS = None
    assert said(capsys, "verify_audit")[1] == "2 time stamps not looked at: ALTERAM_TIMESTAMPS names no authority."
