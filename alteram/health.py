"""`/healthz`: whether this installation can take a report now, and whether what it promised to send is leaving."""

from datetime import datetime
from typing import Any

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Min
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import DataKey
from notifications.models import BY_WIRE, Delivery, Heartbeat

STALE_AFTER = 120  # seconds: the worker's heart beats every 30
LATE_AFTER = 600  # seconds: by then an e-mail that the mail server does not take has failed five times


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """503 when database or broker is down or a key is lost; a silent worker and late mail are told, pages work."""
    now: datetime = request.now  # type: ignore[attr-defined]
    told: dict[str, Any] = {"database": _database(), "broker": _broker()}
    if told["database"] == "up":
        told |= {"keys": "lost" if DataKey.objects.lost() else "there"}
        told |= {"outbox": _outbox(now), "worker": _worker(now)}
    is_up = told["database"] == told["broker"] == "up" and told["keys"] == "there"
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


def _outbox(now: datetime) -> dict[str, Any]:
    """Since when the oldest e-mail waits to leave, put off again and again or not; null when none does."""
    told_of = Delivery.objects.waiting(*BY_WIRE).filter(notice__created_at__lte=now)
    told = told_of.aggregate(oldest=Min("notice__created_at"))["oldest"]
    age = (now - told).total_seconds() if told else None
    return {"mail": "late" if age is not None and age > LATE_AFTER else "leaving", "oldest_seconds": age}


def _worker(now: datetime) -> dict[str, Any]:
    beaten = Heartbeat.last("worker")
    age = (now - beaten).total_seconds() if beaten else None
    return {"heartbeat": "fresh" if age is not None and age < STALE_AFTER else "stale", "age_seconds": age}
