"""Where each body is written to: shown in letters, set by the national office, with what it was before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ..answers import SeeOther, refuse_others
from ..forms import ContactForm
from ..models import Body, Contact
from ..request import Request


@login_required
@require_GET
def bodies(request: Request) -> HttpResponse:
    """The three that stand alone, then every federation."""
    refuse_others(request)
    rows = sorted(Body.objects.exclude(code=Body.PRACTICE), key=lambda body: body.kind == Body.Kind.FEDERATION)
    return render(request, "settings/bodies.html", {"bodies": rows})


@login_required
@require_http_methods(["GET", "POST"])
def body(request: Request, code: str) -> HttpResponse:
    """One of them. 409 when somebody else has changed it meanwhile."""
    refuse_others(request)
    with transaction.atomic():
        rows = Body.objects.select_for_update() if request.method == "POST" else Body.objects.all()
        found = get_object_or_404(rows, code=code)
        form = ContactForm(request.POST if request.method == "POST" else None, body=found)
        return answered(request, form)


def answered(request: Request, form: ContactForm) -> HttpResponse:
    found = form.body
    if not form.is_bound:
        return shown(request, form)
    if not form.is_valid():
        return shown(request, form, status=422)
    address = form.cleaned_data["contact"]
    if address != found.contact and form.is_stale:
        form.add_error(None, _("Quelqu’un vient de changer cette adresse : elle est %(now)s.") % {"now": found.contact})
        return shown(request, form, status=409)
    if address != found.contact:
        Contact.objects.change(found, address, by=request.user, at=request.now)
        messages.success(request, _("L’adresse est changée, pour les lettres à venir."))
    return SeeOther(reverse("bodies"))


def shown(request: Request, form: ContactForm, *, status: int = 200) -> HttpResponse:
    page: dict[str, Any] = {"body": form.body, "form": form}
    page["history"] = form.body.contacts.select_related("by").order_by("-at", "-pk")
    return render(request, "settings/body.html", page, status=status)
