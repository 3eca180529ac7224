"""The delays of the procedure: set by the national office alone, inside their bounds, their effect shown first."""

import pytest

from cases.models import Parameter
from cases.parameters import PROCEDURE, SETTABLE

from ..cast import MONDAY, Walk, days
from .browsing import read, title

ROOM, LIST, REPLY = "/reglages/", "/reglages/delais/", "/reglages/reply-warning/"
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


def value_of(key, at=MONDAY):
    return Parameter.objects.values_at(at).get(key)


def sent(value, *, seen=10, **more):
    return {"value": value, "seen": seen, **more}


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_or_sets_them(cast, visit, who):
    for path, typed in ((LIST, None), (REPLY, None), (REPLY, sent(20, save="yes")), ("/reglages/tea/", None)):
        assert visit(getattr(cast, who), path, typed).status_code == 403
    assert not Parameter.objects.exists()


def test_a_stranger_signs_in_first(visit, db):
    assert visit(None, REPLY).url == f"/compte/login/?next={REPLY}"


@pytest.mark.parametrize("name", ["tea", "REPLY_WARNING", "reply-urgent", "overseas-bonus-days"])
def test_what_is_no_setting_or_counts_nowhere_yet_is_not_found(cast, visit, name):
    assert visit(cast.nina, f"{ROOM}{name}/").status_code == 404


# What is asked and refused --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("reply-warning", "6", "entre 7 jours et 60 jours"), ("reply-warning", "61", "Choisissez une valeur"),
        ("reply-warning", "", "obligatoire"), ("reply-warning", "dix", "nombre entier"),
        ("reply-warning", "10", "C’est déjà la valeur qui compte."), ("reply-warning", "-7", "Choisissez une valeur"),
        ("reply-warning", "99999999999999999999", "Choisissez une valeur"),
        ("training-required", "2", "choix"), ("triage-days", "20", "Choisissez au plus 14 jours"),
        ("first-instance-days", "40", "Choisissez au moins"), ("appeal-hard", "59", "Choisissez au moins 60 jours"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_422_with_a_sentence_and_what_was_typed(cast, visit, key, value, said):
    seen = PROCEDURE[key.upper().replace("-", "_")].default
    for more in ({}, {"save": "yes"} if value != "10" else {}):
        answer = visit(cast.nina, f"{ROOM}{key}/", sent(value, seen=seen, **more))
        assert answer.status_code == 422
        assert title(answer).startswith("Erreur : ") and said in read(answer)
        assert f'value="{value}"' in answer.content.decode() or value in ("", "2")
    assert not Parameter.objects.exists()


def test_whoever_read_an_older_value_is_told_the_new_one_and_sets_nothing(cast, visit):
    Parameter.objects.set("REPLY_WARNING", 12, by=cast.noah, at=MONDAY)
    late = visit(cast.nina, REPLY, sent(20, save="yes"), at=MONDAY + days(1))
    assert late.status_code == 409
    assert "elle est de 12 jours" in read(late) and 'value="20"' in late.content.decode()
    assert 'name="seen" value="12"' in late.content.decode()
    assert value_of("REPLY_WARNING", MONDAY + days(1)) == 12


# What it shows, and what it does --------------------------------------------------------------------------------------


def test_every_value_stands_with_its_default_and_what_it_follows(cast, visit):
    page = read(visit(cast.nina, LIST))
    for bound in SETTABLE.values():
        assert str(bound.name) in page and str(bound.basis) in page
    assert "10 jours" in page and "non" in page


def test_what_a_delay_follows_is_said_in_the_language_of_the_page(cast, visit):
    page = read(visit(cast.nina, f"/en{LIST}"))
    assert "Annex I-6, Art. 13" in page and "GDPR, Art. 14" in page
    assert not {word for word in ("Annexe", "RGPD", "directive (UE)", "Code du travail") if word in page}


def test_the_effect_is_shown_before_anything_is_set(cast, visit):
    Walk(cast)
    answer = visit(cast.nina, REPLY, sent(20))
    page = read(answer)
    assert answer.status_code == 200 and not Parameter.objects.exists()
    assert "1 dossier ouvert garde sa valeur." in page
    # From Monday 7 December 2026: ten days end on Thursday 17; twenty on a Sunday, so on Monday 28; overseas five more.
    assert "jusqu’au 17 décembre 2026" in page and "jusqu’au 28 décembre 2026" in page
    assert "jusqu’au 22 décembre 2026" in page and "jusqu’au 4 janvier 2027" in page


def test_what_is_set_counts_for_cases_that_are_opened_from_then_on(cast, visit):
    before = Walk(cast)
    answer = visit(cast.nina, REPLY, sent(20, save="yes"))
    assert (answer.status_code, answer.url) == (303, LIST)
    row = Parameter.objects.get()
    assert (row.key, row.value, row.by, row.valid_from) == ("REPLY_WARNING", 20, cast.nina, MONDAY)
    after = Walk(cast, at=MONDAY + days(0.1))
    assert [walk.in_review().in_hearing().case.notice.window_days for walk in (before, after)] == [10, 20]


def test_a_second_click_sets_nothing_more(cast, visit):
    for _ in range(2):
        assert visit(cast.nina, REPLY, sent(20, save="yes")).status_code == 303
    assert Parameter.objects.count() == 1


def test_the_page_says_who_set_what_and_when(cast, visit):
    Parameter.objects.set("TRAINING_REQUIRED", 1, by=cast.noah, at=MONDAY)
    page = read(visit(cast.nina, "/reglages/training-required/", at=MONDAY + days(1)))
    assert "oui, le 7 décembre 2026 à 10" in page and "Noah" in page


def test_a_national_officer_finds_the_way_there(cast, visit):
    assert f'href="{LIST}"' in visit(cast.nina, ROOM).content.decode()
