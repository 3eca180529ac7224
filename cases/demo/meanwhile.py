"""Interim suspensions: proposed, asked to be lifted, renewed, lifted."""

from __future__ import annotations

from .stories import letter_opened, notified, propose, referred
from .story import Days, Story


def interim(one: Story) -> Days:
    """Exceptional and short: two people, a ground from a closed list."""
    yield from referred(one)
    yield 0.5
    propose(one, "interim", days=30, ground="risk", scope="full_membership")
    yield 0.5
    one.sign("impose_interim", one.cast.national[1])
    yield 0.5
    one.take("open_letter", one.person)


def interim_to_lift(one: Story) -> Days:
    """The person wishes that it end: the national office answers within five working days."""
    yield from interim(one)
    yield 2
    one.take("ask_to_lift", one.person, why="J’ai retiré la publication et présenté mes excuses.")


def interim_renewed(one: Story) -> Days:
    """Its end is asked for, and refused with a reason; then it is renewed once."""
    yield from interim_to_lift(one)
    yield 1
    one.take("refuse_to_lift", one.cast.national[0], reason="Le risque demeure : les messages ont repris hier.")
    yield from notified(one, "suspension")
    yield from letter_opened(one)
    yield 21
    propose(one, "renewal", days=30, ground="pressure")
    yield 0.5
    one.sign("renew_interim", one.cast.national[1])
    yield 1
    one.take("open_letter", one.person)


def interim_lifted(one: Story) -> Days:
    yield from interim(one)
    yield 8
    propose(one, "lift")
    yield 0.5
    one.sign("lift_interim", one.cast.national[1])


def interim_proposed(one: Story) -> Days:
    yield from referred(one)
    yield 1
    propose(one, "interim", days=30, ground="risk", scope="functions")
