"""receive: a report bears a case, or joins the one case of its post. Who reported is sealed from the first row."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts.models import Body, DeclaredAccount
from cases.account import Account
from cases.addresses import canonical
from cases.audit import faults
from cases.birth import receive
from cases.forms.reporter import Publication, Rule, Sending
from cases.grammar import TooMany
from cases.models import Case, Entry, Post, Report, ReporterIdentity, ReportingRestriction
from cases.models.report import MOST_IN_SPAN, SPAN
from cases.seal import owner_of
from notifications.models import Delivery, Letter, Notice

from ..cast import JOINED_ON, MONDAY, Walk, a_report, article, days, limit
from .promises import entry, runs, told_by

LINK = "https://x.com/jean_exemple45/status/1790000000000000001"


def said(**more):
    given = {
        "address": canonical(LINK),
        "network": "x",
        "article": article(),
        "federation": Body.objects.get(code="45"),
    }
    return Account(**given | more)


def confirm(member, handle="jean_exemple45"):
    DeclaredAccount.objects.update_or_create(
        member=member, network="x", handle=handle, defaults={"declared_on": JOINED_ON, "confirmed_at": MONDAY}
    )


# A case is born -------------------------------------------------------------------------------------------------------


def test_a_report_bears_a_case_and_its_reporter_is_told(walk):
    case, report = walk.case, walk.report
    assert (case.state, case.version, case.basis, case.held_by_id, case.federation_id) == ("reported", 1, 1, "45", "45")
    assert (case.member, case.informed_at, case.reports_count, case.rank) == (None, None, 1, 1)
    assert (report.case, report.received_at, report.article_version, report.is_processed) == (
        case, MONDAY, article(), True,
    )  # fmt: skip
    assert told_by(walk)["camille"] == ["received_open.reporter"]
    assert runs(walk) == {
        "first_look": limit(7), "triage": limit(14), "federation": limit(42), "first_instance": limit(70),
    }  # fmt: skip
    assert case.due_at == limit(7)
    assert Delivery.objects.count() == Notice.objects.count() == 1


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_the_receipt_says_what_was_sent_and_how_to_follow_it(cast, spoken):
    cast.camille.language = spoken
    cast.camille.save()
    receipt = receive(said(explanation="C’est une menace."), by=cast.camille, at=MONDAY, token=uuid4())
    letter = Letter.objects.get(act="received_open")
    assert letter.language == spoken
    assert receipt.code in letter.body and "> C’est une menace." in letter.body
    assert canonical(LINK).address in letter.body


def test_the_record_names_the_report_and_nobody(walk):
    first = entry(walk)
    assert (first.step, first.role, first.body, first.came_from, first.previous) == ("receive", "reporter", "", "", "")
    assert (first.content.by, first.content.report) == (None, walk.report)
    assert first.form_token == walk.report.form_token
    assert list(faults()) == []


def test_who_reported_is_behind_a_seal_and_the_code_opens_it(walk, cast):
    identity = ReporterIdentity.objects.get(report=walk.report)
    assert identity.owner == owner_of(cast.camille.pk)
    assert identity.opened() == {"person": cast.camille.pk, "code": walk.code}
    columns = {field.name for field in Report._meta.get_fields()}
    assert not columns & {"person", "reporter", "by", "owner", "code"}
    assert walk.code.encode() not in bytes(identity.sealed)


def test_a_reference_tells_the_body_and_the_year_and_no_number(walk):
    body, year, letters = walk.reference.split("-")
    assert (body, year, len(letters)) == ("45", "2026", 4)


def test_a_double_click_is_one_report_and_one_receipt(cast):
    token = uuid4()
    first = receive(said(), by=cast.camille, at=MONDAY, token=token)
    again = receive(said(explanation="Encore."), by=cast.camille, at=MONDAY + days(1), token=token)
    assert (again.code, again.report, again.case) == (first.code, first.report, first.case)
    assert [one.objects.count() for one in (Case, Report, Entry, Letter)] == [1, 1, 1, 1]


def test_somebody_elses_token_gives_nobody_elses_receipt(cast):
    token = uuid4()
    receive(said(), by=cast.camille, at=MONDAY, token=token)
    with pytest.raises(IntegrityError):
        receive(said(), by=cast.marie, at=MONDAY, token=token)


def test_a_report_is_kept_whole_or_not_at_all(cast, monkeypatch):
    monkeypatch.setattr("cases.birth.mailings", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        receive(said(), by=cast.camille, at=MONDAY, token=uuid4())
    assert [one.objects.count() for one in (Post, Case, Report, ReporterIdentity, Entry)] == [0, 0, 0, 0, 0]


# Whose it is, as far as accounts tell ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "holder"),
    [({}, "45"), ({"federation": None}, "national"), ({"other_body": True}, "national")],
)  # fmt: skip
def test_the_guess_of_who_reports_leads_to_a_federation_and_no_guess_to_the_national_office(cast, more, holder):
    case = receive(said(**more), by=cast.camille, at=MONDAY, token=uuid4()).case
    assert (case.held_by_id, case.member) == (holder, None)
    kinds = set(case.deadlines.values_list("kind", flat=True))
    assert ("federation" in kinds) is (holder == "45")


def test_an_account_that_was_only_claimed_tells_nothing_for_sure(cast):
    case = receive(said(federation=None), by=cast.camille, at=MONDAY, token=uuid4()).case
    assert (case.member, case.held_by_id) == (None, "national")


def test_a_confirmed_account_leads_to_its_members_federation_whatever_was_guessed(cast):
    confirm(cast.jean.member)
    other = Body.objects.get(code="75")
    case = receive(said(federation=other), by=cast.camille, at=MONDAY, token=uuid4()).case
    assert (case.member, case.federation_id, case.held_by_id) == (cast.jean.member, "45", "45")


def test_an_account_that_two_confirmed_is_nobodys(cast):
    confirm(cast.jean.member)
    confirm(cast.marie.member)
    assert receive(said(), by=cast.camille, at=MONDAY, token=uuid4()).case.member is None


def test_who_holds_a_mandate_is_examined_by_the_national_office(cast):
    confirm(cast.maire.member, "maire_exemple")
    link = canonical("https://x.com/maire_exemple/status/1790000000000000002")
    case = receive(said(address=link), by=cast.camille, at=MONDAY, token=uuid4()).case
    assert (case.member, case.federation_id, case.held_by_id) == (cast.maire.member, "45", "national")


# What a report keeps, and who is rung at -----------------------------------------------------------------------------


def test_each_report_keeps_the_words_of_its_own_author(cast):
    first = receive(said(text="Ce que lit Camille."), by=cast.camille, at=MONDAY, token=uuid4())
    later = receive(said(text="Ce que lit Marie."), by=cast.marie, at=MONDAY, token=uuid4())
    assert first.case == later.case
    assert (first.report.text, later.report.text) == ("Ce que lit Camille.", "Ce que lit Marie.")
    assert Post.objects.get().text == "Ce que lit Camille."
    for report in (first.report, later.report):
        assert sum(f"> {report.text}" in letter.body for letter in Letter.objects.all()) == 1


def test_who_wants_no_email_is_told_in_the_application_alone(walk, cast):
    quiet = receive(said(by_email=False), by=cast.marie, at=MONDAY, token=uuid4())
    assert Notice.objects.filter(topic=quiet.code).exists()
    assert not Delivery.objects.filter(notice__topic=quiet.code).exists()
    assert Delivery.objects.filter(notice__topic=walk.code).count() == 1


def test_what_is_said_later_rings_only_at_those_who_want_it(cast):
    walk = Walk(cast)
    quiet = a_report(cast.marie, address=walk.case.post.address, by_email=False)
    walk.in_review().dismissed()
    topics = Notice.objects.filter(letter__act="outcome").values_list("topic", "deliveries__channel")
    assert set(topics) == {(walk.code, "email"), (quiet.code, None)}


def test_an_account_sends_so_many_an_hour_and_no_more(cast):
    for second in range(MOST_IN_SPAN):
        a_report(cast.camille, at=MONDAY + timedelta(seconds=second))
    last = MONDAY + timedelta(seconds=MOST_IN_SPAN)
    with pytest.raises(TooMany) as refusal:
        a_report(cast.camille, at=last)
    assert (refusal.value.status, refusal.value.again_at) == (429, MONDAY + SPAN)
    assert a_report(cast.marie, at=last) and a_report(cast.camille, at=MONDAY + SPAN)
    assert Report.objects.count() == MOST_IN_SPAN + 2


def test_what_an_officer_types_for_others_is_not_counted(cast):
    for second in range(MOST_IN_SPAN + 1):
        a_report(cast.alice, at=MONDAY + timedelta(seconds=second), source=Report.Source.PAPER, reporter=cast.camille)
    assert a_report(cast.camille, at=MONDAY + timedelta(minutes=1))


# Danger, and misuse ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("joins", [False, True])
def test_where_a_life_may_be_in_danger_the_national_office_knows_at_once(cast, joins):
    if joins:
        a_report(cast.marie, address=LINK)
    case = receive(said(threat_to_life=True), by=cast.camille, at=MONDAY + days(1), token=uuid4()).case
    assert case.rank == 0
    told = Notice.objects.filter(letter__act="danger").values_list("recipient__name", flat=True)
    assert sorted(told) == ["Nina", "Noah", "Nora"]


def test_reports_of_who_misused_them_are_stored_and_acknowledged_and_wait(cast):
    reasons = {"number": "9", "proportion": "9/10", "gravity": "x", "intent": "x"}
    ReportingRestriction.objects.create(
        owner=owner_of(cast.camille.pk), warned_at=MONDAY, until=date(2026, 12, 7), **reasons
    )
    held = receive(said(), by=cast.camille, at=MONDAY, token=uuid4())
    assert (held.report.is_processed, held.case.held_by_id) == (False, "national")
    assert Letter.objects.filter(act="received_open").exists()
    free = a_report(cast.camille, at=MONDAY + days(1))
    assert (free.report.is_processed, free.case.held_by_id) == (True, "45")


# One post, one case ---------------------------------------------------------------------------------------------------


def test_a_later_report_joins_and_makes_no_officers_text_stale(walk, cast):
    walk.in_review()
    basis = walk.case.basis
    receipt = a_report(cast.marie, at=walk.at + days(1), address=walk.case.post.address)
    case = walk.case
    assert (receipt.case.pk, case.reports_count, case.last_reported_at) == (case.pk, 2, walk.at + days(1))
    assert (case.state, case.basis, case.version) == ("in_review", basis, basis + 1)
    assert (entry(walk).step, entry(walk).role, entry(walk).content.report) == (
        "attach_report", "reporter", receipt.report,
    )  # fmt: skip
    assert told_by(walk) == {"marie": ["received_open.reporter"]}
    assert receipt.code != walk.code


@pytest.mark.parametrize(
    "link",
    ["https://twitter.com/jean_exemple45/status/1790000000000000001?s=20&t=abc",
     "https://mobile.x.com/Jean_Exemple45/status/1790000000000000001",
     "http://www.x.com/jean_exemple45/status/1790000000000000001/photo/1"],
)  # fmt: skip
def test_the_same_post_by_another_address_is_the_same_case(cast, link):
    first = a_report(cast.camille, address=LINK)
    assert a_report(cast.marie, address=link).case.pk == first.case.pk


def test_no_second_case_of_one_post_is_kept_by_whatever_way(walk):
    twin = walk.case
    twin.pk, twin.reference = None, "45-2026-TWIN"
    same_post = Post.objects.get(pk=twin.post_id)
    same_post.pk = None
    for rows, one in ((QuerySet(Case), twin), (Post.objects, same_post)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.bulk_create([one])


@pytest.mark.parametrize("spoken", ["fr", "en"])
def test_a_report_of_a_closed_post_is_answered_and_reopens_nothing(walk, cast, spoken):
    cast.marie.language = spoken
    cast.marie.save()
    walk.in_review().dismissed()
    a_report(cast.marie, at=walk.at + days(1), address=walk.case.post.address)
    assert (walk.case.state, walk.case.outcome, walk.case.reports_count) == ("closed", "dismissed", 2)
    assert told_by(walk) == {"marie": ["received_closed.reporter"]}
    assert runs(walk) == {}


def test_a_post_that_its_reporter_recognised_is_joined_open_or_closed(cast):
    alone = {"address": None, "handle": "jean_exemple45", "text": "On te trouvera."}
    first = receive(said(**alone), by=cast.camille, at=MONDAY, token=uuid4())
    joins = said(**alone, same_as=first.case.post_id)
    assert receive(joins, by=cast.marie, at=MONDAY, token=uuid4()).case == first.case
    walk = Walk(cast, begun=first).in_review().dismissed()
    walk.at += days(1)
    late = receive(joins, by=cast.parisa, at=walk.at, token=uuid4())
    assert (late.case.state, walk.case.reports_count, Post.objects.count()) == ("closed", 3, 1)
    assert told_by(walk) == {"parisa": ["received_closed.reporter"]}
    assert list(faults()) == []


def test_a_text_alone_is_a_post_of_its_own(cast):
    alone = {"address": None, "handle": "jean_exemple45", "text": "On te trouvera."}
    cases = {receive(said(**alone), by=cast.camille, at=MONDAY, token=uuid4()).case.pk for _ in range(2)}
    assert len(cases) == 2


def test_who_reports_twice_is_counted_twice_and_owns_both(walk, cast):
    a_report(cast.camille, at=walk.at + days(1), address=walk.case.post.address)
    assert Report.objects.made_by(cast.camille).count() == 2
    assert walk.case.report_of(cast.camille) == walk.report


# What is asked --------------------------------------------------------------------------------------------------------


def test_a_link_or_a_text_is_enough_and_nothing_is_not():
    assert Publication({"address": LINK}).is_valid()
    assert Publication({"text": "On te trouvera.", "handle": "@Jean_Exemple45"}).is_valid()
    assert set(Publication({}).errors) == {"address"}
    assert set(Publication({"address": "https://example.org/"}).errors) <= {"address"}


def test_not_to_know_the_rule_is_an_answer(db):
    articles = [article(1), article(2)]
    assert Rule({"article": "unsure"}, articles=articles).is_valid()
    assert Rule({"article": str(articles[1].pk)}, articles=articles).is_valid()
    for wrong in ("", "9999"):
        assert set(Rule({"article": wrong}, articles=articles).errors) == {"article"}


def test_not_to_know_the_federation_is_an_answer(db):
    token = str(uuid4())
    assert Sending({"token": token}).is_valid()
    assert Sending({"token": token, "federation": "45"}).is_valid()
    assert set(Sending({"token": token, "federation": "national"}).errors) == {"federation"}
