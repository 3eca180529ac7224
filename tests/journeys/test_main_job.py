"""The main job, as people live it on their phones: in French, in English, and with JavaScript."""

from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest

from tests.cases.images import exif, picture, raw

from .people import POST

NUMBERS, PARIS = count(1), ZoneInfo("Europe/Paris")


@pytest.fixture
def post():
    """The address of a post of Jean's that nobody has reported yet."""
    return POST.format(next(NUMBERS))


@pytest.fixture
def capture(tmp_path):
    """As a telephone takes it, with the name of whoever held it in the file and in its name."""
    file = tmp_path / "capture_CANARY.heic"
    file.write_bytes(raw("HEIF", picture(size=(300, 400)), exif=exif()))
    return file


def noon(days):
    """The middle of the day that comes in so many days, where the organisation is."""
    return (datetime.now(PARIS) + timedelta(days=days)).replace(hour=12)


def test_a_report_ends_in_a_warning_and_the_appeal_in_its_end(people, post, capture):
    words, [camille, ines, jean, denis] = people.words, people("camille", "ines", "jean", "denis")
    reproached = {name: words.reasons[name] for name in ("facts", "rule_explanation")}

    code = camille.reports(post, captures=capture)
    camille.opens(f"/mes-signalements/{code}/").sees_an_image("Capture %(n)s")

    case = ines.takes_up()
    ines.opens_the_review().sees_an_image("Capture, pièce %(n)s, pas encore décrite")
    ines.takes("redact", as_it_is=True, alt=words.capture)
    ines.takes("notify_grievances", maximum="warning", **reproached)

    jean.opens("/mon-dossier/").does_not_read(words.post)
    jean.opens_the_letter(case).reads(words.warning, words.post).sees_an_image(words.capture)
    jean.does_not_read("CANARY", "Camille").takes("close_hearing", text=words.reply)

    assert ines.goes_to(f"/dossiers/{case}/warn/") == 403
    denis.opens_case(case).reads(words.reply).takes("warn", months=12, **words.reasons)

    jean.opens_the_letter(case).reads("Vous avez un avertissement jusqu’au %(day)s", words.remedy)
    jean.takes("appeal", kind="appeal", grounds=words.too_much)
    camille.opens(f"/mes-signalements/{code}/").reads("Terminé : une suite a été donnée")
    camille.does_not_read(words.warning, words.reply, "Jean Exemple", words.remedy)

    rachel, remi = people("rachel", "remi")
    rachel.opens_case(case).does_not_read(words.too_much)
    rachel.takes("seat", "Rachel Montfaudry", "Rémi Estrabaud", "Rose Quincenard").reads(words.too_much)
    rachel.takes("propose_result", result="annulled", text=words.found)
    remi.opens_case(case).takes("decide_appeal")

    jean.opens_the_letter(case).reads("La mesure est annulée", words.found)
    jean.opens("/notifications/").does_not_read("Camille", code)
    camille.opens(f"/mes-signalements/{code}/").reads("Terminé : pas de suite").does_not_read(words.found)

    told = people.told(case, code)
    assert told["camille"] == ["received_open", "review_opened", "outcome", "outcome"]
    assert told["jean"] == ["grievances", "served", "hearing_closed", "decision_warning", "served", "appeal_filed",
                            "panel_seated", "decision_appeal", "served"]  # fmt: skip
    assert told["denis"] == ["effect", "appeal_decided"]
    people.site.everything_has_arrived()


def test_suspended_meanwhile_lifted_then_suspended_by_two_until_its_last_day(people, post):
    words, [camille, ines, jean] = people.words, people("camille", "ines", "jean")
    nadege, noel, nour = people("nadege", "noel", "nour")
    facts = {"facts": words.reasons["facts"]}

    code = camille.reports(post)
    case = ines.takes_up()
    ines.opens_the_review().takes("refer_to_national", facts=words.grave)
    assert ines.goes_to(f"/dossiers/{case}/propose/") == 403

    nadege.opens_case(case).takes("propose", kind="interim", scope="full_membership", days=30, ground="risk", **facts)
    noel.opens_what_waits_for_a_signature(case).takes("impose_interim")
    jean.opens_the_letter(case).reads("Suspension conservatoire en cours", "Aucune décision n’est prise.")
    jean.takes("ask_to_lift", why=words.regret)
    nadege.opens_case(case).reads(words.regret).takes("propose", kind="lift", facts=words.calm)
    noel.opens_what_waits_for_a_signature(case).takes("lift_interim")
    jean.opens("/mon-dossier/").does_not_read("Suspension conservatoire en cours")

    nour.opens_case(case)
    nour.takes("notify_grievances", maximum="suspension", rule_explanation=words.reasons["rule_explanation"], **facts)
    jean.opens_the_letter(case).takes("close_hearing", text=words.reply)
    nadege.opens_case(case).takes("propose", kind="suspension", scope="full_membership", days=30, **words.reasons)
    assert nadege.goes_to(f"/dossiers/{case}/suspend/") == 200
    nadege.reads("Vous avez proposé cette mesure : une autre personne doit la signer.")
    noel.opens_what_waits_for_a_signature(case).takes("suspend").reads("Suspendu")
    jean.opens_the_letter(case).opens("/mon-dossier/").reads("Suspension en cours")

    people.site.time_goes_to(noon(40))  # its thirty days are over, and those for an appeal
    jean.opens_my_case(case).reads("La mesure est terminée")
    camille.opens(f"/mes-signalements/{code}/").reads("Terminé : une suite a été donnée")

    told = people.told(case, code)
    assert told["camille"] == ["received_open", "review_opened", "moved", "outcome"]
    assert told["jean"] == ["decision_interim", "served", "interim_ended", "grievances", "served", "hearing_closed",
                            "decision_suspension", "served", "measure_ended"]  # fmt: skip
    assert set(told["ines"]) == set(told["denis"]) == {"effect"}
    people.site.everything_has_arrived()


def test_words_that_went_too_far_end_in_a_workshop_that_somebody_goes_to(people, post):
    words, [camille, ines, jean, nadege] = people.words, people("camille", "ines", "jean", "nadege")
    place = nadege.offers_a_session(noon(20))

    code = camille.reports(post)
    case = ines.takes_up()
    ines.opens_the_review()
    ines.takes("close_without_sanction", outcome="workshop", reasons=words.learn, session=place)

    jean.opens_my_case(case).reads("Un atelier à suivre, sans sanction", words.learn)
    jean.follows_in_the_line(place).presses("Réserver ma place").reads("Votre place est réservée.")
    people.site.time_goes_to(noon(19))
    people.site.session_was_yesterday(place)
    ines.opens_case(case).takes("confirm_attendance", session=place)
    jean.opens_my_case(case).reads("Vous avez suivi l’atelier le %(day)s. Merci.")

    assert people.told(code) == {"camille": ["received_open", "review_opened", "outcome"]}
    assert people.told(case, "Ateliers")["jean"] == ["decision_workshop", "session_booked", "session_soon"]
    people.site.everything_has_arrived()
