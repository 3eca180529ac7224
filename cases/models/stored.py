"""A file that is kept: what proves it, what it looks like, and where its bytes lie."""

from __future__ import annotations

import hashlib
import secrets
from typing import IO, Any

from django.core.files.base import ContentFile
from django.db import models

from accounts.encryption import Unsealable

from ..captures import Capture, is_same_picture

FOLDER, ENDING = "captures", ".jpg"


def new_name(*_: Any) -> str:
    """No name tells anything: not who, not what, not when."""
    return f"{FOLDER}/{secrets.token_hex(16)}{ENDING}"


def thumbnail_of(name: str) -> str:
    """A thumbnail lies beside its image and needs no column: it comes and goes with it."""
    return f"{name.removesuffix(ENDING)}.small{ENDING}"


def image_of(name: str) -> str:
    """The image to which a file belongs: it is that, or its thumbnail, or what was left half-written beside either."""
    return f"{name.partition('.')[0]}{ENDING}"


class Stored(models.Model):
    """One image as it is kept. `original_sha256` is the fingerprint of the bytes that it was made of.

    Those that were uploaded are not kept; those in which something was hidden are, sealed.
    """

    file = models.FileField(upload_to=new_name, blank=True)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    original_sha256 = models.CharField(max_length=64, blank=True, default="", db_default="")
    look = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def columns(self) -> dict[str, Any]:
        """What a version of a piece takes over when this becomes its content."""
        return {"file": self.file.name, "mime": "image/jpeg", "size": self.size, "sha256": self.sha256,
                "original_sha256": self.original_sha256, "look": self.look}  # fmt: skip

    @property
    def names(self) -> tuple[str, str]:
        """Where the storage has the image, and where its thumbnail."""
        name = self.file.name or ""
        return name, thumbnail_of(name)

    def opened(self, *, small: bool = False) -> IO[bytes]:
        """Its bytes, or those of its thumbnail; raises FileNotFoundError where there are none."""
        if not self.file:
            raise FileNotFoundError
        return self.file.storage.open(self.names[small])

    def shows_what(self, other: Stored) -> bool:
        """Is it the same image, in whatever size and quality? No, where one of the two has no file any more."""
        try:
            with self.opened(small=True) as mine, other.opened(small=True) as theirs:
                return is_same_picture(mine, theirs)
        except (OSError, Unsealable):
            return False

    def write(self, capture: Capture) -> None:
        """Put the bytes where the row, which is there already, says that they are."""
        for name, content in zip(self.names, (capture.content, capture.thumbnail), strict=True):
            self.file.storage.save(name, ContentFile(content))

    def unlink(self) -> None:
        """Image and thumbnail are gone from the storage; a file that was never written is no error."""
        for name in self.names:
            self.file.storage.delete(name)

    def computed_digest(self) -> str:
        """SHA-256 of the bytes as they lie there now; raises FileNotFoundError."""
        with self.opened() as file:
            return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
