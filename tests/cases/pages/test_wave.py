"""A wave of reports is said to whoever works on the case; it hides, ranks and decides nothing."""

from datetime import timedelta

import pytest

from accounts.models import Person
from cases.door import offers
from cases.models import Case, Parameter

from ..cast import MONDAY, Walk, a_report, days
from .browsing import read

SAID = "14 signalements en 2 heures"


def joined(walk, count, *, every=timedelta(minutes=9)):
    """So many others report the same post, one after another."""
    address = walk.case.post.address
    for number in range(count):
        person = Person.objects.create_user(f"r{number}.{walk.reference}@example.org", name=f"R{number}")
        a_report(person, at=walk.at + (number + 1) * every, address=address)
    walk.at += (count + 1) * every
    return walk


def page(walk, who, visit):
    return read(visit(who, f"/dossiers/{walk.reference}/", at=walk.at))


@pytest.mark.parametrize("who", ["camille", "jean"])
def test_neither_who_reported_nor_the_person_concerned_learns_of_it(walk, cast, visit, who):
    joined(walk, 13).identified().informed()
    path = {"camille": f"/mes-signalements/{walk.code}/", "jean": f"/mon-dossier/{walk.reference}/"}[who]
    answer = visit(getattr(cast, who), path, at=walk.at)
    assert answer.status_code == 200 and "signalements en" not in read(answer)


def test_whoever_knows_the_header_alone_learns_nothing_of_it(walk, cast, visit):
    joined(walk, 13).in_review().referred()
    assert SAID in page(walk, cast.nina, visit)
    assert "signalements en" not in page(walk, cast.alice, visit)


def test_many_in_a_short_time_are_said_with_their_number(walk, cast, visit):
    shown = page(joined(walk, 13), cast.alice, visit)
    assert SAID in shown and "arrivés à partir du 7 décembre 2026" in shown
    assert "il ne change ni la place du dossier" in shown


@pytest.mark.parametrize(("count", "every"), [(8, 9), (13, 60), (0, 9)])
def test_few_or_slow_ones_are_no_wave(walk, cast, visit, count, every):
    assert "signalements en" not in page(joined(walk, count, every=timedelta(minutes=every)), cast.alice, visit)


def test_what_an_office_opened_by_itself_is_no_report(walk, cast, visit):
    joined(walk, 9)
    walk.case.reports.filter(pk=walk.report.pk).update(source="office")
    assert "signalements en" not in page(walk, cast.alice, visit)


def test_how_many_make_a_wave_is_set_in_one_place(cast, visit):
    Parameter.objects.set("WAVE_REPORTS", 3, by=cast.noah, at=MONDAY - days(1))
    assert "3 signalements en 2 heures" in page(joined(Walk(cast), 2), cast.alice, visit)


def test_with_and_without_it_the_same_steps_are_open(cast):
    """At each stage, to everybody who has a part in it."""
    calm, stormy = (Walk(cast).identified() for _ in range(2))
    joined(stormy, 13)
    calm.at = stormy.at
    for stage in ("claimed", "in_review", "in_hearing", "opened", "heard", "warned"):
        for who in (cast.alice, cast.bob, cast.nina, cast.jean, cast.camille):
            assert open_to(who, calm) == open_to(who, stormy), (stage, who.name)
        for walk in (calm, stormy):
            walk.do("claim", cast.alice) if stage == "claimed" else getattr(walk, stage)()


def open_to(person, walk):
    return {name: str(one.refusal or "") for name, one in offers(walk.case, by=person, at=walk.at).items()}


def test_with_and_without_it_the_queue_has_the_same_order(cast):
    """The nearest deadline comes first, however many reported."""
    first, second, third = (Walk(cast, at=MONDAY + days(number)) for number in range(3))
    joined(second, 13)
    joined(third, 30, every=timedelta(minutes=1))
    for tab in ("to_take", "all", "late"):
        rows = Case.objects.tab(tab, {"45"}, by=cast.alice, at=MONDAY + days(30))
        assert [one.reference for one in rows] == [first.reference, second.reference, third.reference], tab
