"""restrict_case: only those already named on a case, who has it in charge and the national office still open it."""

from cases.models import Case
from tests.beginnings import beginning

from .promises import forbidden, refused, runs, says, stale, told_by

SAID = {"why": "La personne est connue de toute la fédération."}


@beginning
def ready(walk):
    return walk.in_review()


def readers(walk):
    """By name, those of the cast who read its content."""
    people = {name: getattr(walk.cast, name) for name in ("alice", "bob", "olga", "nina")}
    return {name for name, one in people.items() if Case.objects.seen_by(one, at=walk.at).exists()}


def test_who_does_not_examine_the_case_shuts_nothing(ready):
    forbidden(ready, "restrict_case", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **SAID)


def test_a_closed_case_is_not_shut(ready, cast):
    ready.dismissed()
    stale(ready, "restrict_case", cast.alice, **SAID)


def test_only_those_named_and_the_national_office_still_read_it(ready, cast):
    assert readers(ready) == {"alice", "bob", "nina"}
    basis = ready.case.basis
    case = ready.do("restrict_case", cast.alice, **SAID)
    assert (case.named_only_at, case.basis) == (ready.at, basis)
    assert readers(ready) == {"alice", "nina"}
    assert told_by(ready) == {}


def test_those_not_named_act_no_more_than_they_read(ready, cast):
    ready.do("restrict_case", cast.alice, **SAID)
    forbidden(ready, "note", "bob", text="Vu.", is_opinion=False)
    ready.do("note", cast.alice, text="Vu.", is_opinion=False)


def test_a_case_is_opened_to_a_colleague_by_giving_it_in_charge(ready, cast):
    ready.do("restrict_case", cast.alice, **SAID)
    ready.do("assign", cast.alice, person=cast.bob)
    assert readers(ready) == {"alice", "bob", "nina"}
    ready.do("note", cast.bob, text="Vu.", is_opinion=False)


def test_whoever_shuts_a_case_that_nobody_has_in_charge_has_it(walk, cast):
    case = walk.do("restrict_case", cast.bob, **SAID)
    assert case.claimed_by == cast.bob and "claim" in runs(walk)
    assert readers(walk) == {"bob", "nina"}


def test_it_is_shut_once(ready, cast):
    ready.do("restrict_case", cast.alice, **SAID)
    assert "déjà" in refused(ready, "restrict_case", cast.alice, **SAID)


def test_the_form_asks_why(ready, cast):
    assert list(says(ready, "restrict_case", cast.alice, {})) == ["why"]
