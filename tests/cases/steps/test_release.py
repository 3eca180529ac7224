"""release: whoever has a case in charge gives it back, and says why."""

from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"why": "Je pars en congé."}


@beginning
def claimed(walk, cast):
    walk.do("claim", cast.alice)
    return walk


def test_who_does_not_examine_the_case_gives_nothing_back(claimed):
    forbidden(claimed, "release", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **SAID)


def test_the_claim_of_another_is_not_given_back(claimed, cast):
    assert "charge" in refused(claimed, "release", cast.bob, **SAID)


def test_what_is_given_back_may_be_claimed_again(claimed, cast):
    case = claimed.do("release", cast.alice, **SAID)
    assert (case.claimed_by, case.claimed_at) == (None, None)
    assert "claim" not in runs(claimed)
    assert told_by(claimed) == {}
    assert (entry(claimed).content.why, entry(claimed).content.by) == ("Je pars en congé.", cast.alice)
    assert claimed.do("claim", cast.bob).claimed_by == cast.bob


def test_it_is_given_back_once(claimed, cast):
    claimed.do("release", cast.alice, **SAID)
    refused(claimed, "release", cast.alice, **SAID)


def test_a_closed_case_is_not_given_back(claimed, cast):
    claimed.dismissed()
    stale(claimed, "release", cast.alice, **SAID)


def test_the_form_asks_why(claimed, cast):
    assert says(claimed, "release", cast.alice, SAID) == {}
    assert list(says(claimed, "release", cast.alice, SAID, why=" ")) == ["why"]
