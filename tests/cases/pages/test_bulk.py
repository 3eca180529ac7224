"""Several cases at once: taken, assigned, joined or exported, each by itself; and nothing decided."""

import csv
import io

import pytest

from cases.models import Entry, Reading
from cases.views import bulk

from ..cast import Walk, a_report

HERE = "/file/ensemble/?vue=tous"


def ticked(*walks):
    return [f"{walk.reference}:{walk.case.basis}" for walk in walks]


def results(answer):
    return {one.case.reference: (one.is_done, one.sentence) for one in answer.context["results"]}


@pytest.mark.parametrize("who", ["camille", "jean", "dora", "root"])
def test_whoever_has_no_queue_does_nothing_at_once(walk, cast, visit, who):
    sent = {"acte": "claim", "dossier": ticked(walk)}
    assert visit(getattr(cast, who), HERE, sent, at=walk.at).status_code == 403
    assert walk.case.claimed_by is None


def test_nothing_is_done_to_a_case_of_another_federation(walk, cast, visit):
    answer = visit(cast.olga, HERE, {"acte": "claim", "dossier": ticked(walk)}, at=walk.at)
    assert answer.status_code == 422 and "Cochez au moins un dossier" in answer.content.decode()
    assert walk.case.claimed_by is None


@pytest.mark.parametrize("act", ["warn", "close_without_sanction", "suspend", "transfer", "rien", ""])
def test_nothing_is_ever_decided_at_once(walk, cast, visit, act):
    walk.in_review().in_deliberation()
    entries = walk.case.version
    assert visit(cast.bob, HERE, {"acte": act, "dossier": ticked(walk)}, at=walk.at).status_code == 404
    assert walk.case.version == entries
    assert set(bulk.ACTS) == {"claim", "assign", "join_case"}


def test_whoever_ticks_nothing_is_told_what_to_do(walk, cast, visit):
    for act in ("claim", "assign", "join_case", "export"):
        answer = visit(cast.alice, HERE, {"acte": act}, at=walk.at)
        assert answer.status_code == 422
        assert "Cochez au moins un dossier" in answer.content.decode()
        assert 'href="/file/?vue=tous"' in answer.content.decode()


def test_each_case_has_its_own_result_and_one_refusal_keeps_none_back(cast, visit):
    free, taken, moved = (Walk(cast) for _ in range(3))
    taken.do("claim", cast.bob, later=0)
    old = ticked(free, taken, moved)
    moved.in_review()
    moved.do("release", cast.alice, why="Je pars.")
    said = results(visit(cast.alice, HERE, {"acte": "claim", "dossier": old}, at=moved.at))
    assert said[free.reference][0] and free.case.claimed_by == cast.alice
    assert said[taken.reference] == (False, "Bob a déjà pris ce dossier en charge.")
    assert not said[moved.reference][0] and "Il a changé" in said[moved.reference][1]
    assert moved.case.claimed_by is None


def test_a_form_sent_twice_takes_each_case_once_and_says_the_same(cast, visit):
    walks = [Walk(cast) for _ in range(2)]
    sent = {"acte": "claim", "dossier": ticked(*walks), "token": "0b0e7c3e-6f5a-4c55-9d3e-0d8f0a3b1c2d"}
    first, second = (results(visit(cast.alice, HERE, sent, at=walks[0].at)) for _ in range(2))
    assert first == second and all(done for done, _sentence in second.values())
    assert Entry.objects.filter(step="claim").count() == 2


def test_several_are_assigned_to_one_colleague_who_is_asked_for_first(cast, visit):
    walks = [Walk(cast) for _ in range(2)]
    for walk in walks:
        walk.do("claim", cast.alice, later=0)
    sent = {"acte": "assign", "dossier": ticked(*walks)}
    asked = visit(cast.alice, HERE, sent, at=walks[0].at)
    assert asked.status_code == 200 and "À qui" in asked.content.decode()
    assert "2 dossiers cochés" in asked.content.decode()
    missing = visit(cast.alice, HERE, sent | {"sent": "yes"}, at=walks[0].at)
    assert missing.status_code == 422 and walks[0].reference in missing.content.decode()
    done = visit(cast.alice, HERE, sent | {"sent": "yes", "person": cast.bob.pk}, at=walks[0].at)
    assert all(is_done for is_done, _sentence in results(done).values())
    assert {walk.case.claimed_by for walk in walks} == {cast.bob}


def test_several_are_joined_to_one_which_goes_on(cast, visit):
    one, two, three = (Walk(cast).identified() for _ in range(3))
    sent = {"acte": "join_case", "dossier": ticked(one, two, three), "sent": "yes", "other": one.reference,
            "kin": "series", "why": "Une même suite de publications."}  # fmt: skip
    said = results(visit(cast.alice, HERE, sent, at=three.at))
    assert set(said) == {two.reference, three.reference} and all(done for done, _sentence in said.values())
    assert one.case.state == "reported" and {two.case.joined_to, three.case.joined_to} == {one.case}


def test_an_export_says_what_the_rows_say_without_words_or_names_and_is_written_down(cast, visit):
    walk, other = Walk(cast, text="Des mots à ne pas exporter."), Walk(cast)
    answer = visit(cast.alice, HERE, {"acte": "export", "dossier": ticked(walk)}, at=walk.at)
    assert answer["Content-Type"].startswith("text/csv") and "no-store" in answer["Cache-Control"]
    head, *lines = csv.reader(io.StringIO(answer.content.decode()))
    assert head[0] == "Dossier" and [line[0] for line in lines] == [walk.reference]
    for kept in ("Des mots", "jean_exemple45", "Camille"):
        assert kept not in answer.content.decode()
    assert list(Reading.objects.values_list("case__reference", "purpose")) == [(walk.reference, "queue")]
    assert other.reference not in answer.content.decode()


def test_what_is_only_known_cannot_be_ticked(cast, visit):
    walk = Walk(cast).in_review().referred()
    own = a_report(cast.alice, at=walk.at).case
    page = visit(cast.alice, "/file/?vue=ailleurs", at=walk.at).content.decode()
    assert walk.reference in page and 'name="dossier"' not in page
    sent = {"acte": "export", "dossier": [*ticked(walk), f"{own.reference}:{own.basis}"]}
    assert visit(cast.alice, HERE, sent, at=walk.at).status_code == 422
