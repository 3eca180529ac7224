"""The demo's mailbox: every e-mail as a file of its own, which a page shows. Never used outside demo mode."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

NAME = f"{__name__}.Backend"
MOST = 100  # messages that the page lists


class Mail(NamedTuple):
    """One message of the folder. Its name sorts by the moment at which it was written."""

    name: str
    parsed: EmailMessage

    @property
    def sent_at(self) -> datetime | None:
        written = self.parsed["date"]
        return written.datetime if written else None

    @property
    def text(self) -> str:
        body = self.parsed.get_body(("plain",))
        return body.get_content() if body else ""


class Backend(BaseEmailBackend):
    """An e-mail backend of Django: `EMAIL_FILE_PATH` is the folder."""

    def send_messages(self, email_messages: Sequence[Any]) -> int:
        """Each is written whole under another name first, so that the page never reads half of one."""
        folder().mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            path = folder() / f"{time.time_ns():020}-{secrets.token_hex(4)}.eml"
            draft = path.with_suffix(".part")
            draft.write_bytes(message.message().as_bytes())
            draft.rename(path)
        return len(email_messages)


def folder() -> Path:
    return Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc]  # set by EMAIL_URL


def latest() -> Iterator[Mail]:
    """The newest messages, newest first."""
    for path in sorted(folder().glob("*.eml"), reverse=True)[:MOST]:
        yield _read(path)


def one(name: str) -> Mail | None:
    path = folder() / f"{name}.eml"
    return _read(path) if path.is_file() else None


def _read(path: Path) -> Mail:
    return Mail(path.stem, message_from_bytes(path.read_bytes(), policy=policy.default))
