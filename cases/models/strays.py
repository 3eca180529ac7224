"""Files that a crash left: no row names them, so nobody would ever read or erase them."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from .draft import DraftFile
from .piece import PieceVersion
from .stored import FOLDER, image_of

OLD = timedelta(days=1)  # far longer than any step takes from its first file to its commit
MOST = 100  # a crash leaves a few; where there are more, it is rather the rows that are missing
BATCH = 500
log = logging.getLogger(__name__)


def sweep_files(*, at: datetime) -> int:
    """Delete what no row names and what was written a day before `at`, or longer ago; returns how many files went.

    More than a few are left where they are, and the log says so: a database that was restored from before its files,
    or another one, is no reason to lose what somebody may need tomorrow.
    """
    found = list(strays(at=at))
    if len(found) > MOST:
        log.error("%s files in %s belong to no row: none is deleted. Is this the right database?", len(found), FOLDER)
        return 0
    for name in found:
        default_storage.delete(name)
    return len(found)


def strays(*, at: datetime) -> Iterator[str]:
    """The names of those files, thumbnails and what was left half-written beside them too."""
    old = list(files_before(at - OLD))
    for start in range(0, len(old), BATCH):
        images = {name: image_of(name) for name in old[start : start + BATCH]}
        kept = named(set(images.values()))
        yield from (name for name, image in images.items() if image not in kept)


def files_before(moment: datetime) -> Iterator[str]:
    """All that were last written before then; one that goes meanwhile is none."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return
    for name in names:
        try:
            if default_storage.get_modified_time(f"{FOLDER}/{name}") < moment:
                yield f"{FOLDER}/{name}"
        except FileNotFoundError:
            continue


def named(images: Collection[str]) -> set[str]:
    """Those of these images that a row holds.

    Asked in one statement: a capture goes from its draft to a case in one moment, and is never seen in neither.
    """
    drafts, versions = (model.objects.filter(file__in=images).order_by() for model in (DraftFile, PieceVersion))
    return {name for (name,) in drafts.values_list("file").union(versions.values_list("file"))}
