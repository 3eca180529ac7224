"""A decision is published after every remedy, without a name: what the national office may take, and from when."""

import json
from datetime import timedelta

import pytest

from accounts.models import Body, Person
from cases.models import Reading
from tests.beginnings import beginning

from ..cast import REASONS, Walk, days
from .browsing import read

FORMS = ["publication/", "publication.txt", "publication.json"]
SECOND = timedelta(seconds=1)


def path(walk, form="publication/", language=""):
    return f"{language}/dossiers/{walk.reference}/{form}"


@beginning
def lifted(walk, cast):
    """Jean was warned; the warning is lifted on the next day, while he may still appeal."""
    Body.objects.filter(code="45").update(region="Centre-Val de Loire")
    walk.in_review().in_deliberation().warned().opened()
    return walk.proposed("lift").signed("lift_measure")


@beginning
def over(lifted):
    """Every remedy has ended."""
    lifted.at = lifted.case.appeal_until + SECOND
    return lifted


# Who may not, and when not ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("who", ["jean", "camille", "marie", "olga", "paul", "dora", "carl", "root"])
def test_it_is_there_for_nobody_to_whom_the_case_is_not(over, cast, visit, who, form):
    assert visit(getattr(cast, who), path(over, form), at=over.at).status_code == 404


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("who", ["alice", "bob"])
def test_a_federation_publishes_nothing(over, cast, visit, who, form):
    assert visit(getattr(cast, who), path(over, form), at=over.at).status_code == 403
    assert "Publier sans nom" not in read(visit(getattr(cast, who), path(over, ""), at=over.at))


@pytest.mark.parametrize("form", FORMS)
def test_to_the_last_second_of_the_window_it_is_refused_and_the_refusal_names_the_day(lifted, cast, visit, form):
    until = lifted.case.appeal_until
    early = visit(cast.nora, path(lifted, form), at=until)
    assert early.status_code == 409 and "jusqu’au 12 janvier 2027 compris" in read(early).replace("\xa0", " ")
    assert not Reading.objects.filter(purpose="digest").exists()
    assert visit(cast.nora, path(lifted, form), at=until + SECOND).status_code == 200


def test_an_open_case_has_no_date(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened()
    answer = visit(cast.nora, path(walk), at=walk.at + days(100))
    assert answer.status_code == 409 and "Ce dossier n’est pas clos." in read(answer)


@pytest.mark.parametrize("kind", ["appeal", "revision"])
def test_an_appeal_or_a_revision_opened_meanwhile_pushes_the_date(lifted, cast, visit, kind):
    said = {"kind": kind, "grounds": "Trop forte.", "new_evidence": "Une vidéo." if kind == "revision" else ""}
    lifted.do("appeal", cast.jean, stay_asked=False, **said)
    late = lifted.case.appeal_until + SECOND
    answer = visit(cast.nora, path(lifted), at=late)
    assert answer.status_code == 409 and "Un recours est en cours" in read(answer)
    lifted.seated().do("propose_result", cast.paul, result="upheld", text="La menace est établie.", kind="",
                       days=None, months=None)  # fmt: skip
    lifted.do("decide_appeal", cast.pia, sha256=lifted.case.open_proposal().sha256)
    assert visit(cast.nora, path(lifted), at=lifted.case.appeal_until).status_code == 409
    answer = visit(cast.nora, path(lifted), at=lifted.case.appeal_until + SECOND)
    assert answer.status_code == 200 and "mesure maintenue" in read(answer).lower()


def test_whoever_reported_may_ask_for_a_second_look_first(walk, cast, visit):
    walk.in_review().dismissed()
    until = walk.case.second_look_until()
    assert visit(cast.nora, path(walk), at=until).status_code == 409
    answer = visit(cast.nora, path(walk), at=until + SECOND)
    assert answer.status_code == 200 and "aucun manquement à la charte" in read(answer).lower()


def test_of_an_annulled_decision_nothing_is_published(lifted, cast, visit):
    said = {"kind": "appeal", "grounds": "Trop forte.", "new_evidence": "", "stay_asked": False}
    lifted.do("appeal", cast.jean, **said)
    lifted.seated().do("propose_result", cast.paul, result="annulled", text="Rien n’est établi.", kind="",
                       days=None, months=None)  # fmt: skip
    lifted.do("decide_appeal", cast.pia, sha256=lifted.case.open_proposal().sha256)
    answer = visit(cast.nora, path(lifted), at=lifted.at + days(400))
    assert answer.status_code == 409 and "Cette décision est annulée" in read(answer)


def test_of_a_case_without_a_decision_nothing_is_published(walk, cast, visit):
    walk.in_review().do("withdraw_report", cast.camille, why="")
    walk.tick(90)
    assert walk.case.state == "closed"
    answer = visit(cast.nora, path(walk), at=walk.at + days(100))
    assert answer.status_code == 409 and "sans décision" in read(answer)


# What it says ---------------------------------------------------------------------------------------------------------


def test_the_case_page_says_to_the_national_office_from_when(lifted, cast, visit):
    page = visit(cast.nora, path(lifted, ""), at=lifted.at)
    assert "Publication sans nom : possible après le 12 janvier 2027" in read(page).replace("\xa0", " ")
    late = visit(cast.nora, path(lifted, ""), at=lifted.case.appeal_until + SECOND)
    assert "Publier sans nom" in read(late) and path(lifted) in late.content.decode()


def test_it_says_articles_measure_month_and_region_in_both_languages(over, cast, visit):
    said = json.loads(visit(cast.nora, path(over, "publication.json"), at=over.at).content)
    assert said == {
        "fr": {"month": "décembre 2026", "region": "Centre-Val de Loire", "articles": "1. Injure ou menace",
               "decision": "avertissement de 12 mois", "end": "mesure levée"},
        "en": {"month": "December 2026", "region": "Centre-Val de Loire", "articles": said["en"]["articles"],
               "decision": "warning of 12 months", "end": said["en"]["end"]},
    }  # fmt: skip
    assert said["en"]["articles"].startswith("1. ") and said["en"]["articles"] != said["fr"]["articles"]
    text = visit(cast.nora, path(over, "publication.txt"), at=over.at).content.decode()
    page = read(visit(cast.nora, path(over), at=over.at)).lower()
    for one in said.values():
        assert all(words in text and words.lower() in page for words in one.values())


def test_a_suspension_says_how_long_what_is_suspended_and_its_scope(walk, cast, visit):
    walk.in_review().suspended(days=90, suspended_days=30, probation_months=12).opened().tick(900)
    said = json.loads(visit(cast.nora, path(walk, "publication.json"), at=walk.at).content)
    assert said["fr"]["decision"] == "suspension de 90 jours, dont 30 jours avec sursis (adhésion entière)"


def test_it_names_nobody_and_nothing_of_the_post_or_of_what_anybody_wrote(over, cast, visit):
    people = {name.lower() for name in Person.objects.values_list("name", flat=True)}
    post = over.case.post
    hidden = [*people, over.reference, over.code, "loiret", post.handle or "jean_exemple45", post.address, "twitter",
              "On te trouvera", "Une menace.", *REASONS.values(), "@"]  # fmt: skip
    for form in FORMS[1:]:
        said = f"{dict(visit(cast.nora, path(over, form), at=over.at).headers)}"
        said += visit(cast.nora, path(over, form), at=over.at).content.decode()
        found = [one for one in hidden if one.lower() in said.lower().replace("menace\n", "")]
        assert found == []


def test_what_is_taken_is_written_down_and_kept_nowhere(over, cast, visit):
    for form, kind in (("publication.txt", "text/plain; charset=utf-8"), ("publication.json", "application/json")):
        answer = visit(cast.nora, path(over, form), at=over.at)
        assert (answer["Content-Type"], answer["Cache-Control"]) == (kind, "no-store")
        assert answer["Content-Disposition"] == f'attachment; filename="decision.{form[12:]}"'
    rows = Reading.objects.filter(purpose="digest").values_list("person", "role", "case")
    assert list(rows) == [(cast.nora.pk, "national", over.case.pk)] * 2


def test_no_officer_publishes_a_case_of_his_or_her_own(cast, visit):
    """National office or not: one's own case is not there."""
    walk = Walk(cast).in_review().dismissed()
    at = walk.case.second_look_until() + SECOND
    walk.case.parts.model.objects.create(case=walk.case, person=cast.nora, role="recused", since=walk.at)
    assert visit(cast.nora, path(walk), at=at).status_code == 404
