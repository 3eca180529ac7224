"""One page for every step: who gets it, what it answers, and that nothing typed is ever lost."""

import re
from html import unescape
from uuid import uuid4

import pytest

from cases.door import offers, steps
from cases.forms import form_named
from cases.models import Case, Entry
from notifications.models import Letter, Notice
from tests.beginnings import beginning

from ..cast import POSTED_ON, REASONS, Walk, a_report, article

GRIEVANCES = {"facts": "Une menace\nsur deux lignes.", "rule_explanation": "Elle vise quelqu’un.", "maximum": "warning"}
WARNING = {"months": 12, **REASONS}


def path(walk, step=""):
    return f"/dossiers/{walk.reference}/{step}/" if step else f"/dossiers/{walk.reference}/"


def text(answer):
    return unescape(answer.content.decode())


def title(answer):
    return re.search(r"<title>(.*?)</title>", text(answer), re.DOTALL)[1].strip()


def form(walk, **typed):
    """What a browser sends: what was typed, with the basis and the token of the form as it was shown."""
    return {"basis": walk.case.basis, "token": uuid4(), **typed}


def grievances(walk, **changed):
    return form(walk, articles=[article().pk], **GRIEVANCES, **changed)


@beginning
def decided(walk):
    """Ready to be decided by Bob."""
    return walk.in_review().in_deliberation()


@beginning
def proposed(walk, cast):
    """Ready to be signed by Nora."""
    walk.in_review().referred().in_deliberation(cast.nina, "suspension")
    return walk.proposed(by=cast.noah, days=90, suspended_days=30, probation_months=12)


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["olga", "jean", "camille", "marie", "dora", "root", "pia"])
@pytest.mark.parametrize("sent", [None, {}])
def test_whoever_may_not_know_of_the_case_finds_no_page(walk, cast, visit, who, sent):
    walk.in_review()
    assert visit(getattr(cast, who), path(walk, "note"), sent, at=walk.at).status_code == 404


def test_whoever_stepped_aside_finds_no_page(walk, cast, visit):
    walk.in_review().do("declare_recusal", cast.alice, reason="friendship_enmity")
    assert visit(cast.alice, path(walk, "note"), form(walk, text="Encore"), at=walk.at).status_code == 404


@pytest.mark.parametrize("step", ["suspend", "propose", "warn", "extend_limit", "ask_identity", "seat", "reply"])
@pytest.mark.parametrize("sent", [None, {}, {"months": "rien", "why": "x"}])
def test_no_power_is_403_whatever_the_state_and_whatever_was_typed(walk, cast, visit, step, sent):
    for stage in (walk, walk.in_review()):
        assert visit(cast.alice, path(stage, step), sent, at=walk.at).status_code == 403
    assert Entry.objects.filter(case=walk.case, step=step).count() == 0


@pytest.mark.parametrize("step", ["nothing", "receive", "attach_report", "end_measure", "save", "clean"])
def test_what_is_no_step_of_a_page_is_not_found(walk, cast, visit, step):
    assert visit(cast.alice, path(walk, step), at=walk.at).status_code == 404


def test_who_ends_the_hearing_of_a_disowned_account_speaks_for_nobody(walk, cast, visit):
    """The form that the person concerned fills in to end it is another one."""
    walk.in_review().in_hearing().opened().do("disown_account", cast.jean, why="Ce compte est celui d’un homonyme.")
    walk.do("answer_disowning", cast.alice, is_so=True, reasons="Le compte n’est pas le sien.")
    shown = visit(cast.alice, path(walk, "close_hearing"), at=walk.at)
    assert "Clore le contradictoire" in text(shown) and "<textarea" not in text(shown)
    sent = form(walk, text="Des mots qui ne sont pas les siens.", waiver="on")
    assert visit(cast.alice, path(walk, "close_hearing"), sent, at=walk.at).status_code == 303
    assert walk.case.state == "deliberation"
    assert not any(
        reply.text or reply.is_waiver for notice in walk.case.grievances.all() for reply in notice.replies.all()
    )


# What is closed, lost or badly answered -------------------------------------------------------------------------------


def test_a_closed_step_says_why_and_shows_no_form(walk, cast, visit):
    answer = visit(cast.alice, path(walk, "open_review"), at=walk.at)
    assert answer.status_code == 200
    assert "L’auteur n’est pas encore identifié" in text(answer)
    assert "<textarea" not in text(answer) and 'method="post"' not in text(answer)


def test_a_closed_step_that_is_sent_all_the_same_is_409_and_keeps_what_was_typed(walk, cast, visit):
    sent = form(walk, article=article().pk, content_date=POSTED_ON, quote="Un long texte recopié.")
    answer = visit(cast.alice, path(walk, "open_review"), sent, at=walk.at)
    assert answer.status_code == 409
    assert "L’auteur n’est pas encore identifié" in text(answer) and "Un long texte recopié.</textarea>" in text(answer)
    assert walk.case.state == "reported"


def test_a_step_that_another_took_is_409(walk, cast, visit):
    sent = form(walk.identified(), article=article().pk, content_date=POSTED_ON, quote="Un texte.")
    walk.in_review(cast.bob)
    answer = visit(cast.alice, path(walk, "open_review"), sent, at=walk.at)
    assert answer.status_code == 409
    assert "En instruction" in text(answer) and "Instruction ouverte" in text(answer) and "Bob" in text(answer)
    assert 'type="submit"' not in text(answer).split("<main")[1]


def test_whoever_wrote_on_an_older_case_reads_what_changed_and_sends_again(walk, cast, visit):
    sent = grievances(walk.in_review())
    walk.do("add_evidence", cast.bob, text="Une pièce nouvelle.", others_visible=False)
    late = visit(cast.alice, path(walk, "notify_grievances"), sent, at=walk.at)
    assert late.status_code == 409
    assert "Pièce versée" in text(late) and "Bob" in text(late)
    assert "Une menace\nsur deux lignes.</textarea>" in text(late)
    again = {**sent, "basis": late.context["form"]["basis"].value(), "token": late.context["form"]["token"].value()}
    assert visit(cast.alice, path(walk, "notify_grievances"), again, at=walk.at).status_code == 303
    assert walk.case.state == "hearing"


def test_a_bad_answer_is_422_and_keeps_every_other(decided, cast, visit):
    sent = form(decided, **{**WARNING, "months": "99", "reply_considered": "Elle a compté."})
    answer = visit(cast.bob, path(decided, "warn"), sent, at=decided.at)
    assert answer.status_code == 422
    assert title(answer).startswith("Erreur :")
    assert 'value="99"' in text(answer) and "Elle a compté.</textarea>" in text(answer)
    assert 'href="#id_months"' in text(answer)
    assert decided.case.state == "deliberation"


def test_a_guard_that_names_an_answer_is_read_beside_it(decided, cast, visit):
    sent = form(decided, **{**WARNING, "reply_considered": ""})
    answer = visit(cast.bob, path(decided, "warn"), sent, at=decided.at)
    assert answer.status_code == 422
    assert 'href="#id_reply_considered"' in text(answer) and "dites comment sa réponse a compté" in text(answer)


def test_a_reply_that_was_not_weighed_is_marked_with_the_other_reasons(decided, cast, visit):
    page = text(visit(cast.bob, path(decided, "warn"), form(decided), at=decided.at))
    assert "Obligatoire si la personne a répondu" not in page
    assert all(f'href="#id_{name}"' in page for name in ("facts", "reply_considered"))


def test_an_empty_form_of_any_step_is_422(decided, cast, visit):
    found = offers(decided.case, by=cast.bob, at=decided.at)
    pages = {name: form_named(name) for name, offer in found.items() if not offer.refusal}
    asking = [name for name, ask in pages.items() if ask and len(ask.base_fields) > 2]
    assert len(asking) > 5
    for name in asking:
        answer = visit(cast.bob, path(decided, name), {}, at=decided.at)
        assert (answer.status_code, title(answer).startswith("Erreur :")) == (422, True), name


# What is done ---------------------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_is_one_step(walk, cast, visit):
    sent = form(walk.in_review(), text="Une note.")
    first, second = (visit(cast.alice, path(walk, "note"), sent, at=walk.at) for _ in range(2))
    assert [(one.status_code, one.url) for one in (first, second)] == [(303, path(walk))] * 2
    assert walk.case.notes.count() == 1


def test_a_decision_sent_twice_is_one_decision(decided, cast, visit):
    sent = form(decided, **WARNING)
    codes = [visit(cast.bob, path(decided, "warn"), sent, at=decided.at).status_code for _ in range(2)]
    assert codes == [303, 303]
    assert decided.case.decisions.count() == 1


def test_what_is_done_is_said_in_the_past(walk, cast, browse):
    client = browse(cast.alice, at=walk.in_review().at)
    page = client.post(path(walk, "note"), form(walk, text="Une note."), follow=True)
    assert "C’est fait\u202f: note interne ajoutée." in text(page)


def test_opening_a_page_changes_nothing(decided, cast, visit):
    before = decided.case.version, Entry.objects.count(), Letter.objects.count()
    for name in steps():
        for who in (cast.alice, cast.bob, cast.nina):
            visit(who, path(decided, name), at=decided.at)
    assert (decided.case.version, Entry.objects.count(), Letter.objects.count()) == before


STAGES = {
    "reported": lambda walk, cast: walk,
    "in review": lambda walk, cast: walk.in_review(),
    "hearing": lambda walk, cast: walk.in_review().in_hearing(),
    "to decide": lambda walk, cast: walk.in_review().in_deliberation(),
    "at the national office": lambda walk, cast: walk.in_review().referred(),
    "proposed": lambda walk, cast: walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed(),
    "suspended": lambda walk, cast: walk.in_review().suspended().opened(),
    "appealed": lambda walk, cast: walk.in_review().in_deliberation().warned().opened().appealed(),
    "seated": lambda walk, cast: walk.in_review().in_deliberation().warned().opened().appealed().seated(),
    "closed": lambda walk, cast: walk.in_review().dismissed(),
}


@pytest.mark.parametrize("stage", STAGES)
def test_every_offer_has_its_page_open_or_closed(walk, cast, visit, stage):
    STAGES[stage](walk, cast)
    for who in (cast.alice, cast.bob, cast.nina, cast.noah, cast.pia):
        if visit(who, path(walk), at=walk.at).status_code == 404:
            continue
        for name, offer in offers(walk.case, by=who, at=walk.at).items():
            if form_named(name) is None:
                continue
            answer = visit(who, path(walk, name), at=walk.at)
            assert answer.status_code == 200, name
            assert (answer.context["form"] is None) == bool(offer.refusal), name
            assert str(form_named(name).label).split(" :")[0] in text(answer), name


# The letter before the signature --------------------------------------------------------------------------------------


def test_the_letter_is_read_before_it_is_sent(decided, cast, visit):
    sent = form(decided, **WARNING)
    before = Notice.objects.count(), decided.case.version
    read = visit(cast.bob, path(decided, "warn"), {**sent, "preview": "yes"}, at=decided.at)
    assert read.status_code == 200
    assert "Décision\u202f: un avertissement" in text(read) and "À la personne concernée" in text(read)
    assert (Notice.objects.count(), decided.case.version) == before
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text(read)))
    signed = visit(cast.bob, path(decided, "warn"), hidden, at=decided.at)
    assert (signed.status_code, decided.case.state) == (303, "warned")
    assert decided.case.decisions.get().facts == REASONS["facts"]


def test_whoever_wants_to_change_a_word_finds_all_of_them(decided, cast, visit):
    sent = form(decided, **{**WARNING, "why_not_lesser": "Première ligne.\nSeconde ligne."})
    again = visit(cast.bob, path(decided, "warn"), {**sent, "edit": "yes"}, at=decided.at)
    assert again.status_code == 200
    assert "Première ligne.\nSeconde ligne.</textarea>" in text(again)
    assert not title(again).startswith("Erreur") and decided.case.state == "deliberation"


def test_several_choices_and_lines_survive_the_reading(walk, cast, visit):
    sent = grievances(walk.in_review())
    sent["articles"] = [article(1).pk, article(3).pk]
    read = visit(cast.alice, path(walk, "notify_grievances"), {**sent, "preview": "yes"}, at=walk.at)
    kept = re.findall(r'<input type="hidden" name="articles" value="(\d+)"', text(read))
    assert kept == [str(article(1).pk), str(article(3).pk)]
    assert 'value="Une menace\nsur deux lignes."' in text(read)


def test_a_preview_names_every_audience_and_no_reporter(cast, visit):
    cast.camille.name, cast.camille.email, cast.camille.language = "Camille Canari", "canari@example.org", "en"
    cast.camille.save()
    walk = Walk(cast, explanation="Mes propres mots.")
    codes = [walk.code, a_report(cast.marie, at=walk.at, address=walk.case.post.address).code]
    walk.in_review().in_deliberation()
    sent = {**form(walk, **WARNING), "preview": "yes"}
    read = text(visit(cast.bob, path(walk, "warn"), sent, at=walk.at))
    assert "À chacune des 2 personnes qui ont signalé" in read
    assert read.count("XXXX-XXXX-XXXX-XXXX") == 1
    for hidden in (*codes, "canari", "Canari", "Mes propres mots", "Your report", cast.marie.email):
        assert hidden not in read, hidden


def test_what_follows_is_said_with_its_dates(decided, cast, visit):
    sent = {**form(decided, **WARNING), "preview": "yes"}
    read = text(visit(cast.bob, path(decided, "warn"), sent, at=decided.at))
    assert "l’avertissement prend fin le 11\u00a0décembre 2027" in read
    assert "un recours est possible jusqu’au 11\u00a0janvier 2027" in read


# Two signatures -------------------------------------------------------------------------------------------------------


def test_the_second_person_reads_all_of_the_proposal_and_its_fingerprint(proposed, cast, visit):
    page = text(visit(cast.nora, path(proposed, "suspend"), at=proposed.at))
    digest = proposed.case.open_proposal().sha256
    for told in ("Noah", "Adhésion entière", "90", "30", REASONS["facts"], REASONS["why_not_lesser"]):
        assert told in page, told
    assert " ".join(re.findall("....", digest)) in page
    assert f'name="sha256" value="{digest}"' in page


def test_whoever_proposed_does_not_sign(proposed, cast, visit):
    sent = form(proposed, sha256=proposed.case.open_proposal().sha256)
    assert "une autre personne doit la signer" in text(visit(cast.noah, path(proposed, "suspend"), at=proposed.at))
    assert visit(cast.noah, path(proposed, "suspend"), sent, at=proposed.at).status_code == 409


def test_another_text_than_the_one_read_is_not_signed(proposed, cast, visit):
    first = form(proposed, sha256=proposed.case.open_proposal().sha256)
    proposed.do("withdraw_proposal", cast.noah, why="Trop long.")
    proposed.proposed(by=cast.noah, days=30, suspended_days=0)
    late = visit(cast.nora, path(proposed, "suspend"), first, at=proposed.at)
    assert late.status_code == 409 and proposed.case.state == "deliberation"
    assert late.context["form"]["sha256"].value() == proposed.case.open_proposal().sha256


def test_a_suspension_is_read_and_signed(proposed, cast, visit):
    sent = form(proposed, sha256=proposed.case.open_proposal().sha256)
    read = text(visit(cast.nora, path(proposed, "suspend"), {**sent, "preview": "yes"}, at=proposed.at))
    assert "À la fédération de la personne\u202f: l’effet, sans les raisons" in read
    assert visit(cast.nora, path(proposed, "suspend"), sent, at=proposed.at).status_code == 303
    assert Case.objects.get(pk=proposed.case.pk).state == "suspended"


def test_a_proposal_whose_fields_are_gone_keeps_their_words(proposed, cast, visit):
    """Noah writes again while the case moves on: what no field takes any more is shown, to be copied."""
    sent = form(proposed, kind="suspension", days=10, facts="Des faits.", rule_explanation="Une longue explication.")
    proposed.signed()
    late = visit(cast.noah, path(proposed, "propose"), sent, at=proposed.at)
    assert late.status_code == 409
    assert "Des faits.</textarea>" in text(late) and "Une longue explication." in text(late)
