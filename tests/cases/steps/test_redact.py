"""redact: the version that the person will read; the first one stays sealed beside it."""

import pytest

from cases.captures import Box, covered
from cases.models import Draft, DraftFile, Reading
from tests.beginnings import beginning

from ..cast import MONDAY, Walk
from ..images import held
from .promises import entry, forbidden, form, refused, says, stale, told_by


@beginning
def ready(walk, cast):
    walk.in_review().do("add_evidence", cast.alice, text="Marie a répondu.", others_visible=True)
    return walk


@beginning
def said(ready):
    return {"piece": ready.case.pieces.latest("number"), "text": "[Une personne] a répondu."}


def test_who_does_not_examine_the_case_redacts_nothing(ready, said):
    forbidden(ready, "redact", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_a_piece_of_another_case_is_not_reached(ready, cast, said):
    other = Walk(cast).in_review()
    said["piece"] = other.case.pieces.get()
    assert "pas de ce dossier" in refused(ready, "redact", cast.alice, field="piece", **said)


def test_nothing_is_redacted_while_the_person_reads_it(ready, cast, said):
    ready.do("redact", cast.alice, **said)
    ready.in_hearing()
    stale(ready, "redact", cast.alice, **said)


def test_the_redacted_version_is_read_and_the_first_one_stays(ready, cast, said):
    case = ready.do("redact", cast.alice, **said)
    versions = [(one.number, one.use, one.text) for one in said["piece"].versions.order_by("number")]
    assert versions == [(1, "sealed", "Marie a répondu."), (2, "disclosed", "[Une personne] a répondu.")]
    assert not any(one.is_sealed for one in case.exhibits)
    assert told_by(ready) == {}
    ready.in_hearing()
    shown = [one.version.text for one in ready.case.grievances.get().disclosures.all()]
    assert sorted(shown) == ["On te trouvera.", "[Une personne] a répondu."]


def test_a_second_redaction_is_the_one_that_is_read(ready, cast, said):
    ready.do("redact", cast.alice, **said)
    ready.do("redact", cast.alice, piece=said["piece"], text="[…]")
    ready.in_hearing()
    assert "[…]" in [one.version.text for one in ready.case.grievances.get().disclosures.all()]


def test_the_form_offers_pieces_of_this_case_only(ready, cast, said):
    other = Walk(cast).in_review()
    typed = {"piece": str(said["piece"].pk), "text": "[…]"}
    assert says(ready, "redact", cast.alice, typed) == {}
    assert set(form(ready, "redact", cast.alice, None).fields["piece"].queryset) == set(ready.case.pieces.all())
    assert list(says(ready, "redact", cast.alice, typed, piece=str(other.case.pieces.get().pk))) == ["piece"]


def test_the_person_reads_one_version_made_in_one_way(ready, cast, said, media):
    [capture] = held(at=ready.at)
    for ways in (
        {"text": ""},
        {"as_it_is": True},
        {"capture": capture},
        {"text": "", "as_it_is": True, "capture": capture},
    ):
        assert "une seule façon" in refused(ready, "redact", cast.alice, field="as_it_is", **said | ways)


# Captures -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def sent(cast, media):
    """In review, with a capture of who reported: sealed."""
    return Walk(cast, captures=held(at=MONDAY)).in_review()


def first(walk):
    return walk.case.pieces.get(number=1)


def grievances(walk):
    """What the person then reads: (use, text, whether there is an image)."""
    walk.in_hearing()
    disclosures = walk.case.grievances.get().disclosures.select_related("version__piece")
    return [(one.version.piece.number, one.version.text, bool(one.version.file)) for one in disclosures]


def test_what_who_reported_sent_is_sealed_until_an_officer_has_looked(sent, cast):
    assert [one.use for one in first(sent).versions.all()] == ["sealed"] and first(sent).is_sealed
    said = {"facts": "Une menace.", "articles": [], "rule_explanation": "…", "maximum": "warning"}
    assert "occultez" in refused(sent, "notify_grievances", cast.alice, **said)


def test_a_capture_is_disclosed_as_it_is_by_whoever_answers_for_it(sent, cast):
    sent.do("redact", cast.alice, piece=first(sent), as_it_is=True, alt="Une menace.")
    sealed, shown = first(sent).versions.order_by("number")
    assert (sealed.use, sealed.made_by, shown.use, shown.made_by) == ("sealed", None, "disclosed", cast.alice)
    assert sealed.columns == shown.columns
    assert (first(sent).alt, first(sent).is_sealed) == ("Une menace.", False)
    assert entry(sent).content.answers == {"piece": str(first(sent).pk), "as_it_is": True, "alt": "Une menace."}
    assert told_by(sent) == {}
    assert grievances(sent) == [(1, "", True), (2, "On te trouvera.", False)]


def test_a_capture_is_disclosed_as_another_image(sent, cast):
    [hidden] = held(90, at=sent.at)
    sent.do("redact", cast.alice, piece=first(sent), capture=hidden)
    sealed, shown = first(sent).versions.order_by("number")
    assert shown.sha256 == hidden.sha256 != sealed.sha256
    assert entry(sent).content.answers["capture"] == hidden.sha256
    assert not DraftFile.objects.exists()


def test_an_image_made_of_one_piece_is_disclosed_for_no_other(cast, media):
    walk = Walk(cast, captures=held(0, 90, at=MONDAY)).in_review()
    one, other = captures(walk)
    with one.versions.get().opened() as original:
        made = Draft.objects.begun(at=walk.at).hold(covered(original, [Box(0, 0, 50, 50)]))
    assert refused(walk, "redact", cast.alice, field="piece", piece=other, capture=made).endswith(
        "1. Choisissez celle-là."
    )
    walk.do("redact", cast.alice, piece=one, capture=made)
    assert [one.number for one in walk.case.sealed] == [2]


def test_a_capture_is_disclosed_as_a_text(sent, cast):
    sent.do("redact", cast.alice, piece=first(sent), text="La même publication qu’à la pièce 2.")
    assert grievances(sent)[0] == (1, "La même publication qu’à la pièce 2.", False)


def test_a_text_is_disclosed_as_it_is_too(ready, cast, said):
    ready.do("redact", cast.alice, piece=said["piece"], as_it_is=True)
    assert said["piece"].versions.latest("number").text == "Marie a répondu."


# Several at once ------------------------------------------------------------------------------------------------------


@pytest.fixture
def three(cast, media):
    """In review, with three captures of who reported."""
    return Walk(cast, captures=held(0, 90, 200, at=MONDAY)).in_review()


def captures(walk):
    return list(walk.case.pieces.captures().order_by("number"))


def open_them(walk, person, *pieces, version=1):
    """At full size, as the page of an image writes it down."""
    for piece in pieces:
        what = Reading.of_version(piece.number, version)
        Reading.objects.create(person=person, role="federation", case=walk.case, purpose=what, at=walk.at)


def test_no_capture_goes_along_that_its_officer_did_not_open_at_full_size(three, cast):
    """Nor does it count who else opened it, or that another version, or the page, was opened."""
    one, two, three_ = captures(three)
    said = {"piece": one, "as_it_is": True, "also": [two, three_]}
    assert refused(three, "redact", cast.alice, field="also", **said).endswith("2, 3.")
    open_them(three, cast.alice, two)
    open_them(three, cast.bob, three_)
    open_them(three, cast.alice, three_, version=2)
    Reading.objects.create(person=cast.alice, role="federation", case=three.case, purpose="page", at=three.at)
    assert refused(three, "redact", cast.alice, field="also", **said).endswith(" 3.")


def test_nothing_goes_along_but_other_captures_of_this_case_that_are_sealed(three, cast):
    one, two, _three = captures(three)
    elsewhere = first(Walk(cast, captures=held(30, at=MONDAY)).in_review())
    text = three.case.pieces.get(kind="text")
    three.do("redact", cast.alice, piece=two, as_it_is=True)
    for other in (one, two, text, elsewhere):
        open_them(three, cast.alice, other)
        refused(three, "redact", cast.alice, field="also", piece=one, as_it_is=True, also=[other])


def test_captures_that_were_each_opened_are_disclosed_in_one_step(three, cast):
    one, *others = captures(three)
    open_them(three, cast.alice, *others)
    before = three.case.version
    case = three.do("redact", cast.alice, piece=one, text="La même publication.", also=others)
    assert case.version == before + 1 and not case.pieces.sealed().exists()
    assert entry(three).content.answers["also"] == [str(piece.pk) for piece in others]
    for piece in others:
        sealed, shown = piece.versions.order_by("number")
        assert (sealed.columns, shown.use, shown.made_by) == (shown.columns, "disclosed", cast.alice)
    assert [number for number, *_rest in grievances(three)] == [1, 2, 3, 4]


def test_the_form_offers_the_captures_that_wait_where_there_are_several(three, sent, cast):
    asked = form(three, "redact", cast.alice, None).fields["also"]
    assert list(asked.queryset) == captures(three)
    assert "also" not in form(sent, "redact", cast.alice, None).fields
