"""assess_report: at closing it is recorded what reports were worth, of nobody by name; in good faith unless said so."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.audit import faults
from cases.clock import sweep
from cases.models import Assessment, Report, ReporterIdentity
from cases.seal import owner_of
from tests.beginnings import beginning

from ..cast import Walk, a_report
from .promises import entry, forbidden, form, refused, says, stale, told_by

MISUSE = {"worth": "manifestly_unfounded", "why": "Elle a inventé la publication."}


@beginning
def ready(walk, cast):
    """Closed; Marie reported it too."""
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    return walk.in_review().dismissed()


def worths():
    return sorted(Report.objects.values_list("assessment", flat=True))


def counted(person):
    return sorted(Assessment.objects.filter(owner=owner_of(person.pk)).values_list("kind", flat=True))


def test_nobody_says_it_who_does_not_examine(ready):
    names = ["camille", "jean", "marie", "olga", "paul", "dora", "root"]
    forbidden(ready, "assess_report", *names, report=ready.report, **MISUSE)


def test_while_it_is_examined_nothing_is_said_of_it(walk, cast):
    assert worths() == [""]
    stale(walk, "assess_report", cast.alice, report=walk.report, **MISUSE)


def test_of_what_led_to_something_nobody_says_that_it_was_abusive(walk, cast):
    said = {"outcome": "advice", "dismissal_reason": "", "reasons": "Un conseil.", "by_on": None}
    walk.in_review().referred().do("close_without_sanction", cast.nina, **said)
    assert worths() == ["founded"]
    refused(walk, "assess_report", cast.nina, report=walk.report, **MISUSE)


def test_a_report_of_another_case_is_not_reached(ready, cast):
    refused(ready, "assess_report", cast.alice, field="report", report=Walk(cast).report, **MISUSE)


def test_at_closing_all_are_of_good_faith_and_counted_by_a_digest_alone(ready, cast):
    assert worths() == ["unfounded_good_faith"] * 2
    assert counted(cast.camille) == counted(cast.marie) == ["unfounded_good_faith"]
    columns = {field.name for field in Assessment._meta.get_fields()}
    assert columns == {"id", "owner", "month", "kind"}


@pytest.mark.parametrize(("ending", "worth"), [("warned", ""), ("over", "founded"), ("lapsed", "")])
def test_a_sanction_says_that_it_was_founded_and_a_silence_says_nothing(walk, ending, worth):
    if ending == "lapsed":
        walk.tick(14).tick(60)
    else:
        walk.in_review().in_deliberation().warned(months=6).opened()
    if ending == "over":
        walk.tick(200)
    assert worths() == [worth]


def test_of_one_it_is_said_with_a_reason_that_it_was_abusive(ready, cast):
    ready.do("assess_report", cast.alice, report=ready.report, **MISUSE)
    assert worths() == ["manifestly_unfounded", "unfounded_good_faith"]
    assert (counted(cast.camille), counted(cast.marie)) == (["manifestly_unfounded"], ["unfounded_good_faith"])
    assert entry(ready).content.why == MISUSE["why"] and told_by(ready) == {} and list(faults()) == []


def test_it_may_be_taken_back_and_counts_once(ready, cast):
    for worth in ("manifestly_unfounded", "unfounded_good_faith"):
        ready.do("assess_report", cast.alice, report=ready.report, worth=worth, why="Relu.")
    assert counted(cast.camille) == ["unfounded_good_faith"]


def test_what_is_reopened_and_closed_again_counts_once(ready, cast):
    ready.do("reopen", cast.camille, why="Regardez encore.", evidence="")
    ready.do(
        "close_without_sanction", cast.nina, outcome="advice", dismissal_reason="", reasons="Un rappel.", by_on=None
    )
    assert counted(cast.camille) == ["founded"]


def test_a_report_that_was_withdrawn_counts_for_nothing(walk, cast):
    walk.do("withdraw_report", cast.camille, why="")
    walk.in_review().dismissed()
    assert worths() == [""] and counted(cast.camille) == []


def test_the_count_outlives_the_name(ready, cast):
    ReporterIdentity.objects.all().delete()
    assert counted(cast.camille) == ["unfounded_good_faith"]
    report = ready.case.reports.first()
    refused(ready, "assess_report", cast.alice, field="report", report=report, **MISUSE)


def test_what_counts_no_more_is_gone_with_the_clock(ready, cast):
    """Twelve months, by month: nothing is counted that is kept no longer, and nothing kept that counts no more."""
    Assessment.objects.update(month=date(2026, 12, 1))
    last = datetime(2027, 12, 31, 23, 59, tzinfo=UTC)
    sweep(at=last)
    assert ready.report.track_record(last) == {"unfounded_good_faith": 1}
    sweep(at=last + timedelta(minutes=1))
    assert counted(cast.camille) == counted(cast.marie) == []


def test_whoever_cautions_reads_counts_and_no_name(ready, cast):
    ready.do("assess_report", cast.alice, report=ready.report, **MISUSE)
    asked = form(ready, "restrict_reporting", cast.nina, {})
    told = asked.fields["report"].help_text
    assert all(f"examinés : 1 ; abusifs : {misuse}." in told for misuse in (0, 1))
    assert "Camille" not in told and "Marie" not in told


def test_the_form_asks_which_and_what_and_why(ready, cast):
    typed = {"report": str(ready.report.pk), **MISUSE}
    assert says(ready, "assess_report", cast.alice, typed) == {}
    assert list(says(ready, "assess_report", cast.alice, {})) == ["report", "worth", "why"]
    assert list(says(ready, "assess_report", cast.alice, typed, worth="founded")) == ["worth"]
