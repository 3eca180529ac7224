"""`manage.py retention`: what goes when, by reference and without a name; and nothing is changed by asking."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet

from cases.models import Case, Deadline

from .cast import Walk, days


def said(*options):
    out = StringIO()
    call_command("retention", *options, stdout=out)
    return out.getvalue().splitlines()


def test_what_is_no_moment_is_refused():
    with pytest.raises(CommandError, match="--until"):
        said("--until", "demain")


def test_each_case_has_a_line_for_each_of_its_days_and_nobody_is_named(cast):
    walk = Walk(cast).in_review().dismissed()
    lines = said("--until", "2028-01-01T00:00+01:00")
    assert lines == [
        f"2027-01-08 23:59  restrict   {walk.reference}  dismissed",
        f"2027-02-09 23:59  anonymise  {walk.reference}  dismissed",
        "By the rounds of the mornings: 0 readings, 0 cautions and limits.",
        "By the hour: 0 drafts.",
    ]


def test_what_is_still_far_away_is_not_listed(cast):
    Walk(cast).in_review().dismissed()
    assert len(said("--until", "2027-01-09T00:00+01:00")) == 3


def test_a_case_that_is_kept_for_a_court_says_until_when(cast):
    walk = Walk(cast).in_review().dismissed()
    until = (walk.at + days(100)).date()
    walk.do("hold_for_law", cast.nina, until=until, why="Une plainte est déposée.")
    lines = said("--until", "2028-01-01T00:00+01:00")[:2]
    assert [line.endswith(f"dismissed, held until {until}") for line in lines] == [True, True]


def test_asking_changes_nothing(cast):
    walk = Walk(cast).in_review().dismissed()
    before = list(Deadline.objects.order_by("pk").values()), QuerySet(Case).filter(pk=walk.case.pk).values().get()
    said("--until", "2040-01-01T00:00+01:00")
    assert before == (
        list(Deadline.objects.order_by("pk").values()), QuerySet(Case).filter(pk=walk.case.pk).values().get(),
    )  # fmt: skip
