"""An officer's digest: once a day, a number and a link; nothing for nothing new, and nothing that a page hides."""

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import Body, Member, Person
from cases.digest import news
from cases.mornings import make_round
from notifications import tasks
from notifications.models import Delivery, Letter, Notice

from .cast import JOINED_ON, MONDAY, Walk, a_report, days

TUESDAY, WEDNESDAY = MONDAY + days(1), MONDAY + days(2)


def digests():
    """{officer: number} of all digests, by the text that was sent."""
    rows = Notice.objects.filter(letter__act="digest").select_related("letter", "recipient").order_by("pk")
    return [(one.recipient.name, int(one.letter.body.split()[0])) for one in rows]


def counts(at, since=None, *people):
    return {person.name: news(person, since=since or at - days(1), at=at) for person in people}


def test_a_report_makes_no_row_for_any_officer(walk):
    assert {one.recipient.name for one in Notice.objects.select_related("recipient")} == {"Camille"}
    assert Delivery.objects.count() == 1


def test_the_next_morning_each_officer_of_its_holder_has_one_e_mail(walk):
    a_report(walk.cast.marie, at=MONDAY + days(0.1))
    make_round(at=TUESDAY)
    assert digests() == [("Alice", 2), ("Bob", 2)]
    make_round(at=TUESDAY + timedelta(hours=3))
    make_round(at=WEDNESDAY)
    assert len(digests()) == 2


def test_a_report_of_nobody_s_federation_is_news_of_the_national_office(cast):
    Walk(cast, federation=None)
    make_round(at=TUESDAY)
    assert digests() == [("Nina", 1), ("Noah", 1), ("Nora", 1)]


@pytest.mark.parametrize(("language", "text"), [
    ("fr", "1 nouveauté vous attend dans votre file."), ("en", "1 new item is waiting in your queue."),
])  # fmt: skip
def test_it_says_a_number_and_leads_to_the_queue(walk, settings, monkeypatch, language, text):
    """In the officer's language, by the outbox, without a bell and without a line among the notices."""
    Person.objects.update(language=language)
    make_round(at=TUESDAY)
    monkeypatch.setattr(tasks, "now", lambda: TUESDAY)
    tasks.deliver()
    to_alice = [one for one in mail.outbox if one.to == ["alice@example.org"]]
    prefix = "" if language == "fr" else "/en"
    assert len(to_alice) == 1
    assert text in to_alice[0].body and f"{settings.ADDRESS}{prefix}/file/\n" in to_alice[0].body
    for secret in (walk.reference, walk.code, "jean", "Camille", "Loiret"):
        assert secret.lower() not in f"{to_alice[0].subject}{to_alice[0].body}".lower()
    assert Notice.objects.waiting_for(walk.cast.alice) == 0
    assert not Notice.objects.of(walk.cast.alice).exists()
    assert Delivery.objects.get(notice__recipient=walk.cast.alice).channel == "digest"


def test_nothing_new_is_no_e_mail(walk):
    make_round(at=TUESDAY)
    make_round(at=WEDNESDAY)
    assert [name for name, _count in digests()] == ["Alice", "Bob"]


def test_after_an_outage_of_days_one_digest_tells_of_all_of_them(cast):
    make_round(at=MONDAY)
    for number in range(4):
        Walk(cast, at=MONDAY + days(number) + timedelta(hours=1))
    make_round(at=MONDAY + days(5))
    assert digests() == [("Alice", 4), ("Bob", 4)]


# Who gets none --------------------------------------------------------------------------------------------------------


def test_who_is_away_or_out_of_office_gets_none(walk, cast):
    cast.alice.appointments.update(absent_until=TUESDAY.date())
    cast.bob.appointments.get().end(at=MONDAY)
    make_round(at=TUESDAY)
    assert digests() == []
    walk.joined = a_report(cast.marie, at=WEDNESDAY - timedelta(hours=1))
    make_round(at=WEDNESDAY)
    assert [name for name, _count in digests()] == ["Alice"]


def test_who_is_away_from_one_office_and_in_another_gets_it(walk, cast):
    cast.alice.appointments.update(absent_until=WEDNESDAY.date())
    body = Body.objects.get(code="45")
    cast.alice.appointments.model.objects.appoint(cast.alice, body, "decider", starts_on=(MONDAY - days(30)).date())
    make_round(at=TUESDAY)
    assert "Alice" in [name for name, _count in digests()]


def test_members_superusers_and_who_has_no_address_get_none(walk, cast):
    cast.bob.email = None
    cast.bob.save()
    make_round(at=TUESDAY)
    assert [name for name, _count in digests()] == ["Alice"]


# What is not counted --------------------------------------------------------------------------------------------------


def test_no_number_tells_an_officer_of_a_case_against_him_or_her(cast):
    """Nor of one that he or she reported, assists in, or stepped aside from: the queue hides it too."""
    walk = Walk(cast)
    alice = Member.objects.create(number="A-alice", person=cast.alice, federation_id="45", joined_on=JOINED_ON)
    walk.do("identify_author", cast.bob, later=0.01, member=alice)
    a_report(cast.bob, at=MONDAY + days(0.1), address=walk.case.post.address)
    assert counts(TUESDAY, None, cast.alice, cast.bob) == {"Alice": 0, "Bob": 0}
    make_round(at=TUESDAY)
    assert digests() == []


def test_what_one_s_own_colleagues_did_is_not_new(walk, cast):
    walk.identified().do("note", cast.bob, text="Vu.", is_opinion=False)
    assert counts(walk.at, walk.at - timedelta(hours=1), cast.alice) == {"Alice": 0}


def test_what_is_closed_is_not_new(walk, cast):
    walk.dismissed()
    assert counts(walk.at, None, cast.alice) == {"Alice": 0}


def test_another_federation_hears_nothing(walk, cast):
    assert counts(TUESDAY, None, cast.olga, cast.nina, cast.paul, cast.dora, cast.jean) == dict.fromkeys(
        ("Olga", "Nina", "Paul", "Dora", "Jean"), 0
    )


# What is --------------------------------------------------------------------------------------------------------------


def test_what_a_party_said_is_new(walk, cast):
    walk.in_review().in_hearing().opened()
    since = walk.at
    walk.do("reply", cast.jean, text="Je plaisantais.")
    assert counts(walk.at, since, cast.bob) == {"Bob": 1}


def test_what_another_body_handed_on_is_new(walk, cast):
    walk.in_review()
    since = walk.at
    walk.referred()
    assert counts(walk.at, since, cast.alice, cast.nina) == {"Alice": 0, "Nina": 1}


def test_a_claim_that_came_back_is_new_however_late_the_clock_was(walk, cast):
    walk.identified().do("claim", cast.alice)
    walk.tick(12)
    assert counts(walk.at, None, cast.alice, cast.bob) == {"Alice": 1, "Bob": 1}


def test_a_notice_of_a_case_that_others_hold_is_counted_until_it_is_read(walk, cast):
    walk.in_review().suspended(days=30)
    since = walk.at
    walk.opened()
    assert counts(walk.at, since, cast.bob) == {"Bob": 1}
    Notice.objects.filter(recipient=cast.bob).update(read_at=walk.at)
    assert counts(walk.at, since, cast.bob) == {"Bob": 0}


def test_a_notice_that_rang_is_not_announced_again(walk, cast):
    walk.in_review().suspended(days=30).opened()
    since = walk.at
    walk.proposed("lift").signed("lift_measure")
    effect = Notice.objects.filter(recipient=cast.alice, letter__act="effect").latest("pk")
    assert effect.deliveries.exists()
    assert counts(walk.at, since, cast.alice) == {"Alice": 0}


def test_a_deadline_is_counted_three_days_and_one_day_before(walk, cast):
    """Seven days for a first look: the fourteenth; and none of those between or after."""
    due = walk.case.due_at
    found = {before: counts(due - days(before), None, cast.alice)["Alice"] for before in (4, 3, 2, 1, 0)}
    assert found == {4: 0, 3: 1, 2: 0, 1: 1, 0: 0}


def test_a_proposal_is_news_of_whoever_may_sign_it(walk, cast):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension")
    since = walk.at
    walk.proposed(by=cast.noah)
    assert counts(walk.at, since, cast.noah, cast.nora) == {"Noah": 0, "Nora": 1}


def test_a_letter_to_post_is_news_of_whoever_holds_the_case(walk, cast):
    walk.in_review().suspended(days=30)
    assert counts(walk.at, walk.at - timedelta(hours=1), cast.nora, cast.alice) == {"Nora": 1, "Alice": 1}
    walk.do("post_letters", cast.nina, tracking="")
    assert counts(walk.at, walk.at - days(1.5), cast.nora) == {"Nora": 0}


def test_an_appeal_is_news_of_the_panel(walk, cast):
    walk.in_review().in_deliberation().warned().opened()
    since = walk.at
    walk.appealed()
    assert counts(walk.at, since, cast.paul) == {"Paul": 1}
    assert Letter.objects.filter(act="appeal_filed", audience="panel").exists()
