"""The notice centre, where everything told stays, and the demo's mailbox."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.answers import SeeOther, refuse_others
from accounts.identity import name_at
from accounts.request import Request

from . import mailbox
from .forms import BannerForm
from .models import Banner, Letter, Notice
from .models.banner import SHOWN
from .paper import printed

PAGE = 50
UNREAD, BEFORE = "non-lues", "avant"
MOST_DIGITS = 19  # of a key


@login_required
@require_safe
def notices(request: Request) -> HttpResponse:
    """The newest fifty of this person, then older ones page by page; those of one topic stand together."""
    mine = Notice.objects.of(request.user)
    if unread_only := request.GET.get("vue") == UNREAD:
        mine = mine.unread()
    if BEFORE in request.GET:
        mine = mine.filter(pk__lt=_key(request.GET[BEFORE]))
    found = list(mine[: PAGE + 1])
    rows = found[:PAGE]
    older = f"?{_query(request, **{BEFORE: rows[-1].pk})}" if len(found) > PAGE else ""
    return render(request, "notifications/notices.html", {
        "groups": _by_topic(rows), "newest": rows[0].pk if rows else 0, "unread_only": unread_only,
        "older": older, "is_older": BEFORE in request.GET, "here": _query(request),
    })  # fmt: skip


@login_required
@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    """A letter without legal effect, as it was sent. One with legal effect is opened where its notice leads."""
    found = get_object_or_404(Notice.objects.to(request.user).select_related("letter"), pk=pk)
    if found.is_legal:
        return redirect(_here(found.path))
    return render(request, "notifications/notice.html", {"notice": found, "path": _here(found.path)})


@login_required
@require_safe
def notice_text(request: Request, pk: int) -> HttpResponse:
    """The same as plain text; of one with legal effect, where it leads."""
    found = get_object_or_404(Notice.objects.to(request.user).select_related("letter"), pk=pk, is_legal=False)
    return plain_text(found)


@login_required
@require_safe
def notice_pdf(request: Request, pk: int) -> HttpResponse:
    """The same on paper."""
    found = get_object_or_404(
        Notice.objects.to(request.user).select_related("letter", "recipient"), pk=pk, is_legal=False
    )
    return pdf(found)


def plain_text(notice: Notice) -> HttpResponse:
    """The very characters that were sent, in UTF-8: `sha256sum` of them is the digest shown. 404 once erased."""
    if notice.letter.erased_at:
        raise Http404
    answer = HttpResponse(notice.letter.text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{notice.letter.sha256[:16]}.txt"'
    return answer


def pdf(notice: Notice) -> HttpResponse:
    """The letter as it is printed. 404 once erased."""
    if notice.letter.erased_at:
        raise Http404
    return sheet(notice.letter, to=notice.recipient.name, topic=notice.topic)


def on_paper(letter: Letter, *, to: str, topic: str) -> bytes:
    """As a PDF, of the organisation as it called itself when the letter was sent."""
    return printed(letter, sender=name_at(letter.sent_at), to=to, topic=topic)


def sheet(letter: Letter, *, to: str, topic: str) -> HttpResponse:
    """On paper, as a file that is named by its digest and by nothing that tells of whom it speaks."""
    answer = HttpResponse(on_paper(letter, to=to, topic=topic), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{letter.sha256[:16]}.pdf"'
    return answer


@login_required
@require_POST
def open_notice(request: Request, pk: int) -> HttpResponse:
    """Mark as read, then go where it leads, in the language in which one reads."""
    found = get_object_or_404(Notice.objects.to(request.user), pk=pk)
    _read(request, pk=found.pk)
    return SeeOther(_here(found.path))


@login_required
@require_POST
def read_notice(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Notice.objects.to(request.user), pk=pk)
    _read(request, pk=found.pk)
    return SeeOther(f"{reverse('notices')}?{_query(request)}".rstrip("?"))


@login_required
@require_POST
def read_all(request: Request) -> HttpResponse:
    """All of them, up to the newest that the page knew of: what came since stays unread."""
    _read(request, **({"pk__lte": _key(request.POST["newest"])} if "newest" in request.POST else {}))
    return SeeOther(reverse("notices"))


@login_required
@require_http_methods(["GET", "POST"])
def banners(request: Request) -> HttpResponse:
    """What stands at the head of pages or will, what did, and the next one."""
    refuse_others(request)
    today = timezone.localdate(request.now)
    form = BannerForm(request.POST if request.method == "POST" else None, today=today)
    if form.is_bound and form.is_valid():
        Banner.objects.create(**form.cleaned_data, by=request.user, set_at=request.now)
        messages.success(request, _("Le bandeau est enregistré. Il se termine de lui-même."))
        return SeeOther(reverse("banners"))
    rows = list(Banner.objects.select_related("by", "ended_by")[:SHOWN])
    page = {
        "form": form, "standing": [(one, one.is_on(today)) for one in rows if not one.is_over(today)],
        "past": [one for one in rows if one.is_over(today)],
    }  # fmt: skip
    return render(request, "settings/banners.html", page, status=422 if form.errors else 200)


@login_required
@require_POST
def end_banner(request: Request, pk: int) -> HttpResponse:
    """At once, for everybody. A second click changes nothing."""
    refuse_others(request)
    found = get_object_or_404(Banner, pk=pk)
    Banner.objects.filter(pk=found.pk, ended_at=None).update(ended_at=request.now, ended_by=request.user)
    messages.success(request, _("Le bandeau est terminé."))
    return SeeOther(reverse("banners"))


@require_safe
def demo_mailbox(request: Request) -> HttpResponse:
    """What left by e-mail in the demo, newest first."""
    _only_in_the_demo()
    return render(request, "notifications/mailbox.html", {"mails": list(mailbox.latest())})


@require_safe
def demo_mail(request: Request, name: str) -> HttpResponse:
    _only_in_the_demo()
    if (mail := mailbox.one(name)) is None:
        raise Http404
    return render(request, "notifications/mail.html", {"mail": mail})


def _only_in_the_demo() -> None:
    """Elsewhere these pages do not exist: they show anybody's mail to everybody."""
    if not settings.DEMO or settings.EMAIL_BACKEND != mailbox.NAME:
        raise Http404


def _read(request: Request, **which: int) -> None:
    Notice.objects.to(request.user).filter(**which).read(at=request.now)


def _by_topic(rows: list[Notice]) -> list[tuple[str, list[Notice]]]:
    """Groups by their newest notice, newest first, and so inside each of them."""
    place = {notice.topic: -notice.pk for notice in reversed(rows)}
    together = sorted(rows, key=lambda notice: (place[notice.topic], -notice.pk))
    return [(topic, list(group)) for topic, group in groupby(together, key=lambda notice: notice.topic)]


def _key(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        raise Http404
    return int(text)


def _query(request: Request, **changed: Any) -> str:
    """What is being looked at, as a query: the way back to the same page, or on to the next."""
    asked = {name: request.GET[name] for name in ("vue", BEFORE) if name in request.GET}
    return urlencode(asked | changed)


def _here(path: str) -> str:
    """A path in the language of this request."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"
