"""The desk of the national office: what lies where is what its lists show; no number tells what is kept from one."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest

from accounts.models import Appointment, Body
from cases import country
from cases.door import steps
from cases.models import Case, Entry, Figure
from cases.parties import NATIONAL, each_of
from cases.views.national import HELP
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, days
from .browsing import read

VIEW, TABLE, LOIRET = "/national/", "/national/federations/", "/national/federations/45/"
FILES = [f"/national/{name}.csv" for name in ("federations", "semaines", "etats", "delais", "articles", "recours")]


@pytest.fixture
def few(monkeypatch):
    """Two are enough to say what is in the middle."""
    monkeypatch.setattr(country, "ENOUGH", 2)


@beginning
def lying(walk, cast):
    """In the Loiret one in review, one just reported; the national office decides a third; a fourth is dismissed."""
    walk.in_review()
    cast.reported = Walk(cast, at=walk.at)
    cast.referred = Walk(cast, at=walk.at).in_review().referred().in_deliberation(cast.nina, "suspension")
    cast.dismissed = Walk(cast, at=walk.at).identified().dismissed()
    walk.at = cast.referred.at
    return walk


def numbers(answer):
    """The four figures at the head, as they stand there."""
    return [one.number for one in answer.context["figures"]]


def on_map(answer):
    return {tile.code: tile.said for tile in answer.context["tiles"]}


def load_of(answer, code):
    return next(line.load for line in answer.context["lines"] if line.body.code == code)


def lines(answer):
    return list(csv.reader(io.StringIO(answer.content.decode())))


@pytest.mark.parametrize("who", ["jean", "camille", "alice", "bob", "paul", "dora", "root"])
def test_nobody_else_opens_it(lying, cast, visit, who):
    for path in (VIEW, TABLE, LOIRET, *FILES):
        assert visit(getattr(cast, who), path, at=lying.at).status_code == 403


def test_a_case_lies_where_it_is_held(lying, cast, visit):
    shown = visit(cast.nora, VIEW, at=lying.at)
    assert numbers(shown) == ["2", "0", "—", "1"]
    assert on_map(shown)["45"] == "2" and on_map(shown)["75"] == "0"
    assert numbers(visit(cast.nora, LOIRET, at=lying.at)) == ["2", "0", "—", "1"]


def test_each_number_leads_to_the_list_that_it_counts(lying, cast, visit):
    at = lying.at + days(9)
    shown = visit(cast.nora, VIEW, at=at)
    assert numbers(shown)[:2] == ["2", "1"]
    there, late, _median, here = (one.url for one in shown.context["figures"])
    for url, references in (
        (there, {lying.reference, cast.reported.reference}),
        (late, {cast.reported.reference}),
        (here, {cast.referred.reference}),
    ):
        rows = visit(cast.nora, url, at=at).context["rows"]
        assert {row.case.reference for row in rows} == references, url


def test_what_one_stands_apart_from_is_in_no_number(lying, cast, visit):
    """Whoever finds one case less in a list than in its number would know that it is about him or her."""
    lying.do("declare_recusal", cast.nora, later=0, reason="friendship_enmity")
    for path in (VIEW, LOIRET):
        assert numbers(visit(cast.nora, path, at=lying.at))[0] == "1"
        assert numbers(visit(cast.noah, path, at=lying.at))[0] == "2"
    assert lying.reference not in read(visit(cast.nora, LOIRET, at=lying.at))
    weeks = [lines(visit(who, FILES[1], at=MONDAY + days(14))) for who in (cast.nora, cast.noah)]
    assert [sum(int(row[1]) for row in table[1:]) for table in weeks] == [3, 4]


def test_an_exercise_is_nowhere(cast, visit):
    cast.jean.member.federation_id = "99"
    cast.jean.member.save()
    walk = Walk(cast, federation="99").tick(14)
    shown = visit(cast.nora, VIEW, at=walk.at)
    assert numbers(shown) == ["0", "0", "—", "0"] and "99" not in on_map(shown)
    assert sum(int(row[1]) for row in lines(visit(cast.nora, FILES[1], at=walk.at))[1:]) == 0
    assert visit(cast.nora, "/national/federations/99/").status_code == 404


@pytest.mark.parametrize("path", [f"{VIEW}?montre=tout", f"{TABLE}?tri=tout", f"{TABLE}?tri=--retard",
                                  "/national/federations/national/", "/national/federations/00/",
                                  "/national/rien.csv"])  # fmt: skip
def test_what_does_not_exist_is_not_found(cast, visit, path):
    assert visit(cast.nora, path).status_code == 404


# The map and the table ------------------------------------------------------------------------------------------------


def test_every_department_is_on_the_map_and_is_called_what_one_sees(lying, cast, visit):
    html = visit(cast.nora, VIEW, at=lying.at).content.decode()
    links = re.findall(r'<li class="c\d+ r\d+"><a([^>]*)>(.*?)</a>', html)
    assert len(links) == 101
    for attributes, inside in links:
        seen = re.sub(r"<[^>]+>", "", inside)
        assert unescape(re.search(r'aria-label="([^"]*)"', attributes)[1]).startswith(f"{seen}, ")


def test_a_federation_without_a_place_stands_in_the_table_alone(lying, cast, visit):
    Body.objects.filter(code="45").update(tile="")
    assert "45" not in on_map(visit(cast.nora, VIEW, at=lying.at))
    assert load_of(visit(cast.nora, TABLE, at=lying.at), "45").open == 2


def test_below_the_map_stand_those_that_have_something(lying, cast, visit):
    assert [line.body.code for line in visit(cast.nora, VIEW, at=lying.at).context["lines"]] == ["45"]
    assert "Aucune fédération" in read(visit(cast.nora, f"{VIEW}?montre=retard", at=lying.at))


def test_the_table_is_in_the_order_that_is_asked_for_and_says_so(lying, cast, visit):
    def first(order):
        answer = visit(cast.nora, f"{TABLE}?tri={order}", at=lying.at)
        return answer.context["lines"][0].body.code, re.findall(r'aria-sort="(\w+)"', answer.content.decode())

    assert first("nom") == ("01", ["ascending"]) and first("-nom") == ("78", ["descending"])
    assert first("ouverts") == ("45", ["descending"]) and first("-ouverts")[1] == ["ascending"]
    assert visit(cast.nora, f"{TABLE}?tri=-ouverts", at=lying.at).context["lines"][-1].body.code == "45"


def test_what_says_nothing_comes_last_either_way(lying, cast, visit, few):
    for order in ("adherents", "-adherents"):
        assert visit(cast.nora, f"{TABLE}?tri={order}", at=lying.at).context["lines"][0].body.code == "45"


def test_a_rate_needs_members_enough(lying, cast, visit, few):
    load = load_of(visit(cast.nora, TABLE, at=lying.at), "45")
    assert (load.members, load.per_thousand) == (4, 500.0)
    cast.marie.member.left_on = MONDAY.date()
    cast.marie.member.save()
    assert load_of(visit(cast.nora, TABLE, at=lying.at), "45").members == 3
    assert load_of(visit(cast.nora, TABLE, at=lying.at), "75").per_thousand is None


# Times ----------------------------------------------------------------------------------------------------------------


def test_few_decisions_have_no_median_and_say_how_many_they_are(lying, cast, visit):
    load = load_of(visit(cast.nora, TABLE, at=lying.at), "45")
    assert (load.decided, load.median) == (1, None)
    assert "— (sur 1)" in read(visit(cast.nora, TABLE, at=lying.at)).replace("\xa0", " ")


def test_a_median_is_of_the_same_days_as_the_figures(cast, visit, few):
    for wait in (1.5, 3, 10):
        walk = Walk(cast).identified()
        walk.at += days(wait)
        walk.dismissed()
    hours = sorted(Figure.objects.values_list("hours", flat=True))
    load = load_of(visit(cast.nora, TABLE, at=walk.at + days(1)), "45")
    assert (load.decided, load.median) == (3, hours[1] // 24)


def test_a_case_that_is_looked_at_again_is_decided_once_and_by_whom_it_was_last(lying, cast, visit, few):
    """By the Loiret, then reopened, and by the national office."""
    again = cast.dismissed
    again.do("reopen", cast.camille, why="Relisez, s’il vous plaît.", evidence="")
    counted = visit(cast.nora, TABLE, at=again.at)
    assert load_of(counted, "45").decided == counted.context["here"].decided == 0
    again.dismissed(cast.nina)
    counted = visit(cast.nora, TABLE, at=again.at + days(1))
    assert (load_of(counted, "45").decided, counted.context["here"].decided) == (0, 1)


def test_a_week_counts_once_it_is_over(lying, cast, visit):
    """All of it happens in the week of the seventh of December, of which the thirteenth is the last day."""
    for at, opened, closed in ((MONDAY + days(6), 0, 0), (MONDAY + days(7), 4, 1)):
        weeks = lines(visit(cast.nora, FILES[1], at=at))
        assert len(weeks) == 27
        assert [sum(int(row[place]) for row in weeks[1:]) for place in (1, 2)] == [opened, closed]


def test_what_was_decided_is_counted_as_in_the_yearly_report(lying, cast, visit):
    rows = {row[0]: row[1:] for row in lines(visit(cast.nora, FILES[4], at=lying.at))}
    assert rows["1. Injure ou menace"] == ["1", "0", "0", "0"]
    walk = lying.in_deliberation().warned().opened().appealed().do("withdraw_appeal", cast.jean)
    ended = {row[0]: row[1:] for row in lines(visit(cast.nora, FILES[5], at=walk.opened_at + days(30)))}
    assert ended["Retiré"] == ["1", "0", "0"]


def test_each_plot_says_its_finding_and_names_itself_by_it(lying, cast, visit):
    html = visit(cast.nora, VIEW, at=MONDAY + days(14)).content.decode()
    names = re.findall(r'<svg role="img" aria-labelledby="(plot-\w+)"', html)
    assert names == ["plot-semaines", "plot-etats", "plot-articles"]  # of so few no time
    assert "dossiers ouverts\u202f: 4\u202f; clos\u202f: 1." in html


def test_every_table_has_its_file(lying, cast, visit):
    for path in FILES:
        answer = visit(cast.nora, path, at=lying.at)
        assert answer["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in answer["Content-Disposition"]
        assert len({len(row) for row in lines(answer)}) == 1
    federations = {row["code"]: row for row in csv.DictReader(io.StringIO(visit(cast.nora, FILES[0], at=lying.at)
                                                                          .content.decode()))}  # fmt: skip
    assert len(federations) == 101
    assert (federations["45"]["open"], federations["45"]["members"]) == ("2", "4")
    assert federations["45"]["median_days"] == ""


# One federation -------------------------------------------------------------------------------------------------------


def test_officers_stand_with_what_each_has_in_charge_and_last_what_nobody_has(lying, cast, visit):
    Appointment.objects.filter(person=cast.bob).update(absent_until=date(2026, 12, 20), delegate=cast.alice)
    officers = visit(cast.nora, LOIRET, at=lying.at).context["officers"]
    assert [(one.name, one.load.open) for one in officers] == [("Alice", 1), ("Bob", 0), ("", 1)]
    said = read(visit(cast.nora, LOIRET, at=lying.at))
    assert "jusqu’au 20 déc. 2026" in said and "s’adresser à Alice" in said.replace("\u202f", " ")


def test_what_somebody_out_of_office_still_has_is_nobody_s(lying, cast, visit):
    Appointment.objects.filter(person=cast.alice).update(ended_at=MONDAY)
    assert [(one.name, one.load.open) for one in visit(cast.nora, LOIRET, at=lying.at).context["officers"]] == [
        ("Bob", 0), ("", 2)]  # fmt: skip


def test_what_presses_comes_first_and_what_the_national_office_holds_does_not(lying, cast, visit):
    cases = visit(cast.nora, LOIRET, at=lying.at).context["cases"]
    assert [one.reference for one in cases] == [cast.reported.reference, lying.reference]


def test_help_is_what_the_procedure_opens_to_the_national_office():
    """In a case that a federation has: the power is asked in the national office, and not in who holds the case."""
    for name in HELP:
        words = [word for step in steps()[name].values() for word in each_of(step.by)]
        assert NATIONAL in [getattr(word, "in_", None) for word in words], name


# What it costs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("path", "most"), [(VIEW, 14), (TABLE, 10), (LOIRET, 12)])
def test_it_asks_few_statements_however_many_cases_there_are(
    lying, cast, browse, django_assert_max_num_queries, path, most
):
    browser = browse(cast.nora, at=lying.at)
    browser.get(path)  # bodies, charter and delays are kept from now on
    with django_assert_max_num_queries(most) as few:
        browser.get(path)
    for _ in range(5):
        Walk(cast, at=lying.at).identified().dismissed()
    Walk(cast, at=lying.at)
    with django_assert_max_num_queries(len(few)):
        browser.get(path)


def test_looking_changes_nothing(lying, cast, visit):
    before = Entry.objects.count(), list(Case.objects.order_by("pk").values_list("version", flat=True))
    for path in (VIEW, TABLE, LOIRET, *FILES):
        assert visit(cast.nora, path, at=lying.at).status_code == 200
    assert (Entry.objects.count(), list(Case.objects.order_by("pk").values_list("version", flat=True))) == before
