"""The addresses of what is told."""

from django.urls import path

from . import views

urlpatterns = [
    path("notifications/", views.notices, name="notices"),
    path("notifications/lues/", views.read_all, name="notices-read"),
    path("notifications/<int:pk>/", views.notice, name="notice"),
    path("notifications/<int:pk>/texte/", views.notice_text, name="notice-text"),
    path("notifications/<int:pk>/pdf/", views.notice_pdf, name="notice-pdf"),
    path("notifications/<int:pk>/ouvrir/", views.open_notice, name="notice-open"),
    path("notifications/<int:pk>/lue/", views.read_notice, name="notice-read"),
    path("reglages/bandeau/", views.banners, name="banners"),
    path("reglages/bandeau/<int:pk>/terminer/", views.end_banner, name="banner-end"),
    path("courrier-demo/", views.demo_mailbox, name="demo-mailbox"),
    path("courrier-demo/<slug:name>/", views.demo_mail, name="demo-mail"),
]
