"""Where bodies are written to: the national office's, told in letters from then on, with what it was before."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Body, Contact
from notifications.models import Letter

from ..cast import MONDAY, Walk, days
from .browsing import is_shown, read, title

ROOM, LOIRET = "/reglages/federations/", "/reglages/federations/45/"
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


def typed(contact="discipline@loiret.example", *, seen="loiret@example.org"):
    return {"contact": contact, "seen": seen}


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_or_changes_them(cast, visit, who):
    for path, sent in ((ROOM, None), (LOIRET, None), (LOIRET, typed())):
        assert visit(getattr(cast, who), path, sent).status_code == 403
    assert Body.objects.get(code="45").contact == "loiret@example.org"


@pytest.mark.parametrize("contact", ["", "loiret", "a@b@c", f"{'x' * 250}@example.org"])
def test_what_is_no_address_is_422_with_what_was_typed(cast, visit, contact):
    answer = visit(cast.nina, LOIRET, typed(contact))
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ") and is_shown(answer, contact)
    assert not Contact.objects.exists()


def test_a_new_address_stands_in_letters_from_then_on(cast, visit):
    assert visit(cast.nina, LOIRET, typed()).status_code == 303
    Walk(cast, at=MONDAY + days(1))
    assert "discipline@loiret.example" in Letter.objects.get(act="received_open").body


def test_what_it_was_before_stays_with_who_changed_it(cast, visit):
    visit(cast.nina, LOIRET, typed())
    page = read(visit(cast.noah, LOIRET))
    assert "loiret@example.org remplacée par discipline@loiret.example, par Nina" in page
    for change in (Contact.objects.all().delete, lambda: Contact.objects.update(after="x@example.org")):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_whoever_read_an_older_address_is_told_and_changes_nothing(cast, visit):
    visit(cast.noah, LOIRET, typed())
    late = visit(cast.nina, LOIRET, typed("autre@loiret.example"))
    assert late.status_code == 409 and is_shown(late, "autre@loiret.example")
    assert Body.objects.get(code="45").contact == "discipline@loiret.example"


def test_saving_what_stands_there_writes_nothing(cast, visit):
    assert visit(cast.nina, LOIRET, typed("loiret@example.org")).status_code == 303
    assert not Contact.objects.exists()


def test_addresses_are_to_be_done_while_an_example_stands_where_people_are(cast, visit):
    assert "5 instances donnent une adresse d’exemple. À faire" in read(visit(cast.nina, "/reglages/"))
    for code in ("45", "75", "national", "recours", "donnees"):
        Body.objects.filter(code=code).update(contact=f"{code}@parti.example")
    assert "Instances et contacts 5 instances sont jointes à leur adresse. Fait" in read(visit(cast.nina, "/reglages/"))
