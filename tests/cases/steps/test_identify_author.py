"""identify_author: the member whose post it is; the case goes to the body that examines such a member."""

import pytest

from accounts.models import Member
from tests.beginnings import beginning

from ..cast import Walk, days, limit
from .promises import entry, forbidden, form, refused, runs, says, stale, told_by


@beginning
def jean(cast):
    return cast.jean.member


def test_who_does_not_examine_the_case_identifies_nobody(walk, jean):
    names = ["camille", "jean", "marie", "parisa", "olga", "paul", "dora", "carl", "root"]
    forbidden(walk, "identify_author", *names, member=jean)


def test_the_national_office_calls_a_case_up_first(walk, cast, jean):
    assert "Loiret" in stale(walk, "identify_author", cast.nina, member=jean)


def test_whoever_is_asked_to_step_aside_identifies_nobody(walk, cast, jean):
    walk.identified()
    walk.asked_aside(cast.alice)
    assert "récusation" in refused(walk, "identify_author", cast.alice, member=jean)


def test_the_author_is_known_and_nobody_is_told_before_there_is_something_to_say(walk, cast, jean):
    case = walk.do("identify_author", cast.alice, member=jean)
    assert (case.member, case.federation_id, case.held_by_id, case.state) == (jean, "45", "45", "reported")
    assert case.informed_at is None
    assert told_by(walk) == {}
    assert entry(walk).content.answers == {"member": str(jean.pk)}


def test_a_case_that_stays_keeps_its_claim_and_its_deadline(walk, cast, jean):
    walk.do("claim", cast.alice)
    before = runs(walk)
    case = walk.do("identify_author", cast.alice, member=jean)
    assert case.claimed_by == cast.alice
    assert runs(walk) == {**before, "inform": walk.at + days(30)}


def test_a_member_of_elsewhere_takes_the_case_along_and_its_reporter_learns_where(language, walk, cast):
    walk.do("claim", cast.alice)
    case = walk.do("identify_author", cast.alice, member=cast.parisa.member)
    assert (case.held_by_id, case.federation_id, case.claimed_by) == ("75", "75", None)
    assert runs(walk)["federation"] == limit(42, walk.at)
    assert told_by(walk) == {"camille": ["moved.reporter"]}


def test_the_national_office_hands_a_case_down_to_the_federation_of_its_author(cast, jean):
    walk = Walk(cast, federation=None)
    case = walk.do("identify_author", cast.nina, member=jean)
    assert (case.held_by_id, case.federation_id) == ("45", "45")
    assert runs(walk)["federation"] == limit(42, walk.at)
    assert told_by(walk) == {"camille": ["moved.reporter"]}


def test_whoever_holds_a_mandate_is_examined_by_the_national_office(walk, cast):
    case = walk.do("identify_author", cast.alice, member=cast.maire.member)
    assert (case.held_by_id, case.federation_id) == ("national", "45")
    assert told_by(walk) == {"camille": ["moved.reporter"]}


def test_a_report_kept_away_from_its_federation_stays_away(cast, jean):
    walk = Walk(cast, other_body=True)
    case = walk.do("identify_author", cast.nina, member=jean)
    assert (case.held_by_id, case.federation_id) == ("national", "45")
    assert told_by(walk) == {}


def test_a_case_under_review_stays_where_it_is(walk, cast):
    case = walk.in_review().do("identify_author", cast.alice, member=cast.parisa.member)
    assert (case.state, case.held_by_id, case.federation_id) == ("in_review", "45", "75")


def test_another_author_inherits_nothing_of_the_first(walk, cast):
    walk.in_review().do("request_removal", cast.alice, text="Retirez-la.", answer_by=(walk.at + days(9)).date())
    walk.do("name_counsel", cast.jean, person=cast.carl)
    walk.do("disown_account", cast.jean, why="Je ne suis pas sur X.")
    case = walk.do("identify_author", cast.alice, member=cast.marie.member)
    assert (case.member, case.informed_at, case.disowned_at) == (cast.marie.member, None, None)
    assert not walk.case.has_role("assists")
    assert told_by(walk) == {}


def test_a_hearing_that_went_on_identifies_nobody_else(walk, cast, jean):
    walk.in_review().in_hearing()
    stale(walk, "identify_author", cast.alice, member=jean)


def test_the_form_finds_a_member_by_the_exact_number(walk, cast, jean):
    asked = form(walk, "identify_author", cast.alice, {"member": " A-jean "})
    assert asked.is_valid() and asked.answers == {"member": jean}


@pytest.mark.parametrize("number", ["", "A-jea", "A-nobody", "a\x00b", "x" * 21, "A-jean\u202e", "*"])
def test_the_form_refuses_a_number_that_is_nobody_s(walk, cast, number):
    assert list(says(walk, "identify_author", cast.alice, {"member": number})) == ["member"]


def test_the_form_proposes_the_member_who_declared_the_account(walk, cast):
    assert form(walk, "identify_author", cast.alice, None).first_answers() == {"member": "A-jean"}
    Member.objects.get(number="A-jean").declared_accounts.all().delete()
    assert form(walk, "identify_author", cast.alice, None).first_answers() == {"member": ""}
