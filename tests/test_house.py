"""The house keeps its own rules."""

import ast
import re
import statistics
import subprocess
from itertools import chain
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
APPS = ("alteram", "accounts", "notifications", "cases")
LONGEST_FILE = 400  # lines
FUNCTION_MEDIAN, FUNCTION_P95 = 8, 30  # lines
FORBIDDEN_WORDS = re.compile(
    r"https?://[a-z.]*(?:npmjs|pypi|pythonhosted|debian)[.]"  # a lock file that names its registry binds its reader
    r"|/(?:work|root|home)/[a-z]|/tmp/[a-z_]+/|\.\./(?:shared|\.library)"  # a path that only one machine has
)
PAST_THE_QUERYSETS = re.compile(
    r"\bCase\s*\.\s*(?:_default_manager|_base_manager|objects(?!\s*\.\s*(?:seen_by|known_to|concerning|of_report)\())"
)
FORBIDDEN_NAMES = {"utils", "helpers", "managers", "services"}


def modules(*folders):
    files = chain.from_iterable((ROOT / folder).rglob("*.py") for folder in folders)
    return sorted(file for file in files if "migrations" not in file.parts)


def place(file):
    return file.relative_to(ROOT).as_posix()


def function_lengths():
    for file in modules(*APPS):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node.end_lineno - node.lineno + 1


def test_no_file_outgrows_a_sitting():
    lengths = {place(file): len(file.read_text().splitlines()) for file in modules(*APPS, "tests")}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_a_function_fits_a_screen():
    lengths = list(function_lengths())
    assert statistics.median(lengths) <= FUNCTION_MEDIAN
    assert statistics.quantiles(lengths, n=20)[-1] <= FUNCTION_P95


def test_a_room_is_named_after_what_it_holds():
    assert [place(file) for file in modules(*APPS) if FORBIDDEN_NAMES & {file.stem, *file.parts}] == []


def test_a_module_begins_with_its_promise():
    written = [file for file in modules(*APPS) if file.stat().st_size]
    assert [place(file) for file in written if not ast.get_docstring(ast.parse(file.read_text()))] == []


def test_pages_reach_cases_only_through_seen_by():
    """Start from Case.objects.seen_by(person), known_to, concerning, or a report of one's own: the hidden is absent."""
    assert [place(page) for page in modules("cases/views") if PAST_THE_QUERYSETS.search(page.read_text())] == []


def test_no_two_modules_import_one_another():
    graph = grimp.build_graph(*APPS, cache_dir=None)
    imports = [(one, other) for one in graph.modules for other in graph.find_modules_directly_imported_by(one)]
    assert [(one, other) for one, other in imports if graph.chain_exists(importer=other, imported=one)] == []


def test_nothing_points_to_one_machine_or_one_registry():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    found = {place(file): FORBIDDEN_WORDS.search(file.read_text(errors="replace")) for file in files}
    assert {name: match.group() for name, match in found.items() if match} == {}
