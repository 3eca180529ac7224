"""How a page answers: see-other after a POST, and one way to show any step of any case to whoever may take it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import CharField, ModelChoiceField
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.answers import SeeOther
from accounts.request import Request

from ..calendars import calendar_file
from ..door import already_taken, anew, moved_on, objection, perform, rehearse, steps
from ..forms import StepForm, form_named
from ..grammar import Refused, TooMany
from ..models import Case
from ..templatetags.words import hour
from ..wording import history
from . import reading
from .draft import forget
from .held import Held
from .pace import keeps_pace, put_off, too_many_captures
from .unsent import keep, sent, unsent

MOST_CHANGES = 3  # told to whoever came too late; the case tells all


def calendar_entry(row: str, **entry: Any) -> HttpResponse:
    """A file to keep: neither its name nor a copy on the way tells what it is about."""
    answer = HttpResponse(calendar_file(row, **entry), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="rendez-vous.ics"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def page_of_step(request: Request, case: Case, name: str, *, side: str, back: str, after: str = "") -> HttpResponse:
    """GET shows the step's form, or the sentence that closes it; POST takes it, or shows its letter first.

    `side` names the folder of templates, `back` where the person came from, and stands afterwards unless `after` says
    where. No power is 403 whatever was typed;
    a closed or lost step 409, a bad answer 422, both with everything typed kept.
    """
    ask = form_named(name, side)
    if ask is None or name not in steps():
        raise Http404
    page = StepPage(request, case, name, ask, side, back, after or back)
    return page.post() if request.method == "POST" else page.get()


@dataclass
class StepPage:
    """One step of one case, asked of whoever looks at it."""

    request: Request
    case: Case
    name: str
    ask: type[StepForm]
    side: str
    back: str
    after: str

    def get(self) -> HttpResponse:
        """What was begun here and not sent stands in the form again; on a closed step, to be copied."""
        refusal = self.objection()
        begun = unsent(self.request) if self.ask.keeps() else None
        if refusal:
            return self.shown(None, refusal=refusal, also_typed=begun and words_of(self.ask, begun.typed))
        form = self.form()
        if begun:
            form.take_up(begun.typed)
        return self.shown(form, kept_at=begun and begun.at)

    def post(self) -> HttpResponse:
        """Whatever is signed goes straight to the door, which asks everything itself; the rest is asked here first.

        So is who sends an image: none is drawn anew for whoever may not take the step, nor without end.
        """
        if "keep" in self.request.POST:
            return self.kept()
        if self.request.FILES:
            self.objection()
            if not keeps_pace(self.request, "captures"):
                return self.too_many(too_many_captures(self.request))
        form, typed = self.form(self.request.POST, self.request.FILES), self.request.POST
        is_valid = form.is_valid()
        looks = "edit" in typed or ("preview" in typed and form.previews)
        if is_valid and not looks:
            return self.taken(form)
        refusal = self.objection()
        if already_taken(self.case, form.cleaned_data.get("token"), by=self.request.user):
            return self.done()
        if refusal or (not is_valid and self.is_stale(form)):
            return self.late(form, refusal or moved_on())
        return self.looked_at(form) if is_valid else self.shown(form, status=422)

    def kept(self) -> HttpResponse:
        """What is typed so far stays for its author. A script is told when, in a word; else the page says so."""
        self.objection()
        form = self.form(self.request.POST)
        form.is_valid()
        if already_taken(self.case, form.cleaned_data.get("token"), by=self.request.user):
            return self.done()
        if not keep(self.request):
            return self.shown(form, status=422)
        said = _("Gardé à %(hour)s") % {"hour": hour(timezone.localtime(self.request.now))}
        if self.request.headers.get("Accept") == "text/plain":
            return HttpResponse(said, content_type="text/plain; charset=utf-8")
        messages.success(self.request, f"{said}. {_('Rien n’est envoyé.')}")
        return SeeOther(self.request.path)

    def is_stale(self, form: StepForm) -> bool:
        """An answer may be wrong only because the case that it answers is not there any more."""
        return form.cleaned_data.get("basis") not in (None, self.case.basis)

    def looked_at(self, form: StepForm) -> HttpResponse:
        """Its letter, before it is sent; or the form again, for whoever wants to change a word of it."""
        if "edit" in self.request.POST:
            return self.shown(form)
        try:
            return self.shown(form, letters=rehearse(**self.act(form)))
        except Refused as refusal:
            return self.refused(form, refusal)

    def taken(self, form: StepForm) -> HttpResponse:
        try:
            perform(**self.act(form), token=form.cleaned_data["token"])
        except Refused as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, form.done or history.done(self.name))
        return self.done()

    def done(self) -> HttpResponse:
        forget(self.request, about=self.case.reference)
        if self.request.POST.get("kept"):
            sent(self.request)
        return SeeOther(self.after)

    def refused(self, form: StepForm, refusal: Refused) -> HttpResponse:
        if refusal.status == 409:
            return self.late(form, refusal)
        form.refuse(refusal)
        return self.shown(form, status=refusal.status)

    def too_many(self, refusal: TooMany) -> HttpResponse:
        """429, with everything typed but the images, which nobody looked at."""
        form = self.form(self.request.POST)
        form.refuse(refusal)
        answer = self.shown(form, status=refusal.status, again_at=refusal.again_at)
        return put_off(answer, refusal, now=self.request.now)

    def late(self, form: StepForm, refusal: Refused) -> HttpResponse:
        """409: what changed meanwhile, and everything typed, on the case as it now stands."""
        since = form.cleaned_data.get("basis")
        self.case = anew(self.case)
        again = self.form(self.on_it_now(self.request.POST.copy()), self.request.FILES)
        again.refuse(refusal)
        if not self.is_read():
            without_rows(again)
        unasked = {name: field for name, field in self.ask.base_fields.items() if name not in again.fields}
        return self.shown(
            again, status=409, conflict=refusal, is_open=self.objection() is None,
            changes=self.changes(since),
            also_typed=[(field.label, form.data[name]) for name, field in unasked.items() if form.data.get(name)],
        )  # fmt: skip

    def on_it_now(self, typed: Any) -> Any:
        """What nobody types, the basis and the digest of what is signed, is that of the case which is now shown."""
        fresh = self.form()
        for field in fresh.hidden_fields():
            if field.name != "token":
                typed[field.name] = fresh.initial.get(field.name, "")
        return typed

    def changes(self, since: int | None) -> list[history.Moment]:
        """The last few things done to the case since the form was opened, for whoever reads it now."""
        if self.side != "cases" or self.ask.is_blind or not self.is_read():
            return []
        return lately(self.case, since)

    def shown(self, form: StepForm | None, *, status: int = 200, letters: Any = None, **more: Any) -> HttpResponse:
        """Form, letters to read before signing, or the sentence that closes the step; never two of them."""
        named = self.ask.named(self.case, self.request.user) if form is not None else self.ask.label
        context = {"case": self.case, "ask": self.ask, "named": named, "form": form, "letters": letters,
                   "back": self.back, "is_open": True, "is_kept": self.request.POST.get("kept"), **more}  # fmt: skip
        if self.side == "cases" and form is not None and context["is_open"]:
            context |= reading.before(self.name, self.case, form, letters, at=self.request.now)
        page = "step" if letters is None else "read_letter"
        return render(self.request, f"{self.side}/{page}.html", context, status=status)

    def form(self, data: Any = None, files: Any = None) -> StepForm:
        held = Held(self.request, about=self.case.reference)
        return self.ask(data, files, case=self.case, by=self.request.user, at=self.request.now, held=held)

    def is_read(self) -> bool:
        """Does this person still read the content? Whose case went up knows its header only."""
        readable = Case.objects.seen_by(self.request.user, at=self.request.now)
        return readable.filter(pk=self.case.pk).exists()

    def objection(self) -> Refused | None:
        return objection(self.case, self.name, by=self.request.user, at=self.request.now)

    def act(self, form: StepForm) -> dict[str, Any]:
        """What the door is asked."""
        return {"case": self.case, "name": self.name, "by": self.request.user, "at": self.request.now,
                "seen": form.cleaned_data["basis"], **form.answers}  # fmt: skip


def lately(case: Case, since: int | None) -> list[history.Moment]:
    """The last few things done to the case since this version of it; none where nobody knows since when."""
    newer = case.entries.filter(number__gt=since if since is not None else case.version)
    return history.moments(newer.select_related("content__by").order_by("-number")[:MOST_CHANGES])


def without_rows(form: StepForm) -> None:
    """What was typed stays; what could be chosen, people and rows of the case, is shown to its readers only."""
    for field in form.fields.values():
        if isinstance(field, ModelChoiceField):
            field.queryset = field.queryset and field.queryset.none()


def words_of(ask: type[StepForm], typed: Any) -> list[tuple[Any, str]]:
    """The texts of an answer, each under its question."""
    texts = [(field.label, typed.get(name)) for name, field in ask.base_fields.items() if isinstance(field, CharField)]
    return [(label, text) for label, text in texts if text]


# What may be done on any day of a case, and so stands apart from what leads on.
EVERYDAY = {
    "inform", "defer_information", "waive_time_bar", "note", "add_evidence", "redact", "ask_for_details",
    "request_removal", "order_workshop", "assign", "release", "transfer", "post_letters", "record_service",
    "declare_recusal", "name_witness", "restrict_case", "extend_limit", "ask_identity", "restrict_reporting",
    "hold_for_law", "lift_hold", "ask_evidence_file", "name_representative", "join_case", "assess_report",
}  # fmt: skip


def is_everyday(name: str, case: Case) -> bool:
    return name in EVERYDAY or (name == "identify_author" and case.member_id is not None)


def shown_offers(
    case: Case, offers: Any, *, by: Any, url: str, trail: str = "", side: str = ""
) -> list[dict[str, Any]]:
    """The offers that have a page, with their words and address, open ones first."""
    rows = []
    for offer in offers.values():
        if ask := form_named(offer.name, side):
            label = ask.label if offer.refusal else ask.named(case, by)
            rows.append({"name": offer.name, "label": label, "consequence": ask.consequence,
                         "refusal": offer.refusal, "url": f"{url}{offer.name}/{trail}",
                         "is_everyday": is_everyday(offer.name, case)})  # fmt: skip
    return sorted(rows, key=lambda row: row["refusal"] is not None)
