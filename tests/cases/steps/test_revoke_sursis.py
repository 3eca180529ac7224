"""revoke_sursis: only after a new sanction for facts of the probation, by two people with fresh eyes."""

from datetime import date

import pytest

from cases.models import Case, Measure
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import REASONS, Walk, days
from .promises import entry, forbidden, refused, runs, says, spoil, stale, told_by

OTHERS = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]


@beginning
def probation(walk):
    """Sixty days, all suspended, from 15 December 2026 for a year."""
    return walk.in_review().suspended(days=60, suspended_days=60, probation_months=12).opened()


@beginning
def other(probation, cast):
    """A second post, of 20 December, for which Jean is warned."""
    other = Walk(cast, at=probation.at + days(10)).in_review().in_deliberation().warned().opened()
    spoil(other, content_date=date(2026, 12, 20))
    probation.at = other.at
    return other


@beginning
def ready(probation, other):
    return probation.proposed("revocation", days=40, other_case=other.case)


def propose(probation, other, **content):
    said = {"kind": "revocation", "scope": "full_membership", "days": 40, "suspended_days": 0, "ground": "",
            "probation_months": None, "other_case": other and other.case, **REASONS, **content}  # fmt: skip
    return {"step": "propose", "by": probation.cast.noah, **said}


def read(walk):
    return {"sha256": walk.case.open_proposal().sha256}


def test_nobody_else_revokes(ready):
    forbidden(ready, "revoke_sursis", *OTHERS, **read(ready))


def test_what_was_suspended_is_served_from_the_opening_of_its_letter(language, ready, other, cast):
    case = ready.do("revoke_sursis", cast.nora, **read(ready))
    assert (case.state, case.held_by_id, case.appeal_until) == ("suspended", "national", None)
    decision = case.decisions.latest("number")
    assert (decision.kind, decision.days, decision.other_case) == ("revocation", 40, other.reference)
    assert told_by(ready) == {
        "jean": ["decision_revocation.concerned"], "alice": ["effect.federation"], "bob": ["effect.federation"],
    }  # fmt: skip
    assert entry(ready).act_sha256 == decision.sha256
    assert set(runs(ready)) == {"unserved", "unopened"}
    assert not Measure.objects.restricting(cast.jean.member, ready.at)
    ready.opened()
    measure = Measure.objects.restricting(cast.jean.member, ready.at).get()
    assert (measure.starts_at, (measure.ends_at.date() - measure.starts_at.date()).days) == (ready.at, 40)
    assert ready.case.appeal_until > ready.at + days(30)
    ready.tick(41)
    assert (ready.case.state, ready.case.outcome) == ("closed", "completed")


def test_it_reaches_no_further_than_the_suspension_was_to(walk, cast):
    walk.in_review().suspended(days=60, suspended_days=60, probation_months=12, scope="online_tools").opened()
    second = walk.warned_again()
    walk.proposed("revocation", scope=None, days=40, other_case=second).signed("revoke_sursis").opened()
    assert Measure.objects.restricting(cast.jean.member, walk.at).get().scope == "online_tools"


def test_interim_days_that_nothing_has_credited_yet_count_then(walk, cast):
    walk.in_review().referred().interim().opened().in_deliberation(cast.nina, "suspension")
    walk.proposed(days=60, suspended_days=60, probation_months=12).signed().opened()
    served = walk.case.measures.interim_days(walk.at, walk.case.zone)
    second = walk.warned_again()
    walk.proposed("revocation", days=60, other_case=second).signed("revoke_sursis").opened()
    assert walk.case.measures.latest("pk").credited_days == served > 0


def test_interim_days_are_credited_once(walk, cast):
    walk.in_review().referred().interim().opened().in_deliberation(cast.nina, "suspension")
    walk.proposed(days=60, suspended_days=30, probation_months=12).signed().opened().tick(31)
    assert walk.case.state == "probation" and walk.case.measures.latest("pk").credited_days > 0
    second = walk.warned_again()
    walk.proposed("revocation", days=30, other_case=second).signed("revoke_sursis").opened()
    assert walk.case.measures.latest("pk").credited_days == 0


def test_who_proposes_does_not_sign(ready, cast):
    assert "autre personne" in refused(ready, "revoke_sursis", cast.noah, **read(ready))


def test_who_examined_does_not_sign(ready, cast):
    assert "instruit" in refused(ready, "revoke_sursis", cast.nina, **read(ready))


def test_who_examined_does_not_propose(probation, other, cast):
    assert "instruit" in refused(probation, **{**propose(probation, other), "by": cast.nina})


def test_whoever_is_asked_to_step_aside_does_not_sign(ready, cast):
    ready.case.recusals.create(person=cast.nora, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "revoke_sursis", cast.nora, **read(ready))


def test_a_text_that_was_not_read_is_not_signed(ready, cast):
    assert "relisez" in refused(ready, "revoke_sursis", cast.nora, sha256="0" * 64)


def test_without_a_proposal_nothing_is_revoked(probation, cast):
    assert "Aucune proposition" in refused(probation, "revoke_sursis", cast.nora, sha256="0" * 64)


def test_a_revocation_names_another_case(probation, cast):
    refused(probation, field="other_case", **propose(probation, None))
    refused(probation, field="other_case", **propose(probation, probation))


def test_the_other_case_ended_in_a_sanction(probation, cast):
    other = Walk(cast, at=probation.at + days(10)).in_review().in_deliberation()
    spoil(other, content_date=date(2026, 12, 20))
    probation.at = other.at
    refused(probation, field="other_case", **propose(probation, other))
    assert probation.do(**propose(probation, other.warned()))


@beginning
def unannounced(probation, cast):
    """Grievances of before the probation; that the post is of the probation comes out later."""
    other = Walk(cast, at=probation.at - days(3)).in_review()
    spoil(other, content_date=date(2026, 12, 1))
    other.in_deliberation().warned()
    spoil(other, content_date=date(2026, 12, 20))
    probation.at = max(other.at, probation.at)
    return other


def test_nothing_is_revoked_that_the_grievances_did_not_announce(probation, unannounced):
    said = refused(probation, field="other_case", **propose(probation, unannounced))
    assert "annoncé" in said


def test_nor_is_it_signed(ready, cast, monkeypatch):
    """Though it was proposed when nothing asked for it yet."""
    monkeypatch.setattr(Case, "was_heard_on_revocation", lambda *_: False)
    assert "annoncé" in refused(ready, "revoke_sursis", cast.nora, **read(ready))


def test_the_person_reads_in_the_new_grievances_that_the_suspended_part_may_fall(language, probation):
    notice = probation.warned_again().notice
    letter = Letter.objects.get(act="grievances", occasion=notice.occasion)
    assert notice.may_revoke == [probation.reference]
    assert probation.reference in letter.body
    assert ("révoquer ce sursis" if language == "fr" else "revoke this deferred part") in letter.body


def test_grievances_of_earlier_facts_announce_nothing(unannounced):
    assert unannounced.case.notice.may_revoke == []
    assert "sursis" not in Letter.objects.get(act="grievances", occasion=unannounced.case.notice.occasion).body


def test_what_was_announced_stands_under_the_seal_of_the_grievances(other):
    notice = other.case.notice
    assert notice.is_as_served()
    notice.may_revoke = []
    assert not notice.is_as_served()


def test_the_other_case_is_the_same_persons(probation, cast):
    other = Walk(cast, at=probation.at + days(10)).identified(cast.marie.member).in_review().in_hearing()
    other.do("open_letter", cast.marie)
    other.do("close_hearing", cast.marie, text="", waiver=True)
    other.warned()
    spoil(other, content_date=date(2026, 12, 20))
    probation.at = other.at
    refused(probation, field="other_case", **propose(probation, other))


@pytest.mark.parametrize(
    ("day", "is_of_it"),
    [(date(2026, 12, 15), False), (date(2026, 12, 16), True), (date(2027, 12, 15), True), (date(2027, 12, 16), False),
     (None, False)],
)  # fmt: skip
def test_its_facts_are_of_the_probation(probation, other, day, is_of_it):
    spoil(other, content_date=day)
    if is_of_it:
        assert probation.do(**propose(probation, other)).open_proposal().kind == "revocation"
    else:
        refused(probation, field="other_case", **propose(probation, other))


def test_an_interim_suspension_long_over_is_not_taken_for_the_probation(walk, cast):
    walk.in_review().referred().interim().opened().in_deliberation(cast.nina, "suspension")
    walk.proposed(days=60, suspended_days=60, probation_months=12).signed().opened()
    second = Walk(cast, at=walk.at + days(40)).in_review().in_deliberation().warned()
    spoil(second, content_date=walk.at.date() + days(35))
    walk.at = second.at
    assert walk.do(**propose(walk, second)).open_proposal().kind == "revocation"


@pytest.mark.parametrize("length", [None, 0, 61])
def test_no_more_is_revoked_than_was_suspended(probation, other, length):
    refused(probation, field="days", **propose(probation, other, days=length))


def test_all_of_it_may_be_revoked(probation, other):
    probation.do(**propose(probation, other, days=60))
    assert probation.signed("revoke_sursis").case.state == "suspended"


def test_nothing_is_revoked_where_nothing_is_suspended(walk, cast):
    walk.in_review().suspended(days=30).opened()
    assert "Suspendu" in stale(walk, "revoke_sursis", cast.nora, sha256="0" * 64)


def test_the_form_signs_what_was_read(ready, cast):
    assert says(ready, "revoke_sursis", cast.nora, read(ready)) == {}
    assert set(says(ready, "revoke_sursis", cast.nora, {})) == {"sha256"}
