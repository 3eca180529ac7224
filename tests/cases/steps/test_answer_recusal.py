"""answer_recusal: somebody else says whether the person asked to step aside does so."""

from cases.legal_time import working_days_after
from cases.models import Case
from notifications.models import Letter
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, runs, says, stale, told_by

GRANTED = {"granted": True, "reason": "Un procès les oppose, en effet."}
REFUSED = {"granted": False, "reason": "Le procès est clos depuis dix ans."}


@beginning
def ready(walk, cast):
    return walk.in_review().asked_aside(cast.alice)


def test_who_does_not_examine_the_case_answers_nothing(ready):
    forbidden(ready, "answer_recusal", "camille", "jean", "marie", "olga", "dora", "carl", "root", **GRANTED)


def test_the_panel_answers_nothing_before_an_appeal(ready, cast):
    stale(ready, "answer_recusal", cast.paul, **GRANTED)


def test_the_person_asked_does_not_answer_for_herself(ready, cast):
    assert "concerne" in refused(ready, "answer_recusal", cast.alice, **REFUSED)


def test_who_is_asked_too_answers_for_nobody(ready, cast):
    ready.asked_aside(cast.bob)
    refused(ready, "answer_recusal", cast.bob, **REFUSED)


def test_nothing_is_answered_that_nobody_asked(walk, cast):
    walk.in_review()
    assert "Aucune récusation" in refused(walk, "answer_recusal", cast.bob, **GRANTED)


def test_another_federation_answers_nothing_though_it_be_late(ready, cast):
    ready.tick(9)
    forbidden(ready, "answer_recusal", "olga", **GRANTED)


def test_the_national_office_answers_only_what_the_federation_left_unanswered(ready, cast):
    assert "a encore le temps" in refused(ready, "answer_recusal", cast.nina, **GRANTED)
    ready.tick(9).do("answer_recusal", cast.nina, **GRANTED)
    assert ready.case.recusals.get().answered_by == cast.nina
    assert (entry(ready).role, entry(ready).body, ready.case.held_by_id) == ("national", "national", "45")
    assert told_by(ready) == {"jean": ["recusal_answered.concerned"]}


def test_the_federation_still_answers_late(ready, cast):
    ready.tick(9).do("answer_recusal", cast.bob, **REFUSED)
    assert ready.case.recusals.get().answer == "refused" and "recusal" not in runs(ready)


def test_with_one_answered_the_delay_is_that_of_the_next(ready, cast):
    ready.asked_aside(cast.bob)
    second = ready.case.recusals.latest("pk").asked_at
    ready.tick(9).do("answer_recusal", cast.nina, **REFUSED)
    assert runs(ready)["recusal"] == working_days_after(second, 5, body=ready.case.member.federation)


def test_whoever_steps_aside_neither_acts_nor_reads_any_more(language, ready, cast):
    basis = ready.case.basis
    case = ready.do("answer_recusal", cast.bob, **GRANTED)
    recusal = case.recusals.get()
    assert (recusal.answer, recusal.answered_by, recusal.answered_at) == ("granted", cast.bob, ready.at)
    assert (recusal.answer_reason, case.basis) == (GRANTED["reason"], basis)
    assert ready.case.has_role("recused") and ready.case.claimed_by is None
    assert not Case.objects.known_to(cast.alice, at=ready.at).exists()
    forbidden(ready, "note", "alice", text="Encore.", is_opinion=False)
    assert told_by(ready) == {"jean": ["recusal_answered.concerned"]}
    letter = Letter.objects.get(act="recusal_answered")
    assert GRANTED["reason"] in letter.body
    assert ("acceptée" if language == "fr" else "accepted") in letter.body
    assert (entry(ready).role, entry(ready).body) == ("federation", "45")


def test_whoever_stays_acts_again(ready, cast):
    refused(ready, "note", cast.alice, text="Encore.", is_opinion=False)
    ready.do("answer_recusal", cast.bob, **REFUSED)
    assert ready.case.recusals.get().answer == "refused"
    ready.do("note", cast.alice, text="Encore.", is_opinion=False)
    assert not ready.case.has_role("recused")


def test_it_is_answered_once(ready, cast):
    ready.do("answer_recusal", cast.bob, **REFUSED)
    refused(ready, "answer_recusal", cast.bob, **GRANTED)


def test_the_proposal_of_whoever_steps_aside_counts_no_more(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed()
    walk.asked_aside(cast.noah).do("answer_recusal", cast.nora, **GRANTED)
    assert walk.case.open_proposal() is None
    refused(walk, "suspend", cast.nora, sha256="0" * 64)


def test_the_panel_answers_for_its_own_and_an_empty_seat_is_filled(walk, cast):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.asked_aside(cast.paul)
    walk.tick(10)
    for officer in (cast.alice, cast.bob, cast.nina):
        stale(walk, "answer_recusal", officer, **GRANTED)
    refused(walk, "propose_result", cast.paul, result="upheld", kind="", days=None, months=None, text="…")
    walk.do("answer_recusal", cast.pia, **GRANTED)
    assert {seat.person for seat in walk.case.open_appeal().seats.all()} == {cast.pia, cast.petra}
    said = {"result": "upheld", "kind": "", "days": None, "months": None, "text": "…"}
    assert "trois" in refused(walk, "propose_result", cast.pia, **said)
    forbidden(walk, "propose_result", "paul", **said)


def test_the_form_asks_for_an_answer_and_its_reason(ready, cast):
    typed = {"granted": "yes", "reason": "En effet."}
    assert says(ready, "answer_recusal", cast.bob, typed) == {}
    assert list(says(ready, "answer_recusal", cast.bob, {})) == ["granted", "reason"]
    assert list(says(ready, "answer_recusal", cast.bob, typed, granted="perhaps")) == ["granted"]
