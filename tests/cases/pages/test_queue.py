"""The queue: who has one, what a row tells to whom, and how a case is taken from it."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Entry, Reading
from cases.views import queue

from ..cast import Walk, a_report, days

CANARY = "Camille Canari"


def rows(answer):
    return [row.case.reference for row in answer.context["rows"]]


@pytest.mark.parametrize("who", ["camille", "jean", "dora", "root", "carl"])
def test_whoever_examines_nothing_has_no_queue(cast, visit, who):
    answer = visit(getattr(cast, who), "/file/")
    assert answer.status_code == 403
    assert "Cette action ne vous revient pas" in answer.content.decode()


def test_whoever_is_not_signed_in_signs_in_first(cast, visit):
    assert visit(None, "/file/").url == "/compte/login/?next=/file/"


def test_another_federation_sees_nothing_of_it(walk, cast, visit):
    assert rows(visit(cast.olga, "/file/?vue=tous", at=walk.at)) == []
    assert rows(visit(cast.alice, "/file/?vue=tous", at=walk.at)) == [walk.reference]


@pytest.mark.parametrize("path", ["?vue=rien", "?vue=a-signer", "?vue=recours", "?vue=tous&apres=%00"])
def test_a_tab_that_is_not_there_is_not_found(cast, visit, path):
    assert visit(cast.alice, f"/file/{path}").status_code == 404


@pytest.mark.parametrize(
    "cursor", ["1", "1_2", "a_b_c", "1_hier_5", "1_2026-12-07T09:00:00_5", "1_2026-99-07T09:00:00+00:00_5",
               "1__9999999999999999999", "12__5"],
)  # fmt: skip
def test_a_broken_place_in_the_list_is_not_found(cast, visit, cursor):
    assert visit(cast.alice, "/file/?vue=tous&apres=" + cursor.replace("+", "%2B")).status_code == 404


def test_nobody_finds_a_case_of_ones_own(walk, cast, visit):
    walk.identified(cast.jean.member)
    cast.alice.member = None
    case = Walk(cast, at=walk.at)
    case.do("declare_recusal", cast.alice, reason="friendship_enmity")
    own = a_report(cast.alice, at=walk.at).case.reference
    found = rows(visit(cast.alice, "/file/?vue=tous", at=case.at))
    assert found == [walk.reference]
    assert set(rows(visit(cast.bob, "/file/?vue=tous", at=case.at))) == {walk.reference, case.reference, own}


def test_a_row_tells_what_is_needed_to_choose(cast, visit):
    walk = Walk(cast, text="On te trouvera, toi et les tiens.")
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    page = visit(cast.alice, "/file/", at=walk.at).content.decode()
    assert f'href="/dossiers/{walk.reference}/?vue=a-prendre&amp;de=' in page
    for told in (
        "On te trouvera, toi et les tiens.",
        "X · @jean_exemple45",
        "2\u00a0signalements",
        "14 déc. 2026",
        "Dans 7",
    ):
        assert told in page
    assert "Loiret (45)" in page
    assert "Injure ou menace" in page and "Signalé" in page


def test_danger_comes_first_and_says_so(walk, cast, visit):
    urgent = Walk(cast, at=walk.at + days(2), threat_to_life=True)
    answer = visit(cast.alice, "/file/", at=urgent.at)
    assert rows(answer) == [urgent.reference, walk.reference]
    assert answer.content.decode().count("Danger signalé") == 1


def test_nothing_of_who_reported_is_told(cast, visit):
    cast.camille.name, cast.camille.email = CANARY, "canari@example.org"
    cast.camille.save()
    walk = Walk(cast)
    page = visit(cast.alice, "/file/", at=walk.at).content.decode().lower()
    assert walk.reference.lower() in page
    assert "canari" not in page and walk.code.lower() not in page


def test_of_a_case_held_elsewhere_a_row_tells_no_word(cast, visit):
    walk = Walk(cast, text="Des mots que la fédération ne lit plus.").in_review().referred()
    page = visit(cast.alice, "/file/?vue=ailleurs", at=walk.at).content.decode()
    assert walk.reference in page and "Bureau national" in page
    assert "Des mots que" not in page and "On te trouvera" not in page and "Injure" not in page


def test_a_restricted_case_keeps_its_words_from_whoever_is_not_named_on_it(walk, cast, visit):
    walk.in_review().do("restrict_case", cast.alice, why="Un proche siège ici.")
    page = visit(cast.bob, "/file/?vue=tous", at=walk.at).content.decode()
    assert walk.reference in page and "On te trouvera" not in page


def test_one_click_takes_a_case_and_a_second_takes_nothing(walk, cast, visit):
    shown = visit(cast.alice, "/file/", at=walk.at).context
    [row] = shown["rows"]
    assert row.claim
    sent = {"basis": row.case.basis, "token": shown["token"]}
    first, second = (visit(cast.alice, f"/dossiers/{walk.reference}/claim/", sent, at=walk.at) for _ in range(2))
    assert (first.status_code, first.url) == (303, f"/dossiers/{walk.reference}/")
    assert second.status_code == 303
    assert walk.case.claimed_by == cast.alice
    assert walk.case.entries.filter(step="claim").count() == 1


def test_whoever_comes_second_reads_who_was_quicker(walk, cast, visit):
    walk.do("claim", cast.alice, later=0)
    sent = {"basis": walk.case.basis, "token": uuid4()}
    late = visit(cast.bob, f"/dossiers/{walk.reference}/claim/", sent, at=walk.at)
    assert late.status_code == 409
    assert "Alice a déjà pris ce dossier en charge." in late.content.decode()
    assert walk.case.claimed_by == cast.alice


def test_a_case_in_somebodys_hands_offers_no_claim(walk, cast, visit):
    walk.do("claim", cast.alice, later=0)
    [row] = visit(cast.bob, "/file/?vue=tous", at=walk.at).context["rows"]
    assert not row.claim
    assert "Alice" in visit(cast.bob, "/file/?vue=tous", at=walk.at).content.decode()
    assert "Vous" in visit(cast.alice, "/file/?vue=a-moi", at=walk.at).content.decode()


def test_a_large_count_is_not_counted_to_its_end(cast, visit, monkeypatch):
    monkeypatch.setattr(queue, "MOST_COUNTED", 1)
    walks = [Walk(cast) for _ in range(2)]
    page = visit(cast.alice, "/file/", at=walks[-1].at).content.decode()
    assert "À prendre (plus de 1)" in page and "À moi (0)" in page


@pytest.mark.parametrize("tab", ["tous", "clos"])
def test_page_after_page_shows_every_case_once(cast, visit, monkeypatch, tab):
    monkeypatch.setattr(queue, "PAGE", 2)
    walks = [Walk(cast) for _ in range(5)]
    for walk in walks if tab == "clos" else []:
        walk.in_review().dismissed()
    found, path = [], f"?vue={tab}"
    while path:
        answer = visit(cast.alice, f"/file/{path}", at=walks[-1].at)
        assert len(rows(answer)) <= 2
        found += rows(answer)
        path = answer.context["next_url"]
    assert sorted(found) == sorted(walk.reference for walk in walks)


def test_an_empty_tab_leads_on(walk, cast, visit):
    page = visit(cast.alice, "/file/?vue=a-moi", at=walk.at).content.decode()
    assert "Aucun dossier ici." in page and 'href="?vue=a-prendre"' in page
    assert 'href="/signaler/"' in visit(cast.olga, "/file/", at=walk.at).content.decode()


def test_a_proposal_waits_for_another_than_its_author(walk, cast, visit):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed(by=cast.noah)
    assert rows(visit(cast.nora, "/file/?vue=a-signer", at=walk.at)) == [walk.reference]
    assert rows(visit(cast.noah, "/file/?vue=a-signer", at=walk.at)) == []


def test_the_national_office_also_signs_the_lift_of_a_federations_warning(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened().proposed("lift")
    assert rows(visit(cast.nora, "/file/?vue=a-signer", at=walk.at)) == [walk.reference]


def test_the_panel_sees_appeals_and_nothing_of_their_content(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened().appealed()
    answer = visit(cast.pia, "/file/", at=walk.at)
    assert rows(answer) == [walk.reference]
    assert "On te trouvera" not in answer.content.decode()
    assert [tab["name"] for tab in answer.context["tabs"]] == ["recours"]


def test_five_rows_cost_what_one_does(walk, cast, visit):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            visit(cast.alice, "/file/", at=walk.at)
        return len(queries)

    alone = asked()
    for _ in range(4):
        Walk(cast, at=walk.at)
    assert asked() == alone


def test_looking_changes_nothing(walk, cast, visit):
    before = walk.case.version, Entry.objects.count(), Reading.objects.count()
    visit(cast.alice, "/file/?vue=tous", at=walk.at + days(60))
    assert (walk.case.version, Entry.objects.count(), Reading.objects.count()) == before


@pytest.mark.parametrize(
    ("who", "first"), [("alice", "/file/"), ("nina", "/file/"), ("pia", "/file/"), ("dora", "/signaler/"),
                       ("camille", "/signaler/")],
)  # fmt: skip
def test_every_page_leads_first_to_ones_work(cast, visit, who, first):
    entries = visit(getattr(cast, who), "/charte/").context["nav"]()
    assert entries[0]["url"] == first
    assert len(entries) <= 4


@pytest.mark.parametrize("path", ["/national/qualite/", "/national/transparence/", "/registre/"])
def test_what_tells_of_the_country_lies_under_its_view(cast, visit, path):
    page = visit(cast.nina, path)
    assert [one["url"] for one in page.context["nav"]() if one["current"]] == ["/national/"]
    assert '<p class="breadcrumb"><a href="/national/">Vue nationale</a></p>' in page.content.decode()
    assert f'href="{path}"' in visit(cast.nina, "/national/").content.decode()


def test_whoever_is_concerned_finds_the_case_from_every_page(walk, cast, visit):
    assert "/mon-dossier/" not in visit(cast.jean, "/charte/", at=walk.at).content.decode()
    walk.in_review().in_hearing()
    assert 'href="/mon-dossier/"' in visit(cast.jean, "/charte/", at=walk.at).content.decode()
