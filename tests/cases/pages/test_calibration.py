"""Twice a year one closed case, told without a name, goes to all officers: compared by federation, never by person."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.calibrations import OPEN
from cases.models import Answered, Calibration, CalibrationAnswer, Reading
from cases.models.calibration import Choice, grouped
from cases.mornings import make_round
from notifications.models import Delivery, Notice
from tests.beginnings import beginning

from ..cast import MONDAY, days
from .browsing import is_shown, read

TOLD = {
    "facts": "Un membre écrit à un élu qu’il ira le chercher à la sortie du conseil.",
    "reply": "Il répond que c’était une image.",
}
LIST = "/file/cas-d-ecole/"


@beginning
def over(walk, cast):
    """Jean was warned, and every remedy has ended."""
    walk.in_review().in_deliberation().warned().opened()
    walk.proposed("lift").signed("lift_measure")
    walk.at = walk.case.appeal_until + days(1)
    return walk


@pytest.fixture
def sent(over, cast, visit):
    visit(cast.nora, new(over), {**TOLD, "send": "yes"}, at=over.at)
    return Calibration.objects.get()


def new(walk):
    return f"/dossiers/{walk.reference}/cas-d-ecole/"


def one(sent):
    return f"{LIST}{sent.pk}/"


# Who may not tell one, and what may not be told -----------------------------------------------------------------------


@pytest.mark.parametrize("who", ["jean", "camille", "marie", "olga", "paul", "dora", "carl", "root"])
def test_it_is_there_for_nobody_to_whom_the_case_is_not(over, cast, visit, who):
    for typed in (None, {**TOLD, "send": "yes"}):
        assert visit(getattr(cast, who), new(over), typed, at=over.at).status_code == 404
    assert not Calibration.objects.exists()


@pytest.mark.parametrize("who", ["alice", "bob"])
def test_a_federation_sends_none(over, cast, visit, who):
    assert visit(getattr(cast, who), new(over), {**TOLD, "send": "yes"}, at=over.at).status_code == 403
    assert not Calibration.objects.exists()


def test_before_every_remedy_is_over_it_is_409(over, cast, visit):
    answer = visit(cast.nora, new(over), {**TOLD, "send": "yes"}, at=over.case.appeal_until)
    assert answer.status_code == 409 and "Une voie de recours est ouverte" in read(answer)
    assert not Calibration.objects.exists()


@pytest.mark.parametrize(
    "leading",
    ["Jean a écrit", "selon Alice", "dans le Loiret", "voir https://x.com/jean", "@jean45 écrit", "www.exemple.fr",
     "jean@example.org", "le dossier {reference}", "Une opinion, dit-on : On te trouvera chez toi dimanche, tiens."],
)  # fmt: skip
def test_what_may_lead_to_somebody_is_422_and_stays_typed(over, cast, visit, leading):
    facts = leading.format(reference=over.reference)
    if "dimanche" in leading:
        type(over.case.post).objects.filter(pk=over.case.post_id).update(text="On te trouvera chez toi dimanche matin")
    answer = visit(cast.nora, new(over), {"facts": facts, "reply": "", "send": "yes"}, at=over.at)
    assert answer.status_code == 422 and "Dites-le autrement." in read(answer) and is_shown(answer, facts)
    assert not Calibration.objects.exists()


def test_an_address_is_named_as_it_was_typed(over, cast, visit):
    facts = "Voir (https://X.com/jean/status/1?s=20), dit-on."
    answer = visit(cast.nora, new(over), {"facts": facts, "reply": "", "send": "yes"}, at=over.at)
    assert "Ceci peut mener à quelqu’un : https://X.com/jean/status/1?s=20. Dites-le" in read(answer)


def test_nothing_told_is_422(over, cast, visit):
    answer = visit(cast.nora, new(over), {"facts": " ", "reply": "", "send": "yes"}, at=over.at)
    assert answer.status_code == 422 and not Calibration.objects.exists()


# It is told -----------------------------------------------------------------------------------------------------------


def test_it_is_read_as_officers_will_read_it_before_it_is_sent(over, cast, visit):
    shown = read(visit(cast.nora, new(over), TOLD, at=over.at))
    assert TOLD["facts"] in shown and TOLD["reply"] in shown and "Envoyer à tous" in shown
    assert "un avertissement" in shown and not Calibration.objects.exists()
    assert Reading.objects.filter(purpose="digest", person=cast.nora).exists()


def test_officers_of_all_other_federations_hear_of_it_in_the_application_and_in_their_digest(sent, over):
    notices = Notice.objects.filter(letter__act="calibration")
    assert {one.recipient.name for one in notices} == {"Olga"}
    assert not Delivery.objects.filter(notice__in=notices).exists()
    make_round(at=over.at + days(1))
    digest = Notice.objects.get(letter__act="digest", recipient__name="Olga")
    assert "1 nouveauté" in digest.letter.body.replace("\xa0", " ")


def test_a_second_click_sends_nothing(sent, over, cast, visit):
    assert visit(cast.nora, new(over), {**TOLD, "send": "yes"}, at=over.at).url == one(sent)
    assert Calibration.objects.count() == Notice.objects.filter(letter__act="calibration").count() == 1


def test_nothing_leads_back_to_the_case(sent, over, cast, visit):
    assert {field.name for field in Calibration._meta.get_fields()} == {
        "id", "sent_at", "closes_at", "sent_by", "source", "articles", "facts", "reply", "decided", "answers",
    }  # fmt: skip
    page = visit(cast.olga, one(sent), at=over.at).content.decode()
    for telling in (over.reference, "Jean", "Loiret", "Nora"):
        assert telling not in page


# Who answers, and once ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["jean", "camille", "marie", "paul", "dora", "carl", "root"])
def test_whoever_examines_no_case_neither_reads_nor_answers(sent, over, cast, visit, who):
    for path, typed in ((LIST, None), (one(sent), None), (one(sent), {"choice": "nothing"})):
        assert visit(getattr(cast, who), path, typed, at=over.at).status_code == 403
    assert not CalibrationAnswer.objects.exists()


def test_where_it_happened_it_is_not_asked(sent, over, cast, visit):
    for typed in (None, {"choice": "nothing"}):
        assert visit(cast.bob, one(sent), typed, at=over.at).status_code == 404
    assert "Cas d’école du" not in read(visit(cast.bob, LIST, at=over.at))
    assert not CalibrationAnswer.objects.exists()
    assert visit(cast.bob, one(sent), at=over.at + OPEN).status_code == 200


def test_the_national_office_reads_and_does_not_answer(sent, over, cast, visit):
    assert "Les fédérations répondent jusqu’au" in read(visit(cast.nina, one(sent), at=over.at))
    assert visit(cast.nina, one(sent), {"choice": "nothing"}, at=over.at).status_code == 403


def test_the_decision_and_the_answers_are_shown_to_nobody_while_it_is_open(sent, over, cast, visit):
    visit(cast.olga, one(sent), {"choice": "nothing"}, at=over.at)
    for person in (cast.olga, cast.nina):
        shown = read(visit(person, one(sent), at=over.at + OPEN - days(0.01)))
        assert "Ce qui a été décidé" not in shown and "Les autres" not in shown
    assert "Vous avez répondu." in read(visit(cast.olga, one(sent), at=over.at))


def test_an_answer_is_counted_once_for_a_federation_and_joined_to_nobody(sent, over, cast, visit):
    for choice in ("warning", "warning", "nothing"):
        assert visit(cast.olga, one(sent), {"choice": choice}, at=over.at).status_code == 303
    assert list(CalibrationAnswer.objects.values_list("federation", "choice", "count")) == [("75", "warning", 1)]
    assert Answered.objects.count() == 1
    assert {field.name for field in CalibrationAnswer._meta.fields} == {
        "id", "calibration", "federation", "choice", "count",
    }  # fmt: skip


@pytest.mark.parametrize("choice", ["", "exclusion", "2"])
def test_what_is_no_answer_is_422_and_counts_nothing(sent, over, cast, visit, choice):
    answer = visit(cast.olga, one(sent), {"choice": choice}, at=over.at)
    assert answer.status_code == 422 and "Erreur" in answer.content.decode()
    assert not Answered.objects.exists()


def test_an_answer_that_comes_too_late_is_409_and_reads_what_came_out(sent, over, cast, visit):
    answer = visit(cast.olga, one(sent), {"choice": "nothing"}, at=over.at + OPEN)
    assert answer.status_code == 409 and "Un avertissement." in read(answer)
    assert not CalibrationAnswer.objects.exists()


# What comes out -------------------------------------------------------------------------------------------------------


def test_of_few_answers_nothing_is_shown(sent, over, cast, visit):
    for federation, count in (("75", 2), ("13", 2)):
        for _one in range(count):
            sent.count("warning", federation=federation)
    for person in (cast.olga, cast.nina):
        assert "Moins de 5 personnes ont répondu" in read(visit(person, one(sent), at=over.at + OPEN))


def test_officers_read_what_all_would_have_done_and_the_national_office_by_federation(sent, over, cast, visit):
    given_answers = (("75", "warning", 5), ("75", "nothing", 1), ("13", "advice", 3), ("69", "advice", 2))
    for federation, choice, count in given_answers:
        for _one in range(count):
            sent.count(choice, federation=federation)
    everybody = read(visit(cast.olga, one(sent), at=over.at + OPEN))
    assert "Aucune suite 1 Un conseil 5 Un atelier 0 Un avertissement 5" in everybody
    assert "6 réponses" not in everybody
    shown = read(visit(cast.nina, one(sent), at=over.at + OPEN))
    assert "6 réponses 1 0 0 5 0 Les autres ensemble, 5 réponses 0 5 0 0 0" in shown
    assert "Rhône" not in shown


@given(
    st.dictionaries(
        st.integers(1, 95).map(str),
        st.dictionaries(st.sampled_from(Choice.values), st.integers(1, 4), min_size=1).map(Counter),
        max_size=8,
    )
)
def test_no_group_is_shown_of_fewer_nor_left_over(found):
    shown = grouped(found, 5)
    whole = sum(one.total() for one in found.values())
    assert all(one.answers >= 5 and one.counts.total() == one.answers for one in shown)
    assert sum(one.answers for one in shown) == (whole if whole >= 5 else 0)


# Twice a year ---------------------------------------------------------------------------------------------------------


def due(name):
    return Notice.objects.filter(letter__act="calibration_due", recipient__name=name).count()


def test_in_the_middle_of_a_half_year_without_any_the_national_office_hears_of_it_once(db, cast):
    january = MONDAY.replace(year=2027, month=1, day=10)
    for at, heard in ((january, 0), (january.replace(month=4), 1), (january.replace(month=4, day=20), 1),
                      (january.replace(month=7), 1), (january.replace(month=10), 2)):  # fmt: skip
        make_round(at=at)
        assert due("Nora") == due("Nina") == heard, at
    assert due("Olga") == due("Alice") == due("Dora") == 0


def test_after_one_was_sent_nobody_is_reminded(sent, over, cast):
    half = over.at.replace(month=4 if over.at.month < 7 else 10, day=28)
    make_round(at=half)
    assert due("Nora") == 0
