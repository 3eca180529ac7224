"""Boxes on an image: what they cover is gone from the bytes, and nothing else is."""

import hashlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from cases.captures import Box, Point, covered, drawn_anew, preview, size_of

from ..images import CANARY, exif, raw, screenshot, told_by

WORDS = Box(2, 16, 80, 6)  # where `screenshot` writes what it says


@pytest.fixture(scope="module")
def original():
    return drawn_anew(raw("JPEG", screenshot(), exif=exif(), comment=CANARY)).content


def image(content):
    return Image.open(BytesIO(content)).convert("RGB")


def hide(original, *boxes):
    return covered(BytesIO(original), boxes)


@pytest.mark.parametrize(
    "text",
    ["", "10,20,30", "10,20,30,40,50", "a,b,c,d", "10;20;30;40", "-1,20,30,40", "10,20,30,101", "nan,20,30,40",
     "inf,20,30,40", "100,20,30,40", "10,100,30,40", "10,20,0,40", "10,20,30,0", "10,20,30,0.001"],
)  # fmt: skip
def test_what_hides_nothing_of_the_image_is_no_box(text):
    with pytest.raises(ValueError):  # noqa: PT011  (the callers say it in their own words)
        Box.read(text)


@pytest.mark.parametrize("text", ["", "10", "10,20,30", "-1,20", "10,101", "nan,0"])
def test_what_lies_outside_the_image_is_no_corner(text):
    with pytest.raises(ValueError):  # noqa: PT011
        Point.read(text)


def test_a_box_is_read_as_it_was_written():
    for box in (Box(0, 0, 100, 100), Box(12.5, 33.33, 0.01, 7)):
        assert Box.read(str(box)) == box


def test_two_corners_make_a_box_in_whatever_order_they_are_clicked():
    one, other = Point(10, 60), Point(30, 20)
    assert Box.between(one, other) == Box.between(other, one) == Box(10, 20, 20, 40)


def test_a_box_covers_whole_squares_and_never_less_than_was_asked():
    assert Box(10, 10, 10, 10).on((100, 100)) == (8, 8, 24, 24)
    assert Box(0, 0, 100, 100).on((50, 33)) == (0, 0, 50, 33)
    assert Box(99, 99, 50, 50).on((101, 101)) == (96, 96, 101, 101)


def test_what_is_under_a_box_is_of_one_colour_to_its_last_pixel(original):
    hidden = image(hide(original, WORDS, Box(90, 95, 40, 40)).content)
    for box in (WORDS, Box(90, 95, 40, 40)):
        part = hidden.crop(box.on(hidden.size))
        assert part.width * part.height > 2000 and len(part.getcolors()) == 1


def test_the_rest_is_the_same_picture(original):
    before, after = image(original), image(hide(original, WORDS).content)
    assert before.size == after.size
    for one in (before, after):
        one.paste("black", WORDS.on(one.size))
    assert max(high for _low, high in ImageChops.difference(before, after).getextrema()) <= 12


def test_two_pictures_that_differ_under_the_box_alone_become_the_same_bytes():
    """So nothing of what was there can be found in them, by whatever means."""
    one, other = (drawn_anew(raw(image=screenshot(words))).content for words in ("On te trouvera.", "Bonne soirée !"))
    assert one != other
    first, second = hide(one, WORDS), hide(other, WORDS)
    assert (first.content, first.thumbnail) == (second.content, second.thumbnail)
    assert first.original_sha256 != second.original_sha256


def test_the_image_says_nothing_besides_its_picture_and_which_one_it_was_made_of(original):
    made = hide(original, WORDS)
    assert told_by(made.content) == told_by(made.thumbnail) == ({}, {}, set())
    assert made.original_sha256 == hashlib.sha256(original).hexdigest()
    assert made.sha256 == hashlib.sha256(made.content).hexdigest() != made.original_sha256


def test_the_thumbnail_hides_the_same(original):
    small = image(hide(original, WORDS).thumbnail)
    shown = image(drawn_anew(original).thumbnail)
    middle = (small.width // 4, small.height * 19 // 100)
    assert max(abs(one - 118) for one in small.getpixel(middle)) <= 3
    assert shown.getpixel(middle) != small.getpixel(middle)


def test_a_preview_is_what_comes_out_with_a_cross_where_the_next_box_begins(original):
    made = hide(original, WORDS).content
    assert preview(BytesIO(original), [WORDS]) == made
    crossed = image(preview(BytesIO(original), [WORDS], Point(50, 60)))
    differs = ImageChops.difference(image(made), crossed).getbbox()
    assert differs[0] < 270 < differs[2] and differs[1] < 702 < differs[3]


def test_the_size_is_read_without_the_picture(original):
    assert size_of(BytesIO(original)) == (540, 1170)
    assert size_of(BytesIO(original[:2000])) == (540, 1170)
