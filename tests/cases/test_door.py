"""The one door: whole or not at all, whoever stands before it, whenever, and however many at once."""

import logging
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from kombu.exceptions import OperationalError

from cases.account import Account
from cases.audit import faults
from cases.birth import receive
from cases.clock import sweep
from cases.door import already_taken, objection, offers, perform, rehearse, steps
from cases.grammar import CLOCK, Refused, Stale
from cases.models import Case, Deadline, Decision, Entry, EntryContent, Measure, Part, Report, Service
from notifications.models import Delivery, Letter, Notice
from notifications.tasks import deliver
from tests.at_once import at_once
from tests.beginnings import beginning

from .cast import MONDAY, REASONS, Walk, a_report, assemble, days, limit
from .steps.promises import nothing_changes

WARN = {"months": 12, **REASONS}
ROWS = (Case, Entry, EntryContent, Letter, Notice, Delivery, Decision, Measure, Part, Service, Deadline)


@beginning
def ready(walk):
    """Heard by its federation: Bob may warn."""
    return walk.in_review().in_deliberation()


def everything():
    return [list(QuerySet(one).order_by("pk").values()) for one in ROWS]


# Whole or not at all --------------------------------------------------------------------------------------------------


def broken(*given, **more):
    raise RuntimeError("Nobody can write this letter.")


@pytest.mark.parametrize(
    "where", ["cases.door.send_out", "cases.door.mailings", "cases.wording.vocabulary.ConcernedWords.facts"]
)
def test_a_letter_that_cannot_be_written_undoes_the_whole_step(ready, cast, monkeypatch, where):
    before = everything()
    monkeypatch.setattr(where, broken)
    with pytest.raises(RuntimeError):
        ready.do("warn", cast.bob, **WARN)
    assert everything() == before
    monkeypatch.undo()
    assert ready.do("warn", cast.bob, **WARN).state == "warned"
    assert list(faults()) == []


def test_a_deadline_that_cannot_be_kept_undoes_the_whole_step(ready, cast, monkeypatch):
    before = everything()
    monkeypatch.setattr("cases.models.deadline.Agenda.write", broken)
    with pytest.raises(RuntimeError):
        ready.do("warn", cast.bob, **WARN)
    assert everything() == before


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


@pytest.mark.parametrize("failure", [OperationalError("down"), OSError("unreachable")])
def test_a_broker_that_is_down_costs_no_decision(ready, monkeypatch, caplog, committing, failure):
    monkeypatch.setattr(deliver, "delay", Mock(side_effect=failure))
    with caplog.at_level(logging.WARNING), committing(execute=True) as hints:
        ready.do("warn", ready.cast.bob, **WARN)
    assert hints and "broker" in caplog.text
    assert ready.case.state == "warned"
    told = Notice.objects.filter(created_at=ready.at)
    assert told.count() == Delivery.objects.filter(notice__in=told, sent_at=None, failed_at=None).count() > 0


def test_a_rehearsal_writes_the_very_letters_and_leaves_nothing(ready, cast):
    before = everything()
    letters = rehearse(ready.case, "warn", by=cast.bob, at=ready.at + days(1), **WARN)
    assert everything() == before
    ready.do("warn", cast.bob, **WARN)
    sent = {(one.act, one.audience): one for one in Letter.objects.filter(sent_at=ready.at)}
    shown = next(one for one in letters if one.audience == "concerned")
    lines = zip(shown.body.splitlines(), sent[shown.act, "concerned"].body.splitlines(), strict=True)
    # The fingerprint is that of the decision itself, which is another one each time.
    assert {one for one, other in lines if one != other} <= {shown.body.splitlines()[-1]}


def test_a_rehearsal_refuses_what_the_step_would_refuse(ready, cast):
    with nothing_changes(ready):
        with pytest.raises(Refused):
            rehearse(ready.case, "warn", by=cast.bob, at=ready.at, **WARN | {"reply_considered": ""})
        with pytest.raises(PermissionDenied):
            rehearse(ready.case, "warn", by=cast.carl, at=ready.at, **WARN)


# Who, before anything else --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["carl", "root", "olga", "camille"])
@pytest.mark.parametrize("state", ["reported", "deliberation", "closed"])
def test_a_stranger_learns_nothing_of_the_state_whatever_is_typed(walk, cast, state, name):
    if state == "deliberation":
        walk.in_review().in_deliberation()
    if state == "closed":
        walk.dismissed()
    for answers in (WARN, {"months": -1}, {"nonsense": True}):
        with nothing_changes(walk), pytest.raises(PermissionDenied) as no:
            perform(walk.case, "warn", by=getattr(cast, name), at=walk.at, seen=999, **answers)
        assert str(no.value) == "warn"


def test_a_power_counts_only_while_its_office_lasts(ready, cast):
    cast.bob.appointments.get().end(at=ready.at)
    with nothing_changes(ready), pytest.raises(PermissionDenied):
        ready.do("warn", cast.bob, **WARN)


def test_a_claim_of_somebody_out_of_office_counts_no_more_from_that_second(walk, cast):
    walk.do("claim", cast.alice)
    with pytest.raises(Refused, match="Alice"):
        walk.do("claim", cast.bob)
    cast.alice.appointments.get().end(at=walk.at)
    assert walk.case.claimant(walk.at) is None
    assert walk.do("claim", cast.bob).claimed_by == cast.bob


def test_there_is_no_such_step(walk, cast):
    with pytest.raises(KeyError):
        walk.do("promote", cast.alice)
    with pytest.raises(KeyError):
        objection(walk.case, "promote", by=cast.alice, at=walk.at)


def test_what_is_offered_is_what_may_be_taken(ready, cast):
    """The page and the door ask the same guards: an offer is open exactly if nothing stands in its way."""
    for name in ("alice", "bob", "jean", "camille", "nina", "carl"):
        person = getattr(cast, name)
        found = offers(ready.case, by=person, at=ready.at)
        assert list(found) == [step for step in steps() if step in found]
        for step in steps():
            if step in found:
                said = objection(ready.case, step, by=person, at=ready.at)
                assert str(said) == str(found[step].refusal)
            else:
                with pytest.raises((PermissionDenied, AssertionError)):
                    assert objection(ready.case, step, by=person, at=ready.at) is None


def test_the_clock_decides_nothing(ready):
    """It escalates, reminds, returns, ends and lapses: nothing else is offered to it."""
    mild = {"refer_to_national", "lapse", "remind", "return_claim", "close_hearing", "end_interim", "pass_on_recusal",
            "inform"}  # fmt: skip
    assert offers(ready.case, by=CLOCK, at=ready.at).keys() <= mild


# When -----------------------------------------------------------------------------------------------------------------


def test_a_text_that_rests_on_an_older_basis_is_kept_and_not_taken(ready, cast):
    seen = ready.case.basis
    ready.do("redact", cast.alice, piece=ready.case.pieces.get(), text="On te …")
    with nothing_changes(ready), pytest.raises(Stale, match="relisez"):
        ready.do("warn", cast.bob, seen=seen, **WARN)
    assert ready.do("warn", cast.bob, seen=ready.case.basis, **WARN).state == "warned"


def test_a_note_a_claim_or_a_further_report_makes_no_text_stale(ready, cast):
    seen = ready.case.basis
    ready.do("note", cast.alice, text="Appelé.", is_opinion=False)
    ready.do("release", cast.alice, why="En congé.")
    ready.do("claim", cast.bob)
    a_report(cast.marie, at=ready.at, address=ready.case.post.address)
    assert ready.case.version > seen == ready.case.basis
    assert ready.do("warn", cast.bob, seen=seen, **WARN).state == "warned"


def test_a_double_click_is_one_entry(ready, cast):
    token = uuid4()
    first = ready.do("warn", cast.bob, token=token, **WARN)
    with nothing_changes(ready):
        again = ready.do("warn", cast.bob, token=token, **WARN)
    assert (again.version, again.state) == (first.version, "warned")
    assert Entry.objects.filter(form_token=token).count() == 1
    assert already_taken(ready.case, token, by=cast.bob)
    assert not already_taken(ready.case, token, by=cast.alice)
    assert not already_taken(ready.case, None, by=cast.bob)


def test_a_double_click_of_who_reported_is_one_entry_too(walk, cast):
    token = uuid4()
    walk.do("withdraw_report", cast.camille, token=token, why="")
    with nothing_changes(walk):
        walk.do("withdraw_report", cast.camille, token=token, why="")


def test_another_persons_double_click_is_no_double_click(walk, cast):
    token = uuid4()
    walk.do("note", cast.alice, token=token, text="x", is_opinion=False)
    assert not already_taken(walk.case, token, by=cast.bob)


def test_what_is_overdue_is_done_first_and_dated_as_due(walk, cast):
    walk.identified()
    walk.at = MONDAY + days(20)
    with pytest.raises(Stale, match="Bureau national"):
        walk.do("claim", cast.alice, later=0)
    last = Entry.objects.latest("number")
    assert (last.step, last.role) == ("refer_to_national", "clock")
    assert (last.at, last.written_at) == (limit(14), walk.at)
    assert walk.case.held_by_id == "national"


def test_everything_overdue_is_done_in_the_order_in_which_it_was_due(walk):
    walk.tick(80)  # before anything is forgotten
    steps_taken = list(Entry.objects.order_by("number").values_list("step", "at"))
    assert steps_taken == [
        ("receive", MONDAY), ("refer_to_national", limit(14)), ("lapse", limit(70)),
    ]  # fmt: skip
    assert list(faults()) == []


def test_what_holds_even_the_clock_stays_late_and_stops_nothing_else(walk, cast):
    """A hearing that was asked for and not held: the window is over, and the federation still loses the case."""
    walk.in_review().in_hearing().opened()
    walk.do("ask_hearing", cast.jean)
    sweep(at=MONDAY + days(30))
    assert walk.case.state == "hearing"
    assert Deadline.objects.get(kind="reply").done_at is None
    sweep(at=MONDAY + days(43))
    assert walk.case.held_by_id == "national"


def test_the_case_shows_the_nearest_of_its_deadlines(ready):
    nearest = min(one.due_at for one in ready.case.agenda.open.values())
    assert ready.case.due_at == nearest


# No other way in ------------------------------------------------------------------------------------------------------


def test_a_case_is_saved_deleted_or_updated_by_nobody_else(ready):
    case = ready.case
    for otherwise in (
        case.save, case.delete, lambda: Case.objects.update(rank=0), lambda: Case.objects.bulk_update([case], ["rank"]),
        case.refresh_from_db,
    ):  # fmt: skip
        with pytest.raises(RuntimeError):
            otherwise()


def test_the_state_is_not_assigned(ready):
    with pytest.raises(AttributeError):
        ready.case.state = "warned"


def test_a_step_outside_the_door_is_refused_by_its_own_guards(ready, cast):
    with pytest.raises(Exception, match="warn"):
        ready.case.warn(**WARN)


# Many at once ---------------------------------------------------------------------------------------------------------


def test_of_two_officers_at_once_one_decides_and_the_other_is_told_so(committed):
    cast = assemble()
    walk = Walk(cast).in_review().in_deliberation()
    case, at, seen = walk.case, walk.at + days(1), walk.case.basis
    cleared = {"outcome": "cleared", "dismissal_reason": "", "reasons": "x", "by_on": None}
    given = at_once(
        lambda: perform(case, "warn", by=cast.bob, at=at, seen=seen, **WARN),
        lambda: perform(case, "close_without_sanction", by=cast.alice, at=at, seen=seen, **cleared),
    )
    assert {type(one) for one in given} == {Case, Stale}
    assert Entry.objects.filter(case=case).count() == case.version + 1
    assert Decision.objects.count() == 1
    assert list(faults()) == []


EIGHT = ("camille", "marie", "parisa", "maire", "carl", "dora", "olga", "paul")


def test_eight_who_report_one_post_at_once_make_one_case(committed):
    cast = assemble()
    link = "https://x.com/jean_exemple45/status/1790000000000000009"
    given = at_once(*(lambda name=name: a_report(getattr(cast, name), address=link) for name in EIGHT))
    assert {one.case.pk for one in given} == {Case.objects.get().pk}
    assert (Report.objects.count(), Case.objects.get().reports_count) == (8, 8)
    assert len({one.code for one in given}) == 8
    assert Letter.objects.filter(act="received_open").count() == 8
    assert list(faults()) == []


def test_eight_who_recognise_one_post_by_its_words_at_once_make_one_case(committed):
    cast = assemble()
    said = {"network": "x", "handle": "jean_exemple45", "text": "On te trouvera."}
    first = receive(Account(**said), by=cast.pia, at=MONDAY, token=uuid4()).case
    same = Account(**said, same_as=first.post_id)
    at_once(*(lambda name=name: receive(same, by=getattr(cast, name), at=MONDAY, token=uuid4()) for name in EIGHT))
    case = Case.objects.get()
    assert (case.pk, Report.objects.count(), case.reports_count, case.version) == (first.pk, 9, 9, 9)
    assert list(faults()) == []


def test_two_clicks_at_once_are_one_report_and_give_one_receipt(committed):
    cast = assemble()
    token = uuid4()
    post = Account(address=None, network="x", handle="jean_exemple45", text="On te trouvera.")
    given = at_once(*[lambda: receive(post, by=cast.camille, at=MONDAY, token=token)] * 4)
    assert len({(one.code, one.report.pk, one.case.pk) for one in given}) == 1
    assert (Report.objects.count(), Case.objects.count()) == (1, 1)


def test_two_clicks_at_once_are_one_step(committed):
    cast = assemble()
    walk = Walk(cast)
    token = uuid4()
    given = at_once(*[lambda: perform(walk.case, "note", by=cast.alice, at=walk.at, token=token, text="x",
                                      is_opinion=False)] * 4)  # fmt: skip
    assert {type(one) for one in given} == {Case}
    assert Entry.objects.filter(form_token=token).count() == 1
