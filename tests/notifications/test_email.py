"""An e-mail rings and says nothing; one that cannot leave holds up no other, and a silent server nobody."""

import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from accounts.models import Person
from notifications import channels, tasks
from notifications.channels import message, ring
from notifications.models import Delivery, Heartbeat

from .conftest import NOON

pytestmark = pytest.mark.django_db
LEASE, SPARE = timedelta(minutes=2), timedelta(minutes=1)
SECRETS = ["Jean", "Exemple", "réunion", "45-2026", "mon-dossier", "nouvelles", "long", "news"]


class Server(BaseEmailBackend):
    """A mail server that refuses some, and counts who calls."""

    refuses, calls, hangs_up, took = set(), 0, 0, []
    answers, dies_at_goodbye = True, False

    def open(self):
        if not Server.answers:
            raise ConnectionRefusedError
        if not getattr(self, "is_open", False):
            self.is_open = True
            Server.calls += 1

    def close(self):
        Server.hangs_up += getattr(self, "is_open", False)
        self.is_open = False
        if Server.dies_at_goodbye:
            raise SMTPServerDisconnected

    def send_messages(self, messages):
        for one in messages:
            if one.to[0] in Server.refuses:
                raise Server.refuses[one.to[0]]
            Server.took.append(one)
        return len(messages)


@pytest.fixture
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Server"
    fresh = {"refuses": {}, "calls": 0, "hangs_up": 0, "took": [], "answers": True, "dies_at_goodbye": False}
    for name, value in fresh.items():
        monkeypatch.setattr(Server, name, value)
    return Server


@pytest.fixture
def crowd(tell):
    tell(*Person.objects.bulk_create([Person(email=f"{n}@example.org", name=f"{n}") for n in range(4)]))


def claim(at=NOON):
    return Delivery.objects.claim(50, at=at, lease=LEASE)


def ring_at(batch, *moments):
    """Each look at the clock gives the next moment, and the last one for ever."""
    shown = list(moments or [NOON])
    return ring(batch, clock=lambda: shown.pop(0) if len(shown) > 1 else shown[0], spare=SPARE)


@pytest.mark.parametrize(
    "failure", [SMTPRecipientsRefused({}), ValueError("bad header"), TimeoutError(), KeyError("bug")]
)
def test_one_that_fails_holds_up_no_other(server, crowd, failure):
    server.refuses["1@example.org"] = failure
    assert ring_at(claim())
    assert [one.to for one in server.took] == [["0@example.org"], ["2@example.org"], ["3@example.org"]]
    refused = Delivery.objects.get(sent_at=None)
    assert (refused.attempts, refused.leased_until) == (1, None)
    assert refused.due_at > NOON


def test_a_log_line_names_neither_person_nor_words(server, crowd, caplog):
    server.refuses["1@example.org"] = SMTPRecipientsRefused({"1@example.org": (550, b"1@example.org unknown")})
    ring_at(claim())
    assert "SMTPRecipientsRefused" in caplog.text
    assert "example.org" not in caplog.text


def test_a_server_that_does_not_answer_is_asked_once(server, crowd):
    """All wait for their next try, and the worker is free for other work."""
    server.answers = False
    assert not ring_at(claim())
    assert set(Delivery.objects.values_list("attempts", "leased_until", "sent_at")) == {(1, None, None)}


def test_a_server_that_goes_away_in_between_is_called_again(server, crowd):
    server.refuses["1@example.org"] = SMTPServerDisconnected()
    server.dies_at_goodbye = True
    assert ring_at(claim())
    assert (server.calls, len(server.took)) == (2, 3)


def test_a_batch_is_one_connection(server, crowd):
    assert ring_at(claim())
    assert (server.calls, server.hangs_up, len(server.took)) == (1, 1, 4)


def test_what_the_lease_no_longer_covers_is_left_to_another(server, crowd):
    assert not ring_at(claim(), NOON, NOON, NOON + SPARE + timedelta(seconds=1))
    assert len(server.took) == 1
    assert server.hangs_up == 1
    left = Delivery.objects.filter(sent_at=None)
    assert set(left.values_list("attempts", "leased_until")) == {(0, NOON + LEASE)}


def test_what_left_after_its_lease_is_said_in_the_log(server, crowd, caplog):
    batch = claim()
    ring_at(batch, NOON, NOON + LEASE)
    assert "after its lease" not in caplog.text
    ring_at(batch, NOON, NOON + LEASE + timedelta(seconds=1))
    assert str(batch[0].message_id) in caplog.text and "after its lease" in caplog.text


def test_somebody_without_an_address_by_now_is_given_up(server, tell, jean):
    tell(jean)
    Person.objects.update(email=None)
    assert ring_at(claim())
    assert server.took == []
    assert Delivery.objects.get().failed_at == NOON


def test_sent_is_known_before_the_next_is_tried(server, crowd, monkeypatch):
    known = []
    send = Server.send_messages

    def watched(self, messages):
        known.append(Delivery.objects.exclude(sent_at=None).count())
        return send(self, messages)

    monkeypatch.setattr(Server, "send_messages", watched)
    ring_at(claim())
    assert known == [0, 1, 2, 3]


@pytest.fixture
def letter(tell, jean):
    tell(jean)
    return message(claim()[0]).message()


def test_an_email_says_nothing_of_whom_or_what(letter):
    del letter["To"]
    whole = letter.as_string() + "".join(part.get_payload(decode=True).decode() for part in letter.get_payload())
    for secret in SECRETS:
        assert secret.lower() not in whole.lower()


def test_an_email_is_small_and_has_one_link(letter, settings):
    assert len(letter.as_bytes()) < 15_000
    for part in letter.get_payload():
        links = re.findall(r"https?://[^\s\"<>]+", part.get_payload(decode=True).decode())
        assert links == [f"{settings.ADDRESS}/notifications/"]
    assert [part.get_content_type() for part in letter.get_payload()] == ["text/plain", "text/html"]


def test_an_email_carries_no_more_than_it_needs(letter):
    assert set(letter.keys()) == {
        "Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted",
    }  # fmt: skip
    assert letter["To"] == "jean@example.org"
    html = letter.get_payload()[1].get_payload(decode=True).decode()
    assert not re.search(r"<img|<script|<link|style=|src=", html)


def test_the_message_id_never_changes(tell, jean, settings):
    settings.HOST = "alteram.example.org"
    tell(jean)
    [first] = claim()
    [again] = claim(at=NOON + LEASE)
    names = {message(one).message()["Message-ID"] for one in (first, again)}
    assert names == {f"<{first.message_id}@alteram.example.org>"}


@pytest.mark.parametrize(
    ("language", "subject", "link"),
    [
        ("fr", "Un message vous attend dans votre espace", "/notifications/"),
        ("en", None, "/en/notifications/"),  # the English subject stands in the catalogue
    ],
)
def test_an_email_is_in_the_reader_s_language(tell, jean, settings, language, subject, link):
    Person.objects.update(language=language)
    channels._ring.cache_clear()
    tell(Person.objects.get())
    written = message(claim()[0])
    assert subject in (None, written.subject)
    assert f"{settings.ADDRESS}{link}\n" in written.body
    assert f'lang="{language}"' in written.alternatives[0].content


def test_the_task_empties_the_outbox_batch_by_batch(crowd, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 3)
    monkeypatch.setattr(tasks, "now", lambda: NOON)
    tasks.deliver()
    assert len(mail.outbox) == 4
    assert set(Delivery.objects.values_list("sent_at", flat=True)) == {NOON}
    tasks.deliver()
    assert len(mail.outbox) == 4


def test_the_task_ends_when_the_server_is_silent(server, crowd, monkeypatch):
    monkeypatch.setattr(tasks, "BATCH", 1)
    monkeypatch.setattr(tasks, "now", lambda: NOON)
    server.answers = False
    tasks.deliver()
    assert Delivery.objects.filter(attempts=1).count() == 1


def test_the_worker_says_that_it_lives(monkeypatch):
    monkeypatch.setattr(tasks, "now", lambda: NOON)
    tasks.beat_heart()
    assert Heartbeat.objects.get(name="worker").at == NOON
