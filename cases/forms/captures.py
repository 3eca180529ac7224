"""Images on a form: what was chosen stays held for this browser, whatever else has to be corrected."""

from __future__ import annotations

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..captures import NotACapture, of_upload

ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif"  # so that a telephone offers camera and gallery
HINT = gettext_lazy("JPEG, PNG, WebP ou HEIC, 10 Mo au plus.")


class Chosen(NamedTuple):
    """What a browser sent: new files, and the fingerprints of held ones that are not wanted any more."""

    new: list[Any]
    unwanted: list[str]


class CaptureInput(forms.FileInput):
    """Beside it stand the images held already, each with a box to take it off (`parts/held.html`)."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        unwanted = f"{name}-unwanted"
        return Chosen(
            files.getlist(name) if hasattr(files, "getlist") else [],
            data.getlist(unwanted) if hasattr(data, "getlist") else [],
        )


class CapturesInput(CaptureInput):
    allow_multiple_selected = True


class CaptureField(forms.FileField):
    """One image, or up to `most` of them; its answer is what is held, None or a list."""

    def __init__(self, *, most: int = 1, **kwargs: Any):
        widget = CapturesInput if most > 1 else CaptureInput
        super().__init__(**{"required": False, "widget": widget({"accept": ACCEPTED}), "help_text": HINT, **kwargs})
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> Any:
        return data

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class Holding(forms.BaseForm):
    """A form with one such field. `held` is where this browser keeps its images; without it there are none."""

    held: Any = None

    @property
    def kept(self) -> list[Any]:
        """What is held now, in the order in which it came."""
        return self.held.files() if self.held else []

    def hold(self, name: str) -> list[Any]:
        """Let go what is not wanted, hold what was chosen; returns all that is held then.

        Raises ValidationError with a sentence for each file that is no capture; the others are held all the same.
        """
        most, chosen = getattr(self.fields[name], "most", 1), self.cleaned_data[name]
        if self.held is None:
            return []
        self.held.let_go([one for one in self.kept if one.sha256 in chosen.unwanted])
        room = most - len(self.kept) if most > 1 else 1
        refusals = [said for upload in chosen.new[:room] if (said := self._put(upload, alone=most == 1))]
        if len(chosen.new) > room:
            refusals.append(too_many(most))
        if refusals:
            raise forms.ValidationError(refusals)
        return self.kept

    def _put(self, upload: Any, *, alone: bool) -> str:
        """Hold it, instead of what was there if it is to be alone; or the sentence that says why not."""
        try:
            capture = of_upload(upload)
        except NotACapture as refusal:
            return str(refusal)
        if alone:
            self.held.let_go(self.kept)
        self.held.put(capture)
        return ""


def too_many(most: int) -> str:
    if most == 1:
        return _("Une image à la fois : la première est gardée.")
    return _("%(most)s images au plus : les premières sont gardées. Retirez-en pour en choisir d’autres.") % {
        "most": most
    }
