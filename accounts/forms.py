"""What the national office is asked when it sets up the organisation."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .colours import BY_DAY, LEAST, on_the_worst, readable
from .emblems import HEAVIEST, NotALogo, of_upload
from .models import Identity
from .models.identity import LONGEST_NAME


class IdentityForm(forms.Form):
    """The next look of the organisation. `seen` is the row that its author read: 0 for what the house begins with."""

    name = forms.CharField(label=gettext_lazy("Nom de l’organisation"), max_length=LONGEST_NAME)
    colour = forms.CharField(
        label=gettext_lazy("Couleur"), max_length=7, required=False,
        help_text=gettext_lazy("Un dièse, puis six chiffres ou lettres de a à f. Vide : la couleur d’origine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )  # fmt: skip
    logo = forms.FileField(
        label=gettext_lazy("Logo"), required=False, help_text=gettext_lazy("JPEG, PNG ou WebP, 2 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    no_logo = forms.BooleanField(label=gettext_lazy("Retirer le logo"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, current: Identity):
        self.current = current
        begins = {"name": current.name, "colour": current.colour, "seen": current.pk or 0}
        super().__init__(data, files, initial=begins, label_suffix="")
        if not current.logo_sha256:
            del self.fields["no_logo"]

    def clean_colour(self) -> str:
        typed = self.cleaned_data["colour"].lower()
        if not typed:
            return ""
        if not re.fullmatch(r"#[0-9a-f]{6}", typed):
            raise forms.ValidationError(_("Écrivez un dièse, puis six chiffres ou lettres de a à f, comme #0f5257."))
        if (ratio := on_the_worst(typed, BY_DAY)) < LEAST:
            said = {"ratio": number_format(ratio, 2), "least": number_format(LEAST, 1), "shade": readable(typed)}
            raise forms.ValidationError(_(
                "Sur les pages, cette couleur a un contraste de %(ratio)s : il faut %(least)s pour la lire. "
                "La nuance la plus proche qui convient : %(shade)s."
            ) % said)  # fmt: skip
        return str(typed)

    def clean_logo(self) -> bytes:
        upload = self.cleaned_data["logo"]
        if not upload:
            return b""
        try:
            return of_upload(upload.read(HEAVIEST + 1))
        except NotALogo as refused:
            raise forms.ValidationError(str(refused)) from refused

    @property
    def is_stale(self) -> bool:
        """Has somebody else changed it since the form was opened?"""
        return self.cleaned_data.get("seen") not in (None, self.current.pk or 0)

    @property
    def written(self) -> Identity:
        """What was typed, unsaved; a logo that nobody touched stays."""
        typed = self.cleaned_data
        logo = typed["logo"] or (b"" if typed.get("no_logo") else bytes(self.current.logo))
        digest = hashlib.sha256(logo).hexdigest() if logo else ""
        return Identity(name=typed["name"], colour=typed["colour"], logo=logo, logo_sha256=digest)
