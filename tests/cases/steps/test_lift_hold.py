"""lift_hold: once no court needs a case any more, its days count again."""

from datetime import timedelta

from cases.mornings import make_round
from notifications.models import Notice

from ..cast import days
from .promises import entry, forbidden, refused, says, told_by

WHY = {"why": "La plainte est classée."}


def kept(walk, until=150):
    said = {"until": (walk.at + days(until)).date(), "why": "Une plainte est déposée."}
    walk.do("hold_for_law", walk.cast.nina, **said)
    return walk


def test_only_the_national_office_lifts_it(walk):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(kept(walk), "lift_hold", *names, **WHY)


def test_there_must_be_one(walk, cast):
    assert "n’est pas conservé" in refused(walk, "lift_hold", cast.nina, **WHY)


def test_it_is_gone_and_nobody_is_told(walk, cast):
    case = kept(walk).do("lift_hold", cast.nora, **WHY)
    assert case.legal_hold_until is None
    assert told_by(walk) == {} and entry(walk).content.why == WHY["why"]


def test_days_that_have_passed_meanwhile_are_now(walk, cast):
    kept(walk.dismissed())
    assert walk.tick(100).case.restricted_at is None
    walk.do("lift_hold", cast.nora, **WHY)
    case = walk.tick(0.1).case
    assert case.restricted_at and case.anonymised_at


def test_the_form_asks_why(walk, cast):
    kept(walk)
    assert says(walk, "lift_hold", cast.nina, {"why": "La plainte est classée."}) == {}
    assert list(says(walk, "lift_hold", cast.nina, {})) == ["why"]


def test_the_national_office_is_reminded_two_weeks_before_and_three_days(walk):
    kept(walk, until=40)
    until = walk.case.legal_hold_until
    heard = []
    for later in range(45):
        make_round(at=walk.at + days(later))
        told = Notice.objects.filter(letter__act="hold_review", recipient__name="Nora").count()
        if told > len(heard):
            heard.append(until - (walk.at + days(later)).date())
    assert heard == [timedelta(days=14), timedelta(days=3)]
    assert not Notice.objects.filter(letter__act="hold_review", recipient__name__in=["Alice", "Jean"]).exists()
