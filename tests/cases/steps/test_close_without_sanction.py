"""close_without_sanction: dismissal, clearing, advice or workshop. None is a sanction; none leaves a record of one."""

from datetime import date

import pytest

from cases.guards import FITTING
from cases.models import ArticleVersion, Measure, Outcome
from notifications.models import Letter

from ..cast import days
from ..sessions import a_session
from .promises import entry, forbidden, form, refused, runs, says, stale, told_by

DISMISSED = {"outcome": "dismissed", "dismissal_reason": "no_breach", "reasons": "Une opinion.", "by_on": None}
CLEARED = {**DISMISSED, "outcome": "cleared", "dismissal_reason": ""}
ADVICE = {**CLEARED, "outcome": "advice"}
WORKSHOP = {**CLEARED, "outcome": "workshop", "by_on": date(2027, 2, 1)}
STRANGERS = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]


@pytest.mark.parametrize("said", [DISMISSED, ADVICE])
def test_who_does_not_hold_the_case_does_not_close_it(walk, said):
    forbidden(walk.in_review(), "close_without_sanction", *STRANGERS, **said)


def test_a_federation_does_not_close_what_the_national_office_holds(walk, cast):
    walk.in_review().referred()
    assert "Bureau national" in stale(walk, "close_without_sanction", cast.alice, **DISMISSED)


def test_a_dismissal_tells_who_reported_and_nobody_who_did_not_know(language, walk, cast):
    case = walk.do("close_without_sanction", cast.alice, **DISMISSED)
    assert (case.state, case.outcome, case.dismissal_reason, case.closed_at) == (
        "closed", "dismissed", "no_breach", walk.at,
    )  # fmt: skip
    assert runs(walk) == {}
    assert told_by(walk) == {"camille": ["outcome.reporter"]}
    decision = case.decisions.get()
    assert (decision.kind, decision.signed_by, decision.facts) == ("no_action", cast.alice, "Une opinion.")
    assert entry(walk).act_sha256 == decision.sha256
    assert not Measure.objects.exists()


def test_political_disagreement_is_a_reason_to_dismiss_and_never_a_grievance(walk, cast):
    offered = dict(form(walk, "close_without_sanction", cast.alice, None).fields["dismissal_reason"].choices)
    assert "political_disagreement" in offered
    walk.in_review()
    grievances = form(walk, "notify_grievances", cast.alice, None)
    assert set(grievances.fields["articles"].queryset) == set(ArticleVersion.objects.all())
    words = " ".join(f"{one.title_fr} {one.line_fr}" for one in ArticleVersion.objects.all()).lower()
    assert "désaccord" not in words and "opinion" not in words
    said = DISMISSED | {"dismissal_reason": "political_disagreement"}
    assert walk.do("close_without_sanction", cast.alice, **said).dismissal_reason == "political_disagreement"


def test_advice_tells_the_person_what_is_no_sanction(language, walk, cast):
    walk.in_review()
    case = walk.do("close_without_sanction", cast.alice, **ADVICE)
    assert case.informed_at == walk.at
    assert told_by(walk) == {"camille": ["outcome.reporter"], "jean": ["decision_advice.concerned"]}
    assert not case.elsewhere(walk.at).filter(counts=True).exists() and not case.is_sanctioned()


def test_a_workshop_has_a_date(language, walk, cast):
    walk.in_review()
    refused(walk, "close_without_sanction", cast.alice, field="by_on", **WORKSHOP | {"by_on": None})
    case = walk.do("close_without_sanction", cast.alice, **WORKSHOP)
    assert case.training.get().by_on == date(2027, 2, 1)
    assert told_by(walk) == {"camille": ["outcome.reporter"], "jean": ["decision_workshop.concerned"]}


def test_a_workshop_is_a_session_or_a_day(language, walk, cast):
    session = a_session(at=walk.at + days(20))
    walk.in_review()
    both = WORKSHOP | {"session": session}
    assert "l’un des deux" in refused(walk, "close_without_sanction", cast.alice, field="by_on", **both)
    case = walk.do("close_without_sanction", cast.alice, **both | {"by_on": None})
    assert (case.training.get().session, case.training.get().by_on) == (session, session.day)
    assert "12 rue du Lac" in Letter.objects.get(act="decision_workshop").body
    assert case.outcome == "workshop" and not case.is_sanctioned() and session.bookings.count() == 0


def test_a_workshop_is_still_to_come(walk, cast):
    walk.in_review()
    refused(walk, "close_without_sanction", cast.alice, field="by_on", **WORKSHOP | {"by_on": date(2026, 12, 9)})
    assert walk.do("close_without_sanction", cast.alice, later=0, **WORKSHOP | {"by_on": date(2026, 12, 10)})


def test_who_was_heard_learns_that_nothing_is_held_against_him(language, walk, cast):
    walk.in_review().in_deliberation()
    case = walk.do("close_without_sanction", cast.bob, **CLEARED)
    assert case.outcome == "cleared"
    assert told_by(walk) == {"camille": ["outcome.reporter"], "jean": ["decision_no_action.concerned"]}


def test_who_goes_before_another_body_is_not_told_that_nothing_was_found(language, walk, cast):
    walk.in_review()
    walk.do("request_removal", cast.alice, text="Retirez-la, s’il vous plaît.", answer_by=walk.at.date() + days(9))
    said = {"outcome": "referred_out", "dismissal_reason": "", "reasons": "Les statuts en chargent une autre instance."}
    walk.do("close_without_sanction", cast.alice, by_on=None, **said)
    assert told_by(walk)["jean"] == ["decision_referred_out.concerned"]


def test_whoever_examined_closes_in_favour_and_only_so(walk, cast):
    walk.in_review().in_deliberation()
    assert "instruit" in refused(walk, "close_without_sanction", cast.alice, **ADVICE)
    assert walk.do("close_without_sanction", cast.alice, **CLEARED).outcome == "cleared"


def test_whoever_gave_an_opinion_closes_in_favour_and_only_so(walk, cast):
    walk.in_review().in_deliberation()
    walk.do("note", cast.bob, text="Un avertissement suffit.", is_opinion=True)
    assert "avis" in refused(walk, "close_without_sanction", cast.bob, **WORKSHOP)


def test_whoever_is_asked_to_step_aside_closes_nothing(walk, cast):
    walk.in_review()
    walk.case.recusals.create(person=cast.alice, reason="dispute", asked_by=cast.jean, asked_at=walk.at)
    assert "récusation" in refused(walk, "close_without_sanction", cast.alice, **DISMISSED)
    assert walk.do("close_without_sanction", cast.bob, **DISMISSED).state == "closed"


@pytest.mark.parametrize("outcome", Outcome.values)
@pytest.mark.parametrize("state", ["reported", "in_review", "deliberation"])
def test_an_outcome_fits_where_the_case_stands(walk, cast, state, outcome):
    """No door writes «completed» or «annulled» on a case that nobody sanctioned."""
    if state != "reported":
        walk.in_review()
    if state == "deliberation":
        walk.in_deliberation()
    said = WORKSHOP | {"outcome": outcome, "dismissal_reason": "no_breach"}
    if outcome in FITTING[state]:
        assert walk.do("close_without_sanction", cast.bob, **said).outcome == outcome
    else:
        refused(walk, "close_without_sanction", cast.bob, field="outcome", **said)


def test_nobody_is_advised_whose_name_is_not_known(walk, cast):
    walk.do("refer_to_national", cast.alice, facts="Un compte inconnu.")
    refused(walk, "close_without_sanction", cast.nina, **ADVICE)
    assert walk.do("close_without_sanction", cast.nina, **DISMISSED).outcome == "dismissed"


def test_what_is_closed_is_not_closed_again(walk, cast):
    walk.dismissed()
    assert "Clos" in stale(walk, "close_without_sanction", cast.alice, **DISMISSED)


def test_a_case_in_hearing_is_not_closed_over_the_persons_head(walk, cast):
    walk.in_review().in_hearing()
    assert "Contradictoire" in stale(walk, "close_without_sanction", cast.alice, **DISMISSED)


def test_closing_ends_an_interim_suspension_at_once(walk, cast):
    walk.in_review().referred().interim().opened()
    assert Measure.objects.restricting(cast.jean.member, walk.at)
    walk.do("close_without_sanction", cast.nina, **DISMISSED)
    assert not Measure.objects.restricting(cast.jean.member, walk.at)
    assert not Measure.objects.restricting(cast.jean.member, walk.at + days(5))


@pytest.mark.parametrize(
    ("field", "wrong"), [("outcome", ""), ("outcome", "cleared"), ("dismissal_reason", ""), ("reasons", "")]
)
def test_the_form_says_beside_the_field_what_is_missing(walk, cast, field, wrong):
    typed = {"outcome": "dismissed", "dismissal_reason": "no_breach", "reasons": "Une opinion.", "by_on": ""}
    assert says(walk, "close_without_sanction", cast.alice, typed) == {}
    assert set(says(walk, "close_without_sanction", cast.alice, typed, **{field: wrong})) == {field}
