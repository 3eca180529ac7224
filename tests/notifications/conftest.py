"""A few people to tell things, letters to tell them in, and a clock that stands still."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from accounts.models import Person
from notifications.models import Template
from notifications.post import Mailing, send_out

NOON = datetime(2026, 12, 7, 11, 0, tzinfo=UTC)

TEXTS = {
    "fr/news.reader.txt": "Des nouvelles de $subject\n\nBonjour,\n\n## Les faits\n\n$facts\n\nFin de la lettre",
    "en/news.reader.txt": "News of $subject\n\nHello,\n\n## The facts\n\n$facts\n\nEnd of the letter",
    "fr/news.office.txt": "Une tâche\n\nLe dossier $subject vous attend.",
    "en/news.office.txt": "A task\n\nThe case $subject waits for you.",
}
WORDS = {"subject": "la réunion", "facts": "> C’était\n> long."}


@pytest.fixture
def folder(tmp_path):
    for name, text in TEXTS.items():
        file = tmp_path / "letters" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path / "letters"


@pytest.fixture
def templates(db, folder):
    Template.objects.install(folder)


@pytest.fixture
def jean(db):
    return Person.objects.create_user("jean@example.org", name="Jean Exemple", language="fr")


@pytest.fixture
def emma(db):
    return Person.objects.create_user("emma@example.org", name="Emma Sample", language="en")


@pytest.fixture
def paul(db):
    """Has no e-mail: is written to on paper, and told here all the same."""
    return Person.objects.create_user(None, name="Paul Papier")


def mailing(*recipients, **changed):
    given = {
        "act": "news", "audience": "reader", "recipients": recipients, "occasion": uuid4(), "topic": "45-2026-K7QM",
        "path": "/mon-dossier/45-2026-K7QM/", "words": lambda language: WORDS,
    }  # fmt: skip
    return Mailing(**given | changed)


@pytest.fixture
def tell(templates):
    """Tell these people something new; returns their notices."""

    def told(*recipients, at=NOON, **changed):
        [*letters] = send_out([mailing(*recipients, **changed)], at=at)
        return [notice for letter in letters for notice in letter.notices.order_by("pk")]

    return told
