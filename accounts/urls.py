"""The addresses of who the organisation is."""

from django.urls import path

from .views import bodies, identity, offices

# Files, the same in every language
files = [
    path("identite/<slug:digest>.css", identity.sheet, name="identity-sheet"),
    path("identite/<slug:digest>/<slug:which>.png", identity.image, name="identity-image"),
]
urlpatterns = [
    path("reglages/identite/", identity.edit, name="identity"),
    path("reglages/fonctions/", offices.bodies, name="offices-by-body"),
    path("reglages/fonctions/<slug:code>/", offices.offices, name="offices"),
    path("reglages/fonctions/<slug:code>/<int:pk>/", offices.office, name="office"),
    path("reglages/federations/", bodies.bodies, name="bodies"),
    path("reglages/federations/<slug:code>/", bodies.body, name="body"),
    path("mon-absence/", offices.my_absence, name="my-absence"),
]
