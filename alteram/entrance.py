"""The forms of allauth's pages, asked in the words of the house."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import NO_EMAIL

LABELS = {
    "login": _("Adresse e-mail"),
    "email": _("Adresse e-mail"),
    "password": _("Votre mot de passe"),
    "oldpassword": _("Votre mot de passe actuel"),
    "password1": _("Votre nouveau mot de passe"),
    "password2": _("Encore une fois"),
    "code": _("Code de l’application de codes"),
}


class InOurWords(forms.Form):
    """Each field under its label alone: a placeholder says it once more, and goes when one types."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)
            if isinstance(field, forms.EmailField):
                field.error_messages["invalid"] = NO_EMAIL


class Login(InOurWords, account.LoginForm):
    pass


class AskForLink(InOurWords, account.ResetPasswordForm):
    pass


class NewPassword(InOurWords, account.ResetPasswordKeyForm):
    pass


class ChangePassword(InOurWords, account.ChangePasswordForm):
    pass


class Confirm(InOurWords, account.ReauthenticateForm):
    pass


class ActivateFactor(InOurWords, totp.ActivateTOTPForm):
    pass
