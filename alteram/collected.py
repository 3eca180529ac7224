"""How the style sheet and the icons are served once collected: without comments, compressed, named by their content."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile, File
from rcssmin import cssmin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStorage(CompressedManifestStaticFilesStorage):
    """Whoever writes a page reads the sheet's comments; whoever opens one on a telephone is not sent them."""

    def _save(self, name: str, content: File[Any]) -> str:
        if name.endswith(".css"):
            content.seek(0)  # it may have been read, for its name
            content = ContentFile(cssmin(content.read().decode()).encode())
        return super()._save(name, content)
