"""What an e-mail of ours may say: a ring these very words, a digest a number. Nothing else in text, HTML or headers."""

import re
from email.header import decode_header, make_header
from html import unescape
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

HEADERS = {"Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"}
MESSAGE_ID = r"<[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}@%s>"  # random: derived of nothing
AROUND = {
    "fr": ("Bonjour,", "Par discrétion, cet e-mail ne dit rien de plus. Ne répondez pas à cette adresse : "
                       "personne ne lit les réponses."),
    "en": ("Hello,", "To be discreet, this e-mail says nothing more. Do not answer this address: "
                     "nobody reads the answers."),
}  # fmt: skip
RING = {"fr": "Un message vous attend dans votre espace", "en": "A message is waiting in your space"}
DIGEST = {
    "fr": ("Votre point du jour", r"\d+ nouveautés? vous atten(?:d|dent) dans votre file\."),
    "en": ("Your daily summary", r"\d+ new items? (?:is|are) waiting in your queue\."),
}


def kinds():
    """(language, subject, pattern of what is said, path of the link) of every e-mail that there is."""
    for language, prefix in (("fr", ""), ("en", "/en")):
        yield language, RING[language], re.escape(f"{RING[language]}."), f"{prefix}/notifications/"
        yield language, *DIGEST[language], f"{prefix}/file/"


def is_discreet(mail):
    """Is it one of them, to the letter?"""
    [(html, mime)] = mail.alternatives
    shown = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
    for language, subject, said, path in kinds():
        hello, why = (re.escape(words) for words in AROUND[language])
        link = re.escape(f"{settings.ADDRESS}{path}")
        as_text = re.fullmatch(rf"{hello}\n\n{said}\n\n{link}\n\n{why}\s*", mail.body)
        as_page = re.fullmatch(rf"{re.escape(subject)} {hello} {said} {why}", shown)
        links = set(re.findall(r"https?:[^\"<\s]+", html)) == {f"{settings.ADDRESS}{path}"}
        if mail.subject == subject and as_text and as_page and links and mime == "text/html":
            return True
    return False


def faults(mail, written):
    """What an e-mail says that it should not, in words; nothing if it is discreet."""
    looks = {
        f"headers {sorted(set(written.keys()) ^ HEADERS)}": set(written.keys()) == HEADERS,
        f"Message-ID {written['Message-ID']}": re.fullmatch(
            MESSAGE_ID % re.escape(settings.HOST), written["Message-ID"]
        ),
        f"To {written['To']}": [written["To"]] == mail.to and "<" not in written["To"],
        f"From {written['From']}": written["From"] == settings.DEFAULT_FROM_EMAIL,
        f"words {mail.subject} | {mail.body} | {mail.alternatives}": is_discreet(mail),
    }
    return [fault for fault, is_well in looks.items() if not is_well]


class DiscreetMail(EmailMultiAlternatives):
    """Looks at itself when it takes the form in which it leaves, and keeps what it finds for the end of the test.

    Raising there would be taken for a mail server that refuses.
    """

    found: list[str] = []

    def message(self):
        written = super().message()
        DiscreetMail.found += faults(self, written)
        return written


class Mail(NamedTuple):
    """One e-mail as it leaves: its Message-ID, what its text says, and all of it, decoded, but for whom it is."""

    name: str
    said: str
    whole: str


def mail_of(sent):
    written = sent.message()
    del written["To"]
    parts = [part.get_payload(decode=True).decode() for part in written.walk() if not part.is_multipart()]
    heads = [f"{name}: {make_header(decode_header(value))}" for name, value in written.items()]
    return Mail(str(written["Message-ID"]), f"{sent.subject}\n{sent.body}", "\n".join([*heads, *parts]))
