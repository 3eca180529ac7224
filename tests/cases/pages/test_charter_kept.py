"""Articles of the charter: their next wording is the national office's, compared first, and counts later."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.changes import Change, changes
from cases.models import ArticleVersion
from cases.models.charter import wordings_on

from ..cast import MONDAY, days
from .browsing import is_shown, read, title

ROOM, HERE = "/reglages/charte/", "/reglages/charte/respect/"
TODAY = MONDAY.date()
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


def typed(*, seen=1, valid_from="2027-01-01", **more):
    last = ArticleVersion.objects.filter(article__code="respect").latest("number")
    words = {name: getattr(last, name) for name in ("title_fr", "title_en", "line_fr", "line_en", "text_fr", "text_en")}
    examples = {f"{kind}_{language}": last.examples[language][kind]
                for language in ("fr", "en") for kind in ("accepted", "not_accepted")}  # fmt: skip
    return words | examples | {"title_fr": "Insulte ou menace", "valid_from": valid_from, "seen": seen} | more


def shown(day):
    return next(one for one in wordings_on(day) if one.article.code == "respect")


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_or_writes_them(cast, visit, who):
    for path, sent in ((ROOM, None), (HERE, None), (HERE, typed(save="yes"))):
        assert visit(getattr(cast, who), path, sent).status_code == 403
    assert not ArticleVersion.objects.filter(number=2).exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"title_fr": ""}, "obligatoire"), ({"text_en": ""}, "obligatoire"), ({"line_fr": "x" * 201}, "200 caractères"),
        ({"valid_from": "2026-12-07"}, "Choisissez un jour à venir"), ({"valid_from": ""}, "obligatoire"),
        ({"title_fr": "Injure ou menace"}, "C’est déjà le texte de la dernière version."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_422_with_a_sentence_and_what_was_typed(cast, visit, sent, said):
    for more in ({}, {"save": "yes"}):
        answer = visit(cast.nina, HERE, typed(**sent, **more))
        assert answer.status_code == 422 and title(answer).startswith("Erreur : ") and said in read(answer)
        assert all(is_shown(answer, value) for value in sent.values())
    assert not ArticleVersion.objects.filter(number=2).exists()


def test_what_would_change_is_shown_before_anything_is_kept(cast, visit):
    answer = visit(cast.nina, HERE, typed())
    html = answer.content.decode()
    assert answer.status_code == 200 and "<del>Injure</del> <ins>Insulte</ins> ou menace" in html
    assert len(re.findall("<del>|<ins>", html)) == 2
    assert not ArticleVersion.objects.filter(number=2).exists()
    assert is_shown(visit(cast.nina, HERE, typed(edit="yes")), "Insulte ou menace")


def test_a_new_wording_counts_from_its_day_and_the_last_one_until_then(cast, visit):
    assert visit(cast.nina, HERE, typed(save="yes")).status_code == 303
    kept = ArticleVersion.objects.get(number=2)
    assert (kept.by, kept.written_at, kept.valid_to) == (cast.nina, MONDAY, None)
    new_year = kept.valid_from
    assert [shown(day).number for day in (TODAY, new_year - timedelta(days=1), new_year)] == [1, 1, 2]
    assert "Injure ou menace" in read(visit(None, "/charte/"))
    assert "Insulte ou menace" in read(visit(None, "/charte/", at=MONDAY + days(30)))
    assert "version 2 à partir du 1er janvier 2027" in read(visit(cast.nina, ROOM)).replace("\xa0", " ")
    assert "Nina" in read(visit(cast.nina, HERE))


def test_another_may_only_follow_the_one_that_is_to_come(cast, visit):
    visit(cast.nina, HERE, typed(save="yes"))
    early = visit(cast.nina, HERE, typed(save="yes", seen=2, valid_from="2026-12-20", title_fr="Autre"))
    assert early.status_code == 422 and "Une version est déjà prévue." in read(early)
    assert (
        visit(cast.nina, HERE, typed(save="yes", seen=2, valid_from="2027-02-01", title_fr="Autre")).status_code == 303
    )
    new_year, february = TODAY.replace(2027, 1, 1), TODAY.replace(2027, 2, 1)
    assert [shown(day).number for day in (TODAY, new_year, february)] == [1, 2, 3]


def test_whoever_read_an_older_version_is_told_and_keeps_what_was_typed(cast, visit):
    visit(cast.noah, HERE, typed(save="yes"))
    late = visit(cast.nina, HERE, typed(save="yes", seen=1, valid_from="2027-02-01", title_fr="Autre"))
    assert late.status_code == 409 and is_shown(late, "Autre")
    assert 'name="seen" value="2"' in late.content.decode()
    assert not ArticleVersion.objects.filter(number=3).exists()


def test_no_version_is_ever_overwritten(cast, visit):
    visit(cast.nina, HERE, typed(save="yes"))
    for change in ({"title_fr": "Rien"}, {"by": cast.noah}, {"valid_from": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ArticleVersion.objects.filter(number=2).update(**change)


def test_a_difference_is_told_word_by_word_and_loses_nothing():
    before, after = "Une menace reste une menace.", "Une menace, même drôle, reste une menace !"
    found = list(changes(before, after))
    assert "".join(one.same + one.gone for one in found) == before
    assert "".join(one.same + one.come for one in found) == after
    assert list(changes("a b", "a c")) == [Change(same="a "), Change(gone="b", come="c")]
