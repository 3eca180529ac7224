"""request_recusal: the person asks that somebody else acts; who is asked does nothing until it is answered."""

from cases.legal_time import working_days_after
from tests.beginnings import beginning

from ..cast import REASONS
from .promises import entry, forbidden, form, refused, runs, says, stale, told_by


@beginning
def ready(walk):
    return walk.in_review().in_hearing()


@beginning
def said(cast):
    return {"person": cast.alice, "reason": "dispute", "why": "Un procès nous oppose."}


def test_nobody_else_asks(ready, said):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "request_recusal", *names, **said)


def test_a_closed_case_asks_nobody_to_step_aside(ready, cast, said):
    ready.opened().heard()
    cleared = {"outcome": "cleared", "dismissal_reason": "", "reasons": "Rien.", "by_on": None}
    ready.do("close_without_sanction", cast.alice, **cleared)
    stale(ready, "request_recusal", cast.jean, **said)


def test_who_is_asked_waits_and_everybody_else_goes_on(ready, cast, said):
    basis = ready.case.basis
    case = ready.do("request_recusal", cast.jean, **said)
    recusal = case.recusals.get()
    assert (recusal.person, recusal.asked_by, recusal.asked_at, recusal.reason, recusal.why) == (
        cast.alice, cast.jean, ready.at, "dispute", said["why"],
    )  # fmt: skip
    assert (recusal.answer, case.basis) == ("", basis)
    assert told_by(ready) == {}
    assert entry(ready).content.why == said["why"]
    assert "récusation" in refused(ready, "note", cast.alice, text="Vu.", is_opinion=False)
    ready.do("note", cast.bob, text="Vu.", is_opinion=False)


def test_an_answer_is_due_in_five_working_days_from_the_first_that_waits(ready, cast, said):
    ready.do("request_recusal", cast.jean, **said)
    due, home = runs(ready)["recusal"], ready.case.member.federation
    assert due == working_days_after(ready.at, 5, body=home)
    ready.do("request_recusal", cast.jean, **{**said, "person": cast.bob})
    assert runs(ready)["recusal"] == due


def test_a_decider_who_is_asked_does_not_decide(ready, cast, said):
    ready.opened().heard().do("request_recusal", cast.jean, **{**said, "person": cast.bob})
    assert "récusation" in refused(ready, "warn", cast.bob, months=12, **REASONS)


def test_counsel_asks_too(ready, cast, said):
    ready.do("name_counsel", cast.jean, person=cast.carl)
    ready.do("request_recusal", cast.carl, **said)
    assert ready.case.recusals.get().asked_by == cast.carl


def test_it_is_asked_once_of_a_person(ready, cast, said):
    ready.do("request_recusal", cast.jean, **said)
    refused(ready, "request_recusal", cast.jean, field="person", **said)
    ready.do("answer_recusal", cast.bob, granted=False, reason="Non.")
    assert "déjà" in refused(ready, "request_recusal", cast.jean, field="person", **{**said, "reason": "kinship"})


def test_it_may_be_asked_of_several(ready, cast, said):
    ready.do("request_recusal", cast.jean, **said)
    ready.do("request_recusal", cast.jean, **{**said, "person": cast.bob})
    assert ready.case.recusals.filter(answered_at=None).count() == 2


def test_the_panel_is_asked_too(ready, cast, said):
    ready.opened().heard().warned().opened().appealed().seated()
    ready.do("request_recusal", cast.jean, **{**said, "person": cast.paul})
    text = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    refused(ready, "propose_result", cast.paul, **text)


def test_the_form_offers_those_who_act_here_and_nobody_else(ready, cast, said):
    offered = set(form(ready, "request_recusal", cast.jean, None).fields["person"].queryset)
    assert offered == {cast.alice, cast.bob}
    typed = {"person": str(cast.bob.pk), "reason": "dispute", "why": "Un procès."}
    assert says(ready, "request_recusal", cast.jean, typed) == {}
    assert list(says(ready, "request_recusal", cast.jean, {})) == ["person", "reason", "why"]
    for wrong in (str(cast.camille.pk), str(cast.jean.pk), "0", "9" * 40):
        assert list(says(ready, "request_recusal", cast.jean, typed, person=wrong)) == ["person"]
