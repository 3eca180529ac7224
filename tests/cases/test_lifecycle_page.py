"""The page of the procedure is what the program says of itself."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from cases.door import steps
from cases.lifecycle import State
from cases.limits import LIMITS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "lifecycle.md"


@pytest.fixture
def printed(capsys):
    call_command("lifecycle")
    return capsys.readouterr().out


def test_the_lifecycle_page_is_current(printed):
    assert PAGE.read_text() == printed, "Run manage.py lifecycle > docs/lifecycle.md"


def test_another_run_prints_the_same(printed):
    """Sets and dictionaries are in another order there."""
    command = [sys.executable, "-X", "utf8", "manage.py", "lifecycle", "--skip-checks"]
    again = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert again.stdout == printed


def test_every_step_state_and_deadline_is_on_it(printed):
    assert set(re.findall(r"^\| \*\*(\w+)\*\*", printed, re.MULTILINE)) == set(steps())
    assert {word for line in re.findall(r"^    (\S+) --> (\w+):", printed, re.MULTILINE) for word in line} == {
        *State.values, "[*]",
    }  # fmt: skip
    assert {kind for kind in LIMITS if f"| `{kind}` |" in printed} == set(LIMITS)


@pytest.mark.parametrize("fact", [
    "    deliberation --> suspended: suspend\n",
    "| `fresh_eyes` | Whoever examined a case, or gave an opinion on it, does not decide it (Annexe I-6,",
    "`suspend` in national", '`proposed("suspension")`', "decision_warning → concerned",
    "| `appeal_limit` | under_appeal | 90 days (30 to 150; Annexe I-6, art. 21) | lapse |",
])  # fmt: skip
def test_it_says_who_under_which_rule_and_until_when(printed, fact):
    assert fact in printed
