"""Figures outlive what they count: each case once, whatever becomes of it, and no row leads back to it."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from cases.door import rehearse
from cases.models import Case, Figure

from .cast import MONDAY, Walk, days

CLEARED = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
ADVISED = {"outcome": "advice", "dismissal_reason": "", "reasons": "Un mot à ce sujet.", "by_on": None}
SECOND_LOOK = {"why": "Relisez, s’il vous plaît.", "evidence": ""}


def told(what="case"):
    """Outcome or result → how many, as the rows sum up."""
    rows = Figure.objects.filter(what=what).values_list("outcome", "result").annotate(n=Sum("count"))
    return {outcome or result: n for outcome, result, n in rows.order_by("outcome", "result") if n}


def test_nothing_counts_before_it_is_decided(walk):
    walk.in_review().in_deliberation()
    assert not Figure.objects.exists()


def test_a_rehearsal_counts_nothing(walk, cast):
    case = walk.in_review().case
    rehearse(case, "close_without_sanction", by=cast.alice, at=walk.at + days(1), **CLEARED | {"outcome": "dismissed",
             "dismissal_reason": "no_breach"})  # fmt: skip
    assert not Figure.objects.exists()


def test_a_dismissal_counts_once_with_what_is_no_longer_known_later(walk):
    walk.in_review().dismissed()
    [row] = Figure.objects.all()
    assert (row.what, row.count, row.month.isoformat(), row.outcome) == ("case", 1, "2026-12-01", "dismissed")
    assert (row.region, row.category, row.network) == ("Centre-Val de Loire", "respect", "x")
    assert (row.level, row.measure, row.days, row.interim_days) == ("federation", "", None, None)
    assert row.hours == (walk.at - MONDAY) // days(1 / 24)


def test_a_warning_counts_when_it_is_decided_and_no_more_when_it_ends(walk):
    walk.in_review().in_deliberation().warned()
    assert told() == {"warning": 1}
    assert walk.opened().tick(400).case.state == "closed"
    assert told() == {"warning": 1} and Figure.objects.count() == 1


def test_a_suspension_says_how_long_and_how_much_of_it_is_suspended(walk):
    walk.in_review().suspended(days=90, suspended_days=30, probation_months=12)
    [row] = Figure.objects.all()
    assert (row.outcome, row.measure, row.days, row.suspended_days) == ("suspension", "suspension", 90, 30)
    assert (row.scope, row.level) == ("full_membership", "national")


def test_interim_days_are_those_served_until_the_decision(walk, cast):
    walk.in_review().referred().interim(days=10).opened().tick(12)
    walk.do("close_without_sanction", cast.nina, **ADVISED)
    [row] = Figure.objects.all()
    assert (row.interim_days, row.interim_ground, row.measure) == (10, "risk", "")


def test_silence_counts_as_what_it_is(walk):
    walk.in_review().tick(100)
    assert walk.case.outcome == "lapsed"
    assert told() == {"lapsed": 1}


def test_what_is_looked_at_again_is_taken_back_and_counts_anew(walk, cast):
    walk.in_review().dismissed().do("reopen", cast.camille, **SECOND_LOOK)
    assert told() == {}
    walk.in_review(cast.nina) if walk.case.state == "reported" else None
    walk.do("close_without_sanction", cast.nina, **ADVISED)
    assert told() == {"advice": 1}
    assert told("second_look") == {"advice": 1}
    assert Figure.objects.filter(what="case").count() == 3


def test_a_second_look_counts_once_though_new_evidence_reopens_the_case(walk, cast):
    walk.in_review().dismissed().do("reopen", cast.camille, **SECOND_LOOK)
    walk.dismissed(cast.nina).do("reopen", cast.noah, why="Une autre copie.", evidence="Le texte entier.")
    walk.dismissed(cast.nora)
    assert told() == {"dismissed": 1}
    assert told("second_look") == {"dismissed": 1}


def test_what_was_taken_back_is_what_was_counted_though_the_region_has_another_name(walk, cast):
    walk.in_review().dismissed()
    region, body = walk.case.federation.region, walk.case.federation
    body.region = "Val de Loire"
    body.save()
    walk.do("reopen", cast.camille, **SECOND_LOOK)
    assert set(Figure.objects.values_list("region", "count")) == {(region, 1), (region, -1)}


@pytest.mark.parametrize("result", ["upheld", "annulled"])
def test_an_appeal_counts_beside_what_it_was_against(walk, cast, result):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    said = {"result": result, "text": "La commission a délibéré.", "kind": "", "days": None, "months": None}
    walk.do("propose_result", cast.paul, **said)
    walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    assert (told(), told("appeal")) == ({"warning": 1}, {result: 1})
    assert Figure.objects.get(what="appeal").measure == "warning"
    assert Figure.objects.get(what="appeal").hours > 24


def test_an_appeal_withdrawn_or_left_without_an_answer_says_so(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().do("withdraw_appeal", cast.jean)
    assert told("appeal") == {"withdrawn": 1}
    other = Walk(cast, at=walk.at).in_review().in_deliberation().warned().opened().appealed().tick(100)
    assert other.case.outcome == "annulled"
    assert (told(), told("appeal")) == ({"warning": 2}, {"withdrawn": 1, "lapsed": 1})


def test_an_identity_granted_or_refused_counts_without_its_report(walk, cast):
    walk.do("ask_identity", cast.nora, report=walk.report, reason="Le parquet le demande.")
    walk.do("answer_identity", cast.dora, granted=False, reason="Rien ne l’impose.")
    assert told("identity") == {"refused": 1}


def test_an_exercise_counts_nowhere(cast):
    cast.jean.member.federation_id = "99"
    cast.jean.member.save()
    walk = Walk(cast, federation="99")
    walk.do("identify_author", cast.nina, member=cast.jean.member) if walk.case.held_by_id == "national" else None
    walk.tick(100)
    assert walk.case.state == "closed" and walk.case.is_exercise
    assert not Figure.objects.exists()


def test_what_is_forgotten_stays_counted_to_the_unit(walk):
    walk.in_review().dismissed()
    before = list(Figure.objects.order_by("pk").values())
    assert walk.tick(100).case.anonymised_at
    assert list(Figure.objects.order_by("pk").values()) == before
    assert walk.case.counted_as is None


def test_no_key_leads_from_a_figure_to_a_case_nor_to_anybody():
    assert not any(field.is_relation for field in Figure._meta.get_fields())
    assert not any(field.related_model is Figure for field in Case._meta.get_fields() if field.is_relation)


def test_a_figure_is_neither_changed_nor_deleted(walk):
    walk.in_review().dismissed()
    for change in ("UPDATE cases_figure SET outcome = 'cleared'", "DELETE FROM cases_figure"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)


def test_a_month_is_that_of_the_seat(cast):
    """An hour before midnight UTC of the last of December it is next year in Paris already."""
    walk = Walk(cast, at=datetime(2026, 12, 30, 23, 30, tzinfo=UTC)).identified()
    walk.dismissed()
    assert walk.at.year == 2026
    assert Figure.objects.of_year(2027).count() == 1
