"""The main job, from a report to a decision, without pages."""

from cases.models import Measure
from notifications.models import Notice

from .cast import days


def told(person):
    return [(one.letter.act, one.letter.audience) for one in Notice.objects.filter(recipient=person).order_by("pk")]


def test_a_report_becomes_a_warning_and_both_sides_are_told(walk, cast):
    walk.in_review().in_deliberation().warned().opened()
    case = walk.case
    assert case.state == "warned" and case.appeal_until > walk.at + days(29)
    assert told(cast.camille) == [("received_open", "reporter"), ("review_opened", "reporter"), ("outcome", "reporter")]
    assert [act for act, _ in told(cast.jean)] == [
        "grievances", "served", "hearing_closed", "decision_warning", "served",
    ]  # fmt: skip
    quiet = Notice.objects.filter(deliveries=None).values_list("letter__act", "letter__audience")
    assert set(quiet) == {("review_opened", "reporter"), ("served", "concerned"), ("hearing_closed", "in_charge")}


def test_a_suspension_is_proposed_by_one_and_signed_by_another(walk, cast):
    walk.in_review().suspended(days=30, suspended_days=10, probation_months=12)
    assert walk.case.state == "suspended"
    assert not Measure.objects.restricting(cast.jean.member, walk.at)
    walk.opened()
    assert Measure.objects.restricting(cast.jean.member, walk.at)
    walk.tick(25)
    assert walk.case.state == "probation"
    assert not Measure.objects.restricting(cast.jean.member, walk.at)
    walk.tick(400)
    assert (walk.case.state, walk.case.outcome) == ("closed", "completed")


def test_an_appeal_ends_in_annulment(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("propose_result", cast.paul, result="annulled", kind="", days=None, months=None, text="Les faits manquent.")
    walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    assert (walk.case.state, walk.case.outcome) == ("closed", "annulled")
