"""Two hundred hostile files: each is refused with a sentence or made harmless, and none takes more memory than a photo.

They are made here from a seed and fed to a process of its own, so that what they cost is what that process has used.
"""

import random
import re
import resource
import struct
import zlib
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from io import BytesIO
from multiprocessing import get_context
from pathlib import Path

import django
from PIL import Image

from cases.captures import NotACapture, drawn_anew

from ..images import CANARY, exif, picture, png_that_claims, raw

FILES, MOST_MEMORY = 200, 700  # megabytes: a photograph of thirty million pixels takes four hundred while it is drawn
KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
PAYLOAD = f"<script>alert('{CANARY}')</script>".encode()
OTHERS = (
    b"%PDF-1.7\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!DOCTYPE html><html>", b"PK\x03\x04", b"GIF89a",
    b"#!/bin/sh\n", b"MZ\x90\x00", b"<?php system($_GET[0]); ?>", b"\x00\x00\x01\x00", b"8BPS", b"%!PS-Adobe-3.0\n",
    b"",
)  # fmt: skip
SIDES = (0, 1, 30_001, 40_000, 65_535, 2**31 - 1, 2**32 - 1)


# How one is made ------------------------------------------------------------------------------------------------------


def cut_short(chance, image):
    return image[: chance.randrange(len(image))]


def with_bytes_changed(chance, image):
    changed = bytearray(image)
    for _one in range(chance.randrange(1, 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def two_in_one(chance, image):
    """Another kind before the image, in it, or behind it."""
    other = chance.choice(OTHERS) + PAYLOAD
    here = chance.choice((0, len(image) // 2, len(image)))
    return image[:here] + other + image[here:]


def that_claims_much(chance, _image):
    return png_that_claims(chance.choice(SIDES), chance.choice(SIDES))


def that_unpacks_to_much(chance, _image):
    """A line of text, or the pixels themselves: a few kilobytes that become hundreds of millions."""
    packed = zeros()
    if chance.random() < 0.5:
        return with_chunk(png_that_claims(64, 64), chance.choice((b"zTXt", b"iCCP")), b"a\0\0" + packed)
    return with_chunk(png_that_claims(64, 64), b"IDAT", packed)


@cache
def zeros():
    return zlib.compress(b"\0" * 200_000_000, 9)


def that_moves(chance, _image):
    """Many pictures in one file."""
    frames = [picture(shade % 256, size=(200, 200)) for shade in range(chance.choice((2, 60)))]
    kind = chance.choice(("PNG", "WEBP", "GIF"))
    return raw(kind, frames[0], save_all=True, append_images=frames[1:])


def with_a_thousand_chunks(chance, _image):
    whole = raw("PNG")
    for _one in range(1000):
        whole = with_chunk(whole, chance.choice((b"tEXt", b"gIFx", b"eXIf", b"pHYs")), PAYLOAD)
    return whole


def of_another_kind(chance, _image):
    if chance.random() < 0.5:
        return chance.choice(OTHERS) + PAYLOAD * 20
    return raw(chance.choice(("GIF", "TIFF", "BMP", "ICO", "PPM", "TGA")))


def noise(chance, image):
    """The first bytes of an image, then anything."""
    return image[: chance.randrange(0, 16)] + chance.randbytes(chance.randrange(0, 3000))


def with_a_broken_place(chance, _image):
    """What a telephone writes about where it was, cut or overlong."""
    told = exif()
    broken = told[: chance.randrange(6, len(told))] + chance.randbytes(chance.randrange(0, 60))
    return raw(chance.choice(("JPEG", "PNG", "WEBP")), exif=broken)


WAYS = [cut_short, with_bytes_changed, two_in_one, that_claims_much, that_unpacks_to_much, that_moves,
        with_a_thousand_chunks, of_another_kind, noise, with_a_broken_place]  # fmt: skip


def with_chunk(png, name, data):
    """One more chunk before the end of a PNG."""
    chunk = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return png[:33] + chunk + png[33:]


def files():
    """(name, bytes), the same each time."""
    for number in range(FILES):
        chance, way = random.Random(number), WAYS[number % len(WAYS)]
        image = raw(KINDS[number // len(WAYS) % len(KINDS)], exif=exif())
        yield f"{number} {way.__name__}", way(chance, image)


# What becomes of it ---------------------------------------------------------------------------------------------------


def fed(made):
    """In a process of its own: (name, what became of it), and the most memory that was ever used, in megabytes."""
    outcomes = {}
    for name, content in made:
        try:
            outcomes[name] = drawn_anew(content).content
        except NotACapture as refused:
            outcomes[name] = str(refused)
    return outcomes, most_memory()


def most_memory():
    """Of this process since it began, in megabytes. What `getrusage` says counts whoever started it too."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.search(r"VmHWM:\s+(\d+) kB", status.read_text())[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024  # kilobytes, or on a Mac bytes: too strict there


def is_harmless(content):
    """A JPEG that holds a picture, and nothing that was said beside it."""
    image = Image.open(BytesIO(content))
    return image.format == "JPEG" and not dict(image.getexif()) and CANARY.encode() not in content


def test_each_of_two_hundred_is_refused_with_a_sentence_or_made_harmless_and_memory_is_bounded():
    made = list(files())
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=django.setup) as apart:
        outcomes, megabytes = apart.submit(fed, made).result()
    assert len(outcomes) == FILES
    refused = {name: said for name, said in outcomes.items() if isinstance(said, str)}
    assert {name for name, said in refused.items() if len(said.split()) < 6 or not said.endswith(".")} == set()
    drawn = outcomes.keys() - refused.keys()
    assert {name for name in drawn if not is_harmless(outcomes[name])} == set()
    assert min(len(refused), len(drawn)) > FILES // 10  # both happen, or the files are not what they are meant to be
    assert megabytes < MOST_MEMORY
