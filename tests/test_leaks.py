"""Who reported stays unknown: the main path is walked whole, and all that others get of it searched for her traces."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from hashlib import sha256
from html import unescape
from io import BytesIO, StringIO
from types import SimpleNamespace
from urllib.parse import unquote_plus
from zipfile import ZipFile

import pytest
from django.core import mail
from django.test import Client, override_settings

from accounts.models import Member, Person
from alteram.logs import Discreet
from cases.door import steps
from cases.forms import form_named
from notifications.models import Notice
from notifications.tasks import deliver
from tests.beginnings import set_aside
from tests.cases.boxes import file_opened

from .cases.cast import JOINED_ON, assemble
from .cases.images import inscribed, photograph, upload, words_of
from .main_path import MainPath
from .sheets import all_of
from .test_urls import ROWS

# What she is, has and sends without knowing; plain letters, so that no encoding of a header or a file hides them.
SEALED = {
    "first name": "Quenouille", "family name": "Cormoran", "address": "q.cormoran.7713", "key": "7713771377",
    "number": "A-zq7713", "device": "Minitel 1B", "network address": "203.0.113.77",
}  # fmt: skip
LINK = {"t": "zqShareX", "igsh": "zqShareInsta", "si": "zqShareTube", "utm_source": "zqCampaign"}
FILE = {
    "artist": "zqArtist", "device": "zqTelephone", "seconds": "16.7713", "comment": "zqComment", "editor": "zqEditor",
}  # fmt: skip
CAPTURES = photograph(**FILE), inscribed(**FILE)
NAMED = "zqPhotograph-{}.png"  # what she called them
FILES = {f"file, {one}": told for one, told in FILE.items()} | {
    "file, name": NAMED.split("-")[0], **{f"file {n}": sha256(raw).hexdigest() for n, raw in enumerate(CAPTURES, 1)},
}  # fmt: skip
TYPED = {"words": "la loutre zinzinule", "telephone": "06 39 98 77 13", "answer": "le grand tétras zinzinule"}
POST = "https://x.com/jean_exemple45/status/179000000000000000{}?" + "&".join(f"{one}={LINK[one]}" for one in LINK)
EXPLANATION = (
    f"Demandez-moi : {TYPED['words']}, au {TYPED['telephone']}. "
    f"Vu aussi sur https://www.instagram.com/p/Abc/?igsh={LINK['igsh']}"
)

EXAMINE = {"alice", "bob", "nina", "noah", "nora", "paul", "pia", "petra"}  # they read what was reported, not by whom
CONCERNED = {"jean", "carl"}
OTHERS = {"marie", "camille", "olga", "dora", "root"}
CURIOUS = {"jean", "carl", "alice", "bob", "nina", "paul"}  # they try every step; the others would see the like of it


@pytest.fixture(scope="module")
def given(django_db_setup, django_db_blocker, tmp_path_factory):
    """{who: {what: its text}}: all that each person gets; `log`, `healthz`, `disk` and `codes` beside them."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched, override_settings(MEDIA_ROOT=media):
        clock = SimpleNamespace()
        patched.setattr("alteram.middleware.timezone", SimpleNamespace(now=lambda: clock.at))
        patched.setattr("notifications.tasks.now", lambda: clock.at)
        patched.setattr(mail, "outbox", [], raising=False)
        with set_aside(), everything_logged() as log:
            path = walked(clock)
            everybody = EXAMINE | CONCERNED | OTHERS | {"quenouille"}
            yield SimpleNamespace(
                to={who: given_to(path, who) for who in everybody},
                log=log.getvalue().splitlines(), healthz=said(Client().get("/healthz")), disk=lying_in(media),
                codes={f"code of {case}": code for case, code in path.codes.items()},
            )  # fmt: skip


@pytest.fixture
def found(given, db):
    """`found(who, canaries)`: what of all that this person gets has one of these in it, and which."""
    return lambda who, canaries: traces(given.to[who], canaries)


def walked(clock):
    """To its two ends; Quenouille reported both times, and every e-mail has left."""
    cast = assemble()
    name, key = f"{SEALED['first name']} {SEALED['family name']}", int(SEALED["key"])
    cast.quenouille = Person.objects.create_user(f"{SEALED['address']}@example.org", name=name, pk=key)
    Member.objects.create(number=SEALED["number"], person=cast.quenouille, federation_id="45", joined_on=JOINED_ON)
    headers = {"REMOTE_ADDR": SEALED["network address"], "HTTP_USER_AGENT": SEALED["device"]}
    path = MainPath(cast, clock, reporter="quenouille", headers=headers)
    path.first, path.second = (
        path.reported(POST.format(number), EXPLANATION, upload(raw, NAMED.format(number)))
        for number, raw in enumerate(CAPTURES, start=1)
    )
    path.examined(path.first)
    path.asked(path.first, TYPED["answer"])
    path.heard(path.first, "alice", "warning")
    path.warned(path.first)
    path.appealed(path.first)
    path.examined(path.second)
    path.suspended(path.second)
    deliver()
    return path


FINEST = dict.fromkeys(("", "django", "alteram", "accounts", "notifications", "cases"), logging.DEBUG)
FINEST["django.template"] = logging.INFO  # its traceback of each empty variable


@contextmanager
def everything_logged():
    """All that the product writes, down to the least of it, as its handler writes it."""
    handler = logging.StreamHandler(written := StringIO())
    handler.setFormatter(Discreet())
    before = {name: logging.getLogger(name).level for name in FINEST}
    logging.getLogger().addHandler(handler)
    at_level(FINEST)
    try:
        yield written
    finally:
        at_level(before)
        logging.getLogger().removeHandler(handler)


def at_level(levels):
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


# What somebody gets ---------------------------------------------------------------------------------------------------


def said(answer):
    """All of an answer: status, headers, cookies and body, whatever it is made of."""
    headers = [f"{name}: {value}" for name, value in answer.items()]
    body = answer.getvalue()
    return "\n".join([str(answer.status_code), *headers, answer.cookies.output(), *everything_in(body)])


def everything_in(content):
    """What it says as text; what an image, a sheet of paper or an archive says besides, as it is read."""
    return [content.decode(errors="replace"), *read_from(content)]


def read_from(content):
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG")):
        return [words_of(content)]
    if content.startswith(b"%PDF"):
        return [all_of(content)]
    if content.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(content)) as packed:
            return [text for name in packed.namelist() for text in (name, *everything_in(packed.read(name)))]
    return []


def lying_in(folder):
    """{name of a file, with its folders: that name and all that is in it}."""
    files = {str(one.relative_to(folder)): file_opened(one) for one in folder.rglob("*") if one.is_file()}
    return {name: "\n".join([name, *everything_in(content)]) for name, content in files.items()}


def given_to(path, who):
    """Pages on the way and afterwards, letters with where they lead, e-mails with their headers."""
    person, browser = getattr(path.cast, who), path.browser(who)
    answers = [one for one in path.answers if one.who == who]
    notices = Notice.objects.filter(recipient=person).select_related("letter")
    return {
        **{f"on the way {number}: {one.asked}": said(one.given) for number, one in enumerate(answers)},
        **{address: said(browser.get(address)) for address in addresses(path, who)},
        **{f"letter {one.pk}": f"{one.letter.title}\n{one.letter.body}\n{one.path}\n{one.topic}" for one in notices},
        **{f"mail {number}": written(one) for number, one in enumerate(mail.outbox) if person.email in one.to},
    }


def written(message):
    """An e-mail as it left, and its parts as they are read."""
    return "\n".join([message.message().as_string(), message.body, *(part.content for part in message.alternatives)])


def addresses(path, who):
    """Of the resolver: every page of the table; of both cases every step; every letter, on its page and on paper."""
    here = {"case": path.first, "suspension": path.second, "code": "AAAA-AAAA-AAAA-AAAA"}
    side = "concerned" if who in CONCERNED else "cases"
    begins = {"concerned": "mon-dossier", "cases": "dossiers"}[side]
    asked = [step for step in steps() if form_named(step, side)] if who in CURIOUS else []
    notices = Notice.objects.filter(recipient=getattr(path.cast, who))
    opened = [one for one in notices if one.is_legal and side == "concerned"]
    yield from (
        row.format(**here, notice=0, opened=0, granted=0, workshop=0, session=0, asked=0, evidence=0)
        for row in ROWS
        if who in CURIOUS or "{" in row
    )
    yield from (f"/en/{begins}/{case}/" for case in (path.first, path.second))
    yield from (f"/{begins}/{case}/{step}/" for case in (path.first, path.second) for step in asked)
    yield from (
        f"/{begins}/{case}/pieces/{which}/{size}"
        for case in (path.first, path.second)
        for which in {"concerned": ("1",), "cases": ("1/1", "1/2")}[side]
        for size in ("", "vignette/")
    )
    shapes, sent = ("", "texte/", "pdf/"), Notice.objects.filter(letter__audience="concerned")
    yield from (f"/notifications/{one.pk}/{shape}" for one in notices for shape in shapes)
    yield from (f"/mon-dossier/{one.topic}/lettres/{one.pk}/{shape}" for one in opened for shape in shapes)
    yield from (f"/dossiers/{one.topic}/lettres/{one.pk}/{shape}" for one in sent for shape in ("", "pdf/"))
    for code in path.codes.values() if who == path.reporter else ():
        yield from (f"/mes-signalements/{code}/", f"/signaler/recu/{code}/")
        yield from (f"/mes-signalements/{code}/captures/1/", f"/mes-signalements/{code}/captures/1/vignette/")


def traces(things, canaries):
    """Where one of these stands, written plainly, as HTML or as part of an address."""
    found = {}
    for what, text in things.items():
        spelt = "\n".join([text, unescape(text), unquote_plus(text)]).casefold()
        if hits := {name for name, canary in canaries.items() if canary.casefold() in spelt}:
            found[what] = hits
    return found


# None of it is found --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", sorted(EXAMINE))
def test_who_examines_reads_what_was_reported_and_not_by_whom(given, found, who):
    assert found(who, SEALED | LINK | FILES | given.codes) == {}


@pytest.mark.parametrize("who", sorted(CONCERNED | OTHERS))
def test_the_person_concerned_and_all_others_read_not_even_her_words(given, found, who):
    assert found(who, SEALED | LINK | FILES | TYPED | given.codes) == {}


def test_nothing_of_it_is_in_a_log_in_healthz_or_in_a_file(given):
    lines = {f"line {number}": line for number, line in enumerate(given.log)}
    assert traces(lines | given.disk | {"healthz": given.healthz}, SEALED | LINK | FILES | TYPED | given.codes) == {}


def test_what_a_link_or_a_file_hid_is_nowhere_even_for_her(found):
    assert found("quenouille", LINK | FILES) == {}


def test_the_search_finds_what_is_there(given, found):
    """Else it would prove nothing: her words before her and before those who examine, her codes before her."""
    everything = SEALED | TYPED | given.codes
    hers, theirs = (set().union(*found(who, everything).values()) for who in ("quenouille", "alice"))
    assert hers >= {"words", "telephone", "address", *given.codes}
    assert theirs == set(TYPED)
    assert {"200", "303", "403", "404"} <= {text[:3] for text in given.to["jean"].values()}
    assert {"on", "letter", "mail"} <= {what.split()[0] for what in given.to["jean"]}
    assert len(given.log) > 100


@pytest.mark.parametrize("who", ["quenouille", "alice", "nina", "jean", "carl"])
def test_letters_on_paper_are_among_what_is_searched(given, who):
    """By their words, which the bytes of such a file do not show."""
    sheets = [text for text in given.to[who].values() if "\nContent-Type: application/pdf\n" in text]
    assert len(sheets) >= 3
    assert all("SHA-256" in text for text in sheets)


@pytest.mark.parametrize("who", sorted(CURIOUS))
def test_what_is_held_about_oneself_is_among_what_is_searched(given, who):
    text = given.to[who]["/mes-donnees/donnees.zip"]
    assert text.startswith("200") and "SHA256SUMS" in text and "donnees.json" in text and "donnees.pdf" in text
    assert ("dossiers/" in text) == (who == "jean")


@pytest.mark.parametrize("who", ["jean", "carl"])
def test_a_file_to_take_home_is_among_what_is_searched(given, who):
    """Of both cases, with the letters that lie in it; with the pieces where no letter waits to be opened."""
    found = given.to[who].items()
    files = [text for what, text in found if "\nContent-Type: application/zip\n" in text and "mon-dossier" in what]
    assert len(files) == 2
    assert all("SHA256SUMS" in text and "lettres/01.txt" in text for text in files)
    assert any("pieces/1.jpg" in text for text in files)


@pytest.mark.parametrize("who", ["quenouille", "alice", "nina", "jean"])
def test_her_images_are_among_what_is_searched(given, who):
    """In both sizes, of both cases; as they were sent, they would be found."""
    images = [text for text in given.to[who].values() if "\nContent-Type: image/jpeg\n" in text]
    assert len(images) >= 4 and len(given.disk) == 4
    hidden = {f"file, {one}": told for one, told in FILE.items()}
    for raw in CAPTURES:
        assert traces({"sent": "\n".join(everything_in(raw))}, hidden) == {"sent": set(hidden)}
