"""A log says what failed and where, and nothing about anybody."""

import logging
import sys
from types import SimpleNamespace

import pytest

from alteram.logs import Discreet


@pytest.fixture
def line():
    def format_record(message, *arguments, name="django.request", exc_info=None, **extra):
        record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, arguments, exc_info)
        record.__dict__.update(extra)
        return Discreet().format(record)

    return format_record


def test_a_path_with_a_tracking_code_stays_out(line):
    request = SimpleNamespace(method="GET", resolver_match=SimpleNamespace(view_name="my-report"))
    said = line("Not Found: %s", "/mes-signalements/7KQM-X2R9-B4TD-H6NW/", request=request, status_code=404)
    assert "GET my-report → 404" in said
    assert "7KQM" not in said


def test_the_words_of_an_exception_stay_out_and_its_place_stays(line):
    name = "jean"
    try:
        raise ValueError(name)
    except ValueError:
        said = line("Something failed", exc_info=sys.exc_info())
    assert "ValueError" in said and "test_logs.py" in said
    assert name not in said


def test_the_arguments_of_a_task_stay_out(line):
    data = {"name": "notifications.tasks.deliver", "description": "failed", "exc": "jean", "args": "jean"}
    said = line("%(name)s %(exc)s", data, name="celery.app.trace", data=data)
    assert "task notifications.tasks.deliver failed" in said
    assert "jean" not in said
