"""Views of the queue kept under a name: whose they are, what becomes of them, and how they lie in the database."""

import pytest
from django.db import connection

from accounts.models import Appointment, Person

from ..cast import Walk, days

ASKED = "/file/vues/?vue=tous&q=canari&etat=reported&reseau=x"
KEPT = "?vue=tous&etat=reported&reseau=x"


@pytest.fixture
def keep(cast, visit):
    def keeping(name="Canaris", by=None, path=ASKED):
        return visit(by or cast.alice, path, {"name": name})

    return keeping


def saved(person):
    return Person.objects.get(pk=person.pk).saved_views


@pytest.mark.parametrize("who", ["camille", "jean", "dora", "root"])
def test_whoever_has_no_queue_keeps_no_view(cast, visit, who):
    person = getattr(cast, who)
    assert visit(person, "/file/vues/").status_code == 403 == visit(person, ASKED, {"name": "A"}).status_code
    assert saved(person) == {}


def test_a_view_is_a_tab_of_ones_own_and_of_nobody_else(walk, cast, visit, keep):
    assert keep().url == "/file/vues/"
    page = visit(cast.alice, f"/file/{KEPT}", at=walk.at).content.decode()
    assert 'aria-current="page" lang="fr">Canaris</a>' in page
    assert "Canaris" not in visit(cast.bob, "/file/", at=walk.at).content.decode()
    assert "Canaris" not in visit(cast.bob, "/file/vues/", at=walk.at).content.decode()


def test_the_queue_opens_with_the_first_until_it_is_dropped(walk, cast, visit, keep):
    keep()
    visit(cast.alice, "/file/vues/", {"first": "Canaris"})
    opened = visit(cast.alice, "/file/", at=walk.at)
    assert (opened.status_code, opened.url) == (302, f"/file/{KEPT}")
    assert visit(cast.alice, "/file/?vue=tous", at=walk.at).status_code == 200
    visit(cast.alice, "/file/vues/", {"drop": "Canaris"})
    assert visit(cast.alice, "/file/", at=walk.at).status_code == 200
    assert saved(cast.alice) == {"views": {}, "first": ""}


def test_another_tab_opens_first_again_when_one_wants(walk, cast, visit, keep):
    keep()
    visit(cast.alice, "/file/vues/", {"first": "Canaris"})
    visit(cast.alice, "/file/vues/", {"first": ""})
    assert visit(cast.alice, "/file/", at=walk.at).status_code == 200


def test_a_first_view_that_is_not_there_any_more_keeps_nobody_from_the_queue(walk, cast, visit, keep):
    keep(path=f"/file/vues/?vue=tous&qui={cast.bob.pk}")
    visit(cast.alice, "/file/vues/", {"first": "Canaris"})
    assert visit(cast.alice, "/file/", at=walk.at).status_code == 302
    Appointment.objects.filter(person=cast.bob).update(ended_at=walk.at)
    assert visit(cast.alice, "/file/", at=walk.at + days(1)).status_code == 200


@pytest.mark.parametrize("sent", [{"drop": "Rien"}, {"first": "Rien"}, {}])
def test_a_view_that_is_not_there_is_not_found(cast, visit, keep, sent):
    keep()
    assert visit(cast.alice, "/file/vues/", sent).status_code == 404
    assert list(saved(cast.alice)["views"]) == ["Canaris"]


@pytest.mark.parametrize("name", ["", "x" * 31, "   "])
def test_a_view_without_a_fitting_name_is_asked_for_one(cast, keep, name):
    answer = keep(name)
    assert answer.status_code == 422 and "Garder cette vue" in answer.content.decode()
    assert saved(cast.alice) == {}


def test_one_too_many_is_refused_with_what_to_do_and_keeps_the_name(cast, keep):
    for number in range(8):
        assert keep(f"Vue {number}").status_code == 303
    answer = keep("Encore")
    assert answer.status_code == 422
    assert "Supprimez-en une d’abord." in answer.content.decode() and "Encore" in answer.content.decode()
    assert keep("Vue 3").status_code == 303  # the same name again replaces it


def test_what_somebody_looks_for_lies_in_no_database_in_clear(cast, keep):
    keep("Canaris de Jean")
    with connection.cursor() as cursor:
        cursor.execute("SELECT saved_views FROM accounts_person WHERE email = 'alice@example.org'")
        [box] = cursor.fetchone()
    assert len(bytes(box)) > 40 and b"anari" not in bytes(box)
    assert saved(cast.alice)["views"] == {"Canaris de Jean": KEPT}


def test_a_view_keeps_neither_words_nor_an_author(walk, cast, visit, keep):
    keep()
    page = visit(cast.alice, "/file/vues/", at=walk.at).content.decode()
    assert KEPT.replace("&", "&amp;") in page and "canari" not in page
    for query in ("q=canari", f"auteur={walk.reference}"):
        assert "Garder cette vue" not in visit(cast.alice, f"/file/?vue=tous&{query}", at=walk.at).content.decode()
        assert keep(path=f"/file/vues/?vue=tous&{query}").status_code == 404


def test_a_kept_view_shows_nobody_more_than_he_or_she_may_see(cast, visit, keep):
    walk = Walk(cast, text="canari")
    keep(by=cast.olga)
    assert visit(cast.olga, f"/file/{KEPT}", at=walk.at).context["rows"] == []
    assert len(visit(cast.bob, f"/file/{KEPT}", at=walk.at).context["rows"]) == 1
