"""Mon dossier says what may still be done, by when, and where a hearing stands; nothing that is over."""

from ..cast import days
from .browsing import read, title

SLOTS = ["2026-12-15T18:30", "2026-12-16T18:30", "2026-12-17T09:00"]


def plain(answer):
    return read(answer).replace("\u202f", " ").replace("\xa0", " ")


def page(walk, step=""):
    return f"/mon-dossier/{walk.reference}/" + (f"{step}/" if step else "")


def test_only_rights_that_are_still_open_are_listed(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    shown = plain(visit(cast.jean, page(walk), at=walk.at))
    assert "répondre par écrit, ou ne pas répondre" in shown and "demander qu’une autre personne décide" in shown
    walk.heard()
    shown = plain(visit(cast.jean, page(walk), at=walk.at))
    assert "répondre par écrit" not in shown and "lire toutes les pièces du dossier" in shown


def test_the_end_of_the_window_stands_where_one_replies_and_nowhere_else(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    said = "Vous pouvez répondre jusqu’au 21 décembre 2026. Aucune décision n’est prise avant."
    assert said in plain(visit(cast.jean, page(walk, "reply"), at=walk.at))
    for step in ("close_hearing", "disown_account", "ask_hearing", "name_counsel"):
        assert "Vous pouvez répondre jusqu’au" not in plain(visit(cast.jean, page(walk, step), at=walk.at))


def test_whoever_asked_to_be_heard_reads_where_that_stands(walk, cast, visit):
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    assert "des dates vous seront proposées" in plain(visit(cast.jean, page(walk), at=walk.at))
    walk.do("offer_slots", cast.alice, slots=SLOTS, place="12 rue du Lac", length=45)
    asked = plain(visit(cast.jean, page(walk, "ask_hearing"), at=walk.at))
    assert "Des dates vous sont proposées : choisissez-en une." in asked
    offered = plain(visit(cast.jean, page(walk, "pick_slot"), at=walk.at))
    assert "Lieu : 12 rue du Lac. Durée prévue : 45 minutes. Si aucune date ne convient, écrivez à" in offered
    walk.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[0])
    asked = plain(visit(cast.jean, page(walk, "ask_hearing"), at=walk.at))
    assert "Vous le serez le mardi 15 décembre 2026 à 18 h 30." in asked


def test_a_date_that_is_ones_own_is_changed_for_another_and_not_chosen_again(walk, cast, visit):
    walk.in_review().in_hearing().opened().do("ask_hearing", cast.jean)
    walk.do("offer_slots", cast.alice, slots=SLOTS, place="12 rue du Lac", length=45)
    walk.do("pick_slot", cast.jean, later=0.1, slot=SLOTS[0])
    assert "Changer de date" in plain(visit(cast.jean, page(walk), at=walk.at))
    shown = visit(cast.jean, page(walk, "pick_slot"), at=walk.at)
    assert "Changer de date" in title(shown) and "Vous avez choisi : mardi 15 décembre 2026" in plain(shown)
    assert [value for value, _ in shown.context["form"].fields["slot"].choices] == SLOTS[1:]


def test_a_removal_request_is_quoted_and_may_be_refused(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    by = (walk.at + days(3)).date()
    walk.do("request_removal", cast.alice, text="Retirez-vous cette publication ?", answer_by=by)
    shown = visit(cast.jean, page(walk, "answer_inquiry"), at=walk.at)
    assert "Répondre à une demande de retrait" in title(shown)
    assert "Vous êtes libre de refuser. Un refus n’est pas une faute. Réponse attendue au plus tard le" in plain(shown)
    assert "Retirez-vous cette publication ?" in plain(shown)


def test_a_revision_without_its_new_element_is_refused_before_it_is_read_again(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened()
    typed = {"kind": "revision", "grounds": "", "new_evidence": "", "preview": "yes"}
    answer = visit(cast.jean, page(walk, "appeal"), typed, at=walk.at)
    assert answer.status_code == 422 and set(answer.context["form"].errors) == {"grounds", "new_evidence"}


def test_a_step_that_is_over_says_where_the_case_is_unless_a_letter_waits(walk, cast, visit):
    walk.in_review().in_deliberation()
    assert "« En délibéré »" in plain(visit(cast.jean, page(walk, "reply"), at=walk.at))
    walk.warned()
    late = plain(visit(cast.jean, page(walk, "reply"), {"text": "Encore un mot."}, at=walk.at))
    assert "Cette étape n’est pas possible maintenant." in late and "Averti" not in late


def test_several_cases_are_said_to_be_several_each_with_what_its_date_is_of(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    shown = visit(cast.jean, "/mon-dossier/", at=walk.at)
    assert "Mon dossier" in title(shown) and "Répondre jusqu’au 21 décembre 2026." in plain(shown)
    walk.do("name_counsel", cast.jean, later=0, person=cast.carl)
    assert "Les dossiers que vous suivez pour quelqu’un" in plain(visit(cast.carl, "/mon-dossier/", at=walk.at))


def test_under_appeal_the_panel_is_named(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened()
    assert "Une autre personne décide d’une sanction." not in plain(visit(cast.jean, page(walk), at=walk.at))
    walk.appealed()
    assert "Décide du recours Commission des recours" in plain(visit(cast.jean, page(walk), at=walk.at))
