"""What every answer has, whatever the page."""

import socket
import time

import pytest
from kombu.exceptions import OperationalError

from alteram.celery import app


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nonexistent/", "/en/nonexistent/", "/compte/nonexistent/"])
def test_what_does_not_exist_is_404(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_every_page_forbids_foreign_and_inline_script(client):
    policy = client.get("/nonexistent/")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.django_db
def test_no_cache_keeps_what_somebody_signed_in_reads(client, django_user_model):
    assert "private" not in client.get("/charte/").get("Cache-Control", "")
    client.force_login(django_user_model.objects.create_user("jean@example.org", name="Jean"))
    assert set(client.get("/charte/")["Cache-Control"].split(", ")) == {"private", "no-cache"}


@pytest.mark.django_db
def test_nobody_signs_up_alone(client, django_user_model):
    typed = {"email": "new@example.org", "password1": "a-long-password-2026", "password2": "a-long-password-2026"}
    client.post("/compte/signup/", typed)
    assert not django_user_model.objects.exists()


def test_every_beat_is_a_task_that_exists():
    app.loader.import_default_modules()
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


@pytest.mark.parametrize("listens", [False, True], ids=["down", "silent"])
def test_a_broker_that_does_not_answer_is_given_up_within_seconds(listens):
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if listens:
            silent.listen()
        began = time.monotonic()
        broken = app.connection_for_write(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        with pytest.raises(OperationalError), broken:
            app.send_task("nothing", connection=broken)
        assert time.monotonic() - began < 5
