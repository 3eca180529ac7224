"""A banner: the national office's, in both languages, for some days; it ends by itself, and the past ones stay."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from notifications.models import Banner

from ..cast import MONDAY, days
from .browsing import is_shown, read, title

HERE, TODAY = "/reglages/bandeau/", MONDAY.date()
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]
TEXT = "Dimanche, le site s’arrête de 8 h à 9 h."


def typed(**more):
    said = {"text_fr": TEXT, "text_en": "On Sunday, the site stops.", "tone": "attention", "audience": "everybody"}
    return said | {"begins_on": str(TODAY), "ends_on": str(TODAY + timedelta(days=7))} | more


def seen(visit, person, path="/", **when):
    html = visit(person, path, **when).content.decode()
    return TEXT in html.partition("<main")[0].replace("\u202f", " ").replace("\xa0", " ")


# Who may not, and what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_sets_or_ends_them(cast, visit, who):
    visit(cast.nina, HERE, typed())
    for path, sent in ((HERE, None), (HERE, typed()), (f"{HERE}{Banner.objects.get().pk}/terminer/", {})):
        assert visit(getattr(cast, who), path, sent).status_code == 403
    assert Banner.objects.get().ended_at is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"text_fr": ""}, "obligatoire"), ({"text_en": ""}, "obligatoire"), ({"text_fr": "x" * 201}, "200 caractères"),
        ({"tone": "alarm"}, "Choisissez une des réponses."), ({"audience": ""}, "Choisissez une réponse."),
        ({"begins_on": "2026-12-06"}, "Ce jour est passé."), ({"ends_on": "2026-12-06"}, "avant de commencer"),
        ({"ends_on": "2027-01-19"}, "Six semaines au plus."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_422_with_a_sentence_and_what_was_typed(cast, visit, sent, said):
    answer = visit(cast.nina, HERE, typed(**sent))
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ") and said in read(answer)
    assert is_shown(answer, "On Sunday, the site stops.") or "text_en" in sent
    assert not Banner.objects.exists()


# What it does ---------------------------------------------------------------------------------------------------------


def test_everybody_reads_it_in_his_or_her_language_until_its_last_day_is_over(cast, visit):
    assert visit(cast.nina, HERE, typed()).status_code == 303
    for person, path in ((None, "/"), (cast.marie, "/notifications/"), (cast.alice, "/file/"), (None, "/nulle-part/")):
        assert seen(visit, person, path)
    assert "On Sunday, the site stops." in visit(None, "/en/").content.decode()
    assert seen(visit, None, at=MONDAY + days(7)) and not seen(visit, None, at=MONDAY + days(8))


def test_before_its_first_day_nobody_reads_it(cast, visit):
    visit(cast.nina, HERE, typed(begins_on="2026-12-09"))
    assert not seen(visit, None, at=MONDAY + days(1)) and seen(visit, None, at=MONDAY + days(2))


def test_one_for_officers_is_read_by_nobody_else(cast, visit):
    visit(cast.nina, HERE, typed(audience="officers"))
    for person in (cast.alice, cast.nina, cast.paul, cast.dora):
        assert seen(visit, person)
    for person in (None, cast.marie, cast.jean, cast.root):
        assert not seen(visit, person)


def test_the_newest_is_shown_alone(cast, visit):
    visit(cast.nina, HERE, typed())
    visit(cast.noah, HERE, typed(text_fr="Autre chose.", begins_on="2026-12-08"), at=MONDAY + days(1))
    assert not seen(visit, None, at=MONDAY + days(1))


def test_it_is_ended_before_and_once_and_the_page_says_by_whom(cast, visit):
    visit(cast.nina, HERE, typed())
    end = f"{HERE}{Banner.objects.get().pk}/terminer/"
    assert visit(cast.noah, end, {}).status_code == 303
    assert visit(cast.nora, end, {}, at=MONDAY + days(1)).status_code == 303
    assert not seen(visit, None)
    page = read(visit(cast.nina, HERE, at=MONDAY + days(1))).replace("\u202f", " ").replace("\xa0", " ")
    assert "Bandeaux passés" in page and TEXT in page
    assert "Nina, 7 décembre 2026" in page and "terminé par Noah le 7 décembre 2026" in page


def test_what_was_said_is_never_changed_nor_deleted(cast, visit):
    visit(cast.nina, HERE, typed())
    for change in (Banner.objects.all().delete, lambda: Banner.objects.update(text_fr="Jamais dit")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_a_page_asks_nothing_for_it(cast, visit, browse):
    client = browse(cast.marie)
    client.get("/charte/")
    with CaptureQueriesContext(connection) as before:
        client.get("/charte/")
    visit(cast.nina, HERE, typed(audience="officers"))
    client = browse(cast.marie)
    client.get("/charte/")
    with CaptureQueriesContext(connection) as after:
        client.get("/charte/")
    assert len(after) == len(before)
