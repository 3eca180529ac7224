"""Short lives of cases that together send every letter there is, each through the door as in life."""

from __future__ import annotations

from types import SimpleNamespace

from accounts.models import Body, Member
from cases.bookings import book, call_off
from cases.calibrations import send
from cases.door import catch_up
from cases.models import Reading, Report
from cases.mornings import make_round
from notifications.models import Heartbeat

from .archive import Archive, Told
from .cast import MONDAY, REASONS, Walk, a_report, assemble, days
from .rights import asked_about_data
from .sessions import a_session, retyped

CAMILLE = {"name": "Camille Canari", "email": "canari@example.org"}
HER_WORDS = "Un zèbre violet me l’a montré."
ANOTHER_S_WORDS = "Un merle orange l’a répété."
HER_ANSWER = "Le lynx argenté l’a vu vers midi."
HIS_WORDS = "Je plaisantais, dit le renard bleu."
A_THIRD_PERSON = "Sa voisine Ursule figure sur l’image."
AN_OFFICER_S_REASONS = "La loutre verte le justifie."
UPHELD = {"result": "upheld", "kind": "", "days": None, "months": None, "text": AN_OFFICER_S_REASONS}
FACTORS = dict.fromkeys(("number", "proportion", "gravity", "intent"), "Trois fois en un mois.")
ARCHIVE: dict[str, list[Told]] = {}  # language: what `tell_everything` gave


class Telling(Walk):
    """A walk that keeps what it makes others read, as it was when they were told."""

    def __init__(self, archive: Archive, name: str, *, at, **more):
        self.archive, self.name = archive, name
        super().__init__(archive.cast, at=at, explanation=HER_WORDS, **more)
        archive.walks |= {self.reference: self, self.code: self}
        archive.keep()

    def do(self, step, by, **answers):
        case = super().do(step, by, **answers)
        self.archive.keep()
        return case

    def tick(self, later):
        """What time does to this case alone: the others are told of in their own tellings."""
        self.at += days(later)
        catch_up(self.case, at=self.at)
        self.archive.keep()
        return self

    def joined_by(self, by, **more):
        """A later report of the same post."""
        said = {"address": self.case.post.address, "explanation": ANOTHER_S_WORDS, **more}
        receipt = a_report(by, at=self.at, **said)
        self.archive.walks[receipt.code] = self
        self.archive.keep()

    def shortly_before(self, moment, earlier: int):
        self.at = moment - days(earlier)
        return self

    def mornings(self, later: int):
        """Each of the next days, at nine."""
        for _day in range(later):
            self.at += days(1)
            Heartbeat.objects.all().delete()  # other walks had their own mornings
            make_round(at=self.at)
            self.archive.keep()
        return self


def cast_of(language: str) -> SimpleNamespace:
    """The usual cast, all readers of one language; Camille is called what nobody else ever says."""
    cast = assemble()
    for person in vars(cast).values():
        person.language = language
        person.save()
    cast.camille.name, cast.camille.email = CAMILLE["name"], CAMILLE["email"]
    cast.camille.save()
    return cast


def closed(walk, outcome, by=None, **more):
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": AN_OFFICER_S_REASONS, "by_on": None, **more}
    walk.do("close_without_sanction", by or walk.cast.alice, **said)
    return walk


def questions(walk):
    """What is asked of both sides before anything is decided, each reminded once a date is near; and a workshop."""
    cast, soon = walk.cast, (walk.at + days(9)).date()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=soon)
    walk.mornings(7).do("answer_inquiry", cast.camille, answer=HER_ANSWER)
    soon = (walk.at + days(9)).date()
    walk.in_review().do("request_removal", cast.alice, text="Retirez-la.", answer_by=soon)
    walk.do("ask_for_details", cast.alice, to_report=None, text="Est-ce vous ?", answer_by=soon)
    walk.mornings(6).do("order_workshop", cast.alice, by_on=(walk.at + days(60)).date())
    walk.do("extend_limit", cast.nina, days=10, why=AN_OFFICER_S_REASONS)
    return closed(walk, "dismissed", dismissal_reason="no_breach")


def second_look(walk):
    """Dismissed though the person knew; who reported asks once more."""
    questions(walk).do("reopen", walk.cast.camille, why=HER_WORDS, evidence="")


def joined(walk):
    """A later report that asks for another office; then one of a post already decided, with a life in danger."""
    a_report(walk.cast.camille, at=walk.at, address=walk.case.post.address, other_body=True, explanation=HER_WORDS)
    walk.dismissed()
    walk.joined_by(walk.cast.marie, threat_to_life=True)


def attached(walk):
    """A later report of a post that is still examined."""
    walk.in_review().joined_by(walk.cast.marie)


def moved_about(walk):
    """To another federation, up to the national office and back; the person knows of it."""
    cast = walk.cast
    walk.in_review().informed()
    other = Body.objects.get(code="75")
    walk.do("transfer", cast.alice, to_federation=other, reason="conflict", why=AN_OFFICER_S_REASONS)
    walk.do("refer_to_national", cast.olga, facts="Une menace.")
    walk.do("return_to_federation", cast.nina, why=AN_OFFICER_S_REASONS)


def joined_to_another(walk):
    """A minor who knows of it is represented from now on; then another case of one post goes on instead."""
    cast = walk.cast
    Member.objects.filter(person=cast.marie).update(is_minor=True)
    other = Walk(cast, at=walk.at).identified(cast.marie.member)
    walk.identified(cast.marie.member).in_review().informed()
    maud = {"email": "maud@example.org", "quality": "mère", "since": walk.at.date()}
    walk.do("name_representative", cast.alice, who="Maud", **maud)
    walk.do("join_case", cast.alice, other=other.case, kin="same_post", why=AN_OFFICER_S_REASONS)
    Member.objects.update(is_minor=False)


def handed_down(walk):
    """Nobody knew whose post it was: the national office finds out."""
    walk.identified()


def handed_up(walk):
    """Its author holds a mandate: the national office examines."""
    walk.identified(walk.cast.maire.member)


def left_alone(walk):
    """Claimed, and forgotten: reminded after five days, back to all after ten."""
    walk.identified().do("claim", walk.cast.alice)
    walk.mornings(6).tick(6)


def withdrawn(walk):
    walk.do("withdraw_report", walk.cast.camille, why=HER_WORDS)


def identity(walk):
    cast = walk.cast
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Le parquet le demande.")
    walk.do("answer_identity", cast.dora, granted=False, reason="Rien ne l’exige.")


def misuse(walk):
    Report.objects.filter(pk=walk.report.pk).update(assessment=Report.Worth.MISUSE)
    walk.report.refresh_from_db()
    for until in (None, (walk.at + days(60)).date()):
        walk.do("restrict_reporting", walk.cast.nina, report=walk.report, until=until, **FACTORS)
    walk.do("contest_restriction", walk.cast.camille, why=HER_WORDS)
    walk.do("answer_restriction", walk.cast.nora, lifted=False, reason=AN_OFFICER_S_REASONS)


def hearing(walk):
    """All that may happen while the person answers."""
    cast = walk.cast
    walk.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    walk.tick(8).opened().do("reply", cast.jean, text=HIS_WORDS)
    walk.do("ask_hearing", cast.jean)
    slots = ["2027-01-12T18:30", "2027-01-13T18:30", "2027-01-14T18:30"]
    walk.do("offer_slots", cast.alice, slots=slots, place="12 rue du Lac", length=45)
    walk.do("request_recusal", cast.jean, person=cast.alice, reason="dispute", why=HIS_WORDS)
    walk.do("answer_recusal", cast.bob, granted=False, reason=AN_OFFICER_S_REASONS)
    walk.do("disown_account", cast.jean, why=HIS_WORDS)
    walk.do("answer_disowning", cast.alice, is_so=False, reasons=AN_OFFICER_S_REASONS)
    walk.do("record_minutes", cast.alice, held_at=walk.at, minutes=HIS_WORDS)
    return walk.heard(HIS_WORDS)


def recusal_left(walk):
    """Nobody answers, neither while it is examined nor under appeal."""
    cast = walk.cast
    walk.in_review().asked_aside(cast.alice).tick(10)
    walk.do("answer_recusal", cast.nina, granted=False, reason=AN_OFFICER_S_REASONS)
    walk.in_hearing().opened().heard(HIS_WORDS).warned().opened().appealed().seated().asked_aside(cast.paul).tick(10)


def informed_by_the_clock(walk):
    """Put off once, then told by itself."""
    soon = (walk.at + days(32)).date()
    walk.in_review().tick(5).do("defer_information", walk.cast.alice, until=soon, why=AN_OFFICER_S_REASONS)
    walk.tick(27)


def silent(walk):
    """Reminded twice, and never answers: the clock ends the wait."""
    walk.in_review().in_hearing().opened()
    walk.shortly_before(walk.case.window_ends_at, 4).mornings(3).tick(3)


def cleared(walk):
    closed(hearing(walk), "cleared")


def heard_again(walk):
    """A piece that shows somebody else is found late: redacted, and the person answers anew."""
    cast = walk.cast
    walk.in_review().in_hearing().opened().do("add_evidence", cast.alice, text=A_THIRD_PERSON, others_visible=True)
    walk.tick(20).do(
        "redact", cast.alice, piece=walk.case.pieces.order_by("-number")[0], text="Elle figure sur l’image."
    )
    walk.in_hearing().do("record_service", cast.alice, how="letter", served_at=walk.at, tracking="RK 1")


def advised(walk):
    closed(walk.in_review(), "advice")


def sent_elsewhere(walk):
    """The person knew of it; the statutes' own body goes on."""
    closed(walk.in_review().informed(), "referred_out")


def sent_to_a_workshop(walk):
    closed(walk.in_review(), "workshop", by_on=(walk.at + days(60)).date())


def at_a_workshop(walk):
    """Somebody has a place: the session is held elsewhere, comes near, and is called off after all."""
    member, session = walk.cast.marie.member, a_session(at=walk.at + days(2))
    book(session, member, at=walk.at)
    retyped(session, now=walk.at, place="14 rue du Lac, Orléans")
    walk.mornings(1)
    call_off(session, at=walk.at)
    walk.archive.keep()


def kept_for_a_court(walk):
    """The day comes near on which it is kept no more."""
    closed(walk.in_review(), "dismissed", dismissal_reason="no_breach")
    asked = {"ground": "requisition", "recipient": "PV 12", "names_reporter": False, "reason": AN_OFFICER_S_REASONS}
    walk.do("ask_evidence_file", walk.cast.nina, **asked)
    walk.do("answer_evidence_file", walk.cast.nora, granted=True, reason=AN_OFFICER_S_REASONS)
    walk.do("hold_for_law", walk.cast.nina, until=(walk.at + days(3)).date(), why=AN_OFFICER_S_REASONS)
    walk.mornings(1)


def looked_at_oneself(walk):
    """An office reads the case of who holds it: the privacy officer hears that something is unusual."""
    walk.in_review()
    Reading.objects.create(person=walk.cast.jean, role="federation", case=walk.case, purpose="page", at=walk.at)
    walk.mornings(1)


def practised(walk):
    """Nobody has told a practice case by the middle of the half-year; then this one is."""
    closed(walk.in_review(), "dismissed", dismissal_reason="no_breach")
    walk.at = walk.at.replace(year=2027, month=4, day=1)
    walk.mornings(1)
    send(walk.case, facts="Un membre a plaisanté.", reply="", by=walk.cast.nora, at=walk.at)
    walk.archive.keep()


def called_up(walk):
    """The clock takes it to the national office while the person answers; then nobody decides."""
    walk.in_review().in_hearing().opened().do("disown_account", walk.cast.jean, why=HIS_WORDS)
    walk.tick(45).tick(35)


def warned(walk):
    return walk.in_review().in_hearing().opened().heard(HIS_WORDS).warned().opened()


def warned_from_above(walk):
    """By the national office: the federation learns of it."""
    walk.in_review().referred().in_deliberation(walk.cast.nina).do("warn", walk.cast.nora, months=12, **REASONS)


def over(walk):
    """Nobody appeals; the end is told a week before it comes."""
    warned(walk).shortly_before(walk.case.appeal_until, 4).mornings(3)
    walk.shortly_before(walk.case.due("measure_end"), 8).mornings(2).tick(30)


def suspended_to_the_end(walk):
    """Served by hand, then over."""
    walk.in_review().suspended(days=30)
    walk.do("record_service", walk.cast.nina, how="by_hand", served_at=walk.at, tracking="")
    walk.shortly_before(walk.case.due("measure_end"), 8).mornings(2).tick(30)


def lifted(walk):
    warned(walk).do("ask_to_lift", walk.cast.jean, why=HIS_WORDS)
    walk.proposed("lift").signed("lift_measure")


def second_thoughts(walk):
    """Three proposals: one refused, one sent back, one withdrawn."""
    cast, why = walk.cast, AN_OFFICER_S_REASONS
    walk.in_review().referred().in_deliberation(cast.nina, "suspension")
    walk.proposed().do("refuse_proposal", cast.nora, why=why)
    walk.proposed().do("send_back_proposal", cast.nora, why=why)
    walk.proposed().do("withdraw_proposal", cast.noah, why=why)


def appeal_withdrawn(walk):
    warned(walk).appealed().do("withdraw_appeal", walk.cast.jean)


def appeal_decided(walk, **result):
    walk.seated().do("propose_result", walk.cast.paul, **{**UPHELD, **result})
    walk.do("set_aside_result", walk.cast.pia, why=AN_OFFICER_S_REASONS)
    walk.do("propose_result", walk.cast.paul, **{**UPHELD, **result})
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


def lifting_of_an_interim_asked(walk):
    """Refused once; asked again, and nobody answers: announced to the office, then it ends."""
    walk.in_review().referred().interim(days=30).opened().do("ask_to_lift", walk.cast.jean, why=HIS_WORDS)
    walk.do("refuse_to_lift", walk.cast.nina, reason=AN_OFFICER_S_REASONS)
    walk.do("ask_to_lift", walk.cast.jean, why=HIS_WORDS)
    walk.mornings(12).tick(5)


def interim_runs_out(walk):
    """Foretold a week before its end, which comes by itself."""
    walk.in_review().referred().proposed("interim", days=20, ground="risk").signed("impose_interim").opened()
    walk.shortly_before(walk.case.due("interim_end"), 8).mornings(2).tick(10)


def interim_dismissed(walk):
    """Ended by what ends the case."""
    walk.in_review().referred().interim().opened()
    closed(walk, "dismissed", by=walk.cast.nina, dismissal_reason="no_breach")


def interim_lapsed(walk):
    """Renewed to the last day, and ended by the silence of those who decide."""
    walk.in_review().referred().interim().opened()
    walk.proposed("renewal", days=40, ground="risk").signed("renew_interim").opened().tick(80)


def revoked(walk):
    """All suspended; then a second post, in the probation."""
    walk.in_review().suspended(days=60, suspended_days=60, probation_months=12).opened()
    other = Telling(walk.archive, walk.name, at=walk.at + days(10))
    warned(other)
    walk.at = other.at
    walk.proposed("revocation", days=40, other_case=other.case).signed("revoke_sursis").opened()
    appeal_decided(walk.appealed())


TELLINGS = {
    second_look: {}, joined: {"threat_to_life": True}, attached: {}, joined_to_another: {}, moved_about: {},
    handed_down: {"federation": None}, handed_up: {}, left_alone: {}, withdrawn: {}, identity: {}, silent: {},
    cleared: {}, heard_again: {}, advised: {}, sent_elsewhere: {}, sent_to_a_workshop: {}, at_a_workshop: {},
    called_up: {}, warned_from_above: {}, over: {}, suspended_to_the_end: {}, lifted: {}, second_thoughts: {},
    appeal_withdrawn: {}, annulled: {}, nobody_decides_the_appeal: {}, interim: {}, interim_runs_out: {},
    interim_dismissed: {}, interim_lapsed: {}, revoked: {}, misuse: {}, lifting_of_an_interim_asked: {},
    recusal_left: {}, informed_by_the_clock: {}, practised: {}, looked_at_oneself: {},
    kept_for_a_court: {}, asked_about_data: {},
}  # fmt: skip


def tell_everything(language: str) -> list[Told]:
    """Every notice of every telling, in the order in which they were sent."""
    archive = Archive(cast_of(language), language)
    for number, (telling, more) in enumerate(TELLINGS.items()):
        telling(Telling(archive, telling.__name__, at=MONDAY + days(number / 48), **more))
    return archive.rows
