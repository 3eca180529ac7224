"""A report in five statements, a decision in six, a queue in three: session and person are two of each."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from .models import Case, Entry, Notice

PAGE = 50


class Report(forms.Form):
    address = forms.CharField(max_length=2000)
    explanation = forms.CharField(max_length=1000, widget=forms.Textarea)


class Decision(forms.Form):
    months = forms.IntegerField(min_value=6, max_value=36)
    facts = forms.CharField(max_length=5000, widget=forms.Textarea)


@login_required
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    cases = Case.objects.filter(held_by="45").order_by("rank", "due_at", "id")[:PAGE]
    return render(request, "queue.html", {"cases": cases, "now": timezone.now()})  # noqa: TID251  (an edge)


@login_required
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    form = Report(request.POST)
    if not form.is_valid():
        return render(request, "form.html", {"form": form}, status=422)
    with transaction.atomic():
        case = Case.objects.create(reference="45-2026-AAAA", held_by="45", due_at=timezone.now(),  # noqa: TID251
                                   address=form.cleaned_data["address"])  # fmt: skip
        write_down(request, case, "report", form.cleaned_data["explanation"])
    return HttpResponseRedirect("/queue/")


@login_required
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    form = Decision(request.POST)
    if not form.is_valid():
        return render(request, "form.html", {"form": form}, status=422)
    with transaction.atomic():
        case = Case.objects.select_for_update().get(pk=key)
        case.state = "warned"
        case.save()
        write_down(request, case, "warn", form.cleaned_data["facts"])
    return HttpResponseRedirect("/queue/")


def write_down(request: HttpRequest, case: Case, what: str, answers: str) -> None:
    Entry.objects.create(case=case, by=request.user, what=what, answers=answers)
    Notice.objects.create(case=case, recipient=request.user, text=f"{what}: {answers}")


urlpatterns = [path("queue/", queue), path("report/", report), path("decide/<int:key>/", decide)]
