"""`manage.py check` for the life of a case: steps, forms, letters, powers and deadlines agree."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.utils import translation

from accounts.powers import kinds_with
from accounts.triggers import missing
from notifications.models import Template

from .door import steps
from .forms import form_named
from .grammar import Step
from .letters import KINDS as LETTER_KINDS
from .letters import TEMPLATE_AUDIENCES
from .lifecycle import State
from .limits import LIMITS
from .models import Case
from .parties import NATIONAL, PANEL, PRIVACY, AnotherStep, AnyMember, TheClock, each_of, may
from .rules import TRIGGERS
from .wording.required import MUST_SAY, objections

LETTERS = Path(__file__).parent / "letters"
FORM_OWN = {"basis", "token"}
STAGES = ("open", "closed")
KINDS = {NATIONAL: "national", PANEL: "panel", PRIVACY: "privacy"}


def rules() -> Iterator[tuple[str, str, Step]]:
    """(step, state it is taken from, what it says) of every way that a step may be taken."""
    for name, sources in steps().items():
        for source, rule in sources.items():
            yield name, source, rule


@register
def every_open_state_has_a_way_out(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Somebody can leave it, and so can the clock, alone: no case waits for ever."""
    leaving = {one.source for one in Case._meta.get_field("state").get_all_transitions(Case) if one.target}
    by_clock = {source for _name, source, rule in rules() if any(isinstance(one, TheClock) for one in each_of(rule.by))}
    open_states = [state for state in State if state != State.CLOSED]
    hint = "Add a @step from it to cases/lifecycle.py, or remove the state."
    stuck = [state for state in open_states if state not in leaving]
    return [
        *(Error(f"No step leaves the state '{state}'.", hint=hint, id="cases.E001") for state in stuck),
        *(
            Error(f"The clock never leaves the state '{state}'.", hint=hint, id="cases.E005")
            for state in open_states
            if state not in by_clock
        ),
    ]


@register
def every_form_asks_what_its_step_takes(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A step that a page offers has a form, and the two name the same answers."""
    return [lack for name in steps() for lack in _form_faults(name)]


def _form_faults(name: str) -> Iterator[CheckMessage]:
    form, method = form_named(name), getattr(Case, name)
    if form is None:
        if is_asked_on_a_page(name):
            hint = f"Write {name.title().replace('_', '')} in cases/forms/."
            yield Error(f"Case.{name} has no form.", hint=hint, id="cases.E002")
        return
    taken = [one for one in inspect.signature(method).parameters.values() if one.name != "self"]
    named = {one.name for one in taken if one.kind is not one.VAR_KEYWORD}
    asks = set(form.base_fields) - FORM_OWN
    if named - asks or (asks - named and len(named) == len(taken)):
        hint = f"Give the form {form.__name__} the fields that the step takes."
        said = f"Case.{name} takes {sorted(named)} but its form asks {sorted(asks)}."
        yield Error(said, hint=hint, id="cases.E002")


def is_asked_on_a_page(name: str) -> bool:
    """Not the clock's own steps, nor the report that joins a case: nobody fills in a form for those."""
    words = {one for rule in steps()[name].values() for one in each_of(rule.by)}
    return not all(isinstance(one, TheClock | AnyMember | AnotherStep) for one in words)


@register
def every_power_exists(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """A step asks for a power that some office has, in a body of its kind if it names one."""
    words = {(name, one) for name, _source, rule in rules() for one in each_of(rule.by) if isinstance(one, may)}
    hint = "Give it to an office in accounts/powers.py, or ask for another."
    return [
        Error(
            f"The step {name} asks for the power '{one.power}', which nobody can hold there.",
            hint=hint,
            id="cases.E004",
        )
        for name, one in sorted(words, key=str)
        if not kinds_with(one.power) or (one.in_ and KINDS[one.in_] not in kinds_with(one.power))
    ]


@register
def every_deadline_is_known(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """What a step starts has a length and, where the clock acts on it, a step to take."""
    unknown = {kind for *_rest, rule in rules() for kind in rule.starts if kind not in LIMITS}
    missing_steps = {limit.clock for limit in LIMITS.values() if limit.clock} - set(steps())
    hint = "Describe it in cases/limits.py."
    return [
        *(Error(f"No limit is called '{kind}'.", hint=hint, id="cases.E006") for kind in sorted(unknown)),
        *(Error(f"The clock has no step '{name}'.", hint=hint, id="cases.E006") for name in sorted(missing_steps)),
    ]


@register
def every_letter_is_written(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Each letter that a step tells exists, for its audience, in every language."""
    lacking = sorted({path for *_rest, rule in rules() for path in letters_of(rule) if not (LETTERS / path).exists()})
    hint = "Write it, or change what the step tells."
    return [Error(f"There is no letter {path}.", hint=hint, id="cases.E003") for path in lacking]


def letters_of(rule: Step) -> Iterator[str]:
    """«fr/served.concerned.txt»: the texts that a step may send, whatever was decided."""
    for audience, letter in rule.tells.items():
        for act in {letter.format(kind=kind, stage=stage) for kind in LETTER_KINDS for stage in STAGES}:
            for reader in TEMPLATE_AUDIENCES.get(audience.role, (audience.role,)):
                for language, _name in settings.LANGUAGES:
                    yield f"{language}/{act}.{reader}.txt"


@register(Tags.database)
def the_database_keeps_the_rules(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    return [lack for alias in databases or [] for lack in missing(connections[alias], TRIGGERS)]


@register(Tags.database)
def letters_that_were_edited_still_hold(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A release may ask more of a letter, or take a variable away, and never overwrites what somebody wrote."""
    with translation.override("en"):
        return [fault for alias in databases or [] for fault in _faults_of_edited(alias)]


def _faults_of_edited(alias: str) -> Iterator[CheckMessage]:
    if Template._meta.db_table not in connections[alias].introspection.table_names():
        return
    hint = "Write another version on «Réglages», «Lettres»; until then it is sent as it is, or not at all."
    for one in Template.objects.using(alias).in_force().exclude(by=None):
        for sentence in objections(one) if f"{one.act}.{one.audience}" in MUST_SAY else ():
            yield checks.Warning(f"The letter {one}: {sentence}", hint=hint, id="cases.W007")
