"""Boxes on an image, drawn without a script: by two clicks or by numbers, and kept in the address of the page alone.

So nothing is stored before the image is used: going back takes the last box off, and a page read again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..captures import MOST_BOXES, Box, Point

WIDTHS = (300, 600)  # pixels of a screen: what a telephone shows whole, and what a desk does; beside them, full size


class Percent(forms.FloatField):
    """A part of the width or of the height of an image."""

    def __init__(self, *, least: float = 0, **kwargs: Any):
        super().__init__(min_value=least, max_value=100, step_size=None, **kwargs)
        self.widget.attrs.update({"step": "any", "inputmode": "decimal"})


class BoxForm(forms.Form):
    """One box in numbers, for whoever does not click."""

    left = Percent(label=gettext_lazy("Depuis la gauche, en %"))
    top = Percent(label=gettext_lazy("Depuis le haut, en %"))
    width = Percent(label=gettext_lazy("Largeur, en %"), least=0.01)
    height = Percent(label=gettext_lazy("Hauteur, en %"), least=0.01)

    @classmethod
    def blank(cls, box: Box | None = None) -> BoxForm:
        """Nothing is asked yet; or the numbers of a box that was taken off, to be corrected."""
        return cls(box._asdict() if box else {}, empty_permitted=True, use_required_attribute=False, label_suffix="")

    @classmethod
    def typed(cls, asked: QueryDict) -> BoxForm:
        return cls(asked, use_required_attribute=False, label_suffix="")

    def clean(self) -> dict[str, Any]:
        """What juts out is cut off; what lies outside altogether hides nothing."""
        typed = super().clean() or {}
        for name in ("left", "top"):
            if typed.get(name) == 100:
                self.add_error(name, _("À 100 %, ce cadre est hors de l’image : donnez un nombre plus petit."))
        return typed

    @property
    def box(self) -> Box:
        return Box(*(round(self.cleaned_data[name], 2) for name in Box._fields))


class Drawing:
    """The boxes so far, the first corner of the next one, and how large the image is shown: what an address says.

    `size` is that of the image, in pixels; `basis` that of the case now, unless the address says which one was seen.
    What cannot be drawn is a sentence on `form`, with everything that was there or typed.
    """

    def __init__(self, asked: QueryDict, size: tuple[int, int], basis: int):
        self.size, self.form = size, BoxForm.blank()
        self.seen = number(asked.get("basis"), basis)
        self.scale = number(asked.get("scale"), 0)
        if self.scale not in self.scales:
            self.scale = self.scales[:2][-1]
        self.corner = next(corners(asked), None)
        self.boxes: list[Box] = list(self.boxes_of(asked))
        for name, change in {"point.x": self.click, "add": self.type, "drop": self.drop}.items():
            if name in asked:
                change(asked)

    @property
    def scales(self) -> list[int]:
        """Widths in which the image may be shown, in pixels of a screen; the last one is its full size."""
        return [*(one for one in WIDTHS if one < self.size[0]), self.size[0]]

    @property
    def height(self) -> int:
        """In pixels of a screen."""
        return max(1, round(self.scale * self.size[1] / self.size[0]))

    # What was done ----------------------------------------------------------------------------------------------------

    def boxes_of(self, asked: QueryDict) -> Iterator[Box]:
        for text in asked.getlist("box")[:MOST_BOXES]:
            try:
                yield Box.read(text)
            except ValueError:
                self.refuse(_("Un cadre n’est pas lisible dans cette adresse : dessinez-le à nouveau."))

    def click(self, asked: QueryDict) -> None:
        """One corner, then the one across, in pixels of the image as it was shown."""
        x, y = (number(asked.get(name), -1) for name in ("point.x", "point.y"))
        if not (0 <= x <= self.scale and 0 <= y <= self.height):
            return self.refuse(_("Ce point est hors de l’image : touchez ou cliquez à nouveau."))
        point = Point(round(100 * x / self.scale, 2), round(100 * y / self.height, 2))
        if self.corner is None:
            self.corner = point
            return None
        box = Box.between(self.corner, point)
        if not box.hides_something:
            return self.refuse(
                _("Ces deux coins n’entourent rien : touchez ou cliquez le coin opposé, plus loin du premier.")
            )
        self.add(box)
        return None

    def type(self, asked: QueryDict) -> None:
        self.form = BoxForm.typed(asked)
        if self.form.is_valid() and self.add(self.form.box):
            self.form = BoxForm.blank()

    def drop(self, asked: QueryDict) -> None:
        """Its numbers then stand in the fields: whoever corrects a box types only what changes."""
        place = number(asked.get("drop"), 0)
        if 1 <= place <= len(self.boxes):
            self.form = BoxForm.blank(self.boxes.pop(place - 1))

    def add(self, box: Box) -> bool:
        if len(self.boxes) >= MOST_BOXES:
            self.refuse(
                _("%(most)s cadres au plus : retirez-en un, ou faites-en un plus grand.") % {"most": MOST_BOXES}
            )
            return False
        self.boxes.append(box)
        self.corner = None
        return True

    def refuse(self, sentence: str) -> None:
        self.form.add_error(None, sentence)

    # Addresses --------------------------------------------------------------------------------------------------------

    @property
    def so_far(self) -> dict[str, list[Any]]:
        return {"box": self.boxes, "corner": [self.corner] if self.corner else []}

    @property
    def of_picture(self) -> str:
        """The query of the image as it looks now."""
        return query(**self.so_far)

    @property
    def in_other_sizes(self) -> list[tuple[int, str]]:
        """Each width, and the query of the page that shows the same in it."""
        more: dict[str, list[Any]] = {
            "box": self.boxes,
            "corner": [self.corner] if self.corner else [],
            "basis": [self.seen],
        }
        return [(one, query(**more, scale=[one])) for one in self.scales]


def boxes_in(asked: QueryDict) -> list[Box]:
    """Those of the address of an image. Raises ValueError unless each is one."""
    texts = asked.getlist("box")
    if len(texts) > MOST_BOXES:
        raise ValueError(len(texts))
    return [Box.read(text) for text in texts]


def corners(asked: QueryDict) -> Iterator[Point]:
    """The corner that was clicked first; none where the address says nonsense."""
    try:
        yield Point.read(asked.get("corner", ""))
    except ValueError:
        return


def number(text: Any, otherwise: int) -> int:
    return int(text) if str(text).isascii() and str(text).isdigit() and len(str(text)) < 10 else otherwise


def query(**said: list[Any]) -> str:
    asked = QueryDict(mutable=True)
    for name, values in said.items():
        asked.setlist(name, [str(one) for one in values])
    return asked.urlencode(safe=",")
