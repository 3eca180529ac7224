"""Similar decisions are shown once a measure is chosen, and not before; none that names anybody or was undone."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Parameter
from cases.models.similar import similar
from tests.beginnings import beginning

from ..cast import MONDAY, REASONS, Walk, article, days
from .browsing import read

TITLE = "Décisions proches"
YEAR_AGO = MONDAY - days(300)
WARNING = {"months": 12, **REASONS}


@beginning
def precedents(cast):
    """Three warnings that nobody can appeal any more, a clearing and an old dismissal, all of Jean; by name."""
    walks = {f"warned {n}": Walk(cast, at=YEAR_AGO + days(n)).in_review().in_deliberation() for n in range(3)}
    for months, walk in zip((6, 12, 12), walks.values(), strict=True):
        walk.warned(months).opened()
    cleared = Walk(cast, at=YEAR_AGO).in_review().in_deliberation()
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
    cleared.do("close_without_sanction", cast.bob, **said)
    return {**walks, "cleared": cleared, "dismissed": Walk(cast, at=YEAR_AGO).in_review().dismissed()}


@beginning
def decided(precedents, cast):
    """Marie's case, ready to be decided by Bob."""
    hers = SimpleNamespace(**vars(cast) | {"jean": cast.marie})
    return Walk(hers).in_review().in_deliberation()


def previewed(walk, who, visit, step="warn", at=None, **typed):
    sent = {"basis": walk.case.basis, "token": uuid4(), **typed, "preview": "yes"}
    return read(visit(who, f"/dossiers/{walk.reference}/{step}/", sent, at=at or walk.at))


def found(walk):
    return [one.what for one in similar(walk.case, at=walk.at)]


# Not before -----------------------------------------------------------------------------------------------------------


def test_neither_the_case_nor_the_form_nor_a_refused_answer_shows_any(decided, cast, visit):
    path = f"/dossiers/{decided.reference}/"
    for step, sent in (("", None), ("warn/", None), ("warn/", {"months": 99}), ("close_without_sanction/", None)):
        assert TITLE not in read(visit(cast.bob, path + step, sent, at=decided.at)), step


def test_whoever_goes_back_to_choose_again_sees_none(decided, cast, visit):
    sent = {"basis": decided.case.basis, **WARNING, "edit": "yes"}
    assert TITLE not in read(visit(cast.bob, f"/dossiers/{decided.reference}/warn/", sent, at=decided.at))


def test_a_step_that_chooses_no_measure_shows_none(decided, cast, visit):
    soon = (decided.at + days(9)).date()
    assert TITLE not in previewed(decided, cast.bob, visit, "request_removal", text="Retirez-la.", answer_by=soon)


# Afterwards -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("step", "typed"), [
    ("warn", WARNING),
    ("close_without_sanction", {"outcome": "cleared", "reasons": "La réponse convainc."}),
])  # fmt: skip
def test_once_a_measure_is_chosen_they_are_shown(decided, cast, visit, step, typed):
    shown = previewed(decided, cast.bob, visit, step, **typed)
    assert f"{TITLE} 5 décisions définitives sur la même règle" in shown
    assert "Avertissement (3), " in shown and "Avertissement, 12 mois une fédération" in shown
    assert "Elles vous sont montrées après votre choix" in shown


def test_they_name_nobody_and_no_case(decided, precedents, cast, visit):
    shown = previewed(decided, cast.bob, visit, "warn", **WARNING)
    part = shown[shown.index(TITLE) : shown.index("Ce qui suit votre signature")]
    for hidden in ("Jean", "Bob", "Alice", "Loiret", "45-2026", *(walk.reference for walk in precedents.values())):
        assert hidden not in part, hidden
    assert "février 2026" in part and "2026-" not in part


def test_too_few_are_not_shown_at_all(decided, cast, visit):
    Parameter.objects.set("MIN_CELL", 6, by=cast.noah, at=MONDAY)
    shown = previewed(decided, cast.bob, visit, "warn", **WARNING)
    assert "Moins de 6 décisions définitives" in shown and "Avertissement (3)" not in shown


def test_the_two_who_suspend_see_them_each_after_his_or_her_choice(precedents, cast, visit):
    hers = SimpleNamespace(**vars(cast) | {"jean": cast.marie})
    walk = Walk(hers).in_review().referred().in_deliberation(cast.nina, "suspension")
    typed = {"kind": "suspension", "scope": "full_membership", "days": 90, **REASONS}
    assert TITLE in previewed(walk, cast.noah, visit, "propose", **typed)
    walk.proposed()
    assert TITLE not in read(visit(cast.nora, f"/dossiers/{walk.reference}/suspend/", at=walk.at))
    assert TITLE in previewed(walk, cast.nora, visit, "suspend", sha256=walk.case.open_proposal().sha256)


# Which of them --------------------------------------------------------------------------------------------------------


def test_the_latest_come_first(decided):
    rows = similar(decided.case, at=decided.at)
    assert [one.decided_at for one in rows] == sorted((one.decided_at for one in rows), reverse=True)
    assert sorted(one.what for one in rows) == ["avertissement"] * 3 + ["classé sans suite", "pas de manquement"]


def test_what_may_still_be_appealed_or_looked_at_again_is_not_among_them(decided, precedents, cast):
    before = found(decided)
    Walk(cast, at=decided.at - days(20)).in_review().in_deliberation().warned().opened()
    Walk(cast, at=decided.at - days(20)).in_review().dismissed()
    assert found(decided) == before


def test_what_an_appeal_annulled_or_still_judges_is_not_among_them(decided, cast):
    before = found(decided)
    pending = Walk(cast, at=YEAR_AGO).in_review().in_deliberation().warned().opened().appealed().seated()
    assert found(decided) == before
    said = {"result": "annulled", "kind": "", "days": None, "months": None, "text": "Ce n’était pas une menace."}
    pending.do("propose_result", cast.paul, **said)
    pending.do("decide_appeal", cast.pia, sha256=pending.case.open_proposal().sha256)
    assert found(decided) == before


def test_nor_is_what_a_revision_still_judges(decided, precedents, cast):
    said = {
        "kind": "revision",
        "grounds": "La mesure est trop forte.",
        "new_evidence": "Une vidéo.",
        "stay_asked": True,
    }
    before = found(decided)
    precedents["warned 1"].at = decided.at - days(1)
    precedents["warned 1"].do("appeal", cast.jean, later=0, **said)
    assert len(found(decided)) == len(before) - 1


def test_another_rule_is_another_matter(decided, cast):
    before = found(decided)
    other = Walk(cast, at=YEAR_AGO).identified()
    other.do("open_review", cast.alice, article=article(3), content_date=other.posted_on, quote="Autre chose.")
    other.dismissed()
    assert found(decided) == before


def test_what_the_same_person_did_is_an_antecedent_and_not_among_them(precedents, cast):
    assert found(Walk(cast).in_review()) == []


def test_after_three_years_they_are_forgotten(decided):
    assert similar(decided.case, at=decided.at + days(3 * 366)) == []


def test_they_cost_two_statements(decided):
    case = decided.case
    with CaptureQueriesContext(connection) as asked:
        assert len(similar(case, at=decided.at)) == 5
    assert len(asked) == 2
