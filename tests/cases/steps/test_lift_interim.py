"""lift_interim: two people end an interim suspension before its date."""

from cases.models import Measure
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, stale, told_by


@beginning
def ready(walk):
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim").opened()
    return walk.proposed("lift")


def test_only_the_national_office_signs_it(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "lift_interim", *names, sha256=ready.case.open_proposal().sha256)


def test_who_proposed_does_not_sign(ready, cast):
    refused(ready, "lift_interim", cast.noah, sha256=ready.case.open_proposal().sha256)


def test_nobody_signs_another_text(ready, cast):
    refused(ready, "lift_interim", cast.nora, sha256="0" * 64)


def test_nothing_is_lifted_that_does_not_run(walk, cast):
    walk.in_review().referred()
    refused(walk, "lift_interim", cast.nora, sha256="0" * 64)
    walk.dismissed(cast.nina)
    stale(walk, "lift_interim", cast.nora, sha256="0" * 64)


def test_it_ends_at_once_and_the_examination_goes_on(language, ready, cast):
    case = ready.signed("lift_interim").case
    assert (case.state, case.measures.get().lifted_at) == ("in_review", ready.at)
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()
    assert "interim_end" not in runs(ready)
    assert told_by(ready) == {
        "jean": ["interim_ended.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert (case.decisions.latest("number").kind, entry(ready).act_sha256) == (
        "lift", case.decisions.latest("number").sha256,
    )  # fmt: skip


def test_an_unopened_one_is_lifted_too_and_its_letter_starts_nothing_later(walk, cast):
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim")
    walk.proposed("lift").signed("lift_interim").opened()
    assert walk.case.measures.get().starts_at is None
    assert not Measure.objects.restricting(cast.jean.member, walk.at).exists()


def test_it_is_lifted_once(ready, cast):
    ready.signed("lift_interim")
    refused(ready, "lift_interim", cast.nora, sha256="0" * 64)
