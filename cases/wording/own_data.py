"""What is held about somebody and may be given to him or her (GDPR, art. 15): names and values, and the same in words.

Of others nothing: not who reported, nor who reads, by name; and of a case that somebody reported what its own page
tells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Person
from accounts.powers import OFFICES

from ..models import Booking, Case, Reading, Report, ReportingRestriction
from ..models.record import plain
from ..models.subject_request import clock
from .phrases import at_moment, block, labelled, listed, on_day
from .progress import progress
from .readings import purpose, role

# Readings that are not told: they would tell that who reported is being asked for, or that an inquiry is going on
# (GDPR, arts. 15(4) and 23); and what was refused, which is none.
NOT_TOLD = ("identity", "evidence", "refused")


class Field(NamedTuple):
    """One value: its name for a machine, its label for people."""

    key: str
    label: str
    value: Any


class Section(NamedTuple):
    key: str
    title: str
    rows: list[list[Field]]


def sections(person: Person, *, letters: Iterable[Any], at: datetime) -> list[Section]:
    """All of it but for what lies in files of its own. `letters`: (path, notice) of those that do."""
    return [
        Section("account", _("Votre compte"), [account(person)]),
        Section("membership", _("Votre adhésion"), list(membership(person))),
        Section("offices", _("Vos fonctions"), [office(one) for one in person.appointments.order_by("starts_on")]),
        Section("reports", _("Vos signalements"), list(reports(person))),
        Section("limits", _("Limites de vos signalements"), list(limits(person))),
        Section("workshops", _("Vos ateliers"), list(workshops(person))),
        Section("requests", _("Vos demandes sur vos données"), list(requests(person))),
        Section("letters", _("Vos lettres"), [letter(path, notice) for path, notice in letters]),
        Section("cases", _("Vos dossiers"), [[Field("reference", _("Dossier"), one.reference),
                                               Field("folder", _("Fichiers"), f"dossiers/{one.reference}/")]
                                              for one in own_cases(person)]),
        Section("readings", _("Qui a lu vos dossiers"), list(readings(person))),
    ]  # fmt: skip


def own_cases(person: Person) -> list[Case]:
    """Those of which this is the person concerned, and knows."""
    return list(Case.objects.concerning(person).filter(member__person=person).for_page().order_by("-pk"))


# What it is made of ---------------------------------------------------------------------------------------------------


def account(person: Person) -> list[Field]:
    return [
        Field("name", _("Nom"), person.name), Field("email", _("Adresse e-mail"), person.email),
        Field("language", _("Langue"), person.get_language_display()),
        Field("theme", _("Couleurs"), person.get_theme_display() or _("Comme mon appareil")),
        Field("images", _("Images des publications"), person.get_images_display()),
        Field("has_keys", _("Raccourcis clavier"), person.has_keys),
        Field("saved_views", _("Vues gardées de la file"), person.kept_views),
        Field("last_login", _("Dernière connexion"), person.last_login),
        Field("is_active", _("Compte actif"), person.is_active),
    ]  # fmt: skip


def membership(person: Person) -> Iterator[list[Field]]:
    member = getattr(person, "member", None)
    if member is None:
        return
    yield [
        Field("number", _("Numéro d’adhésion"), member.number),
        Field("federation", _("Fédération"), member.federation.title),
        Field("joined_on", _("Depuis le"), member.joined_on), Field("left_on", _("Jusqu’au"), member.left_on),
        Field("is_minor", _("Personne mineure"), member.is_minor),
    ]  # fmt: skip
    for one in member.mandates.order_by("from_on"):
        yield [Field("mandate", _("Mandat"), one.title), Field("from_on", _("Depuis le"), one.from_on),
               Field("until_on", _("Jusqu’au"), one.until_on)]  # fmt: skip
    for one in member.declared_accounts.order_by("declared_on"):
        yield [Field("network", _("Compte déclaré"), one.network), Field("handle", _("Nom du compte"), one.handle),
               Field("declared_on", _("Déclaré le"), one.declared_on),
               Field("withdrawn_on", _("Retiré le"), one.withdrawn_on),
               Field("confirmed_at", _("Confirmé le"), one.confirmed_at)]  # fmt: skip


def office(one: Any) -> list[Field]:
    return [
        Field("office", _("Fonction"), str(OFFICES[one.office].name)), Field("body", _("Instance"), one.body.title),
        Field("starts_on", _("Depuis le"), one.starts_on), Field("ends_on", _("Jusqu’au"), one.ends_on),
        Field("ended_at", _("Terminée"), one.ended_at), Field("trained_until", _("Formation"), one.trained_until),
        Field("absent_until", _("Absence jusqu’au"), one.absent_until),
    ]  # fmt: skip


def own_reports(person: Person) -> Any:
    mine = Report.objects.made_by(person).by_people()
    return mine.select_related("case__post", "article_version__article", "identity")


def reports(person: Person) -> Iterator[list[Field]]:
    """What was sent, and where it stands in the words of its own page: nothing of the case beyond that."""
    for number, one in enumerate(own_reports(person), start=1):
        post = one.case.post
        yield [
            Field("number", _("Signalement"), number), Field("code", _("Code de suivi"), one.tracking_code),
            Field("received_at", _("Reçu"), one.received_at), Field("by", _("Par"), one.get_source_display()),
            Field("network", _("Réseau"), post.get_network_display()), Field("account", _("Compte"), post.handle),
            Field("address", _("Adresse"), post.address), Field("rule", _("Règle"), str(one.article_version or "")),
            Field("text", _("Texte de la publication"), one.text), Field("explanation", _("Vos mots"), one.explanation),
            Field("threat_to_life", _("Danger signalé"), one.threat_to_life),
            Field("state", _("Où il en est"), str(progress(one.case).word)),
            Field("withdrawn_at", _("Retiré"), one.withdrawn_at),
        ]  # fmt: skip


def limits(person: Person) -> Iterator[list[Field]]:
    for one in ReportingRestriction.objects.made_for(person).order_by("warned_at"):
        yield [
            Field("warned_at", _("Depuis"), one.warned_at), Field("until", _("Jusqu’au"), one.until),
            Field("number", _("Nombre"), one.number), Field("proportion", _("Part"), one.proportion),
            Field("gravity", _("Conséquences"), one.gravity), Field("intent", _("Intention"), one.intent),
            Field("contested_at", _("Contestée"), one.contested_at), Field("lifted_at", _("Levée"), one.lifted_at),
        ]  # fmt: skip


def workshops(person: Person) -> Iterator[list[Field]]:
    for one in Booking.objects.filter(member__person=person).select_related("session__workshop").order_by("pk"):
        yield [
            Field("workshop", _("Atelier"), one.session.workshop.title), Field("at", _("Quand"), one.session.at),
            Field("place", _("Où"), one.session.place), Field("attended_at", _("Suivi"), one.attended_at),
        ]  # fmt: skip


def requests(person: Person) -> Iterator[list[Field]]:
    for one in person.subject_requests.select_related("case").order_by("pk"):
        yield [
            Field("right", _("Droit"), one.get_right_display()), Field("received_at", _("Reçue"), one.received_at),
            Field("case", _("Dossier"), one.case.reference if one.case else None),
            Field("text", _("Vos mots"), one.text), Field("due_at", _("Réponse au plus tard"), one.due_at),
            Field("answer", _("Réponse"), one.get_answer_display()), Field("answered_at", _("Donnée"), one.answered_at),
            Field("why", _("Raison"), one.answer_why),
        ]  # fmt: skip


def letter(path: str, notice: Any) -> list[Field]:
    return [Field("title", _("Titre"), notice.letter.title), Field("sent_at", _("Envoyée"), notice.created_at),
            Field("read_at", _("Lue"), notice.read_at), Field("file", _("Fichier"), f"{path}.pdf"),
            Field("sha256", _("Empreinte"), notice.letter.sha256)]  # fmt: skip


def readings(person: Person) -> Iterator[list[Field]]:
    """Day, as what and for what, never who. Of the time before the person knew of the case no day is given: the first
    of them is that of a report."""
    for case in own_cases(person):
        counted: Counter[tuple[str, str, str]] = Counter()
        for one in Reading.objects.filter(case=case).order_by("at"):
            what = one.purpose.rstrip("0123456789. ")
            if what not in NOT_TOLD:
                day = str(case.local_date(one.at)) if case.informed_at and one.at >= case.informed_at else ""
                counted[day, one.role, what] += 1
        for (day, as_what, what), times in sorted(counted.items()):
            on = date.fromisoformat(day) if day else _("avant que vous en soyez informé")
            yield [Field("case", _("Dossier"), case.reference), Field("day", _("Jour"), on),
                   Field("role", _("En tant que"), role(as_what)), Field("purpose", _("Quoi"), purpose(what)),
                   Field("times", _("Fois"), times)]  # fmt: skip


# For a machine, and for people ----------------------------------------------------------------------------------------


def record(found: Iterable[Section], at: datetime) -> dict[str, Any]:
    rows = {one.key: [{field.key: field.value for field in row} for row in one.rows] for one in found}
    return {"made_at": plain(at), **plain(rows)}


def title() -> str:
    return _("Vos données")


def body(found: Iterable[Section], at: datetime) -> str:
    """Sections that have something to say, in the language in force."""
    said = [_("Ce fichier contient ce que nous gardons sur vous et pouvons vous donner. "
              "Il a été fait le %(moment)s.") % {"moment": at_moment(at, clock())}]  # fmt: skip
    said += ["\n".join([f"## {one.title}", *map(row_in_words, one.rows)]) for one in found if one.rows]
    return "\n\n".join([*said, missing(), proof()])


def row_in_words(row: list[Field]) -> str:
    """A line of what is short, and each text below it, quoted."""
    short = [labelled(one.label, shown(one.value)) for one in row if not is_text(one) and one.value not in ("", None)]
    texts = [f"{capfirst(one.label)}\n{block(one.value)}" for one in row if is_text(one) and one.value]
    return "\n".join([listed([" · ".join(short)]), *texts])


def is_text(one: Field) -> bool:
    return one.key in ("text", "explanation", "why")


def shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, datetime):
        return at_moment(value, clock())
    return on_day(value, clock()) if isinstance(value, date) else str(value)


def missing() -> str:
    said = _("Les textes que vous avez écrits dans une fonction appartiennent à leurs dossiers. Ce qui dirait qui a "
             "signalé, ou qui a lu, n’est donné à personne. Ce qui est effacé n’existe plus. Pour toute autre chose, "
             "faites une demande à la page « Mes données ».")  # fmt: skip
    return f"## {_('Ce qui n’est pas dans ce fichier')}\n{said}"


def proof() -> str:
    said = _("SHA256SUMS contient l’empreinte de chaque fichier. Dans le dossier extrait, la commande "
             "« sha256sum -c SHA256SUMS » les vérifie.")  # fmt: skip
    return f"## {_('Vérifier ces fichiers')}\n{said}"
