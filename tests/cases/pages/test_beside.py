"""Who else has a case open, and a history of its decisions alone."""

from datetime import timedelta

import pytest

from ..cast import Walk

MINUTE = timedelta(minutes=1)
TOLD = "a aussi ouvert ce dossier, il y a quelques minutes."


@pytest.fixture
def page(walk, visit):
    def opened(person, *, after=0, query=""):
        answer = visit(person, f"/dossiers/{walk.reference}/{query}", at=walk.at + after * MINUTE)
        assert answer.status_code == 200
        return answer.content.decode()

    return opened


def test_of_a_case_held_elsewhere_nobody_learns_who_looks_at_it(walk, cast, visit, page):
    walk.in_review().referred()
    page(cast.nina)
    assert TOLD not in page(cast.alice)


def test_nobody_is_told_of_a_second_reading(cast, visit, monkeypatch):
    walk = Walk(cast)
    visit(cast.nina, f"/dossiers/{walk.reference}/reread/", at=walk.at)
    assert TOLD not in visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at).content.decode()


def test_a_colleague_is_named_for_ten_minutes_and_oneself_never(walk, cast, page):
    assert TOLD not in page(cast.alice)
    assert TOLD not in page(cast.alice, after=1)
    assert f"Alice {TOLD}" in page(cast.bob, after=9)
    assert "Bob" in page(cast.alice, after=10) and TOLD not in page(cast.bob, after=30)


def test_another_office_is_told_by_its_name_and_nobody_of_it(walk, cast, page):
    page(cast.nina)
    said = page(cast.alice, after=1)
    assert f"Bureau national {TOLD}" in said and "Nina" not in said


def test_the_history_shows_decisions_alone_when_asked(walk, cast, visit):
    walk.in_review().in_deliberation().warned()
    path = f"/dossiers/{walk.reference}/"
    whole = visit(cast.bob, path, at=walk.at).context["timeline"]
    answer = visit(cast.bob, f"{path}?vue=tous&decisions", at=walk.at)
    assert [one.title for one in answer.context["timeline"]] == ["Avertissement notifié"]
    assert len(whole) > 3 and 'href="?vue=tous#historique-titre"' in answer.content.decode()
