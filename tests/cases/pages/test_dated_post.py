"""The day of a post, where its address tells it: stored with a report, filled in for officers, never imposed."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cases.forms import form_named
from cases.models import Post

from ..cast import MONDAY, Walk, a_report, article
from .browsing import read
from .test_same_publication import told_by_words

LATE = datetime(2026, 12, 1, 23, 30, tzinfo=UTC)  # the 2nd in Loiret
MARK = "Ce jour est lu dans l’adresse de la publication."


def link(at):
    return f"https://x.com/jean_exemple45/status/{(round(at.timestamp() * 1000) - 1_288_834_974_657) << 22}"


@pytest.fixture
def walk(cast):
    return Walk(cast, address=link(LATE)).identified()


def form(walk, step="open_review", by=None):
    return form_named(step)(case=walk.case, by=by or walk.examiner, at=walk.at)


# Where nothing is told ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [
    "https://x.com/jean_exemple45/status/20", link(MONDAY + timedelta(seconds=1)), "https://www.facebook.com/jean/posts/12",
])  # fmt: skip
def test_no_day_is_filled_in_where_the_address_tells_none(cast, visit, address):
    walk = Walk(cast, address=address).identified()
    asked = form(walk)
    assert (asked["content_date"].value(), asked["content_date"].help_text, walk.case.published_on) == (None, "", None)
    assert "D’après son adresse" not in read(visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at))


def test_a_post_told_by_its_words_has_no_day(cast):
    assert told_by_words(cast.camille).case.post.published_at is None


# Where it is told -----------------------------------------------------------------------------------------------------


def test_the_moment_is_stored_with_the_first_report_and_stays(cast, walk):
    assert Post.objects.get().published_at == LATE
    a_report(cast.marie, at=MONDAY + timedelta(days=1), address=link(LATE))
    assert Post.objects.get().published_at == LATE


def test_the_day_is_filled_in_as_it_was_where_the_member_lives_and_says_where_it_is_from(walk, cast, visit):
    page = visit(cast.alice, f"/dossiers/{walk.reference}/open_review/", at=walk.at)
    assert MARK in read(page)
    assert page.context["form"]["content_date"].value() == date(2026, 12, 2)
    assert 'value="2026-12-02"' in page.content.decode()


def test_another_day_is_what_the_officer_types(walk, cast, visit):
    asked = form(walk)
    sent = {"basis": asked["basis"].value(), "token": asked["token"].value(), "article": article().pk, "quote": "Oui."}
    assert visit(cast.alice, path := f"/dossiers/{walk.reference}/open_review/", sent, at=walk.at).status_code == 422
    assert visit(cast.alice, path, {**sent, "content_date": "2026-11-30"}, at=walk.at).status_code == 303
    assert walk.case.content_date == date(2026, 11, 30)
    shown = read(visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at))
    assert "datée du 30 novembre 2026" in shown and "D’après son adresse, publiée le 2 décembre 2026 à 0 h 30." in shown


def test_what_an_officer_dated_is_filled_in_again_and_not_called_the_address(walk, cast):
    walk.do("open_review", cast.alice, article=article(), content_date=date(2026, 11, 30), quote="Oui.")
    asked = form(walk)
    assert (asked["content_date"].value(), asked["content_date"].help_text) == (date(2026, 11, 30), "")


def test_what_the_clock_brought_up_undated_is_filled_in_with_the_grievances(walk, cast):
    walk.tick(15)
    walk.do("add_evidence", cast.nina, text="On te trouvera.", others_visible=False)
    asked = form(walk, "notify_grievances", cast.nina)
    assert asked["content_date"].value() == date(2026, 12, 2) and MARK in str(asked["content_date"].help_text)


def test_the_person_concerned_reads_the_day_that_an_officer_fixed(walk, cast, visit):
    walk.do("open_review", cast.alice, article=article(), content_date=date(2026, 11, 30), quote="On te trouvera.")
    walk.in_hearing().opened()
    shown = read(visit(cast.jean, f"/mon-dossier/{walk.reference}/", at=walk.at))
    assert "30 novembre 2026" in shown and "2 décembre" not in shown
