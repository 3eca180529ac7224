"""A letter opens alone, as a page and as plain text: the same text, the one that was sent, in either language."""

import hashlib
import re
from html import unescape

import pytest

from accounts.models import Person
from notifications.models import Letter, Notice, Template

from ..cast import Walk
from .browsing import title


@pytest.fixture(params=["fr", "en"])
def language(request, cast):
    Person.objects.update(language=request.param)
    return request.param


def notice_of(person, act):
    return Notice.objects.select_related("letter").get(recipient=person, letter__act=act)


def address(walk, notice, rest=""):
    return f"/mon-dossier/{walk.reference}/lettres/{notice.pk}/{rest}"


def words(markup):
    return unescape(re.sub(r"<[^>]+>", " ", markup)).split()


def shown(answer):
    """The words of the letter on its sheet; what keeps a reference on one line parts no words."""
    sheet = re.search(r'<article class="letter".*?</article>', answer.content.decode(), re.DOTALL)[0]
    return words(re.sub(r'<span class="ref">(.*?)</span>', r"\1", sheet))


def written(letter):
    """Its words without the marks of the layout."""
    return words(re.sub(r"^(?:#{2,3} |- |> ?)", "", letter.text.replace("<", "&lt;"), flags=re.MULTILINE))


@pytest.fixture
def decided(cast):
    return Walk(cast).in_review().in_deliberation().warned().opened()


# Whose it is ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ["", "texte/"])
@pytest.mark.parametrize("who", ["alice", "nina", "camille", "marie", "carl", "root"])
def test_nobody_else_opens_it(decided, cast, visit, who, rest):
    notice = notice_of(cast.jean, "decision_warning")
    assert visit(getattr(cast, who), address(decided, notice, rest), at=decided.at).status_code == 404


@pytest.mark.parametrize("rest", ["", "texte/"])
def test_one_that_waits_is_not_there(cast, visit, rest):
    walk = Walk(cast).in_review().in_hearing()
    waiting = notice_of(cast.jean, "grievances")
    for path in (address(walk, waiting, rest), f"/notifications/{waiting.pk}/texte/"):
        assert visit(cast.jean, path, at=walk.at).status_code == 404
    assert walk.case.served_at is None
    walk.opened()
    assert visit(cast.jean, address(walk, waiting, rest), at=walk.at).status_code == 200


def test_a_letter_of_another_case_is_not_of_this_one(decided, cast, visit):
    other = Walk(cast).in_review().informed()
    notice = Notice.objects.get(recipient=cast.jean, topic=other.reference)
    assert visit(cast.jean, address(decided, notice), at=other.at).status_code == 404
    assert visit(cast.jean, address(other, notice), at=other.at).status_code == 200


def test_who_assists_opens_his_own_copy(cast, visit):
    walk = Walk(cast).in_review().informed()
    walk.do("name_counsel", cast.jean, person=cast.carl)
    walk.in_hearing().opened()
    his = notice_of(cast.carl, "grievances")
    assert visit(cast.carl, address(walk, his), at=walk.at).status_code == 200
    assert visit(cast.carl, address(walk, notice_of(cast.jean, "grievances")), at=walk.at).status_code == 404


# The same text --------------------------------------------------------------------------------------------------------


def test_page_and_plain_text_are_the_letter_that_was_sent(language, decided, cast, visit):
    prefix = "" if language == "fr" else "/en"
    for act in ("grievances", "served", "decision_warning"):
        for notice in Notice.objects.filter(recipient=cast.jean, letter__act=act).select_related("letter"):
            page = visit(cast.jean, f"{prefix}{address(decided, notice)}", at=decided.at)
            plain = visit(cast.jean, f"{prefix}{address(decided, notice, 'texte/')}", at=decided.at)
            assert shown(page) == written(notice.letter)
            assert title(page).startswith(notice.letter.title)
            assert plain.content.decode() == notice.letter.text
            assert hashlib.sha256(plain.content).hexdigest() == notice.letter.sha256
            assert plain["Content-Type"] == "text/plain; charset=utf-8"
            assert notice.letter.sha256 in page.content.decode().replace(" ", "").replace("\u202f", "")
            assert notice.letter.language == language


def test_those_of_the_notice_centre_too(language, decided, cast, visit):
    prefix = "" if language == "fr" else "/en"
    for notice in Notice.objects.filter(is_legal=False).select_related("letter", "recipient"):
        page = visit(notice.recipient, f"{prefix}/notifications/{notice.pk}/", at=decided.at)
        plain = visit(notice.recipient, f"{prefix}/notifications/{notice.pk}/texte/", at=decided.at)
        assert shown(page) == written(notice.letter)
        assert hashlib.sha256(plain.content).hexdigest() == notice.letter.sha256


def test_what_was_sent_stays_what_it_was(decided, cast, visit):
    """Another version of the text, and another name of the person, change nothing that was written."""
    before = Letter.objects.get(act="decision_warning")
    old = before.template
    Template.objects.create(act=old.act, audience=old.audience, language=old.language, number=old.number + 1,
                            title="Autre titre", body="Autre texte.")  # fmt: skip
    Person.objects.filter(pk=cast.bob.pk).update(name="Robert")
    plain = visit(cast.jean, address(decided, notice_of(cast.jean, "decision_warning"), "texte/"), at=decided.at)
    assert plain.content.decode() == before.text
    assert "Bob" in before.text


def test_once_erased_there_is_no_text_and_the_page_says_so(decided, cast, visit):
    notice = notice_of(cast.jean, "decision_warning")
    Letter.objects.filter(pk=notice.letter_id).update(erased_at=decided.at, title="", body="")
    assert visit(cast.jean, address(decided, notice, "texte/"), at=decided.at).status_code == 404
    assert "a été effacé" in visit(cast.jean, address(decided, notice), at=decided.at).content.decode()


# The way there --------------------------------------------------------------------------------------------------------


def test_each_letter_of_the_list_leads_to_its_own_page(decided, cast, visit):
    page = visit(cast.jean, f"/mon-dossier/{decided.reference}/", at=decided.at).content.decode()
    for notice in Notice.objects.filter(recipient=cast.jean):
        assert f'href="{address(decided, notice)}"' in page


def test_and_so_on_the_side_of_who_reported(decided, cast, visit):
    page = visit(cast.camille, f"/mes-signalements/{decided.code}/", at=decided.at).content.decode()
    for notice in Notice.objects.filter(recipient=cast.camille):
        assert f'href="/notifications/{notice.pk}/"' in page
