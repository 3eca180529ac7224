"""docs/glossary.md pairs the words of the interface with those of the code: all of them, as they are today."""

from collections import Counter
from pathlib import Path

import pytest
from django.utils import translation

from accounts.models import Body
from accounts.powers import OFFICES
from cases.door import steps
from cases.forms import form_named
from cases.lifecycle import State
from cases.models import Appeal, Decision, Inquiry, Measure, Outcome, Part, PieceVersion, Service
from cases.wording.history import DUE, HAPPENED

GLOSSARY = (Path(__file__).resolve().parent.parent / "docs" / "glossary.md").read_text(encoding="utf-8")
CHOICES = {
    "a state": State, "an outcome": Outcome, "a decision": Decision.Kind, "a measure": Measure.Kind,
    "a result": Appeal.Result, "a part": Part.Role, "a version": PieceVersion.Use, "a way of service": Service.How,
    "an inquiry": Inquiry.Kind, "a body": Body.Kind,
}  # fmt: skip


def words():
    """(what it is, code, its words) of whatever the interface names and the code names otherwise."""
    for what, choices in CHOICES.items():
        yield from ((what, one.value, one.label) for one in choices)
    yield from (("an office", code, office.name) for code, office in OFFICES.items())
    yield from (("a deadline", kind, due) for kind, (due, _otherwise) in DUE.items())
    for name in steps():
        form = form_named(name)
        yield ("a step", name, form.label if form else HAPPENED[name])


def row(code, said):
    """One line of a table, as it must stand there."""
    sentences = []
    for language in ("fr", "en"):
        with translation.override(language):
            sentences.append(str(said))
    return f"| {sentences[0]} | {sentences[1]} | `{code}` |"


@pytest.mark.parametrize("what", [*CHOICES, "an office", "a deadline", "a step"])
def test_every_word_has_its_row_as_the_interface_says_it(what):
    lines = GLOSSARY.splitlines()
    wanted = Counter(row(code, said) for kind, code, said in words() if kind == what)
    assert [line for line, times in wanted.items() if lines.count(line) < times] == []


def test_no_row_names_a_step_that_is_gone():
    section = GLOSSARY.split("\n## Steps\n")[1].split("\n## ")[0]
    named = {line.split("`")[1] for line in section.splitlines() if line.startswith("| ") and "`" in line}
    assert named == set(steps())


def test_every_power_says_what_it_allows():
    for power, _name in Body._meta.permissions:
        assert f"| `{power}` |" in GLOSSARY
