"""/healthz says what works, what waits and what is silent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alteram.local.servers import valkey
from notifications.models import Delivery, Heartbeat
from tests.cases.cast import MONDAY, a_report, assemble

pytestmark = pytest.mark.django_db


@pytest.fixture
def broker(tmp_path, settings):
    with valkey(tmp_path) as settings.CELERY_BROKER_URL:
        yield


@pytest.fixture
def no_broker(settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"


def test_a_broker_that_is_down_is_told_with_503(client, no_broker):
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["broker"], answer.json()["database"]) == ("down", "down", "up")


def test_a_lost_key_is_told_with_503(client, broker, settings):
    settings.CONTENT_KEYS = {"another": b"0" * 32}
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["status"], answer.json()["keys"], answer.json()["database"]) == ("down", "lost", "up")


def test_all_is_up_and_nobody_has_beaten_yet(client, broker):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "up",
        "database": "up",
        "broker": "up",
        "keys": "there",
        "outbox": {"mail": "leaving", "oldest_seconds": None},
        "worker": {"heartbeat": "stale", "age_seconds": None},
    }


@pytest.mark.parametrize(("age", "heartbeat"), [(30, "fresh"), (300, "stale")])
def test_a_silent_worker_is_told_and_pages_still_serve(client, broker, age, heartbeat):
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=age))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["worker"]["heartbeat"] == heartbeat
    assert answer.json()["worker"]["age_seconds"] == pytest.approx(age, abs=10)


@pytest.fixture
def told():
    """One who reported is told so by e-mail; `told(minutes=…)` ago."""

    def telling(**ago):
        a_report(assemble().camille, at=timezone.now() - timedelta(**ago))
        return Delivery.objects.get()

    return telling


@pytest.mark.parametrize(("minutes", "mail"), [(9, "leaving"), (11, "late")])
def test_mail_that_is_put_off_again_and_again_is_late(client, broker, told, minutes, mail):
    told(minutes=minutes).put_off(at=timezone.now())
    assert Delivery.objects.get().due_at > timezone.now()
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"], answer.json()["outbox"]["mail"]) == (200, "up", mail)
    assert answer.json()["outbox"]["oldest_seconds"] == pytest.approx(minutes * 60, abs=30)


@pytest.mark.parametrize("end", [{"sent_at": MONDAY}, {"failed_at": MONDAY}, {"channel": "post"}], ids=str)
def test_what_does_not_wait_for_the_mail_server_is_not_late(client, broker, told, end):
    told(days=3)
    Delivery.objects.update(**end)
    assert client.get("/healthz").json()["outbox"] == {"mail": "leaving", "oldest_seconds": None}


def test_health_is_read_and_never_kept(client, broker):
    assert client.post("/healthz").status_code == 405
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_health_tells_nobody_who(client, broker):
    assert "sessionid" not in client.get("/healthz").cookies
