"""Letters as they were sent, on a page and on paper: to their readers, and to those who work on the case."""

import pytest

from cases.models import Reading
from notifications.models import Delivery, Letter, Notice, Template

from ...sheets import opened, packed, previewed, words
from ..cast import days
from ..tellings import UPHELD
from .browsing import read


def to_jean(walk, cast, act="grievances"):
    return Notice.objects.select_related("letter__template").get(
        recipient=cast.jean, topic=walk.reference, letter__act=act
    )


def doors(walk, cast, notice):
    """Where a letter to Jean stands on paper: his own door, and that of officers."""
    return (
        f"/mon-dossier/{walk.reference}/lettres/{notice.pk}/pdf/",
        f"/dossiers/{walk.reference}/lettres/{notice.pk}/pdf/",
    )


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["camille", "marie", "olga", "paul", "dora", "root"])
def test_to_others_no_letter_is_there(walk, cast, visit, who):
    notice = to_jean(walk.in_review().in_hearing().opened(), cast)
    here = f"/dossiers/{walk.reference}/lettres/"
    for path in (*doors(walk, cast, notice), here, f"{here}{notice.pk}/", f"/notifications/{notice.pk}/pdf/"):
        assert visit(getattr(cast, who), path, at=walk.at).status_code == 404
    assert {one.purpose for one in Reading.objects.filter(person=getattr(cast, who))} <= {"refused 404"}


def test_the_person_has_no_door_of_officers_and_officers_none_of_the_person(walk, cast, visit):
    mine, theirs = doors(walk, cast, to_jean(walk.in_review().in_hearing().opened(), cast))
    assert visit(cast.jean, theirs, at=walk.at).status_code == 404
    assert visit(cast.alice, mine, at=walk.at).status_code == 404


def test_a_letter_that_waits_to_be_opened_is_not_on_paper_either_for_its_reader(walk, cast, visit):
    mine, theirs = doors(walk, cast, notice := to_jean(walk.in_review().in_hearing(), cast))
    assert visit(cast.jean, mine, at=walk.at).status_code == 404
    assert visit(cast.jean, f"/notifications/{notice.pk}/pdf/", at=walk.at).status_code == 404
    assert Notice.objects.get(pk=notice.pk).read_at is None and walk.case.served_at is None
    assert visit(cast.alice, theirs, at=walk.at).status_code == 200
    assert walk.case.served_at is None


def test_whose_case_went_up_does_not_read_its_letters_any_more(walk, cast, visit):
    notice = to_jean(walk.in_review().informed().referred(), cast, "removal_requested")
    assert visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at).status_code == 200
    assert visit(cast.alice, doors(walk, cast, notice)[1], at=walk.at).status_code == 404
    assert visit(cast.nina, doors(walk, cast, notice)[1], at=walk.at).status_code == 200


def test_no_officer_has_the_letter_of_who_reported(walk, cast, visit):
    notice = Notice.objects.get(recipient=cast.camille, letter__act="received_open")
    walk.in_review()
    for topic in (walk.reference, walk.code):
        assert visit(cast.alice, f"/dossiers/{topic}/lettres/{notice.pk}/", at=walk.at).status_code == 404
    assert notice.letter.title not in read(visit(cast.alice, f"/dossiers/{walk.reference}/lettres/", at=walk.at))


def test_a_stranger_signs_in_first(walk, cast, visit):
    mine, theirs = doors(walk, cast, to_jean(walk.in_review().in_hearing().opened(), cast))
    for path in (mine, theirs):
        assert visit(None, path, at=walk.at).url == f"/compte/login/?next={path}"


# On paper -------------------------------------------------------------------------------------------------------------


def test_both_sides_have_one_file_of_the_very_text_that_the_page_shows(walk, cast, visit):
    notice = to_jean(walk.in_review().in_hearing().opened(), cast)
    mine, theirs = (
        visit(who, path, at=walk.at)
        for who, path in zip((cast.jean, cast.alice), doors(walk, cast, notice), strict=True)
    )
    assert mine.content == theirs.content
    assert mine["Content-Type"] == "application/pdf"
    assert mine["Content-Disposition"] == f'inline; filename="{notice.letter.sha256[:16]}.pdf"'
    assert "private" in mine["Cache-Control"]
    assert previewed(notice.letter.title, notice.letter.body) in words(mine.content)
    page = read(visit(cast.jean, f"/mon-dossier/{walk.reference}/lettres/{notice.pk}/", at=walk.at))
    assert previewed(notice.letter.title, notice.letter.body) in packed(page)
    assert packed(f"Jean Loiret, le {notice.letter.sent_at:%-d} décembre 2026") in words(mine.content)
    assert notice.letter.sha256 in words(mine.content)


def test_who_reported_has_hers_without_the_place_that_would_tell_who_decides(walk, cast, visit):
    notice = Notice.objects.get(recipient=cast.camille, letter__act="received_open")
    answer = visit(cast.camille, f"/notifications/{notice.pk}/pdf/", at=walk.at)
    assert packed("Camille Le 7 décembre 2026") in words(answer.content)
    assert (
        f'href="/notifications/{notice.pk}/pdf/"'
        in visit(cast.camille, f"/notifications/{notice.pk}/").content.decode()
    )


PANEL = "Commission des recours"


@pytest.mark.parametrize(
    ("act", "place"), [("decision_appeal", PANEL), ("panel_seated", PANEL), ("decision_warning", "Loiret")]
)
def test_a_letter_says_which_body_wrote_it(walk, cast, act, place):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("propose_result", cast.paul, **UPHELD)
    walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    assert to_jean(walk, cast, act).letter.dateline.startswith(f"{place}, le ")


def test_whoever_must_post_a_letter_prints_it_for_who_has_no_account(walk, cast, visit):
    cast.jean.email = None
    cast.jean.save()
    notice = to_jean(walk.in_review().in_hearing(), cast)
    step = visit(cast.alice, f"/dossiers/{walk.reference}/post_letters/", at=walk.at)
    here = doors(walk, cast, notice)[1]
    assert f'href="{here}"' in step.content.decode()
    assert packed("Jean") in words(visit(cast.alice, here, at=walk.at).content)
    assert Delivery.objects.to_post().count() == 1


def test_a_letter_in_english_is_printed_in_english(walk, cast, visit):
    cast.jean.language = "en"
    cast.jean.save()
    notice = to_jean(walk.in_review().in_hearing(), cast)
    pdf = visit(cast.alice, doors(walk, cast, notice)[1], at=walk.at).content
    assert opened(pdf).trailer["/Root"]["/Lang"] == "en"
    assert (
        packed(f"Loiret, {notice.letter.sent_at:%-d} December 2026") in words(pdf)
        and "Page 1 of 2" in opened(pdf).pages[0].extract_text()
    )


def test_an_erased_letter_is_on_paper_no_more(walk, cast, visit):
    notice = to_jean(walk.in_review().in_hearing().opened(), cast)
    Letter.objects.filter(pk=notice.letter_id).update(title="", body="", erased_at=walk.at)
    for who, path in zip((cast.jean, cast.alice), doors(walk, cast, notice), strict=True):
        assert visit(who, path, at=walk.at).status_code == 404
    page = read(visit(cast.alice, f"/dossiers/{walk.reference}/lettres/{notice.pk}/", at=walk.at))
    assert "a été effacé" in page and packed(notice.letter.sha256) in packed(page)


# What proves it -------------------------------------------------------------------------------------------------------


def test_the_officer_sees_the_digest_and_the_version_of_the_template(walk, cast, visit):
    notice = to_jean(walk.in_review().in_hearing(), cast)
    page = read(visit(cast.alice, f"/dossiers/{walk.reference}/lettres/{notice.pk}/", at=walk.at))
    assert packed(notice.letter.sha256) in packed(page)
    assert "Modèle version 1, texte d’origine" in page


def test_the_version_is_that_of_the_day_though_there_is_a_newer_one(walk, cast, visit):
    notice = to_jean(walk.in_review().in_hearing(), cast)
    old = notice.letter.template
    Template.objects.create(act=old.act, audience=old.audience, language=old.language, number=2, title="Autre",
                            body="Autre", by=cast.noah, valid_from=walk.at)  # fmt: skip
    page = read(visit(cast.alice, f"/dossiers/{walk.reference}/lettres/{notice.pk}/", at=walk.at))
    assert "version 1, texte d’origine" in page and "Autre" not in page


def test_every_letter_to_the_person_is_listed_and_says_whether_it_was_handed_over(walk, cast, visit):
    walk.in_review().in_hearing()
    here = f"/dossiers/{walk.reference}/lettres/"
    assert f'href="{here}"' in visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at).content.decode()
    assert "pas encore remise" in read(visit(cast.alice, here, at=walk.at))
    page = read(visit(cast.alice, here, at=walk.opened().at))
    assert "remise le" in page and "pas encore remise" not in page
    assert page.count("Jean ·") == Notice.objects.filter(topic=walk.reference, letter__audience="concerned").count()


def test_reading_a_letter_is_written_down(walk, cast, visit):
    notice = to_jean(walk.in_review().in_hearing(), cast)
    visit(cast.alice, doors(walk, cast, notice)[1], at=walk.at + days(0.1))
    assert Reading.objects.get(person=cast.alice).purpose == f"letter {notice.pk}"
