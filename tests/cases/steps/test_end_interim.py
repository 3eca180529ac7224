"""end_interim: at its date an interim suspension is over, by itself, and people are told."""

from cases.grammar import CLOCK
from cases.models import Measure

from .promises import entry, forbidden, refused, runs, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def running(walk):
    return walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim").opened()


def test_only_the_clock_ends_it(walk):
    forbidden(running(walk), "end_interim", *PEOPLE)


def test_not_before_its_day(walk):
    refused(running(walk), "end_interim", CLOCK)


def test_it_is_over_at_its_date_and_the_examination_goes_on(language, walk, cast):
    ends = running(walk).case.measures.get().ends_at
    walk.tick(31)
    assert (entry(walk).step, entry(walk).role, entry(walk).at) == ("end_interim", "clock", ends)
    assert walk.case.state == "in_review"
    assert not Measure.objects.restricting(cast.jean.member, walk.at).exists()
    assert told_by(walk) == {
        "jean": ["interim_ended.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert "interim_end" not in runs(walk)
    walk.tick(10)
    assert walk.case.entries.filter(step="end_interim").count() == 1


def test_the_time_at_which_the_clock_looks_changes_nothing_of_when_it_ended(walk, cast):
    ends = running(walk).case.measures.get().ends_at
    walk.tick(35)
    assert walk.case.measures.get().ends_at == ends
    assert not Measure.objects.restricting(cast.jean.member, walk.at).exists()


def test_it_ends_at_its_date_though_a_decision_waits_to_be_opened(walk, cast):
    running(walk).in_hearing(cast.nina, "suspension").opened().heard().proposed(days=60).signed()
    assert walk.case.state == "suspended"
    assert Measure.objects.restricting(cast.jean.member, walk.at).exists()
    walk.tick(31)
    assert not Measure.objects.restricting(cast.jean.member, walk.at).exists()
    assert "jean" in told_by(walk)
    walk.opened()
    assert walk.case.measures.get(kind="suspension").credited_days == 30


def test_a_renewal_that_was_not_opened_in_time_waits_for_its_letter(walk):
    running(walk).proposed("renewal", days=20, ground="risk").signed("renew_interim").tick(31)
    assert walk.case.measures.latest("pk").starts_at is None
    assert walk.opened().case.measures.latest("pk").starts_at == walk.at
