"""What stands in a case at a moment, as a reader of one language writes it: computed here, not asked of letters."""

from zoneinfo import ZoneInfo

from django.utils import translation

PARIS = ZoneInfo("Europe/Paris")
MONTHS = {
    "fr": ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
           "décembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip


def on(moment, language):
    """« 1er mai 2027 », "1 May 2027"; nothing where there is no date."""
    if moment is None:
        return ""
    day = moment.astimezone(PARIS).date() if hasattr(moment, "astimezone") else moment
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"


def at_hour(moment, language):
    """« 7 décembre 2026 à 10 h », "7 December 2026 at 10:00"."""
    there = moment.astimezone(PARIS)
    past = f" {there.minute:02}" if there.minute else ""
    hour = f"à {there.hour} h{past}" if language == "fr" else f"at {there:%H:%M}"
    return f"{on(moment, language)} {hour}"


def called(body, language):
    with translation.override(language):
        return body.title


def facts_of(case, at, language):
    """Name → how it is written. Whatever is not known of this case is an empty text, which no letter can satisfy."""
    due = {kind: on(row.due_at, language) for kind, row in case.agenda.open.items()}
    notice, measure = case.grievances.latest(), case.measures.order_by("-pk").first()
    reply = notice.replies.order_by("-pk").first() if notice else None
    decision = case.decisions.order_by("-number").first()
    return {
        "reference": case.reference, "today": on(at, language), "now": at_hour(at, language),
        "holder": called(case.held_by, language), "contact": case.held_by.contact,
        "limit": due.get("first_instance", ""), "first-look": due.get("triage", ""),
        "window-end": on(case.window_ends_at, language), "appeal-end": on(case.appeal_until, language),
        "decided-by": due.get("appeal", ""), "goes-back": due.get("claim", ""),
        "measure-end": due.get("measure_end") or due.get("probation_end") or due.get("interim_end") or "",
        "closed": on(case.closed_at, language),
        "effect-from": on(measure and measure.starts_at, language),
        "effect-to": on(measure and measure.ends_at, language),
        "address": case.post.address or "", "content-date": on(case.content_date, language),
        "reply-sha": reply.sha256 if reply else "", "decision-sha": decision.sha256[:16] if decision else "",
        "rule": getattr(case.article_version, f"title_{language}", ""),
        "rule-text": getattr(case.article_version, f"text_{language}", ""),
        "member": case.member.number if case.member else "",
    }  # fmt: skip
