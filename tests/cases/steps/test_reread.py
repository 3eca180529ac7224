"""reread: a dismissal drawn by lot is read again by somebody who has not seen how it ended."""

import pytest

from cases import seal
from cases.grammar import CLOCK
from cases.models import Deadline, Parameter, Reread

from ..cast import MONDAY, Walk, days
from .promises import entry, forbidden, refused, runs, stale, told_by

LOT_OF = seal.lot_of  # as it is, before tests say how it falls
NOBODY = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]


# Who may not ----------------------------------------------------------------------------------------------------------


def test_only_the_national_office_reads_again(drawn):
    forbidden(drawn, "reread", *NOBODY, would_dismiss=True)


def test_what_is_still_examined_is_not_read_again(walk, cast):
    stale(walk.in_review().referred(), "reread", cast.nina, would_dismiss=True)


def test_what_was_not_drawn_is_not_read_again(walk, cast):
    refused(walk.dismissed().tick(30), "reread", cast.nina, would_dismiss=True)


def test_who_took_part_does_not_read_again(walk, cast, lot):
    lot(0.0)
    walk.in_review().referred().dismissed(by=cast.nina).tick(2)
    refused(walk, "reread", cast.nina, would_dismiss=True)
    walk.do("reread", cast.nora, would_dismiss=True)


# The lot --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("chance", "percent", "falls"), [
    (0.049, 5, True), (0.05, 5, False), (0.999, 50, False), (0.3, 50, True), (0.0, 0, False),
])  # fmt: skip
def test_a_share_of_dismissals_is_drawn_by_the_clock_a_day_later(cast, lot, chance, percent, falls):
    Parameter.objects.set("REREAD_PERCENT", percent, by=cast.noah, at=MONDAY - days(1))
    lot(chance)
    walk = Walk(cast).dismissed().tick(0.9)
    assert not walk.case.rereadings.exists()
    assert walk.tick(0.2).case.rereadings.exists() == falls
    assert runs(walk) == {}


@pytest.mark.parametrize("outcome", ["cleared", "advice", "workshop"])
def test_what_was_heard_or_led_to_something_is_not_drawn(walk, cast, lot, outcome):
    lot(0.0)
    walk.in_review().in_deliberation()
    by_on = (walk.at + days(60)).date() if outcome == "workshop" else None
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": by_on}
    walk.do("close_without_sanction", cast.bob, **said)
    assert not walk.tick(5).case.rereadings.exists()


def test_the_lot_is_the_same_each_time_and_known_to_nobody_without_the_key(settings):
    lots = [LOT_OF(f"45-2026-{number:04}") for number in range(2000)]
    assert all(0 <= one < 1 for one in lots) and lots == [LOT_OF(f"45-2026-{number:04}") for number in range(2000)]
    assert 60 <= sum(one < 0.05 for one in lots) <= 140
    settings.IDENTITY_KEYS = {"other": bytes(32)}
    assert LOT_OF("45-2026-0000") != lots[0]


def test_dismissed_twice_it_is_drawn_once(walk, cast, lot):
    lot(0.0)
    walk.in_review().dismissed().tick(2).do("reopen", cast.camille, why="Regardez encore.", evidence="")
    walk.dismissed(by=cast.nina).tick(3)
    assert walk.case.rereadings.count() == 1
    assert not Deadline.objects.filter(case=walk.case, kind="rereading", done_at=None).exists()


# The reading ----------------------------------------------------------------------------------------------------------


def test_whoever_would_have_gone_on_reopens_it_by_the_usual_route(drawn, cast):
    drawn.do("reread", cast.nora, would_dismiss=False)
    drawn.do("reopen", cast.nora, why="Une seconde lecture.", evidence="Une capture retrouvée depuis.")
    assert (drawn.case.state, drawn.case.held_by_id) == ("in_review", "national")


def test_the_clock_draws_only_what_was_dismissed(walk, lot):
    lot(0.0)
    walk.in_review().in_deliberation().warned().opened().tick(400)
    assert walk.case.state == "closed" and not walk.case.rereadings.exists()
    refused(walk, "draw_for_rereading", CLOCK)


def test_it_is_read_again_once_and_nobody_is_told(drawn, cast):
    before = drawn.case
    case = drawn.do("reread", cast.nora, would_dismiss=False)
    assert (case.state, case.outcome, case.basis) == ("closed", "dismissed", before.basis)
    assert told_by(drawn) == {} and entry(drawn).role == "national"
    row = Reread.objects.get()
    assert (row.read_by, row.agrees, row.read_at) == (cast.nora, False, drawn.at)
    refused(drawn, "reread", cast.noah, would_dismiss=True)
    assert Reread.objects.get().agrees is False
