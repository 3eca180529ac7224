"""`canonical` and `deadline` tell an officer why."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Body
from tests.beginnings import beginning


def said(*command):
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue().splitlines()


def test_canonical_prints_one_line_an_address():
    lines = said(
        "canonical",
        "https://twitter.com/Jean/status/12?s=20",
        "https://t.co/abc",
        "https://www.instagram.com/p/C6ab/?igsh=a",
    )
    post, short, other = map(json.loads, lines)
    assert post == {"network": "x", "post_id": "12", "handle": "jean", "address": "https://x.com/i/status/12"}
    assert list(short) == ["error"] and short["error"].endswith("copiez son adresse complète.")
    assert other["handle"] is None


@pytest.mark.parametrize(
    "served",
    [
        "hier",
        "2026-03-14",
        "2026-03-14T10:00",
        "2026-02-30T10:00+01:00",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:00-10:00",
    ],
)
def test_deadline_refuses_what_is_no_moment(served, loiret):
    with pytest.raises(CommandError, match="--served"):
        said("deadline", "--served", served, "--days", "15", "--federation", "45")


@pytest.mark.parametrize("days", ["-1", "99999999999"])
def test_deadline_refuses_what_is_no_number_of_days(days):
    with pytest.raises(CommandError, match="--days"):
        said("deadline", "--served", "2026-03-14T10:00+01:00", f"--days={days}", "--federation", "45")


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["00", "national", "", "45 "])
def test_deadline_refuses_what_is_no_federation(code):
    with pytest.raises(CommandError, match="No federation"):
        said("deadline", "--served", "2026-03-14T10:00+01:00", "--days", "15", "--federation", code)


def test_deadline_prints_the_last_moment_then_why(loiret):
    assert said("deadline", "--served", "2026-03-14T10:00+01:00", "--days", "15", "--federation", "45") == [
        "2026-03-30T23:59:59.999999+02:00",
        "Le dimanche 29 mars 2026 n’est pas un jour ouvré.",
    ]


@beginning
def loiret():
    return Body.objects.get(code="45")
