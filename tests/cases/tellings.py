"""Short lives of cases that together send every letter there is, each through the door as in life."""

from __future__ import annotations

from types import SimpleNamespace
from typing import NamedTuple

from django.db.models import QuerySet

from cases.models import Case
from notifications.models import Notice

from .cast import MONDAY, Walk, a_report, assemble, days

CAMILLE = {"name": "Camille Canari", "email": "canari@example.org"}
HER_WORDS = "Un zèbre violet me l’a montré."
HER_ANSWER = "Le lynx argenté l’a vu vers midi."
HIS_WORDS = "Je plaisantais, dit le renard bleu."
AN_OFFICER_S_REASONS = "La loutre verte le justifie."
UPHELD = {"result": "upheld", "kind": "", "days": None, "months": None, "text": AN_OFFICER_S_REASONS}
FACTORS = dict.fromkeys(("number", "proportion", "gravity", "intent"), "1")


def cast_of(language: str) -> SimpleNamespace:
    """The usual cast, all readers of one language; Camille is called what nobody else ever says."""
    cast = assemble()
    for person in vars(cast).values():
        person.language = language
        person.save()
    cast.camille.name, cast.camille.email = CAMILLE["name"], CAMILLE["email"]
    cast.camille.save()
    return cast


def begin(cast, **more) -> Walk:
    return Walk(cast, explanation=HER_WORDS, **more)


def closed(walk, outcome, **more):
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": AN_OFFICER_S_REASONS, "by_on": None, **more}
    walk.do("close_without_sanction", walk.cast.alice, **said)
    return walk


def questions(walk):
    """What is asked of both sides before anything is decided, and a workshop."""
    cast, soon = walk.cast, (walk.at + days(9)).date()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=soon)
    walk.do("answer_inquiry", cast.camille, answer=HER_ANSWER)
    walk.in_review().do("request_removal", cast.alice, text="Retirez-la.", answer_by=soon)
    walk.do("ask_for_details", cast.alice, to_report=None, text="Est-ce vous ?", answer_by=soon)
    walk.do("order_workshop", cast.alice, by_on=(walk.at + days(60)).date())
    walk.do("extend_limit", cast.nina, days=10, why=AN_OFFICER_S_REASONS)
    return closed(walk, "dismissed", dismissal_reason="no_breach")


def second_look(walk):
    """Dismissed though the person knew; who reported asks once more."""
    questions(walk).do("reopen", walk.cast.camille, why=HER_WORDS, evidence="")


def joined(walk):
    """A later report that asks for another office; then one of a post already decided, with a life in danger."""
    a_report(walk.cast.camille, at=walk.at, address=walk.case.post.address, other_body=True, explanation=HER_WORDS)
    walk.dismissed()
    a_report(walk.cast.marie, at=walk.at, address=walk.case.post.address, threat_to_life=True)


def withdrawn(walk):
    walk.do("withdraw_report", walk.cast.camille, why=HER_WORDS)


def identity(walk):
    cast = walk.cast
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Le parquet le demande.")
    walk.do("answer_identity", cast.dora, granted=False, reason="Rien ne l’exige.")


def misuse(walk):
    for until in (None, (walk.at + days(60)).date()):
        walk.do("restrict_reporting", walk.cast.nina, report=walk.report, until=until, **FACTORS)


def hearing(walk):
    """All that may happen while the person answers."""
    cast = walk.cast
    walk.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    walk.tick(8).opened().do("reply", cast.jean, text=HIS_WORDS)
    walk.do("ask_hearing", cast.jean)
    walk.do("offer_slots", cast.alice, slots=["2027-01-12T18:30"])
    walk.do("request_recusal", cast.jean, person=cast.alice, reason="dispute", why=HIS_WORDS)
    walk.do("answer_recusal", cast.bob, granted=False, reason=AN_OFFICER_S_REASONS)
    walk.do("disown_account", cast.jean, why=HIS_WORDS)
    walk.do("answer_disowning", cast.alice, is_so=False, reasons=AN_OFFICER_S_REASONS)
    walk.do("record_minutes", cast.alice, held_at=walk.at, minutes=HIS_WORDS)
    return walk.heard(HIS_WORDS)


def cleared(walk):
    closed(hearing(walk), "cleared")


def advised(walk):
    closed(walk.in_review(), "advice")


def sent_elsewhere(walk):
    """The person knew of it; the statutes' own body goes on."""
    soon = (walk.at + days(9)).date()
    walk.in_review().do("request_removal", walk.cast.alice, text="Retirez-la.", answer_by=soon)
    closed(walk, "referred_out")


def sent_to_a_workshop(walk):
    closed(walk.in_review(), "workshop", by_on=(walk.at + days(60)).date())


def called_up(walk):
    """The clock takes it to the national office while the person answers; then nobody decides."""
    walk.in_review().in_hearing().opened().do("disown_account", walk.cast.jean, why=HIS_WORDS)
    walk.tick(80)


def warned(walk):
    return walk.in_review().in_hearing().opened().heard(HIS_WORDS).warned().opened()


def over(walk):
    warned(walk).tick(400)


def lifted(walk):
    warned(walk).do("ask_to_lift", walk.cast.jean, why=HIS_WORDS)
    walk.proposed("lift").signed("lift_measure")


def appeal_withdrawn(walk):
    warned(walk).appealed().do("withdraw_appeal", walk.cast.jean)


def appeal_decided(walk, **result):
    walk.seated().do("propose_result", walk.cast.paul, **{**UPHELD, **result})
    walk.do("decide_appeal", walk.cast.pia, sha256=walk.case.open_proposal().sha256)


def annulled(walk):
    appeal_decided(warned(walk).appealed(), result="annulled")


def nobody_decides_the_appeal(walk):
    """Its effect is stayed after sixty days, and the measure void after ninety."""
    walk.in_review().suspended(days=300).opened().appealed().seated().tick(100)


def interim(walk):
    """Imposed, renewed and lifted before its date."""
    walk.in_review().referred().proposed("interim", days=20, ground="risk").signed("impose_interim").opened()
    walk.proposed("renewal", days=20, ground="risk").signed("renew_interim").opened()
    walk.proposed("lift").signed("lift_interim")


def revoked(walk):
    """All suspended; then a second post, in the probation."""
    walk.in_review().suspended(days=60, suspended_days=60, probation_months=12).opened()
    other = Walk(walk.cast, at=walk.at + days(10), explanation=HER_WORDS)
    warned(other)
    QuerySet(Case).filter(pk=other.case.pk).update(content_date=(walk.at + days(5)).date())
    walk.at = other.at
    walk.proposed("revocation", days=40, other_case=other.case).signed("revoke_sursis").opened()
    appeal_decided(walk.appealed())


TELLINGS = (
    second_look, joined, withdrawn, identity, cleared, advised, sent_elsewhere, sent_to_a_workshop, called_up, over,
    lifted, appeal_withdrawn, annulled, nobody_decides_the_appeal, interim, revoked, misuse,
)  # fmt: skip


class Told(NamedTuple):
    """One notice: to whom, in which words, where it leads; and of which case of which telling."""

    telling: str
    to: str
    letter: str  # «outcome.reporter»
    title: str
    body: str
    is_legal: bool
    topic: str
    path: str
    reference: str
    code: str

    @property
    def audience(self) -> str:
        return self.letter.split(".")[1]

    @property
    def text(self) -> str:
        return f"{self.title}\n{self.body}"


def tell_everything(language: str) -> list[Told]:
    """Every notice of every telling, in the order in which they were sent."""
    cast, rows = cast_of(language), []
    for hour, telling in enumerate(TELLINGS):
        walk = begin(cast, at=MONDAY + days(hour / 24), threat_to_life=telling is joined)
        telling(walk)
        rows += [row(one, walk, telling) for one in notices()[len(rows) :]]
    return rows


def notices():
    return Notice.objects.select_related("letter", "recipient").order_by("pk")


def row(one: Notice, walk: Walk, telling) -> Told:
    letter = one.letter
    return Told(
        telling.__name__, one.recipient.name.split()[0].lower(), f"{letter.act}.{letter.audience}", letter.title,
        letter.body, one.is_legal, one.topic, one.path, walk.reference, walk.code,
    )  # fmt: skip
