"""restrict: the first step of forgetting, at its day and not before. The days of each outcome: test_retention.py."""

from cases.door import objection
from cases.grammar import CLOCK
from cases.models import Case
from notifications.models import Notice

from ..cast import days
from .promises import entry, forbidden, refused, stale, told_by

PEOPLE = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]


def test_nobody_forgets_by_hand(walk):
    forbidden(walk.dismissed(), "restrict", *PEOPLE)


def test_an_open_case_is_not_forgotten(walk):
    stale(walk, "restrict", CLOCK)


def test_not_before_its_redress_is_over(walk):
    walk.dismissed().at += days(28.9)
    assert "conservé" in refused(walk, "restrict", CLOCK)  # a day later


def test_the_clock_restricts_it_once_its_redress_is_over(walk):
    basis = walk.dismissed().case.basis
    case = walk.tick(31).case
    assert (case.restricted_at, case.state, case.basis) == (entry(walk).at, "closed", basis)
    assert (entry(walk).step, entry(walk).role) == ("restrict", "clock")
    assert told_by(walk) == {}
    refused(walk, "restrict", CLOCK)


def test_what_was_joined_to_it_is_restricted_with_it(walk, joined):
    assert joined.due_at is None
    walk.dismissed().tick(31)
    assert {one.restricted_at for one in Case.objects.all()} == {walk.case.restricted_at} != {None}


def test_its_federation_takes_no_step_any_more_and_the_national_office_does(walk, cast):
    walk.dismissed().tick(31)
    forbidden(walk, "note", "alice", "bob", text="À suivre.", is_opinion=False)
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Une plainte est déposée.")
    assert objection(walk.case, "answer_identity", by=cast.dora, at=walk.at) is None


def test_letters_about_it_are_withheld_from_its_federation_and_stay_with_who_is_concerned(walk, cast, browse):
    walk.in_review().in_deliberation().warned(months=6).opened().tick(250)
    assert walk.case.restricted_at
    told = {one.recipient_id: one for one in Notice.objects.filter(topic=walk.reference).exclude(is_legal=True)}
    shown = {person: Notice.objects.of(person).filter(topic=walk.reference).exists()
             for person in (cast.alice, cast.bob, cast.olga, cast.jean) if person.pk in told}  # fmt: skip
    assert shown.pop(cast.jean) and shown and not any(shown.values())
    for person in shown:
        assert browse(person).get(f"/notifications/{told[person.pk].pk}/").status_code == 404


def test_an_appeal_ends_it(walk, cast):
    walk.in_review().suspended(days=5).opened().tick(7)
    assert walk.case.restricted_at
    withheld = Notice.objects.exclude(withheld_at=None)
    assert withheld.exists()
    walk.appealed()
    assert walk.case.restricted_at is None and not withheld.exists()
    assert not walk.case.deadlines.open().filter(kind__in=["restrict", "anonymise"]).exists()
