"""open_letter: the one act of the person that serves a letter; from then on everything runs."""

from datetime import UTC, datetime

import pytest

from cases.legal_time import last_moment
from cases.models import Measure
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import Walk, days
from .promises import entry, forbidden, form, refused, runs, told_by


@beginning
def ready(walk):
    """Notified on 9 December."""
    return walk.in_review().in_hearing()


def test_nobody_opens_the_letter_of_another(ready):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "open_letter", *names)


def test_counsel_reads_and_does_not_open(ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.carl)
    forbidden(ready, "open_letter", "carl")


def test_there_is_nothing_to_open_before_a_letter_is_sent(walk, cast):
    assert "Aucune lettre" in refused(walk.in_review().informed(), "open_letter", cast.jean)


def test_the_window_runs_from_the_opening_and_both_dates_are_told(language, ready, cast):
    basis = ready.case.basis
    case = ready.do("open_letter", cast.jean)
    service = case.services.get()
    assert (service.how, service.served_at, case.served_at, case.basis) == ("opened", ready.at, ready.at, basis)
    ends = datetime(2026, 12, 21, 22, 59, 59, 999999, tzinfo=UTC)  # the tenth day is a Sunday
    assert case.window_ends_at == runs(ready)["reply"] == ends
    assert "unopened" not in runs(ready)
    assert told_by(ready) == {"jean": ["served.concerned"]}
    body = Letter.objects.get(act="served").body
    assert ("21 décembre 2026" if language == "fr" else "21 December 2026") in body
    assert (entry(ready).role, entry(ready).body) == ("concerned", "")


def test_a_letter_is_opened_once(ready, cast):
    ready.opened()
    refused(ready, "open_letter", cast.jean)


def test_grievances_of_a_suspension_leave_more_time(walk):
    walk.in_review().referred().in_hearing(walk.cast.nina, "suspension").opened()
    ends = walk.case.window_ends_at.astimezone(walk.case.zone)
    assert (ends.date() - walk.at.date()).days in (15, 16, 17)


@pytest.mark.parametrize("decided", ["warned", "suspended"])
def test_a_decision_takes_effect_and_its_appeal_runs(language, walk, cast, decided):
    walk.in_review()
    if decided == "warned":
        walk.in_deliberation().warned().opened()
    else:
        walk.suspended(days=30).opened()
    case, measure = walk.case, walk.case.measures.get()
    assert measure.starts_at == walk.at
    assert case.appeal_until > walk.at + days(29)
    assert runs(walk)["measure_end"] == measure.ends_at and "unserved" not in runs(walk)
    told = told_by(walk)
    assert told.pop("jean") == ["served.concerned"]
    assert told == ({} if decided == "warned" else {"alice": ["effect.federation"], "bob": ["effect.federation"]})
    assert Measure.objects.restricting(cast.jean.member, walk.at).exists() == (decided == "suspended")


def test_two_letters_are_opened_one_after_the_other(walk, cast):
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim")
    walk.in_hearing(cast.nina, "suspension").opened()
    assert walk.case.measures.get().starts_at == walk.at
    assert "unopened" in runs(walk) and walk.case.served_at is None
    walk.opened()
    assert walk.case.served_at == walk.at and "unopened" not in runs(walk)


def test_a_suspended_member_still_opens_what_is_sent(walk, cast):
    walk.in_review().suspended(days=300).opened().proposed("lift").signed("lift_measure")
    assert refused(walk, "open_letter", cast.jean)  # a lifting waits for nobody
    assert walk.case.outcome == "lifted"


def test_the_form_asks_nothing(ready, cast):
    asked = form(ready, "open_letter", cast.jean, {})
    assert asked.is_valid() and asked.answers == {}


def test_who_wrote_on_the_organisations_own_site_has_six_months_to_appeal(cast, settings):
    """DSA, art. 20: 183 days at least, counted as any window; the letter says so."""
    settings.OWN_HOSTS = ["programme.example.org"]
    walk = Walk(cast, address="https://programme.example.org/article12").in_review().in_deliberation().warned()
    assert "183 jours" in Letter.objects.get(act="decision_warning", audience="concerned").body
    walk.opened()
    assert walk.case.post.network == "own"
    assert walk.case.appeal_until == last_moment(walk.at, 183, body=walk.case.member.federation).due_at


def test_who_wrote_elsewhere_has_thirty_days(walk):
    walk.in_review().in_deliberation().warned().opened()
    assert walk.case.appeal_until == last_moment(walk.at, 30, body=walk.case.member.federation).due_at
