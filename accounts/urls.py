"""The addresses of who the organisation is."""

from django.urls import path

from .views import identity

# Files, the same in every language
files = [
    path("identite/<slug:digest>.css", identity.sheet, name="identity-sheet"),
    path("identite/<slug:digest>/<slug:which>.png", identity.image, name="identity-image"),
]
urlpatterns = [
    path("reglages/identite/", identity.edit, name="identity"),
]
