"""Forms that are filled in and not yet sent, in browsers that are signed in: two warnings, two reports; prints them.

python -m tests.faults.ready
"""

import json
from uuid import uuid4

import django

django.setup()

from django.test import Client  # noqa: E402
from django.utils.timezone import now  # noqa: E402

from cases.models import Draft  # noqa: E402
from tests.cases.cast import REASONS, Walk, article, assemble, days  # noqa: E402

cast = assemble()


def browser(person):
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    return client


def form(client, path, **typed):
    return {"path": path, "session": client.cookies["sessionid"].value, "typed": typed}


def warning():
    walk = Walk(cast, at=now() - days(8)).in_review().in_deliberation()
    typed = {"basis": walk.case.basis, "token": str(uuid4()), "months": 12, **REASONS}
    return form(browser(cast.bob), f"/dossiers/{walk.reference}/warn/", **typed)


def report(number):
    client = browser(cast.camille)
    client.post("/signaler/", {"address": f"https://x.com/jean_exemple45/status/179000000000000000{number}"})
    client.post("/signaler/regle/", {"article": article().pk})
    token = Draft.objects.latest("pk").answers["token"]
    return form(client, "/signaler/verifier/", token=token, federation="45", explanation="C’est grave.", by_email="on")


print(json.dumps({"warn": [warning(), warning()], "report": [report(1), report(2)]}))
