"""How style sheet, script and icons are served once collected: without comments, compressed, named by their content."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise.storage import CompressedManifestStaticFilesStorage

WITHOUT_COMMENTS = {".css": cssmin, ".js": jsmin}


class CollectedStorage(CompressedManifestStaticFilesStorage):
    """Whoever writes a page reads comments in sheet and script; whoever opens one on a telephone is not sent them."""

    def _save(self, name: str, content: File[Any]) -> str:
        if shorten := WITHOUT_COMMENTS.get(Path(name).suffix):
            content.seek(0)  # it may have been read, for its name
            content = ContentFile(shorten(content.read().decode()).encode())
        return super()._save(name, content)
