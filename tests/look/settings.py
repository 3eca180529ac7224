"""The pages on which the national office sets up the organisation, each once."""

from .page import Page
from .world import FACTS, LONG_TEXT, REMINDED

REWRITTEN = {
    **{f"{word}_{language}": FACTS[:110] for word in ("title", "line", "text") for language in ("fr", "en")},
    "valid_from": "2037-01-01", "seen": 1,
}  # fmt: skip
REMINDER = "/reglages/lettres/reminder/concerned/fr/"
SETTINGS = [
    Page("settings", "nina", "/reglages/"),
    Page("offices by body", "nina", "/reglages/fonctions/"),
    Page("offices of a body", "nina", "/reglages/fonctions/45/"),
    Page("offices of a body, none", "nina", "/reglages/fonctions/2A/"),
    Page("offices of a body, refused", "nina", "/reglages/fonctions/45/", {"person": "marie"}, 422),
    Page("an office", "nina", "/reglages/fonctions/45/{office}/"),
    Page("an office, refused", "nina", "/reglages/fonctions/45/{office}/", {"end": "yes", "end-ends_on": "2020"}, 422),
    Page("my absence", "alice", "/mon-absence/"),
    Page("my absence, refused", "alice", "/mon-absence/", {"absence-1-absent_until": "2020-01-01"}, 422),
    Page("articles", "nina", "/reglages/charte/"),
    Page("an article", "nina", "/reglages/charte/respect/"),
    Page("an article, refused", "nina", "/reglages/charte/respect/", {"title_fr": LONG_TEXT, "seen": 1}, 422),
    Page("an article, compared", "nina", "/reglages/charte/respect/", REWRITTEN),
    Page("bodies and contacts", "nina", "/reglages/federations/"),
    Page("a body", "nina", "/reglages/federations/45/"),
    Page("a body, refused", "nina", "/reglages/federations/45/", {"contact": "loiret"}, 422),
    Page("identity", "nina", "/reglages/identite/"),
    Page("identity, refused", "nina", "/reglages/identite/", {"name": "", "colour": "#ffd700", "seen": "1"}, 422),
    Page("banners", "nina", "/reglages/bandeau/"),
    Page("banners, refused", "nina", "/reglages/bandeau/", {"text_fr": LONG_TEXT, "begins_on": "2020"}, 422),
    Page("delays", "nina", "/reglages/delais/"),
    Page("a setting", "nina", "/reglages/reply-warning/"),
    Page("a setting, refused", "nina", "/reglages/triage-days/", {"value": "20", "seen": "7"}, 422),
    Page("a setting, and what it would change", "nina", "/reglages/appeal-window-days/", {"value": "60", "seen": "30"}),
    Page("a setting, yes or no", "nina", "/reglages/training-required/"),
    Page("letters to edit", "nina", "/reglages/lettres/"),
    Page("a letter to edit", "nina", "/reglages/lettres/grievances/concerned/en/"),
    Page("a letter to edit, of the house no more", "nina", REMINDER),
    Page("a letter to edit, refused", "nina", REMINDER, {"title": "", "body": "$tea # $today", "seen": 2}, 422),
    Page("a letter to edit, too late", "nina", REMINDER, {"title": "Une lettre", "body": "$tea", "seen": 1}, 409),
    Page("a letter to edit, shown", "nina", REMINDER, {"title": "Une lettre", "body": REMINDED, "seen": 2}),
]
