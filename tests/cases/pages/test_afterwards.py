"""One anonymous question to each side once all is over: optional, asked once, and joined to nobody and to no case."""

from datetime import date

import pytest

from accounts.models import Person
from cases.models import Answer, Answered, Entry, Reading
from tests.beginnings import beginning

from ..cast import MONDAY, Walk, days
from .browsing import read

ASKED = "Une question, si vous voulez"
NOT_NATIONAL = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


@beginning
def cleared(walk, cast):
    walk.in_review().in_deliberation()
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
    walk.do("close_without_sanction", cast.bob, **said)
    return walk


def hers(walk, end=""):
    return f"/mes-signalements/{walk.code}/{end}"


def his(walk, end=""):
    return f"/mon-dossier/{walk.reference}/{end}"


def is_asked(visit, person, path, at):
    return ASKED in read(visit(person, path, at=at))


# Whom it is not asked, and when not -----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["marie", "alice", "nina", "olga", "root"])
def test_nobody_else_is_asked_or_answers(cleared, cast, visit, who):
    for path in (hers(cleared, "avis/"), his(cleared, "avis/")):
        for sent in (None, {"mark": 3}):
            assert visit(getattr(cast, who), path, sent, at=cleared.at).status_code == 404
    assert not Answer.objects.exists() and not Answered.objects.exists()


def test_whoever_assists_is_not_asked(walk, cast, visit):
    walk.in_review().in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    walk.opened().heard()
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
    walk.do("close_without_sanction", cast.bob, **said)
    assert is_asked(visit, cast.jean, his(walk), walk.at) and not is_asked(visit, cast.carl, his(walk), walk.at)
    assert visit(cast.carl, his(walk, "avis/"), {"mark": 5}, at=walk.at).status_code == 404


def test_the_person_is_asked_once_nothing_can_be_appealed_any_more(walk, cast, visit):
    walk.in_review().in_deliberation()
    for stage in (walk, walk.warned(6), walk.opened()):
        assert not is_asked(visit, cast.jean, his(stage), stage.at)
        assert visit(cast.jean, his(stage, "avis/"), {"mark": 3}, at=stage.at).status_code == 404
    walk.tick(200)
    assert walk.case.outcome == "completed" and is_asked(visit, cast.jean, his(walk), walk.at)


def test_while_a_second_look_may_be_asked_for_neither_side_is_asked(walk, cast, visit):
    walk.in_review().informed().dismissed()
    for at, asked in ((walk.at + days(29), False), (walk.at + days(32), True)):
        assert is_asked(visit, cast.camille, hers(walk), at) == asked
        assert is_asked(visit, cast.jean, his(walk), at) == asked


def test_when_who_reported_is_asked_tells_nothing_of_the_measure(walk, cast, visit):
    """From the moment at which all is told, however long a measure runs and whatever becomes of an appeal."""
    walk.in_review().in_deliberation()
    assert not is_asked(visit, cast.camille, hers(walk), walk.at)
    for stage in (walk.warned(6), walk.opened(), walk.appealed(), walk.seated()):
        assert is_asked(visit, cast.camille, hers(stage), stage.at)


def test_a_code_alone_answers_nothing(cleared, visit):
    assert ASKED not in read(visit(None, hers(cleared), at=cleared.at))
    assert visit(None, hers(cleared, "avis/"), {"mark": 3}, at=cleared.at).url.startswith("/compte/login/")


# What is kept ---------------------------------------------------------------------------------------------------------


def test_each_side_answers_its_question(cleared, cast, visit):
    assert "« J’ai pu m’expliquer »" in read(visit(cast.jean, his(cleared), at=cleared.at))
    assert "« J’ai compris la réponse »" in read(visit(cast.camille, hers(cleared), at=cleared.at))
    for person, path, mark in ((cast.jean, his, 4), (cast.camille, hers, 2)):
        answer = visit(person, path(cleared, "avis/"), {"mark": mark}, at=cleared.at)
        assert (answer.status_code, answer.url) == (303, path(cleared))
    region, month = cleared.case.federation.region, date(2026, 12, 1)
    kept = set(Answer.objects.values_list("side", "question", "mark", "count", "region", "month"))
    assert kept == {("concerned", "heard", 4, 1, region, month), ("reporter", "understood", 2, 1, region, month)}


def test_it_is_asked_and_counted_once(cleared, cast, visit):
    for mark in (4, 4, 1):
        assert visit(cast.jean, his(cleared, "avis/"), {"mark": mark}, at=cleared.at).status_code == 303
    assert list(Answer.objects.values_list("mark", "count")) == [(4, 1)]
    assert not is_asked(visit, cast.jean, his(cleared), cleared.at)
    assert visit(cast.jean, his(cleared, "avis/"), at=cleared.at).status_code == 303


def test_the_same_mark_of_another_case_adds_up(cleared, cast, visit):
    other = Walk(cast, at=cleared.at).in_review().in_deliberation()
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
    other.do("close_without_sanction", cast.bob, **said)
    for walk in (cleared, other):
        visit(cast.jean, his(walk, "avis/"), {"mark": 4}, at=other.at)
    assert Answer.objects.get().count == 2 and Answered.objects.count() == 2


def test_no_row_joins_an_answer_to_who_gave_it(cleared, cast, visit):
    """What is counted holds no person, case or moment; what remembers who answered holds a digest, and no more."""
    before = cleared.case.version, Entry.objects.count(), Reading.objects.count()
    visit(cast.jean, his(cleared, "avis/"), {"mark": 4}, at=cleared.at)
    assert {field.name for field in Answer._meta.fields} == {
        "id",
        "month",
        "region",
        "side",
        "question",
        "mark",
        "count",
    }
    assert [field.name for field in Answered._meta.fields] == ["digest"]
    digest = Answered.objects.get().digest
    assert len(digest) == 64 and cleared.reference not in digest
    assert (cleared.case.version, Entry.objects.count(), Reading.objects.count()) == before


@pytest.mark.parametrize("mark", ["", "0", "6", "x", "4.5"])
def test_what_is_no_mark_is_422_and_counts_nothing(cleared, cast, visit, mark):
    answer = visit(cast.jean, his(cleared, "avis/"), {"mark": mark}, at=cleared.at)
    assert answer.status_code == 422 and "Erreur" in answer.content.decode()
    assert not Answer.objects.exists() and is_asked(visit, cast.jean, his(cleared), cleared.at)


# What the national office reads ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOT_NATIONAL)
def test_nobody_else_reads_the_figures(cast, visit, who):
    assert visit(getattr(cast, who), "/national/qualite/").status_code == 403


def counted(count, *, month=date(2026, 11, 1), region="Bretagne", mark=4):
    Answer.objects.create(month=month, region=region, side="concerned", question="heard", mark=mark, count=count)


def test_where_too_few_answered_nothing_is_shown(cast, visit):
    counted(4)
    assert "Bretagne" not in read(visit(cast.nina, "/national/qualite/"))
    counted(1, mark=1)
    assert "novembre 2026 Bretagne « J’ai pu m’expliquer » 5 3,4" in read(visit(cast.nina, "/national/qualite/"))


def test_a_month_that_still_runs_is_not_shown(cast, visit):
    """Else whoever looks before and after one answer has read it."""
    counted(9, month=date(2026, 12, 1))
    assert "Bretagne" not in read(visit(cast.nina, "/national/qualite/", at=MONDAY))
    assert "Bretagne" in read(visit(cast.nina, "/national/qualite/", at=MONDAY + days(30)))


def test_no_sum_gives_away_what_is_left_out(cast, visit):
    counted(9), counted(2, region="Corse")
    shown = read(visit(cast.nina, "/national/qualite/"))
    assert "Bretagne" in shown and "Corse" not in shown and "11" not in shown


def test_whoever_is_asked_need_not_be_there_any_more(cleared, cast, visit):
    """What was counted stays when a person goes."""
    visit(cast.jean, his(cleared, "avis/"), {"mark": 4}, at=cleared.at)
    assert not [one for one in Person._meta.related_objects if one.related_model in (Answer, Answered)]
