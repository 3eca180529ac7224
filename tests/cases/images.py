"""Tiny images as people send them: drawn here, in every kind, with everything that a telephone writes into a file."""

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from PIL.PngImagePlugin import PngInfo

import cases.captures  # noqa: F401  (teaches Pillow to write HEIC)
from cases.captures import drawn_anew
from cases.models import Draft

CANARY = "CANARY"
ARTIST, DEVICE, ORIENTATION, GPS = 0x013B, 0x0110, 0x0112, 0x8825
UPRIGHT, ON_ITS_SIDE = 1, 6


def picture(shade=0, *, size=(48, 32)):
    """A red corner on white; `shade` makes another one."""
    image = Image.new("RGB", size, "white")
    width, height = size
    ImageDraw.Draw(image).rectangle((0, 0, width // 3, height // 3), fill=(255, shade, shade))
    ImageDraw.Draw(image).line((0, height, width, shade % height), fill="navy", width=3)
    return image


def screenshot(words="On te trouvera demain.", *, hour="12:31"):
    """A post as a telephone shows it: what stands around the words is the same for all."""
    image = Image.new("RGB", (540, 1170), "white")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 540, 40), fill="#ddd")
    draw.ellipse((20, 110, 80, 170), fill="#47a")
    written = {(20, 8): (hour, 20), (95, 115): ("Jean Exemple", 24), (20, 200): (words, 30), (20, 300): ("3 déc.", 20)}
    for place, (text, size) in written.items():
        draw.text(place, text, fill="black", font=ImageFont.load_default(size))
    for column in range(5):
        draw.ellipse((30 + 105 * column, 1115, 55 + 105 * column, 1140), outline="black", width=3)
    return image


def raw(kind="PNG", image=None, **more):
    """The bytes of its file, as `kind` has it: PNG, JPEG, WEBP, HEIF, GIF."""
    out = BytesIO()
    (image or picture()).save(out, kind, **more)
    return out.getvalue()


def exif(orientation=UPRIGHT):
    """An artist who is a canary, and where the photograph was taken."""
    told = Image.Exif()
    told[ARTIST], told[ORIENTATION] = CANARY, orientation
    told.get_ifd(GPS).update({1: "N", 2: (47.0, 54.0, 9.0), 3: "E", 4: (1.0, 54.0, 32.0)})
    return told.tobytes()


def photograph(*, artist, device, seconds, comment, editor):
    """As a telephone writes it: who took it, with what, where (to the second of an arc), and what edited it since."""
    told = Image.Exif()
    told[ARTIST], told[DEVICE] = artist, device
    told.get_ifd(GPS).update({1: "N", 2: (47.0, 54.0, float(seconds)), 3: "E", 4: (1.0, 54.0, 32.0)})
    return raw("JPEG", picture(30, size=(96, 64)), exif=told, comment=comment, xmp=f"<x>{editor}</x>".encode())


def inscribed(**told):
    """A PNG that has all of this in its chunks of text."""
    chunks = PngInfo()
    for name, text in told.items():
        chunks.add_text(name, text)
        chunks.add_itxt(f"international {name}", text)
    return raw("PNG", picture(200, size=(64, 96)), pnginfo=chunks)


def words_of(content):
    """Whatever a file says besides its picture, to be searched."""
    image = Image.open(BytesIO(content))
    place = [[float(part) for part in one] for one in told_by(content)[1].values() if isinstance(one, tuple)]
    return f"{image.info} {dict(image.getexif())} {place}"


def told_by(content):
    """What a file says besides its picture."""
    image = Image.open(BytesIO(content))
    apart = {name for name in image.info if not name.startswith("jfif")}
    return dict(image.getexif()), dict(image.getexif().get_ifd(GPS)), apart


def png_that_claims(width, height):
    """A header without pixels: what it claims to hold would fill the memory."""

    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def upload(content=None, name="IMG_2034.png", kind="image/png"):
    return SimpleUploadedFile(name, raw() if content is None else content, content_type=kind)


def held(*shades, at, **more):
    """Captures that a draft holds, ready to be sent."""
    return uploaded(*(raw(image=picture(shade, **more)) for shade in shades or (0,)), at=at)


def uploaded(*files, at):
    """The same of these very files."""
    draft = Draft.objects.begun(at=at)
    return [draft.hold(drawn_anew(one)) for one in files]


def resent(image):
    """As a messenger sends it on: smaller, softer, recompressed."""
    small = image.resize((image.width * 2 // 3, image.height * 2 // 3)).filter(ImageFilter.GaussianBlur(0.6))
    return raw("JPEG", small, quality=40)
