"""Every installation has the same bodies from its first migration, and keeps what the organisation made of them."""

import json
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import holidays
import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import F, Value

from accounts.bodies import DEPARTMENTS, load_bodies
from accounts.days import LocalDay
from accounts.models import Body

pytestmark = pytest.mark.django_db
ROWS = json.loads(DEPARTMENTS.read_text(encoding="utf-8"))
OVERSEAS = {
    "971": ("Guadeloupe", "America/Guadeloupe", date(2026, 5, 27)),
    "972": ("Martinique", "America/Martinique", date(2026, 5, 22)),
    "973": ("Guyane", "America/Cayenne", date(2026, 6, 10)),
    "974": ("La Réunion", "Indian/Reunion", date(2026, 12, 20)),
    "976": ("Mayotte", "Indian/Mayotte", date(2026, 4, 27)),
}
ALSACE_MOSELLE = {"57", "67", "68"}
MAINLAND = {f"{number:02}" for number in range(1, 96)} - {"20"} | {"2A", "2B"}


def free_days(code):
    body = Body.objects.get(code=code)
    return holidays.country_holidays("FR", subdiv=body.calendar or None, years=2026)


def test_there_are_the_101_departments_each_with_a_name_and_a_region():
    assert {row["code"] for row in ROWS} == MAINLAND | set(OVERSEAS)
    assert len(ROWS) == 101
    there = Body.objects.filter(code__in=[row["code"] for row in ROWS], kind="federation")
    assert {(body.code, body.name, body.region) for body in there} == {
        (row["code"], row["name"], row["region"]) for row in ROWS
    }
    assert all(row["name"] and row["region"] for row in ROWS)
    assert len({row["region"] for row in ROWS}) == 18


def test_beside_them_stand_the_three_that_are_one_of_a_kind_and_one_to_practise_in():
    others = Body.objects.exclude(code__in=[row["code"] for row in ROWS])
    assert {(body.code, body.kind) for body in others} == {
        ("national", "national"), ("recours", "panel"), ("donnees", "privacy"), ("99", "federation"),
    }  # fmt: skip


def test_every_department_has_its_own_place_on_the_map():
    tiles = [row["tile"] for row in ROWS]
    assert len(set(tiles)) == 101


def test_addresses_are_those_of_nobody():
    assert all(body.contact.endswith("@example.org") for body in Body.objects.all())


@pytest.mark.parametrize("code", OVERSEAS)
def test_overseas_has_its_own_clock_its_own_holiday_and_days_for_distance(code):
    name, zone, abolition = OVERSEAS[code]
    body = Body.objects.get(code=code)
    assert (body.name, body.time_zone, body.distance_days) == (name, zone, 5)
    assert abolition in free_days(code)
    assert abolition not in free_days("45")


@pytest.mark.parametrize("code", sorted(ALSACE_MOSELLE))
def test_alsace_and_moselle_rest_on_good_friday_and_on_the_day_after_christmas(code):
    extra = {date(2026, 4, 3), date(2026, 12, 26)}
    assert extra <= set(free_days(code))
    assert not extra & set(free_days("45"))


def test_everywhere_else_paris_time_the_common_calendar_and_no_distance():
    for body in Body.objects.exclude(code__in=OVERSEAS):
        assert (body.time_zone, body.distance_days) == ("Europe/Paris", 0)
        assert bool(body.calendar) == (body.code in ALSACE_MOSELLE)


def test_every_clock_and_every_calendar_exists():
    for body in Body.objects.all():
        ZoneInfo(body.time_zone)
        assert body.calendar in {"", *holidays.France.subdivisions}


def test_the_data_says_where_it_comes_from_and_under_which_licence():
    folder = DEPARTMENTS.parent
    origin = (folder / "ORIGIN.md").read_text(encoding="utf-8")
    for word in ("@etalab/decoupage-administratif", "6.0.0", "MIT", "Licence Ouverte", "Converted once"):
        assert word in origin
    assert "Permission is hereby granted" in (folder / "LICENSE-decoupage-administratif").read_text(encoding="utf-8")


def test_loading_twice_changes_nothing():
    before = list(Body.objects.values())
    load_bodies("default")
    assert list(Body.objects.values()) == before


def test_what_the_organisation_changed_stays_and_what_is_missing_comes_back():
    Body.objects.filter(code="45").update(name="Loiret et environs", contact="loiret@example.org")
    Body.objects.filter(code="46").delete()
    call_command("migrate", verbosity=0)
    loiret = Body.objects.get(code="45")
    assert (loiret.name, loiret.contact) == ("Loiret et environs", "loiret@example.org")
    assert Body.objects.get(code="46").name == "Lot"


@pytest.mark.parametrize(
    ("code", "kind"),
    [("45b", "national"), ("recours2", "panel"), ("dpo", "privacy"), ("45c", "club")],
)
def test_no_second_body_is_one_of_a_kind_and_no_kind_is_unknown(code, kind):
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.create(code=code, kind=kind, name="Une autre")


@pytest.mark.parametrize("code", ["national", "recours", "donnees"])
def test_a_body_that_is_one_of_a_kind_never_becomes_a_federation(code):
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.filter(code=code).update(kind="federation")


def test_an_unknown_time_zone_is_refused_with_an_example(loiret):
    loiret.time_zone = "Europe/Orleans"
    with pytest.raises(ValidationError, match="Europe/Paris"):
        loiret.full_clean()


@pytest.mark.parametrize(
    ("at", "code", "day"),
    [
        (datetime(2026, 12, 7, 22, 59, tzinfo=UTC), "45", date(2026, 12, 7)),
        (datetime(2026, 12, 7, 23, 0, tzinfo=UTC), "45", date(2026, 12, 8)),
        (datetime(2026, 6, 7, 22, 0, tzinfo=UTC), "45", date(2026, 6, 8)),  # summer time
        (datetime(2026, 12, 8, 3, 59, tzinfo=UTC), "971", date(2026, 12, 7)),
        (datetime(2026, 12, 8, 4, 0, tzinfo=UTC), "971", date(2026, 12, 8)),
        (datetime(2026, 12, 7, 20, 0, tzinfo=UTC), "974", date(2026, 12, 8)),
    ],
)
def test_the_day_is_the_same_whether_python_or_the_database_is_asked(at, code, day):
    body = Body.objects.annotate(today=LocalDay(Value(at), F("time_zone"))).get(code=code)
    assert (body.day_at(at), body.today) == (day, day)


def test_a_body_is_called_by_its_name_and_a_federation_by_its_code_too(loiret, national):
    assert (str(loiret), str(national)) == ("Loiret (45)", "Bureau national")


def test_the_practice_body_is_a_federation_like_any_other():
    assert Body.objects.get(code=Body.PRACTICE).kind == "federation"
