"""Boxes drawn on an image of a case: the addresses, what is sent there, and what is read in the answers."""

from io import BytesIO

from PIL import Image

from .browsing import read, title

SIZE = (400, 800)
FACE = "10,20,30,5"


def of(walk, number=1, asked=""):
    return f"/dossiers/{walk.reference}/pieces/{number}/occulter/{asked}"


def step(walk):
    return f"/dossiers/{walk.reference}/redact/"


def sent(walk, *boxes, basis=None):
    return {"box": boxes, "scale": 300, "basis": walk.case.basis if basis is None else basis}


def text(answer):
    return answer.content.decode()


def boxes(answer):
    return [str(one) for one in answer.context["drawing"].boxes]


def refused(answer):
    """The sentences of a page that was answered 422."""
    assert (answer.status_code, title(answer).startswith("Erreur : ")) == (422, True)
    return [sentence for said in answer.context["form"].errors.values() for sentence in said]


def plain(answer):
    """Its words with common spaces."""
    return read(answer).replace("\u202f", " ").replace("\xa0", " ")


def picture(stored):
    with stored.opened() as file:
        return Image.open(BytesIO(file.read())).convert("RGB")
