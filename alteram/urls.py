"""Every address begins here: French without a prefix, English under /en/."""

from allauth.account.decorators import secure_admin_login
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path

import accounts.urls
from alteram import first_visit, preferences
from alteram.health import healthz
from alteram.sign_in import no_such_page

# The admin signs in as everybody does, second factor and limits included.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    *accounts.urls.files,
    *i18n_patterns(
        re_path("^compte/(?:email|confirm-email|password/set|login/code)/", no_such_page),
        path("compte/", include("allauth.urls")),
        path("premiere-visite/", first_visit.key, name="first-visit"),
        path("premiere-visite/compte/", first_visit.account, name="first-visit-account"),
        path("mes-preferences/", preferences.page, name="preferences"),
        path("admin/", admin.site.urls),
        path("", include("accounts.urls")),
        path("", include("notifications.urls")),
        path("", include("cases.urls")),
        prefix_default_language=False,
    ),
]
