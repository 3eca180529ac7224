"""What an office brings in: a report by telephone or on paper is sealed like any other, and shuts out who wrote it."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied

from cases.account import Account
from cases.addresses import canonical
from cases.audit import faults
from cases.birth import receive
from cases.door import offers, perform
from cases.grammar import Refused
from cases.models import Case, Outsider, Part, Report, ReporterIdentity
from cases.seal import owner_of
from notifications.models import Delivery, Letter, Notice

from ...sheets import all_of, packed, previewed, words
from ..cast import MONDAY, Walk, article, days
from ..steps.promises import entry
from .browsing import is_shown, read
from .reporting import LINK, stored

PAGE, OWN = "/file/signalement-recu/", "/file/dossier-d-office/"
SECRET = {"name": "Sidonie Canari", "contact": "3 rue du Zèbre, 45000 Orléans"}


def typed(**more):
    return {"token": str(uuid4()), "source": "telephone", "address": LINK, "article": article().pk, "federation": "45",
            **SECRET, **more}  # fmt: skip


def opened(**more):
    return {"token": str(uuid4()), "address": LINK, "article": article().pk, "federation": "45",
            "explanation": "Vu dans la presse locale.", **more}  # fmt: skip


def brought(source, by, **more):
    said = {"address": canonical(LINK), "network": "x", "article": article(), "explanation": "Vu en réunion.", **more}
    return receive(Account(source=source, **said), by=by, at=MONDAY, token=uuid4())


def walk_of(cast):
    """From the one case that there is."""
    return Walk(cast, begun=SimpleNamespace(code="", report=Report.objects.get(), case=Case.objects.get()))


# Who may --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["camille", "jean", "paul", "dora", "root"])
def test_nobody_writes_for_others_or_opens_a_case_who_examines_nowhere(visit, cast, who):
    person = getattr(cast, who)
    for page, sent in ((PAGE, typed()), (OWN, opened())):
        assert [visit(person, page).status_code, visit(person, page, sent).status_code] == [403, 403]
    with pytest.raises(PermissionDenied):
        brought("paper", person, reporter=Outsider("X", ""))
    with pytest.raises(PermissionDenied):
        brought("office", person)
    assert not Report.objects.exists()


def test_a_stranger_signs_in_first(visit, db):
    assert [visit(None, page).status_code for page in (PAGE, OWN)] == [302, 302]


def test_nobody_writes_down_what_is_his_or_her_own(visit, cast):
    answer = visit(cast.alice, PAGE, typed(known_as="alice@example.org"))
    assert answer.status_code == 422 and "passez par « Signaler »" in read(answer).replace("\u202f", " ")
    assert not Report.objects.exists()


# Who reported is sealed, whatever is known of him or her --------------------------------------------------------------


def test_what_is_known_of_an_outsider_is_behind_the_seal_and_nowhere_else(visit, cast):
    assert visit(cast.alice, PAGE, typed()).status_code == 303
    report = Report.objects.get()
    box = report.identity.opened()
    assert (box["person"], box["name"], box["contact"]) == (None, *SECRET.values())
    assert report.source == "telephone" and not report.by_email
    for word in SECRET.values():
        assert stored(word) == set()
    assert not Notice.objects.exists() and not Delivery.objects.exists()
    assert list(faults()) == []


def test_two_outsiders_are_not_one(cast):
    for _ in range(2):
        brought("paper", cast.alice, reporter=Outsider(**SECRET))
    assert ReporterIdentity.objects.values("owner").distinct().count() == 2


def test_somebody_with_an_account_follows_it_there_and_is_rung_at(visit, cast):
    answer = visit(cast.alice, PAGE, typed(known_as="CAMILLE@example.org", name="", contact=""))
    report = Report.objects.made_by(cast.camille).get()
    assert report.identity.owner == owner_of(cast.camille.pk)
    assert Notice.objects.get().recipient == cast.camille and Delivery.objects.get().channel == "email"
    shown = read(visit(cast.alice, answer["Location"]))
    assert report.tracking_code not in shown and "dans son espace" in shown


def test_a_member_without_an_account_gets_a_receipt_on_paper(visit, cast):
    cast.camille.email = None
    cast.camille.save()
    answer = visit(cast.alice, PAGE, typed(known_as="a-camille", name="", contact=""))
    report = Report.objects.made_by(cast.camille).get()
    assert Notice.objects.get().recipient == cast.camille and not Delivery.objects.exists()
    assert report.tracking_code in read(visit(cast.alice, answer["Location"]))


def test_the_receipt_on_paper_says_what_any_receipt_says(visit, cast):
    answer = visit(cast.alice, PAGE, typed(text="On te trouvera.", explanation="Elle a peur."))
    shown = read(visit(cast.alice, answer["Location"]))
    report = Report.objects.get()
    for said in (report.tracking_code, "7 décembre 2026", "Loiret", "21 décembre 2026", "Elle a peur.", "CNIL"):
        assert said in shown, said


def test_the_code_of_a_receipt_on_paper_shows_where_it_stands(visit, cast):
    visit(cast.alice, PAGE, typed())
    code = Report.objects.get().tracking_code
    assert "Reçu" in read(visit(None, f"/mes-signalements/{code}/"))


@pytest.mark.parametrize("who", ["bob", "nina", "camille"])
def test_nobody_else_reads_that_receipt(visit, cast, who):
    answer = visit(cast.alice, PAGE, typed())
    for page in (answer["Location"], f"{answer['Location']}pdf/"):
        assert visit(getattr(cast, who), page).status_code == 404


def test_after_an_hour_it_is_gone(visit, cast):
    answer = visit(cast.alice, PAGE, typed())
    for page in (answer["Location"], f"{answer['Location']}pdf/"):
        assert visit(cast.alice, page, at=MONDAY + days(1 / 24.1)).status_code == 200
        assert visit(cast.alice, page, at=MONDAY + days(1 / 23.9)).status_code == 404


def test_it_is_printed_as_a_file_that_says_the_same_and_nobody_s_name(visit, cast):
    here = visit(cast.alice, PAGE, typed(text="On te trouvera."))["Location"]
    page, pdf = visit(cast.alice, here), visit(cast.alice, f"{here}pdf/").content
    assert f'href="{here}pdf/"' in page.content.decode()
    letter = page.context["letter"]
    assert previewed(letter.title, letter.body) in words(pdf) and previewed(letter.title, letter.body) in packed(
        read(page)
    )
    assert Report.objects.get().tracking_code in words(pdf) and packed("Le 7 décembre 2026") in words(pdf)
    for canary in (SECRET["name"], SECRET["contact"], "Alice", "Loiret, le"):
        assert packed(canary) not in packed(all_of(pdf))


def test_who_reads_it_in_an_account_has_no_such_file(visit, cast):
    here = visit(cast.alice, PAGE, typed(known_as="a-camille", name="", contact="", by_email="on"))["Location"]
    assert visit(cast.alice, here).status_code == 200
    assert visit(cast.alice, f"{here}pdf/").status_code == 404


def test_of_a_post_that_was_decided_the_receipt_tells_the_writer_nothing(visit, cast):
    walk = Walk(cast, address=LINK).in_review().dismissed()
    answer = visit(cast.olga, PAGE, typed(), at=walk.at)
    shown = read(visit(cast.olga, answer["Location"], at=walk.at))
    assert "déjà été examinée" in shown and "Aucune suite" not in shown
    assert visit(cast.olga, f"{answer['Location']}pdf/", at=walk.at).status_code == 404
    assert Report.objects.latest("pk").tracking_code in shown


# Whoever wrote it down knows who it is, and is out --------------------------------------------------------------------


def test_whoever_wrote_it_down_neither_reads_nor_acts_and_is_told_nothing(visit, cast):
    visit(cast.alice, PAGE, typed(threat_to_life="on"))
    case = Case.objects.for_page().get()
    assert set(offers(case, by=cast.alice, at=MONDAY)) == {"attach_report"}
    assert not Case.objects.known_to(cast.alice, at=MONDAY).exists()
    assert Case.objects.seen_by(cast.bob, at=MONDAY).exists()
    assert visit(cast.alice, f"/dossiers/{case.reference}/").status_code == 404
    with pytest.raises(PermissionDenied):
        perform(case, "claim", by=cast.alice, at=MONDAY)


def test_a_national_officer_who_wrote_it_down_is_out_too_and_hears_no_alarm(visit, cast):
    visit(cast.nina, PAGE, typed(threat_to_life="on"))
    assert not Case.objects.known_to(cast.nina, at=MONDAY).exists()
    told = Notice.objects.filter(letter__act="danger").values_list("recipient__name", flat=True)
    assert sorted(told) == ["Noah", "Nora"]


def test_who_examines_and_writes_down_another_report_of_it_loses_the_case(visit, cast):
    walk = Walk(cast, address=LINK).in_review()
    assert walk.case.claimed_by == cast.alice
    visit(cast.alice, PAGE, typed(), at=walk.at)
    assert walk.case.claimed_by is None and walk.case.reports_count == 2
    assert set(offers(walk.case, by=cast.alice, at=walk.at)) == {"attach_report"}
    assert list(faults()) == []


def test_the_record_says_who_wrote_it_and_no_page_does(visit, cast):
    visit(cast.alice, PAGE, typed())
    case = Case.objects.for_page().get()
    first = case.entries.select_related("content").get()
    assert (first.step, first.role, first.body) == ("receive", "intake", "45")
    assert (first.content.by, first.content.report) == (cast.alice, Report.objects.get())
    shown = read(visit(cast.bob, f"/dossiers/{case.reference}/"))
    assert "Signalement reçu" in shown and "Alice" not in shown and "téléphone" in shown


def test_the_person_concerned_does_not_see_who_wrote_it_down_among_those_to_object_to(visit, cast):
    visit(cast.nina, PAGE, typed(federation=""))
    walk = walk_of(cast)
    walk.do("identify_author", cast.nora, member=cast.jean.member)
    walk.in_review().informed()
    shown = read(visit(cast.jean, f"/mon-dossier/{walk.reference}/request_recusal/", at=walk.at))
    assert "Alice" in shown and "Nina" not in shown


def test_a_question_to_somebody_who_has_no_letters_here_is_refused(visit, cast):
    visit(cast.bob, PAGE, typed())
    case, report = Case.objects.for_page().get(), Report.objects.get()
    with pytest.raises(Refused, match="n’arriverait à personne"):
        perform(case, "ask_for_details", by=cast.alice, at=MONDAY, to_report=report, text="Quand ?",
                answer_by=(MONDAY + days(5)).date())  # fmt: skip


def test_later_letters_to_reporters_pass_an_outsider_by(visit, cast):
    visit(cast.bob, PAGE, typed())
    walk = walk_of(cast)
    walk.in_review().dismissed(cast.alice)
    assert not Letter.objects.filter(audience="reporter").exists()


# What is typed --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"name": ""}, "Dites qui signale"), ({"known_as": "nemo@example.org"}, "Ni compte ni membre"),
     ({"address": "", "text": ""}, "Donnez un lien"), ({"article": ""}, "Choisissez une règle"),
     ({"source": "app"}, "app"), ({"address": "https://t.co/AbCdEf"}, "adresse")],
)  # fmt: skip
def test_what_lacks_is_said_and_all_that_was_typed_is_kept(visit, cast, wrong, said):
    answer = visit(cast.alice, PAGE, typed(explanation="Elle a peur.", **wrong))
    assert answer.status_code == 422 and said in read(answer)
    assert is_shown(answer, "Elle a peur.") and is_shown(answer, SECRET["contact"])
    assert not Report.objects.exists()


def test_a_double_click_is_one_report(visit, cast):
    sent = typed()
    first, second = (visit(cast.alice, PAGE, sent)["Location"] for _ in range(2))
    assert first == second and Report.objects.count() == 1


def test_a_report_on_paper_asks_for_another_office_like_any(visit, cast):
    visit(cast.alice, PAGE, typed(source="paper", other_body="on"))
    assert (Case.objects.get().held_by_id, Report.objects.get().source) == ("national", "paper")


# Of the office's own accord -------------------------------------------------------------------------------------------


def test_a_case_is_opened_without_a_reporter_and_with_its_reason(visit, cast):
    answer = visit(cast.alice, OWN, opened())
    case = Case.objects.for_page().get()
    assert answer["Location"] == f"/dossiers/{case.reference}/"
    first = case.entries.select_related("content").get()
    assert (first.role, first.body, first.content.by) == ("federation", "45", cast.alice)
    assert (case.is_own_initiative, case.state, Report.objects.get().source) == (True, "reported", "office")
    assert not ReporterIdentity.objects.exists() and not Letter.objects.exists()
    shown = read(visit(cast.bob, answer["Location"]))
    assert "Vu dans la presse locale." in shown and "Dossier ouvert d’office" in shown and "Alice" in shown
    assert list(faults()) == []


def test_without_a_reason_it_is_not_opened(visit, cast):
    assert visit(cast.alice, OWN, opened(explanation="")).status_code == 422
    with pytest.raises(Refused):
        brought("office", cast.alice, explanation="")
    assert not Report.objects.exists()


def test_whoever_opened_it_has_examined_and_does_not_decide(visit, cast):
    visit(cast.bob, OWN, opened())
    assert Part.objects.get().role == "instructed"
    walk = walk_of(cast)
    walk.in_review().in_deliberation()
    assert "instruit" in str(offers(walk.case, by=cast.bob, at=walk.at)["warn"].refusal)


@pytest.mark.parametrize("joins", [False, True])
def test_the_person_learns_whether_somebody_reported(visit, cast, joins):
    visit(cast.alice, OWN, opened())
    walk = walk_of(cast)
    if joins:
        receive(Account(address=canonical(LINK), network="x"), by=cast.marie, at=MONDAY, token=uuid4())
    walk.in_review().in_hearing()
    letter = Letter.objects.get(act="grievances").body
    assert ("propre initiative" in letter) is not joins


def test_what_is_reported_and_withdrawn_again_goes_on_of_the_offices_own_accord(cast):
    walk = Walk(cast, address=LINK)
    brought("office", cast.alice)
    assert not walk.case.is_own_initiative
    walk.do("withdraw_report", cast.camille, why="")
    assert walk.case.is_own_initiative


def test_of_a_post_that_another_body_examines_its_reasons_are_kept_there(visit, cast):
    walk = Walk(cast, address=LINK)
    answer = visit(cast.olga, OWN, opened(federation="75"))
    assert answer["Location"] == "/file/"
    assert walk.case.reports_count == 2 and entry(walk).content.by == cast.olga


def test_nobody_is_asked_for_or_limited_who_never_reported(visit, cast):
    visit(cast.alice, OWN, opened())
    case = Case.objects.for_page().get()
    for step in ("ask_identity", "restrict_reporting"):
        page = visit(cast.nina, f"/dossiers/{case.reference}/{step}/")
        assert page.context["form"].fields["report"].queryset.count() == 0


def test_the_queue_leads_to_both_for_who_examines(visit, cast):
    assert PAGE in visit(cast.alice, "/file/").content.decode() and OWN in visit(cast.nina, "/file/").content.decode()
    assert PAGE not in visit(cast.paul, "/file/").content.decode()


def test_a_token_that_is_none_is_no_page(visit, cast):
    assert visit(cast.alice, f"{PAGE}{UUID(int=0)}/").status_code == 404
