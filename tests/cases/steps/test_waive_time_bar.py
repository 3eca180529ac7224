"""waive_time_bar: the national office lets a post be examined that is too old, for a reason that the person reads."""

from datetime import date

import pytest

from cases.models import ArticleVersion
from notifications.models import Letter
from tests.beginnings import beginning

from ..cast import article
from .promises import entry, forbidden, refused, says, stale, told_by

SAID = {"why": "Les menaces n’ont été découvertes qu’à l’ouverture du procès."}
OLD = date(2023, 11, 6)
QUOTED = {"content_date": OLD, "quote": "On te trouvera."}


@beginning
def old(walk, cast):
    """A post of three years and a month ago, by somebody who was a member then."""
    member = cast.jean.member
    member.joined_on = date(2020, 1, 15)
    member.save()
    return walk.identified()


@pytest.fixture
def ancient_rules(db, monkeypatch):
    """The charter was in force then."""
    monkeypatch.setattr(ArticleVersion, "in_force_on", lambda *_: True)


def test_only_the_national_office_makes_an_exception(old):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root"]
    forbidden(old, "waive_time_bar", *names, **SAID)


def test_without_it_an_old_post_is_not_prosecuted(old, cast):
    refused(old, "open_review", cast.alice, field="content_date", article=article(), **QUOTED)


def test_it_is_made_once_and_before_anything_is_notified(old, cast):
    old.do("waive_time_bar", cast.nina, **SAID)
    assert "déjà" in refused(old, "waive_time_bar", cast.nora, **SAID)


def test_not_from_a_hearing(walk, cast):
    stale(walk.in_review().in_hearing(), "waive_time_bar", cast.nina, **SAID)


def test_whoever_is_asked_to_step_aside_makes_none(old, cast):
    old.asked_aside(cast.nina)
    assert "récusation" in refused(old, "waive_time_bar", cast.nina, **SAID)


def test_the_post_is_examined_and_the_person_reads_why(language, old, cast, ancient_rules):
    basis = old.case.basis
    case = old.do("waive_time_bar", cast.nina, **SAID)
    assert (case.state, case.basis, told_by(old)) == ("reported", basis, {})
    assert (entry(old).role, entry(old).content.why) == ("national", SAID["why"])
    old.do("open_review", cast.alice, article=article(), **QUOTED)
    old.in_hearing()
    body = Letter.objects.get(act="grievances").body
    assert SAID["why"] in body
    assert ("plus de 3 ans" if language == "fr" else "more than 3 years") in body


def test_of_no_exception_no_word(walk):
    walk.in_review().in_hearing()
    assert "elle est examinée" not in Letter.objects.get(act="grievances").body


def test_what_was_closed_is_not_reopened_by_it(old, cast):
    """New evidence reopens nothing once three years are over: an exception is made where a case begins."""
    old.do("waive_time_bar", cast.nina, **SAID)
    old.do("open_review", cast.alice, article=article(), **QUOTED)
    old.dismissed()
    evidence = {"why": "Une pièce.", "evidence": "Une vidéo le montre."}
    assert "trop ancienne" in refused(old, "reopen", cast.nora, **evidence)


def test_the_form_asks_why(old, cast):
    assert list(says(old, "waive_time_bar", cast.nina, {})) == ["why"]
