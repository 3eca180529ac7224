"""An officer hides parts of an image; what results waits on the form of `redact`, which alone discloses anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request

from ..captures import NotACapture, covered, preview, size_of
from ..door import moved_on, objection
from ..forms.boxes import Drawing, boxes_in, corners
from ..forms.holder import Redact
from ..grammar import Refused, TooMany
from ..models import Case, PieceVersion
from .answers import SeeOther, lately
from .held import Held
from .pace import keeps_pace, put_off, too_many_captures
from .pieces import HEADERS, note_opening, opened_or_404


@login_required
@require_http_methods(["GET", "POST"])
def redaction(request: Request, reference: str, number: int) -> HttpResponse:
    """GET draws, as its address says; POST keeps the image for the step. Whoever may not take the step gets neither."""
    case, original, refusal = sought(request, reference, number)
    with timezone.override(case.zone):
        page = RedactionPage(request, case, original)
        if refusal:
            return page.closed(refusal)
        return page.post() if request.method == "POST" else page.get()


@login_required
@require_GET
def redaction_image(request: Request, reference: str, number: int) -> HttpResponse:
    """The original with the boxes of the address, at full size: opening it is written down as ever."""
    case, original, refusal = sought(request, reference, number)
    if refusal:
        raise Http404
    if not keeps_pace(request, "previews"):
        late = too_many_captures(request)
        return put_off(HttpResponse(status=late.status), late, now=request.now)
    try:
        with opened_or_404(original) as file:
            shown = preview(file, boxes_in(request.GET), next(corners(request.GET), None))
    except (ValueError, NotACapture) as nothing:
        raise Http404 from nothing
    note_opening(request, case, number, original.number)
    return HttpResponse(shown, content_type="image/jpeg", headers=HEADERS)


def sought(request: Request, reference: str, number: int) -> tuple[Case, PieceVersion, Refused | None]:
    """The case, the first version of a piece of it that is an image, and what closes the step now.

    Raises Http404 for whoever does not read the case and for what is no image, PermissionDenied for who reads only.
    """
    readable = Case.objects.seen_by(request.user, at=request.now).for_page()
    case = get_object_or_404(readable, reference=reference)
    refusal = objection(case, "redact", by=request.user, at=request.now)
    images = PieceVersion.objects.filter(piece__in=case.pieces.standing().captures(), number=1)
    original = get_object_or_404(images.select_related("piece"), piece__number=number)
    return case, original, refusal


@dataclass
class RedactionPage:
    """One image of one case, looked at by an officer who may disclose it."""

    request: Request
    case: Case
    original: PieceVersion

    def get(self) -> HttpResponse:
        drawing = self.drawing(self.request.GET)
        return self.shown(drawing, status=422 if drawing.form.errors else 200)

    def post(self) -> HttpResponse:
        """409 if the case moved, 422 without a box, 429 too often; each with every box still there."""
        drawing = self.drawing(self.request.POST)
        if drawing.seen != self.case.basis:
            since, drawing.seen = drawing.seen, self.case.basis
            return self.shown(drawing, status=409, conflict=moved_on(), changes=lately(self.case, since))
        if not drawing.boxes:
            drawing.refuse(_("Rien n’est encore caché : posez un cadre au moins, puis utilisez l’image."))
        if drawing.form.errors:
            return self.shown(drawing, status=422)
        if not keeps_pace(self.request, "captures"):
            return self.too_many(drawing, too_many_captures(self.request))
        return self.used(drawing)

    def used(self, drawing: Drawing) -> HttpResponse:
        """The image waits where an uploaded one would, instead of any that waited."""
        held = Held(self.request, about=self.case.reference)
        with opened_or_404(self.original) as file:
            capture = covered(file, drawing.boxes)
        held.let_go(held.files())
        held.put(capture)
        messages.success(self.request, _("L’image est prête. Relisez-la, puis enregistrez la version communicable."))
        return SeeOther(self.step)

    def closed(self, refusal: Refused) -> HttpResponse:
        """The sentence of the step; no image with it."""
        context = {"case": self.case, "ask": Redact, "refusal": refusal, "back": self.home}
        return render(self.request, "cases/step.html", context, status=409 if self.request.method == "POST" else 200)

    def too_many(self, drawing: Drawing, refusal: TooMany) -> HttpResponse:
        drawing.refuse(str(refusal))
        return put_off(self.shown(drawing, status=refusal.status), refusal, now=self.request.now)

    def shown(self, drawing: Drawing, *, status: int, **more: Any) -> HttpResponse:
        context = {"case": self.case, "piece": self.original.piece, "drawing": drawing, "form": drawing.form,
                   "back": self.home, "step": self.step, **more}  # fmt: skip
        return render(self.request, "cases/redaction.html", context, status=status)

    def drawing(self, asked: Any) -> Drawing:
        """Raises Http404 when the file is not there any more."""
        with opened_or_404(self.original) as file:
            return Drawing(asked, size_of(file), self.case.basis)

    @property
    def home(self) -> str:
        return reverse("case", args=[self.case.reference])

    @property
    def step(self) -> str:
        return reverse("step", args=[self.case.reference, "redact"])
