"""The first visit: a key from a letter opens an account, once. Two pages: the key, then how one will sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import NO_EMAIL
from accounts.models import FirstKey, Person
from accounts.request import Request
from cases.forms.fields import TypedCode
from cases.grammar import TooMany
from cases.views.answers import SeeOther
from cases.views.pace import PER, keeps_pace, put_off

KEY = "first key"  # under which name the session keeps it between the two pages
NO_KEY = _("Une clé a seize lettres et chiffres, sans 0, O, 1, I ni L. Vérifiez-la sur la lettre.")
OPENS_NOTHING = _("Cette clé n’ouvre rien : elle a servi, ou date de plus de trente jours. Vérifiez-la sur la lettre, "
                  "ou demandez-en une autre à votre fédération.")  # fmt: skip


class Key(forms.Form):
    code = TypedCode(
        label=_("Votre clé"),
        help_text=_("Seize lettres et chiffres, sur la lettre que vous avez reçue."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false",
                                      "autofocus": True}),
        error_messages={"required": _("Tapez la clé qui est sur votre lettre."),
                        "null_characters_not_allowed": OPENS_NOTHING,
                        "no_code": NO_KEY},
    )  # fmt: skip


class Opening(SetPasswordForm):
    """How this person will sign in: by an address, asked of who has none, and a password."""

    field_order = ["email", "new_password1", "new_password2"]
    email = forms.EmailField(
        label=_("Votre adresse e-mail"), max_length=254,
        help_text=_("Elle sert à vous connecter et à vous dire qu’un message vous attend."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Donnez une adresse e-mail."), "invalid": NO_EMAIL},
    )  # fmt: skip

    def __init__(self, person: Person, data: Any = None):
        super().__init__(person, data, label_suffix="")
        first, again = self.fields["new_password1"], self.fields["new_password2"]
        first.label, again.label = _("Votre mot de passe"), _("Encore une fois")
        first.help_text, again.help_text = _("Quatorze caractères au moins. Quatre mots sans rapport conviennent."), ""
        first.error_messages["required"] = _("Choisissez un mot de passe.")
        again.error_messages["required"] = _("Tapez le mot de passe une seconde fois.")
        if person.email:
            del self.fields["email"]

    def clean_email(self) -> str:
        email = self.cleaned_data["email"]
        if Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("Cette adresse ne convient pas. Donnez-en une autre, ou appelez l’aide."))
        return str(email)


@require_http_methods(["GET", "POST"])
def key(request: Request) -> HttpResponse:
    """Which key? Guessing is of no use, and is slowed all the same."""
    if request.method == "GET":
        return render(request, "account/first_visit.html", {"form": Key(label_suffix="")})
    form = Key(request.POST, label_suffix="")
    if not keeps_pace(request, "by_code"):
        return too_many(request, form)
    if form.is_valid() and FirstKey.fitting(form.cleaned_data["code"], at=request.now) is None:
        form.add_error("code", OPENS_NOTHING)
    if not form.is_valid():
        return render(request, "account/first_visit.html", {"form": form}, status=422)
    request.session[KEY] = form.cleaned_data["code"]
    return SeeOther(reverse("first-visit-account"))


def too_many(request: Request, form: Key) -> HttpResponse:
    refusal = TooMany(say("Beaucoup de clés ont été essayées d’ici en une heure."), again_at=request.now + PER)
    form.add_error(None, str(refusal))
    context = {"form": form, "again_at": refusal.again_at}
    answer = render(request, "account/first_visit.html", context, status=refusal.status)
    return put_off(answer, refusal, now=request.now)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def account(request: Request) -> HttpResponse:
    """Whoever has the key says how he or she will sign in; the key is used up by that, and by nothing before."""
    code = request.session.get(KEY, "")
    found = FirstKey.fitting(code, at=request.now)
    if found is None:
        request.session.pop(KEY, None)
        messages.warning(request, OPENS_NOTHING if code else say("Commencez par votre clé."))
        return redirect("first-visit")
    form = Opening(found.person, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and opened(request, form, code):
        del request.session[KEY]
        messages.success(request, say("Votre compte est ouvert."))
        return perform_login(request, form.user, email_verification="none")
    context = {"form": form, "person": found.person}
    return render(request, "account/first_account.html", context, status=422 if form.is_bound else 200)


def opened(request: Request, form: Opening, code: str) -> bool:
    """All of it or nothing; of two who send it at one moment one comes in, and so of two who give one address."""
    try:
        with transaction.atomic():
            if not FirstKey.redeem(code, at=request.now):
                form.add_error(None, OPENS_NOTHING)
                return False
            form.user.email = form.cleaned_data.get("email") or form.user.email
            form.save()
    except IntegrityError:
        form.add_error("email", say("Cette adresse ne convient pas. Donnez-en une autre, ou appelez l’aide."))
        return False
    return True
