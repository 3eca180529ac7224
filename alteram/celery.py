"""The Celery application: worker and beat read their settings where Django does."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alteram.settings")

app = Celery("alteram")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
