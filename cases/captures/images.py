"""An upload becomes a JPEG of our own: turned upright, without a word of what its file told besides the picture."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO

from django.utils.translation import gettext as _
from PIL import Image
from pillow_heif import register_heif_opener

from accounts import pictures

from .looks import look_of

register_heif_opener()

MOST = 5  # captures of one report
HEAVIEST = 10 * 1024 * 1024  # bytes
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
SMALL = (320, 320)  # pixels: a thumbnail fits into this
QUALITY, SMALL_QUALITY = 85, 70


class NotACapture(Exception):
    """This upload is not kept. Its one argument is a sentence that says what to do instead."""


@dataclass(frozen=True)
class Capture:
    """An image that may be kept, with its thumbnail, both JPEG; the fingerprint of its bytes, and of what it was."""

    content: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)
    sha256: str
    original_sha256: str
    look: int | None


def of_upload(upload: IO[bytes]) -> Capture:
    """What was uploaded, drawn anew. Reads no more than it may weigh; raises NotACapture."""
    upload.seek(0)
    return drawn_anew(upload.read(HEAVIEST + 1))


def drawn_anew(raw: bytes) -> Capture:
    """The picture in these bytes, and nothing else of them. Raises NotACapture with what to do."""
    if not raw:
        raise NotACapture(_("Ce fichier est vide. Choisissez la capture à nouveau."))
    if len(raw) > HEAVIEST:
        raise NotACapture(_("Cette image pèse plus de 10 Mo. Envoyez une capture d’écran plutôt qu’une photo."))
    return written(pixels(opened(raw)), of=raw)


def written(picture: Image.Image, *, of: bytes) -> Capture:
    """This picture as it may be kept, and the fingerprint of the bytes that it was made of."""
    content = as_jpeg(picture, QUALITY)
    look = look_of(picture)
    picture.thumbnail(SMALL)
    return Capture(content, as_jpeg(picture, SMALL_QUALITY), digest(content), digest(of), look)


def opened(raw: bytes) -> Image.Image:
    """The image, of which only the header is read yet."""
    with said():
        return pictures.opened(raw, FORMATS)


def pixels(image: Image.Image) -> Image.Image:
    """Upright, opaque, in red, green and blue, without anything that its file said of it."""
    with said(), pictures.decoded(image):
        picture = on_white(image) if image.has_transparency_data else as_rgb(image)
    picture.info = {}
    return picture


def as_rgb(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGB" else image.convert("RGB")


def on_white(image: Image.Image) -> Image.Image:
    image = image.convert("RGBA")
    page = Image.new("RGB", image.size, "white")
    page.paste(image, mask=image)
    return page


def as_jpeg(picture: Image.Image, quality: int) -> bytes:
    """Colours at full resolution: letters on a screen have thin coloured edges."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality, subsampling=0)
    return out.getvalue()


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@contextmanager
def said() -> Iterator[None]:
    """In here what is no picture is said in a sentence, with what to do."""
    try:
        yield
    except pictures.NotAPicture as refused:
        raise NotACapture(SENTENCES[refused.trouble]()) from refused


SENTENCES: dict[pictures.Trouble, Callable[[], str]] = {
    pictures.Trouble.NO_IMAGE: lambda: _(
        "Ce fichier n’est pas une image JPEG, PNG, WebP ou HEIC. Faites une capture d’écran, puis choisissez-la."
    ),
    pictures.Trouble.TOO_LARGE: lambda: _(
        "Cette image est trop grande. Envoyez une capture d’écran, ou recadrez la photo."
    ),
    pictures.Trouble.BROKEN: lambda: _(
        "Cette image est abîmée ou incomplète. Ouvrez-la pour vérifier, puis choisissez-la à nouveau."
    ),
}
