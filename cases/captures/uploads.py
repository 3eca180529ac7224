"""How much of an upload reaches the disk: enough to see that it is too much, so that a form can say so."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .images import HEAVIEST, MOST


class Limited(TemporaryFileUploadHandler):
    """Drops what goes on past the limits, of a file or of their number; the rest of the form is read as ever."""

    count = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.count += 1
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.count <= MOST and start <= HEAVIEST:
            super().receive_data_chunk(raw_data, start)
