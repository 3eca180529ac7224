"""open_review: the officer dates and qualifies the post, and fixes what it says."""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Member
from tests.beginnings import beginning

from ..cast import POSTED_ON, a_report, article
from .promises import entry, forbidden, refused, runs, says, stale, told_by

SAID = {"content_date": POSTED_ON, "quote": "On te trouvera."}
TYPED = {"article": "1", "content_date": "2026-12-01", "quote": "On te trouvera."}


@beginning
def ready(walk):
    return walk.identified()


@beginning
def said():
    return {**SAID, "article": article()}


def test_who_does_not_examine_the_case_does_not_open_its_review(ready, said):
    names = ["camille", "jean", "marie", "parisa", "olga", "paul", "dora", "carl", "root"]
    forbidden(ready, "open_review", *names, **said)


def test_an_officer_who_reported_the_post_does_not_examine_it(ready, cast, said):
    a_report(cast.alice, at=ready.at, address=ready.case.post.address)
    forbidden(ready, "open_review", "alice", **said)


def test_an_officer_does_not_examine_a_post_of_his_or_her_own(walk, cast, said):
    Member.objects.create(number="A-alice", person=cast.alice, federation_id="45", joined_on=date(2024, 1, 1))
    walk.identified(cast.alice.member)
    forbidden(walk, "open_review", "alice", **said)


def test_the_national_office_calls_a_case_up_before_it_opens_its_review(ready, cast, said):
    assert "Loiret" in stale(ready, "open_review", cast.nina, **said)


def test_a_review_opens_with_a_date_a_rule_and_the_words_of_the_post(language, ready, cast, said):
    case = ready.do("open_review", cast.alice, **said)
    assert (case.state, case.content_date, case.article_version) == ("in_review", POSTED_ON, article())
    assert (case.claimed_by, case.claimed_at) == (cast.alice, ready.at)
    assert cast.alice.parts.get(case=case).role == "instructed"
    version = case.pieces.get().versions.get()
    assert (version.text, version.use, version.made_by) == ("On te trouvera.", "disclosed", cast.alice)
    assert set(runs(ready)) == {"federation", "first_instance", "inform"}
    assert told_by(ready) == {"camille": ["review_opened.reporter"]}


def test_the_record_says_who_opened_it_as_what_and_from_where(ready, cast, said):
    ready.do("open_review", cast.alice, **said)
    last = entry(ready)
    assert (last.step, last.role, last.body, last.came_from, last.went_to) == (
        "open_review", "federation", "45", "reported", "in_review",
    )  # fmt: skip
    assert (last.content.by, last.content.answers["content_date"]) == (cast.alice, "2026-12-01")


def test_a_review_opens_once(ready, cast, said):
    ready.do("open_review", cast.alice, **said)
    assert "En instruction" in stale(ready, "open_review", cast.alice, **said)


def test_nobody_answers_for_a_post_whose_author_is_not_known(walk, cast, said):
    assert "identifi" in refused(walk, "open_review", cast.alice, **said)


def test_whoever_is_asked_to_step_aside_waits_for_the_answer(ready, cast, said):
    ready.case.recusals.create(person=cast.alice, reason="dispute", asked_by=cast.jean, asked_at=ready.at)
    assert "récusation" in refused(ready, "open_review", cast.alice, **said)
    assert ready.do("open_review", cast.bob, **said).state == "in_review"


def test_a_post_of_tomorrow_is_not_examined(ready, cast, said):
    ready.at = datetime(2026, 12, 8, 22, 59, 59, tzinfo=UTC)  # one second before midnight in Loiret
    refused(
        ready, "open_review", cast.alice, field="content_date", later=0, **said | {"content_date": date(2026, 12, 9)}
    )
    ready.at = datetime(2026, 12, 8, 23, 0, tzinfo=UTC)
    assert ready.do("open_review", cast.alice, later=0, **said | {"content_date": date(2026, 12, 9)})


@pytest.mark.parametrize(("day", "is_barred"), [(date(2023, 12, 7), False), (date(2023, 12, 6), True)])
def test_three_years_after_the_post_nothing_is_prosecuted(ready, cast, said, day, is_barred):
    if is_barred:
        refused(ready, "open_review", cast.alice, field="content_date", **said | {"content_date": day})
    else:
        assert ready.do("open_review", cast.alice, **said | {"content_date": day}).state == "in_review"


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("article", ""), ("article", "999999"), ("content_date", ""), ("content_date", "31/02"), ("quote", "  ")],
)
def test_the_form_says_beside_the_field_what_is_missing(ready, cast, field, wrong):
    typed = {**TYPED, "article": str(article().pk)}
    assert says(ready, "open_review", cast.alice, typed) == {}
    assert set(says(ready, "open_review", cast.alice, typed, **{field: wrong})) == {field}
