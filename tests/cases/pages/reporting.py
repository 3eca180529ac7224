"""The way of a report through its pages, as a browser sends them; and what is stored anywhere meanwhile."""

from django.db import connection

from ..cast import article
from .browsing import sessions

LINK = "https://x.com/jean_exemple45/status/1790000000000000001"
FIRST, SECOND, THIRD = "/signaler/", "/signaler/regle/", "/signaler/verifier/"
ASKED, SHARED = "/signaler/meme-publication/", "/signaler/partage/"


def describe(client, **typed):
    return client.post(FIRST, {"address": LINK, **typed})


def choose(client, **typed):
    return client.post(SECOND, {"article": article().pk, **typed})


def ready(client, **typed):
    """A draft that waits on the last page."""
    describe(client, **typed)
    choose(client)
    return client


def send(client, **typed):
    token = client.get(THIRD).context["form"]["token"].value()
    return client.post(THIRD, {"token": token, **typed})


def stored(needle):
    """Where, in every table and every session, this text stands."""
    found = {table for table in connection.introspection.table_names() if needle in str(rows_of(table))}
    return found | ({"session"} if needle in str(sessions()) else set())


def rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return cursor.fetchall()


def sign_in(client, person, *, to=THIRD):
    person.set_password("un long mot de passe")
    person.save()
    return client.post(
        f"/compte/login/?next={to}", {"login": person.email, "password": "un long mot de passe", "next": to}
    )
