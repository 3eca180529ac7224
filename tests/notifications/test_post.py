"""Telling is part of the act: the same words for all of one language, written with it or not at all."""

import hashlib
import logging
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Person
from notifications.models import Delivery, Letter, Notice
from notifications.post import Unwritable, compose, hint, put_on_paper, send_out, without_ringing
from notifications.tasks import deliver

from .conftest import NOON, WORDS, mailing

pytestmark = pytest.mark.usefixtures("templates")


def test_one_occasion_never_tells_an_audience_twice(tell, jean, emma):
    occasion = uuid4()
    tell(jean, occasion=occasion)
    with pytest.raises(IntegrityError), transaction.atomic():
        tell(jean, occasion=occasion)
    tell(jean, occasion=occasion, audience="office")
    tell(emma, occasion=occasion)
    assert Letter.objects.filter(occasion=occasion).count() == 3


def test_a_variable_that_the_audience_has_not_is_named_with_its_template(jean):
    with pytest.raises(Unwritable, match=r"news\.reader \(fr, 1\) asks for \$facts"):
        send_out([mailing(jean, words=lambda language: {"subject": "rien"})], at=NOON)
    assert not Letter.objects.exists()


def test_a_letter_that_nobody_wrote_is_named(jean):
    with pytest.raises(Unwritable, match=r"no letter news\.nobody in 'fr'"):
        send_out([mailing(jean, audience="nobody")], at=NOON)


def test_what_is_undone_told_nobody(jean):
    with transaction.atomic():
        send_out([mailing(jean)], at=NOON)
        transaction.set_rollback(True)
    assert not Letter.objects.exists()
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


def test_a_notice_leads_inside(jean):
    for path in ("https://elsewhere.example/", "//elsewhere.example/", ""):
        with pytest.raises(IntegrityError), transaction.atomic():
            send_out([mailing(jean, path=path)], at=NOON)


def test_each_reads_in_his_or_her_own_language(jean, emma, paul):
    letters = send_out([mailing(emma, jean, paul)], at=NOON)
    assert [letter.title for letter in letters] == ["News of la réunion", "Des nouvelles de la réunion"]
    told = Notice.objects.values_list("recipient__name", "letter__language")
    assert set(told) == {("Jean Exemple", "fr"), ("Emma Sample", "en"), ("Paul Papier", "fr")}


def test_words_are_asked_once_for_each_language(jean, paul, emma):
    asked = []
    send_out([mailing(jean, paul, emma, words=lambda language: asked.append(language) or WORDS)], at=NOON)
    assert asked == ["en", "fr"]


def test_a_door_is_rung_at_or_a_letter_goes_on_paper_or_neither(tell, jean, paul):
    tell(jean, paul, by_post=[paul])
    doors = Delivery.objects.order_by("pk").values_list("notice__recipient", "channel")
    assert list(doors) == [(jean.pk, "email"), (paul.pk, "post")]
    tell(jean, ring=None)
    assert Delivery.objects.count() == 2


def test_who_is_written_to_besides_has_both(tell, jean):
    tell(jean, by_post=[jean])
    assert set(Delivery.objects.values_list("channel", flat=True)) == {"email", "post"}


def test_who_can_be_reached_by_no_door_is_tried_so_that_it_shows(tell, paul):
    tell(paul)
    assert Delivery.objects.get().channel == "email"


def test_what_goes_on_paper_later_does_so_once(tell, jean):
    notices = tell(jean)
    for _again in range(2):
        put_on_paper(notices, at=NOON)
    [paper] = Delivery.objects.to_post()
    assert (paper.notice.recipient, paper.due_at) == (jean, NOON)
    Delivery.objects.posted(at=NOON, tracking="RK 1")
    put_on_paper(notices, at=NOON)
    assert list(Delivery.objects.filter(channel="post").values_list("sent_at", "tracking")) == [(NOON, "RK 1")]
    assert not Delivery.objects.get(channel="email").sent_at


def test_a_digest_is_its_own_e_mail_and_nothing_to_read_here(tell, jean):
    [notice] = tell(jean, topic="", path="/file/", ring=Delivery.Channel.DIGEST)
    assert notice.read_at == NOON
    assert list(Notice.objects.of(jean)) == []
    assert Delivery.objects.get().channel == "digest"


def test_a_past_that_is_written_down_rings_at_no_door(tell, jean):
    with without_ringing():
        tell(jean)
    assert (Notice.objects.count(), Delivery.objects.count()) == (1, 0)
    tell(jean)
    assert Delivery.objects.count() == 1


def test_somebody_named_twice_is_told_once(tell, jean):
    again = Person.objects.get(pk=jean.pk)
    assert len(tell(jean, again)) == 1


def test_a_preview_is_the_letter_to_the_byte(jean):
    one = mailing(jean)
    draft = compose(one, "fr")
    [letter] = send_out([one], at=NOON)
    letter.refresh_from_db()
    assert (draft.title, draft.body, draft.sha256, draft.template) == (
        letter.title, letter.body, letter.sha256, letter.template,
    )  # fmt: skip
    assert letter.sha256 == hashlib.sha256(f"{letter.title}\n\n{letter.body}".encode()).hexdigest()


def statements(*recipients):
    with CaptureQueriesContext(connection) as seen:
        send_out([mailing(*recipients), mailing(*recipients, audience="office")], at=NOON)
    return [query["sql"] for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_a_hundred_cost_as_much_as_one(jean):
    crowd = [Person(email=f"{n}@example.org", name=f"{n}", language="fr" if n % 2 else "en") for n in range(50)]
    crowd = Person.objects.bulk_create(crowd)
    statements(jean)  # texts are read once
    assert len(statements(jean)) == len(statements(*crowd)) == 4


def test_nobody_to_tell_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert send_out([], at=NOON) == []


def test_the_worker_is_called_once_all_is_committed(tell, jean, paul, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as called:
        tell(jean)
    assert called == [hint]
    with django_capture_on_commit_callbacks() as called:
        tell(paul, by_post=[paul])
    assert called == []


def test_a_dead_broker_is_a_line_in_the_log_and_nothing_else(committed, tell, jean, monkeypatch, caplog):
    """A port on which nothing listens; the line says nothing of whom or what."""
    dead = deliver.app.connection_for_write("redis://127.0.0.1:1/0")
    monkeypatch.setattr(deliver, "delay", lambda: deliver.apply_async(connection=dead))
    with caplog.at_level(logging.WARNING), transaction.atomic():
        tell(jean)
    assert Delivery.objects.count() == 1
    assert [record.getMessage() for record in caplog.records] == ["The broker did not take a hint: OperationalError"]
