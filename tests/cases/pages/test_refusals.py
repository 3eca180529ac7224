"""What is refused on a case leaves a row in the log of who read what; what does not exist leaves none."""

import pytest

from cases.models import Reading

from ..cast import MONDAY


def rows():
    return sorted(Reading.objects.values_list("person__name", "role", "purpose"))


@pytest.mark.parametrize(
    ("who", "role"), [("olga", "known"), ("marie", "known"), ("jean", "known"), ("root", "known"), ("paul", "panel")]
)
def test_who_asks_for_what_is_not_his_or_hers_is_written_down(walk, cast, visit, who, role):
    person = getattr(cast, who)
    for path in ("", "note/", "pieces/1/1/"):
        assert visit(person, f"/dossiers/{walk.reference}/{path}").status_code == 404
    assert rows() == [(person.name, role, "refused 404")] * 3
    row = Reading.objects.first()
    assert (row.case.reference, row.at) == (walk.reference, MONDAY)


def test_so_is_who_may_read_and_not_act(walk, cast, visit):
    walk.in_review()
    assert visit(cast.alice, f"/dossiers/{walk.reference}/suspend/", {"sha256": ""}).status_code == 403
    assert rows() == [("Alice", "federation", "refused 403")]


def test_so_is_who_asks_for_the_file_of_somebody_else(walk, cast, visit):
    walk.in_review().informed()
    assert visit(cast.marie, f"/mon-dossier/{walk.reference}/").status_code == 404
    assert rows() == [("Marie", "known", "refused 404")]


def test_who_reported_and_who_stepped_aside_leave_a_row_like_anybody(walk, cast, visit):
    walk.do("declare_recusal", cast.bob, reason="kinship")
    for person in (cast.bob, cast.camille):
        assert visit(person, f"/dossiers/{walk.reference}/").status_code == 404
    assert [name for name, *_rest in rows()] == ["Bob", "Camille"]


def test_what_does_not_exist_and_who_is_not_known_leave_nothing(walk, cast, visit):
    assert visit(cast.olga, "/dossiers/45-2026-ZZZZ/").status_code == 404
    assert visit(cast.olga, "/nulle-part/").status_code == 404
    assert visit(None, f"/dossiers/{walk.reference}/").status_code == 302
    assert rows() == []


def test_a_refusal_looks_the_same_whether_there_is_a_case_or_not(walk, cast, visit):
    there, not_there = (visit(cast.olga, f"/dossiers/{one}/") for one in (walk.reference, "45-2026-ZZZZ"))
    assert there.content.replace(walk.reference.encode(), b"") == not_there.content.replace(b"45-2026-ZZZZ", b"")
    assert dict(there.items()).keys() == dict(not_there.items()).keys()


def test_what_is_read_is_written_down_as_read(walk, cast, visit):
    assert visit(cast.alice, f"/dossiers/{walk.reference}/").status_code == 200
    assert rows() == [("Alice", "federation", "page")]
