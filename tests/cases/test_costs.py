"""What a request costs, in statements as the driver sends them: each has its line here, and none comes back."""

import re
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import Appointment, Body, DeclaredAccount, Person
from cases.account import Account
from cases.addresses import canonical
from cases.birth import receive
from cases.door import perform
from cases.models import ArticleVersion, Case, Post
from cases.models.case import reference_for
from notifications.models import Notice

from .cast import MONDAY, REASONS, Walk, a_report, article, days

LINK = "https://x.com/jean/status/1790000000000000777"
APART = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")
QUALIFIED, QUOTED = r'"(\w+)"\."', r'"(\w+)"'
SIGNED_IN = ["SELECT django_session", "SELECT accounts_person"]
POWERS = "SELECT auth_permission"
FRAME = ["SELECT cases_case", "SELECT notifications_notice"]  # «Mon dossier», and the bell

# What the organisation has set up, its bodies, charter, delays and letters, is kept until its revision moves, and that
# comes with whoever asks.
REPORT = [
    "SELECT django_session", "SELECT cases_draft", "SELECT accounts_person",
    "INSERT cases_post",  # or its row, locked
    "SELECT cases_case",  # its case, and whether this person may report
    "SELECT accounts_declaredaccount",
    "INSERT cases_case", "INSERT cases_report", "INSERT cases_reporteridentity",
    "INSERT cases_entry", "INSERT cases_entrycontent", "INSERT cases_deadline",
    "INSERT notifications_letter", "INSERT notifications_notice", "INSERT notifications_delivery",
    "DELETE cases_draft",
]  # fmt: skip
DECISION = [
    *SIGNED_IN, POWERS,
    "SELECT cases_case",  # as the page knows it
    "SELECT cases_case",  # its row, locked
    "SELECT cases_part",  # and recusals, proposals, reporters: everybody whom it names
    "SELECT cases_grievancenotice",  # and whether it was answered, and whether a piece has come since
    "INSERT cases_decision", "INSERT cases_part",
    "SELECT cases_deadline",
    "INSERT cases_measure", "INSERT cases_service",
    "UPDATE cases_deadline", "INSERT cases_deadline",
    "INSERT cases_figure",
    "INSERT cases_entry", "INSERT cases_entrycontent", "UPDATE cases_case",
    "SELECT cases_report",  # those whose reporters are told
    "SELECT accounts_person",
    "SELECT cases_grievancerule",
    "INSERT notifications_letter", "INSERT notifications_notice", "INSERT notifications_delivery",
]  # fmt: skip
QUEUE = [
    *SIGNED_IN, POWERS,
    "SELECT cases_case",  # those from which this person stands apart
    "SELECT cases_case",  # fifty rows, their words and which of them this person reads
    "SELECT accounts_body",  # its name, and how many cases each tab has
    *FRAME,
]  # fmt: skip
CASE = [
    *SIGNED_IN, POWERS,
    "SELECT cases_case",
    "INSERT cases_reading",
    "SELECT cases_part",  # everybody whom it names
    POWERS,  # of whoever has it in charge
    "SELECT cases_piece", "SELECT cases_pieceversion",
    "SELECT cases_deadline",
    "SELECT cases_grievancenotice",
    "SELECT cases_entry",
    "SELECT cases_report",
    "SELECT notifications_delivery",  # what did not arrive
    "SELECT cases_measure",  # in other cases of the same person
    *FRAME,
    "SELECT cases_note", "SELECT cases_grievancerule", "SELECT cases_reply",
]  # fmt: skip


def asked(act):
    """What is sent, as «VERB table», what only holds transactions together aside."""
    with CaptureQueriesContext(connection) as caught:
        act()
    return [named(one["sql"]) for one in caught.captured_queries if not one["sql"].startswith(APART)]


def named(sql):
    """A SELECT by the first table of which it names a column: what stands in its subqueries goes by other names."""
    verb = re.match(r"\W*(SELECT|INSERT|UPDATE|DELETE)", sql)[1]
    return f"{verb} {re.search(QUALIFIED if verb == 'SELECT' else QUOTED, sql)[1]}"


@pytest.fixture(params=["one of each", "a hundred officers, a thousand cases, twenty reports"])
def walk(request, cast):
    """Heard by its federation: Bob may warn."""
    walk = Walk(cast)
    if request.param != "one of each":
        officers(100)
        cases(1000)
        for number in range(19):
            somebody = Person.objects.create_user(f"r{number}@example.org", name=f"R{number}")
            a_report(somebody, address=walk.case.post.address)
    walk.in_review().in_deliberation()
    while walk.case.version < (40 if walk.case.reports_count > 1 else 7):
        walk.do("note", cast.alice, later=0, text="Appelé.", is_opinion=False)
    return walk


def officers(count):
    """So many more in the federation, and as many in the national office."""
    for given in list(Appointment.objects.filter(person__name__in=["Bob", "Nina"])):
        people = Person.objects.bulk_create(
            Person(email=f"{given.office}{number}@example.org", name="Un officier") for number in range(count)
        )
        Appointment.objects.bulk_create(
            Appointment(person=one, body=given.body, office=given.office, group=given.group, starts_on=given.starts_on)
            for one in people
        )
        given.group.user_set.add(*people)


def cases(count):
    """So many more just reported there."""
    posts = Post.objects.bulk_create(
        Post(network="x", address=f"https://x.com/i/status/{number + 1}") for number in range(count)
    )
    body, references = Body.objects.get(code="45"), {reference_for("45", MONDAY) for _ in range(2 * count)}
    Case.objects.bulk_create(
        Case(reference=reference, post=post, federation=body, held_by=body, version=1, basis=1, opened_at=MONDAY,
             last_reported_at=MONDAY, due_at=MONDAY + days(7))
        for post, reference in zip(posts, references, strict=False)
    )  # fmt: skip


# The four that count most ---------------------------------------------------------------------------------------------


def test_a_report(walk, cast, browse, clock):
    DeclaredAccount.objects.create(member=cast.jean.member, network="x", handle="jean", declared_on=MONDAY.date())
    browser = browse(cast.marie)
    browser.post("/signaler/", {"address": LINK})
    browser.post("/signaler/regle/", {"article": article().pk})
    page = browser.get("/signaler/verifier/").context["form"]
    said = {"federation": "45", "explanation": "Vu hier.", "by_email": "on", "token": page["token"].value()}
    assert asked(lambda: browser.post("/signaler/verifier/", said)) == REPORT
    assert len(REPORT) <= 16


def test_a_decision(walk, cast, browse, clock):
    browser, path, clock.at = browse(cast.bob), f"/dossiers/{walk.reference}/warn/", walk.at + days(1)
    page = browser.get(path).context["form"]
    said = {"basis": page["basis"].value(), "token": page["token"].value(), "months": 12, **REASONS}
    assert asked(lambda: browser.post(path, said)) == DECISION
    assert walk.case.state == "warned"
    assert len(DECISION) <= 24


def test_a_queue_of_fifty_rows(walk, cast, browse, clock):
    browser, clock.at = browse(cast.bob), walk.at
    assert asked(lambda: browser.get("/file/")) == QUEUE
    assert len(QUEUE) <= 8


def test_a_case(walk, cast, browse, clock):
    browser, clock.at = browse(cast.bob), walk.at
    assert asked(lambda: browser.get(f"/dossiers/{walk.reference}/")) == CASE
    assert len(CASE) <= 20


def test_whatever_else_happened_to_a_case_costs_its_own_statement(cast, browse, clock):
    walk = Walk(cast).in_review().referred()
    walk.do("request_removal", cast.nina, text="Retirez-la.", answer_by=(walk.at + days(9)).date())
    walk.do("order_workshop", cast.nina, by_on=(walk.at + days(60)).date())
    walk.do("note", cast.nina, text="Appelé.", is_opinion=False)
    walk.in_hearing(cast.nina, "suspension").opened().do("ask_hearing", cast.jean)
    walk.do("record_minutes", cast.nina, held_at=walk.at, minutes="Entendu.")
    walk.heard().proposed().signed().opened().appealed()
    browser, clock.at = browse(cast.nora), walk.at
    further = [one.removeprefix("SELECT ") for one in asked(lambda: browser.get(f"/dossiers/{walk.reference}/"))]
    assert {"cases_hearing", "cases_inquiry", "cases_trainingorder", "cases_decision", "cases_appeal"} <= {*further}
    assert len(further) <= 28


# The door alone -------------------------------------------------------------------------------------------------------


def fresh(person):
    """Somebody of whom nothing is known yet, as when a request begins."""
    return Person.objects.get(pk=person.pk)


def test_a_report_that_joins_a_case(cast):
    body, version = Body.objects.get(code="45"), ArticleVersion.objects.in_force(MONDAY.date()).first()
    post = Account(address=canonical(LINK), network="x", article=version, federation=body)
    receive(post, by=cast.camille, at=MONDAY, token=uuid4())
    marie = fresh(cast.marie)
    assert len(asked(lambda: receive(post, by=marie, at=MONDAY, token=uuid4()))) <= 15


@pytest.mark.parametrize("name", ["note", "open_review"])
def test_a_step_costs_the_same_however_many_reported(cast, name):
    """But for the letters of those who are told, and those go in bulk."""
    said = {"note": {"text": "x", "is_opinion": False},
            "open_review": {"article": article(), "content_date": MONDAY.date(), "quote": "x"}}[name]  # fmt: skip
    one, many = Walk(cast).identified(), Walk(cast).identified()
    for number in range(12):
        person = Person.objects.create_user(f"r{number}@example.org", name=f"R{number}")
        a_report(person, address=many.case.post.address)
    alice, bob = fresh(cast.alice), fresh(cast.bob)
    alone = asked(lambda: perform(one.case, name, by=alice, at=MONDAY, **said))
    assert asked(lambda: perform(many.case, name, by=bob, at=MONDAY, **said)) == alone


def test_letters_to_post_are_found_by_the_topic_of_their_notices(cast):
    """However many are told of other cases: this is asked on each page and at each step of a case."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table of a few rows is read whole
        assert "notice_of_topic" in Notice.objects.filter(topic="45-2026-7KQM").explain()
