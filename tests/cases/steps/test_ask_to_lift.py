"""ask_to_lift: a wish to the national office while a measure runs; of an interim one, answered within five days."""

import pytest

from cases.legal_time import working_days_after
from cases.models import Measure, Parameter
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, days
from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"why": "J’ai suivi l’atelier et retiré la publication."}


@beginning
def warned(walk):
    return walk.in_review().in_deliberation().warned().opened()


def test_nobody_else_asks(warned):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(warned, "ask_to_lift", *names, **SAID)


@beginning
def interim(walk):
    return walk.in_review().referred().interim()


def test_nobody_else_asks_while_the_case_is_examined(interim):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(interim.opened(), "ask_to_lift", *names, **SAID)


def test_there_is_nothing_to_lift_before_a_measure_nor_after_it(walk, cast):
    assert "Aucune suspension" in refused(walk.in_review().in_hearing(), "ask_to_lift", cast.jean, **SAID)
    walk.opened().heard().warned().opened().tick(400)
    assert walk.case.outcome == "completed"
    stale(walk, "ask_to_lift", cast.jean, **SAID)


@pytest.mark.parametrize("measure", ["warned", "suspended", "probation"])
def test_the_wish_is_kept_and_the_national_office_is_told(walk, cast, measure):
    walk.in_review()
    if measure == "warned":
        walk.in_deliberation().warned().opened()
    else:
        walk.suspended(days=30, suspended_days=0 if measure == "suspended" else 30, probation_months=12).opened()
    basis = walk.case.basis
    case = walk.do("ask_to_lift", cast.jean, **SAID)
    wish = case.inquiries.get()
    assert (wish.kind, wish.to_person, wish.text, wish.asked_at) == ("lift", cast.jean, SAID["why"], walk.at)
    assert (case.state, case.basis) == (measure, basis)
    assert told_by(walk) == {name: ["lift_asked.national"] for name in ("nina", "noah", "nora")}
    assert entry(walk).content.why == SAID["why"]


def test_it_is_no_question_that_waits_for_the_person(warned, cast):
    warned.do("ask_to_lift", cast.jean, **SAID)
    assert "Aucune question" in refused(warned, "answer_inquiry", cast.jean, answer="Oui.")


def test_a_case_that_is_lifted_ends(warned, cast):
    warned.do("ask_to_lift", cast.jean, **SAID)
    warned.proposed("lift").signed("lift_measure")
    assert warned.case.outcome == "lifted"


def test_the_form_asks_why(warned, cast):
    assert list(says(warned, "ask_to_lift", cast.jean, {})) == ["why"]


# While the case is examined -------------------------------------------------------------------------------------------


def test_what_may_be_asked_tells_nothing_of_a_letter_that_is_not_open_yet(interim, cast):
    before = refused(interim, "ask_to_lift", cast.jean, **SAID)
    interim.opened().proposed("lift").signed("lift_interim")
    assert refused(interim, "ask_to_lift", cast.jean, **SAID) == before


def test_an_answer_is_due_in_five_working_days_where_the_member_lives(interim, cast):
    case = interim.opened().do("ask_to_lift", cast.jean, **SAID)
    home = case.member.federation
    assert runs(interim)["lift_answer"] == working_days_after(interim.at, 5, body=home)
    assert runs(interim)["lift_silence"] == working_days_after(interim.at, 10, body=home)
    assert told_by(interim) == {name: ["lift_asked.national"] for name in ("nina", "noah", "nora")}


def test_the_delays_are_those_that_the_organisation_has_set(cast):
    for key, value in (("LIFT_ANSWER_DAYS", 2), ("LIFT_SILENCE_DAYS", 4)):
        Parameter.objects.create(key=key, value=value, valid_from=MONDAY - days(1))
    walk = Walk(cast).in_review().referred().interim().opened()
    walk.do("ask_to_lift", cast.jean, **SAID)
    home = walk.case.member.federation
    assert [runs(walk)[kind] for kind in ("lift_answer", "lift_silence")] == [
        working_days_after(walk.at, count, body=home) for count in (2, 4)
    ]


def test_counsel_asks_too(interim, cast):
    interim.opened().do("name_counsel", cast.jean, person=cast.carl)
    interim.do("ask_to_lift", cast.carl, **SAID)
    assert interim.case.inquiries.get().to_person == cast.carl


def test_what_waits_is_not_asked_twice(interim, cast):
    interim.opened().do("ask_to_lift", cast.jean, **SAID)
    assert "déjà demandé" in refused(interim, "ask_to_lift", cast.jean, **SAID)


def test_nor_while_a_sanction_runs(warned, cast):
    warned.do("ask_to_lift", cast.jean, **SAID)
    assert "déjà demandé" in refused(warned, "ask_to_lift", cast.jean, **SAID)


def test_nobody_answers_and_the_person_is_free_again(language, interim, cast):
    """Late after five working days; after ten the silence ends it, in favour of the member, and for good."""
    interim.opened().do("ask_to_lift", cast.jean, **SAID)
    answer, silence = runs(interim)["lift_answer"], runs(interim)["lift_silence"]
    interim.tick((answer - interim.at).days + 1)
    assert Measure.objects.restricting(cast.jean.member, interim.at).exists()
    assert interim.case.due_at == answer < interim.at
    interim.tick((silence - interim.at).days + 1)
    assert not Measure.objects.restricting(cast.jean.member, interim.at).exists()
    assert (entry(interim).step, entry(interim).role, entry(interim).at) == ("end_interim", "clock", silence)
    assert (interim.case.measures.get().lifted_at, interim.case.state) == (silence, "in_review")
    assert told_by(interim) == {
        "jean": ["interim_ended.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    said = "personne n’a répondu" if language == "fr" else "nobody answered"
    assert said in Letter.objects.get(act="interim_ended").body
    assert not {"lift_answer", "lift_silence", "interim_end"} & runs(interim).keys()
    assert not interim.case.has_role("wishing")
    assert "interim" not in interim.case.proposable(interim.at)


def test_silence_costs_a_signed_renewal_too(interim, cast):
    """Whose letter is not open yet: what nobody answered for does not go on by another letter."""
    interim.opened().proposed("renewal", days=20, ground="risk").signed("renew_interim")
    interim.do("ask_to_lift", cast.jean, **SAID)
    interim.tick(16)
    assert not interim.opened().case.measures.filter(lifted_at=None).exists()
    assert not Measure.objects.restricting(cast.jean.member, interim.at).exists()


@pytest.mark.parametrize("end", ["lifted", "at its date", "dismissed"])
def test_what_has_ended_waits_for_no_answer(interim, cast, end):
    interim.opened().do("ask_to_lift", cast.jean, later=25 if end == "at its date" else 1, **SAID)
    if end == "lifted":
        interim.proposed("lift").signed("lift_interim")
    elif end == "dismissed":
        interim.dismissed(cast.nina)
    else:
        interim.tick(7)
    assert not {"lift_answer", "lift_silence"} & runs(interim).keys()
    assert interim.case.inquiries.get().answered_at and not interim.case.has_role("wishing")
    assert (interim.case.measures.get().lifted_at is None) == (end == "at its date")


def test_an_answer_in_the_second_week_stops_the_silence(interim, cast):
    interim.opened().do("ask_to_lift", cast.jean, **SAID)
    interim.do("refuse_to_lift", cast.nora, later=8, reason="Le risque demeure.")
    interim.tick(8)
    assert Measure.objects.restricting(cast.jean.member, interim.at).exists()


def test_no_sanction_is_ended_by_silence(warned, cast):
    warned.do("ask_to_lift", cast.jean, **SAID)
    assert not {"lift_answer", "lift_silence"} & runs(warned).keys()
    warned.tick(60)
    assert warned.case.state == "warned"
