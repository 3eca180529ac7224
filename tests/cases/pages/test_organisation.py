"""Name, colour and logo: the national office's, checked before they count, seen at once, and never overwritten."""

import json
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.identity import identity, name_at
from accounts.models import Identity

from ..cast import MONDAY, days
from .browsing import is_shown, read, title

HERE = "/reglages/identite/"
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


def typed(name="Les Essarts", colour="#8c1b18", *, seen=0, **more):
    return {"name": name, "colour": colour, "seen": seen, **more}


def file(kind="PNG", size=(600, 300), mode="RGBA", **more):
    out = BytesIO()
    Image.new(mode, size, "red").save(out, kind, **more)
    return SimpleUploadedFile("logo", out.getvalue())


def head(answer):
    return answer.content.decode().partition("<main")[0]


def address(html, ending):
    return next(one for one in html.split('"') if one.startswith("/identite/") and one.endswith(ending))


# Who may not, and what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_or_sets_it(cast, visit, who):
    for sent in (None, typed()):
        assert visit(getattr(cast, who), HERE, sent).status_code == 403
    assert not Identity.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": ""}, "obligatoire"), ({"name": "x" * 61}, "60 caractères"), ({"colour": "rouge"}, "Écrivez un dièse"),
        ({"colour": "#fff"}, "Écrivez un dièse"), ({"colour": "#ffd700"}, "un contraste de 1,17 : il faut 4,5"),
        ({"colour": "#FFD700"}, "La nuance la plus proche qui convient : #7d6900"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_422_with_a_sentence_and_what_was_typed(cast, visit, sent, said):
    answer = visit(cast.nina, HERE, typed(**sent))
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ")
    assert said in read(answer).replace("\u202f", " ")
    assert all(is_shown(answer, value) for value in sent.values())
    assert not Identity.objects.exists()


@pytest.mark.parametrize("upload", [
    SimpleUploadedFile("logo.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    SimpleUploadedFile("logo.png", b"GIF89a"), SimpleUploadedFile("logo.png", file().read()[:200]),
    file("GIF", mode="P"), file("PNG", size=(6000, 6000)),
], ids=["svg", "nothing", "broken", "gif", "too large"])  # fmt: skip
def test_what_is_no_logo_is_refused(cast, visit, upload):
    answer = visit(cast.nina, HERE, typed(logo=upload))
    assert answer.status_code == 422 and "Choisissez-en une autre." in read(answer)
    assert not Identity.objects.exists()


def test_whoever_looked_before_somebody_else_changed_it_is_told_and_changes_nothing(cast, visit):
    visit(cast.noah, HERE, typed())
    late = visit(cast.nina, HERE, typed("Autre"))
    assert late.status_code == 409 and is_shown(late, "Autre") and "Quelqu’un vient de changer" in read(late)
    assert Identity.objects.get().name == "Les Essarts"


# What it does ---------------------------------------------------------------------------------------------------------


def test_a_new_installation_has_the_name_of_its_sender_and_no_sheet_of_its_own(visit, db):
    page = visit(None, "/")
    assert "– Alteram" in title(page) and ">Alteram</a>" not in read(page)
    assert "/identite/" not in head(page)


def test_everybody_sees_name_and_colour_at_once(cast, visit):
    assert visit(cast.nina, HERE, typed()).status_code == 303
    for person, path in ((None, "/"), (cast.jean, "/notifications/"), (cast.alice, "/file/")):
        page = visit(person, path)
        assert title(page).endswith("– Les Essarts") and "Les Essarts</a>" in head(page)
        sheet = visit(person, address(head(page), ".css"))
        assert "--brand:#8c1b18" in sheet.content.decode()
        assert (sheet["Cache-Control"], sheet["Content-Type"]) == (
            "public, max-age=31536000, immutable", "text/css; charset=utf-8",
        )  # fmt: skip


def test_the_address_of_what_is_kept_for_ever_changes_with_it_and_with_nothing_else(cast, visit):
    visit(cast.nina, HERE, typed())
    first = address(head(visit(None, "/")), ".css")
    visit(cast.nina, HERE, typed("Autre nom", seen=identity().pk), at=MONDAY + days(1))
    assert address(head(visit(None, "/")), ".css") == first
    visit(cast.nina, HERE, typed(colour="#1d5327", seen=identity().pk), at=MONDAY + days(2))
    assert address(head(visit(None, "/")), ".css") != first
    assert visit(None, first).status_code == 404


def test_a_logo_is_drawn_anew_and_stands_in_header_and_icons(cast, visit):
    secret = b"Exif\0\0 taken by Nina"
    visit(cast.nina, HERE, typed(logo=file("JPEG", mode="RGB", exif=secret)))
    kept = Identity.objects.get()
    assert secret not in bytes(kept.logo) and bytes(kept.logo).startswith(b"\x89PNG")
    page = head(visit(None, "/"))
    answer = visit(None, address(page, "logo.png"))
    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.size, answer["Content-Type"]) == ((192, 96), "image/png")
    for icon in json.loads(visit(None, "/app.webmanifest").content)["icons"]:
        with Image.open(BytesIO(visit(None, icon["src"]).content)) as picture:
            assert picture.getpixel((picture.width // 2, picture.height // 2))[0] > 200  # red
            assert picture.getpixel((0, 0))[:3] == (255, 255, 255)


def test_a_logo_stays_until_it_is_taken_away(cast, visit):
    visit(cast.nina, HERE, typed(logo=file()))
    visit(cast.nina, HERE, typed("Autre nom", seen=identity().pk), at=MONDAY + days(1))
    assert identity().logo_sha256
    visit(cast.nina, HERE, typed(seen=identity().pk, no_logo="on"), at=MONDAY + days(2))
    assert not identity().logo_sha256 and "logo.png" not in head(visit(None, "/"))


def test_every_look_stays_with_who_set_it_and_when(cast, visit):
    visit(cast.nina, HERE, typed())
    visit(cast.noah, HERE, typed("Autre nom", "", seen=identity().pk), at=MONDAY + days(1))
    page = read(visit(cast.nina, HERE, at=MONDAY + days(2)))
    assert page.index("Autre nom couleur d’origine") < page.index("Les Essarts")
    assert "Nina" in page and "Noah" in page and "8 décembre 2026" in page
    for change in (Identity.objects.all().delete, lambda: Identity.objects.update(name="Jamais")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_saving_what_stands_there_writes_nothing(cast, visit):
    visit(cast.nina, HERE, typed())
    assert visit(cast.nina, HERE, typed(seen=identity().pk)).status_code == 303
    assert Identity.objects.count() == 1


def test_a_letter_keeps_the_name_of_the_day_on_which_it_was_sent(cast, visit):
    visit(cast.nina, HERE, typed())
    visit(cast.nina, HERE, typed("Autre nom", seen=identity().pk), at=MONDAY + days(2))
    assert [name_at(MONDAY + days(day)) for day in (-1, 1, 3)] == ["Alteram", "Les Essarts", "Autre nom"]


def test_help_is_found_while_the_database_is_away(client, db, monkeypatch):
    def gone():
        raise OperationalError

    monkeypatch.setattr("accounts.revision.current", gone)
    page = client.get("/aide/")
    assert page.status_code == 200 and title(page).endswith("– Alteram")


def test_a_page_that_tells_it_asks_nothing_for_it(cast, browse):
    client = browse(cast.marie)
    for _ in range(2):
        Identity.objects.create(name="Les Essarts", colour="#8c1b18", valid_from=MONDAY, by=cast.nina)
        client.get("/")
        with CaptureQueriesContext(connection) as asked:
            assert "Les Essarts" in client.get("/").content.decode()
        assert not [one["sql"] for one in asked if "accounts_identity" in one["sql"]]
        assert not [one["sql"] for one in asked if one["sql"].startswith('SELECT "accounts_revision"')]
