"""What seldom becomes of a report, so that every step, state and outcome is there to be looked at."""

from __future__ import annotations

from datetime import timedelta

from ..grammar import CLOCK
from .people import CAPITAL
from .stories import (
    appeal,
    closed,
    decided,
    dismissed,
    dismissed_after_review,
    heard_nationally,
    in_hearing,
    in_review,
    letter_opened,
    notified,
    propose,
    proposed,
    referred,
    reported,
    seated,
    signed,
    suspended,
    warned,
)
from .story import Days, Story

# Before anything is decided -------------------------------------------------------------------------------------------


def withdrawn_by_reporter(one: Story) -> Days:
    """The report is withdrawn, the case stays: the organisation may go on of its own accord."""
    yield from reported(one)
    yield 2
    one.take("withdraw_report", one.reporter, why="J’ai parlé avec la personne, c’est réglé.")


def closed_as_withdrawn(one: Story) -> Days:
    yield from withdrawn_by_reporter(one)
    yield 2
    closed(one, "withdrawn")


def closed_at_triage(one: Story) -> Days:
    yield from reported(one)
    yield 4
    closed(one, one.told["outcome"])


def transferred(one: Story) -> Days:
    """To the member's own federation, by the one where it was reported."""
    yield from in_review(one)
    yield 1
    capital = one.cast.branches[CAPITAL].body
    one.take("transfer", one.examiner, to_federation=capital, reason="conflict", why="Une parente siège ici.")


def called_up(one: Story) -> Days:
    """The national office takes a case up from a federation, and says why."""
    yield from in_review(one)
    yield 2
    one.take("refer_to_national", one.cast.national[0], facts="Les faits touchent plusieurs fédérations.")


def returned(one: Story) -> Days:
    yield from referred(one)
    yield 3
    one.take("return_to_federation", one.cast.national[1], why="Les faits restent locaux : à instruire sur place.")


def extended(one: Story) -> Days:
    yield from heard_nationally(one)
    yield 20
    one.take("extend_limit", one.cast.national[0], days=30, why="Un témoin n’est joignable qu’à la fin du mois.")


def details_asked(one: Story) -> Days:
    """One question to who reported, with a date."""
    yield from in_review(one)
    yield 0.5
    one.take("ask_for_details", one.examiner, to_report=one.case.reports.first(), answer_by=one.day(7),
             text="Avez-vous vu la publication vous-même, ou seulement une capture ?")  # fmt: skip


def details_given(one: Story) -> Days:
    yield from details_asked(one)
    yield 1
    one.take("answer_inquiry", one.reporter, answer="Je l’ai vue moi-même, le soir de la réunion.")


def removed_and_advised(one: Story) -> Days:
    yield from in_review(one)
    yield 1
    one.take("request_removal", one.examiner, answer_by=one.day(7), text="Retirez-vous cette publication ?")
    yield 2
    one.take("answer_inquiry", one.person, answer="C’est fait, et je m’en excuse.")
    yield 2
    closed(one, "advice")


def noted(one: Story) -> Days:
    """Work inside the office: notes, one of them an opinion; a piece that shows others, redacted; a case handed on."""
    yield from in_review(one)
    yield 0.5
    one.take("note", one.examiner, text="Voir si la publication est encore en ligne.", is_opinion=False)
    one.take("add_evidence", one.examiner, text="Réponse de Mme B., voisine : « C’est faux. »", others_visible=True)
    yield 0.5
    piece = one.case.pieces.order_by("-number").first()
    one.take("redact", one.examiner, piece=piece, text="Réponse d’une voisine : « C’est faux. »")
    one.take("note", one.decider, text="À mon avis, un conseil suffirait.", is_opinion=True)
    yield 0.5
    one.take("release", one.examiner, why="Je suis absente deux semaines.")
    yield 0.5
    one.take("assign", one.examiner, person=one.decider)


def kept_apart(one: Story) -> Days:
    """Shut to all but those named on it, kept for a court; and the privacy officer is asked for an identity."""
    yield from referred(one)
    yield 1
    one.take("restrict_case", one.examiner, why="La publication cite des mineurs.")
    one.take("hold_for_law", one.cast.national[0], until=one.day(180), why="Une plainte est déposée.")
    one.take("name_witness", one.examiner, person=one.cast.panel[-1], why="Il a vu la publication et lui a répondu.")
    yield 1
    report = one.case.reports.first()
    one.take("ask_identity", one.cast.national[0], report=report, reason="Le parquet demande qui a signalé.")


def identity_given(one: Story) -> Days:
    """Whoever asks is answered by somebody else, with a reason; who reported is told. Then no court needs the case."""
    yield from kept_apart(one)
    yield 1
    privacy = one.cast.accounts["dpo@example.org"]
    one.take("answer_identity", privacy, granted=True, reason="La demande est écrite et motivée.")
    one.take("ask_evidence_file", one.cast.national[0], ground="requisition", recipient="Parquet d’Orléans, n° 26/118",
             names_reporter=False, reason="Réquisition écrite du 3.")  # fmt: skip
    yield 1
    one.take("answer_evidence_file", one.cast.national[1], granted=True, reason="Elle est signée et datée.")
    one.take("lift_hold", one.cast.national[1], why="La plainte est classée.")


def misreported(one: Story) -> Days:
    """A report against better knowledge: a warning first, a restriction only after another."""
    yield from dismissed(one)
    yield 2
    report = one.case.reports.get()
    one.take("assess_report", one.decider, report=report, worth="manifestly_unfounded", why="Tout y est inventé.")
    weighed = {"number": "Cinq signalements en un mois.", "proportion": "Aucun n’était fondé.",
               "gravity": "Deux personnes ont été examinées pour rien.", "intent": "Des voisins fâchés."}  # fmt: skip
    one.take("restrict_reporting", one.cast.national[0], report=one.case.reports.get(), until=None, **weighed)


def limit_contested(one: Story) -> Days:
    """The warning did not help; who is limited contests it, and somebody else answers."""
    yield from misreported(one)
    yield 3
    until, report = one.day(90), one.case.reports.get()
    one.take("restrict_reporting", one.cast.national[0], report=report, until=until, number="Trois autres depuis.",
             proportion="Aucun n’était fondé.", gravity="Une personne de plus.", intent="La même.")  # fmt: skip
    yield 2
    one.take("contest_restriction", one.reporter, why="Mon voisin m’insulte vraiment, je ne sais comment le montrer.")
    yield 2
    one.take("answer_restriction", one.cast.national[1], lifted=False, reason="Les huit publications ont été relues.")


# While the other side is heard ----------------------------------------------------------------------------------------


def served_on_paper(one: Story) -> Days:
    """Nobody opens the letter in the application: after a week it is posted, and handed over."""
    yield from in_hearing(one)
    yield 8
    one.take("post_letters", one.examiner, tracking="RK 0000 0000 0 FR")
    yield 1
    one.take("record_service", one.examiner, how="letter", tracking="RK 0000 0000 0 FR",
             served_at=one.at - timedelta(hours=20))  # fmt: skip


def hearing_asked(one: Story) -> Days:
    """To be heard in person is asked; until it is held nothing goes on, not even the clock."""
    yield from in_hearing(one)
    yield from letter_opened(one)
    yield 1
    one.take("ask_hearing", one.person)


def slots_offered(one: Story) -> Days:
    yield from hearing_asked(one)
    yield 1
    slots = [f"{one.day(days)}T18:00" for days in (6, 8, 9)]
    one.take("offer_slots", one.examiner, slots=slots, place="12 rue de la Fontaine, deuxième étage", length=60)
    yield 1
    one.take("pick_slot", one.person, slot=one.case.hearings.get().slots[1])


def hearing_held(one: Story) -> Days:
    yield from slots_offered(one)
    yield 1
    counsel = one.others(1)[0]
    one.take("name_counsel", one.person, person=counsel)
    one.take("postpone_hearing", one.person, days=4, why="Mon conseil est en déplacement.")
    yield 12
    one.take("record_minutes", one.examiner, held_at=one.at - timedelta(hours=2),
             minutes="La personne maintient que ses mots répondaient à une provocation.")  # fmt: skip


def disowned(one: Story) -> Days:
    """«This account is not mine»: the window stands still until it is answered."""
    yield from in_hearing(one)
    yield from letter_opened(one)
    yield 1
    one.take("disown_account", one.person, why="J’ai fermé ce compte il y a un an, quelqu’un a repris son nom.")


def disowned_rightly(one: Story) -> Days:
    yield from disowned(one)
    yield 2
    one.take("answer_disowning", one.examiner, is_so=True, reasons="Le compte a changé de main au printemps.")
    one.take("close_hearing", one.examiner, text="", waiver=False)
    yield 1
    closed(one, "cleared")


def disowned_wrongly(one: Story) -> Days:
    yield from disowned(one)
    yield 2
    one.take("answer_disowning", one.examiner, is_so=False, reasons="Le compte a publié hier une photo de la personne.")


def recusal_asked(one: Story) -> Days:
    yield from in_hearing(one)
    yield from letter_opened(one)
    yield 0.5
    one.take("request_recusal", one.person, person=one.examiner, reason="dispute", why="Nous sommes en procès.")


def told_later(one: Story) -> Days:
    """The person hears of it when the witnesses have spoken."""
    yield from in_review(one)
    yield 1
    one.take("defer_information", one.examiner, until=one.day(20), why="Des témoins restent à entendre.")


def examined_late(one: Story) -> Days:
    """Of a post that was found long after: the national office says why it is examined all the same."""
    yield from reported(one)
    yield 1
    one.take("waive_time_bar", one.cast.national[0], why="Les menaces n’ont été connues qu’au procès.")


def recusal_granted(one: Story) -> Days:
    """Who examined steps aside; the other officer goes on."""
    yield from recusal_asked(one)
    yield 1
    one.take("answer_recusal", one.decider, granted=True, reason="Un litige est en cours entre ces deux personnes.")


def stepped_aside(one: Story) -> Days:
    yield from reported(one)
    yield 1
    one.take("declare_recusal", one.examiner, reason="kinship")


# After a proposal, and after a measure --------------------------------------------------------------------------------


def proposal_sent_back(one: Story) -> Days:
    """Sent back, taken up again, withdrawn, made anew, and refused in the end."""
    yield from proposed(one)
    yield 1
    one.take("send_back_proposal", one.cast.national[1], why="Dites mieux pourquoi une mesure moindre ne suffit pas.")
    yield 1
    propose(one, "suspension", days=60)
    yield 0.5
    one.take("withdraw_proposal", one.cast.national[0], why="Je reprends la durée.")
    propose(one, "suspension", days=45)
    yield 1
    one.take("refuse_proposal", one.cast.national[1], why="Un avertissement suffit ici.")


def lift_proposed(one: Story) -> Days:
    """The person asks for an early end; the second signature is awaited."""
    yield from suspended(one)
    yield 10
    one.take("ask_to_lift", one.person, why="Je me suis expliqué avec la personne visée.")
    yield 3
    propose(one, "lift", by=one.cast.national[1])


def lifted(one: Story) -> Days:
    yield from lift_proposed(one)
    yield 1
    one.sign("lift_measure", one.cast.national[0])


def probation_revoked(one: Story) -> Days:
    """A new sanction for facts of the probation: what was suspended is served after all. Two cases."""
    yield from suspended(one)
    yield 30
    other = one.another()
    yield from warned(other)
    yield 5
    propose(one, "revocation", days=30, other_case=other.case)
    yield 1
    one.sign("revoke_sursis", one.cast.national[1])
    yield from letter_opened(one)


# Appeals, and cases that open again -----------------------------------------------------------------------------------


def appeal_withdrawn(one: Story) -> Days:
    yield from seated(one)
    yield 3
    one.take("withdraw_appeal", one.person)


def widely_seated(one: Story) -> Days:
    """Five sit: a first text is set aside, two agree to another, one more voice is needed."""
    yield from warned(one)
    yield 6
    appeal(one)
    yield 4
    one.take("seat", one.cast.panel[0], people=list(one.cast.panel))
    yield 2
    for place, result in enumerate(["annulled", "upheld"]):
        one.take("propose_result", one.cast.panel[place], result=result, kind="", days=None, months=None,
                 text="Les mots ont été replacés dans l’échange dont ils viennent.")  # fmt: skip
        yield 1
        if result == "annulled":
            one.take("set_aside_result", one.cast.panel[1], why="Les faits sont établis.")
    one.sign("agree", one.cast.panel[2])


def stayed(one: Story) -> Days:
    """The panel stays the effect until it decides."""
    yield from signed(one)
    yield from letter_opened(one)
    yield 5
    appeal(one)
    yield 3
    one.take("seat", one.cast.panel[0], people=list(one.cast.panel[:3]))
    yield 1
    one.take("stay_effect", one.cast.panel[1], why="La mesure tombe en pleine assemblée générale.")


def revised(one: Story) -> Days:
    """Long after the window: a revision, on something new."""
    yield from warned(one)
    yield 50
    appeal(one, "revision", "L’échange complet, retrouvé depuis, montre la provocation.")


def looked_at_again(one: Story) -> Days:
    """Dismissed, and who reported asks once for a second look: by others, at the national office."""
    yield from reported(one)
    yield 2
    closed(one, "dismissed", "unfounded")
    yield 3
    one.take("reopen", one.reporter, why="La capture montre le nom du compte.")


def drawn_by_lot(one: Story) -> Days:
    """Dismissed, then drawn: it waits for a second reading by somebody who has not seen how it ended."""
    yield from reported(one)
    yield 3
    closed(one, "dismissed", "no_breach")
    yield 0.9
    one.take("draw_for_rereading", CLOCK)


def reread(one: Story) -> Days:
    yield from drawn_by_lot(one)
    yield 2
    one.take("reread", one.cast.national[1], would_dismiss=one.told.get("agrees", True))


def reopened(one: Story) -> Days:
    """On new evidence, by the national office; then examined and decided there."""
    yield from dismissed_after_review(one)
    yield 20
    evidence = "Une seconde capture, datée, où le message est entier."
    one.take("reopen", one.cast.national[0], why="Une pièce nouvelle est arrivée.", evidence=evidence)


def reopened_and_warned(one: Story) -> Days:
    yield from reopened(one)
    yield 3
    yield from notified(one)
    yield from letter_opened(one)
    yield 4
    one.take("close_hearing", one.person, text="", waiver=True)
    yield from decided(one)
