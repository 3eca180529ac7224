"""A sanction in the schema of the Transparency Database of the DSA: by its rules, and naming nobody."""

import json
import re
from datetime import date, timedelta

import pytest

from cases.models import Reading
from tests.beginnings import beginning

from ..cast import REASONS, Walk, days

# The rules of the schema, as they are written there: what is required, how long it may be, one of which there must be.
REQUIRED = {
    "puid", "decision_ground", "content_type", "content_date", "category", "application_date", "decision_facts",
    "source_type", "automated_detection", "automated_decision", "incompatible_content_ground",
    "incompatible_content_explanation",
}  # fmt: skip
WITHOUT_ALL = {"decision_visibility", "decision_monetary", "decision_provision", "decision_account"}
LONGEST = {"puid": 500, "incompatible_content_ground": 500, "incompatible_content_explanation": 2000,
           "decision_facts": 5000, "content_type_other": 500, "decision_visibility_other": 500}  # fmt: skip
VALUES = {
    "decision_ground": {"DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"},
    "decision_visibility": {"DECISION_VISIBILITY_OTHER"},
    "decision_provision": {"DECISION_PROVISION_PARTIAL_SUSPENSION"},
    "decision_account": {"DECISION_ACCOUNT_SUSPENDED"},
    "incompatible_content_illegal": {"Yes", "No"},
    "source_type": {"SOURCE_ARTICLE_16", "SOURCE_VOLUNTARY"},
    "automated_detection": {"Yes", "No"},
    "automated_decision": {"AUTOMATED_DECISION_NOT_AUTOMATED"},
}


def wrong(said):
    """What breaks a rule of the schema."""
    found = [f"{name} is required" for name in REQUIRED if not said.get(name)]
    found += [f"{name} is too long" for name, most in LONGEST.items() if len(said.get(name, "")) > most]
    found += [f"{name} is {said[name]}" for name, known in VALUES.items() if name in said and said[name] not in known]
    found += [] if WITHOUT_ALL & said.keys() else ["no decision at all"]
    found += [] if re.fullmatch(r"[A-Za-z0-9_-]+", said["puid"]) else ["puid"]
    ends = [said[name] for name in said if name.startswith("end_date")]
    found += [f"ends {end} before it begins" for end in ends if end < said["application_date"]]
    if "CONTENT_TYPE_OTHER" in said["content_type"] and not said.get("content_type_other"):
        found.append("content_type_other is required")
    if said.get("decision_visibility") == "DECISION_VISIBILITY_OTHER" and not said.get("decision_visibility_other"):
        found.append("decision_visibility_other is required")
    return found


def path(walk):
    return f"/dossiers/{walk.reference}/decision.dsa.json"


@beginning
def over(walk):
    """Jean was warned, and every remedy has ended."""
    walk.in_review().in_deliberation().warned().opened().tick(400)
    walk.at += days(1)
    return walk


@pytest.mark.parametrize("who", ["jean", "camille", "marie", "olga", "paul", "root"])
def test_it_is_there_for_nobody_to_whom_the_case_is_not(over, cast, visit, who):
    assert visit(getattr(cast, who), path(over), at=over.at).status_code == 404


@pytest.mark.parametrize("who", ["alice", "bob", "dora"])
def test_nobody_but_the_national_office_takes_one(over, cast, visit, who):
    assert visit(getattr(cast, who), path(over), at=over.at).status_code in (403, 404)


def test_not_before_every_remedy_is_over(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened().proposed("lift").signed("lift_measure")
    until = walk.case.appeal_until
    assert visit(cast.nora, path(walk), at=until).status_code == 409
    assert visit(cast.nora, path(walk), at=until + timedelta(seconds=1)).status_code == 200


def test_of_what_was_no_sanction_there_is_nothing_to_state(walk, cast, visit):
    walk.in_review().dismissed()
    assert visit(cast.nora, path(walk), at=walk.at + days(60)).status_code == 409
    assert not Reading.objects.filter(purpose="digest").exists()


def test_a_warning_follows_the_rules_of_the_schema(over, cast, visit):
    answer = visit(cast.nora, path(over), at=over.at)
    said = json.loads(answer.content)
    assert wrong(said) == []
    assert said["category"] == "STATEMENT_CATEGORY_CYBER_VIOLENCE" and "decision_account" not in said
    assert 'filename="decision.dsa.json"' in answer["Content-Disposition"]
    assert Reading.objects.filter(purpose="digest", person=cast.nora).count() == 1


@pytest.mark.parametrize(
    ("scope", "attribute"), [("full_membership", "decision_account"), ("functions", "decision_provision")]
)
@pytest.mark.parametrize("suspended", [0, 90])
def test_a_suspension_says_what_it_touches_and_always_when_it_ends(walk, cast, visit, scope, attribute, suspended):
    months = {"probation_months": 12} if suspended else {}
    walk.in_review().suspended(days=90, scope=scope, suspended_days=suspended, **months).opened().tick(500)
    said = json.loads(visit(cast.nora, path(walk), at=walk.at).content)
    assert wrong(said) == [] and attribute in said
    assert [name for name in said if name.startswith("end_date")]


def test_no_word_of_anybody_and_no_day_is_in_it(over, cast, visit):
    said = json.loads(visit(cast.nora, path(over), at=over.at).content)
    text = json.dumps(said, ensure_ascii=False)
    typed = [*REASONS.values(), over.case.post.address, over.reference, "Jean", "Camille", "jean_exemple45", "Loiret"]
    assert not [one for one in typed if one and one in text]
    assert {date.fromisoformat(said[name]).day for name in ("content_date", "application_date")} == {1}


def test_two_statements_have_two_names(over, cast, visit):
    other = Walk(cast).in_review().in_deliberation().warned().opened().tick(400)
    names = {json.loads(visit(cast.nora, path(one), at=over.at).content)["puid"] for one in (over, other)}
    assert len(names) == 2
