"""record_service: a letter was handed over on paper; everything runs from that day."""

from cases.models import Service
from tests.beginnings import beginning

from ..cast import days
from .promises import forbidden, refused, runs, says, told_by


@beginning
def ready(walk):
    return walk.in_review().in_hearing()


@beginning
def said(ready):
    return {"how": "letter", "served_at": ready.at + days(2), "tracking": "1A 123 456 7890 1"}


def test_who_does_not_examine_the_case_records_no_service(ready, said):
    forbidden(ready, "record_service", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_nothing_is_recorded_when_no_letter_waits(ready, cast, said):
    ready.opened()
    assert "Aucune lettre" in refused(ready, "record_service", cast.alice, **said)


def test_nothing_is_recorded_in_the_future(ready, cast, said):
    said["served_at"] = ready.at + days(1) + days(1) / 86400  # the step is taken a day later
    refused(ready, "record_service", cast.alice, field="served_at", **said)


def test_no_letter_arrives_before_it_is_sent(ready, cast, said):
    said["served_at"] = ready.at - days(1) / 86400
    assert "envoyée" in refused(ready, "record_service", cast.alice, later=3, field="served_at", **said)


def test_the_window_runs_from_the_day_on_which_it_was_handed_over(language, ready, cast, said):
    case = ready.do("record_service", cast.alice, later=4, **said)
    service = case.services.get()
    assert (service.how, service.served_at, service.tracking) == ("letter", said["served_at"], said["tracking"])
    assert (case.served_at, case.window_ends_at) == (said["served_at"], runs(ready)["reply"])
    assert case.local_date(case.window_ends_at).isoformat() == "2026-12-21"  # 10 days end on Saturday 19
    assert "unopened" not in runs(ready)
    assert told_by(ready) == {"jean": ["served.concerned"]}


def test_a_letter_is_served_once(ready, cast, said):
    ready.do("record_service", cast.alice, later=3, **said)
    refused(ready, "record_service", cast.alice, **said)
    assert "Aucune lettre" in refused(ready, "open_letter", cast.jean)


def test_a_suspension_starts_where_its_letter_was_handed_over_and_its_federation_learns_when(walk, cast):
    walk.in_review().suspended(days=30)
    case = walk.do("record_service", cast.nina, later=5, how="by_hand", served_at=walk.at + days(2), tracking="")
    measure = case.measures.get()
    assert measure.starts_at == walk.at - days(3)
    assert (measure.ends_at.astimezone(case.zone).date() - measure.starts_at.date()).days == 30
    told = told_by(walk)
    assert told.pop("jean") == ["served.concerned"]
    assert told == {name: ["effect.federation"] for name in ("alice", "bob")}


def test_grievances_that_were_notified_anew_are_waited_for_alone(walk, cast):
    walk.in_review().in_hearing()
    walk.do("refer_to_national", cast.nina, facts="Grave.")
    walk.in_hearing(cast.nina, "suspension").opened()
    case = walk.case
    assert case.window_ends_at is not None
    assert Service.objects.filter(case=case, served_at=None).count() == 1  # the first one, which opens nothing
    refused(walk, "record_service", cast.nina, how="letter", served_at=walk.at, tracking="")


def test_the_form_asks_how_and_when(ready, cast):
    typed = {"how": "letter", "served_at": "2026-12-12T10:00", "tracking": ""}
    assert says(ready, "record_service", cast.alice, typed) == {}
    assert list(says(ready, "record_service", cast.alice, typed, how="opened")) == ["how"]
    assert list(says(ready, "record_service", cast.alice, typed, tracking="x" * 41)) == ["tracking"]
    for wrong in ("", "2026-12-12", "2026-13-12T10:00", "hier"):
        found = says(ready, "record_service", cast.alice, typed, served_at=wrong)
        assert list(found) == ([] if wrong == "2026-12-12" else ["served_at"])
