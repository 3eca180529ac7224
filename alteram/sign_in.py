"""Who signs in, how, and where to. Who gets an account is the organisation's decision: nobody signs up alone."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accounts.models import Appointment, Person, Revision
from accounts.request import Request
from accounts.revision import learn
from cases.context import places_of
from cases.demo.accounts import PASSWORD
from cases.lifecycle import State
from cases.models import Case
from cases.seal import seal, unseal

log = logging.getLogger(__name__)
WRONG_CODE = {"incorrect_code": _("Ce code n’est pas le bon. Attendez le suivant, ou prenez un code de secours.")}


class Backend(AuthenticationBackend):
    """Whoever asks for a page comes with the revision of what the organisation has set up, in one statement.

    And with whether any office was given to this person that nobody ended.
    """

    def get_user(self, user_id: int) -> Person | None:
        offices = Appointment.objects.filter(person=OuterRef("pk"), ended_at=None)
        words = Subquery(Revision.objects.words()[:1])
        known = Person.objects.annotate(revision=words, has_office=Exists(offices))
        person = known.filter(pk=user_id).first()
        if person is None or not self.user_can_authenticate(person):
            return None
        learn(person.revision)
        return person


class Adapter(DefaultAccountAdapter):
    """What allauth asks of the house."""

    error_messages = DefaultAccountAdapter.error_messages | WRONG_CODE | {
        "email_password_mismatch": _(
            "L’adresse ou le mot de passe n’est pas le bon. Vérifiez-les, ou demandez un nouveau mot de passe."
        ),
        "too_many_login_attempts": _("Trop d’essais. Attendez cinq minutes, puis réessayez."),
        "rate_limited": _("Trop d’essais. Attendez une minute, puis réessayez."),
        "incorrect_password": _("Ce mot de passe n’est pas le bon. Réessayez."),
        "enter_current_password": _("Ce n’est pas votre mot de passe actuel. Réessayez."),
    }  # fmt: skip

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only this very host: the other names of ALLOWED_HOSTS are other machines to whoever follows a link."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_login_redirect_url(self, request: Request) -> str:
        return reverse(landing(request))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        forget_former_owners(str(credentials.get("email") or ""))
        super().pre_authenticate(request, **credentials)

    def clean_email(self, email: str) -> str:
        forget_former_owners(email)
        return email

    def send_password_reset_mail(self, user: Person, email: str, context: dict[str, Any]) -> None:
        """In its reader's language. A mail server that is down tells nobody whether the account exists."""
        with translation.override(user.language):
            path = reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
            try:
                super().send_password_reset_mail(user, email, {"link": settings.ADDRESS + path})
            except (SMTPException, OSError) as failure:
                log.error("A link to a new password was not sent: %s", type(failure).__name__)


class Factors(DefaultMFAAdapter):
    """The secrets of second factors lie sealed in the database: whoever reads a copy of it makes no codes."""

    error_messages = DefaultMFAAdapter.error_messages | WRONG_CODE

    def encrypt(self, text: str) -> str:
        return base64.b64encode(seal({"secret": text}, bound_to="second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return str(unseal(base64.b64decode(encrypted_text), bound_to="second factor")["secret"])


def landing(request: Request) -> str:
    """Where one's work is: the queue, the letter or question that waits for an answer, or the front page."""
    first, _label = next(places_of(request.user, request))
    if first == "queue":
        return first
    return "my-cases" if is_awaited(request.user) else "home"


def is_awaited(person: Person) -> bool:
    """Has this person a letter to open, a hearing to answer in or a question to reply to?"""
    unopened = Q(services__person=person, services__served_at=None)
    asked = Q(inquiries__to_person=person, inquiries__answered_at=None)
    return Case.objects.concerning(person).filter(Q(state=State.HEARING) | unopened | asked).exists()


def demo(request: HttpRequest) -> dict[str, Any]:
    """`demo`: with whom to begin, for the page of sign-in; nothing outside a demo."""
    if not settings.DEMO:
        return {}
    said = _("Entrez comme membre@example.org, decision.45@example.org ou national.1@example.org. Mot de passe :")
    return {"demo": said, "demo_password": PASSWORD}


def forget_former_owners(email: str) -> None:
    """allauth keeps every address that it has seen of somebody; the one that counts is `Person.email`."""
    EmailAddress.objects.filter(email__iexact=email).exclude(user__email=email).delete()


def no_such_page(request: HttpRequest) -> HttpResponse:
    """Of allauth's pages, those that are none of ours: an address is given by the organisation, and proves nothing."""
    raise Http404


class Unprocessable:
    """A page of allauth's that comes back with errors says so in its status too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response
