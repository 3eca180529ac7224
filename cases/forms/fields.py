"""Fields that several forms share: texts that stay text, days, durations and people."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.absence import away_in_words
from accounts.codes import written

from .. import addresses
from ..templatetags.words import moment
from ..wording.sessions import when

# Characters that reorder or hide what is read: kept, but shown by their number, so that nobody signs what was not seen.
UNSEEN = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")

LONGEST_KEY = 18  # characters: a larger number is no key on either engine

READ_IN_ADDRESS = _("Ce jour est lu dans l’adresse de la publication. Corrigez-le si elle en montre un autre.")
UNREADABLE: dict[str, Any] = {
    "null_characters_not_allowed": _("Ce texte contient un caractère qui ne s’écrit pas : effacez-le ou retapez-le.")
}


def visible(text: str) -> str:
    return UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


class Line(forms.CharField):
    """One line; what cannot be seen is shown, and addresses inside are made canonical."""

    default_error_messages = UNREADABLE | {"max_length": _("Au plus %(limit_value)s caractères.")}

    def clean(self, value: Any) -> str:
        shown = addresses.in_text(visible(super().clean(value) or ""))
        self.run_validators(shown)  # once more: what is shown may be longer than what was typed
        return shown


class Words(Line):
    """Several lines, of a length that the database has too."""

    def __init__(self, *, most: int = 2000, rows: int = 5, **kwargs: Any):
        super().__init__(max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def clean(self, value: Any) -> str:
        return super().clean(value).replace("\r\n", "\n")


class TypedCode(forms.CharField):
    """A code that people read and type, given back in groups of four however it was typed; `no_code` for any other."""

    default_error_messages = UNREADABLE

    def __init__(self, **kwargs: Any):
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        try:
            return written(typed)
        except ValueError as broken:
            raise forms.ValidationError(self.error_messages["no_code"], code="no_code") from broken


class Moment(forms.DateTimeField):
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class Hours(Words):
    """Dates with an hour, one a line, as people write them; each becomes «2026-12-22T18:30»."""

    WRITTEN = re.compile(r"(\d{4}-\d\d-\d\d[T ]|\d\d?/\d\d?/\d{4}\D{1,4})\d\d? ?[h:] ?(\d\d)?", re.ASCII)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]  # what `Words` gives whole, as a list
        return [self.hour(line.strip()) for line in super().clean(value).splitlines() if line.strip()]

    def hour(self, line: str) -> str:
        numbers = [int(one) for one in re.findall(r"\d+", line)] if self.WRITTEN.fullmatch(line) else []
        try:
            year, month, day, hour, *rest = numbers if "-" in line else [*reversed(numbers[:3]), *numbers[3:]]
            moment = datetime(year, month, day, hour, sum(rest))  # noqa: DTZ001  (the zone is that of the case)
        except ValueError as broken:
            said = _("« %(line)s » n’est pas une date avec une heure. Écrivez par exemple 22/12/2026 18:30.")
            raise forms.ValidationError(said, params={"line": line[:40]}) from broken
        return moment.isoformat(timespec="minutes")


def could_be_a_key(value: Any) -> bool:
    """What no row can have for a key is not asked of the database, which would not take it."""
    return len(str(value)) <= LONGEST_KEY and "\x00" not in str(value)


class Row(forms.ModelChoiceField):
    """One of the rows that the form offers."""

    def to_python(self, value: Any) -> Any:
        if value in self.empty_values or could_be_a_key(getattr(value, "pk", value)):
            return super().to_python(value)
        raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")


class Colleagues(Row):
    """People, each with an absence if there is one (`accounts.absence.away`)."""

    def label_from_instance(self, person: Any) -> str:
        return f"{person} ({away_in_words(person.away_until, person.stand_in)})" if person.away_until else str(person)


class Sessions(Row):
    """A session of a workshop, as somebody looks for it: when, where, and which."""

    def label_from_instance(self, session: Any) -> str:
        return f"{when(session)}, {session.place} ({session.workshop.title})"


class Reports(Row):
    """One of the reports of a case: whoever chooses knows it by its moment alone."""

    def label_from_instance(self, report: Any) -> str:
        return gettext("Signalement du %(moment)s") % {"moment": moment(report.received_at)}


class Which(Reports):
    """The same under «Quel signalement ?»: on a telephone all of the moment is seen."""

    def label_from_instance(self, report: Any) -> str:
        return gettext("Du %(moment)s") % {"moment": moment(report.received_at)}


def weighed(report: Any, at: datetime) -> str:
    """How the reports of whoever made this one turned out in twelve months: counts, and nobody's name."""
    known = report.track_record(at)
    said = gettext("Signalement du %(moment)s : sur douze mois, examinés : %(all)s ; abusifs : %(misuse)s.")
    return said % {"moment": moment(report.received_at), "all": sum(known.values()),
                   "misuse": known.get("manifestly_unfounded", 0)}  # fmt: skip


class Rows(forms.ModelMultipleChoiceField):
    """Some of the rows that the form offers."""

    def clean(self, value: Any) -> Any:
        if all(could_be_a_key(one) for one in value or []):
            return super().clean(value)
        raise forms.ValidationError(self.error_messages["invalid_list"], code="invalid_list")


class Radios(forms.ChoiceField):
    widget = forms.RadioSelect


class Why(Words):
    """The reason for an act: always asked, always kept; not in the same words after a reason that was chosen."""

    def __init__(self, *, after_a_choice: bool = False, **kwargs: Any):
        label = _("Expliquez en quelques mots") if after_a_choice else _("Pour quelle raison ?")
        super().__init__(**{"label": label, "rows": 4, **kwargs})
