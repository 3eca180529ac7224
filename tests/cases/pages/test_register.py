"""The register of sanctions: for the national office alone, without a name, and without a word of dismissals."""

import csv
import io

import pytest

from cases.models import Reading
from tests.beginnings import beginning

from ..cast import Walk, days
from .browsing import read

REGISTER, FILE = "/registre/", "/registre.csv"


@beginning
def imposed(walk, cast):
    """Jean is warned by the Loiret, then suspended in another case; a third one is dismissed."""
    walk.in_review().in_deliberation().warned().opened()
    cast.suspended = Walk(cast, at=walk.at).in_review().suspended(days=90)
    cast.calm = Walk(cast, at=walk.at).identified().dismissed()
    walk.at = cast.suspended.at + days(1)
    return walk


@pytest.mark.parametrize("who", ["jean", "camille", "alice", "bob", "paul", "dora", "root"])
def test_nobody_else_opens_it(imposed, cast, visit, who):
    for path in (REGISTER, FILE):
        assert visit(getattr(cast, who), path, at=imposed.at).status_code == 403


def test_it_says_what_was_imposed_where_and_whether_it_has_effect(imposed, cast, visit):
    said = read(visit(cast.nora, REGISTER, at=imposed.at)).replace("\xa0", " ")
    assert imposed.reference in said and cast.suspended.reference in said
    assert "avertissement de 12 mois" in said and "en cours" in said
    assert "suspension de 90 jours (adhésion entière)" in said and "pas encore remise" in said


def test_it_names_nobody_and_says_nothing_of_dismissals(imposed, cast, visit):
    """Whoever reads a dismissal again must not know how it ended."""
    said = read(visit(cast.nora, REGISTER, at=imposed.at)) + visit(cast.nora, FILE, at=imposed.at).content.decode()
    assert not [name for name in ("Jean", "Camille", "Alice", "Bob", "jean_exemple45") if name in said]
    assert cast.calm.reference not in said


def test_what_one_stands_apart_from_is_not_in_it(imposed, cast, visit):
    cast.suspended.do("declare_recusal", cast.nora, later=0, reason="friendship_enmity")
    assert cast.suspended.reference not in read(visit(cast.nora, REGISTER, at=imposed.at))
    assert cast.suspended.reference in read(visit(cast.noah, REGISTER, at=imposed.at))


def test_an_appeal_and_an_annulled_measure_are_said(imposed, cast, visit):
    imposed.appealed().tick(100)
    assert imposed.case.outcome == "annulled"
    said = read(visit(cast.nora, REGISTER, at=imposed.at))
    assert "délai dépassé" in said and "annulée" in said


def test_it_is_filtered_and_what_does_not_exist_is_not_found(imposed, cast, visit):
    said = read(visit(cast.nora, f"{REGISTER}?mesure=warning&article=respect", at=imposed.at))
    assert imposed.reference in said and cast.suspended.reference not in said
    assert "Aucune sanction" in read(visit(cast.nora, f"{REGISTER}?article=forgery", at=imposed.at))
    for wrong in ("?mesure=interim", "?article=none", "?apres=x"):
        assert visit(cast.nora, REGISTER + wrong, at=imposed.at).status_code == 404


def test_the_file_has_every_line_and_is_written_down_case_by_case(imposed, cast, visit):
    lines = list(csv.DictReader(io.StringIO(visit(cast.nora, FILE, at=imposed.at).content.decode())))
    assert {one["reference"] for one in lines} == {imposed.reference, cast.suspended.reference}
    assert list(lines[0]) == ["reference", "signed_on", "body", "measure", "article", "federation", "appeal", "effect"]
    assert Reading.objects.filter(purpose="register", person=cast.nora).count() == 2


def test_fifty_stand_on_a_page(imposed, cast, visit, monkeypatch):
    monkeypatch.setattr("cases.views.register.PAGE", 1)
    first = visit(cast.nora, REGISTER, at=imposed.at)
    assert cast.suspended.reference in read(first) and imposed.reference not in read(first)
    [follows] = [part.split('"')[0] for part in first.content.decode().split('href="')[1:] if "apres" in part]
    assert imposed.reference in read(visit(cast.nora, REGISTER + follows, at=imposed.at))
