"""attach_report: a later report of the same post joins the one case, open or closed; it reopens nothing by itself."""

import pytest

from cases.models import Case
from notifications.models import Letter

from ..cast import Walk, a_report, days
from .promises import entry, told_by


def join(walk, by, **more):
    return a_report(by, at=walk.at, address=walk.case.post.address, **more)


def test_it_joins_the_one_case_and_its_author_gets_a_receipt(language, walk, cast):
    walk.at = walk.at.replace(hour=11)
    basis = walk.case.basis
    receipt = join(walk, cast.marie)
    case = walk.case
    assert (receipt.case, Case.objects.count()) == (case, 1)
    assert (case.reports_count, case.last_reported_at, case.state, case.basis) == (2, walk.at, "reported", basis)
    assert receipt.code != walk.code
    assert told_by(walk) == {"marie": ["received_open.reporter"]}
    last = entry(walk)
    assert (last.step, last.role, last.content.by, last.content.report) == (
        "attach_report", "reporter", None, receipt.report,
    )  # fmt: skip


def test_danger_goes_to_the_top_and_the_national_office_at_once(walk, cast):
    walk.at = walk.at.replace(hour=11)
    join(walk, cast.marie, threat_to_life=True)
    assert walk.case.rank == 0
    assert told_by(walk) == {
        "marie": ["received_open.reporter"], **{name: ["danger.national"] for name in ("nina", "noah", "nora")},
    }  # fmt: skip


def test_another_office_is_told_to_the_national_one_and_to_nobody_else(walk, cast):
    """The federation goes on: a tick takes no case away from where the person is being heard."""
    walk.in_review()
    walk.at = walk.at.replace(hour=11)
    join(walk, cast.marie, other_body=True)
    assert walk.case.held_by_id == "45"
    assert told_by(walk) == {
        "marie": ["received_open.reporter"], **{name: ["other_body.national"] for name in ("nina", "noah", "nora")},
    }  # fmt: skip
    letter = Letter.objects.get(act="other_body", language="fr")
    assert "Marie" not in letter.body and "45" not in letter.body


def test_of_danger_and_another_office_at_once_one_letter_is_enough(walk, cast):
    walk.at = walk.at.replace(hour=11)
    join(walk, cast.marie, other_body=True, threat_to_life=True)
    assert told_by(walk)["nina"] == ["danger.national"]


def test_a_case_that_the_national_office_has_stays_there_once_its_author_is_known(cast):
    walk = Walk(cast, federation=None)
    join(walk, cast.marie, other_body=True)
    assert "nina" not in told_by(walk)
    walk.identified()
    assert (walk.case.federation_id, walk.case.held_by_id) == ("45", "national")


def test_of_a_case_that_is_closed_nobody_is_told(walk, cast):
    walk.dismissed()
    walk.at = walk.at + days(1)
    join(walk, cast.marie, other_body=True)
    assert told_by(walk) == {"marie": ["received_closed.reporter"]}


def advised(walk):
    said = {"outcome": "advice", "dismissal_reason": "", "reasons": "Un rappel.", "by_on": None}
    walk.in_review().do("close_without_sanction", walk.cast.alice, **said)


def warned(walk):
    return walk.in_review().in_deliberation().warned().opened()


def annulled(walk):
    walk = warned(walk).appealed().seated()
    said = {"result": "annulled", "kind": "", "days": None, "months": None, "text": "Les faits manquent."}
    walk.do("propose_result", walk.cast.paul, **said)
    walk.do("decide_appeal", walk.cast.pia, sha256=walk.case.open_proposal().sha256)


DECIDED = {  # how a case was decided, and whether something was done
    "dismissed": (lambda walk: walk.dismissed(), False),
    "advised": (advised, True),
    "warned": (warned, True),
    "suspended": (lambda walk: walk.in_review().suspended(days=30).opened(), True),
    "over": (lambda walk: warned(walk).tick(400), True),
    "under appeal": (lambda walk: warned(walk).appealed(), True),
    "annulled": (annulled, False),
}


@pytest.mark.parametrize(("later", "open_still"), [(1, True), (29, True), (31, False)])
def test_a_second_look_is_offered_until_its_day_and_not_after(language, walk, cast, later, open_still):
    walk.in_review().dismissed()
    closed, walk.at = walk.at, walk.at + days(later)
    join(walk, cast.marie)
    body = Letter.objects.get(act="received_closed").body
    until = closed + days(30)
    month = {"fr": "janvier", "en": "January"}[language]
    assert (f"{until.day} {month} 2027" in body) == open_still
    assert ({"fr": "élément nouveau", "en": "new evidence"}[language] in body) != open_still


@pytest.mark.parametrize("how", DECIDED)
def test_a_post_already_decided_is_answered_at_once(language, walk, cast, how):
    decide, acted = DECIDED[how]
    decide(walk)
    state, walk.at = walk.case.state, walk.at + days(1)
    join(walk, cast.marie)
    assert walk.case.state == state
    assert told_by(walk) == {"marie": ["received_closed.reporter"]}
    body = Letter.objects.get(act="received_closed").body
    said = {"fr": "Une suite a été donnée", "en": "Something was done"}[language]
    assert (said in body) == acted
    signed = walk.case.decisions.latest("number").signed_at
    month = {"fr": "décembre", "en": "December"}[language]
    assert f"{signed.day} {month} 2026" in body  # the day of the decision, never that on which a measure ends


def test_a_report_after_all_others_were_withdrawn_is_one_again(walk, cast):
    walk.do("withdraw_report", cast.camille, why="")
    assert walk.case.is_own_initiative
    walk.at = walk.at.replace(hour=11)
    join(walk, cast.marie)
    assert not walk.case.is_own_initiative


def test_nobody_concerned_hears_of_it(walk, cast):
    walk.in_review().in_hearing()
    walk.at = walk.at.replace(hour=11)
    join(walk, cast.marie)
    assert "jean" not in told_by(walk)
