"""The addresses of the product, in French; /en/… serves the same pages in English."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from .views import (
    afterwards,
    case,
    catalogue,
    concerned,
    identity,
    intake,
    letters,
    pieces,
    public,
    quality,
    queue,
    report,
    reporter,
    settings,
    share,
    templates,
    workshops,
)


def image(route: str, view: Callable[..., HttpResponseBase], name: str) -> list[URLPattern]:
    """An image, and beside it its thumbnail, which needs no name: `parts/capture.html` shows the one for the other."""
    return [path(route, view, name=name), path(f"{route}vignette/", view, {"small": True})]


urlpatterns = [
    path("", public.home, name="home"),
    path("charte/", public.charter, name="charter"),
    path("accessibilite/", public.footer_page, {"page": "accessibility"}, name="accessibility"),
    path("donnees-personnelles/", public.footer_page, {"page": "personal_data"}, name="personal-data"),
    path("aide/", public.footer_page, {"page": "help"}, name="help"),
    path("suivi/", public.track, name="track"),
    path("signaler/", report.publication, name="report"),
    path("signaler/regle/", report.rule, name="report-rule"),
    path("signaler/meme-publication/", report.same, name="report-same"),
    path("signaler/verifier/", report.check, name="report-check"),
    path("signaler/recommencer/", report.start_over, name="report-start-over"),
    path("signaler/partage/", share.share, name="report-share"),
    path("signaler/recu/<str:code>/", report.receipt, name="report-receipt"),
    *image("captures/<slug:sha256>/", pieces.held_capture, "held-capture"),
    path("mes-signalements/", reporter.my_reports, name="my-reports"),
    path("mes-signalements/<str:code>/", reporter.my_report, name="my-report"),
    path("mes-signalements/<str:code>/avis/", afterwards.of_reporter, name="my-report-afterwards"),
    path("mes-signalements/<str:code>/<slug:name>/", reporter.my_report_step, name="my-report-step"),
    *image("mes-signalements/<str:code>/captures/<int:number>/", pieces.my_capture, "my-capture"),
    path("file/", queue.queue, name="queue"),
    path("file/signalement-recu/", intake.received, name="intake"),
    path("file/signalement-recu/<uuid:token>/", intake.receipt, name="intake-receipt"),
    path("file/signalement-recu/<uuid:token>/pdf/", intake.receipt_pdf, name="intake-receipt-pdf"),
    path("file/dossier-d-office/", intake.own_initiative, name="own-initiative"),
    path("dossiers/<str:reference>/", case.case, name="case"),
    path("dossiers/<str:reference>/lettres/", letters.case_letters, name="case-letters"),
    path("dossiers/<str:reference>/lettres/<int:pk>/", letters.case_letter, name="case-letter"),
    path("dossiers/<str:reference>/lettres/<int:pk>/pdf/", letters.case_letter_pdf, name="case-letter-pdf"),
    path("dossiers/<str:reference>/lettres/<int:pk>/cle/", letters.first_key, name="case-first-key"),
    path("dossiers/<str:reference>/identite/<int:pk>/", identity.identity, name="case-identity"),
    path("dossiers/<str:reference>/<slug:name>/", case.step, name="step"),
    *image("dossiers/<str:reference>/pieces/<int:number>/<int:version>/", pieces.piece, "piece"),
    path("national/qualite/", quality.quality, name="quality"),
    path("reglages/", settings.limits, name="settings"),
    path("reglages/ateliers/", catalogue.catalogue, name="catalogue"),
    path("reglages/ateliers/nouveau/", catalogue.new_workshop, name="catalogue-new-workshop"),
    path("reglages/ateliers/<int:pk>/", catalogue.workshop, name="catalogue-workshop"),
    path("reglages/ateliers/<int:pk>/seance/", catalogue.new_session, name="catalogue-new-session"),
    path("reglages/seances/<int:pk>/", catalogue.session, name="catalogue-session"),
    path("reglages/lettres/", templates.letter_templates, name="letter-templates"),
    path(
        "reglages/lettres/<slug:act>/<slug:audience>/<slug:language>/",
        templates.letter_template,
        name="letter-template",
    ),
    path("reglages/<slug:name>/", settings.limit, name="setting"),
    path("ateliers/", workshops.workshops, name="workshops"),
    path("ateliers/<int:pk>/", workshops.session, name="session"),
    path("ateliers/<int:pk>/reserver/", workshops.take_place, name="session-book"),
    path("ateliers/<int:pk>/annuler/", workshops.free_place, name="session-give-back"),
    path("ateliers/<int:pk>/rendez-vous.ics", workshops.in_calendar, name="session-calendar"),
    path("mon-dossier/", concerned.my_cases, name="my-cases"),
    path("mon-dossier/<str:reference>/", concerned.my_case, name="my-case"),
    path("mon-dossier/<str:reference>/avis/", afterwards.of_concerned, name="my-case-afterwards"),
    path("mon-dossier/<str:reference>/rendez-vous.ics", concerned.my_hearing, name="my-hearing"),
    path("mon-dossier/<str:reference>/lettres/<int:pk>/", concerned.my_letter, name="my-letter"),
    path("mon-dossier/<str:reference>/lettres/<int:pk>/texte/", concerned.my_letter_text, name="my-letter-text"),
    path("mon-dossier/<str:reference>/lettres/<int:pk>/pdf/", concerned.my_letter_pdf, name="my-letter-pdf"),
    *image("mon-dossier/<str:reference>/pieces/<int:number>/", pieces.my_piece, "my-piece"),
    path("mon-dossier/<str:reference>/<slug:name>/", concerned.my_step, name="my-step"),
]
