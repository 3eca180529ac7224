"""Role × holder: who may read a case, whose header alone, and for whom it does not exist."""

from cases.models import Case, Report
from cases.views.queue import TABS

from .table import READING, ROLES
from .worlds import HOLDERS, appoint_everywhere, player

_BANDS, _HOLDERS, *LINES = [line.split() for line in READING.strip().splitlines() if line]
ROWS = {role: cells for role, *cells in LINES}
BANDS = {"R": 0, "A": 2}  # the person learns of a case in its review
PERSONS = [role for role in ROLES if role != "clk"]


def expected(letter, holder, role):
    return ROWS[role][2 * BANDS.get(letter, 1) + HOLDERS.index(holder)]


def read(case, person, at):
    """What the four ways to a case give this person."""
    reached = {
        "content": Case.objects.seen_by(person, at=at),
        "header": Case.objects.known_to(person, at=at),
        "own": Case.objects.concerning(person),
        "report": Case.objects.filter(pk__in=Report.objects.made_by(person).values("case")),
    }
    return [way for way, found in reached.items() if found.filter(pk=case.pk).exists()]


def ways(said):
    """Who reads the content knows the header too; every other way is the only one."""
    return {"content": ["content", "header"], "-": []}.get(said, [said])


def test_the_table_has_a_row_for_every_role():
    assert list(ROWS) == PERSONS


def test_everybody_reads_what_the_table_gives_and_nothing_more(cast, cases):
    differences = [
        f"{case.state} held by {holder}, {ROLES[role]}: {said} in the table, {got} found"
        for letter, holder, case, at in cases
        for role in PERSONS
        for said in [expected(letter, holder, role)]
        for got in [read(case, player(cast, role), at)]
        if got != ways(said)
    ]
    assert not differences, "\n".join(["", *differences])


def test_no_tab_of_a_queue_counts_what_its_reader_does_not_know(cast, cases):
    at = max(at for *_rest, at in cases)
    for role in PERSONS:
        person = player(cast, role)
        known = set(Case.objects.known_to(person, at=at).values_list("pk", flat=True))
        bodies = person.bodies_where("examine", at=at)
        for tab, _label in TABS.values():
            listed = Case.objects.known_to(person, at=at).tab(tab, bodies, by=person, at=at)
            assert set(listed.values_list("pk", flat=True)) <= known


def test_the_privacy_officer_knows_the_header_while_an_identity_is_asked_and_not_after(walk_to, cast):
    walk = walk_to("I", "45")
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Une plainte est déposée.")
    assert read(walk.case, cast.dora, walk.at) == ["header"]
    walk.do("answer_identity", cast.dora, granted=False, reason="La plainte ne la nomme pas.")
    assert read(walk.case, cast.dora, walk.at) == []


def test_a_restricted_case_opens_to_those_named_on_it_and_to_the_national_office(walk_to, cast):
    walk = walk_to("I", "45")
    walk.do("restrict_case", cast.alice, why="Une personne de la fédération est en cause.")
    assert read(walk.case, cast.alice, walk.at) == read(walk.case, cast.nora, walk.at) == ["content", "header"]
    assert read(walk.case, cast.bob, walk.at) == ["header"]


def test_no_office_opens_ones_own_case_nor_the_one_that_one_reported(walks, cast):
    for person in (cast.jean, cast.camille):
        appoint_everywhere(person)
    for (letter, holder), walk in walks.items():
        assert read(walk.case, cast.jean, walk.at) == ways(expected(letter, holder, "con"))
        assert read(walk.case, cast.camille, walk.at) == ["report"]


def test_a_case_goes_to_the_authors_federation_and_leaves_the_sight_of_the_first(walk, cast):
    walk.identified(cast.parisa.member)
    assert read(walk.case, cast.bob, walk.at) == []
    assert read(walk.case, cast.olga, walk.at) == ["content", "header"]
