"""The clock and people at the same moment: one of them, never both, and what people wrote is not lost."""

from datetime import timedelta
from functools import partial
from html import unescape
from itertools import count
from uuid import uuid4

import pytest

from cases.audit import faults
from cases.clock import sweep
from cases.limits import LIMITS
from cases.models import Entry
from notifications.models import Delivery, Notice
from tests.at_once import at_once, overtaken
from tests.cases.cast import MONDAY, POSTED_ON, Walk, article, days, limit

ROUNDS = 50
MOMENT = timedelta(seconds=1)


def by_the_clock(case):
    return list(case.entries.filter(role="clock").values_list("step", flat=True))


def the_record_is_whole(case):
    assert case.version == case.entries.count()
    assert list(faults()) == []


# An officer -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def open_review(cast, browse, clock):
    """A case that the clock takes to the national office, and its officer who opens the review a second before."""
    browser = browse(cast.alice)

    def ready():
        walk = Walk(cast).identified()
        clock.at = limit(14) - MOMENT
        form = {"basis": walk.case.basis, "token": uuid4(), "article": article().pk, "content_date": POSTED_ON,
                "quote": "Un long texte recopié."}  # fmt: skip
        return walk, partial(browser.post, f"/dossiers/{walk.reference}/open_review/", form)

    return ready


def referred_or_opened(walk, answer, taken):
    """By the one or by the other; whoever comes after the clock keeps what was written."""
    page = unescape(answer.content.decode())
    if answer.status_code == 303:
        assert (walk.case.state, walk.case.held_by_id, by_the_clock(walk.case), taken) == ("in_review", "45", [], 0)
    else:
        assert (answer.status_code, "Un long texte recopié." in page, "Bureau national" in page) == (409, True, True)
        assert by_the_clock(walk.case) == ["refer_to_national"]
        assert (walk.case.state, walk.case.held_by_id, taken) == ("in_review", "national", 1)
    return answer.status_code


def test_of_officer_and_clock_at_once_one_moves_the_case(open_review):
    for _round in range(ROUNDS):
        walk, post = open_review()
        referred_or_opened(walk, *at_once(post, partial(sweep, at=limit(14))))
    the_record_is_whole(walk.case)


def test_an_officer_whom_the_clock_overtakes_anywhere_is_told_where_the_case_went(open_review):
    for number in count(1):
        walk, post = open_review()
        answer, taken = overtaken(post, partial(sweep, at=limit(14)), before=number)
        if taken is None:
            break
        assert referred_or_opened(walk, answer, taken) == 409
    assert number > 3
    the_record_is_whole(walk.case)


# The person concerned -------------------------------------------------------------------------------------------------


@pytest.fixture
def last_reply(cast, browse, clock):
    """Jean's last word, in the last second of his time."""
    browser = browse(cast.jean)

    def ready():
        walk = Walk(cast).in_review().in_hearing().opened()
        walk.ends_at = walk.case.due("reply")
        clock.at = walk.ends_at - MOMENT
        form = {"basis": walk.case.basis, "token": uuid4(), "text": "Je plaisantais, et je le regrette."}
        return walk, partial(browser.post, f"/mon-dossier/{walk.reference}/close_hearing/", form)

    return ready


def heard_once(walk, answer, taken):
    case = walk.case
    assert case.state == "deliberation" and case.entries.filter(step="close_hearing").count() == 1
    assert case.heard_at == (walk.ends_at - MOMENT if answer.status_code == 303 else walk.ends_at)
    if answer.status_code == 303:
        assert (by_the_clock(case), taken) == ([], 0)
        assert case.grievances.latest().replies.get().text == "Je plaisantais, et je le regrette."
    else:
        assert (answer.status_code, by_the_clock(case), taken) == (409, ["close_hearing"], 1)
        assert "Je plaisantais, et je le regrette." in unescape(answer.content.decode())
    return answer.status_code


def test_a_reply_in_the_last_second_ends_the_hearing_or_the_clock_does(last_reply):
    for _round in range(ROUNDS):
        walk, post = last_reply()
        heard_once(walk, *at_once(post, partial(sweep, at=walk.ends_at)))
    the_record_is_whole(walk.case)


def test_a_reply_that_the_clock_overtakes_anywhere_is_not_lost_to_who_wrote_it(last_reply):
    for number in count(1):
        walk, post = last_reply()
        answer, taken = overtaken(post, partial(sweep, at=walk.ends_at), before=number)
        if taken is None:
            break
        assert heard_once(walk, answer, taken) == 409
    assert number > 3
    the_record_is_whole(walk.case)


# Another clock --------------------------------------------------------------------------------------------------------


def waiting_for_the_clock(cast):
    """One case for each thing that time alone does."""
    claimed = Walk(cast)
    claimed.do("claim", cast.alice)
    interim = Walk(cast).in_review().referred().interim().opened()
    sanctioned = Walk(cast).in_review().suspended(days=30, suspended_days=10, probation_months=12).opened()
    appealed = Walk(cast).in_review().in_deliberation().warned().opened().appealed()
    asked_aside = Walk(cast).in_review().in_hearing().asked_aside(cast.alice)
    return [claimed, interim, sanctioned, appealed, asked_aside, Walk(cast), Walk(cast).in_review(),
            Walk(cast).in_review().dismissed(), Walk(cast).in_review().in_hearing(),
            Walk(cast).in_review().in_hearing().opened()]  # fmt: skip


def what_time_did(walks):
    """Case by case: what was done and when, and how many were told of it."""
    for walk in walks:
        done, told = walk.case.entries.filter(role="clock"), Notice.objects.filter(topic=walk.reference)
        yield list(done.values_list("step", "at")), told.count(), Delivery.objects.filter(notice__in=told).count()


def test_two_beats_at_once_do_nothing_twice_and_nothing_else_than_one(cast, lot):
    """Every ten days for more than a year, and once for all afterwards."""
    lot(0.0)
    by_two = waiting_for_the_clock(cast)
    people = Entry.objects.count()
    taken = [sum(at_once(*[partial(sweep, at=MONDAY + days(10 * turn))] * 2)) for turn in range(2, ROUNDS)]
    assert sum(taken) == Entry.objects.count() - people
    by_one = waiting_for_the_clock(cast)
    sweep(at=MONDAY + days(10 * ROUNDS))
    assert list(what_time_did(by_two)) == list(what_time_did(by_one))
    done = Entry.objects.filter(role="clock").values_list("step", flat=True)
    assert set(done) == {limit.clock for limit in LIMITS.values() if limit.clock}
    assert list(faults()) == []
