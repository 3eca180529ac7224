"""/healthz says what works, what waits and what is silent."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alteram.local.servers import valkey
from notifications.models import Heartbeat

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


def test_all_is_up_and_nobody_has_beaten_yet(client, broker):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "up",
        "database": "up",
        "broker": "up",
        "outbox": {"oldest_due_seconds": None},
        "worker": {"heartbeat": "stale", "age_seconds": None},
    }


@pytest.mark.parametrize(("age", "heartbeat"), [(30, "fresh"), (300, "stale")])
def test_a_silent_worker_is_told_and_pages_still_serve(client, broker, age, heartbeat):
    Heartbeat.objects.create(name="worker", at=timezone.now() - timedelta(seconds=age))
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["worker"]["heartbeat"] == heartbeat
    assert answer.json()["worker"]["age_seconds"] == pytest.approx(age, abs=10)


def test_health_is_read_and_never_kept(client, broker):
    assert client.post("/healthz").status_code == 405
    assert "no-store" in client.get("/healthz")["Cache-Control"]


def test_health_tells_nobody_who(client, broker):
    assert "sessionid" not in client.get("/healthz").cookies
