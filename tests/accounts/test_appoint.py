"""`manage.py appoint`: how an installation gets its first officers, and how it sees the last of them."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import Appointment, Person

from .conftest import appointed

pytestmark = pytest.mark.django_db


def appoint(*arguments, **options):
    out = StringIO()
    call_command("appoint", *arguments, stdout=out, **options)
    return out.getvalue().splitlines()


def refused(*arguments, match, **options):
    """The command fails with a sentence, exit status 1, and no trace of its try."""
    people, appointments = Person.objects.count(), Appointment.objects.filter(ended_at=None).count()
    with pytest.raises(CommandError, match=match) as failure:
        appoint(*arguments, **options)
    assert failure.value.returncode == 1
    assert Person.objects.count() == people
    assert Appointment.objects.filter(ended_at=None).count() == appointments


def test_a_body_that_does_not_exist_is_refused():
    refused("new@example.org", "46bis", "decider", match="No body has the code 46bis")


@pytest.mark.parametrize(
    ("body", "office"), [("45", "national_officer"), ("national", "decider"), ("recours", "examiner")]
)
def test_an_office_that_the_body_does_not_have_leaves_no_new_person(body, office):
    refused("new@example.org", body, office, match="n’existe pas dans cette instance")


def test_an_office_that_does_not_exist_is_refused_by_name():
    refused("new@example.org", "45", "king", match="invalid choice: 'king'")


@pytest.mark.parametrize("address", ["not an address", "@example.org", ""])
@pytest.mark.parametrize("end", [[], ["--end"]])
def test_what_is_no_address_is_that_of_nobody(address, end):
    Person.objects.create_user(None, name="Paul Papier")
    refused(address, "45", "decider", *end, match="is no e-mail address")


def test_a_last_day_in_the_past_is_refused():
    refused("new@example.org", "45", "decider", "--until", "2020-01-01", match="avant de commencer")


def test_a_last_day_that_is_no_day_is_refused():
    refused("new@example.org", "45", "decider", "--until", "tomorrow", match="--until")


def test_an_office_that_nobody_holds_is_not_ended(alice, loiret):
    appointed(alice, loiret, "examiner")
    for address in ("nobody@example.org", "alice@example.org"):
        refused(address, "45", "decider", "--end", match="Nobody of that address")


def test_a_new_person_is_made_and_told_how_to_come_in():
    said = appoint("New@Example.org", "45", "decider", "--name", "Nadia")
    assert said == [
        "Nadia now holds the office decider in Loiret (45).",
        "To sign in, Nadia first asks for a new password on the page of sign-in.",
    ]
    nadia = Person.objects.get(email="new@example.org")
    assert nadia.holds("warn", "45", at=timezone.now())
    assert not nadia.has_usable_password()
    assert not nadia.is_staff


def test_somebody_who_is_known_stays_who_he_or_she_is(alice):
    alice.set_password("a-long-password-2026")
    alice.save()
    assert appoint("ALICE@example.org", "national", "national_officer", "--name", "Mallory") == [
        "Alice now holds the office national_officer in Bureau national."
    ]
    assert Person.objects.get().name == "Alice"


def test_without_a_name_the_address_stands_for_it():
    appoint("new@example.org", "donnees", "privacy_officer")
    assert str(Person.objects.get()) == "new@example.org"


def test_an_office_begins_on_the_day_that_it_is_in_the_body_and_lasts_until_the_given_day(loiret):
    appoint("new@example.org", "45", "examiner", "--until", "2099-12-31")
    given = Appointment.objects.get()
    assert abs(given.starts_on - loiret.day_at(timezone.now())) <= timedelta(days=1)
    assert given.ends_on == date(2099, 12, 31)


def test_an_end_takes_every_appointment_to_that_office_at_once(alice, loiret):
    appointed(alice, loiret)
    appointed(alice, loiret)
    appointed(alice, loiret, "examiner")
    assert appoint("alice@example.org", "45", "decider", "--end") == [
        "Alice no longer holds the office decider in Loiret (45)."
    ]
    now = timezone.now()
    assert not alice.holds("warn", "45", at=now)
    assert alice.holds("examine", "45", at=now)
    refused("alice@example.org", "45", "decider", "--end", match="Nobody of that address")
