"""A fixed cast, and cases that are walked to where a test begins: always through the door, as in life."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from accounts.models import Appointment, Body, DeclaredAccount, Mandate, Member, Person
from accounts.powers import group_of
from cases.account import Account
from cases.addresses import canonical
from cases.birth import receive
from cases.clock import sweep
from cases.door import perform
from cases.legal_time import prolonged
from cases.models import ArticleVersion, Case

MONDAY = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
POSTED_ON = date(2026, 12, 1)
JOINED_ON = date(2024, 1, 15)
OFFICES = {
    "alice": ("45", "examiner"),
    "bob": ("45", "decider"),
    "olga": ("75", "decider"),
    "nina": ("national", "national_officer"),
    "noah": ("national", "national_officer"),
    "nora": ("national", "national_officer"),
    "paul": ("recours", "panellist"),
    "pia": ("recours", "panellist"),
    "petra": ("recours", "panellist"),
    "dora": ("donnees", "privacy_officer"),
}
MEMBERS = {"camille": "45", "jean": "45", "marie": "45", "parisa": "75", "maire": "45"}
REASONS = {
    "facts": "Le 1er décembre, Jean a publié une menace.", "rule_explanation": "La menace vise une personne nommée.",
    "reply_considered": "Il dit qu’il plaisantait ; le texte ne le montre pas.", "aggravating": "Partagé mille fois.",
    "mitigating": "Aucun antécédent.",
    "why_not_lesser": "Un conseil a déjà été donné.",
}  # fmt: skip


LOIRET = SimpleNamespace(time_zone="Europe/Paris", calendar="", distance_days=0)


def days(count: float) -> timedelta:
    return timedelta(days=count)


def assemble() -> SimpleNamespace:
    """Camille reports, Jean is concerned, Alice examines, Bob decides, Olga is of another federation.

    Nina, Noah and Nora are the national office, Paul, Pia and Petra the panel, Dora the privacy officer. Marie is
    nobody to the case, Parisa a member of 75, « maire » holds a mandate, Root is a superuser.
    """
    names = [*MEMBERS, *OFFICES, "carl", "root"]
    people = [Person(email=f"{name}@example.org", name=name.capitalize()) for name in names]
    cast = SimpleNamespace(**dict(zip(names, people, strict=True)))
    cast.root.is_staff = cast.root.is_superuser = True
    for person in people:
        person.set_unusable_password()
    Person.objects.bulk_create(people)
    Member.objects.bulk_create(
        Member(number=f"A-{name}", person=getattr(cast, name), federation_id=code, joined_on=JOINED_ON)
        for name, code in MEMBERS.items()
    )
    appoint_all(cast)
    DeclaredAccount.objects.create(member=cast.jean.member, network="x", handle="jean_exemple45", declared_on=JOINED_ON)
    Mandate.objects.create(member=cast.maire.member, title="Conseillère", from_on=JOINED_ON)
    return cast


def appoint_all(cast: SimpleNamespace) -> None:
    """What `Appointment.objects.appoint` writes for each, all at once: nearly every test begins with it."""
    bodies, places = Body.objects.in_bulk(), sorted(set(OFFICES.values()))
    groups = {place: group_of(bodies[place[0]], place[1]) for place in places}
    given = [
        Appointment(person=getattr(cast, name), body_id=place[0], office=place[1], group=groups[place],
                    starts_on=date(2026, 1, 1))
        for name, place in OFFICES.items()
    ]  # fmt: skip
    Appointment.objects.bulk_create(given)
    belongs = Person.groups.through
    belongs.objects.bulk_create(belongs(person=one.person, group=one.group) for one in given)


def limit(count: int, start: datetime = MONDAY) -> datetime:
    """When a limit of so many days is over that begins at `start`, for a member of the Loiret."""
    return prolonged(start, count, body=LOIRET)


def article(number: int = 1) -> ArticleVersion:
    return ArticleVersion.objects.get(article__number=number)


def a_report(by: Person, *, at: datetime = MONDAY, address: str = "", federation: str | None = "45", **more):
    """What `receive` gives back: code, report and case. Each call is a post of its own unless `address` is given."""
    link = address or f"https://x.com/jean_exemple45/status/{uuid4().int % 10**18 + 1}"
    body = Body.objects.get(code=federation) if federation else None
    said = Account(address=canonical(link), network="x", article=article(), federation=body, **more)
    return receive(said, by=by, at=at, token=uuid4())


class Walk:
    """One case on its way, a day a step, with the people of the cast at their usual work."""

    def __init__(self, cast: SimpleNamespace, *, at: datetime = MONDAY, begun: object = None, **report):
        self.cast, self.at, self.posted_on = cast, at, (at - days(6)).date()
        receipt = begun or a_report(cast.camille, at=at, **report)
        self.code, self.report, self.reference = receipt.code, receipt.report, receipt.case.reference

    @property
    def case(self) -> Case:
        return Case.objects.for_page().get(reference=self.reference)

    def do(self, step: str, by: object, *, later: float = 1, **answers) -> Case:
        self.at += days(later)
        return perform(self.case, step, by=by, at=self.at, **answers)

    @property
    def examiner(self) -> Person:
        return self.cast.nina if self.case.held_by_id == "national" else self.cast.alice

    def identified(self, member: Member | None = None) -> Walk:
        self.do("identify_author", self.examiner, later=0, member=member or self.cast.jean.member)
        return self

    def informed(self) -> Walk:
        """The person knows of the case before any grievance is notified: asked to take the post down."""
        soon = (self.at + days(9)).date()
        self.do("request_removal", self.examiner, later=0, text="Retirez-la, s’il vous plaît.", answer_by=soon)
        return self

    def asked_aside(self, person: Person, by: Person | None = None) -> Walk:
        """The person concerned, who knows of the case, asks somebody to step aside."""
        if self.case.informed_at is None:
            self.informed()
        why = {"reason": "dispute", "why": "Un procès nous oppose."}
        self.do("request_recusal", by or self.cast.jean, person=person, **why)
        return self

    def in_review(self, by: Person | None = None) -> Walk:
        if self.case.member is None:
            self.identified()
        self.do(
            "open_review",
            by or self.cast.alice,
            article=article(),
            content_date=self.posted_on,
            quote="On te trouvera.",
        )
        return self

    def referred(self) -> Walk:
        self.do("refer_to_national", self.cast.alice, facts="Une menace grave, visible par tous.")
        return self

    def in_hearing(self, by: Person | None = None, maximum: str = "warning") -> Walk:
        said = {"facts": "Une menace.", "articles": [article()], "rule_explanation": "Elle vise une personne nommée."}
        self.do("notify_grievances", by or self.cast.alice, maximum=maximum, **said)
        return self

    def opened(self) -> Walk:
        self.do("open_letter", self.case.addressees[0])
        return self

    def heard(self, text: str = "Je plaisantais.") -> Walk:
        self.do("close_hearing", self.cast.jean, text=text, waiver=False)
        return self

    def in_deliberation(self, by: Person | None = None, maximum: str = "warning") -> Walk:
        return self.in_hearing(by, maximum).opened().heard()

    def warned(self, months: int = 12) -> Walk:
        self.do("warn", self.cast.bob, months=months, **REASONS)
        return self

    def proposed(self, kind: str = "suspension", by: Person | None = None, **content) -> Walk:
        given = {"scope": "full_membership", "days": 90, "suspended_days": 0, "probation_months": None, "ground": "",
                 "other_case": None, **REASONS, **content}  # fmt: skip
        self.do("propose", by or self.cast.noah, kind=kind, **given)
        return self

    def signed(self, step: str = "suspend", by: Person | None = None) -> Walk:
        self.do(step, by or self.cast.nora, sha256=self.case.open_proposal().sha256)
        return self

    def interim(self, **content) -> Walk:
        """Thirty days, proposed by Noah and signed by Nora."""
        return self.proposed("interim", **{"days": 30, "ground": "risk", **content}).signed("impose_interim")

    def suspended(self, **content) -> Walk:
        """From a review: referred, heard, proposed by Noah and signed by Nora."""
        self.referred().in_deliberation(self.cast.nina, "suspension")
        return self.proposed(**content).signed()

    def warned_again(self) -> Case:
        """Ten days on, Jean is warned for a second post: its grievances say what becomes of a probation."""
        second = Walk(self.cast, at=self.at + days(10)).in_review().in_deliberation().warned()
        self.at = second.at
        return second.case

    def appealed(self) -> Walk:
        said = {"kind": "appeal", "grounds": "La mesure est trop forte.", "new_evidence": "", "stay_asked": False}
        self.do("appeal", self.cast.jean, **said)
        return self

    def seated(self) -> Walk:
        self.do("seat", self.cast.paul, people=[self.cast.paul, self.cast.pia, self.cast.petra])
        return self

    def dismissed(self, by: Person | None = None) -> Walk:
        said = {"outcome": "dismissed", "dismissal_reason": "no_breach", "reasons": "Une opinion.", "by_on": None}
        self.do("close_without_sanction", by or self.cast.alice, **said)
        return self

    def tick(self, later: float) -> Walk:
        self.at += days(later)
        sweep(at=self.at)
        return self
