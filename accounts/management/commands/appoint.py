"""Give somebody an office, or end it: how an installation gets its first officers."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts.models import Appointment, Body, Person
from accounts.powers import OFFICES


def an_address(typed: str) -> str:
    """Nobody is appointed by an empty address: it is that of all who have none."""
    try:
        validate_email(typed)
    except ValidationError as refused:
        raise ArgumentTypeError(f"{typed!r} is no e-mail address") from refused
    return typed


class Command(BaseCommand):
    help = "Appoint a person (by e-mail, created if need be) to an office in a body, or end the appointment"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", type=an_address)
        parser.add_argument("body", help="its code: 45, 2A, national, recours, donnees")
        parser.add_argument("office", choices=sorted(OFFICES))
        parser.add_argument("--name", default="")
        parser.add_argument("--until", type=date.fromisoformat, default=None)
        parser.add_argument("--end", action="store_true", help="end the appointment instead")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        body = Body.objects.filter(code=options["body"]).first()
        if body is None:
            raise CommandError(f"No body has the code {options['body']}.")
        person = Person.objects.filter(email__iexact=options["email"]).first()
        if options["end"]:
            self.end(person, body, options["office"], now)
        else:
            self.give(person, body, options, now)

    def give(self, person: Person | None, body: Body, options: dict[str, Any], now: datetime) -> None:
        """All of it or nothing: an office that is refused leaves no new person behind."""
        name, starts_on = options["name"] or options["email"], body.day_at(now)
        try:
            with transaction.atomic():
                person = person or Person.objects.create_user(options["email"], name=name)
                Appointment.objects.appoint(
                    person, body, options["office"], starts_on=starts_on, ends_on=options["until"]
                )
        except ValidationError as refused:
            raise CommandError(refused.messages[0]) from refused
        self.stdout.write(f"{person} now holds the office {options['office']} in {body}.")
        if not person.has_usable_password():
            self.stdout.write(f"To sign in, {person} first asks for a new password on the page of sign-in.")

    def end(self, person: Person | None, body: Body, office: str, now: datetime) -> None:
        held = Appointment.objects.filter(person=person, body=body, office=office, ended_at=None)
        if not held.exists():
            raise CommandError("Nobody of that address holds this office in this body.")
        for appointment in held:
            appointment.end(at=now)
        self.stdout.write(f"{person} no longer holds the office {office} in {body}.")
