"""A year in numbers: counted in what nothing erases, each case once, small counts withheld, exercises left out."""

import json
from datetime import date
from uuid import uuid4

import pytest

from accounts.models import Appointment, Body
from cases.account import Account
from cases.birth import receive
from cases.door import steps
from cases.models import Case, Entry, Figure, Reading
from cases.models.case import Outcome
from cases.mornings import make_round
from cases.transparency import GROUP_OF, STEPS, Sheet, year_in_numbers

from .cast import MONDAY, Walk, article, days

SECOND_LOOK = {"why": "Relisez, s’il vous plaît.", "evidence": ""}


def cell(numbers, table, row, column):
    [found] = [one for one in numbers["tables"] if one["name"] == table]
    [values] = [one["values"] for one in found["rows"] if one["row"] == row]
    return values[found["columns"].index(column)]


def everything(year=2026):
    """Nothing is withheld: what is counted, and not what is shown."""
    return year_in_numbers(year, least=1)


def test_a_year_of_nothing_is_all_zeros(cast):
    numbers = everything(2019)
    assert {value for table in numbers["tables"] for row in table["rows"] for value in row["values"]} <= {0, None, 6}


def test_what_came_in_and_what_became_of_it(walk, cast):
    walk.in_review().dismissed()
    Walk(cast).in_review().in_deliberation().warned()
    Walk(cast)
    numbers = everything()
    assert cell(numbers, "received", "2026-12", "reports") == cell(numbers, "opened", "all", "all") == 3
    assert cell(numbers, "months", "2026-12", "no_action") == cell(numbers, "months", "all", "sanction") == 1
    assert cell(numbers, "outcomes", "warning", "cases") == 1
    assert cell(numbers, "articles", "respect", "sanction") == 1
    assert cell(numbers, "regions", "Centre-Val de Loire", "all") == 2
    assert cell(numbers, "networks", "x", "cases") == 2


def test_a_second_report_is_a_report_and_no_case(walk, cast):
    Walk(cast, address=walk.case.post.address)
    numbers = everything()
    assert (cell(numbers, "received", "all", "reports"), cell(numbers, "opened", "all", "reported")) == (2, 1)


def test_reports_are_counted_by_the_article_that_each_named_and_by_network(walk, cast):
    """What a report named, not what its case was qualified as; one that named none is not left out."""
    Walk(cast, address=walk.case.post.address)
    said = {"federation": Body.objects.get(code="45"), "text": "On te trouvera."}
    for article_named, network in ((article(2), "tiktok"), (None, "x")):
        receive(Account(network=network, article=article_named, **said), by=cast.marie, at=MONDAY, token=uuid4())
    own = Account(network="x", article=article(2), source="office", explanation="Vu en ligne.", **said)
    receive(own, by=cast.alice, at=MONDAY, token=uuid4())
    numbers = everything()
    rows = [article(1).article.code, article(2).article.code, "none", "all"]
    assert [cell(numbers, "received_articles", row, "reports") for row in rows] == [2, 1, 1, 4]
    assert [cell(numbers, "received_networks", row, "reports") for row in ("x", "tiktok", "all")] == [3, 1, 4]
    assert cell(numbers, "received", "2026-12", "reports") == 4


def test_a_report_that_joins_another_case_is_received_once(walk, cast):
    other = Walk(cast).in_review()
    walk.in_review().do("join_case", cast.alice, other=other.case, kin="same_person", why="Un fil.")
    numbers = everything()
    assert cell(numbers, "received_articles", "all", "reports") == cell(numbers, "received", "all", "reports") == 2


def test_times_begin_with_the_first_report(walk, cast):
    Walk(cast).in_review().dismissed()
    walk.in_review().dismissed()
    numbers = everything()
    assert cell(numbers, "durations", "decision_federation", "number") == 2
    assert cell(numbers, "durations", "decision", "median") == round((walk.at - walk.case.opened_at) / days(1), 1)
    assert cell(numbers, "decision_days", "to_7", "cases") == 2


def test_a_case_that_is_looked_at_again_is_decided_once(walk, cast):
    walk.in_review().dismissed().do("reopen", cast.camille, **SECOND_LOOK)
    walk.dismissed(cast.nina)
    numbers = everything()
    assert cell(numbers, "outcomes", "all", "cases") == 1
    assert cell(numbers, "filed", "second_looks_asked", "number") == 1
    assert cell(numbers, "second_looks", "no_action", "number") == 1


def test_what_waits_at_the_end_of_the_year_is_counted_by_its_age(walk, cast):
    """Reported on the seventh and the twenty-ninth of December; what was decided since waits no more."""
    late = Walk(cast, at=MONDAY + days(22)).in_review()
    Walk(cast).in_review().dismissed()
    waited = [cell(everything(), "waiting", row, "cases") for row in ("to_7", "to_28", "all")]
    assert waited == [1, 1, 2]
    late.at += days(5)
    late.dismissed()
    assert [cell(everything(), "waiting", row, "cases") for row in ("to_7", "to_28", "all")] == waited
    assert cell(everything(2027), "waiting", "all", "cases") == 1


def test_days_of_an_interim_suspension_are_counted_once_its_case_is_decided(walk):
    walk.in_review().referred().interim().opened()
    assert cell(everything(), "interim_days", "all", "cases") == 0
    walk.tick(200)
    assert sum(cell(everything(year), "interim_days", "all", "cases") for year in (2026, 2027)) == 1


def test_an_alert_about_readings_is_counted_once_however_many_are_told(walk, cast):
    make_round(at=walk.at)
    for case in (walk.identified().case, Walk(cast).identified().case):
        Reading.objects.create(person=cast.jean, role="federation", case=case, purpose="case", at=walk.at + days(0.5))
    make_round(at=walk.at + days(1))
    make_round(at=walk.at + days(2))
    assert cell(everything(), "accountability", "access_alerts", "number") == 1


def test_an_exercise_is_in_no_table(cast):
    cast.jean.member.federation_id = "99"
    cast.jean.member.save()
    Walk(cast, federation="99").tick(100)
    numbers = everything()
    assert cell(numbers, "received", "all", "reports") == cell(numbers, "months", "all", "all") == 0
    assert cell(numbers, "limits", "escalated", "number") == 0


def test_what_is_forgotten_leaves_every_figure_as_it_was(walk, cast):
    """Dismissed, warned, suspended meanwhile, with an identity asked for: years later all of it is anonymous."""
    walk.do("ask_identity", cast.nora, report=walk.report, reason="Le parquet le demande.")
    walk.do("answer_identity", cast.dora, granted=True, reason="Il le demande par écrit.")
    walk.in_review().dismissed()
    Walk(cast).in_review().in_deliberation().warned().opened()
    Walk(cast).in_review().referred().interim(days=10).opened().do("declare_recusal", cast.nina, reason="interest")
    walk.tick(30)  # the year is over, and nothing is forgotten yet
    before = everything()
    assert Case.objects.filter(anonymised_at=None).count() == 3
    assert cell(before, "identities", "granted", "number") == cell(before, "interim", "interim_imposed", "number") == 1
    walk.tick(3000)
    assert not Case.objects.filter(anonymised_at=None).exists()
    assert everything() == before


def test_officers_are_counted_by_region_with_their_training(cast):
    Appointment.objects.filter(person=cast.alice).update(trained_until=date(2027, 6, 30))
    numbers = everything()
    assert cell(numbers, "officers", "Centre-Val de Loire", "trained") == 1
    assert cell(numbers, "officers", "Centre-Val de Loire", "all") == 2


def test_small_counts_are_withheld_and_medians_of_few_too(walk):
    walk.in_review().dismissed()
    numbers = year_in_numbers(2026, least=5)
    shown = [value for table in numbers["tables"] for row in table["rows"] for value in row["values"]
             if table["name"] != "durations"]  # fmt: skip
    assert not [value for value in shown if value is not None and 0 < value < 5]
    assert cell(numbers, "durations", "decision", "median") is None


def test_it_is_kept_as_json_and_names_nobody(walk, cast):
    walk.in_review().dismissed()
    text = json.dumps(everything())
    assert not [name for name in ("Jean", "Camille", "Alice", walk.reference, "Loiret") if name in text]


def test_every_outcome_of_a_decision_has_its_group():
    assert set(Outcome.values) - set(GROUP_OF) == {"completed", "lifted", "annulled"}


def test_every_step_that_is_counted_exists():
    assert {step for step, _told in STEPS.values()} <= set(steps())


def test_tables_that_contradict_each_other_are_refused():
    sheet = Sheet()
    sheet.table("a", ["n"], {"x": {"n": 3}}, total=True, across=False)
    sheet.table("b", ["n"], {"y": {"n": 4}}, total=True, across=False)
    sheet.same(("a", "all", "n"), ("b", "all", "n"))
    with pytest.raises(ValueError, match="parts"):
        list(sheet.shown(least=5))


def test_a_report_of_a_year_asks_few_statements(walk, django_assert_max_num_queries):
    walk.in_review().dismissed()
    with django_assert_max_num_queries(15):
        everything()
    assert Entry.objects.exists() and Figure.objects.exists()
