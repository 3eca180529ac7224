"""docs/procedure.md and the suite: every promise has its row, and every test that is named there exists."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "procedure.md").read_text(encoding="utf-8")
ROWS = {
    cells[0]: cells[1:] for cells in (line.strip("| ").split(" | ") for line in PAGE.splitlines() if line[:3] == "| P")
}
PROMISES = [f"P{number}" for number in range(1, 38)]


@cache
def named_in(path):
    """The names of its tests, read without importing it."""
    file = ROOT / path
    nodes = ast.parse(file.read_text(encoding="utf-8")).body if file.is_file() else []
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_promise_has_its_row_in_order():
    assert list(ROWS) == PROMISES
    assert {len(cells) for cells in ROWS.values()} == {3}
    assert all(cell.strip() for cells in ROWS.values() for cell in cells)


HABITS = dict(line.strip("| ").split(" | ") for line in PAGE.partition("## Habits")[2].splitlines()[6:] if line)


@pytest.mark.parametrize("promise", [*PROMISES, *HABITS])
def test_what_proves_a_promise_exists(promise):
    proved_by = HABITS.get(promise) or ROWS[promise][-1]
    named = re.findall(r"`([\w/.]+)::(\w+)`", proved_by)
    assert [f"{path}::{name}" for path, name in named if name not in named_in(path)] == []
    assert named or proved_by.startswith("**Not built yet**: "), "Name a test, or say what is missing."
    assert proved_by.count("::") == len(named), "Write a test as `tests/folder/test_file.py::test_name`."
