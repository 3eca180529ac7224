"""The page of a case: who opens it, what it shows to whom, and what it never shows anybody."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from accounts.models import Mandate
from accounts.triggers import lifted
from cases.door import steps
from cases.limits import LIMITS
from cases.models import Case, Entry, PieceVersion, Reading
from cases.wording.history import DUE, HAPPENED
from tests.beginnings import beginning

from ..boxes import written_over
from ..cast import Walk, a_report, days

EVIL = "<script>alert(1)</script>"


def path(walk):
    return f"/dossiers/{walk.reference}/"


def text(answer):
    return answer.content.decode()


@beginning
def canary(cast):
    """Who reports leaves a mark in everything that is hers."""
    cast.camille.name, cast.camille.email, cast.camille.language = "Camille Canari", "canari@example.org", "en"
    cast.camille.save()
    cast.camille.member.number = "A-CANARI"
    cast.camille.member.save()
    return re.compile("canari", re.IGNORECASE)


@pytest.mark.parametrize("who", ["olga", "jean", "camille", "marie", "dora", "root", "carl", "pia"])
def test_to_whom_it_does_not_belong_it_does_not_exist(walk, cast, visit, who):
    walk.in_review()
    answer = visit(getattr(cast, who), path(walk), at=walk.at)
    nothing = visit(getattr(cast, who), "/dossiers/45-2026-ZZZZ/", at=walk.at)
    assert (answer.status_code, nothing.status_code) == (404, 404)
    assert text(answer).replace(walk.reference, "") == text(nothing).replace("45-2026-ZZZZ", "")


def test_whoever_stepped_aside_has_lost_it(walk, cast, visit):
    walk.in_review().do("declare_recusal", cast.alice, reason="friendship_enmity")
    assert visit(cast.alice, path(walk), at=walk.at).status_code == 404
    assert visit(cast.bob, path(walk), at=walk.at).status_code == 200


def test_an_officer_who_reported_is_no_officer_here(cast, visit):
    receipt = a_report(cast.alice)
    assert visit(cast.alice, f"/dossiers/{receipt.case.reference}/").status_code == 404


def test_an_officer_whom_it_concerns_is_no_officer_here(walk, cast, visit):
    walk.identified(cast.marie.member).in_review()
    cast.marie.member.person, cast.alice_member = cast.alice, None
    cast.marie.member.save()
    assert visit(cast.alice, path(walk), at=walk.at).status_code == 404


def test_the_federation_that_gave_it_up_sees_state_and_effect_only(cast, visit):
    walk = Walk(cast, explanation="Un mot de qui signale.").in_review().suspended().opened()
    answer = visit(cast.alice, path(walk), at=walk.at)
    assert answer.status_code == 200
    page = text(answer)
    assert "Suspendu" in page and "Suspension, adhésion entière" in page and "Bureau national" in page
    for hidden in ("On te trouvera", "Un mot de qui", "Une menace", "Jean", "Historique", "Je plaisantais"):
        assert hidden not in page
    assert Reading.objects.count() == 0


def test_the_panel_sees_no_content_before_it_sits(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened().appealed()
    before = text(visit(cast.pia, path(walk), at=walk.at))
    assert "Composer la commission" in before and "On te trouvera" not in before and "trop forte" not in before
    walk.seated()
    after = text(visit(cast.pia, path(walk), at=walk.at))
    assert "On te trouvera" in after and "La mesure est trop forte." in after


def test_the_privacy_officer_sees_a_case_only_while_an_identity_is_asked(walk, cast, visit):
    walk.in_review().do("ask_identity", cast.nina, report=walk.report, reason="La justice la demande.")
    page = text(visit(cast.dora, path(walk), at=walk.at))
    assert "Répondre à la demande" in page and "On te trouvera" not in page
    walk.do("answer_identity", cast.dora, granted=False, reason="Rien ne l’impose.")
    assert visit(cast.dora, path(walk), at=walk.at).status_code == 404


def test_reading_it_is_written_down(walk, cast, visit):
    walk.in_review()
    visit(cast.alice, path(walk), at=walk.at)
    visit(cast.nina, path(walk), at=walk.at)
    read = Reading.objects.order_by("pk").values_list("person", "role", "case", "purpose", "at")
    assert list(read) == [
        (cast.alice.pk, "federation", walk.case.pk, "page", walk.at),
        (cast.nina.pk, "national", walk.case.pk, "page", walk.at),
    ]


def test_looking_changes_nothing_even_when_the_clock_is_late(walk, cast, visit):
    walk.in_review()
    before = walk.case.version, Entry.objects.count()
    assert visit(cast.alice, path(walk), at=walk.at + days(80)).status_code == 200
    assert (walk.case.version, Entry.objects.count()) == before


def test_no_page_of_an_officer_tells_who_reported(cast, canary, visit):
    walk = Walk(cast).in_review()
    walk.do("ask_identity", cast.nina, report=walk.report, reason="La justice la demande.", later=0)
    answer_by = (walk.at + days(5)).date()
    walk.do("ask_for_details", cast.alice, to_report=walk.report, text="Quand ?", answer_by=answer_by, later=0)
    for who in (cast.alice, cast.nina, cast.dora):
        names = [offer["name"] for offer in visit(who, path(walk), at=walk.at).context["asleep"]]
        pages = [path(walk), *(f"{path(walk)}{name}/" for name in [*names, *steps()])]
        for page in pages:
            shown = text(visit(who, page, at=walk.at))
            assert not canary.search(shown), page
            assert walk.code not in shown, page


def test_what_people_typed_stays_text(cast, visit):
    walk = Walk(cast, text=EVIL, explanation=EVIL)
    walk.do("note", cast.alice, text=EVIL, is_opinion=False)
    walk.in_review()
    assert EVIL not in text(visit(cast.alice, path(walk), at=walk.at))
    assert "&lt;script&gt;" in text(visit(cast.alice, path(walk), at=walk.at))


def test_the_words_of_a_reporter_are_marked_until_an_officer_fixed_the_quote(cast, visit):
    walk = Walk(cast, text="Ce que quelqu’un dit avoir lu.")
    page = text(visit(cast.alice, path(walk), at=walk.at))
    assert "Ce que quelqu’un dit avoir lu." in page and "Texte donné par qui a signalé." in page
    page = text(visit(cast.alice, path(walk.in_review()), at=walk.at))
    assert ">On te trouvera.</blockquote>" in page and "Texte donné par" not in page


def test_the_link_to_the_post_tells_no_network_where_one_comes_from(walk, cast, visit):
    page = text(visit(cast.alice, path(walk), at=walk.at))
    address = walk.case.post.address
    assert f'<a href="{address}" target="_blank" rel="noopener noreferrer nofollow">' in page
    assert "Votre visite peut être visible" in page


def test_reply_and_grievances_are_whole(walk, cast, visit):
    long = "Je m’explique. " * 600
    walk.in_review().in_hearing().opened().heard(long.strip())
    page = text(visit(cast.bob, path(walk), at=walk.at))
    assert long.strip() in page
    assert "Elle vise une personne nommée." in page and "dernière réponse" in page


def test_notes_stand_apart_and_never_reach_the_panel(walk, cast, visit):
    walk.in_review().do("note", cast.alice, text="Entre nous seulement.", is_opinion=True)
    page = text(visit(cast.bob, path(walk), at=walk.at))
    assert page.index("Jamais transmis à la personne") < page.index("Entre nous seulement.")
    walk.in_deliberation().warned().opened().appealed().seated()
    page = text(visit(cast.pia, path(walk), at=walk.at))
    assert "Entre nous" not in page and "Jamais transmis" not in page


def test_pieces_carry_their_fingerprint(walk, cast, visit):
    walk.in_review()
    digest = walk.case.pieces.get().versions.get().sha256
    assert " ".join(re.findall("....", digest)) in text(visit(cast.alice, path(walk), at=walk.at))


UNCHANGED, CHANGED = "Vérifiée à l’instant : inchangée", "Cette pièce a changé, ou ne se lit plus"


def checked(visit, person, path, at):
    page = text(visit(person, f"{path}?empreintes", at=at)).replace("\u202f", " ").replace("\xa0", " ")
    return page.count(UNCHANGED), page.count(CHANGED)


def test_fingerprints_are_checked_when_somebody_asks(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    mine = f"/mon-dossier/{walk.reference}/"
    for person, address in ((cast.alice, path(walk)), (cast.jean, mine)):
        page = text(visit(person, address, at=walk.at))
        assert "?empreintes" in page and UNCHANGED[:10] not in page
        assert checked(visit, person, address, walk.at) == (1, 0)
    with lifted(connection):
        written_over(PieceVersion.objects.all(), text="Autre chose.")
    for person, address in ((cast.alice, path(walk)), (cast.jean, mine)):
        assert checked(visit, person, address, walk.at) == (0, 1)


def test_the_deadline_says_what_follows(walk, cast, visit):
    page = text(visit(cast.alice, path(walk.in_review().informed()), at=walk.at))
    assert "Décision à rendre\u202f: dans" in page and "sinon le bureau national reprend le dossier" in page


def test_a_measure_stands_apart_from_the_state(walk, cast, visit):
    walk.in_review().suspended()
    page = text(visit(cast.nina, path(walk), at=walk.at))
    assert "Suspendu" in page and "Prend effet quand la lettre est remise." in page
    walk.opened()
    assert "Du 15\u00a0décembre 2026 au" in text(visit(cast.nina, path(walk), at=walk.at))


def test_dates_are_those_of_where_the_member_lives(walk, cast, visit):
    walk.case.federation.__class__.objects.filter(pk="45").update(time_zone="America/Martinique")
    page = text(visit(cast.alice, path(walk), at=walk.at))
    assert "7\u00a0décembre 2026 à 5\u00a0h" in page


def test_an_open_proposal_is_read_whole_by_whoever_signs(walk, cast, visit):
    walk.in_review().referred().in_deliberation(cast.nina, "suspension").proposed(by=cast.noah)
    answer = visit(cast.nora, path(walk), at=walk.at)
    assert "Un conseil a déjà été donné." in text(answer) and "Noah" in text(answer)
    assert answer.context["leading"][0]["name"] == "suspend"


def test_an_offer_leads_on_and_a_closed_step_says_why_as_text(walk, cast, visit):
    own, others = Walk(cast).in_review(cast.bob).in_deliberation(cast.bob), walk.in_review().in_deliberation()
    page = text(visit(cast.bob, path(own), at=own.at))
    assert "Vous avez instruit ce dossier" in page and f'href="{path(own)}warn/"' not in page
    assert f'href="{path(others)}warn/"' in text(visit(cast.bob, path(others), at=others.at))


def test_the_history_is_told_newest_first_with_who_and_when(walk, cast, visit):
    walk.in_review().in_hearing().opened().tick(20)
    timeline = visit(cast.alice, path(walk), at=walk.at).context["timeline"]
    assert [(one.title, one.by, one.how) for one in timeline] == [
        ("Contradictoire terminé", "", "automatique"),
        ("Lettre ouverte", "la personne concernée", ""),
        ("Griefs notifiés", "Alice", ""),
        ("Instruction ouverte", "Alice", ""),
        ("Auteur identifié", "Alice", ""),
        ("Signalement reçu", "", ""),
    ]


@pytest.mark.parametrize(("day", "counts"), [(12, True), (13, False)])
def test_a_sanction_of_another_case_is_read_for_three_years_and_not_a_day_longer(walk, cast, visit, day, counts):
    walk.in_review().in_deliberation().warned(months=6).opened().tick(200)  # final on 12 January 2027
    other = Walk(cast, at=datetime(2030, 1, day, 9, 0, tzinfo=UTC)).identified()
    page = text(visit(cast.alice, path(other), at=other.at))
    assert ("1 × avertissement" in page) is counts
    assert ("Aucune sanction qui compte encore." in page) is not counts


def test_neighbours_read_no_word_of_the_case_of_who_holds_a_mandate(walk, cast, visit):
    walk.do("identify_author", cast.alice, member=cast.maire.member)
    walk.in_review(cast.nina)
    for who in (cast.alice, cast.bob):
        assert visit(who, path(walk), at=walk.at).status_code == 404
        assert not Case.objects.known_to(who, at=walk.at).exists()
        assert walk.reference not in text(visit(who, "/file/?vue=ailleurs", at=walk.at))
    assert "On te trouvera." in text(visit(cast.nina, path(walk), at=walk.at))


def test_they_learn_that_there_is_one_once_a_measure_is_to_be_applied(walk, cast, visit):
    walk.do("identify_author", cast.alice, member=cast.maire.member)
    walk.in_review(cast.nina).interim()
    page = visit(cast.alice, path(walk), at=walk.at)
    assert page.status_code == 200 and "On te trouvera." not in text(page)


@pytest.mark.parametrize(("until", "hidden"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
def test_a_mandate_that_was_over_on_the_day_of_the_post_hides_nothing(walk, cast, visit, until, hidden):
    walk.in_review().referred()
    Mandate.objects.create(member=cast.jean.member, title="Conseiller", from_on=date(2024, 1, 1), until_on=until)
    assert visit(cast.alice, path(walk), at=walk.at).status_code == (404 if hidden else 200)


def test_the_facts_with_which_a_case_goes_up_are_read_by_the_national_office(walk, cast, visit):
    walk.in_review().referred()
    assert "Une menace grave, visible par tous." in text(visit(cast.nina, path(walk), at=walk.at))


def test_the_way_back_is_the_list_one_came_from(walk, cast, visit):
    assert 'href="/file/?vue=en-retard"' in text(visit(cast.alice, f"{path(walk)}?vue=en-retard", at=walk.at))
    assert 'href="/file/"' in text(visit(cast.alice, f"{path(walk)}?vue=//evil.example", at=walk.at))


def test_whatever_happens_has_its_words():
    assert set(HAPPENED) == {*steps(), "receive"}
    assert set(DUE) == set(LIMITS)


def test_a_case_without_sanction_is_headed_with_its_outcome_in_both_places(walk, cast, visit):
    walk.in_review().in_deliberation()
    said = {"dismissal_reason": "", "reasons": "Une opinion.", "by_on": None}
    walk.do("close_without_sanction", cast.bob, outcome="cleared", **said)
    page = visit(cast.bob, f"/dossiers/{walk.reference}/", at=walk.at).content.decode()
    assert "<h3>Pas de manquement</h3>" in page and "Sans suite" not in page
