"""ask_identity: the national office asks who reported, with a reason; nobody learns anything by asking."""

from cases.models import IdentityRequest, ReporterIdentity
from tests.beginnings import beginning

from ..cast import Walk, a_report
from .promises import entry, forbidden, form, refused, says, told_by


@beginning
def said(walk):
    return {"report": walk.report, "reason": "Le parquet demande qui a signalé."}


def test_only_the_national_office_asks(walk, said):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(walk, "ask_identity", *names, **said)


def test_a_report_of_another_case_is_not_reached(walk, cast, said):
    refused(walk, "ask_identity", cast.nina, field="report", **{**said, "report": Walk(cast).report})


def test_the_privacy_officer_is_told_and_the_seal_is_kept(language, walk, cast, said):
    basis = walk.case.basis
    case = walk.do("ask_identity", cast.nina, **said)
    request = IdentityRequest.objects.get()
    assert (request.report, request.asked_by, request.asked_at, request.answer) == (
        walk.report, cast.nina, walk.at, "",
    )  # fmt: skip
    assert case.basis == basis
    assert told_by(walk) == {"dora": ["identity_asked.privacy"]}
    assert "camille" not in str(entry(walk).content.answers).lower()


def test_one_question_at_a_time_for_one_report(walk, cast, said):
    walk.do("ask_identity", cast.nina, **said)
    assert "attend déjà" in refused(walk, "ask_identity", cast.nora, field="report", **said)


def test_each_report_is_a_question_of_its_own(walk, cast, said):
    other = a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    walk.do("ask_identity", cast.nina, **said)
    walk.do("ask_identity", cast.nina, **{**said, "report": other.report})
    assert IdentityRequest.objects.count() == 2


def test_a_name_that_was_erased_is_not_asked_for(walk, cast, said):
    ReporterIdentity.objects.all().delete()
    said["report"] = walk.case.reports.get()
    assert "effacé" in refused(walk, "ask_identity", cast.nina, field="report", **said)


def test_it_is_asked_at_any_time(walk, cast, said):
    walk.dismissed()
    walk.do("ask_identity", cast.nina, **said)
    assert walk.case.state == "closed"


def test_the_form_offers_reports_of_this_case_by_their_day(walk, cast, said):
    other = Walk(cast).report
    typed = {"report": str(walk.report.pk), "reason": "Le parquet le demande."}
    assert says(walk, "ask_identity", cast.nina, typed) == {}
    shown = str(form(walk, "ask_identity", cast.nina, None)["report"])
    assert "camille" not in shown.lower() and walk.code not in shown
    assert list(says(walk, "ask_identity", cast.nina, typed, report=str(other.pk))) == ["report"]
    assert list(says(walk, "ask_identity", cast.nina, typed, reason="")) == ["reason"]
