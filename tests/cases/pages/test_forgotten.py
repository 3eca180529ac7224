"""A case that is over, page by page: no more for its federation, then for nobody; members keep theirs until then."""

import pytest
from django.urls import reverse

from cases.models import PieceVersion
from notifications.models import Notice
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, a_report
from ..images import held


@beginning
def over(cast):
    """Reported with a capture; the person, who knew, was heard and cleared."""
    said = {"explanation": "Je l’ai vu.", "captures": held(90, at=MONDAY)}
    walk = Walk(cast, begun=a_report(cast.camille, at=MONDAY, **said)).in_review()
    walk.do("redact", cast.alice, piece=walk.case.pieces.get(kind="capture"), text="Une capture.")
    walk.in_deliberation()
    closing = {"outcome": "cleared", "dismissal_reason": "", "reasons": "Rien.", "by_on": None}
    walk.do("close_without_sanction", cast.bob, **closing)
    return walk


def of_offices(walk):
    letter = Notice.objects.filter(topic=walk.reference, letter__audience="concerned").first()
    capture = PieceVersion.objects.exclude(mime="text/plain").first()
    paths = [reverse("case", args=[walk.reference]), reverse("case-letters", args=[walk.reference])]
    if letter:
        paths.append(reverse("case-letter", args=[walk.reference, letter.pk]))
    return [*paths, reverse("piece", args=[walk.reference, capture.piece.number, capture.number])]


def of_members(walk):
    letter = Notice.objects.filter(topic=walk.reference, recipient=walk.cast.jean).first()
    own = [(walk.cast.jean, reverse("my-case", args=[walk.reference])),
           (walk.cast.camille, reverse("my-report", args=[walk.code]))]  # fmt: skip
    return [*own, (walk.cast.jean, reverse("my-letter-text", args=[walk.reference, letter.pk]))] if letter else own


def answers(visit, walk, person):
    return {visit(person, path, at=walk.at).status_code for path in of_offices(walk)}


def test_while_it_may_be_looked_at_again_its_federation_reads_it(visit, over):
    assert answers(visit, over, over.cast.alice) == answers(visit, over, over.cast.nina) == {200}


@pytest.mark.parametrize(("name", "answer"), [
    ("alice", 404), ("bob", 404), ("olga", 404), ("jean", 404), ("camille", 404), ("root", 404), ("nina", 200),
])  # fmt: skip
def test_then_the_national_office_alone_reads_page_letters_and_pieces(visit, over, name, answer):
    over.tick(31)
    assert answers(visit, over, getattr(over.cast, name)) == {answer}


def test_no_queue_of_the_federation_names_it_any_more(visit, over):
    path = reverse("queue") + "?vue=clos"
    assert over.reference in visit(over.cast.alice, path, at=over.at).content.decode()
    over.tick(31)
    assert over.reference not in visit(over.cast.alice, path, at=over.at).content.decode()


def test_the_members_keep_their_pages_and_letters_until_it_is_anonymous(visit, over):
    before = of_members(over)
    for waited, answer in ((31, 200), (70, 404)):
        over.tick(waited)
        assert {visit(person, path, at=over.at).status_code for person, path in before} == {answer}


def test_of_what_is_anonymous_no_page_is_left_for_anybody(visit, over):
    paths = of_offices(over)
    over.tick(100)
    for name in ("alice", "nina", "paul", "dora", "jean", "root"):
        assert {visit(getattr(over.cast, name), path, at=over.at).status_code for path in paths} == {404}, name
