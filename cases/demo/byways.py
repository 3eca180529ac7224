"""Cases that come in another way, or go another: joined, of a minor, of a life in danger, restricted when asked."""

from __future__ import annotations

from uuid import UUID

from accounts.models import DeclaredAccount, Member, Person

from .. import subject_requests
from .stories import cleared, in_review, reported
from .story import Days, Story


def joined(one: Story) -> Days:
    """Two posts of one person, reported by two people: one case goes on. Two cases."""
    yield from in_review(one)
    yield 1
    other = one.another()
    yield from in_review(other)
    yield 1
    why = "La même attaque, publiée le lendemain : une seule instruction suffit."
    other.take("join_case", other.examiner, other=one.case, kin="series", why=why)


def represented(one: Story) -> Days:
    """Of a minor: nothing is notified before it is known who represents her."""
    minor = Person.objects.create_user(None, name="Lina Exemple")
    one.author = Member.objects.create(
        number=f"{one.code}-M{one.number:04}", person=minor, federation_id=one.code, is_minor=True,
        joined_on=one.day(-400),
    )  # fmt: skip
    DeclaredAccount.objects.create(
        member=one.author, network="x", handle=f"lina_{one.number}", declared_on=one.day(-90)
    )
    one.address = one.posted("x")
    yield from in_review(one)
    yield 1
    one.take("name_representative", one.examiner, who="Maud Exemple", email="maud@example.org", quality="mère",
             since=one.day(-5000))  # fmt: skip


def danger_answered(one: Story) -> Days:
    """The police were told within the hour."""
    yield from reported(one)
    yield 0.04
    one.take("answer_danger", one.cast.national[0], authority="Police, au 17", told_at=one.at,
             why="L’adresse de la personne menacée, et le texte.")  # fmt: skip


def cleared_and_restricted(one: Story) -> Days:
    """Cleared, and not at peace: a disagreement is put beside the record, then the case is shut to the federation."""
    yield from cleared(one)
    for right, words, why in (
        ("rectification", "Le mot « samedi » n’est pas de moi : je l’ai dit à l’audition.", "Votre mot est joint."),
        ("restriction", "Tout est fini : que ma fédération ne le lise plus.", "C’est fait à compter de ce jour."),
    ):
        yield 1
        token = UUID(int=one.chance.getrandbits(128), version=4)
        request = subject_requests.ask(one.person, right, words, case=one.case, token=token, at=one.at)
        yield 1
        privacy = one.cast.accounts["dpo@example.org"]
        subject_requests.answer(request, "granted", why=why, by=privacy, at=one.at)
