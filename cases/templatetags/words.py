"""How the interface writes: French typography, dates, deadlines, codes, and the word, icon and tone of a state."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, wraps
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.urls import translate_url
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from accounts import dates
from accounts.codes import bare
from accounts.dates import in_french, in_short, written
from notifications.typography import FIXED, spaced

from ..addresses import NETWORKS
from ..lifecycle import State
from ..wording.vocabulary import at_hour

register = template.Library()
CASE = re.compile(r"\w{1,3}-\d{4}-\w{4}")  # the reference of one

# Prose is one alternative, all else stays: tags, and what is typed by people or is no prose, keep their own spaces.
PIECE = re.compile(
    r"<(textarea|blockquote|pre|code|script|style)\b.*?</\1\s*>|<[^>]*>|<|[^<]+", re.DOTALL | re.IGNORECASE
)


@register.filter(is_safe=True)
def fr(text: Any, language: str = "") -> str:
    """French spaces, so that « ? » never stands alone on a line; other languages, and what is inside tags, stay."""
    text = text if isinstance(text, str) else str(text)
    if not in_french(language):
        return text
    if not isinstance(text, SafeString):
        return spaced(text)
    return mark_safe(PIECE.sub(lambda piece: piece[0] if piece[0][0] == "<" else spaced(piece[0]), text))


# Dates ----------------------------------------------------------------------------------------------------------------


def local(value: date | datetime) -> date | datetime:
    """In the time zone that the page is shown in."""
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def known(show: Callable[[Any], str]) -> Callable[[Any], str]:
    """A date that is not known yet is a dash, as in letters."""
    return wraps(show)(lambda value: show(local(value)) if isinstance(value, date) else "—")


@register.filter
@known
def day(value: Any) -> str:
    """« 7 décembre 2026 », « 1er mai 2027 », "7 December 2026"; a line never ends after the number."""
    return written(value, space=FIXED)


@register.filter
@known
def short_day(value: Any) -> str:
    """« 7 déc. 2026 », "7 Dec 2026", for tables."""
    return in_short(value)


@register.filter
@known
def moment(value: Any) -> str:
    """« 7 décembre 2026 à 18 h 40 », "7 December 2026 at 18:40"."""
    return dates.with_hour(value, said=day, space=FIXED)


register.filter(at_hour)


def hour(value: Any) -> str:
    """« 18 h 40 », « 10 h », "18:40"; a line never ends within it."""
    return dates.hour(value, space=FIXED)


register.filter("hour", known(hour))


class Due(NamedTuple):
    """How near a deadline is: a phrase, and the tone of its bar (fine, soon, late)."""

    phrase: str
    tone: str

    def __str__(self) -> str:
        return self.phrase


SOON = 3  # days: the bar changes


@register.filter
def due(at: datetime, now: datetime) -> Due:
    """« Dans 3 j », « Aujourd’hui », « En retard de 2 j »: whole days of the calendar that the page is shown in."""
    days = (timezone.localtime(at).date() - timezone.localtime(now).date()).days
    if at < now:
        late = ngettext("En retard de %(days)s j", "En retard de %(days)s j", -days) % {"days": -days}
        return Due(spaced(late) if days else _("En retard"), "late")
    if days == 0:
        return Due(_("Aujourd’hui"), "soon")
    left = ngettext("Dans %(days)s j", "Dans %(days)s j", days) % {"days": days}
    return Due(spaced(left), "soon" if days <= SOON else "fine")


@register.simple_tag
def due_in_row(at: datetime, now: datetime) -> SafeString:
    """A deadline of a table: the short date, and how near it is."""
    near, there = due(at, now), timezone.localtime(at)
    return format_html(
        '<div class="due due-{}"><strong><time datetime="{}">{}</time></strong><span class="due-words">{}</span></div>',
        near.tone, there.isoformat(timespec="seconds"), short_day(there), near.phrase,
    )  # fmt: skip


@register.filter
def kind_of_topic(topic: str) -> str:
    """Of what a notice speaks, before the code or reference of it; nothing where its topic is a word."""
    if CASE.fullmatch(topic):
        return _("Dossier")
    try:
        bare(topic)
    except ValueError:
        return ""
    return _("Signalement")


# Codes, states, icons -------------------------------------------------------------------------------------------------


@register.filter
def code(value: Any) -> str:
    """By groups of four, as they are read aloud: a tracking code with dashes, a digest with spaces."""
    text = str(value)
    if "-" in text:
        return text
    groups = [text[start : start + 4] for start in range(0, len(text), 4)]
    return ("-" if text.isupper() and len(text) <= 16 else " ").join(groups)


class Look(NamedTuple):
    """How a state is shown: never by its colour alone."""

    word: Any
    icon: str
    tone: str


ICONS = {
    State.REPORTED: ("inbox", "attention"),
    State.IN_REVIEW: ("magnifier", "info"),
    State.HEARING: ("speech", "wait"),
    State.DELIBERATION: ("scales", "info"),
    State.WARNED: ("flag", "warn"),
    State.SUSPENDED: ("pause", "danger"),
    State.PROBATION: ("hourglass", "warn"),
    State.UNDER_APPEAL: ("turn-back", "appeal"),
    State.CLOSED: ("check", "neutral"),
}
OUTCOMES = {
    "dismissed": Look(gettext_lazy("Sans suite"), "check", "ok"),
    "cleared": Look(gettext_lazy("Pas de manquement"), "check", "ok"),
}


@register.filter
def network(name: str) -> str:
    """« X », « Facebook », « autre site »."""
    return str(NETWORKS.get(name, name))


@register.filter
def look(state: Any, outcome: str = "") -> Look:
    """Word, icon and tone of a state; a case closed in favour of the person concerned says so."""
    if state == State.CLOSED and outcome in OUTCOMES:
        return OUTCOMES[outcome]
    return Look(State(state).label, *ICONS[State(state)])


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """A drawing that says what the word beside it says: nothing to be read aloud."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons.svg"), name)


@register.simple_tag
def badge(state: Any, outcome: str = "") -> SafeString:
    shown = look(state, outcome)
    return format_html('<span class="badge tone-{}">{}{}</span>', shown.tone, icon(shown.icon), shown.word)


@register.simple_tag
@cache
def typed() -> SafeString:
    """What people write is taken to be in the organisation's language, and read aloud in it on any page."""
    return format_html('lang="{}"', settings.LANGUAGE_CODE)


# Forms and frame ------------------------------------------------------------------------------------------------------


@register.filter
def target(field: BoundField) -> str:
    """The id of what an error leads to: the control, or the first of several choices."""
    return field.id_for_label or f"{field.auto_id}_0"


@register.filter
def line(choice: Any, lines: Any) -> str:
    """The sentence under a choice: from a mapping of values to sentences, or to things that have a `line`."""
    found = lines.get(str(choice.data["value"]), "") if isinstance(lines, Mapping) else ""
    return str(getattr(found, "line", found))


@register.simple_tag(takes_context=True)
def in_language(context: template.Context, language: str) -> str:
    """The address of this same page in another language; the landing page when there is no request to follow."""
    request = context.get("request")
    return translate_url(request.get_full_path() if request else "/", language)


@register.filter
def example(version: Any, kind: str) -> str:
    """The accepted or not accepted example of a charter article, in the reader's language."""
    pairs = getattr(version, "examples", None) or {}
    return str(pairs.get((get_language() or "fr")[:2], pairs).get(kind, ""))
