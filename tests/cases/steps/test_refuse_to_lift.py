"""refuse_to_lift: whoever asked for a lifting learns why the measure stays."""

from notifications.models import Letter
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"reason": "Le risque demeure : les messages continuent."}
WHY = "Je me suis expliqué avec la personne visée."


@beginning
def ready(walk):
    walk.in_review().referred().interim().opened()
    walk.do("ask_to_lift", walk.cast.jean, why=WHY)
    return walk


def test_only_the_national_office_answers(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "refuse_to_lift", *names, **SAID)


def test_nothing_is_refused_that_nobody_asked(walk, cast):
    walk.in_review().referred().interim().opened()
    assert "Personne" in refused(walk, "refuse_to_lift", cast.nora, **SAID)


def test_nothing_is_refused_where_nothing_runs(walk, cast):
    stale(walk, "refuse_to_lift", cast.nora, **SAID)


def test_whoever_is_asked_to_step_aside_does_not_answer(ready, cast):
    ready.asked_aside(cast.nora)
    assert "récusation" in refused(ready, "refuse_to_lift", cast.nora, **SAID)


def test_the_measure_goes_on_and_the_person_reads_why(language, ready, cast):
    ends, basis = ready.case.measures.get().ends_at, ready.case.basis
    case = ready.do("refuse_to_lift", cast.nora, **SAID)
    wish = case.inquiries.get()
    assert (wish.answer, wish.answered_at) == (SAID["reason"], ready.at)
    assert (case.measures.get().ends_at, case.measures.get().lifted_at, case.basis) == (ends, None, basis)
    assert told_by(ready) == {"jean": ["lift_refused.concerned"]}
    assert SAID["reason"] in Letter.objects.get(act="lift_refused").body
    assert not {"lift_answer", "lift_silence"} & runs(ready).keys()
    assert (entry(ready).role, entry(ready).body) == ("national", "national")


def test_it_is_refused_once_and_may_be_asked_again(ready, cast):
    ready.do("refuse_to_lift", cast.nora, **SAID)
    refused(ready, "refuse_to_lift", cast.nora, **SAID)
    ready.do("ask_to_lift", cast.jean, why=WHY)
    ready.do("refuse_to_lift", cast.nina, **SAID)
    assert not ready.case.inquiries.filter(answered_at=None).exists()


def test_of_a_warning_too(walk, cast):
    walk.in_review().in_deliberation().warned().opened().do("ask_to_lift", cast.jean, why=WHY)
    assert walk.do("refuse_to_lift", cast.nora, **SAID).state == "warned"
    assert told_by(walk) == {"jean": ["lift_refused.concerned"]}


def test_the_form_asks_why(ready, cast):
    assert list(says(ready, "refuse_to_lift", cast.nora, {})) == ["reason"]
