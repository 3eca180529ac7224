"""Pages of docs/ that name the tests which prove them: their rows, and what they name that is not there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NAMED = re.compile(r"`([\w/.]+)::(\w+)`")


def page(name):
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def rows(text, letter):
    """{the first cell: the others} of every line of a table that begins with this letter and a number."""
    lines = (line.strip("| ").split(" | ") for line in text.splitlines() if re.match(rf"\| {letter}\d", line))
    return {cells[0]: cells[1:] for cells in lines}


@cache
def named_in(path):
    """The names of its tests, read without importing it."""
    file = ROOT / path
    nodes = ast.parse(file.read_text(encoding="utf-8")).body if file.is_file() else []
    return {node.name for node in nodes if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def is_proved(cell):
    """Every test that this cell names exists, is written in full, and there is one or a word of what is missing."""
    named = NAMED.findall(cell)
    assert [f"{path}::{name}" for path, name in named if name not in named_in(path)] == []
    assert named or cell.startswith("**Not built yet**: "), "Name a test, or say what is missing."
    assert cell.count("::") == len(named), "Write a test as `tests/folder/test_file.py::test_name`."
