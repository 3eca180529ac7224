"""The privacy officer reads who has read what, and hears of three patterns; of a case he or she sees the reference."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Appointment, Body
from cases.models import Parameter, Reading
from cases.mornings import make_round
from cases.watch import Pattern, unusual
from notifications.models import Delivery, Notice

from ..cast import MONDAY, Walk, days
from .browsing import read

PATH = "/donnees/"
NOBODY = ["alice", "bob", "olga", "nina", "paul", "jean", "camille", "marie", "carl", "root"]


def opened(visit, person, *walks, at):
    for walk in walks:
        visit(person, f"/dossiers/{walk.reference}/", at=at)


def found(since, most=30):
    rows = unusual(since=since, until=since + days(30), most=most)
    return [(one.person, one.pattern, one.cases) for one in rows]


def alerts(name="Dora"):
    return Notice.objects.filter(letter__act="access_alert", recipient__name=name)


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_reads_the_log(walk, cast, visit, who):
    for path in (PATH, f"{PATH}?dossier={walk.reference}"):
        assert visit(getattr(cast, who), path, at=walk.at).status_code == 403


def test_of_a_case_it_shows_the_reference_alone(walk, cast, visit):
    walk.in_review()
    opened(visit, cast.alice, walk, at=walk.at)
    shown = read(visit(cast.dora, f"{PATH}?dossier={walk.reference}", at=walk.at))
    assert walk.reference in shown and "Alice" in shown and "fédération" in shown
    for hidden in ("Jean", "Camille", "On te trouvera", "jean_exemple45"):
        assert hidden not in shown
    assert visit(cast.dora, f"/dossiers/{walk.reference}/", at=walk.at).status_code == 404


# The log --------------------------------------------------------------------------------------------------------------


def test_the_readings_of_one_case_are_found_however_its_reference_is_typed(walk, cast, visit):
    other = Walk(cast, at=walk.at)
    opened(visit, cast.alice, walk, other, at=other.at)
    opened(visit, cast.nina, walk, at=other.at)
    shown = read(visit(cast.dora, f"{PATH}?dossier=+{walk.reference.lower()}+", at=other.at))
    assert "Alice" in shown and "Nina" in shown and other.reference not in shown
    assert other.reference in read(visit(cast.dora, PATH, at=other.at))


def test_a_reference_of_no_case_is_422_and_stays_typed(walk, cast, visit):
    answer = visit(cast.dora, f"{PATH}?dossier=45-2026-ZZZZ", at=walk.at)
    assert answer.status_code == 422 and "Aucun dossier n’a cette référence." in read(answer)
    assert "45-2026-ZZZZ" in answer.content.decode()


def test_each_kind_of_reading_is_said_in_words(walk, cast, visit):
    for purpose in ("page", "letter 12", "piece 2.1", "own file", "first key 3", "refused 403", "something new"):
        Reading.objects.create(person=cast.alice, role="federation", case=walk.case, purpose=purpose, at=walk.at)
    shown = read(visit(cast.dora, PATH, at=walk.at))
    for said in ("le dossier", "la lettre 12", "la pièce 2.1", "le dossier entier, téléchargé", "la clé de la lettre 3",
                 "refusé, réponse 403", "something new"):  # fmt: skip
        assert said in shown


def test_a_request_for_an_identity_waits_there(walk, cast, visit):
    walk.in_review()
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Le parquet la demande.")
    shown = visit(cast.dora, PATH, at=walk.at)
    assert f"/dossiers/{walk.reference}/answer_identity/" in shown.content.decode() and "Nina" in read(shown)
    walk.do("answer_identity", cast.dora, granted=False, reason="Non.")
    assert "Aucune demande n’attend de réponse." in read(visit(cast.dora, PATH, at=walk.at))


def test_a_command_says_who_has_read_a_case(walk, cast, visit, capsys):
    opened(visit, cast.alice, walk, at=walk.at)
    opened(visit, cast.nina, walk, at=walk.at + days(1))
    capsys.readouterr()
    call_command("who_accessed", f" {walk.reference.lower()} ")
    assert capsys.readouterr().out.splitlines() == [
        "2026-12-07T09:00:00+00:00 federation «page» alice@example.org",
        "2026-12-08T09:00:00+00:00 national «page» nina@example.org",
    ]
    with pytest.raises(CommandError, match="45-2026-K7QM"):
        call_command("who_accessed", "45-2026-ZZZZ")


# What is unusual ------------------------------------------------------------------------------------------------------


def test_many_cases_in_an_hour_are_noticed_and_as_many_as_are_usual_are_not(cast, visit):
    walks = [Walk(cast, at=MONDAY) for _one in range(6)]
    opened(visit, cast.alice, *walks[:5], at=MONDAY)
    opened(visit, cast.alice, walks[5], at=MONDAY + days(0.05))
    opened(visit, cast.alice, *walks[:5], at=MONDAY + days(0.001))  # the same cases again
    assert found(since=MONDAY - days(1), most=5) == []
    opened(visit, cast.alice, walks[5], at=MONDAY + days(0.002))
    assert found(since=MONDAY - days(1), most=5) == [
        ("Alice", Pattern.MANY, sorted(one.reference for one in walks))
    ]  # fmt: skip


def test_a_colleague_s_case_and_one_s_own_are_noticed(walk, cast, visit):
    walk.in_review()
    Appointment.objects.appoint(cast.jean, Body.objects.get(code="45"), "examiner", starts_on=MONDAY.date())
    opened(visit, cast.alice, walk, at=walk.at)
    opened(visit, cast.nina, walk, at=walk.at)
    Reading.objects.create(person=cast.jean, role="federation", case=walk.case, purpose="page", at=walk.at)
    Reading.objects.create(person=cast.jean, role="concerned", case=walk.case, purpose="own file", at=walk.at)
    assert sorted(found(since=walk.at - days(1))) == [
        ("Alice", Pattern.COLLEAGUE, [walk.reference]), ("Jean", Pattern.OWN, [walk.reference]),
    ]  # fmt: skip


def test_who_left_the_office_is_no_colleague(walk, cast, visit):
    walk.in_review()
    office = Appointment.objects.appoint(cast.jean, Body.objects.get(code="45"), "examiner", starts_on=MONDAY.date())
    office.end(at=walk.at)
    opened(visit, cast.alice, walk, at=walk.at)
    assert found(since=walk.at - days(1)) == []


def test_the_privacy_officer_hears_of_it_the_next_morning_once_and_nobody_else(walk, cast, visit):
    walk.in_review()
    Reading.objects.create(person=cast.alice, role="federation", case=walk.case, purpose="page", at=walk.at)
    make_round(at=walk.at + days(1))
    assert not alerts().exists()
    Appointment.objects.appoint(cast.jean, Body.objects.get(code="45"), "examiner", starts_on=MONDAY.date())
    opened(visit, cast.alice, walk, at=walk.at + days(1.5))
    for later in (2, 3, 4):
        make_round(at=walk.at + days(later))
    told = alerts().get()
    assert "1 lecture inhabituelle" in told.letter.body.replace("\xa0", " ") and told.path == PATH
    assert walk.reference not in told.letter.body and "Alice" not in told.letter.body
    assert Delivery.objects.filter(notice=told, channel="email").exists()
    assert Notice.objects.filter(letter__act="access_alert").count() == 1
    assert "Le dossier d’une personne de la même instance" in read(visit(cast.dora, PATH, at=walk.at + days(2)))


def test_the_organisation_says_how_many_are_usual(cast, visit):
    Parameter.objects.set("ACCESS_ALERT_CASES", 5, by=cast.nora, at=MONDAY)
    walks = [Walk(cast, at=MONDAY) for _one in range(6)]
    opened(visit, cast.alice, *walks, at=MONDAY)
    assert "Beaucoup de dossiers en une heure" in read(visit(cast.dora, PATH, at=MONDAY))
