"""reply: as often as one likes, until the window ends."""

import hashlib

from notifications.models import Delivery, Letter
from tests.beginnings import beginning

from ..cast import days
from .promises import entry, forbidden, form, refused, says, spoil, stale, told_by

SAID = {"text": "Je plaisantais."}
SECOND = days(1 / 86400)


@beginning
def ready(walk):
    return walk.in_review().in_hearing().opened()


def test_nobody_else_answers(ready):
    names = ["camille", "marie", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "root"]
    forbidden(ready, "reply", *names, **SAID)


def test_nothing_is_answered_before_the_letter_is_opened(walk, cast):
    walk.in_review().in_hearing()
    assert "pas encore remise" in refused(walk, "reply", cast.jean, **SAID)


def test_an_answer_is_kept_with_its_fingerprint_and_receipt(language, ready, cast):
    case = ready.do("reply", cast.jean, **SAID)
    reply = case.grievances.get().replies.get()
    assert (reply.text, reply.is_final, reply.is_waiver, reply.received_at) == (
        "Je plaisantais.", False, False, ready.at,
    )  # fmt: skip
    assert reply.sha256 == hashlib.sha256(SAID["text"].encode()).hexdigest()
    assert (case.state, case.last_word_at, case.basis) == ("hearing", None, case.version)
    assert told_by(ready) == {"jean": ["reply_received.concerned"], "alice": ["reply_received.in_charge"]}
    assert all(reply.sha256 in letter.body for letter in Letter.objects.filter(act="reply_received"))
    assert entry(ready).role == "concerned"


def test_it_is_completed_as_often_as_one_likes(ready, cast):
    ready.do("reply", cast.jean, **SAID)
    ready.do("reply", cast.jean, text="Et je regrette.")
    assert ready.case.grievances.get().replies.count() == 2


def test_counsel_answers_too(ready, cast):
    ready.do("name_counsel", cast.jean, person=cast.carl)
    ready.do("reply", cast.carl, **SAID)
    assert entry(ready).role == "counsel"
    assert told_by(ready) == {
        "jean": ["reply_received.concerned"], "carl": ["reply_received.concerned"],
        "alice": ["reply_received.in_charge"],
    }  # fmt: skip


def test_an_answer_rings_at_nobody_s_door_and_is_told_to_nobody_else_in_office(ready, cast):
    ready.do("release", cast.alice, why="Congés.")
    ready.do("reply", cast.jean, **SAID)
    assert told_by(ready) == {"jean": ["reply_received.concerned"]}
    assert not Delivery.objects.filter(notice__letter__act="reply_received").exists()


def test_the_last_moment_of_the_window_is_in_it(ready, cast):
    ready.at = ready.case.window_ends_at
    ready.do("reply", cast.jean, later=-1 / 86400, **SAID)
    assert ready.case.grievances.get().replies.count() == 1


def test_after_the_window_the_case_is_under_deliberation(ready, cast):
    ready.at = ready.case.window_ends_at
    stale_at = ready.tick(1 / 86400)
    stale(stale_at, "reply", cast.jean, **SAID)
    assert ready.case.state == "deliberation"


def test_a_window_kept_open_by_a_hearing_still_takes_no_more_text(ready, cast):
    ready.do("ask_hearing", cast.jean)
    ready.tick(20)
    assert "terminé" in refused(ready, "reply", cast.jean, **SAID)


def test_a_window_that_stands_still_takes_what_is_written(ready, cast):
    ready.do("disown_account", cast.jean, why="Pas moi.")
    ready.tick(20)
    ready.do("reply", cast.jean, **SAID)
    assert ready.case.was_replied_to()


def test_a_suspended_member_answers_like_everybody(walk, cast):
    walk.in_review().referred().proposed("interim", days=30, ground="risk").signed("impose_interim").opened()
    walk.in_hearing(cast.nina, "suspension").opened().do("reply", cast.jean, **SAID)
    assert walk.case.was_replied_to()


def test_a_member_who_lost_his_membership_answers_too(ready, cast):
    cast.jean.member.left_on = ready.at.date()
    cast.jean.member.save()
    ready.do("reply", cast.jean, **SAID)


def test_a_case_that_has_no_window_takes_no_answer(ready, cast):
    spoil(ready, served_at=None)
    refused(ready, "reply", cast.jean, **SAID)


def test_the_form_takes_two_pages_and_no_more(ready, cast):
    assert says(ready, "reply", cast.jean, {"text": "x" * 10000}) == {}
    for wrong in ("", " ", "x" * 10001, "x" * 2_000_000, "a\x00b"):
        assert list(says(ready, "reply", cast.jean, {"text": wrong})) == ["text"]
    asked = form(ready, "reply", cast.jean, {"text": "a\r\nb\u202ec"})
    assert asked.is_valid() and asked.answers == {"text": "a\nb[U+202E]c"}
