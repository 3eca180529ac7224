"""join_case: two cases of one post, or of one person; one goes on, what was reported follows, nobody answers twice."""

from types import SimpleNamespace

import pytest

from cases.audit import faults
from cases.door import offers
from cases.models import Case, Report, Reread
from notifications.models import Letter, Notice
from tests.beginnings import beginning

from ..cast import Walk, a_report, days
from .promises import entry, forbidden, form, picture, refused, says, stale, told_by

HERS = {"withdraw_report", "answer_inquiry", "reopen", "contest_restriction"}  # what remains to who reported
WHY = "La même photographie, publiée deux fois."


@beginning
def other(walk, cast):
    """Jean's too, in review; Marie reported it."""
    other = Walk(cast, begun=a_report(cast.marie, at=walk.at, explanation="Encore lui."))
    return other.in_review()


@beginning
def said(walk, other):
    walk.identified()
    return {"kin": "same_post", "why": WHY}


def joined(walk, other, said, by=None):
    walk.at = max(walk.at, other.at)
    walk.do("join_case", by or walk.cast.alice, other=other.case, **said)
    return walk


def test_nobody_joins_who_does_not_examine(walk, other, said):
    names = ["camille", "jean", "marie", "olga", "paul", "dora", "root"]
    forbidden(walk, "join_case", *names, other=other.case, **said)


def test_nobody_joins_once_grievances_are_notified(walk, other, said, cast):
    other.in_hearing()
    other.at += days(1)
    stale(other, "join_case", cast.alice, other=walk.case, **said)


def test_a_case_is_not_joined_to_itself(walk, said, cast, other):
    refused(walk, "join_case", cast.alice, field="other", other=walk.case, **said)


def test_nor_to_one_that_another_body_holds(walk, other, said, cast):
    other.referred()
    refused(walk, "join_case", cast.alice, field="other", other=other.case, **said)


def test_nor_to_one_that_is_joined_already_nor_one_to_which_others_are(walk, other, said, cast):
    joined(walk, other, said)
    third = Walk(cast, at=other.at).identified()
    third.at = walk.at
    assert other.reference in refused(third, "join_case", cast.alice, field="other", other=walk.case, **said)
    other.at = walk.at
    assert "joignez plutôt" in refused(other, "join_case", cast.alice, other=third.case, **said)


def test_nor_to_one_that_its_officer_reported(walk, other, said, cast):
    a_report(cast.alice, at=other.at, address=other.case.post.address)
    walk.at = other.at
    refused(walk, "join_case", cast.alice, field="other", other=other.case, **said)


@pytest.mark.parametrize("kin", ["same_post", "series"])
def test_two_people_are_not_made_one_without_saying_so(walk, other, said, cast, kin):
    walk.identified(cast.marie.member)
    walk.at = max(walk.at, other.at)
    refused(walk, "join_case", cast.alice, field="kin", other=other.case, kin=kin, why=WHY)
    walk.do("join_case", cast.alice, other=other.case, kin="other_person", why=WHY)
    assert entry(walk).content.answers["kin"] == "other_person"


def test_a_series_is_of_somebody_known(other, said, cast):
    unknown = Walk(cast, at=other.at)
    refused(unknown, "join_case", cast.alice, field="kin", other=other.case, kin="series", why=WHY)


def test_the_case_is_closed_and_its_reports_follow(walk, other, said, cast):
    joined(walk, other, said)
    case, goes_on = walk.case, other.case
    assert (case.state, case.outcome, case.joined_to) == ("closed", "joined", goes_on)
    assert (goes_on.state, goes_on.reports_count, goes_on.reports.count()) == ("in_review", 2, 2)
    assert (case.decisions.count(), case.reports.count()) == (0, 0)
    assert entry(other).step == "take_in" and entry(other).content.answers == {"joined": walk.reference}
    assert list(faults()) == []


def test_nothing_against_the_person_grows_by_it(walk, other, said, cast):
    other.in_hearing()
    walk.at = other.at
    columns, deadlines, measures, _counts = picture(other.case)
    joined(walk, other, said)
    after, deadlines_after, measures_after, _counts = picture(other.case)
    changed = {name for name in columns if columns[name] != after[name]}
    assert changed == {"version", "head", "reports_count"}
    assert (deadlines_after, measures_after) == (deadlines, measures)


def test_a_danger_that_was_signalled_stays_first(other, cast, said):
    walk = Walk(cast, at=other.at, threat_to_life=True).identified()
    joined(walk, other, said)
    assert other.case.rank == 0


def test_who_reported_is_told_where_it_is_examined_and_keeps_the_code(language, walk, other, said, cast):
    joined(walk, other, said)
    assert told_by(walk) == {"camille": ["joined.reporter"]}
    letter = Letter.objects.get(act="joined").body
    assert walk.code in letter and other.reference not in letter and walk.reference not in letter
    assert ("En cours d’examen" if language == "fr" else "Being examined") in letter


def test_from_then_on_he_or_she_is_told_through_the_other(walk, other, said, cast, browse, clock):
    joined(walk, other, said)
    other.at = walk.at
    other.dismissed()
    assert told_by(other) == {"camille": ["outcome.reporter"], "marie": ["outcome.reporter"]}
    clock.at = other.at
    shown = browse(cast.camille).get(f"/mes-signalements/{walk.code}/").content.decode()
    assert "Terminé : pas de suite" in shown.replace("\u202f", " ")
    assert "reopen" in offers(
        Case.objects.of_report(Report.objects.get(pk=walk.report.pk)), by=cast.camille, at=clock.at
    )


def test_whoever_reported_one_of_them_examines_neither(walk, other, said, cast):
    a_report(cast.bob, at=walk.at, address=walk.case.post.address)
    joined(walk, other, said)
    for case in (walk.case, other.case):
        assert set(offers(case, by=cast.bob, at=walk.at)) <= {*HERS, "attach_report"}
        assert not Case.objects.known_to(cast.bob, at=walk.at).filter(pk=case.pk).exists()


def test_whoever_had_the_other_in_charge_and_reported_this_one_has_it_no_more(walk, other, said, cast):
    a_report(cast.alice, at=walk.at, address=walk.case.post.address)
    assert other.case.claimed_by == cast.alice
    joined(walk, other, said, by=cast.bob)
    assert other.case.claimed_by is None


def test_who_stepped_aside_or_wrote_it_down_stands_apart_from_the_other_too(walk, other, said, cast):
    walk.do("declare_recusal", cast.bob, reason="kinship")
    joined(walk, other, said)
    assert set(offers(other.case, by=cast.bob, at=walk.at)) == {"attach_report"}


def test_a_later_report_of_its_post_joins_the_other(walk, other, said, cast):
    joined(walk, other, said)
    receipt = a_report(cast.parisa, at=walk.at, address=walk.case.post.address)
    assert receipt.case == other.case and other.case.reports_count == 3


def test_the_person_who_knew_of_it_is_told_and_reads_no_other_reference(language, walk, other, said, cast):
    walk.in_review().informed()
    joined(walk, other, said)
    assert told_by(walk)["jean"] == ["joined.concerned"]
    letter = Notice.objects.filter(recipient=cast.jean).latest("pk").letter.body
    assert WHY in letter and other.reference not in letter


def test_what_was_joined_is_not_reopened_and_not_reread(walk, other, said, cast):
    joined(walk, other, said)
    assert offers(walk.case, by=cast.nina, at=walk.at)["reopen"].refusal is not None
    assert not Reread.objects.exists()


def test_the_form_takes_a_reference_of_what_its_officer_reads(walk, other, said, cast):
    typed = {"other": other.reference.lower(), **said}
    assert says(walk, "join_case", cast.alice, typed) == {}
    asked = form(walk, "join_case", cast.alice, typed)
    assert asked.is_valid() and asked.previews and asked.answers["other"] == other.case
    for unread in ("45-2026-ZZZZ", Walk(cast, federation="75").reference):
        assert list(says(walk, "join_case", cast.alice, typed, other=unread)) == ["other"]
    assert list(says(walk, "join_case", cast.alice, {})) == ["other", "kin", "why"]


def test_each_page_leads_to_the_other(walk, other, said, cast, browse, clock):
    joined(walk, other, said)
    clock.at = walk.at
    pages = SimpleNamespace(old=f"/dossiers/{walk.reference}/", new=f"/dossiers/{other.reference}/")
    alice = browse(cast.alice)
    assert pages.new in alice.get(pages.old).content.decode()
    assert pages.old in alice.get(pages.new).content.decode()
