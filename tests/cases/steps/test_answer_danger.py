"""answer_danger: which authority was told of a danger to a life, and when; until then the alarm is kept up."""

import pytest

from cases.audit import faults
from cases.clock import sweep
from cases.models import Case
from cases.mornings import make_round
from notifications.models import Heartbeat, Notice
from tests.beginnings import beginning

from ..cast import Walk, a_report, days
from .promises import entry, forbidden, refused, runs, says, told_by


@beginning
def ready(cast):
    return Walk(cast, threat_to_life=True).identified()


@beginning
def said(ready):
    return {"authority": "Police, au 17", "told_at": ready.at, "why": "L’adresse et la menace."}


NOBODY = {"authority": "", "told_at": None, "why": "La menace est une citation."}


def alarmed(at):
    """Who hears of it on the morning of this day."""
    Heartbeat.objects.all().delete()
    before = set(Notice.objects.values_list("pk", flat=True))
    sweep(at=at)

    make_round(at=at)
    new = Notice.objects.exclude(pk__in=before).filter(letter__act="danger")
    return sorted(new.values_list("recipient__name", flat=True))


def test_only_the_national_office_answers(ready, said):
    forbidden(ready, "answer_danger", "camille", "jean", "alice", "bob", "olga", "paul", "dora", "root", **said)


def test_where_no_danger_was_signalled_nothing_is_answered(walk, cast, said):
    refused(walk, "answer_danger", cast.nina, **said)


@pytest.mark.parametrize(("wrong", "field"), [("told_at", "told_at"), ("authority", "authority")])
def test_an_authority_is_told_at_a_moment(ready, cast, said, wrong, field):
    refused(ready, "answer_danger", cast.nina, field=field, **{**said, wrong: NOBODY[wrong]})


def test_nobody_is_told_tomorrow(ready, cast, said):
    refused(ready, "answer_danger", cast.nina, field="told_at", **{**said, "told_at": ready.at + days(3)})


def test_which_authority_was_told_and_when_is_recorded_and_shown(ready, cast, said, browse, clock):
    before, basis = runs(ready), ready.case.basis
    assert "quelle autorité il a prévenue" in browse(cast.nina).get(f"/dossiers/{ready.reference}/").content.decode()
    ready.do("answer_danger", cast.nina, later=0.1, **said)
    assert entry(ready).content.answers["authority"] == "Police, au 17" and entry(ready).body == "national"
    assert (ready.case.rank, ready.case.basis, runs(ready)) == (1, basis, before)
    assert told_by(ready) == {} and list(faults()) == []
    clock.at = ready.at
    shown = browse(cast.alice).get(f"/dossiers/{ready.reference}/").content.decode().replace("\xa0", " ")
    assert "Police, au 17" in shown and "7 décembre 2026" in shown and "quelle autorité il a prévenue" not in shown


def test_that_no_authority_had_to_be_told_is_an_answer_with_its_reason(ready, cast, browse, clock):
    ready.do("answer_danger", cast.nina, later=0.1, **NOBODY)
    clock.at = ready.at
    shown = browse(cast.alice).get(f"/dossiers/{ready.reference}/").content.decode()
    assert "Aucune autorité" in shown and NOBODY["why"] in shown
    assert list(says(ready, "answer_danger", cast.nina, {})) == ["why"]


def test_the_alarm_rings_each_morning_until_it_is_answered(ready, cast, said):
    office = ["Nina", "Noah", "Nora"]
    assert [alarmed(ready.at + days(day)) for day in (1, 2)] == [office, office]
    assert alarmed(ready.at + days(2)) == []
    ready.do("answer_danger", cast.nina, later=2.5, **said)
    assert alarmed(ready.at + days(3)) == []


def test_another_report_of_a_danger_rings_again(ready, cast, said):
    ready.do("answer_danger", cast.nina, **said)
    a_report(cast.marie, at=ready.at, address=ready.case.post.address, threat_to_life=True)
    assert ready.case.rank == 0 and alarmed(ready.at + days(1)) == ["Nina", "Noah", "Nora"]


def test_what_was_closed_after_the_report_is_answered_by_that(ready):
    ready.in_review().dismissed()
    assert alarmed(ready.at + days(1)) == [] and Case.objects.get().rank == 0
