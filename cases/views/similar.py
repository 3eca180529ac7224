"""Similar decisions, for whoever has chosen a measure and not before: an anchor holds whoever is shown it first."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from ..forms import StepForm
from ..models import Parameter
from ..models.similar import Similar, similar
from ..parameters import UNITS

CHOOSES = {"warn", "close_without_sanction", "propose", "suspend"}  # steps by which a measure is chosen, or signed
MOST = 10  # the latest


def shown_with(name: str, form: StepForm, *, at: datetime) -> dict[str, Any] | None:
    """What a preview of this step says of them: kinds and numbers, then the latest; of too few, only that they are few.

    None where no measure is chosen, or nothing says yet which article counts.
    """
    if name not in CHOOSES or form.cleaned_data.get("kind", "suspension") != "suspension":
        return None
    if form.case.article_version_id is None:
        return None
    found, least = similar(form.case, at=at), Parameter.objects.value_at("MIN_CELL", at)
    if len(found) < least:
        return {"rows": [], "least": least}
    kinds = Counter(one.what for one in found).most_common()
    return {"rows": [row(one) for one in found[:MOST]], "kinds": kinds, "count": len(found), "least": least}


def row(one: Similar) -> dict[str, Any]:
    length = UNITS["months"](one.months) % {"n": one.months} if one.months else ""
    if one.days:
        length = UNITS["days"](one.days) % {"n": one.days}
    if one.suspended_days:
        length = _("%(days)s, dont %(n)s avec sursis") % {"days": length, "n": one.suspended_days}
    return {"what": one.what, "length": length, "decided_at": one.decided_at, "is_national": one.is_national}
