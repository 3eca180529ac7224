"""Every form of every page, sent empty and sent wrong: what comes back, of those that are refused."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, NamedTuple

from django.test import Client

from accounts.models import Person

from ..beginnings import set_aside
from .pages import EVERY_PAGE, TROUBLES, Page
from .server import asked, placed

NO_TEXT = ("hidden", "submit", "file", "password", "image", "button", "checkbox", "radio")
WRITTEN = "Ce qui fut écrit, une seule fois"
WRONG = {"date": "hier", "number": "beaucoup", "datetime-local": "tôt", "email": "personne", "url": "nulle part"}


class Form(NamedTuple):
    action: str
    fields: dict[str, tuple[str, str]]  # name → kind, value
    buttons: list[tuple[str, str]]


class Forms(HTMLParser):
    """The forms of a page that send something, within its content."""

    def __init__(self, html: str):
        super().__init__()
        self.found: list[Form] = []
        self.inside: Form | None = None
        self.feed(html.partition("<main")[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        told = dict(attributes)
        if tag == "form" and (told.get("method") or "").lower() == "post":
            self.inside = Form(told.get("action") or "", {}, [])
            self.found.append(self.inside)
        elif self.inside and tag == "button":
            self.inside.buttons.append((told.get("name") or "", told.get("value") or ""))
        elif self.inside and tag in ("input", "textarea", "select") and told.get("name"):
            kind = told.get("type") or ("text" if tag == "input" else tag)
            self.inside.fields.setdefault(told["name"], (kind, told.get("value") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None


class Refusal(NamedTuple):
    """A page that came back to be corrected, and the texts that were typed into its form."""

    where: str
    html: str
    typed: list[str]


def filled(form: Form, *, wrong: bool) -> tuple[dict[str, str], list[str]]:
    """What is sent, and what of it somebody typed: nothing at all, or texts beside answers that cannot be."""
    sent, typed = {}, []
    for name, (kind, value) in form.fields.items():
        if kind == "hidden" or name == "csrfmiddlewaretoken":
            sent[name] = value
        elif not wrong:
            sent.update({} if kind in NO_TEXT else {name: ""})
        elif kind in ("radio", "select"):
            sent[name] = "zzz"
        elif kind not in NO_TEXT:
            sent[name] = WRONG.get(kind) or f"{WRITTEN} {len(typed)}"
            typed += [sent[name]] if sent[name].startswith(WRITTEN) else []
    return sent, typed


def refusals(world: Any) -> tuple[list[Refusal], list[str]]:
    """Those of all pages, as a browser sends their forms; and what is an error of ours. Nothing of it stays."""
    refused, broken = [], []
    for page in EVERY_PAGE:
        if page.sent is not None or page.status != 200 or page in TROUBLES:
            continue
        with set_aside():
            for path, form in forms_of(page, world):
                for wrong in (False, True):
                    answer, typed = sent(page, path, form, world, wrong=wrong)
                    where = f"{page.name}, {path}, {'wrong' if wrong else 'empty'}"
                    if answer.status_code >= 500:
                        broken.append(where)
                    if answer.status_code == 422:
                        refused.append(Refusal(where, answer.content.decode(), typed))
    return refused, broken


def forms_of(page: Page, world: Any) -> list[tuple[str, Form]]:
    path = placed(page.path, "fr", world)
    html = visitor(page, world).get(path).content.decode()
    return [(form.action or path, form) for form in Forms(html).found if form.fields]


def sent(page: Page, path: str, form: Form, world: Any, *, wrong: bool) -> tuple[Any, list[str]]:
    """With its first button, as by Enter. Tried for itself: nothing that it does is there for the next one."""
    values, typed = filled(form, wrong=wrong)
    values.update([one for one in form.buttons[:1] if one[0]])
    with set_aside():
        client = visitor(page, world)
        client.raise_request_exception = False
        return client.post(path, values), typed


def visitor(page: Page, world: Any) -> Client:
    client = Client()
    if page.who:
        client.force_login(Person.objects.get(pk=getattr(world.cast, page.who).pk))
    for path, answers in page.before:
        asked(client, placed(path, "fr", world), answers, world)
    return client
