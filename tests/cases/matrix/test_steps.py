"""Role × step × holder: every cell of the table, asked of the page's offers, of the question and of the deed."""

from functools import cache

from django.core.exceptions import PermissionDenied

from cases.door import objection, offers, perform, steps
from cases.grammar import Refused, Stale
from cases.models import Entry

from .table import ROLES, STATES, STEPS
from .worlds import HOLDERS, player

HEADER, *LINES = [line.split() for line in STEPS.strip().splitlines() if line]
ROWS = {
    (name, letter): dict(zip(HEADER[2:], cells, strict=True)) for name, letters, *cells in LINES for letter in letters
}
NAMES = sorted({name for name, _letter in ROWS})
SAID = {"y": "offered", "x": "closed", "~": "moved", ".": "forbidden"}


def expected(name, letter, holder, role):
    """What the table says; where it gives nothing here, but something elsewhere, that the case moved."""
    role = stands_as(role, letter)
    sign = HOLDERS.index(holder)
    here = ROWS[name, letter][role][sign] if (name, letter) in ROWS else "."
    elsewhere = {row[role][sign] for (other, _letter), row in ROWS.items() if other == name} - {"."}
    return SAID["~" if here == "." and elsewhere else here]


def stands_as(role, letter):
    """Nobody sits before an appeal, and a case that was only reported concerns nobody yet."""
    if role == "sea" and letter != "A":
        return "pan"
    return "mem" if role in ("con", "cou", "leg") and letter == "R" else role


def answer(question):
    """How the door answers a question, or a deed; `open` when nothing stands in its way."""
    try:
        refusal = question()
    except PermissionDenied:
        return "forbidden"
    except Refused as refused:
        refusal = refused
    if refusal is None:
        return "open"
    return "moved" if isinstance(refusal, Stale) else "closed"


def hold_to_the_table(cast, cases, ask):
    """Fail with every cell in which the answer is not one that the table allows, as lines to read."""
    differences = [
        f"{name} {STATES[letter]} held by {holder}, {ROLES[role]}: {said} in the table, {got} at the door"
        for letter, holder, case, at in cases
        for role in ROLES
        for name in NAMES
        for said in [expected(name, letter, holder, role)]
        for got in [ask(case, name, player(cast, role), at, said)]
        if got not in (said, *({"offered": ("open", "closed")}.get(said, ())))
    ]
    assert not differences, "\n".join(["", *differences])


def test_every_step_has_its_row_for_every_state_that_it_is_taken_from():
    written = {(name, STATES[letter]) for name, letter in ROWS}
    assert written == {(name, state) for name, rules in steps().items() for state in rules}
    assert HEADER[2:] == list(ROLES)


def test_every_state_is_tried_under_every_body_that_may_hold_it(cases):
    stand = [(case.state, case.held_by_id) for _letter, _holder, case, _at in cases]
    assert stand == [(STATES[letter], holder) for letter, holder, *_rest in cases]
    assert {letter for letter, *_rest in cases} == set(STATES)


def test_a_page_offers_what_the_table_gives_and_nothing_more(cast, cases):
    known = cache(lambda case, person, at: offers(case, by=person, at=at))

    def ask(case, name, person, at, said):
        offer = known(case, person, at).get(name)
        if offer is None:
            return said if said in ("moved", "forbidden") else "absent"
        return "closed" if offer.refusal else "open"

    hold_to_the_table(cast, cases, ask)


def test_who_asks_is_answered_as_the_table_says(cast, cases):
    def ask(case, name, person, at, said):
        return answer(lambda: objection(case, name, by=person, at=at))

    hold_to_the_table(cast, cases, ask)


def test_who_tries_is_refused_as_the_table_says_and_nothing_is_written(cast, cases):
    """Each refusal once under each holder: the deed costs more than the question."""
    tried, entries = set(), Entry.objects.count()

    def ask(case, name, person, at, said):
        once = name, person, case.held_by_id, said
        if said == "offered" or case.state not in steps()[name] or once in tried:
            return said
        tried.add(once)
        return answer(lambda: perform(case, name, by=person, at=at))

    hold_to_the_table(cast, cases, ask)
    assert Entry.objects.count() == entries
