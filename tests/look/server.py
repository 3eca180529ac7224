"""Pages as the server gives them: each to its reader, in both languages, with the images that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from html import unescape
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from unittest import mock

from django.db.models import Value
from django.test import Client, override_settings
from django.utils import translation

from accounts.models import Person
from cases.views.pace import PACE
from notifications import mailbox
from notifications.channels import message
from notifications.models import Delivery

from ..cases.cast import MONDAY
from ..cases.images import upload
from .pages import BROKEN, EVERY_PAGE, FORGED, TOO_MANY, TOO_MANY_TRIES, TOO_SOON, UNREADABLE, Page
from .world import furnish

LANGUAGES = {"fr": "", "en": "/en"}  # where each begins
IMAGES = re.compile(r'(?:<img src|<input type="image" name="\w+" src|<a class="capture[^>]* href)="(/[^"]+)"')


class Image(NamedTuple):
    """An image as the server gave it to who reads the page that shows it."""

    status: int
    headers: dict[str, str]
    body: bytes


class Shown(NamedTuple):
    """A page as the server gave it, and by its path each image that it shows or leads to."""

    page: Page
    language: str
    status: int
    headers: dict[str, str]
    body: bytes
    images: Mapping[str, Image] = MappingProxyType({})


def shown(page: Page, language: str, world: Any) -> Shown:
    """The answer to this page's request, in this language, with the trouble that it is about."""
    with ExitStack() as troubles:
        client = Client(**troubled(page, troubles))
        if page.who:
            client.force_login(Person.objects.get(pk=getattr(world.cast, page.who).pk))
        for path, sent in page.before:
            asked(client, placed(path, language, world), sent, world)
        answer = asked(client, placed(page.path, language, world), page.sent, world)
        body = answer.content
        images = {path: image(client.get(path)) for path in map(unescape, re.findall(IMAGES, body.decode()))}
    return Shown(page, language, answer.status_code, dict(answer.items()), body, images)


def image(answer: Any) -> Image:
    return Image(answer.status_code, dict(answer.items()), answer.getvalue())


def troubled(page: Page, troubles: ExitStack) -> dict[str, Any]:
    """What the browser of a page that goes wrong is like; what breaks behind it is put right with `troubles`."""
    if page is BROKEN:
        troubles.enter_context(mock.patch("cases.views.public.wordings_on", None))
    if page is TOO_MANY:
        troubles.enter_context(mock.patch.dict(PACE, {"by_code": "0/h/key"}))
    if page is TOO_SOON:
        later = Value(MONDAY + timedelta(days=90))
        troubles.enter_context(mock.patch("cases.models.report.ReportQuerySet.free_again_at", return_value=later))
    if page is TOO_MANY_TRIES:
        troubles.enter_context(override_settings(ACCOUNT_RATE_LIMITS={"reset_password": "0/m/ip"}))
    host = {"SERVER_NAME": "elsewhere"} if page is UNREADABLE else {}
    return {"enforce_csrf_checks": page is FORGED, "raise_request_exception": page is not BROKEN, **host}


def asked(client: Client, path: str, sent: Mapping[str, Any] | None, world: Any) -> Any:
    return client.get(path) if sent is None else client.post(path, filled(sent, world))


def placed(text: str, language: str, world: Any) -> str:
    return LANGUAGES[language] + text.format(**world.here)


def filled(sent: Mapping[str, Any], world: Any) -> dict[str, Any]:
    """What is typed may name something of the world, too; bytes are a file."""
    return {name: fill(value, world) for name, value in sent.items()}


def fill(value: Any, world: Any) -> Any:
    if isinstance(value, list):
        return [fill(one, world) for one in value]
    if isinstance(value, bytes):
        return upload(value)
    return value.format(**world.here) if isinstance(value, str) and value.startswith("{") else value


@contextmanager
def serving(folder: Path) -> Iterator[Any]:
    """The furnished world at its moment; some of its mail has left for the mailbox of the demo."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    with override_settings(
        PASSWORD_HASHERS=[quick], EMAIL_BACKEND="notifications.mailbox.Backend", EMAIL_FILE_PATH=str(folder / "mail"),
        MEDIA_ROOT=folder / "media",
    ):  # fmt: skip
        world = furnish()
        for delivery in Delivery.objects.select_related("notice__recipient")[:3]:
            message(delivery).send()
        world.here["mail"] = next(mailbox.latest()).name
        with mock.patch("django.utils.timezone.now", return_value=world.now), translation.override("fr"):
            yield world


def all_shown(folder: Path) -> list[Shown]:
    """Every page in every language."""
    with serving(folder) as world:
        return [shown(page, language, world) for language in LANGUAGES for page in EVERY_PAGE]
