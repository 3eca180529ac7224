"""Before a letter is signed, its author is warned of words that stand in a report: named, never forbidden."""

from uuid import uuid4

import pytest

from ..cast import REASONS, Walk, article, days
from .browsing import read

HERS = "Je suis sa voisine du deuxième étage et je n’ose plus sortir le soir"
TOLD = "Ces mots se trouvent aussi dans un signalement"
POST = "On te trouvera chez toi, dimanche matin, avant la messe."


@pytest.fixture
def walk(cast):
    """In review; its reporter gave the words of the post and her own."""
    walk = Walk(cast, explanation=f"{HERS}.", text=POST).identified()
    walk.do("open_review", cast.alice, article=article(), content_date=walk.posted_on, quote=POST)
    return walk


def previewed(walk, who, step, visit, **typed):
    sent = {"basis": walk.case.basis, "token": uuid4(), **typed, "preview": "yes"}
    answer = visit(who, f"/dossiers/{walk.reference}/{step}/", sent, at=walk.at)
    assert answer.status_code == 200
    return read(answer)


def grievances(facts):
    return {
        "facts": facts,
        "articles": [article().pk],
        "rule_explanation": "Elle vise quelqu’un.",
        "maximum": "warning",
    }


def test_words_of_a_report_are_named_in_the_preview(walk, cast, visit):
    facts = "Sa VOISINE du deuxieme étage, et je n’ose plus sortir le soir !"
    shown = previewed(walk, cast.alice, "notify_grievances", visit, **grievances(facts))
    assert TOLD in shown and "Sa VOISINE du deuxieme étage, et je n’ose plus sortir le soir" in shown


def test_it_is_a_warning_and_whoever_goes_on_may(walk, cast, visit):
    sent = {"basis": walk.case.basis, "token": uuid4(), **grievances(HERS)}
    page = visit(cast.alice, f"/dossiers/{walk.reference}/notify_grievances/", {**sent, "preview": "yes"}, at=walk.at)
    assert TOLD in read(page) and "Signer et notifier" in read(page)
    assert visit(cast.alice, f"/dossiers/{walk.reference}/notify_grievances/", sent, at=walk.at).status_code == 303
    assert walk.case.state == "hearing"


@pytest.mark.parametrize("facts", [
    "Une habitante du quartier n’ose plus sortir.",  # said otherwise
    f"Le message dit : « {POST} »",  # what the post says is nobody's own
    "Elle ose plus sortir le soir",  # five in a row
])  # fmt: skip
def test_other_words_and_those_of_the_post_warn_of_nothing(walk, cast, visit, facts):
    assert TOLD not in previewed(walk, cast.alice, "notify_grievances", visit, **grievances(facts))


def test_what_the_charter_says_is_nobodys_own(cast, visit):
    rule = article().text_fr
    walk = Walk(cast, explanation=rule[:900]).in_review()
    assert TOLD not in previewed(walk, cast.alice, "notify_grievances", visit, **grievances(rule[:900]))


def test_an_answer_of_who_reported_counts_like_a_report(walk, cast, visit):
    soon = (walk.at + days(9)).date()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=soon)
    walk.do("answer_inquiry", cast.camille, answer="Vers midi, depuis la fenêtre de ma cuisine.")
    facts = "Publié vers midi, depuis la fenêtre de ma cuisine."
    assert TOLD in previewed(walk, cast.alice, "notify_grievances", visit, **grievances(facts))


def test_a_letter_for_others_is_not_looked_at(walk, cast, visit):
    """A dismissal of which the person never hears goes to who reported alone."""
    said = {"outcome": "dismissed", "dismissal_reason": "no_breach", "reasons": HERS}
    assert TOLD not in previewed(walk, cast.alice, "close_without_sanction", visit, **said)


@pytest.mark.parametrize("step", ["request_removal", "ask_for_details"])
def test_a_question_and_a_request_are_looked_at_too(walk, cast, visit, step):
    walk.informed()
    said = {"text": f"{HERS} : est-ce vrai ?", "answer_by": (walk.at + days(9)).date()}
    assert TOLD in previewed(walk, cast.alice, step, visit, **said)


def test_who_proposes_is_warned_and_so_is_who_signs(walk, cast, visit):
    walk.referred().in_deliberation(cast.nina, "suspension")
    said = {**REASONS, "facts": f"Il est dit : {HERS}."}
    typed = {"kind": "suspension", "scope": "full_membership", "days": 90, **said}
    shown = previewed(walk, cast.noah, "propose", visit, **typed)
    assert TOLD in shown and "Adhésion entière" in shown and "Aucune lettre ne part" in shown
    assert walk.case.open_proposal() is None
    walk.proposed(**said)
    signing = {"sha256": walk.case.open_proposal().sha256}
    assert TOLD in previewed(walk, cast.nora, "suspend", visit, **signing)
