"""What the database refuses of letters and notices: what was sent stays what was sent, and is known to have been."""

from __future__ import annotations

from accounts.triggers import Rule, Trigger, erasable, immutable, keeps, keeps_all_but, renews

from .models import Banner, Letter

NOTICE = "notifications_notice"
FACTS = ["id", "letter_id", "recipient_id", "topic", "path", "is_legal", "created_at"]
UNERASED = "NOT EXISTS (SELECT 1 FROM notifications_letter l WHERE l.id = OLD.letter_id AND l.erased_at IS NOT NULL)"
TRIGGERS: list[Rule] = [
    *immutable("notifications_template"),
    *keeps_all_but(Banner, ["ended_at", "ended_by"], name="keeps_what_it_said"),
    keeps("notifications_banner", ["ended_at", "ended_by_id"], name="ends_once", unless="OLD.ended_at IS NULL"),
    *(one for table in ("notifications_template", "notifications_banner") for one in renews(table)),
    *erasable(Letter, ["title", "body"]),
    keeps(NOTICE, FACTS, name="keeps_its_facts"),
    keeps(NOTICE, ["read_at"], name="is_read_once", unless="OLD.read_at IS NULL"),
    Trigger(f"{NOTICE}_outlives_its_letter", NOTICE, "DELETE", UNERASED, "A notice goes after its letter was erased."),
]
