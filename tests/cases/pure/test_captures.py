"""What is uploaded is drawn anew, or refused with a sentence: nothing but the picture comes through."""

import hashlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from cases.captures import HEAVIEST, NotACapture, drawn_anew, is_near, is_same_picture, of_upload
from cases.captures.looks import distance

from ..images import CANARY, ON_ITS_SIDE, exif, picture, png_that_claims, raw, resent, screenshot, told_by

KINDS = ["JPEG", "PNG", "WEBP", "HEIF"]
SCRIPT = b"<script>alert(1)</script>"
NO_IMAGES = {
    "SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "SVG behind a declaration": b'<?xml version="1.0"?>\n<!-- -->\n<svg/>',
    "HTML": b"<!doctype html><html><body>Bonjour</body></html>",
    "PDF": b"%PDF-1.7\n1 0 obj\n<<>>\nendobj",
    "GIF": raw("GIF"),
    "TIFF": raw("TIFF"),
    "BMP": raw("BMP"),
    "AVIF": raw("AVIF"),
    "text": "Bonjour à tous".encode(),
    "a page behind a line of an image": b"\xff\xd8\xff\xe0" + SCRIPT,
    "an image that is a page too": raw("JPEG", comment=SCRIPT),
    "an image that is a PDF too": raw("JPEG", comment=b"\n%PDF-1.4\n"),
    "a name of an image alone": b"\x89PNG\r\n\x1a\n",
}


def refusal(content):
    with pytest.raises(NotACapture) as refused:
        drawn_anew(content)
    return str(refused.value)


def outcome(content):
    try:
        drawn_anew(content)
    except NotACapture:
        return "refused"
    return "drawn"


# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", NO_IMAGES.values(), ids=NO_IMAGES)
def test_what_is_no_image_of_the_four_kinds_is_refused_whatever_it_is_called(content):
    assert refusal(content) == (
        "Ce fichier n’est pas une image JPEG, PNG, WebP ou HEIC. Faites une capture d’écran, puis choisissez-la."
    )


def test_an_empty_file_is_refused():
    assert "vide" in refusal(b"")


@pytest.mark.parametrize("size", [(40_000, 40_000), (12_000, 10_000), (30_001, 1), (1, 30_001)])
def test_what_would_fill_the_memory_is_refused_before_it_is_decoded(size, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    assert "trop grande" in refusal(png_that_claims(*size))


@pytest.mark.parametrize("kind", KINDS)
def test_a_truncated_image_is_refused(kind):
    content = raw(kind, picture(size=(64, 64)))
    for share in (0.2, 0.5, 0.9):
        assert "choisissez-la" in refusal(content[: int(len(content) * share)])


def test_a_heavy_file_is_refused_and_not_read_to_its_end():
    upload = BytesIO(b"x" * (HEAVIEST + 1000))
    with pytest.raises(NotACapture, match="10 Mo"):
        of_upload(upload)
    assert upload.tell() == HEAVIEST + 1


@settings(deadline=None, max_examples=200)
@given(kind=st.sampled_from(KINDS), at=st.floats(0, 1), put=st.binary(max_size=12), cut=st.integers(0, 40))
def test_a_broken_file_raises_nothing_else(kind, at, put, cut):
    content = raw(kind, exif=exif())
    here = int(at * len(content))
    assert outcome(content[:here] + put + content[here + cut :]) in ("drawn", "refused")


# What comes through ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_becomes_a_jpeg_without_artist_place_or_profile(kind):
    content = raw(kind, exif=exif(), icc_profile=CANARY.encode() * 40)
    assert CANARY.encode() in content
    capture = drawn_anew(content)
    for made in (capture.content, capture.thumbnail):
        assert Image.open(BytesIO(made)).format == "JPEG"
        assert told_by(made) == ({}, {}, set())
        assert CANARY.encode() not in made


def test_comments_and_descriptions_are_gone():
    assert CANARY.encode() not in drawn_anew(raw("JPEG", comment=CANARY.encode())).content
    xmp = b"<x:xmpmeta><dc:creator>CANARY</dc:creator></x:xmpmeta>"
    for kind in ("JPEG", "WEBP"):
        assert b"xmp" in raw(kind, xmp=xmp) and b"xmp" not in drawn_anew(raw(kind, xmp=xmp)).content


def test_what_hangs_behind_an_image_is_gone():
    capture = drawn_anew(raw("JPEG", picture(size=(200, 200))) + SCRIPT + b"PK\x03\x04")
    assert SCRIPT not in capture.content and b"PK\x03\x04" not in capture.content


@pytest.mark.parametrize("kind", KINDS)
def test_a_photograph_on_its_side_stands_upright(kind):
    capture = drawn_anew(raw(kind, picture(size=(48, 32)), exif=exif(ON_ITS_SIDE)))
    shown = Image.open(BytesIO(capture.content))
    assert shown.size == (32, 48)
    right, left = shown.getpixel((29, 3)), shown.getpixel((3, 3))
    assert right[0] > 200 > 100 > right[1] and min(left) > 200  # the red corner has turned to the right


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_hold_colours_is_read(mode):
    capture = drawn_anew(raw("PNG", Image.new("I;16", (9, 9)) if mode == "I;16" else picture().convert(mode)))
    assert Image.open(BytesIO(capture.content)).mode == "RGB"


def test_the_colours_of_a_printer_become_those_of_a_screen():
    shown = Image.open(BytesIO(drawn_anew(raw("JPEG", picture(size=(96, 96)).convert("CMYK"), quality=95)).content))
    red, _green, blue = shown.getpixel((6, 6))
    assert red > 200 and blue < 60


def test_what_can_be_seen_through_stands_on_white():
    shown = Image.open(BytesIO(drawn_anew(raw("PNG", Image.new("RGBA", (8, 8), (0, 0, 0, 0)))).content))
    assert shown.getpixel((4, 4)) == (255, 255, 255)


def test_both_fingerprints_are_those_of_the_bytes():
    content = raw()
    capture = drawn_anew(content)
    assert capture.original_sha256 == hashlib.sha256(content).hexdigest()
    assert capture.sha256 == hashlib.sha256(capture.content).hexdigest() != capture.original_sha256
    assert drawn_anew(content) == capture


def test_a_thumbnail_is_small_and_keeps_its_shape():
    tall = drawn_anew(raw("PNG", picture(size=(500, 2000))))
    assert Image.open(BytesIO(tall.thumbnail)).size == (80, 320)
    assert Image.open(BytesIO(tall.content)).size == (500, 2000)


# What looks alike -----------------------------------------------------------------------------------------------------


def is_same(one, other):
    """As it is asked of two captures: are their looks near, and then their thumbnails the same?"""
    one, other = drawn_anew(one), drawn_anew(other)
    near = is_near(one.look, other.look)
    return near, near and is_same_picture(BytesIO(one.thumbnail), BytesIO(other.thumbnail))


@pytest.mark.parametrize(
    "words", ["Oui.", "On te trouvera demain.", "On sait où tu gares\nta voiture, dans\nquelle rue."]
)
def test_a_picture_sent_on_is_the_same_and_also_with_another_hour_above(words):
    image = screenshot(words)
    for other in (resent(image), raw("WEBP", image), resent(screenshot(words, hour="17:48"))):
        assert is_same(raw("PNG", image), other) == (True, True)


@pytest.mark.parametrize(
    "words", ["On me trouvera demain.", "On te trouvera ce soir.", "On te trouvera demaim.", "Oui."]
)
def test_other_words_set_in_the_same_way_look_near_and_are_not_the_same(words):
    assert is_same(raw("PNG", screenshot()), raw("PNG", screenshot(words))) == (True, False)


def test_another_picture_is_not_near():
    image = picture(size=(300, 400))
    assert is_same(raw("PNG", image), raw("PNG", ImageOps.flip(image))) == (False, False)
    assert not is_near(None, None) and not is_near(None, 0)


def test_a_look_is_64_signed_bits_and_distance_counts_those_that_differ():
    assert -(2**63) <= drawn_anew(raw()).look < 2**63
    assert distance(-1, 0) == 64
    assert distance(-(2**63), 2**63 - 1) == 64
    assert distance(0b1011, 0b0010) == 2


def test_a_page_of_one_colour_looks_like_nothing():
    assert drawn_anew(raw("PNG", Image.new("RGB", (40, 40), "white"))).look is None
