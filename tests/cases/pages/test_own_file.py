"""One's own file: what the page of the case shows, to take home and to prove; nothing more, and to nobody else."""

import hashlib
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest

from cases.models import Reading
from notifications.models import Notice
from tests.beginnings import beginning
from tests.sheets import all_of, words

from ..cast import MONDAY, REASONS, Walk, article, days
from ..images import held
from .browsing import read

NOBODY = ["camille", "marie", "parisa", "alice", "bob", "olga", "nina", "paul", "dora", "carl", "maire", "root"]


def path(walk, language=""):
    return f"{language}/mon-dossier/{walk.reference}/dossier.zip"


@pytest.fixture
def taken(visit, cast):
    """`taken(walk)`: the answer, and all that lies in the archive by its name."""

    def taking(walk, by=None, language=""):
        answer = visit(by or cast.jean, path(walk, language), at=walk.at)
        assert answer.status_code == 200
        content = answer.getvalue()
        with ZipFile(BytesIO(content)) as packed:
            assert packed.testzip() is None
            inside = {name: packed.read(name) for name in packed.namelist()}
        return SimpleNamespace(answer=answer, content=content, inside=inside, text=inside["dossier.txt"].decode())

    return taking


def everything(file):
    """All that anybody may read of it, sheets of paper too."""
    said = [f"{name}\n{content.decode(errors='replace')}" for name, content in file.inside.items()]
    return "\n".join([*said, *(all_of(one) for one in file.inside.values() if one.startswith(b"%PDF"))])


@beginning
def answered(walk, cast):
    """A text alone is reproached, and Jean has answered."""
    walk.in_review().in_hearing().opened().do("reply", cast.jean, text="Je plaisantais, c’est tout.")
    return walk


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_it_is_there_for_nobody_else(answered, cast, visit, who):
    """Not even for those who may read the case from their office."""
    assert visit(getattr(cast, who), path(answered), at=answered.at).status_code == 404
    assert not Reading.objects.filter(purpose="own file").exists()


def test_a_stranger_signs_in_first(answered, visit):
    answer = visit(None, path(answered), at=answered.at)
    assert (answer.status_code, answer["Location"]) == (302, f"/compte/login/?next={path(answered)}")


def test_there_is_none_before_the_person_is_told_of_the_case(walk, cast, visit):
    walk.in_review()
    assert visit(cast.jean, path(walk), at=walk.at).status_code == 404


def test_it_is_looked_at_and_takes_no_form(answered, cast, visit):
    assert visit(cast.jean, path(answered), {}, at=answered.at).status_code == 405


@pytest.mark.parametrize("letter", ["grievances", "warning"])
def test_of_a_letter_that_waits_it_has_nothing(walk, cast, taken, letter):
    walk.in_review().in_hearing()
    if letter == "warning":
        walk.opened().heard().warned()
    waits = Notice.objects.filter(recipient=cast.jean, is_legal=True).latest("pk").letter
    said = everything(taken(walk))
    hidden = {"grievances": ["Une menace.", "On te trouvera"], "warning": [REASONS["facts"], "avertissement jusqu"]}
    assert [one for one in [*hidden[letter], waits.title, waits.sha256] if one in said] == []
    assert "Une lettre attend d’être ouverte" in said
    assert walk.case.services.filter(served_at=None).exists()


# What is in it --------------------------------------------------------------------------------------------------------


def test_it_has_what_the_page_shows_and_the_page_offers_it(answered, cast, taken, visit):
    file = taken(answered)
    for said in ("Une menace.", "On te trouvera.", "Elle vise une personne nommée.", "Injure ou menace",
                 "La mesure la plus forte possible : avertissement", "Je plaisantais, c’est tout.",
                 "Aucune décision n’est prise.", "A instruit : Alice", "Loiret"):  # fmt: skip
        assert said in file.text
    page = visit(cast.jean, f"/mon-dossier/{answered.reference}/", at=answered.at)
    assert "Télécharger mon dossier" in read(page) and path(answered) in page.content.decode()


def test_each_letter_that_was_opened_is_there_on_paper_and_as_the_very_text_that_was_sent(answered, cast, taken):
    file = taken(answered)
    sent = list(Notice.objects.filter(recipient=cast.jean, topic=answered.reference).order_by("pk"))
    texts = [content for name, content in file.inside.items() if name.startswith("lettres/") and name.endswith(".txt")]
    assert [hashlib.sha256(one).hexdigest() for one in texts] == [one.letter.sha256 for one in sent]
    for number, notice in enumerate(sent, start=1):
        assert notice.letter.sha256 in words(file.inside[f"lettres/{number:02}.pdf"])
        assert f"{notice.letter.title} (lettres/{number:02}.pdf)" in file.text


def test_what_the_person_did_and_wrote_is_told_with_its_date_and_of_others_nothing(answered, cast, taken):
    answered.do("request_recusal", cast.jean, person=cast.bob, reason="dispute", why="Un procès nous oppose.")
    answered.do("note", cast.alice, text="NOTE-INTERNE", is_opinion=False)
    told = taken(answered).text.split("## Ce qui s’est passé")[1]
    assert "- 10 décembre 2026 à 10 h : Lettre ouverte" in told
    assert "Récusation demandée\n> Un procès nous oppose." in told
    assert "Réponse reçue" in told
    for step in ("Signalement reçu", "Instruction ouverte", "Auteur identifié", "Note interne", "NOTE-INTERNE"):
        assert step not in told


def test_answers_to_grievances_that_were_notified_anew_are_kept(answered, taken):
    answered.heard("Rien de plus.").in_hearing().opened()
    said = taken(answered).text
    assert "> Je plaisantais, c’est tout." in said and "> Rien de plus." in said


def test_pieces_lie_in_it_as_they_were_disclosed(cast, taken, media):
    walk = Walk(cast, captures=held(10, 90, at=MONDAY)).in_review()
    first, second = walk.case.pieces.captures().order_by("number")
    walk.do("redact", cast.alice, piece=first, as_it_is=True, alt="Une menace, en rouge.")
    walk.do("redact", cast.alice, piece=second, text="La même publication.")
    walk.in_hearing().opened()
    file = taken(walk)
    disclosed = {one.version.piece.number: one.version.sha256 for one in walk.case.notice.disclosures.all()}
    lying = {name: content for name, content in file.inside.items() if name.startswith("pieces/")}
    assert {int(name[7:-4]): hashlib.sha256(content).hexdigest() for name, content in lying.items()} == disclosed
    assert {name for name in lying if name.endswith(".jpg")} == {f"pieces/{first.number}.jpg"}
    assert lying[f"pieces/{second.number}.txt"].decode() == "La même publication."
    assert "Une menace, en rouge." in file.text and all(digest in file.text for digest in disclosed.values())


def test_a_piece_whose_file_is_gone_is_named_as_missing(cast, taken, media):
    walk = Walk(cast, captures=held(10, at=MONDAY)).in_review()
    walk.do("redact", cast.alice, piece=walk.case.pieces.captures().get(), as_it_is=True)
    walk.in_hearing().opened()
    for one in media.rglob("*.jpg"):
        one.unlink()
    file = taken(walk)
    assert "le fichier manque aujourd’hui" in file.text
    assert not any(name.endswith(".jpg") for name in file.inside)


def test_its_manifest_proves_every_file(answered, taken, tmp_path):
    file = taken(answered)
    for name, content in file.inside.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    good = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    assert len(good.stdout.splitlines()) == len(file.inside) - 1
    (tmp_path / "dossier.txt").write_text("Autre chose.")
    assert subprocess.run(check, cwd=tmp_path, capture_output=True, check=False).returncode == 1


def test_the_same_moment_gives_the_same_bytes(answered, taken):
    assert taken(answered).content == taken(answered).content


def test_it_is_in_the_language_of_its_page(answered, taken):
    file = taken(answered, language="/en")
    assert file.text.startswith(f"Your file {answered.reference}") and "No decision has been taken." in file.text


# How it is handed over ------------------------------------------------------------------------------------------------


def test_it_is_a_file_that_names_nobody_and_is_kept_nowhere(answered, taken):
    answer = taken(answered).answer
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"] == f'attachment; filename="{answered.reference}.zip"'
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_that_it_was_taken_is_written_down(answered, cast, taken):
    answered.do("name_counsel", cast.jean, person=cast.carl)
    taken(answered)
    taken(answered, by=cast.carl)
    rows = Reading.objects.filter(purpose="own file").order_by("pk").values_list("person", "role", "case", "at")
    assert list(rows) == [
        (cast.jean.pk, "concerned", answered.case.pk, answered.at),
        (cast.carl.pk, "counsel", answered.case.pk, answered.at),
    ]


# Who assists ----------------------------------------------------------------------------------------------------------


def test_who_assists_takes_what_he_or_she_may_read(answered, cast, taken, visit):
    answered.do("request_recusal", cast.jean, person=cast.bob, reason="dispute", why="Entre Jean et Bob seulement.")
    answered.do("name_counsel", cast.jean, person=cast.carl)
    other = Walk(cast, at=answered.at).in_review().in_hearing()
    file = taken(answered, by=cast.carl)
    assert "Vous assistez Jean dans ce dossier." in file.text and "Une menace." in file.text
    assert "Entre Jean et Bob seulement." not in everything(file)
    assert visit(cast.carl, path(other), at=other.at).status_code == 404


# What is in no file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "counts"), [(12, True), (13, False)])
def test_an_antecedent_is_in_it_for_three_years_and_not_a_day_longer(walk, cast, taken, visit, day, counts):
    """The sanction of the first case is final on 12 January 2027."""
    walk.in_review().in_deliberation().warned(months=6).opened().tick(200)
    other = Walk(cast, at=datetime(2030, 1, day, 9, 0, tzinfo=UTC)).identified().informed()
    assert ("Antécédents : 1 × avertissement" in taken(other).text) is counts
    page = read(visit(cast.jean, f"/mon-dossier/{other.reference}/", at=other.at))
    assert ("1 × avertissement" in page) is counts
    assert walk.reference not in everything(taken(other))


def test_an_annulled_sanction_is_in_no_file(walk, cast, taken):
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("propose_result", cast.paul, result="annulled", text="Rien n’est établi.", kind="", days=None, months=None)
    walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    other = Walk(cast, at=walk.at + days(400)).identified().informed()
    assert "Antécédents" not in everything(taken(other))


def test_neither_who_reported_nor_who_else_reads_is_in_a_byte_of_it(cast, taken, visit, media):
    cast.camille.name, cast.camille.email = "Canari Nom", "canari-courriel@example.org"
    cast.camille.save()
    walk = Walk(cast, explanation="CANARI-phrase : je suis sa voisine.", captures=held(10, at=MONDAY))
    walk.in_review().do("redact", cast.alice, piece=walk.case.pieces.captures().get(), as_it_is=True)
    walk.in_hearing().opened().heard().warned().opened()
    assert visit(cast.nora, f"/dossiers/{walk.reference}/", at=walk.at).status_code == 200
    file = taken(walk)
    said = f"{everything(file)}\n{file.content.decode(errors='replace')}".lower()
    signs = ["canari", "voisine", walk.code.lower(), "nora", "7 décembre 2026", str(cast.camille.email)]
    assert [sign for sign in signs if sign in said] == []


# Whoever is suspended -------------------------------------------------------------------------------------------------


def test_the_full_journey_as_a_suspended_member(walk, cast, browse, taken):
    """Signs in, opens what is sent, answers, is assisted, asks to be heard, takes the file home, and appeals."""
    walk.in_review().suspended().opened()
    other = Walk(cast, at=walk.at).in_review().in_hearing()
    cast.jean.set_password("un long mot de passe")
    cast.jean.save()
    client = browse(at=other.at + days(0.1))
    signed = client.post("/compte/login/", {"login": cast.jean.email, "password": "un long mot de passe"})
    assert signed.status_code == 302
    home = f"/mon-dossier/{other.reference}/"
    for step, typed in (("open_letter", {}), ("name_counsel", {"person": "carl@example.org"}),
                        ("reply", {"text": "Je réponds."}), ("ask_hearing", {})):  # fmt: skip
        token = client.get(home).context["opening"]["token"].value() if step == "open_letter" else ""
        assert client.post(f"{home}{step}/", {"token": token, **typed}).status_code == 303, step
    for case in (walk, other):
        assert client.get(f"/mon-dossier/{case.reference}/").status_code == 200
        answer = client.get(path(case))
        assert answer.status_code == 200 and ZipFile(BytesIO(answer.getvalue())).testzip() is None
    said = {"kind": "appeal", "grounds": "Trop forte."}
    assert client.post(f"/mon-dossier/{walk.reference}/appeal/", said).status_code == 303
    client.post("/signaler/", {"address": "https://x.com/autre/status/7"})
    client.post("/signaler/regle/", {"article": article().pk})
    assert client.post("/signaler/verifier/", {}).status_code == 303
    with ZipFile(BytesIO(client.get(path(walk)).getvalue())) as packed:
        assert "> Trop forte." in packed.read("dossier.txt").decode()
