"""answer_restriction: others than who set a limit keep or lift it, with a reason."""

import pytest

from cases.models import Report, ReportingRestriction
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import a_report, days
from .promises import forbidden, form, refused, says, told_by
from .test_restrict_reporting import FACTORS, abusive

KEPT = {"lifted": False, "reason": "Les quatre publications ne menaçaient personne."}
LIFTED = {"lifted": True, "reason": "Deux des publications étaient des menaces."}


@beginning
def contested(walk, cast):
    """Cautioned by Nina, limited by Nora; Camille contests the limit."""
    said = {"report": abusive(walk.report), **FACTORS}
    walk.do("restrict_reporting", cast.nina, until=None, **said)
    walk.do("restrict_reporting", cast.nora, until=(walk.at + days(60)).date(), **said)
    walk.do("contest_restriction", cast.camille, why="Ce n’est pas juste.")
    return walk


def test_only_the_national_office_answers(contested):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(contested, "answer_restriction", *names, **KEPT)


@pytest.mark.parametrize("answer", [KEPT, LIFTED])
def test_whoever_set_the_limit_does_not_answer(contested, cast, answer):
    assert "une autre personne" in refused(contested, "answer_restriction", cast.nora, **answer)


def test_what_nobody_contests_is_not_answered(walk, cast):
    assert "Personne" in refused(walk, "answer_restriction", cast.nina, **KEPT)


def test_it_is_answered_once(contested, cast):
    contested.do("answer_restriction", cast.noah, **KEPT)
    refused(contested, "answer_restriction", cast.nina, **LIFTED)


def test_a_limit_that_is_kept_goes_on_and_its_reporter_reads_why(language, contested, cast):
    contested.do("answer_restriction", cast.nina, **KEPT)
    row = ReportingRestriction.objects.latest("pk")
    assert (row.answered_at, row.lifted_at) == (contested.at, None)
    assert ReportingRestriction.objects.binding(cast.camille, contested.at.date()).exists()
    assert told_by(contested) == {"camille": ["restriction_answered.reporter"]}
    letter = Letter.objects.get(act="restriction_answered")
    assert KEPT["reason"] in letter.body
    assert ("maintenue" if language == "fr" else "kept") in letter.body
    assert "Nina" not in letter.body and contested.reference not in letter.body


def test_a_limit_that_is_lifted_binds_nobody_and_what_waited_is_processed(language, contested, cast):
    waited = a_report(cast.camille, at=contested.at).report
    assert not waited.is_processed
    contested.do("answer_restriction", cast.noah, **LIFTED)
    assert not ReportingRestriction.objects.binding(cast.camille, contested.at.date()).exists()
    assert Report.objects.get(pk=waited.pk).is_processed
    assert a_report(cast.camille, at=contested.at).report.is_processed
    letter = Letter.objects.get(act="restriction_answered")
    assert ("La limite est levée" if language == "fr" else "The limit is lifted") in letter.body


def test_a_limit_that_was_lifted_is_no_caution_for_the_next(contested, cast):
    contested.do("answer_restriction", cast.noah, **LIFTED)
    ReportingRestriction.objects.filter(until=None).delete()
    said = {"report": abusive(contested.report), "until": (contested.at + days(30)).date(), **FACTORS}
    assert "Avertissez" in refused(contested, "restrict_reporting", cast.nina, field="until", **said)


def test_what_was_weighed_and_what_is_said_against_it_is_read_first(contested, cast, browse, clock):
    clock.at = contested.at
    page = browse(cast.nina).get(f"/dossiers/{contested.reference}/answer_restriction/").content.decode()
    assert FACTORS["intent"] in page and "Ce n’est pas juste." in page and "Camille" not in page


def test_the_form_asks_for_an_answer_and_a_reason(contested, cast):
    assert form(contested, "answer_restriction", cast.nina, {"lifted": "no", "reason": "Non."}).previews
    assert list(says(contested, "answer_restriction", cast.nina, {})) == ["lifted", "reason"]
