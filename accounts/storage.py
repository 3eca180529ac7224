"""Files that lie encrypted: whoever has the disk and no key has nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage

from .encryption import VERSION
from .models.keys import seal, unseal


class EncryptedStorage(FileSystemStorage):
    """Each file is a box that is bound to its name. Whole files are held in memory: those of a few megabytes."""

    def _save(self, name: str, content: Any) -> str:
        content.seek(0)
        return super()._save(name, ContentFile(seal(content.read(), _bound(name))))  # type: ignore[misc]

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        """Raises FileNotFoundError, and Unsealable for what was not written here."""
        return File(BytesIO(unseal(Path(self.path(name)).read_bytes(), _bound(name))), name)

    def encrypt(self, name: str) -> None:
        """One that was written before files lay encrypted; one that is not there, or is encrypted, stays as it is."""
        place = Path(self.path(name))
        if place.exists() and place.read_bytes()[:1] != VERSION:
            beside = place.with_suffix(".new")
            beside.write_bytes(seal(place.read_bytes(), _bound(name)))
            beside.chmod(0o600)
            beside.replace(place)


def _bound(name: str) -> str:
    return f"file {name}"
