"""The report of a year: read by everybody once it is published, frozen, corrected by a new version that says why."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Body
from cases.models import Parameter, Publication
from cases.transparency import year_in_numbers
from tests.beginnings import beginning

from ..cast import Walk
from .browsing import read

NEXT_YEAR = datetime(2027, 2, 1, 9, tzinfo=UTC)
DAYS = {"Médiane", "Neuf sur dix", "Median time to take action", "median", "ninth_decile"}
SECOND_LOOK = {"why": "Relisez, s’il vous plaît.", "evidence": ""}
PREVIEW, REPORT = "/national/transparence/2026/", "/transparence/2026/"


@beginning
def year(walk, cast):
    """Six cases of the Loiret are dismissed in December, and another is still open."""
    walk.in_review().dismissed()
    for _ in range(5):
        Walk(cast).identified().dismissed()
    Walk(cast)
    return walk


def publish(visit, person, *, at=NEXT_YEAR, **said):
    seen = re.search(r'name="seen" value="(\w+)"', visit(person, PREVIEW, at=at).content.decode())
    return visit(person, PREVIEW, {"seen": seen[1] if seen else "", **said}, at=at)


# Who may not, and when not ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["jean", "camille", "alice", "bob", "paul", "dora", "root"])
def test_nobody_else_reads_or_publishes_it_before(year, cast, visit, who):
    for path in ("/national/transparence/", PREVIEW):
        assert visit(getattr(cast, who), path, at=NEXT_YEAR).status_code == 403
    assert visit(getattr(cast, who), PREVIEW, {"seen": "x"}, at=NEXT_YEAR).status_code == 403
    assert not Publication.objects.exists()


def test_what_is_not_published_does_not_exist(year, visit):
    for path in (REPORT, "/transparence/2026.csv", "/transparence/2026.json", f"{REPORT}?revision=1"):
        assert visit(None, path).status_code == 404
    assert visit(None, "/transparence/").status_code == 200


def test_a_year_that_runs_is_read_and_not_published(year, cast, visit):
    assert "L’année n’est pas finie" in read(visit(cast.nora, PREVIEW, at=year.at))
    seen = "0" * 64
    assert visit(cast.nora, PREVIEW, {"seen": seen}, at=year.at).status_code == 409
    assert not Publication.objects.exists()


def test_a_year_before_the_first_report_and_one_to_come_do_not_exist(year, cast, visit):
    for number in (2025, 2028):
        assert visit(cast.nora, f"/national/transparence/{number}/", at=NEXT_YEAR).status_code == 404


def test_what_is_published_is_what_was_read(year, cast, visit):
    """Somebody has it looked at again between the reading and the click."""
    page = visit(cast.nora, PREVIEW, at=NEXT_YEAR).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)[1]
    year.do("reopen", cast.camille, **SECOND_LOOK)
    late = visit(cast.nora, PREVIEW, {"seen": seen}, at=NEXT_YEAR)
    assert late.status_code == 409 and "chiffres ont changé" in read(late)
    assert not Publication.objects.exists()


# Published ----------------------------------------------------------------------------------------------------------


def test_everybody_reads_it_and_it_says_the_finding_above_each_plot(year, cast, visit):
    answer = publish(visit, cast.nora)
    assert (answer.status_code, answer["Location"]) == (303, REPORT)
    page = visit(None, REPORT)
    said = read(page).replace("\u202f", " ")
    assert "7 signalements reçus, 6 dossiers décidés, dont 6 sans suite." in said
    assert "La moitié des dossiers sont décidés en" in said and "70 jours" in said
    assert page.content.decode().count('role="img"') == 4  # all that there is to draw
    assert "2026" in read(visit(None, "/transparence/"))


def test_it_is_read_in_english_too(year, cast, visit):
    publish(visit, cast.nora)
    assert "7 reports received, 6 cases decided, 6 of them with no action." in read(visit(None, f"/en{REPORT}"))


def test_small_numbers_are_on_no_page_and_in_no_file(year, cast, visit):
    publish(visit, cast.nora)
    for cells in table_cells(visit(None, REPORT).content.decode()):
        assert not re.fullmatch("[1-4]", cells)
    for line in csv.DictReader(io.StringIO(visit(None, "/transparence/2026.csv").content.decode())):
        assert not re.fullmatch("[1-4]", line["Value"]) or line["Indicator"] in DAYS


def table_cells(html):
    """But for those that are days."""
    found = re.findall(r'<td class="number" data-label="([^"]*)">([^<]*)</td>', html)
    return [value for label, value in found if label not in DAYS]


def test_the_file_has_the_columns_of_the_official_templates(year, cast, visit):
    publish(visit, cast.nora)
    answer = visit(None, "/transparence/2026.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8" and "transparence-2026-1.csv" in str(answer.headers)
    lines = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert list(lines[0]) == ["Service", "Reporting period", "Section", "Indicator", "Scope", "Value",
                              "Contextual Information"]  # fmt: skip
    [received] = [one for one in lines if one["Indicator"] == "Number of notices received" and "all" in one["Scope"]]
    assert (received["Value"], received["Reporting period"]) == ("7", "2026-01-01/2026-12-31")
    machine = [one["Value"] for one in lines if one["Indicator"].endswith("solely taken by automated means")]
    assert machine == ["0"]


def test_a_second_click_publishes_once(year, cast, visit):
    publish(visit, cast.nora)
    assert publish(visit, cast.noah).status_code == 303
    assert Publication.objects.count() == 1


def test_what_is_published_does_not_change_with_what_happens_later(year, cast, visit):
    publish(visit, cast.nora)
    before = visit(None, "/transparence/2026.json").content
    Body.objects.filter(code="45").update(region="Val de Loire")
    year.do("reopen", cast.camille, **SECOND_LOOK)
    assert visit(None, "/transparence/2026.json").content == before
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_publication SET revision = 2")


def test_a_correction_says_why_and_what_it_changes(year, cast, visit):
    publish(visit, cast.nora)
    Walk(cast, at=year.at).identified().dismissed()
    wordless = publish(visit, cast.nora)
    assert wordless.status_code == 422 and Publication.objects.count() == 1
    assert publish(visit, cast.nora, why="Un dossier manquait.").status_code == 303
    page = read(visit(None, REPORT))
    assert "Un dossier manquait." in page and "Version 2" in page and "6 → 7" in page
    first = read(visit(None, f"{REPORT}?revision=1"))
    assert "Version 1" in first and "Cette version a été corrigée" in first and "lire la version 2" in first
    assert "Cette version a été corrigée" not in page
    assert visit(None, f"{REPORT}?revision=3").status_code == visit(None, f"{REPORT}?revision=x").status_code == 404
    assert visit(None, "/transparence/2026.json").json()["why"] == "Un dossier manquait."


def test_the_smallest_number_shown_is_the_organisations(year, cast, visit):
    Parameter.objects.set("MIN_CELL", 10, by=cast.nora, at=year.at)
    publish(visit, cast.nora)
    assert Publication.objects.get().data == year_in_numbers(2026, least=10)
    page = visit(None, REPORT).content.decode()
    assert "n. d." in table_cells(page) and 'role="img"' not in page
