"""Looking for cases in the queue: what is found, what answers to no word, and the way from one case to the next."""

from urllib.parse import quote, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import DeclaredAccount

from ..cast import JOINED_ON, Walk, a_report, article, days


def found(answer):
    return [row.case.reference for row in answer.context["rows"]]


@pytest.fixture
def look(cast, visit):
    """`look(person, "vue=tous&q=…")`: the references of the rows that this person is shown."""

    def looking(person, query, *, at):
        answer = visit(person, f"/file/?{query}", at=at)
        assert answer.status_code == 200
        return found(answer)

    return looking


@pytest.mark.parametrize("who", ["camille", "jean", "dora", "root"])
def test_whoever_has_no_queue_goes_to_no_next_case(walk, cast, visit, who):
    assert visit(getattr(cast, who), "/file/suivant/?vue=tous", at=walk.at).status_code == 403


@pytest.mark.parametrize(
    "query", ["etat=clos", "article=rien", "reseau=minitel", "echeance=hier", "qui=999999", "qui=moi"]
)
def test_a_choice_that_is_not_offered_is_not_found(walk, cast, visit, query):
    assert visit(cast.alice, f"/file/?vue=tous&{query}", at=walk.at).status_code == 404


@pytest.mark.parametrize("place", ["1", "1_hier_5", "%00"])
def test_a_broken_place_leads_to_no_next_case(walk, cast, visit, place):
    assert visit(cast.alice, f"/file/suivant/?vue=tous&de={place}", at=walk.at).status_code == 404


def test_a_case_held_elsewhere_answers_to_its_reference_and_to_no_word_of_it(cast, look):
    walk = Walk(cast, text="Des mots que la fédération ne lit plus.").in_review().referred()
    code = walk.case.article_version.article.code
    for query in ("q=Des mots", "q=jean_exemple45", f"q={walk.case.post.address}", f"article={code}", "reseau=x",
                  f"auteur={walk.reference}"):  # fmt: skip
        assert look(cast.alice, f"vue=ailleurs&{query}", at=walk.at) == []
        assert look(cast.nina, f"vue=tous&{query}", at=walk.at) == [walk.reference]
    assert look(cast.alice, f"vue=ailleurs&q={walk.reference}", at=walk.at) == [walk.reference]


def test_a_restricted_case_answers_only_to_whoever_is_named_on_it(cast, look):
    walk = Walk(cast, text="On te trouvera.").in_review()
    walk.do("restrict_case", cast.alice, why="Un proche siège ici.")
    for query in ("q=te trouvera", "reseau=x", f"auteur={walk.reference}", f"qui={cast.alice.pk}"):
        assert look(cast.bob, f"vue=tous&{query}", at=walk.at) == []
        assert look(cast.alice, f"vue=tous&{query}", at=walk.at) == [walk.reference]


def test_nobody_finds_ones_own_case_by_its_words(cast, look):
    own = a_report(cast.alice, text="On te trouvera, dit-il.")
    assert look(cast.alice, "vue=tous&q=trouvera", at=Walk(cast).at) != [own.case.reference]


def test_words_of_the_post_its_account_and_the_reference_are_searched(cast, look):
    one = Walk(cast, text="On se retrouve devant la mairie.")
    Walk(cast, at=one.at, text="Autre chose.")
    for typed in ("devant la MAIRIE", one.reference, one.reference[-4:].lower()):
        assert look(cast.alice, f"vue=tous&q={typed}", at=one.at) == [one.reference]
    assert len(look(cast.alice, "vue=tous&q=jean_exemple", at=one.at)) == 2
    assert look(cast.alice, "vue=tous&q=introuvable", at=one.at) == []


def test_an_address_finds_its_post_however_it_was_shared(cast, visit):
    one, _another = Walk(cast), Walk(cast)
    shared = f"{one.case.post.address}?s=20&t=CANARI"
    shown = visit(cast.alice, f"/file/?vue=tous&q={quote(shared)}", at=one.at)
    assert shown.status_code == 302 and "CANARI" not in shown.url
    answer = visit(cast.alice, shown.url, at=one.at)
    assert found(answer) == [one.reference]
    assert one.case.post.address in answer.context["filters"].said[0]


def test_a_short_link_is_refused_with_what_to_do_instead(walk, cast, visit):
    answer = visit(cast.alice, "/file/?vue=tous&q=https://t.co/abc", at=walk.at)
    assert answer.status_code == 422
    assert "Ouvrez la publication puis copiez son adresse complète." in answer.content.decode()
    assert "t.co" in answer.content.decode()


def test_each_choice_narrows_the_list(cast, look):
    first = Walk(cast)
    first.do("claim", cast.bob, later=0)
    second = Walk(cast, at=first.at + days(3)).in_review()
    second.do("release", cast.alice, why="Je pars.")
    at = second.at
    for query, expected in {
        "etat=in_review": [second], "etat=reported": [first], "qui=personne": [second], f"qui={cast.bob.pk}": [first],
        f"article={article(1).article.code}": [first, second], f"article={article(2).article.code}": [],
        "reseau=x": [first, second], "reseau=tiktok": [], "echeance=semaine": [first],
        "etat=in_review&qui=personne&reseau=x": [second],
    }.items():  # fmt: skip
        assert look(cast.alice, f"vue=tous&{query}", at=at) == [one.reference for one in expected], query
    assert look(cast.alice, "vue=tous&echeance=retard", at=at + days(60))[0] == first.reference


def test_the_national_office_narrows_to_a_federation(cast, look):
    walk = Walk(cast)
    assert look(cast.nina, "vue=ailleurs&federation=45", at=walk.at) == [walk.reference]
    assert look(cast.nina, "vue=ailleurs&federation=75", at=walk.at) == []


def test_a_sentence_repeats_what_is_asked_and_one_link_clears_it(walk, cast, visit):
    page = visit(cast.alice, "/file/?vue=tous&etat=reported&q=trouvera", at=walk.at).content.decode()
    assert "Seulement\u202f: état\u202f: Signalé, «\u202ftrouvera\u202f»." in page
    assert '<a href="?vue=tous">Tout effacer</a>' in page
    assert "Seulement" not in visit(cast.alice, "/file/?vue=tous", at=walk.at).content.decode()


def test_counts_are_of_what_is_asked_and_nothing_found_leads_on(cast, visit):
    walk = Walk(cast, text="On te trouvera.")
    Walk(cast, at=walk.at)
    page = visit(cast.alice, "/file/?vue=en-retard&q=trouvera", at=walk.at).content.decode()
    assert "À prendre (1)" in page and "En retard (0)" in page
    assert "Aucun résultat dans «\u202fEn retard\u202f»." in page
    assert 'href="?vue=a-prendre&amp;q=trouvera"' in page and "1 résultat dans" in page


def test_more_choices_come_when_they_are_wanted(walk, cast, visit):
    assert "filtre-qui" not in visit(cast.alice, "/file/", at=walk.at).content.decode()
    page = visit(cast.alice, "/file/?filtrer", at=walk.at).content.decode()
    assert "filtre-qui" in page and ">Bob<" in page and "filtre-federation" not in page
    assert "filtre-federation" in visit(cast.nina, "/file/?vue=tous&filtrer", at=walk.at).content.decode()


def test_a_row_says_how_many_others_are_by_its_author(cast, visit, look):
    one, two = Walk(cast), Walk(cast)
    three = Walk(cast).identified(cast.marie.member)
    by_row = {row.case.reference: row.beside for row in visit(cast.alice, "/file/", at=one.at).context["rows"]}
    assert by_row == {one.reference: "1 autre dossier du même auteur", two.reference: "1 autre dossier du même auteur",
                      three.reference: ""}  # fmt: skip
    assert set(look(cast.alice, f"vue=tous&auteur={two.reference}", at=one.at)) == {one.reference, two.reference}


def test_one_member_with_two_accounts_is_one_author(cast, look):
    DeclaredAccount.objects.create(member=cast.jean.member, network="x", handle="second", declared_on=JOINED_ON)
    one, other = Walk(cast), Walk(cast, begun=a_report(cast.camille, address="https://x.com/second/status/123456789"))
    one.identified(), other.identified()
    assert len(look(cast.alice, f"vue=tous&auteur={one.reference}", at=one.at)) == 2


def test_what_one_may_not_read_counts_among_nobodys_cases(cast, visit):
    one, two = Walk(cast).in_review(), Walk(cast)
    one.do("restrict_case", cast.alice, why="Un proche siège ici.")
    shown = {row.case.reference: row.beside for row in visit(cast.bob, "/file/?vue=tous", at=one.at).context["rows"]}
    assert shown == {one.reference: "", two.reference: ""}


def test_one_action_leads_to_the_next_case_and_keeps_the_view(cast, visit):
    first, second, third = (Walk(cast, text="Les mêmes mots.") for _ in range(3))
    Walk(cast, at=first.at - days(1), text="Rien de commun.")
    at = third.at
    start = visit(cast.alice, "/file/?vue=tous&q=mêmes", at=at).context["rows"]
    assert [row.case.reference for row in start] == [first.reference, second.reference, third.reference]
    path, seen = start[0].place, []
    for _ in range(4):
        page = visit(cast.alice, path, at=at)
        assert page.status_code == 200
        seen.append(urlsplit(path).path.split("/")[2])
        query = urlsplit(path).query
        assert f"/file/?{query}".replace("&", "&amp;") in page.content.decode()
        path = visit(cast.alice, f"/file/suivant/?{query}", at=at).url
    assert seen == [first.reference, second.reference, third.reference, first.reference]


def test_the_next_case_comes_even_when_this_one_has_left_the_view(cast, visit):
    first, second = Walk(cast), Walk(cast)
    place = visit(cast.alice, "/file/", at=first.at).context["rows"][0].place
    taken = visit(cast.alice, place.replace("?", "claim/?"), {"basis": first.case.basis}, at=first.at)
    assert (taken.status_code, taken.url) == (303, place)
    onward = visit(cast.alice, f"/file/suivant/?{urlsplit(place).query}", at=first.at)
    assert urlsplit(onward.url).path == f"/dossiers/{second.reference}/"


def test_where_nothing_is_next_the_queue_says_so(walk, cast, visit, browse):
    place = visit(cast.alice, "/file/", at=walk.at).context["rows"][0].place
    client = browse(cast.alice, at=walk.at)
    answer = client.get(f"/file/suivant/?{urlsplit(place).query}", follow=True)
    assert "Il n’y a pas d’autre dossier dans cette vue." in answer.content.decode()


def test_searching_asks_nothing_more_of_the_database(walk, cast, visit):
    def asked(query):
        with CaptureQueriesContext(connection) as queries:
            visit(cast.alice, f"/file/?vue=tous{query}", at=walk.at)
        return len(queries)

    assert asked("&q=trouvera") == asked("")
    assert asked("&q=trouvera&etat=reported") == asked("") + 1  # the officers to choose from
