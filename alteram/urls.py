"""Every address begins here: French without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from alteram.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    *i18n_patterns(
        path("compte/", include("allauth.urls")),
        path("admin/", admin.site.urls),
        path("", include("notifications.urls")),
        path("", include("cases.urls")),
        prefix_default_language=False,
    ),
]
