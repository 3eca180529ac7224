"""warn: the measure of a federation, for a term; it starts when its letter is opened, and never before."""

from datetime import UTC, datetime

import pytest

from accounts.models import Body
from cases.models import Decision, Measure, Parameter
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import MONDAY, REASONS, Walk, days
from .promises import entry, forbidden, refused, runs, says, spoil, stale, told_by

SAID = {"months": 12, **REASONS}
OTHERS = ["camille", "jean", "marie", "olga", "paul", "dora", "carl", "root"]


@beginning
def ready(walk):
    return walk.in_review().in_deliberation()


def test_who_has_no_power_to_warn_warns_nobody(ready):
    forbidden(ready, "warn", *OTHERS, "alice", **SAID)


def test_a_federation_does_not_warn_where_the_national_office_holds_the_case(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina)
    assert "Bureau national" in stale(walk, "warn", cast.bob, **SAID)


def test_a_warning_is_decided_with_its_reasons_and_told(language, ready, cast):
    case = ready.do("warn", cast.bob, **SAID)
    decision, measure = case.decisions.get(), case.measures.get()
    assert (case.state, case.held_by_id, case.outcome, case.appeal_until) == ("warned", "45", "", None)
    assert (decision.kind, decision.body_id, decision.signed_by, decision.months) == ("warning", "45", cast.bob, 12)
    assert {key: getattr(decision, key) for key in REASONS} == REASONS
    assert [one.article_version.article.number for one in decision.grievance.rules.all()] == [1]
    assert [one.version.text for one in decision.grievance.disclosures.all()] == ["On te trouvera."]
    assert (measure.kind, measure.body_id, measure.months) == ("warning", "45", 12)
    assert told_by(ready) == {"camille": ["outcome.reporter"], "jean": ["decision_warning.concerned"]}
    assert (entry(ready).act_sha256, entry(ready).body) == (decision.sha256, "45")
    assert cast.bob.parts.get(case=case).role == "signed"


def test_who_reported_learns_that_something_was_done_and_not_what(language, ready, cast):
    ready.do("warn", cast.bob, **SAID)
    body = Letter.objects.get(act="outcome").body.lower()
    assert not [word for word in ("avertissement", "warning", "jean", "mois", "month") if word in body]


def test_nothing_counts_before_the_letter_is_opened(ready, cast):
    case = ready.do("warn", cast.bob, **SAID)
    measure = case.measures.get()
    assert (measure.starts_at, measure.ends_at) == (None, None)
    assert runs(ready) == {"unserved": ready.at + days(90), "unopened": ready.at + days(7)}
    assert not Measure.objects.effective(ready.at + days(1)).exists()


def test_it_counts_from_the_opening_to_the_end_of_the_same_day_a_year_later(ready, cast):
    ready.do("warn", cast.bob, **SAID)
    ready.opened()  # 13 December 2026
    measure = ready.case.measures.get()
    ends = datetime(2027, 12, 13, 22, 59, 59, 999999, tzinfo=UTC)
    assert (measure.starts_at, measure.ends_at) == (ready.at, ends)
    assert runs(ready) == {"measure_end": ends}
    assert not Measure.objects.restricting(cast.jean.member, ready.at).exists()  # a warning forbids nothing
    assert ready.case.appeal_until == datetime(2027, 1, 12, 22, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize("months", [None, 0, 5, 37])
def test_a_warning_has_a_term(ready, cast, months):
    refused(ready, "warn", cast.bob, field="months", **SAID | {"months": months})


@pytest.mark.parametrize("months", [6, 36])
def test_the_shortest_and_the_longest_term_are_allowed(ready, cast, months):
    assert ready.do("warn", cast.bob, **SAID | {"months": months}).measures.get().months == months


def test_whoever_examined_does_not_decide(walk, cast):
    walk.in_review(cast.bob).in_deliberation()
    assert "instruit" in refused(walk, "warn", cast.bob, **SAID)


def test_whoever_gave_an_opinion_does_not_decide(ready, cast):
    ready.do("note", cast.bob, text="Un avertissement suffit.", is_opinion=True)
    assert "avis" in refused(ready, "warn", cast.bob, **SAID)


def test_whoever_added_a_piece_does_not_decide(walk, cast):
    walk.in_review().do("add_evidence", cast.bob, text="La publication entière.", others_visible=False)
    walk.in_deliberation()
    assert "instruit" in refused(walk, "warn", cast.bob, **SAID)


def test_whoever_redacted_a_piece_does_not_decide(walk, cast):
    walk.in_review().do("redact", cast.bob, piece=walk.case.pieces.get(), text="On te …")
    walk.in_deliberation()
    assert "instruit" in refused(walk, "warn", cast.bob, **SAID)


def test_whoever_asked_a_question_decides(walk, cast):
    """A question puts nothing on file by itself; what is answered is on file, and another may add it as a piece."""
    soon = (walk.at + days(9)).date()
    walk.in_review().do("ask_for_details", cast.bob, to_report=walk.report, text="Quand ?", answer_by=soon)
    assert walk.in_deliberation().do("warn", cast.bob, **SAID).state == "warned"


def test_whoever_only_took_a_note_decides(ready, cast):
    ready.do("note", cast.bob, text="Appelé deux fois.", is_opinion=False)
    assert ready.do("warn", cast.bob, **SAID).state == "warned"


def test_whoever_is_asked_to_step_aside_does_not_decide(ready, cast):
    ready.case.recusals.create(person=cast.bob, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "warn", cast.bob, **SAID)


def test_whoever_stepped_aside_does_not_decide(ready, cast):
    ready.do("declare_recusal", cast.bob, reason="kinship")
    forbidden(ready, "warn", "bob", **SAID)


def test_nobody_is_warned_unheard(ready, cast):
    spoil(ready, heard_at=None)
    assert "entendue" in refused(ready, "warn", cast.bob, **SAID)


def test_nobody_is_warned_for_an_account_that_he_disowns(ready, cast):
    spoil(ready, disowned_at=ready.at)
    assert "pas le sien" in refused(ready, "warn", cast.bob, **SAID)


def test_a_piece_that_the_person_has_not_read_supports_nothing(walk, cast):
    walk.in_review().in_hearing().opened()
    walk.tick(20)  # the window ends, without a last word
    walk.do("add_evidence", cast.alice, text="Un second message.", others_visible=False)
    assert "notifiez-les de nouveau" in refused(walk, "warn", cast.bob, **SAID)


def test_an_answer_is_answered(ready, cast):
    refused(ready, "warn", cast.bob, field="reply_considered", **SAID | {"reply_considered": "  "})


@pytest.mark.parametrize("field", ["facts", "rule_explanation", "why_not_lesser"])
def test_a_warning_without_its_reasons_is_not_given(ready, cast, field):
    for nothing in ("", "  ", None):
        refused(ready, "warn", cast.bob, field=field, **SAID | {field: nothing})


@pytest.mark.parametrize("field", ["facts", "rule_explanation", "why_not_lesser"])
def test_a_word_is_no_reason(ready, cast, field):
    """Twenty characters are the least, blanks around them not counted."""
    for brief in ("Non.", "Une menace, de sa m", f"{'x' * 19}      "):
        assert "20" in refused(ready, "warn", cast.bob, field=field, **SAID | {field: brief})
    assert ready.do("warn", cast.bob, **SAID | {field: "x" * 20}).state == "warned"


def test_silence_asks_no_answer(walk, cast):
    walk.in_review().in_hearing().opened()
    walk.tick(20)
    assert walk.do("warn", cast.bob, **SAID | {"reply_considered": ""}).state == "warned"


def test_where_training_is_asked_for_whoever_warns_is_trained(cast):
    Parameter.objects.create(key="TRAINING_REQUIRED", value=1, valid_from=MONDAY)
    walk = Walk(cast)
    walk.in_review().in_deliberation()
    assert "formation" in refused(walk, "warn", cast.bob, **SAID)
    cast.bob.appointments.update(trained_until=walk.at.date() + days(30))
    assert walk.do("warn", cast.bob, **SAID).state == "warned"


def test_a_case_keeps_the_parameters_of_its_opening(ready, cast):
    Parameter.objects.create(key="TRAINING_REQUIRED", value=1, valid_from=ready.at)
    assert ready.do("warn", cast.bob, **SAID).state == "warned"


def test_nobody_is_warned_out_of_order(walk, cast):
    walk.in_review()
    assert "En instruction" in stale(walk, "warn", cast.bob, **SAID)


def test_nobody_is_warned_twice(ready, cast):
    ready.do("warn", cast.bob, **SAID)
    assert "Averti" in stale(ready, "warn", cast.bob, **SAID)
    assert Decision.objects.count() == 1


def test_a_warning_ends_an_interim_suspension_at_once(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").interim().opened()
    assert Measure.objects.restricting(cast.jean.member, walk.at).exists()
    walk.do("warn", cast.noah, **SAID)
    assert not Measure.objects.restricting(cast.jean.member, walk.at).exists()
    assert "interim_end" not in runs(walk)


def test_a_warning_never_served_is_void(walk, cast):
    walk.in_review().in_deliberation().warned()
    assert walk.case.state == "warned"
    decided = walk.at
    walk.tick(90 - 1 / 86400)
    assert walk.case.state == "warned"
    walk.tick(1 / 86400)
    case = walk.case
    assert (case.state, case.outcome, case.closed_at) == ("closed", "lapsed", decided + days(90))
    assert case.measures.get().void_at == decided + days(90)
    assert not case.elsewhere(walk.at).filter(counts=True).exists() and not case.is_sanctioned()


def test_the_window_for_an_appeal_is_counted_where_the_member_lives(walk, cast):
    Body.objects.filter(code="45").update(time_zone="Indian/Reunion", calendar="974", distance_days=5)
    walk.in_review().in_deliberation().warned().opened()  # 13 December there, 30 and 5 days, a Sunday
    assert walk.case.appeal_until == datetime(2027, 1, 18, 19, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("months", ""), ("months", "5"), ("months", "37"), ("facts", ""), ("rule_explanation", " "),
     ("why_not_lesser", "")],
)  # fmt: skip
def test_the_form_says_beside_the_field_what_is_missing(ready, cast, field, wrong):
    assert says(ready, "warn", cast.bob, SAID) == {}
    assert set(says(ready, "warn", cast.bob, SAID, **{field: wrong})) == {field}
