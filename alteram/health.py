"""`/healthz`: whether this installation can take a report now, and whether what it promised to send is leaving."""

from datetime import datetime
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from notifications.models import BY_WIRE, Delivery, Heartbeat

STALE_AFTER = 120  # seconds: the worker's heart beats every 30


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 when the database or the broker is down; a silent worker is told, not punished: pages still work."""
    now: datetime = request.now  # type: ignore[attr-defined]
    told: dict[str, Any] = {"database": _database(), "broker": _broker()}
    if told["database"] == "up":
        told |= {"outbox": _outbox(now), "worker": _worker(now)}
    is_up = told["database"] == told["broker"] == "up"
    return JsonResponse({"status": "up" if is_up else "down", **told}, status=200 if is_up else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "down"
    return "up"


def _broker() -> str:
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1) as broker:
            broker.ping()
    except redis.RedisError:
        return "down"
    return "up"


def _outbox(now: datetime) -> dict[str, float | None]:
    """The age in seconds of the delivery that has been due the longest; null when none is."""
    waiting = Delivery.objects.waiting(*BY_WIRE).filter(due_at__lte=now).order_by("due_at")
    oldest = waiting.values_list("due_at", flat=True).first()
    return {"oldest_due_seconds": (now - oldest).total_seconds() if oldest else None}


def _worker(now: datetime) -> dict[str, Any]:
    beaten = Heartbeat.last("worker")
    age = (now - beaten).total_seconds() if beaten else None
    return {"heartbeat": "fresh" if age is not None and age < STALE_AFTER else "stale", "age_seconds": age}
