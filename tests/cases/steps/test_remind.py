"""remind: a letter that nobody opens is announced again after a week, once."""

from cases.grammar import CLOCK
from cases.models import Deadline

from ..cast import days
from .promises import entry, forbidden, refused, runs, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_only_the_clock_reminds(walk):
    forbidden(walk.in_review().in_hearing(), "remind", *PEOPLE)


def test_not_before_its_day(walk):
    refused(walk.in_review().in_hearing(), "remind", CLOCK)


def test_after_a_week_the_person_is_told_again_and_the_deadline_is_done(language, walk):
    sent = walk.in_review().in_hearing().at
    basis = walk.case.basis
    walk.tick(8)
    assert (entry(walk).step, entry(walk).role, entry(walk).at) == ("remind", "clock", sent + days(7))
    assert told_by(walk) == {"jean": ["reminder.concerned"]}
    assert (walk.case.state, walk.case.basis, walk.case.served_at) == ("hearing", basis, None)
    assert "unopened" not in runs(walk)
    assert Deadline.objects.get(case=walk.case, kind="unopened").done_how == "remind"
    walk.tick(20)
    assert walk.case.entries.filter(step="remind").count() == 1


def test_nobody_is_reminded_of_a_letter_that_was_opened(walk):
    walk.in_review().in_hearing().opened().tick(8)
    assert not walk.case.entries.filter(step="remind").exists()


def test_a_decision_and_an_interim_suspension_are_reminded_of_too(walk, cast):
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim").tick(8)
    assert told_by(walk) == {"jean": ["reminder.concerned"]}
    walk.opened().in_hearing(cast.nina, "suspension").opened().heard().proposed().signed().tick(8)
    assert told_by(walk) == {"jean": ["reminder.concerned"]}


def test_counsel_is_reminded_with_the_person(walk, cast):
    walk.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    walk.tick(8)
    assert set(told_by(walk)) == {"jean", "carl"}
