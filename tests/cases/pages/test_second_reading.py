"""A second reading shows what was reported, and neither how it ended nor the way to it; its answer is a figure."""

import pytest

from ..cast import Walk
from ..steps.promises import refused
from .browsing import read


def page(walk):
    return f"/dossiers/{walk.reference}/reread/"


def tab(visit, person, at):
    return read(visit(person, "/file/?vue=a-relire", at=at))


def test_who_has_seen_how_it_ended_does_not_read_again(drawn, cast, visit):
    visit(cast.nina, f"/dossiers/{drawn.reference}/", at=drawn.at)
    refused(drawn, "reread", cast.nina, would_dismiss=True)
    assert drawn.reference in tab(visit, cast.nora, drawn.at) and drawn.reference not in tab(visit, cast.nina, drawn.at)


def test_to_have_read_it_before_it_was_closed_is_no_hindrance(walk, cast, visit, lot):
    visit(cast.nina, f"/dossiers/{walk.reference}/", at=walk.at)
    lot(0.0)
    walk.in_review().dismissed().tick(2).do("reread", cast.nina, would_dismiss=True)


def test_a_case_that_opens_again_waits_for_no_reading(drawn, cast, visit):
    drawn.do("reopen", cast.camille, why="Regardez encore.", evidence="")
    assert drawn.reference not in tab(visit, cast.nora, drawn.at)


def test_no_page_of_the_case_shows_that_a_lot_fell(walk, cast, visit, lot):
    """Neither the person concerned, nor who reported, nor who dismissed reads of a date to come."""
    lot(0.0)
    walk.in_review().informed().dismissed()
    assert walk.case.due_at is not None
    paths = {"alice": f"/dossiers/{walk.reference}/", "jean": f"/mon-dossier/{walk.reference}/",
             "camille": f"/mes-signalements/{walk.code}/"}  # fmt: skip
    for who, path in paths.items():
        shown = read(visit(getattr(cast, who), path, at=walk.at))
        assert "lecture" not in shown.lower() and "irage" not in shown, who


def test_whoever_reads_again_sees_what_was_reported_and_not_how_it_ended(cast, visit, lot):
    lot(0.0)
    walk = Walk(cast, explanation="Il me menace depuis mars.").in_review().dismissed().tick(2)
    for shown in (tab(visit, cast.nora, walk.at), read(visit(cast.nora, page(walk), at=walk.at))):
        assert "On te trouvera." in shown
        for hidden in ("Sans suite", "lassé sans suite", "Une opinion.", "aucun manquement", "Alice"):
            assert hidden not in shown, hidden
    assert "Il me menace depuis mars." in read(visit(cast.nora, page(walk), at=walk.at))


def test_that_it_was_read_again_is_written_down(drawn, cast, visit):
    visit(cast.nora, page(drawn), at=drawn.at)
    assert drawn.case.readings.filter(person=cast.nora).values_list("purpose", flat=True).get() == "reread"


@pytest.mark.parametrize(("typed", "agrees"), [("yes", True), ("no", False)])
def test_the_answer_is_a_figure_and_leads_to_the_case(drawn, cast, visit, typed, agrees):
    before = drawn.case
    answer = visit(cast.nora, page(drawn), {"basis": before.basis, "would_dismiss": typed}, at=drawn.at)
    assert (answer.status_code, answer.url) == (303, f"/dossiers/{drawn.reference}/")
    row = drawn.case.rereadings.get()
    assert (row.read_by, row.agrees, row.read_at) == (cast.nora, agrees, drawn.at)
    assert (drawn.case.state, drawn.case.outcome, drawn.case.basis) == ("closed", "dismissed", before.basis)
    shown = read(visit(cast.nina, "/national/qualite/", at=drawn.at))
    assert f"2026 1 1 {0 if agrees else 1}" in shown


def test_an_empty_answer_is_422(drawn, cast, visit):
    answer = visit(cast.nora, page(drawn), {"basis": drawn.case.basis}, at=drawn.at)
    assert answer.status_code == 422 and drawn.case.rereadings.get().read_at is None


def test_whoever_comes_too_late_is_told_and_learns_nothing(drawn, cast, visit):
    sent = {"basis": drawn.case.basis, "would_dismiss": "yes"}
    drawn.do("reread", cast.nora, would_dismiss=False)
    answer = visit(cast.noah, page(drawn), sent, at=drawn.at)
    assert answer.status_code == 409 and "sans suite" not in read(answer).replace("Le classer sans suite", "")
