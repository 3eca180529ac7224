"""Take one report to a warning and another to a suspension, in a process of its own; print the Message-IDs to come.

python -m tests.faults.journey
"""

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from notifications.models import Delivery, Notice  # noqa: E402
from tests.cases.cast import Walk, assemble, days  # noqa: E402

cast = assemble()
begun = now() - days(90)
Walk(cast, at=begun).in_review().in_deliberation().warned().opened()
Walk(cast, at=begun).in_review().suspended().opened()
deliveries = Delivery.objects.filter(channel=Delivery.Channel.EMAIL)
assert deliveries.count() == Notice.objects.count() > 0
for name in deliveries.values_list("message_id", flat=True):
    print(f"<{name}@{settings.HOST}>")
