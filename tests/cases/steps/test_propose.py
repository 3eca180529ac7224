"""propose: one of the national office writes what another will sign. Nothing happens to anybody yet."""

import pytest

from cases.guards import GROUNDS, SCOPES
from cases.models import Decision
from cases.wording.vocabulary import GROUNDS as NAMED_GROUNDS
from tests.beginnings import beginning

from ..cast import REASONS, days
from .promises import entry, forbidden, form, nothing_changes, refused, says, stale, told_by

SAID = {
    "kind": "suspension", "scope": "full_membership", "days": 90, "suspended_days": 0, "probation_months": None,
    "ground": "", "other_case": None, **REASONS,
}  # fmt: skip
INTERIM = {**SAID, "kind": "interim", "days": 30, "ground": "risk"}


@beginning
def ready(walk, cast):
    return walk.in_review().referred().in_deliberation(cast.nina, "suspension")


@beginning
def interim(walk):
    """A review of the national office: an interim suspension may be proposed."""
    return walk.in_review().referred()


def test_only_the_national_office_proposes(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "propose", *names, **SAID)


def test_nothing_is_proposed_while_a_federation_holds_the_case(walk, cast):
    walk.in_review().in_deliberation()
    assert "bureau national" in refused(walk, "propose", cast.noah, **SAID)


def test_whoever_instructed_does_not_propose_a_sanction(ready, cast):
    assert "instruit" in refused(ready, "propose", cast.nina, **SAID)


def test_whoever_instructed_may_propose_to_protect_meanwhile(interim, cast):
    interim.do("propose", cast.nina, **INTERIM)
    assert interim.case.open_proposal().kind == "interim"


def test_no_suspension_is_proposed_that_was_not_announced(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "warning")
    refused(walk, "propose", cast.noah, field="kind", **SAID)


@pytest.mark.parametrize("kind", ["renewal", "lift", "revocation", "appeal", "exclusion"])
def test_what_does_not_fit_where_the_case_stands_is_not_proposed(ready, cast, kind):
    refused(ready, "propose", cast.noah, field="kind", **{**SAID, "kind": kind})


@pytest.mark.parametrize("days", [None, 0, -1, 366, 40000])
def test_a_suspension_is_bounded(ready, cast, days):
    refused(ready, "propose", cast.noah, field="days", **{**SAID, "days": days})


@pytest.mark.parametrize("days", [1, 365])
def test_its_bounds_are_allowed(ready, cast, days):
    ready.do("propose", cast.noah, **{**SAID, "days": days})
    assert ready.case.open_proposal().content["days"] == days


@pytest.mark.parametrize("days", [None, 0, 31, 90])
def test_an_interim_suspension_is_short(interim, cast, days):
    refused(interim, "propose", cast.noah, field="days", **{**INTERIM, "days": days})


@pytest.mark.parametrize("days", [1, 30])
def test_thirty_days_are_the_most_at_first(interim, cast, days):
    interim.do("propose", cast.noah, **{**INTERIM, "days": days})
    assert interim.case.open_proposal().content["days"] == days


@pytest.mark.parametrize(("days", "fits"), [(1, True), (40, True), (41, False), (0, False)])
def test_seventy_days_are_the_most_in_all(interim, cast, days, fits):
    interim.proposed("interim", days=30, ground="risk").signed("impose_interim").opened()
    said = {**INTERIM, "kind": "renewal", "days": days}
    if fits:
        interim.do("propose", cast.noah, **said)
        assert interim.case.open_proposal().kind == "renewal"
    else:
        refused(interim, "propose", cast.noah, field="days", **said)


def test_the_suspended_part_is_part_of_the_whole(ready, cast):
    refused(ready, "propose", cast.noah, field="suspended_days", **{**SAID, "suspended_days": 91})
    ready.do("propose", cast.noah, **{**SAID, "suspended_days": 90, "probation_months": 12})


def test_nothing_but_a_suspension_is_suspended(interim, cast):
    said = {**INTERIM, "suspended_days": 10, "probation_months": 12}
    assert "avec sursis" in refused(interim, "propose", cast.noah, field="suspended_days", **said)


@pytest.mark.parametrize("months", [None, 11, 61])
def test_a_suspended_part_has_a_probation_of_one_to_five_years(ready, cast, months):
    said = {**SAID, "suspended_days": 30, "probation_months": months}
    refused(ready, "propose", cast.noah, field="probation_months", **said)


def test_one_proposal_waits_at_a_time(ready, cast):
    ready.proposed()
    assert "attend déjà" in refused(ready, "propose", cast.nora, **SAID)


def test_whoever_is_asked_to_step_aside_proposes_nothing(ready, cast):
    ready.asked_aside(cast.noah)
    refused(ready, "propose", cast.noah, **SAID)


def test_it_is_written_down_whole_and_nobody_is_told(ready, cast):
    case = ready.do("propose", cast.noah, **SAID)
    proposal = case.open_proposal()
    assert (proposal.kind, proposal.by, proposal.at, proposal.basis) == (
        "suspension", cast.noah, ready.at, case.basis,
    )  # fmt: skip
    assert proposal.content["facts"] == REASONS["facts"] and len(proposal.sha256) == 64
    assert cast.noah.parts.filter(case=case, role="proposed").exists()
    assert not case.measures.exists()
    assert told_by(ready) == {}
    assert entry(ready).body == "national"


def test_it_is_void_once_the_case_moves_and_makes_way_for_another(interim, cast):
    interim.proposed("interim", days=30, ground="risk")
    first = interim.case.open_proposal()
    interim.do("add_evidence", cast.nina, text="Encore une.", others_visible=False)
    first.refresh_from_db()
    assert (interim.case.open_proposal(), first.ended_how) == (None, "overtaken")
    interim.proposed("interim", days=20, ground="pressure").signed("impose_interim")
    assert interim.case.running_interim(interim.at).days == 20


def test_a_case_under_appeal_or_closed_has_nothing_to_propose(ready, cast):
    ready.proposed().signed().opened().appealed()
    stale(ready, "propose", cast.noah, **{**SAID, "kind": "lift"})


def test_the_form_asks_what_each_kind_needs(ready, cast):
    typed = {"kind": "suspension", "scope": "functions", "days": "30", "facts": "Une menace.",
             "rule_explanation": "Elle vise une personne.", "why_not_lesser": "Un conseil a été donné.",
             "aggravating": "Rien.", "mitigating": "Rien."}  # fmt: skip
    assert says(ready, "propose", cast.noah, typed) == {}
    asked = form(ready, "propose", cast.noah, typed)
    assert asked.is_valid()
    with nothing_changes(ready):
        assert asked.answers["ground"] is None and asked.answers["days"] == 30
    for field in ("kind", "scope", "days", "facts", "rule_explanation", "aggravating", "mitigating", "why_not_lesser"):
        assert field in says(ready, "propose", cast.noah, typed, **{field: ""})
    for field, wrong in {"kind": "exclusion", "days": "soon", "scope": "everything", "facts": "\x00"}.items():
        assert field in says(ready, "propose", cast.noah, typed, **{field: wrong})


def test_the_form_asks_for_a_ground_of_the_list(interim, cast):
    typed = {"kind": "interim", "scope": "functions", "days": "30", "facts": "Une menace.", "ground": "risk"}
    assert says(interim, "propose", cast.noah, typed) == {}
    for wrong in ("", "press"):
        assert list(says(interim, "propose", cast.noah, typed, ground=wrong)) == ["ground"]


@pytest.mark.parametrize("ground", ["", None, "press", "opinion"])
def test_no_other_ground_suspends_anybody_meanwhile(interim, cast, ground):
    """What the newspapers write is none (whoever asks, and by whatever form)."""
    refused(interim, "propose", cast.noah, field="ground", **{**INTERIM, "ground": ground})


@pytest.mark.parametrize("scope", ["", None, "party"])
def test_a_suspension_says_what_it_reaches(ready, cast, scope):
    refused(ready, "propose", cast.noah, field="scope", **{**SAID, "scope": scope})


def test_grounds_and_scopes_are_those_that_letters_can_name():
    assert (set(GROUNDS), set(SCOPES)) == (set(NAMED_GROUNDS), set(Decision.Scope.values))


@pytest.mark.parametrize("field", ["facts", "rule_explanation", "why_not_lesser"])
def test_a_suspension_without_its_reasons_is_not_proposed(ready, cast, field):
    for nothing in ("", "  ", None):
        refused(ready, "propose", cast.noah, field=field, **{**SAID, field: nothing})


@pytest.mark.parametrize("field", ["aggravating", "mitigating"])
def test_a_suspension_weighs_what_is_for_and_against(ready, cast, field):
    """A word is enough, also that there is nothing."""
    for nothing in ("", "  ", None):
        refused(ready, "propose", cast.noah, field=field, **{**SAID, field: nothing})
    assert ready.do("propose", cast.noah, **{**SAID, field: "Rien."}).open_proposal()


def test_an_interim_suspension_is_no_matter_of_a_word_either(interim, cast):
    refused(interim, "propose", cast.noah, field="facts", **{**INTERIM, "facts": "Grave."})


def test_a_suspension_says_how_the_answer_counted(ready, cast):
    refused(ready, "propose", cast.noah, field="reply_considered", **{**SAID, "reply_considered": " "})


def test_silence_asks_no_answer(walk, cast):
    walk.in_review().referred().in_hearing(cast.nina, "suspension").opened().tick(20)
    walk.do("propose", cast.noah, **{**SAID, "reply_considered": ""})
    assert walk.case.open_proposal().kind == "suspension"


def test_a_proposal_waits_as_long_as_nobody_moves_the_case(ready, cast):
    ready.proposed()
    ready.do("note", cast.nina, text="Vu.", is_opinion=False)
    ready.tick(3)
    assert ready.case.open_proposal().at == ready.at - days(4)
