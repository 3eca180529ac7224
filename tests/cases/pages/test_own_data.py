"""What is held about somebody, to take home: his or her own, whole and proved, and of others nothing."""

import hashlib
import json
import subprocess
from io import BytesIO
from types import SimpleNamespace
from uuid import uuid4
from zipfile import ZipFile

import pytest

from accounts.models import Person
from cases import subject_requests
from cases.bookings import book
from cases.models import Reading
from tests.sheets import all_of

from ..cast import MONDAY, REASONS, Walk, days
from ..images import held
from ..sessions import a_session

PATH = "/mes-donnees/donnees.zip"
NAMES = ("Alice", "Bob", "Nina", "Nora", "Noah", "Dora")


@pytest.fixture
def taken(visit):
    """`taken(person, at)`: all that lies in the archive by its name, and `data`, what a machine reads."""

    def taking(person, at, language=""):
        answer = visit(person, f"{language}{PATH}", at=at)
        assert answer.status_code == 200
        with ZipFile(BytesIO(answer.getvalue())) as packed:
            inside = {name: packed.read(name) for name in packed.namelist()}
        return SimpleNamespace(answer=answer, inside=inside, data=json.loads(inside["donnees.json"]))

    return taking


def everything(file):
    said = [f"{name}\n{content.decode(errors='replace')}" for name, content in file.inside.items()]
    return "\n".join([*said, *(all_of(one) for one in file.inside.values() if one.startswith(b"%PDF"))])


# Of others nothing ----------------------------------------------------------------------------------------------------


def test_a_stranger_signs_in_first(visit, db):
    assert visit(None, PATH).status_code == 302


def test_it_takes_no_form_and_has_no_address_of_anybody_else(cast, visit):
    assert visit(cast.jean, PATH, {}).status_code == 405
    assert visit(cast.dora, f"/mes-donnees/{cast.jean.pk}/donnees.zip").status_code == 404


def test_the_person_concerned_reads_nothing_of_who_reported_and_no_name_of_who_read(cast, walk, taken, visit, media):
    cast.camille.name, cast.camille.email = "Canari Nom", "canari-courriel@example.org"
    cast.camille.save()
    walk = Walk(cast, explanation="CANARI-phrase : je suis sa voisine.", captures=held(10, at=MONDAY))
    visit(cast.alice, f"/dossiers/{walk.reference}/", at=walk.at)
    walk.in_review().do("redact", cast.alice, piece=walk.case.pieces.captures().get(), as_it_is=True)
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Le parquet la demande.")
    walk.do("answer_identity", cast.dora, granted=True, reason="Il la demande.")
    request = walk.report.identity_requests.get()
    walk.in_hearing().opened().heard().warned().opened()
    assert visit(cast.nina, f"/dossiers/{walk.reference}/identite/{request.pk}/", at=walk.at).status_code == 200
    assert visit(cast.nora, f"/dossiers/{walk.reference}/", at=walk.at).status_code == 200
    file = taken(cast.jean, walk.at)
    said = everything(file).lower()
    signs = ["canari", "voisine", walk.code.lower(), "nora", "nina", "parquet", "7 décembre 2026", "2026-12-07"]
    assert [sign for sign in signs if sign in said] == []
    assert {row["purpose"] for row in file.data["readings"]} == {"le dossier"}


def test_who_reported_reads_of_the_case_what_its_own_page_tells_and_no_more(cast, taken):
    walk = Walk(cast, explanation="Je l’ai vu.").in_review().in_deliberation().warned().opened()
    file = taken(cast.camille, walk.at)
    said = everything(file)
    hidden = ["Jean", "A-jean", walk.reference, "Je plaisantais", "avertissement", *NAMES, *REASONS.values()]
    assert [one for one in hidden if one and one in said] == []
    report = file.data["reports"][0]
    assert (report["explanation"], report["code"]) == ("Je l’ai vu.", walk.code)
    assert report["state"] == "Terminé : une suite a été donnée"
    assert file.data["cases"] == [] and file.data["readings"] == []
    assert not any(name.startswith("dossiers/") for name in file.inside)


def test_who_assists_and_who_examines_take_no_case_home(cast, walk, taken):
    walk.in_review().in_hearing().opened().do("name_counsel", cast.jean, person=cast.carl)
    walk.do("note", cast.alice, text="NOTE-INTERNE", is_opinion=False)
    for person in (cast.carl, cast.alice, cast.nina, cast.dora):
        said = everything(taken(person, walk.at))
        assert [one for one in (walk.reference, "Jean", "On te trouvera", "NOTE-INTERNE") if one in said] == []


def test_of_a_letter_that_waits_it_has_nothing(cast, walk, taken):
    walk.in_review().in_deliberation().warned()
    file = taken(cast.jean, walk.at)
    said = everything(file)
    assert REASONS["facts"] not in said and "avertissement jusqu" not in said
    record = json.loads(file.inside[f"dossiers/{walk.reference}/dossier.json"])
    assert (record["state"], record["decision"], record["measures"]) == (None, None, [])


def test_what_is_erased_is_not_in_it(cast, walk, taken):
    walk.in_review().in_hearing().opened().heard()
    walk.do("close_without_sanction", cast.bob, outcome="cleared", dismissal_reason="", reasons="Rien.", by_on=None)
    before = taken(cast.jean, walk.at), taken(cast.camille, walk.at)
    walk.tick(100)
    for person, file in zip((cast.jean, cast.camille), before, strict=True):
        after = taken(person, walk.at)
        assert len(after.inside) < len(file.inside)
        assert after.data["reports"] == [] and after.data["cases"] == [] and after.data["letters"] == []
        assert walk.reference not in everything(after) and walk.code not in everything(after)


# What is in it --------------------------------------------------------------------------------------------------------


def test_it_has_account_membership_office_workshop_request_and_letter(cast, taken):
    session = a_session(at=MONDAY + days(9))
    book(session, cast.jean.member, at=MONDAY)
    subject_requests.ask(cast.jean, "objection", "Je m’y oppose.", case=None, token=uuid4(), at=MONDAY)
    data = taken(cast.jean, MONDAY).data
    account, member = data["account"][0], data["membership"][0]
    assert (account["name"], account["email"], member["number"]) == ("Jean", "jean@example.org", "A-jean")
    assert data["membership"][1]["handle"] == "jean_exemple45"
    assert data["workshops"][0]["at"] == session.at.isoformat(timespec="microseconds")
    assert (data["requests"][0]["text"], data["requests"][0]["answer"]) == ("Je m’y oppose.", "")
    assert [one["file"] for one in data["letters"]] == ["lettres/01.pdf", "lettres/02.pdf"]
    assert taken(cast.bob, MONDAY).data["offices"][0]["body"] == "Loiret"


def test_its_own_captures_are_in_it(cast, taken, media):
    Walk(cast, captures=held(10, 90, at=MONDAY))
    inside = taken(cast.camille, MONDAY).inside
    found = [name for name in inside if name.startswith("signalements/")]
    assert found == ["signalements/1/capture-1.jpg", "signalements/1/capture-2.jpg"]


def test_its_own_case_lies_in_it_as_its_own_file_has_it(cast, walk, taken, visit):
    walk.in_review().in_hearing().opened().do("reply", cast.jean, text="Je plaisantais, c’est tout.")
    with ZipFile(BytesIO(visit(cast.jean, f"/mon-dossier/{walk.reference}/dossier.zip", at=walk.at).getvalue())) as own:
        alone = {name: own.read(name) for name in own.namelist() if name != "SHA256SUMS"}
    file = taken(cast.jean, walk.at)
    assert {name: file.inside[f"dossiers/{walk.reference}/{name}"] for name in alone} == alone


def test_who_read_is_told_by_day_role_and_purpose_and_before_the_person_knew_without_a_day(cast, walk, taken, visit):
    page = f"/dossiers/{walk.reference}/"
    visit(cast.alice, page, at=walk.at)
    walk.in_review().in_hearing()
    for person in (cast.alice, cast.bob, cast.nina):
        visit(person, page, at=walk.at + days(1))
    rows = taken(cast.jean, walk.at + days(2)).data["readings"]
    assert [(one["day"], one["role"], one["purpose"], one["times"]) for one in rows] == [
        ("avant que vous en soyez informé", "fédération", "le dossier", 1),
        ("2026-12-10", "fédération", "le dossier", 2), ("2026-12-10", "bureau national", "le dossier", 1),
    ]  # fmt: skip


GOLDEN = {
    "body": "45", "state": "hearing", "outcome": "", "hearing": None, "decision": None, "measures": [],
    "antecedents": [], "statements": [],
    "grievances": {
        "facts": "Une menace.", "rule_explanation": "Elle vise une personne nommée.", "maximum": "warning",
        "content_date": "2026-12-01",
    },
}  # fmt: skip


def test_a_case_for_a_machine_has_the_names_and_values_that_its_words_have(cast, walk, taken):
    walk.in_review().in_hearing().opened().do("reply", cast.jean, text="Je plaisantais.")
    record = json.loads(taken(cast.jean, walk.at).inside[f"dossiers/{walk.reference}/dossier.json"])
    assert {name: record[name] for name in GOLDEN if name != "grievances"} | {
        "grievances": {name: record["grievances"][name] for name in GOLDEN["grievances"]}
    } == GOLDEN
    assert [rule["article"] for rule in record["grievances"]["rules"]] == ["1. Injure ou menace"]
    assert [reply["text"] for reply in record["replies"]] == ["Je plaisantais."]
    assert [one["file"] for one in record["letters"]] == [f"lettres/{n:02}.pdf" for n in range(1, 4)]
    assert [one["kind"] for one in record["pieces"]] == ["text"]


def test_its_manifest_proves_every_file(cast, walk, taken, tmp_path):
    walk.in_review().in_hearing().opened()
    file = taken(cast.jean, walk.at)
    for name, content in file.inside.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    good = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    listed = {line.split("  ")[1]: line.split("  ")[0] for line in file.inside["SHA256SUMS"].decode().splitlines()}
    assert listed == {
        name: hashlib.sha256(content).hexdigest() for name, content in file.inside.items() if name != "SHA256SUMS"
    }


def test_it_is_in_the_language_of_its_page_and_kept_nowhere(cast, taken):
    file = taken(cast.jean, MONDAY, language="/en")
    assert file.inside["donnees.txt"].decode().startswith("Your data")
    assert (file.answer["Cache-Control"], file.answer["Content-Type"]) == ("private, no-store", "application/zip")
    assert file.answer["Content-Disposition"] == 'attachment; filename="mes-donnees.zip"'


def test_that_a_case_was_taken_home_is_written_down(cast, walk, taken):
    walk.in_review().in_hearing().opened()
    taken(cast.jean, walk.at)
    taken(cast.camille, walk.at)
    row = Reading.objects.get(purpose="own file")
    assert (row.person, row.role, row.case) == (cast.jean, "concerned", walk.case)


def test_who_is_suspended_or_no_member_any_more_takes_it_all_the_same(cast, walk, taken):
    walk.in_review().suspended().opened()
    cast.jean.member.left_on = walk.at.date()
    cast.jean.member.save()
    assert taken(Person.objects.get(pk=cast.jean.pk), walk.at + days(3)).data["cases"]
