"""restrict_reporting: first a caution, then a limit of six months at most; reports are received all the same."""

import pytest

from cases.models import Outsider, Report, ReporterIdentity, ReportingRestriction
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import Walk, a_report, days
from .promises import entry, forbidden, form, refused, says, told_by

FACTORS = {
    "number": "Neuf en un mois.", "proportion": "Neuf sur neuf.", "gravity": "Deux dossiers ouverts pour rien.",
    "intent": "Il s’en vante.",
}  # fmt: skip


@beginning
def caution(walk):
    """Of a report that was said to be abusive when its case was closed."""
    return {"report": abusive(walk.report), "until": None, **FACTORS}


def abusive(report):
    Report.objects.filter(pk=report.pk).update(assessment=Report.Worth.MISUSE)
    return Report.objects.get(pk=report.pk)


@beginning
def limit(walk, caution):
    return {**caution, "until": (walk.at + days(60)).date()}


def test_only_the_national_office_cautions(walk, caution):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(walk, "restrict_reporting", *names, **caution)


def test_nobody_is_limited_without_a_caution_before(walk, cast, limit):
    assert "Avertissez" in refused(walk, "restrict_reporting", cast.nina, field="until", **limit)


def test_a_report_of_another_case_is_not_reached(walk, cast, caution):
    other = Walk(cast).report
    refused(walk, "restrict_reporting", cast.nina, field="report", **{**caution, "report": other})


def test_nobody_is_cautioned_whose_name_was_erased(walk, cast, caution):
    ReporterIdentity.objects.all().delete()
    caution["report"] = walk.case.reports.get()
    refused(walk, "restrict_reporting", cast.nina, field="report", **caution)


@pytest.mark.parametrize("until", [None, "until"])
def test_somebody_without_an_account_is_neither_cautioned_nor_limited(walk, cast, limit, until):
    """Taken down by telephone: no letter reaches that person here, and no account is bound."""
    told = {"source": Report.Source.TELEPHONE, "reporter": Outsider("Sidonie Lange", "02 38 00 00 00")}
    written = abusive(a_report(cast.alice, at=walk.at, address=walk.case.post.address, **told).report)
    said = {**limit, "report": written, "until": limit["until"] if until else None}
    sentence = refused(walk, "restrict_reporting", cast.nina, field="report", **said)
    assert "pas de compte" in sentence and "Sidonie" not in sentence


@pytest.mark.parametrize("worth", ["", "founded", "unfounded_good_faith"])
def test_a_report_in_good_faith_never_counts_towards_misuse(walk, cast, caution, worth):
    Report.objects.update(assessment=worth)
    caution["report"] = walk.case.reports.get()
    assert "de bonne foi" in refused(walk, "restrict_reporting", cast.nina, field="report", **caution)


def test_a_caution_limits_nothing_and_says_why(language, walk, cast, caution):
    walk.do("restrict_reporting", cast.nina, **caution)
    row = ReportingRestriction.objects.get()
    assert (row.until, row.warned_at, row.number) == (None, walk.at, FACTORS["number"])
    assert not ReportingRestriction.objects.binding(cast.camille, walk.at.date()).exists()
    assert told_by(walk) == {"camille": ["reporting_warned.reporter"]}
    letter = Letter.objects.get(act="reporting_warned")
    assert all(reason in letter.body for reason in FACTORS.values())
    assert walk.case.reference not in letter.body


def test_after_a_caution_reports_are_limited_until_a_day(language, walk, cast, caution, limit):
    walk.do("restrict_reporting", cast.nina, **caution)
    walk.do("restrict_reporting", cast.nora, **limit)
    assert ReportingRestriction.objects.binding(cast.camille, limit["until"]).exists()
    assert not ReportingRestriction.objects.binding(cast.camille, limit["until"] + days(1)).exists()
    assert told_by(walk) == {"camille": ["reporting_restricted.reporter"]}
    letter = Letter.objects.get(act="reporting_restricted")
    assert ("5 février 2027" if language == "fr" else "5 February 2027") in letter.body
    assert entry(walk).body == "national"


def test_a_limited_report_is_kept_acknowledged_and_read_by_the_national_office(walk, cast, caution, limit):
    walk.do("restrict_reporting", cast.nina, **caution)
    walk.do("restrict_reporting", cast.nina, **limit)
    receipt = a_report(cast.camille, at=walk.at)
    assert (receipt.report.is_processed, receipt.case.held_by_id) == (False, "national")
    assert Letter.objects.filter(act="received_open").count() == 2
    assert a_report(cast.marie, at=walk.at).report.is_processed


@pytest.mark.parametrize(("count", "fits"), [(180, True), (181, False), (0, False), (-1, False), (1, True)])
def test_a_limit_lasts_six_months_at_most(walk, cast, caution, limit, count, fits):
    walk.do("restrict_reporting", cast.nina, later=0, **caution)
    limit["until"] = (walk.at + days(1 + count)).date()  # the step is taken a day later
    if fits:
        walk.do("restrict_reporting", cast.nina, **limit)
        assert ReportingRestriction.objects.latest("pk").until == limit["until"]
    else:
        refused(walk, "restrict_reporting", cast.nina, field="until", **limit)


def test_the_caution_of_one_is_not_that_of_another(walk, cast, caution, limit):
    other = abusive(a_report(cast.marie, at=walk.at, address=walk.case.post.address).report)
    walk.do("restrict_reporting", cast.nina, **caution)
    refused(walk, "restrict_reporting", cast.nina, field="until", **{**limit, "report": other})


def test_the_form_asks_for_four_reasons(walk, cast):
    typed = {"report": str(walk.report.pk), "until": "", **FACTORS}
    assert says(walk, "restrict_reporting", cast.nina, typed) == {}
    assert form(walk, "restrict_reporting", cast.nina, typed).previews
    assert list(says(walk, "restrict_reporting", cast.nina, {})) == ["report", *FACTORS]
    assert list(says(walk, "restrict_reporting", cast.nina, typed, until="2027-02-30")) == ["until"]
