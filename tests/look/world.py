"""One organisation in which every page of the main path has something to show: little, much, long, late or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.hashers import make_password

from accounts.models import DeclaredAccount, FirstKey, Member, Person
from cases.account import Account
from cases.birth import receive
from cases.bookings import book, call_off
from cases.door import perform
from cases.grammar import CLOCK
from cases.models import Answer, Calibration, Case, Outsider, Publication, Reading, Report
from cases.subject_requests import answer, ask, extend
from cases.transparency import year_in_numbers
from notifications.models import Delivery, Notice, Template

from ..cases.cast import JOINED_ON, MONDAY, REASONS, Walk, a_report, article, assemble, days
from ..cases.images import held
from ..cases.sessions import AWAY, a_session, a_workshop
from .organisation import an_organisation

PASSWORD = "une phrase que personne ne devine"
PASTE = "https://x.com/jean_exemple45/status/1790000000000000001"
LONG_HANDLE = "un_nom_de_compte_tres_long_et_sans_une_seule_espace"
LONG_ADDRESS = f"https://{LONG_HANDLE.replace('_', '-')}.example.org/{'une-discussion-tres-longue-' * 6}/17900000"
PLACE = "Maison des associations, 12 rue de la Fontaine, deuxième étage, salle Anticonstitutionnellement"
SLOTS = ["2027-01-12T18:30", "2027-01-14T09:00", "2027-01-15T18:30"]
LONG_WORD = "Anticonstitutionnellement : répondre à chaud, quand tout le monde répond à la fois"
LONG_TEXT = "Anticonstitutionnellement, on te trouvera ; et tes voisins aussi. " * 12
DESCRIBED = {"network": "facebook", "handle": LONG_HANDLE, "text": LONG_TEXT}
NAMES = {
    "camille": "Camille Petit", "jean": "Jean Exemple", "alice": "Alice Bernard", "bob": "Bob Lefèvre",
    "olga": "Olga Roux", "nina": "Nina Faure", "noah": "Noah Girard", "nora": "Nora Blanc", "paul": "Paul Mercier",
    "pia": "Pia Robin", "petra": "Petra Noël", "dora": "Dora Leroy", "carl": "Carl Dumont",
    "marie": "Marie-Antoinette Villeneuve-Saint-Georges de La Rochefoucauld-Montmorency",
}  # fmt: skip
FACTS = (
    "Le 1er décembre, à 21 h 04, Jean Exemple a publié sur X, depuis son compte public, un message qui annonce à un "
    "conseiller municipal qu’on le trouvera chez lui.\nLe message a été vu par ses 1 200 abonnés et repris trois fois."
)
RULE = "Le message annonce une violence à une personne nommée. L’article interdit de menacer, même sur le ton du jeu."
REMINDED = "Le $today, référence $reference : elle part par courrier recommandé.\n\n## Contact\n\n- $contact"
REPLY = (
    "J’ai écrit sous le coup de la colère, après le conseil municipal. J’ai supprimé le message le lendemain.\n\n"
    "Je me suis excusé auprès de lui, devant témoins."
)
ALT = "Le message de Jean Exemple, sur fond blanc : « On te trouvera, chez toi, dimanche. »"
EXPLANATION = "Je suis voisine de ce conseiller. Il n’ose plus sortir le soir depuis ce message."
FULL = 50  # rows of a full page of the queue
SCREEN = (1080, 2340)  # pixels, of a telephone


def furnish() -> SimpleNamespace:
    """The cast under its whole names, everybody able to sign in, and every case of `CASES`; `here` names them."""
    world = SimpleNamespace(cast=(cast := assemble()), here={"longest": 10**18})
    for name, whole in NAMES.items():
        Person.objects.filter(pk=getattr(cast, name).pk).update(name=whole)
        getattr(cast, name).refresh_from_db()
    Person.objects.update(password=make_password(PASSWORD))
    for member in (cast.parisa.member, cast.maire.member):
        DeclaredAccount.objects.create(member=member, network="x", handle="a_deux", declared_on=JOINED_ON)
    second_factor(cast.dora)
    for name, tell in CASES.items():
        walk = tell(cast)
        world.here |= {name: walk.reference, f"{name}_code": walk.code}
        world.now = max(getattr(world, "now", MONDAY), walk.at)
    for number in range(FULL):
        a_report(cast.marie, at=world.now - days(13) + timedelta(minutes=3 * number), threat_to_life=number == 0)
    receive(Account(**DESCRIBED), by=cast.parisa, at=MONDAY, token=uuid4())
    world.here |= workshops(cast, at=world.now)
    world.here |= looked_at_afterwards(cast)
    a_published_year(cast, at=world.now)
    Template.objects.write(
        ("reminder", "concerned", "fr"), title="Une lettre", body=f"{REMINDED}.", by=cast.noah, at=MONDAY
    )
    world.here |= letters(cast, decided=world.here["warned"])
    forgetful = Person.objects.get(pk=cast.petra.pk)  # a link serves until its reader signs in
    world.here |= {"article": article().pk, "slot": SLOTS[1], "user": user_pk_to_url_str(forgetful)}
    world.here["key"] = EmailAwarePasswordResetTokenGenerator().make_token(forgetful)
    world.here["first_key"] = FirstKey.issue(Person.objects.create_user(None, name="Sidonie Exemple"), at=world.now)
    to_post = Case.objects.get(reference=world.here["suspended"]).letters_to_post[0].notice
    to_post.recipient.set_unusable_password()
    to_post.recipient.save()
    world.here["to_post"] = to_post.pk
    world.here["digest"] = Case.objects.get(reference=world.here["to_sign"]).open_proposal().sha256
    world.now += days(0.2)
    told = {"source": Report.Source.TELEPHONE, "reporter": Outsider("Sidonie Lange", "02 38 00 00 00")}
    written = a_report(cast.alice, at=world.now, explanation=EXPLANATION, **told)
    world.here["written_down"] = written.report.form_token
    world.here |= granted(cast, written, at=world.now)
    world.here |= asked_about_data(cast, at=world.now)
    world.here |= an_organisation(cast, said=LONG_TEXT[:200], at=world.now)
    return world


def asked_about_data(cast, *, at):
    """One that is refused, one that waits and is late, one put off."""
    asked = [ask(cast.jean, right, EXPLANATION, case=None, token=uuid4(), at=at - days(back))
             for right, back in (("objection", 50), ("access", 40), ("rectification", 5))]  # fmt: skip
    answer(asked[0], "refused", why=REPLY, by=cast.dora, at=at - days(30))
    extend(asked[2], why=FACTS, at=at)
    waits = ask(cast.marie, "erasure", EXPLANATION, case=None, token=uuid4(), at=at)
    return {"asked_data": waits.pk}


def granted(cast, written, *, at):
    """Who reported that, for the one who asked."""
    perform(written.case, "ask_identity", by=cast.nina, at=at, report=written.report, reason=EXPLANATION)
    perform(written.case, "answer_identity", by=cast.dora, at=at, granted=True, reason="Le parquet le demande.")
    said = {"ground": "investigation", "recipient": LONG_WORD, "names_reporter": True, "reason": EXPLANATION}
    perform(written.case, "ask_evidence_file", by=cast.nina, at=at, **said)
    return {"sealed": written.case.reference, "granted": written.report.identity_requests.get().pk}


def second_factor(person: Person) -> None:
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)


def letters(cast: SimpleNamespace, *, decided: str) -> dict[str, int]:
    """A letter that is still to be read, one that was, and a decision that was opened."""
    unread, read = Notice.objects.filter(recipient=cast.camille).order_by("pk")[:2]
    Notice.objects.filter(pk=read.pk).read(at=read.created_at + days(0.1))
    decision = Notice.objects.get(recipient=cast.jean, letter__act="decision_warning", topic=decided)
    return {"letter": unread.pk, "read_letter": read.pk, "decision": decision.pk}


def workshops(cast: SimpleNamespace, *, at: datetime) -> dict[str, int]:
    """One with places, one full, one in which Jean has a place, one called off and one that is over; a workshop
    without a date."""
    shop = a_workshop()
    a_workshop(LONG_WORD, "Answering in anger, when everybody answers at once")
    times = {"free": 9, "full": 12, "mine": 5, "off": 7, "over": -3}
    sessions = {name: a_session(shop, at=at + days(later), place=PLACE) for name, later in times.items()}
    a_session(shop, at=at + days(30), region=AWAY)
    for name, people in {"full": (cast.camille, cast.marie), "mine": (cast.jean,), "off": (cast.jean,)}.items():
        for person in people:
            book(sessions[name], person.member, at=at)
    call_off(sessions["off"], at=at)
    return {"shop": shop.pk, **{f"{name}_session": one.pk for name, one in sessions.items()}}


def looked_at_afterwards(cast: SimpleNamespace) -> dict[str, str]:
    """Decisions alike, about somebody else and enough to be shown; one drawn by lot; what both sides answered."""
    for number in range(5):
        Walk(cast, at=MONDAY - days(200 + number)).identified(cast.marie.member).in_review().dismissed()
    drawn = Walk(cast, at=MONDAY, explanation=EXPLANATION).in_review().dismissed()
    drawn.do("draw_for_rereading", CLOCK)
    where = {"month": (MONDAY - days(20)).date().replace(day=1), "region": "Bourgogne-Franche-Comté"}
    Answer.objects.create(**where, side="concerned", question="heard", mark=4, count=9)
    Answer.objects.create(**where, side="reporter", question="understood", mark=2, count=1200)
    for person, role in ((drawn.case.member.person, "federation"), (cast.alice, "known")):
        Reading.objects.create(person=person, role=role, case=drawn.case, purpose="piece 12.1", at=MONDAY)
    return {"drawn": drawn.reference, **practised()}


def practised() -> dict[str, int]:
    """A practice case that officers are asked about, one that is over, and one that hardly anybody answered."""
    said = {"facts": FACTS, "reply": REPLY, "decided": "warning"}
    ends = {"asked": days(20), "compared": -days(1), "unanswered": -days(40)}
    made = {
        name: Calibration.objects.create(sent_at=MONDAY + end - days(30), closes_at=MONDAY + end, **said)
        for name, end in ends.items()
    }
    given = (("75", "warning", 1100), ("75", "nothing", 2), ("974", "advice", 7), ("13", "workshop", 5))
    for federation, choice, count in given:
        made["compared"].answers.create(federation_id=federation, choice=choice, count=count)
    return {name: one.pk for name, one in made.items()}


def a_published_year(cast: SimpleNamespace, *, at: datetime) -> None:
    """A report of the year before, in the numbers of this one, but greater; and its correction."""
    numbers = year_in_numbers(2026, least=1) | {"year": 2025}
    for table in numbers["tables"]:
        for row in table["rows"]:
            row["values"] = [value and round(value * 7) for value in row["values"]]
    Publication.objects.publish(numbers, why="", by=cast.nora, at=at)
    numbers["tables"][0]["rows"][0]["values"] = [None]
    Publication.objects.publish(numbers, why="Un mois était compté deux fois.", by=cast.nora, at=at)


# The cases ------------------------------------------------------------------------------------------------------------


def reported(cast, **more):
    more = {"address": PASTE, "explanation": EXPLANATION} | more
    return Walk(cast, at=MONDAY + days(5), **more)


def endangered(cast):
    """What runs longest of everything: address, account, words; a life may be in danger, its author is a minor."""
    Member.objects.filter(person=cast.marie).update(is_minor=True)
    walk = Walk(cast, at=MONDAY + days(4), address=LONG_ADDRESS, threat_to_life=True, explanation=LONG_TEXT[:1000])
    return walk.identified(cast.marie.member)


def late(cast):
    """Nobody took it, and the day has passed; many had reported it within an hour."""
    walk = Walk(cast, at=MONDAY - days(20))
    for number in range(11):
        a_report(cast.marie, at=walk.at + timedelta(minutes=5 * number), address=walk.case.post.address)
    return walk


def examined(cast):
    """In review, claimed, with a question to who reported, a note, a second report, and an e-mail that came back."""
    walk = Walk(cast, at=MONDAY, explanation=EXPLANATION)
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    walk.identified().do("claim", cast.alice, later=0.1)
    review(walk)
    walk.do("note", cast.bob, text="Vu avec le bureau : même ton qu’en mars. Je ne décide pas.", is_opinion=True)
    asked = {"text": "Avez-vous vu le message avant qu’il soit supprimé ?", "answer_by": (walk.at + days(9)).date()}
    walk.do("ask_for_details", cast.alice, to_report=walk.report, **asked)
    for delivery in Delivery.objects.filter(notice__topic=walk.code)[:1]:
        delivery.give_up(at=walk.at)
    return walk


def review(walk):
    quote = "Ces gens-là ne méritent pas qu’on discute. On te trouvera, chez toi, dimanche."
    walk.do("open_review", walk.examiner, article=article(), content_date=walk.posted_on, quote=quote)
    return walk


def accused(walk, maximum="warning"):
    said = {"facts": FACTS, "articles": [article(), article(2)], "rule_explanation": RULE, "maximum": maximum}
    walk.do("notify_grievances", walk.examiner, **said)
    return walk


def captured(cast):
    """In review, with what came of two telephones still sealed: nobody has said yet how it may be shown."""
    captures = held(10, 90, at=MONDAY, size=SCREEN)
    return review(Walk(cast, at=MONDAY + days(2), explanation=EXPLANATION, captures=captures).identified())


def disclosed(cast):
    """In its hearing, with captures: one shown as it is, one with something hidden, one in words."""
    captures = held(10, 90, 200, at=MONDAY, size=SCREEN)
    walk = review(Walk(cast, at=MONDAY - days(3), explanation=EXPLANATION, captures=captures).identified())
    as_it_is, hidden, told = walk.case.pieces.captures().order_by("number")
    walk.do("redact", cast.alice, piece=as_it_is, as_it_is=True, alt=ALT)
    walk.do("redact", cast.alice, piece=hidden, capture=held(150, at=walk.at, size=(1600, 300))[0])
    walk.do("redact", cast.alice, piece=told, text=ALT)
    return accused(walk).opened()


def unopened(cast):
    """Grievances that wait to be opened."""
    return accused(review(Walk(cast, at=MONDAY + days(2)).identified()))


def heard(cast):
    """In its hearing, with all that may go on in it: counsel, replies, dates, a recusal asked, a removal asked."""
    walk = accused(review(Walk(cast, at=MONDAY - days(3), explanation=EXPLANATION).identified())).opened()
    walk.do("name_counsel", cast.jean, later=0.1, person=cast.carl)
    walk.do("reply", cast.jean, text=REPLY)
    walk.do("ask_hearing", cast.jean, later=0.1)
    walk.do("offer_slots", cast.alice, later=0.1, slots=SLOTS, place=PLACE, length=60)
    walk.do("request_recusal", cast.jean, later=0.1, person=cast.bob, reason="dispute", why="Un procès nous oppose.")
    until = (walk.at + days(9)).date()
    walk.do("request_removal", cast.alice, later=0.1, text="Retirez ce message, s’il vous plaît.", answer_by=until)
    return walk


def scheduled(cast):
    """In its hearing, with a date to be heard."""
    walk = accused(review(Walk(cast, at=MONDAY - days(2), explanation=EXPLANATION).identified())).opened()
    walk.do("ask_hearing", cast.jean, later=0.1)
    walk.do("offer_slots", cast.alice, later=0.1, slots=SLOTS, place=PLACE, length=60)
    walk.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[1])
    return walk


def taught(cast):
    """A workshop is to be followed."""
    walk = review(Walk(cast, at=MONDAY + days(1), explanation=EXPLANATION).identified())
    walk.do("order_workshop", cast.alice, by_on=(walk.at + days(60)).date())
    return walk


def disowned(cast):
    walk = accused(review(Walk(cast, at=MONDAY, explanation=EXPLANATION).identified())).opened()
    walk.do("disown_account", cast.jean, why="Ce compte est celui d’un homonyme.")
    return walk


def to_decide(cast):
    return accused(review(Walk(cast, at=MONDAY - days(2), explanation=EXPLANATION).identified())).opened().heard(REPLY)


def warned(cast):
    """Decided, opened, and still open to an appeal."""
    return to_decide(cast).warned().opened()


def untold(cast):
    """A warning that waits to be opened."""
    return to_decide(cast).warned()


def contested(cast):
    """Before the panel, which has not spoken."""
    return warned(cast).appealed().seated()


def appealed(cast):
    """Before the panel, with a text that waits for a second voice."""
    walk = contested(cast)
    said = {"result": "reduced", "kind": "warning", "days": None, "months": 6, "text": "La sanction est trop longue."}
    walk.do("propose_result", cast.paul, **said)
    return walk


def to_sign(cast):
    walk = Walk(cast, at=MONDAY - days(2), explanation=EXPLANATION).in_review().referred()
    accused(walk, "suspension").opened().heard(REPLY)
    walk.do("ask_identity", cast.nina, later=0.1, report=walk.report, reason="Le parquet le demande.")
    return walk.proposed(days=90, suspended_days=30, probation_months=12)


def hurried(cast):
    """Referred, and an interim suspension is proposed."""
    walk = Walk(cast, at=MONDAY + days(3), explanation=EXPLANATION).in_review().referred()
    return walk.proposed("interim", days=30, ground="risk")


def to_lift(cast):
    """Suspended meanwhile, and asks that it end."""
    walk = hurried(cast).signed("impose_interim").opened()
    walk.do("ask_to_lift", cast.jean, why="J’ai retiré la publication et présenté mes excuses.")
    return walk


def suspended(cast):
    """Parisa's case, before the national office from the first day."""
    hers = SimpleNamespace(**vars(cast) | {"jean": cast.parisa})
    walk = accused(Walk(hers, at=MONDAY - days(2), other_body=True).in_review(cast.nina), "suspension")
    return walk.opened().heard(REPLY).proposed(days=90, suspended_days=30, probation_months=12).signed().opened()


def dismissed(cast):
    """Closed without a word to the person; who reported may ask for a second look."""
    return Walk(cast, at=MONDAY, explanation=EXPLANATION).in_review().dismissed()


def limited(cast, by="maire"):
    """Whoever reported it was cautioned, and is now limited."""
    walk = dismissed(SimpleNamespace(**vars(cast) | {"camille": getattr(cast, by)}))
    report, weighed = walk.case.reports.get(), dict.fromkeys(("number", "proportion", "gravity", "intent"), FACTS)
    walk.do("assess_report", cast.alice, report=report, worth="manifestly_unfounded", why="Tout y est inventé.")
    for officer, until in ((cast.nina, None), (cast.nora, (walk.at + days(150)).date())):
        walk.do("restrict_reporting", officer, report=walk.case.reports.get(), until=until, **weighed)
    return walk


def limit_contested(cast):
    walk = limited(cast, by="carl")
    walk.do("contest_restriction", cast.carl, why=REPLY)
    return walk


def cleared(cast):
    """The person answered, and nothing is left of it."""
    walk = to_decide(cast)
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
    walk.do("close_without_sanction", cast.bob, **said)
    return walk


def without_address(cast):
    """Told in words alone, of nobody that is known."""
    return Walk(cast, at=MONDAY + days(5), federation=None)


CASES = {
    "late": late, "reported": reported, "endangered": endangered, "examined": examined, "captured": captured,
    "disclosed": disclosed, "unopened": unopened, "heard": heard, "scheduled": scheduled, "taught": taught,
    "disowned": disowned, "hurried": hurried, "to_lift": to_lift, "to_decide": to_decide, "warned": warned,
    "untold": untold, "contested": contested, "appealed": appealed, "to_sign": to_sign, "suspended": suspended,
    "limited": limited, "limit_contested": limit_contested,
    "dismissed": dismissed, "cleared": cleared, "without_address": without_address,
}  # fmt: skip


WARNING = {"months": 12, **REASONS, "facts": FACTS, "rule_explanation": RULE}
