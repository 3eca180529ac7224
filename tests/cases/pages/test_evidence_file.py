"""A case for a court: to whoever asked and was granted it, for a fortnight; proved, and without who reported."""

import json
import subprocess
from hashlib import sha256
from io import BytesIO, StringIO
from types import SimpleNamespace
from zipfile import ZipFile

import pytest
from django.core.management import call_command

from accounts.models import Appointment
from cases.audit import faults
from cases.models import Entry, Reading
from cases.mornings import make_round
from tests.beginnings import beginning
from tests.sheets import all_of

from ..cast import MONDAY, REASONS, Walk, days
from ..images import inscribed, photograph, uploaded, words_of
from ..steps.test_answer_evidence_file import GRANTED, REFUSED
from ..steps.test_ask_evidence_file import SAID

NOBODY = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "carl", "root", "noah", "nora"]
NAME, MAIL, HER_WORDS, HER_ANSWER = "Quenouille Cormoran", "q.cormoran.7713@example.org", "la loutre", "le tétras"
HIDDEN = {"artist": "zqArtist", "device": "zqTelephone", "seconds": "16.7713", "comment": "zqComment",
          "editor": "zqEditor"}  # fmt: skip


@pytest.fixture
def case(cast, media):
    """Reported by somebody who can be found again in any byte, answered, decided; asked for and granted."""
    cast.camille.name, cast.camille.email = NAME, MAIL
    cast.camille.save()
    raws = photograph(**HIDDEN), inscribed(**HIDDEN)
    walk = Walk(cast, explanation=f"Je l’ai vu, dit {HER_WORDS}.", captures=uploaded(*raws, at=MONDAY)).in_review()
    for piece in walk.case.pieces.captures():
        walk.do("redact", cast.alice, piece=piece, as_it_is=True)
    until = (walk.at + days(9)).date()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=until)
    walk.do("answer_inquiry", cast.camille, answer=f"Hier, dit {HER_ANSWER}.")
    walk.in_deliberation().warned().opened()
    walk.raws = raws
    return walk


@beginning
def plain(walk):
    return walk.in_review()


def granted(walk, **more):
    walk.do("ask_evidence_file", walk.cast.nina, **{**SAID, **more})
    walk.do("answer_evidence_file", walk.cast.noah, **GRANTED)
    return path(walk)


def path(walk):
    return f"/dossiers/{walk.reference}/justice/{walk.case.evidence_requests.latest('pk').pk}.zip"


@pytest.fixture
def taken(visit):
    def taking(walk, address):
        answer = visit(walk.cast.nina, address, at=walk.at)
        assert answer.status_code == 200
        with ZipFile(BytesIO(answer.getvalue())) as packed:
            assert packed.testzip() is None
            inside = {name: packed.read(name) for name in packed.namelist()}
        return SimpleNamespace(answer=answer, inside=inside)

    return taking


def everything(file):
    """All that anybody may read of it: names, texts, sheets and what they say of themselves, and images."""
    said = [f"{name}\n{content.decode(errors='replace')}" for name, content in file.inside.items()]
    said += [all_of(one) for one in file.inside.values() if one.startswith(b"%PDF")]
    return "\n".join([*said, *(words_of(one) for one in file.inside.values() if one.startswith(b"\xff\xd8\xff"))])


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_it_is_there_for_nobody_but_who_asked(plain, cast, visit, who):
    """Not for the one who granted it, nor for the rest of the office."""
    address = granted(plain)
    assert visit(getattr(cast, who), address, at=plain.at).status_code == 404
    assert not Reading.objects.filter(purpose__startswith="evidence").exists()


def test_a_stranger_signs_in_first(plain, visit):
    assert visit(None, granted(plain), at=plain.at).status_code == 302


def test_before_it_is_granted_and_once_it_is_refused_it_does_not_exist(plain, cast, visit):
    plain.do("ask_evidence_file", cast.nina, **SAID)
    assert visit(cast.nina, path(plain), at=plain.at).status_code == 404
    plain.do("answer_evidence_file", cast.noah, **REFUSED)
    assert visit(cast.nina, path(plain), at=plain.at).status_code == 404


@pytest.mark.parametrize(("later", "status"), [(13.9, 200), (14.1, 404)])
def test_it_is_taken_within_a_fortnight(plain, cast, visit, later, status):
    assert visit(cast.nina, granted(plain), at=plain.at + days(later)).status_code == status


def test_who_left_the_office_takes_nothing(plain, cast, visit):
    address = granted(plain)
    Appointment.objects.get(person=cast.nina).end(at=plain.at)
    assert visit(cast.nina, address, at=plain.at + days(1)).status_code == 404


def test_the_request_of_one_case_opens_no_other(plain, cast, visit):
    address = granted(plain)
    other = Walk(cast, at=plain.at).in_review()
    assert visit(cast.nina, address.replace(plain.reference, other.reference), at=other.at).status_code == 404


# Who reported ---------------------------------------------------------------------------------------------------------


def canaries(walk):
    uploads = {f"upload {n}": sha256(raw).hexdigest() for n, raw in enumerate(walk.raws, 1)}
    return {"name": NAME, "address": MAIL, "words": HER_WORDS, "answer": HER_ANSWER, "code": walk.code,
            **HIDDEN, **uploads}  # fmt: skip


def test_nothing_of_who_reported_is_in_a_byte_of_it_unless_the_request_names_that_person(case, cast, taken):
    case.do("ask_identity", cast.nina, report=case.report, reason="Le parquet la demande.")
    case.do("answer_identity", cast.dora, granted=True, reason="Il la demande.")  # which alone puts no name into it
    said = everything(taken(case, granted(case))).casefold()
    assert [name for name, canary in canaries(case).items() if canary.casefold() in said] == []


def test_named_by_the_request_it_has_name_words_and_uploads_and_of_images_nothing_that_they_hid(case, cast, taken):
    case.do("ask_identity", cast.nina, report=case.report, reason="Le parquet la demande.")
    case.do("answer_identity", cast.dora, granted=True, reason="Il la demande.")
    said = everything(taken(case, granted(case, names_reporter=True))).casefold()
    found = {name for name, canary in canaries(case).items() if canary.casefold() in said}
    assert found == {"name", "address", "words", "answer", "upload 1", "upload 2"}


# What is in it --------------------------------------------------------------------------------------------------------


def test_it_has_the_record_the_decision_each_letter_and_each_version_of_each_piece(case, taken):
    file = taken(case, granted(case))
    rows, entries = (json.loads(file.inside[name]) for name in ("dossier.json", "journal.json"))
    assert [one["step"] for one in entries] == list(case.case.entries.values_list("step", flat=True))
    assert rows["decisions"][0]["facts"] == REASONS["facts"] and rows["decisions"][0]["signed_by"] == "Bob"
    assert rows["member"] == {"number": "A-jean", "name": "Jean"}
    assert [one["text"] for one in rows["replies"]] == ["Je plaisantais."]
    assert "lettres/01-" in "".join(file.inside) and any("decision_warning" in name for name in file.inside)
    lines = json.loads(file.inside["pieces.json"])
    assert {(one["piece"], one["version"]) for one in lines} == {(1, 1), (1, 2), (2, 1), (2, 2), (3, 1)}
    for one in lines:
        assert sha256(file.inside[one["file"]]).hexdigest() == one["sha256"]
    note = file.inside["dossier.txt"].decode()
    for said in ("réquisition judiciaire", SAID["recipient"], "Nina", "Noah", SAID["reason"], GRANTED["reason"]):
        assert said in note


def test_its_chain_is_recomputed_from_it_alone(case, taken):
    entries = json.loads(taken(case, granted(case)).inside["journal.json"])
    previous = ""
    for one in entries:
        values = [case.reference, *(one[name] for name in Entry.CHAINED)]
        line = json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert (one["previous"], sha256(line.encode()).hexdigest()) == (previous, one["digest"])
        if content := one["content"]:
            kept = [content[name] for name in ("salt", "by_id", "report", "why", "answers")]
            line = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
            assert sha256(line.encode()).hexdigest() == one["content_digest"]
        previous = one["digest"]
    assert previous == case.case.head and any(one["content"] for one in entries)


def test_its_manifest_and_its_digests_prove_it(case, taken, tmp_path):
    address = granted(case)
    make_round(at=case.at + days(1))
    case.at += days(1)
    file = taken(case, address)
    for name, content in file.inside.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    good = subprocess.run(check, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stderr
    assert len(good.stdout.splitlines()) == len(file.inside) - 1
    call_command("verify_audit", digest=str(tmp_path / "empreintes.txt"), stdout=(said := StringIO()))
    assert "kept elsewhere, found in it" in said.getvalue()
    assert list(faults()) == []


# How it is handed over ------------------------------------------------------------------------------------------------


def test_each_taking_is_written_down_and_the_page_offers_it_to_who_asked_alone(plain, cast, taken, visit):
    address, page = granted(plain), f"/dossiers/{plain.reference}/"
    for _time in range(2):
        answer = taken(plain, address).answer
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("private, no-store", "application/zip")
    rows = Reading.objects.filter(purpose__startswith="evidence").values_list("person", "role", "purpose")
    assert list(rows) == [(cast.nina.pk, "national", f"evidence {plain.case.evidence_requests.get().pk}")] * 2
    assert address in visit(cast.nina, page, at=plain.at).content.decode()
    for other in (cast.noah, cast.alice):
        assert address not in visit(other, page, at=plain.at).content.decode()
    assert "le dossier entier, pour la justice" in visit(cast.dora, "/donnees/", at=plain.at).content.decode()


def test_the_person_concerned_is_not_told_that_an_inquiry_asked(plain, cast, taken, visit):
    plain.in_hearing().opened()
    taken(plain, granted(plain))
    for address in (f"/mon-dossier/{plain.reference}/", "/mes-donnees/"):
        assert "justice" not in visit(cast.jean, address, at=plain.at).content.decode()
    with ZipFile(BytesIO(visit(cast.jean, "/mes-donnees/donnees.zip", at=plain.at).getvalue())) as packed:
        assert "justice" not in packed.read("donnees.json").decode()


def test_it_goes_with_its_case(plain, cast, visit):
    plain.do("ask_evidence_file", cast.nina, **SAID)
    plain.dismissed()
    plain.tick(70)
    assert plain.case.anonymised_at and not plain.case.evidence_requests.exists()
