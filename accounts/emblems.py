"""The logo of an organisation, and the icons of its installed application: PNG, drawn here and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageDraw

from . import pictures

HEAVIEST = 2 * 1024 * 1024  # bytes, as it is uploaded
FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST = (512, 512)  # pixels, as it is kept
IN_HEADER = (320, 96)  # shown at half of it, or smaller
HOUSE = "#0f5257"  # the colour of whoever has chosen none: static/icon.svg
FINER = 4  # lines are drawn so many times larger, and then made smooth
# Two who speak: static/icon.svg, on its 32 squares.
SPEECH = (
    ((5, 7), (19, 7), (19, 17), (12, 17), (8, 20.5), (8, 17), (5, 17), (5, 7), (19, 7)),
    ((22.5, 12), (27, 12), (27, 21.5), (24.5, 21.5), (24.5, 25), (20, 21.5), (13.5, 21.5), (13.5, 20)),
)


class NotALogo(Exception):
    """This upload is not kept. Its one argument is a sentence that says what to do instead."""


def of_upload(raw: bytes) -> bytes:
    """The picture in these bytes as a PNG of our own, and nothing else of them. Raises NotALogo."""
    if len(raw) > HEAVIEST:
        raise NotALogo(_("Ce logo pèse plus de 2 Mo. Réduisez-le, puis choisissez-le à nouveau."))
    try:
        image = pictures.opened(raw, FORMATS)
        with pictures.decoded(image):
            picture = image.convert("RGBA")
    except pictures.NotAPicture as refused:
        raise NotALogo(
            _("Ce fichier n’est pas une image JPEG, PNG ou WebP qui s’ouvre. Choisissez-en une autre.")
        ) from refused
    picture.info = {}
    picture.thumbnail(LARGEST)
    return as_png(picture)


def in_header(logo: bytes, colour: str) -> Image.Image:
    """On white, for a logo drawn in dark ink is seen by night too."""
    picture = read(logo)
    picture.thumbnail(IN_HEADER)
    page = Image.new("RGBA", picture.size, "white")
    page.alpha_composite(picture)
    return page


def icon(size: int, *, share: float) -> Callable[[bytes, str], Image.Image]:
    """A square of so many pixels, of which the drawing takes this share; a telephone cuts what is left as it likes."""

    def drawing(logo: bytes, colour: str) -> Image.Image:
        ground = "white" if logo else colour or HOUSE
        square = Image.new("RGBA", (size, size), ground)
        room = round(size * share)
        drawn = read(logo) if logo else speech(room)
        drawn = fitted(drawn, room)
        square.alpha_composite(drawn, ((size - drawn.width) // 2, (size - drawn.height) // 2))
        return square

    return drawing


DRAWINGS: dict[str, Callable[[bytes, str], Image.Image]] = {
    "logo": in_header,
    "icone-192": icon(192, share=0.8),
    "icone-512": icon(512, share=0.8),
    "icone-pleine": icon(512, share=0.56),  # inside the circle that is never cut: four fifths across
}


@lru_cache(maxsize=16)
def drawn(which: str, logo: bytes, colour: str) -> bytes:
    """One of `DRAWINGS`, as a PNG."""
    return as_png(DRAWINGS[which](logo, colour))


def speech(side: int) -> Image.Image:
    large = side * FINER
    drawing = Image.new("RGBA", (large, large))
    unit = large / 26  # the drawing stands between 3 and 29 of 32
    for line in SPEECH:
        points = [((x - 3) * unit, (y - 3) * unit) for x, y in line]
        ImageDraw.Draw(drawing).line(points, fill="white", width=round(2.25 * unit), joint="curve")
    return drawing.resize((side, side), Image.Resampling.LANCZOS)


def fitted(picture: Image.Image, room: int) -> Image.Image:
    """As large as it can be in a square of so many pixels."""
    factor = room / max(picture.size)
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def read(logo: bytes) -> Image.Image:
    return Image.open(BytesIO(logo), formats=["PNG"]).convert("RGBA")


def as_png(picture: Image.Image) -> bytes:
    out = BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
