"""What is left of a case once it is anonymous: nothing typed, and nobody; the chain, and what is counted."""

from datetime import date
from itertools import chain

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from accounts.fields import EncryptedField
from accounts.models import Member, Person
from accounts.triggers import lifted
from cases.audit import faults
from cases.models import PieceVersion
from cases.models.erasure import OF_THE_CASE, STAYS, TABLE
from notifications.models import Letter, Notice

from .boxes import everything_opened
from .cast import MONDAY, REASONS, Walk, a_report, days
from .images import held

OURS = ("accounts", "notifications", "cases")
PEOPLE = (Person, Member)


def tells_something(field):
    """Free text, a file, or somebody: a closed list of words, a digest apart, tells nobody anything."""
    if field.is_relation:
        return field.related_model in PEOPLE
    free = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, EncryptedField)
    return isinstance(field, free) and not field.choices


def every_column_that_tells():
    found = set()
    for app in OURS:
        for model in apps.get_app_config(app).get_models():
            found |= {(model.__name__, field.name) for field in model._meta.concrete_fields if tells_something(field)}
    return found


def every_column_that_goes():
    gone = {("Case", column) for column in OF_THE_CASE} | {("Letter", "title"), ("Letter", "body")}
    for one in TABLE:
        columns = one.columns or [field.name for field in one.model._meta.concrete_fields]
        gone |= {(one.model.__name__, column) for column in columns}
    for name in ("Notice", "Delivery"):
        gone |= {(name, field.name) for field in apps.get_model("notifications", name)._meta.concrete_fields}
    return gone


def every_column_that_stays():
    return {tuple(name.split(".")) for names in STAYS.values() for name in names.split()}


def test_of_every_column_it_is_said_whether_it_goes_or_why_it_stays():
    """A new column of text, a file or a person: erase it in `TABLE`, or give a reason in `STAYS`."""
    goes, stays = every_column_that_goes(), every_column_that_stays()
    assert every_column_that_tells() - goes - stays == set()
    assert goes & stays == set()
    assert stays - every_column_that_tells() == set()


# A case in which everybody has typed something ------------------------------------------------------------------------

CANARY = "Kanarienvogel"
TYPED = {
    "why", "text", "reasons", "reason", "facts", "quote", "rule_explanation", "reply_considered", "aggravating",
    "mitigating", "why_not_lesser", "minutes", "grounds", "new_evidence", "place", "answer", "evidence", "tracking",
    "number", "proportion", "gravity", "intent", "authority", "quality", "recipient",
}  # fmt: skip
CHOSEN = {"request_recusal": {"reason"}, "declare_recusal": {"reason"}, "transfer": {"reason"}}
POST = "1866000000000000001"  # the number by which the network knows the post


class Typing(Walk):
    """Whatever anybody types in it has a word that nobody else uses."""

    def do(self, step, by, *, later=1, **answers):
        free = TYPED - CHOSEN.get(step, set())
        said = {name: f"{value} {CANARY}" if name in free and isinstance(value, str) and value else value
                for name, value in answers.items()}  # fmt: skip
        return super().do(step, by, later=later, **said)


def a_case(cast, **more):
    """Reported by Camille, with a capture and in words of her own, and then by Marie."""
    said = {
        "explanation": f"Je l’ai vu. {CANARY}",
        "text": f"On te trouvera. {CANARY}",
        "captures": held(90, at=MONDAY),
    }
    address = f"https://x.com/{CANARY}/status/{POST}"
    walk = Typing(cast, begun=a_report(cast.camille, at=MONDAY, address=address, **said, **more))
    a_report(cast.marie, at=walk.at, address=address, explanation=f"Moi aussi. {CANARY}")
    return walk


def examined(walk):
    """Everything that may be said on the way to a decision; a minor is represented, by somebody without an account."""
    cast, soon = walk.cast, (walk.at + days(12)).date()
    walk.in_review()
    walk.do("note", cast.alice, text="À suivre.", is_opinion=False)
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=soon)
    walk.do("answer_inquiry", cast.camille, answer="Lundi.")
    walk.do("ask_identity", cast.nina, report=walk.report, reason="Une plainte.")
    walk.do("answer_identity", cast.dora, granted=False, reason="Elle ne la nomme pas.")
    said = {"ground": "court", "recipient": "Le tribunal", "names_reporter": False, "reason": "Il le demande."}
    walk.do("ask_evidence_file", cast.nina, **said)
    walk.do("answer_evidence_file", cast.nora, granted=True, reason="Oui.")
    walk.do("order_workshop", cast.alice, by_on=soon)
    for piece in walk.case.exhibits:
        if piece.is_sealed:
            walk.do("redact", cast.alice, piece=piece, text="Une capture de la publication.")
    return walk


def answered(walk):
    cast, home = walk.cast, walk.case.held_by_id == "45"
    examiner = walk.examiner
    walk.in_hearing(examiner, "warning" if home else "suspension").opened()
    walk.do("name_counsel", cast.jean, person=cast.carl)
    walk.do("ask_hearing", cast.jean)
    walk.do("offer_slots", examiner, slots=["2027-01-20T18:30", "2027-01-21T18:30", "2027-01-22T18:30"],
            place="12 rue du Lac", length=45)  # fmt: skip
    walk.do("postpone_hearing", cast.jean, days=5, why="Une opération.")
    walk.do("request_recusal", cast.jean, person=cast.noah, reason="dispute", why="Un procès.")
    walk.do("answer_recusal", cast.bob if home else cast.nina, granted=False, reason="Il n’y en a pas.")
    walk.do("record_minutes", examiner, held_at=walk.at, minutes="Jean regrette.")
    walk.do("reply", cast.jean, text="Je plaisantais.")
    return walk.heard()


def dismissed(cast):
    walk = answered(examined(a_case(cast)))
    walk.do("close_without_sanction", cast.bob, outcome="cleared", dismissal_reason="", reasons="Rien.", by_on=None)
    return walk.tick(100)


def appealed(cast):
    """Suspended in part, not opened and so served by hand, appealed; upheld, and over."""
    walk = examined(a_case(cast)).referred()
    answered(walk).proposed(days=20, suspended_days=5, probation_months=12).signed()
    walk.do("record_service", cast.nina, how="letter", served_at=walk.at, tracking="RK 1")
    walk.appealed().seated()
    walk.do("propose_result", cast.paul, result="upheld", kind="", days=None, months=None, text="Maintenu.")
    walk.do("decide_appeal", cast.pia, sha256=walk.case.open_proposal().sha256)
    return walk.tick(5 * 366)


def ended(outcome, **more):
    """Closed so out of its review."""
    said = {"outcome": outcome, "dismissal_reason": "", "reasons": "Les raisons.", "by_on": None, **more}

    def story(cast):
        walk = examined(a_case(cast))
        walk.do("close_without_sanction", cast.alice, **said)
        return walk.tick(400)

    return story


def warned(cast):
    walk = answered(examined(a_case(cast)))
    walk.do("warn", cast.bob, months=12, **REASONS)
    return walk.opened().tick(500)


def lapsed(cast):
    """Suspended meanwhile; nobody decides."""
    walk = examined(a_case(cast)).referred().interim().opened()
    walk.do("ask_to_lift", cast.jean, why="Je regrette.")
    walk.do("refuse_to_lift", cast.nina, reason="Le risque demeure.")
    return walk.tick(200)


def annulled(cast):
    walk = answered(examined(a_case(cast)))
    walk.do("warn", cast.bob, months=12, **REASONS)
    return walk.opened().appealed().tick(300)


def joined_to_another(cast):
    """Its reports go on in the other case, and with that one they go."""
    walk, other = examined(a_case(cast)), Walk(cast).in_review()
    other.at = walk.at
    walk.do("join_case", cast.alice, other=other.case, kin="same_post", why="La même photographie.")
    other.tick(2).dismissed().tick(100)
    return walk


STORIES = {
    "cleared": dismissed, "suspended": appealed, "warned": warned, "lapsed": lapsed, "annulled": annulled,
    "joined": joined_to_another, "out of scope": ended("out_of_scope"), "advice": ended("advice"),
    "withdrawn": ended("withdrawn"), "workshop": ended("workshop", by_on=date(2027, 2, 1)),
}  # fmt: skip


def everything_stored():
    """(table, column, value) of every cell of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    is_raw = isinstance(value, bytes | memoryview)
                    yield table, name, bytes(value).decode("latin-1") if is_raw else str(value)


def where(*words):
    """Where one of these stands, as it lies there or opened with the key."""
    cells = chain(everything_stored(), everything_opened())
    return {(table, name) for table, name, value in cells if any(word in value for word in words)}


def pointing_at(*people):
    """(model, column) of every row, outside `accounts` and the access log, that leads to one of these."""
    found = set()
    for app in ("notifications", "cases"):
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.concrete_fields:
                if field.is_relation and field.related_model in PEOPLE and model.__name__ != "Reading":
                    who = field.name if field.related_model is Person else f"{field.name}__person"
                    if model._default_manager.filter(**{f"{who}__in": people}).exists():
                        found.add((model.__name__, field.name))
    return found


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_nothing_that_anybody_typed_is_left_and_nobody_is_pointed_at(
    cast, media, story, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        walk = story(cast)
    assert walk.case.anonymised_at
    assert where(CANARY, CANARY.lower(), POST) == set()
    assert pointing_at(cast.jean, cast.camille, cast.marie, cast.carl, cast.alice, cast.nora, cast.paul) == set()
    assert [path for path in media.rglob("*") if path.is_file()] == []
    assert not Letter.objects.exclude(body="").exists() and not Notice.objects.exists()
    assert list(faults()) == []


def test_until_then_all_of_it_is_there(cast, media):
    """So that the scan above does not find nothing because it looks at nothing."""
    walk = examined(a_case(cast))
    tables = {table for table, _column in where(CANARY)}
    assert {"cases_report", "cases_note", "cases_inquiry", "cases_entrycontent", "notifications_letter",
            "cases_identityrequest", "cases_pieceversion"} <= tables  # fmt: skip
    assert where(POST)
    assert ("Part", "person") in pointing_at(cast.alice)
    assert [path for path in media.rglob("*") if path.is_file()]
    assert not walk.case.anonymised_at


def test_what_proves_and_what_counts_stay(cast, media):
    walk = appealed(cast)
    case = walk.case
    assert case.entries.count() == case.version > 30
    assert (case.outcome, case.reports_count, case.reports.count()) == ("completed", 2, 2)
    assert list(case.decisions.order_by("pk").values_list("kind", flat=True)) == ["suspension", "appeal"]
    measure = case.measures.get()
    assert (measure.kind, measure.days, measure.suspended_days) == ("suspension", 20, 5)
    assert case.grievances.get().rules.exists()
    assert case.services.filter(served_at__isnull=False).count() == 2
    assert set(case.entries.exclude(content=None)) == set()


def test_a_file_that_another_row_holds_stays(cast, media, django_capture_on_commit_callbacks):
    other = Walk(cast, captures=held(90, at=MONDAY)).in_review()
    with django_capture_on_commit_callbacks(execute=True):
        walk = a_case(cast).identified()
        mine = PieceVersion.objects.filter(piece__case=walk.case).exclude(file="").values_list("file", flat=True)[0]
        walk.in_review().dismissed()
        with lifted(connection):
            PieceVersion.objects.filter(piece__case=other.case).exclude(file="").update(file=mine)
        walk.tick(100)
    assert walk.case.anonymised_at
    assert (media / mine).is_file()


def test_the_database_keeps_on_whom_a_letter_was_served_until_then(cast):
    walk = Walk(cast).in_review().in_hearing().opened()
    for column in ("person", "tracking"):
        with pytest.raises(IntegrityError), transaction.atomic():
            walk.case.services.update(**{column: None if column == "person" else "RK 2"})


def test_who_represented_a_minor_and_has_no_account_is_known_no_more(cast):
    Member.objects.filter(person=cast.jean).update(is_minor=True)
    walk = Walk(cast).identified()
    mother = {"who": "Lucie", "email": "", "quality": "mère", "since": date(2012, 3, 4)}
    walk.do("name_representative", cast.alice, **mother)
    assert Person.objects.filter(name="Lucie").exists()
    walk.in_review().dismissed().tick(100)
    assert not Person.objects.filter(name="Lucie").exists()
    assert Person.objects.filter(pk=cast.jean.pk).exists()


def test_a_report_of_the_same_post_begins_anew(cast):
    walk = a_case(cast).identified()
    address = walk.case.post.address
    walk.in_review().dismissed().tick(100)
    later = a_report(cast.marie, at=walk.at, address=address)
    assert later.case.pk != walk.case.pk
