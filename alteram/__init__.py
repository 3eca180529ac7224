"""The project: settings, addresses, the task application, and what starts them."""

from alteram.celery import app as celery_app

__all__ = ["celery_app"]
