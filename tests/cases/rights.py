"""The short life of two requests about data, told like those of cases in `tellings.py`."""

from uuid import uuid4

from cases.subject_requests import answer, ask, extend

WHY = "Les faits ne suffisent pas."


def asked_about_data(walk):
    """One request put off and granted, another refused too late: its day comes near, and passes."""
    first, second = (asked(walk, right) for right in ("objection", "access"))
    extend(first, why=WHY, at=walk.at)
    answer(first, "granted", why=WHY, by=walk.cast.dora, at=walk.at)
    walk.archive.keep()
    walk.shortly_before(second.due_at, 3)
    walk.mornings(6)
    answer(second, "refused", why=WHY, by=walk.cast.dora, at=walk.at)
    walk.archive.keep()


def asked(walk, right):
    return ask(walk.cast.jean, right, "Je plaisantais.", case=None, token=uuid4(), at=walk.at)
