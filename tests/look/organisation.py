"""What the national office has set up in the world of pages."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace

from accounts.models import Appointment, Identity
from notifications.models import Banner


def an_organisation(cast: SimpleNamespace, *, said: str, at: datetime) -> dict[str, int]:
    """Somebody is away, a banner is over, another is to come; the name is the house's, for pages to be alike."""
    Identity.objects.create(name="Alteram", valid_from=at, by=cast.noah)
    words = {"text_fr": said, "text_en": said, "by": cast.nina, "set_at": at}
    today = at.date()
    for first, last in ((-20, -10), (1, 20)):
        Banner.objects.create(tone="info", audience="everybody", begins_on=today + timedelta(days=first),
                              ends_on=today + timedelta(days=last), **words)  # fmt: skip
    office = Appointment.objects.get(person=cast.alice)
    office.absent_until, office.delegate = today + timedelta(days=10), cast.bob
    office.save()
    return {"office": office.pk}
