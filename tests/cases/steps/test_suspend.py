"""suspend: the second of two signatures, both of the national office; bounded, suspended in part or whole, credited."""

from datetime import UTC, datetime

import pytest

from cases.models import Measure, Part
from tests.beginnings import beginning

from ..cast import REASONS, days
from .promises import entry, forbidden, refused, runs, says, spoil, stale, told_by

OTHERS = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
SECOND = days(1 / 86400)


@beginning
def heard(walk, cast):
    return walk.in_review().referred().in_deliberation(cast.nina, "suspension")


@beginning
def ready(heard):
    """Proposed by Noah."""
    return heard.proposed(days=60)


def read(walk):
    return {"sha256": walk.case.open_proposal().sha256}


def test_nobody_else_suspends_not_even_a_superuser(ready):
    forbidden(ready, "suspend", *OTHERS, **read(ready))


def test_a_suspension_takes_two_signatures_and_is_told(language, ready, cast):
    case = ready.do("suspend", cast.nora, **read(ready))
    decision, measure = case.decisions.get(), case.measures.get()
    assert (case.state, case.held_by_id, case.appeal_until) == ("suspended", "national", None)
    assert (decision.kind, decision.body_id) == ("suspension", "national")
    assert (decision.proposed_by, decision.signed_by) == (cast.noah, cast.nora)
    assert (measure.kind, measure.days, measure.scope) == ("suspension", 60, "full_membership")
    assert case.proposals.get().ended_how == "signed"
    assert told_by(ready) == {
        "camille": ["outcome.reporter"], "jean": ["decision_suspension.concerned"],
        "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert entry(ready).act_sha256 == decision.sha256


def test_both_sign_the_grievances_that_were_answered(ready, cast):
    notice, proposal = ready.case.grievances.get(), ready.case.open_proposal()
    assert proposal.content["grievances"] == notice.sha256 and notice.sha256 in proposal.text
    decision = ready.do("suspend", cast.nora, **read(ready)).decisions.get()
    assert (decision.grievance, decision.sha256) == (notice, decision.computed_digest())
    assert decision.sha256 != decision.computed_digest(with_grievances=False)


def test_the_same_words_on_other_grievances_are_another_text_to_sign(heard, cast):
    """Whoever read the first cannot sign the second."""
    first = heard.proposed(days=60).case.open_proposal()
    second = heard.in_deliberation(cast.nina, "suspension").proposed(days=60).case.open_proposal()
    named = [one.content.pop("grievances") for one in (first, second)]
    assert first.content == second.content and len(set(named)) == 2 and first.sha256 != second.sha256
    refused(heard, "suspend", cast.nora, sha256=first.sha256)


def test_the_federation_learns_the_effect_and_no_reason(ready, cast):
    ready.do("suspend", cast.nora, **read(ready))
    letter = cast.alice.notices.latest("pk").letter
    assert REASONS["facts"] not in letter.body and "menace" not in letter.body


def test_nothing_has_effect_before_the_letter_is_opened(ready, cast):
    case = ready.do("suspend", cast.nora, **read(ready))
    assert (case.measures.get().starts_at, case.measures.get().ends_at) == (None, None)
    assert runs(ready) == {"unserved": ready.at + days(90), "unopened": ready.at + days(7)}
    assert not Measure.objects.restricting(cast.jean.member, ready.at + days(1))


def test_it_lasts_whole_days_from_the_opening(ready, cast):
    ready.signed().opened()  # 15 December at 9:00
    ends = datetime(2027, 2, 13, 22, 59, 59, 999999, tzinfo=UTC)
    assert not Measure.objects.restricting(cast.jean.member, ready.at - SECOND)
    assert Measure.objects.restricting(cast.jean.member, ready.at)
    assert Measure.objects.restricting(cast.jean.member, ends - SECOND)
    assert not Measure.objects.restricting(cast.jean.member, ends)
    assert runs(ready) == {"measure_end": ends}


def test_who_proposes_does_not_sign(ready, cast):
    assert "autre personne" in refused(ready, "suspend", cast.noah, **read(ready))


def test_who_examined_does_not_sign(ready, cast):
    assert "instruit" in refused(ready, "suspend", cast.nina, **read(ready))


def test_who_examined_does_not_propose_either(heard, cast):
    said = {"kind": "suspension", "scope": "functions", "days": 10, "suspended_days": 0, "probation_months": None,
            "ground": "", "other_case": None, **REASONS}  # fmt: skip
    assert "instruit" in refused(heard, "propose", cast.nina, **said)
    assert heard.do("propose", cast.noah, **said).open_proposal().by == cast.noah


def test_who_gave_an_opinion_does_not_sign(ready, cast):
    ready.do("note", cast.nora, text="Suspendez.", is_opinion=True)
    assert "avis" in refused(ready, "suspend", cast.nora, **read(ready))


def test_whoever_is_asked_to_step_aside_does_not_sign(ready, cast):
    ready.case.recusals.create(person=cast.nora, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "suspend", cast.nora, **read(ready))


def test_a_text_that_was_not_read_is_not_signed(ready, cast):
    assert "relisez" in refused(ready, "suspend", cast.nora, sha256="0" * 64)


def test_without_a_proposal_nothing_is_signed(heard, cast):
    assert "Aucune proposition" in refused(heard, "suspend", cast.nora, sha256="0" * 64)


def test_a_proposal_of_another_kind_is_no_suspension(heard, cast):
    heard.proposed("interim", days=30, ground="risk")
    assert "Aucune proposition" in refused(heard, "suspend", cast.nora, **read(heard))


def test_what_moves_under_a_proposal_voids_it_and_makes_way_for_another(ready, cast):
    old = read(ready)
    ready.do("disown_account", cast.jean, why="Ce n’est pas moi.")
    ready.do("answer_disowning", cast.nina, is_so=False, reasons="Le compte est déclaré.")
    assert ready.case.proposals.get().ended_how == "overtaken"
    assert "Aucune proposition" in refused(ready, "suspend", cast.nora, **old)
    ready.proposed(days=30).signed()
    assert ready.case.measures.get().days == 30


def test_only_what_was_announced_is_decided(ready, cast):
    spoil(ready, maximum="warning")
    assert "avertissement" in refused(ready, "suspend", cast.nora, **read(ready))


def test_nobody_is_suspended_unheard(ready, cast):
    spoil(ready, heard_at=None)
    assert "entendue" in refused(ready, "suspend", cast.nora, **read(ready))


def test_nobody_is_suspended_whose_hearing_was_not_held(ready, cast):
    spoil(ready, hearing_asked=True)
    assert "audition" in refused(ready, "suspend", cast.nora, **read(ready))


def test_nobody_is_suspended_for_an_account_that_he_disowns(ready, cast):
    spoil(ready, disowned_at=ready.at)
    assert "pas le sien" in refused(ready, "suspend", cast.nora, **read(ready))


def test_a_piece_that_the_person_has_not_read_supports_nothing(ready, cast):
    ready.case.pieces.update(added_at=ready.at)
    assert "notifiez-les de nouveau" in refused(ready, "suspend", cast.nora, **read(ready))


def test_nobody_is_suspended_in_a_case_that_a_federation_holds(walk, cast):
    walk.in_review().in_deliberation()
    assert "fédération tient" in refused(walk, "suspend", cast.nora, sha256="0" * 64)


def test_nobody_is_suspended_twice(ready, cast):
    sha = read(ready)
    ready.signed()
    assert "Suspendu" in stale(ready, "suspend", cast.nora, **sha)


# How long -------------------------------------------------------------------------------------------------------------


def propose(walk, **content):
    said = {"kind": "suspension", "scope": "full_membership", "days": 90, "suspended_days": 0,
            "probation_months": None, "ground": "", "other_case": None, **REASONS, **content}  # fmt: skip
    return {"step": "propose", "by": walk.cast.noah, **said}


@pytest.mark.parametrize("length", [None, 0, 366])
def test_no_suspension_is_without_end_or_longer_than_allowed(heard, length):
    refused(heard, field="days", **propose(heard, days=length))


@pytest.mark.parametrize("length", [1, 365])
def test_the_shortest_and_the_longest_suspension_are_allowed(heard, length):
    heard.do(**propose(heard, days=length))
    assert heard.signed().case.measures.get().days == length


@pytest.mark.parametrize(
    ("field", "content"),
    [("suspended_days", {"suspended_days": 91, "probation_months": 12}),
     ("probation_months", {"suspended_days": 30, "probation_months": None}),
     ("probation_months", {"suspended_days": 30, "probation_months": 11}),
     ("probation_months", {"suspended_days": 30, "probation_months": 61})],
)  # fmt: skip
def test_a_suspended_part_fits_and_has_its_time(heard, field, content):
    refused(heard, field=field, **propose(heard, **content))


def test_a_suspended_part_waits_behind_what_is_served(heard, cast):
    heard.proposed(days=40, suspended_days=30, probation_months=12).signed().opened()  # 15 December
    assert heard.case.state == "suspended"
    served = datetime(2026, 12, 25, 22, 59, 59, 999999, tzinfo=UTC)
    assert runs(heard) == {"measure_end": served}
    heard.tick(11)
    measure = heard.case.measures.get()
    assert (heard.case.state, measure.probation_until) == ("probation", served.replace(year=2027))
    assert not Measure.objects.restricting(cast.jean.member, heard.at)


def test_a_wholly_suspended_one_never_starts(language, heard, cast):
    heard.proposed(days=40, suspended_days=40, probation_months=24).signed()
    assert heard.case.state == "probation"
    assert set(runs(heard)) == {"unserved", "unopened"}
    heard.opened()
    measure = heard.case.measures.get()
    until = datetime(2028, 12, 15, 22, 59, 59, 999999, tzinfo=UTC)
    assert (measure.starts_at, measure.ends_at, measure.probation_until) == (None, None, until)
    assert runs(heard) == {"probation_end": until}
    assert heard.case.appeal_until
    heard.tick(740)
    assert (heard.case.state, heard.case.outcome) == ("closed", "completed")


# What was already served ----------------------------------------------------------------------------------------------


@beginning
def interim(walk, cast):
    """Thirty days from 11 December at 9:00, while the person is heard."""
    return walk.in_review().referred().interim().opened().in_hearing(cast.nina, "suspension").opened()


def test_days_of_interim_suspension_count(interim, cast):
    began = interim.case.measures.get().starts_at
    interim.heard().proposed(days=60).signed()
    interim.at = began + days(25) - days(0.1)  # by the calendar 25 days, though not by the hour
    interim.do("open_letter", cast.jean, later=0)
    measure = interim.case.measures.get(kind="suspension")
    assert (measure.credited_days, measure.starts_at) == (25, interim.at)
    assert (measure.ends_at.date() - measure.starts_at.date()).days == 35


def test_the_interim_suspension_goes_on_until_the_final_one_begins(interim, cast):
    interim.heard().proposed(days=60).signed()
    assert [one.kind for one in Measure.objects.restricting(cast.jean.member, interim.at)] == ["interim"]
    interim.opened()
    assert [one.kind for one in Measure.objects.restricting(cast.jean.member, interim.at)] == ["suspension"]
    assert set(runs(interim)) == {"measure_end"}


def test_a_letter_that_is_never_opened_prolongs_no_interim_suspension(interim, cast):
    interim.heard().proposed(days=60).signed()
    interim.tick(40)
    assert not Measure.objects.restricting(cast.jean.member, interim.at)
    interim.opened()
    assert interim.case.measures.get(kind="suspension").credited_days == 30


def test_no_more_is_credited_than_is_left_to_serve(interim, cast):
    interim.heard().proposed(days=60, suspended_days=58, probation_months=12).signed().opened()
    measure = interim.case.measures.get(kind="suspension")
    assert measure.credited_days == 2
    interim.tick(1)
    assert interim.case.state == "probation"


def test_what_is_wholly_suspended_ends_the_interim_suspension_at_once(interim, cast):
    interim.heard().proposed(days=60, suspended_days=60, probation_months=12).signed()
    assert not Measure.objects.restricting(cast.jean.member, interim.at)


def test_a_renewal_follows_the_first_and_both_count(interim, cast):
    interim.proposed("renewal", days=40, ground="risk").signed("renew_interim").opened()
    first, second = interim.case.measures.interim().order_by("pk")
    assert second.starts_at == first.ends_at
    interim.tick(40)
    assert Measure.objects.restricting(cast.jean.member, interim.at)
    interim.proposed(days=90).signed().opened()  # the clock has closed the hearing
    began = first.starts_at.date()
    assert interim.case.measures.get(kind="suspension").credited_days == (interim.at.date() - began).days


@pytest.mark.parametrize(("kind", "most"), [("interim", 30), ("renewal", 40)])
def test_what_is_provisional_is_short(walk, cast, kind, most):
    walk.in_review().referred()
    if kind == "renewal":
        walk.interim().opened()
    refused(walk, field="days", **propose(walk, kind=kind, ground="risk", days=most + 1))
    assert walk.do(**propose(walk, kind=kind, ground="risk", days=most))


def test_a_suspension_never_served_is_void_and_leaves_no_antecedent(ready):
    ready.signed()
    ready.tick(90)
    case = ready.case
    assert (case.state, case.outcome) == ("closed", "lapsed")
    assert case.measures.get().void_at == case.closed_at
    assert not case.elsewhere(ready.at).filter(counts=True).exists()


def test_three_people_take_part_at_least(ready):
    ready.signed()
    took = set(Part.objects.filter(case=ready.case).values_list("role", "person__name"))
    assert took == {("instructed", "Alice"), ("instructed", "Nina"), ("proposed", "Noah"), ("signed", "Nora")}


def test_the_form_signs_what_was_read(ready, cast):
    assert says(ready, "suspend", cast.nora, read(ready)) == {}
    assert set(says(ready, "suspend", cast.nora, {})) == {"sha256"}
