"""post_letters: what goes on paper is printed and sent, and the case says so."""

from cases.models import Case
from notifications.models import Delivery
from notifications.post import without_ringing
from tests.beginnings import beginning

from ..cast import days
from .promises import entry, forbidden, form, refused, says, told_by

TYPED = {"tracking": "RK 0000 0000 0 FR"}


def paper(**which):
    return Delivery.objects.filter(channel="post", **which).order_by("pk")


@beginning
def suspended(walk):
    """By a letter that is not open yet."""
    return walk.in_review().suspended(days=30)


@beginning
def on_paper(cast, walk):
    """Jean has no e-mail: he is written to."""
    cast.jean.email = None
    cast.jean.save()
    return walk


def test_only_who_holds_the_case_posts_its_letters(suspended):
    forbidden(suspended, "post_letters", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **TYPED)


def test_nothing_is_posted_that_does_not_wait_for_it(walk, cast):
    assert "Aucune lettre" in refused(walk.in_review().in_hearing(), "post_letters", cast.alice, **TYPED)


def test_a_suspension_goes_on_paper_at_once_and_to_the_person_alone(suspended, cast):
    assert [(one.notice.recipient, one.notice.letter.act) for one in paper()] == [(cast.jean, "decision_suspension")]
    assert list(Case.objects.tab("to_post", {"national"}, by=cast.nina, at=suspended.at)) == [suspended.case]
    assert list(Case.objects.tab("to_post", {"45"}, by=cast.alice, at=suspended.at)) == []


def test_it_is_sent_once_under_its_number_and_recorded(suspended, cast):
    basis = suspended.case.basis
    case = suspended.do("post_letters", cast.nina, **TYPED)
    assert list(paper().values_list("sent_at", "tracking", "attempts")) == [(suspended.at, TYPED["tracking"], 1)]
    assert (case.basis, case.state, case.served_at) == (basis, "suspended", case.served_at)
    assert (entry(suspended).step, entry(suspended).content.answers) == ("post_letters", TYPED)
    assert told_by(suspended) == {}
    assert list(Case.objects.tab("to_post", {"national"}, by=cast.nina, at=suspended.at)) == []
    assert "Aucune lettre" in refused(suspended, "post_letters", cast.nina, **TYPED)


def test_the_record_of_its_delivery_begins_with_its_number(suspended, cast):
    suspended.do("post_letters", cast.nina, **TYPED)
    assert form(suspended, "record_service", cast.nina, None)["tracking"].initial == TYPED["tracking"]


def test_what_was_handed_over_needs_no_more_posting(suspended, cast):
    served = suspended.at + days(1)
    suspended.do("record_service", cast.nina, later=2, how="by_hand", served_at=served, tracking="")
    assert list(paper().values_list("sent_at", flat=True)) == [served]


def test_a_registered_letter_leaves_though_it_was_opened_here(suspended):
    """«Annexe I-6, art. 9»: a suspension is served by whichever comes first, and posted all the same."""
    suspended.opened()
    assert paper(sent_at=None).count() == 1


def test_what_stays_unopened_for_a_week_goes_on_paper_once(walk, cast):
    walk.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    assert not paper().exists()
    walk.tick(10).tick(10)
    assert [(one.notice.recipient, one.notice.letter.act) for one in paper()] == [(cast.jean, "grievances")]


def test_opened_after_all_it_need_not_be_posted_any_more(walk):
    walk.in_review().in_hearing().tick(8).opened()
    assert not paper().exists()


def test_opened_after_it_was_posted_it_was_posted(walk, cast):
    walk.in_review().in_hearing().tick(8).do("post_letters", cast.alice, **TYPED)
    walk.opened()
    assert paper(sent_at__isnull=False).count() == 1


def test_who_has_no_e_mail_gets_every_letter_on_paper_and_no_ring(on_paper, cast):
    on_paper.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    served = on_paper.at
    on_paper.do("record_service", cast.alice, how="letter", served_at=served, tracking="RK 1")
    told = cast.jean.notices.values_list("letter__act", flat=True)
    assert set(told) == {"grievances", "served"}
    assert Delivery.objects.filter(notice__recipient=cast.jean).exclude(channel="post").count() == 0
    assert paper().count() == len(told)
    assert {one.channel for one in Delivery.objects.filter(notice__recipient=cast.carl)} <= {"email"}


def test_a_letter_of_a_closed_case_is_posted_too(on_paper, cast):
    on_paper.in_review().informed().dismissed()
    assert [one.notice.letter.act for one in on_paper.case.letters_to_post] == [
        "removal_requested",
        "decision_no_action",
    ]
    on_paper.do("post_letters", cast.alice, **TYPED)
    assert on_paper.case.letters_to_post == []


def test_a_past_that_is_written_down_leaves_nothing_to_post(walk, cast):
    with without_ringing():
        walk.in_review().suspended(days=30)
    assert not Delivery.objects.filter(notice__recipient=cast.jean).exists()


def test_the_form_asks_for_a_number_and_takes_none(suspended, cast):
    assert says(suspended, "post_letters", cast.nina, TYPED) == {}
    assert says(suspended, "post_letters", cast.nina, {}) == {}
    assert list(says(suspended, "post_letters", cast.nina, {"tracking": "x" * 41})) == ["tracking"]
