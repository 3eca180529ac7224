"""How boxes are drawn without a script: by two clicks or by four numbers, and nothing is stored until they are used."""

import re
from io import BytesIO

import pytest
from PIL import Image

from cases.captures import MOST_BOXES, Box
from cases.models import Draft, DraftFile, Reading

from ..cast import MONDAY, Walk
from ..images import held
from .browsing import read
from .redacting import FACE, SIZE, boxes, of, picture, plain, refused, sent, text


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


@pytest.fixture
def walk(cast):
    """In review, with two sealed captures of who reported."""
    return Walk(cast, captures=held(10, 90, at=MONDAY, size=SIZE)).in_review()


# Drawing --------------------------------------------------------------------------------------------------------------


def test_the_image_is_a_button_that_says_where_it_was_clicked(walk, cast, visit):
    page = text(visit(cast.alice, of(walk), at=walk.at))
    button = re.search(r'<input type="image"[^>]+>', page)[0]
    assert f'src="{of(walk, asked="image/")}?"' in button and 'width="400" height="800"' in button
    assert 'alt="Capture, pièce 1, pas encore décrite"' in button and "<script" not in page.split("<main")[1]


def test_two_clicks_are_two_corners_of_a_box(walk, cast, visit):
    first = visit(cast.alice, of(walk, asked="?scale=300&point.x=30&point.y=120"), at=walk.at)
    assert (first.status_code, boxes(first)) == (200, [])
    assert "Le premier coin est posé" in read(first)
    assert 'name="corner" value="10,20"' in text(first) and "image/?corner=10,20" in text(first)
    second = visit(cast.alice, of(walk, asked="?scale=300&corner=10,20&point.x=120&point.y=150"), at=walk.at)
    assert (second.status_code, boxes(second)) == (200, [FACE])
    assert f"image/?box={FACE}" in text(second) and 'name="corner"' not in text(second)


def test_a_click_counts_in_the_size_in_which_the_image_was_shown(walk, cast, visit):
    for scale, across, down in ((300, 120, 150), (400, 160, 200)):
        asked = f"?scale={scale}&corner=10,20&point.x={across}&point.y={down}"
        assert boxes(visit(cast.alice, of(walk, asked=asked), at=walk.at)) == [FACE]


def test_four_numbers_are_a_box_too(walk, cast, visit):
    answer = visit(cast.alice, of(walk, asked="?box=1,1,2,2&add=yes&left=10&top=20&width=30&height=5.0"), at=walk.at)
    assert (answer.status_code, boxes(answer)) == (200, ["1,1,2,2", FACE])
    assert "2 cadres" in read(answer) and answer.context["form"]["left"].value() is None
    assert "à 10 % de la gauche et 20 % du haut, large de 30 %, haut de 5 %" in plain(answer)


def test_each_box_is_taken_off_by_its_own_button_and_its_numbers_wait_to_be_corrected(walk, cast, visit):
    page = visit(cast.alice, of(walk, asked=f"?box=1,1,2,2&box={FACE}"), at=walk.at)
    assert [read_button(text(page), n) for n in (1, 2)] == ["Retirer le cadre 1", "Retirer le cadre 2"]
    answer = visit(cast.alice, of(walk, asked=f"?box=1,1,2,2&box={FACE}&drop=1"), at=walk.at)
    assert (answer.status_code, boxes(answer)) == (200, [FACE])
    assert [answer.context["form"][name].value() for name in Box._fields] == [1, 1, 2, 2]
    for wrong in ("3", "0", "x", "-1"):
        assert len(boxes(visit(cast.alice, of(walk, asked=f"?box=1,1,2,2&box={FACE}&drop={wrong}"), at=walk.at))) == 2


def read_button(page, number):
    return re.search(rf'name="drop" value="{number}">([^<]+)</button>', page)[1]


@pytest.mark.parametrize(
    ("asked", "said"),
    [("add=yes&left=100&top=1&width=2&height=2", "hors de l’image"),
     ("add=yes&left=1&top=100&width=2&height=2", "hors de l’image"),
     ("add=yes&left=-1&top=1&width=2&height=2", "supérieure ou égale à 0"),
     ("add=yes&left=1&top=101&width=2&height=2", "inférieure ou égale à 100"),
     ("add=yes&left=1&top=1&width=0&height=2", "supérieure ou égale à 0"),
     ("add=yes&left=1&top=1&width=2&height=nan", "Saisissez un nombre"),
     ("add=yes&left=1&top=1&width=large&height=2", "Saisissez un nombre"),
     ("add=yes&left=1&top=1&width=2", "obligatoire"),
     ("corner=10,20&scale=300&point.x=30&point.y=120", "n’entourent rien"),
     ("corner=10,20&scale=300&point.x=30&point.y=300", "n’entourent rien"),
     ("scale=300&point.x=301&point.y=5", "hors de l’image"),
     ("scale=300&point.x=5&point.y=-1", "hors de l’image"),
     ("scale=300&point.x=x", "hors de l’image"),
     ("box=1,1,0,2", "pas lisible")],
)  # fmt: skip
def test_what_cannot_be_drawn_is_422_with_a_sentence_and_everything_kept(walk, cast, visit, asked, said):
    answer = visit(cast.alice, of(walk, asked=f"?box={FACE}&{asked}"), at=walk.at)
    assert any(said in one for one in refused(answer)), refused(answer)
    assert boxes(answer) == [FACE]
    if "corner" in asked:
        assert str(answer.context["drawing"].corner) == "10,20"
    if "add" in asked:
        typed = dict(one.split("=") for one in asked.split("&"))
        assert {name: answer.context["form"][name].value() for name in typed if name in Box._fields} == {
            name: value for name, value in typed.items() if name in Box._fields
        }


def test_what_juts_out_is_cut_off(walk, cast, visit):
    assert visit(cast.alice, of(walk), sent(walk, "90,90,100,100"), at=walk.at).status_code == 303
    hidden = picture(DraftFile.objects.get())
    assert hidden.size == SIZE and len(hidden.crop((360, 720, *SIZE)).getcolors()) == 1


def test_there_are_only_so_many_boxes(walk, cast, visit):
    full = "&".join(["box=1,1,2,2"] * MOST_BOXES)
    more = visit(cast.alice, of(walk, asked=f"?{full}&add=yes&left=10&top=20&width=30&height=5"), at=walk.at)
    assert f"{MOST_BOXES} cadres au plus" in refused(more)[0] and len(boxes(more)) == MOST_BOXES
    assert more.context["form"]["left"].value() == "10"
    assert visit(cast.alice, of(walk, asked=f"image/?{full}&box=1,1,2,2"), at=walk.at).status_code == 404
    asked = of(walk, asked=f"?{full}&box=1,1,2,2")
    assert len(boxes(visit(cast.alice, asked, at=walk.at))) == MOST_BOXES


def test_looking_and_drawing_store_nothing(walk, cast, visit):
    before = DraftFile.objects.count(), Draft.objects.count()
    visit(cast.alice, of(walk, asked=f"?box={FACE}&corner=1,1&scale=300&point.x=200&point.y=300"), at=walk.at)
    visit(cast.alice, of(walk, asked=f"image/?box={FACE}"), at=walk.at)
    assert (DraftFile.objects.count(), Draft.objects.count()) == before


# The image ------------------------------------------------------------------------------------------------------------


def test_the_image_shows_the_boxes_and_is_kept_nowhere(walk, cast, visit):
    answer = visit(cast.alice, of(walk, asked=f"image/?box={FACE}"), at=walk.at)
    shown = Image.open(BytesIO(answer.content)).convert("RGB")
    assert shown.size == SIZE and len(shown.crop(Box.read(FACE).on(SIZE)).getcolors()) == 1
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/jpeg", "private, no-store")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("asked", ["box=1,1,0,2", "box=x", f"box={FACE}&box="])
def test_an_image_with_boxes_that_are_none_is_not_found(walk, cast, visit, asked):
    assert visit(cast.alice, of(walk, asked=f"image/?{asked}"), at=walk.at).status_code == 404


def test_opening_the_original_here_is_written_down_as_anywhere(walk, cast, visit):
    visit(cast.alice, of(walk), at=walk.at)
    assert not Reading.objects.filter(purpose__startswith="piece").exists()
    visit(cast.alice, of(walk, 2, "image/"), at=walk.at)
    visit(cast.alice, of(walk, 2, f"image/?box={FACE}"), at=walk.at)
    opened = Reading.objects.filter(purpose__startswith="piece").values_list("person", "role", "purpose", "at")
    assert list(opened) == [(cast.alice.pk, "federation", "piece 2.1", walk.at)] * 2
