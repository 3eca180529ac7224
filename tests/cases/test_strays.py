"""Files that a crash left go a day later; one that a row names never does, nor one just written."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from cases.models import DraftFile, PieceVersion
from cases.models.draft import DraftFileQuerySet
from cases.models.stored import image_of, new_name, thumbnail_of
from cases.models.strays import MOST, sweep_files
from cases.mornings import make_round

from .cast import MONDAY, Walk, days
from .images import held


@pytest.fixture(autouse=True)
def _apart(media):
    """Every file of these tests lies in a folder of its own."""


def files(media):
    return sorted(f"captures/{one.name}" for one in media.rglob("*") if one.is_file())


def written(media, at):
    """Everything that lies there was last written then."""
    for one in media.rglob("*"):
        os.utime(one, (at.timestamp(), at.timestamp()))


def stray(name=None):
    """A file that no row names."""
    return default_storage.save(name or new_name(), ContentFile(b"left"))


def test_what_a_row_names_is_never_deleted(cast, media):
    """Of a piece, of a draft, and their thumbnails; of a version that is another row’s file too."""
    walk = Walk(cast, captures=held(0, 90, at=MONDAY)).in_review()
    walk.do("redact", cast.alice, piece=walk.case.pieces.get(number=1), as_it_is=True)
    [waits] = held(200, at=walk.at)
    written(media, MONDAY)
    before = files(media)
    assert len(before) == 6
    assert sweep_files(at=MONDAY + days(1000)) == 0
    assert files(media) == before
    for one in (waits, *PieceVersion.objects.exclude(file="")):
        with one.opened() as image, one.opened(small=True) as small:
            assert image.read() and small.read()


def test_what_no_row_names_goes_once_it_is_a_day_old(db, media):
    names = [stray(), stray("captures/kept.jpg")]
    names += [stray(thumbnail_of(names[0])), stray("captures/half.new"), stray("captures/half.small.new")]
    written(media, MONDAY)
    assert sweep_files(at=MONDAY + days(1)) == 0 and files(media) == sorted(names)
    assert sweep_files(at=MONDAY + days(1) + timedelta(seconds=1)) == 5 and files(media) == []


def test_a_thumbnail_is_kept_with_its_image_alone(db, media):
    [waits] = held(at=MONDAY)
    alone = stray(thumbnail_of(new_name()))
    written(media, MONDAY)
    assert sweep_files(at=MONDAY + days(2)) == 1
    assert files(media) == sorted(waits.names) and alone not in files(media)


def test_where_nothing_was_ever_written_nothing_is_swept(db, media):
    assert sweep_files(at=MONDAY) == 0


def test_what_a_row_that_is_gone_left_is_swept(db, media):
    """As where a process died after the commit, before the file went."""
    [waits] = held(at=MONDAY)
    DraftFile.objects.all().delete()
    written(media, MONDAY)
    assert sweep_files(at=MONDAY + days(2)) == 2 and files(media) == []
    waits.unlink()  # is no error either way


def test_a_capture_on_its_way_from_a_draft_to_a_case_is_never_in_neither(cast, media, monkeypatch):
    """The sweep of a draft that was kept alive for days, in the very moment in which it is sent."""
    captures = held(0, 90, at=MONDAY)
    written(media, MONDAY)
    swept, hand_over = [], DraftFileQuerySet.hand_over

    def swept_around(rows, given):
        swept.append(sweep_files(at=MONDAY + days(3)))
        return hand_over(rows, given)

    monkeypatch.setattr(DraftFileQuerySet, "hand_over", swept_around)
    Walk(cast, captures=captures)
    swept.append(sweep_files(at=MONDAY + days(3)))
    assert swept == [0, 0] and len(files(media)) == 4


def test_rows_are_asked_in_one_statement(db, media, django_assert_num_queries):
    stray()
    written(media, MONDAY)
    with django_assert_num_queries(1):
        assert sweep_files(at=MONDAY + days(2)) == 1


def test_many_at_once_are_rather_a_wrong_database_and_stay(db, media, caplog):
    for _each in range(MOST + 1):
        stray()
    written(media, MONDAY)
    assert sweep_files(at=MONDAY + days(2)) == 0 and len(files(media)) == MOST + 1
    assert "belong to no row: none is deleted" in caplog.text


def test_the_round_of_the_morning_sweeps(cast, media):
    Walk(cast, captures=held(at=MONDAY))
    left = stray()
    written(media, MONDAY)
    make_round(at=MONDAY + days(0.95))
    assert left in files(media)
    make_round(at=MONDAY + days(1.95))
    assert left not in files(media) and len(files(media)) == 2


def test_a_folder_that_cannot_be_read_stops_no_morning(cast, media, monkeypatch, caplog):
    def broken(*_given):
        raise PermissionError

    monkeypatch.setattr("cases.models.strays.default_storage.listdir", broken)
    make_round(at=MONDAY + days(1))
    assert "could not be swept" in caplog.text


def test_a_file_belongs_to_one_image_whatever_stands_behind_its_name():
    name = new_name()
    for one in (name, thumbnail_of(name), name.replace(".jpg", ".new"), thumbnail_of(name).replace(".jpg", ".new")):
        assert image_of(one) == name
