"""name_representative: a minor answers with somebody who represents her, gets every letter and may answer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Member, Person
from cases.audit import faults
from cases.door import offers
from cases.models import Case
from notifications.models import Delivery, Notice
from tests.beginnings import beginning

from ..cast import a_report
from .promises import entry, forbidden, form, refused, runs, says, told_by

SAID = {"who": "Maud Exemple", "email": "maud@example.org", "quality": "mère", "since": date(2012, 3, 4)}


@beginning
def ready(walk, cast):
    Member.objects.filter(pk=cast.jean.member.pk).update(is_minor=True)
    return walk.in_review()


def maud():
    return Person.objects.get(name="Maud Exemple")


def test_nobody_records_it_who_does_not_examine(ready):
    forbidden(ready, "name_representative", "camille", "jean", "marie", "olga", "paul", "dora", "root", **SAID)


def test_who_is_of_age_is_represented_by_nobody(walk, cast):
    assert "majeure" in refused(walk.in_review(), "name_representative", cast.alice, **SAID)


def test_before_the_author_is_known_nobody_is_represented(walk, cast):
    assert "pas encore identifié" in refused(walk, "name_representative", cast.alice, **SAID)


@pytest.mark.parametrize("name", ["alice", "bob", "nina", "paul", "jean"])
def test_nobody_represents_who_works_on_the_case_or_is_the_minor(ready, cast, name):
    refused(ready, "name_representative", cast.alice, field="email", **{**SAID, "email": f"{name}@example.org"})


def test_nobody_represents_from_tomorrow_on(ready, cast):
    tomorrow = (ready.at + timedelta(days=2)).date()
    refused(ready, "name_representative", cast.alice, field="since", **{**SAID, "since": tomorrow})


def test_without_one_grievances_are_refused_and_the_refusal_names_the_step(ready, cast):
    refusal = str(offers(ready.case, by=cast.alice, at=ready.at)["notify_grievances"].refusal)
    assert "enregistrez d’abord qui la représente" in refusal
    label = str(form(ready, "name_representative", cast.alice, SAID).label)
    assert label == "Enregistrer qui représente" and label.split()[1] in refusal


def test_who_represents_gets_the_grievances_and_reads_this_file_alone(ready, cast):
    other = a_report(cast.camille, at=ready.at)
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing()
    assert told_by(ready) == {"jean": ["grievances.concerned"], "maud exemple": ["grievances.concerned"]}
    assert list(Case.objects.concerning(maud())) == [ready.case]
    assert other.case not in Case.objects.known_to(maud(), at=ready.at)


def test_who_represents_answers_and_appeals(ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing().opened().do("reply", maud(), text="Il a quinze ans.")
    assert entry(ready).role == "counsel"
    ready.heard().warned().opened()
    assert offers(ready.case, by=maud(), at=ready.at)["appeal"].refusal is None


def test_a_letter_is_served_on_who_represents_and_the_window_runs_from_there(language, ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing()
    assert "Maud Exemple" in refused(ready, "open_letter", cast.jean)
    case = ready.do("open_letter", maud())
    service = case.services.get()
    assert (service.served_at, case.served_at, case.window_ends_at) == (ready.at, ready.at, runs(ready)["reply"])
    assert (entry(ready).role, entry(ready).body) == ("counsel", "")
    assert told_by(ready) == {"jean": ["served.concerned"], "maud exemple": ["served.concerned"]}


def test_a_decision_takes_effect_once_who_represents_has_it(ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_deliberation().warned()
    assert "Maud Exemple" in refused(ready, "open_letter", cast.jean)
    case = ready.do("open_letter", maud())
    assert (case.measures.get().starts_at, case.appeal_until > ready.at) == (ready.at, True)


def test_who_assists_a_minor_opens_nothing(ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing().do("name_counsel", cast.jean, person=cast.carl)
    forbidden(ready, "open_letter", "carl")


def test_either_parent_opens_it_and_once(ready, cast):
    for said in (SAID, {**SAID, "who": "Max Exemple", "email": "max@example.org", "quality": "père"}):
        ready.do("name_representative", cast.alice, **said)
    ready.in_hearing().do("open_letter", Person.objects.get(name="Max Exemple"))
    refused(ready, "open_letter", maud())


def test_a_letter_that_waited_since_before_is_then_opened_by_who_represents(ready, cast):
    ready.referred().interim()
    ready.do("name_representative", cast.nina, **SAID)
    refused(ready, "open_letter", cast.jean)
    assert ready.do("open_letter", maud()).measures.get().starts_at == ready.at


def test_whoever_has_come_of_age_opens_alone(ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing()
    Member.objects.filter(pk=cast.jean.member.pk).update(is_minor=False)
    with pytest.raises(PermissionDenied):
        ready.do("open_letter", maud(), later=0)
    assert ready.do("open_letter", cast.jean).served_at == ready.at


def test_what_goes_by_registered_letter_goes_to_who_represents_alone(ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing().tick(8)
    assert {one.notice.recipient for one in Delivery.objects.to_post().select_related("notice")} == {maud()}


def test_the_minor_reads_who_opens_it_and_who_represents_for_whom(ready, cast, browse, clock):
    ready.do("name_representative", cast.alice, **SAID)
    ready.in_hearing()
    clock.at, page = ready.at, f"/mon-dossier/{ready.reference}/"
    assert "Une lettre attend d’être ouverte par Maud Exemple" in browse(cast.jean).get(page).content.decode()
    hers = browse(maud())
    assert "Vous l’ouvrez pour Jean" in hers.get(page).content.decode()
    assert hers.post(f"{page}open_letter/").status_code == 303
    for reader in (browse(cast.jean), hers):
        assert "Ce qui vous est reproché" in reader.get(page).content.decode()


def test_whoever_has_no_address_is_written_to_on_paper(ready, cast):
    ready.do("name_representative", cast.alice, **{**SAID, "email": ""})
    ready.in_hearing()
    paper = Delivery.objects.to_post().filter(notice__recipient=maud())
    assert paper.count() == 1 and not Delivery.objects.filter(notice__recipient=maud(), channel="email").exists()


def test_whoever_has_an_account_is_found_by_its_address(ready, cast):
    ready.do("name_representative", cast.alice, **{**SAID, "email": "carl@example.org"})
    assert cast.carl.parts.get().role == "represents" and not Person.objects.filter(name="Maud Exemple").exists()


def test_both_parents_may_be_recorded_and_twice_is_once(ready, cast):
    for said in (SAID, SAID, {**SAID, "who": "Max Exemple", "email": "max@example.org", "quality": "père"}):
        ready.do("name_representative", cast.alice, **said)
    assert sorted(one.name for one in ready.case.representatives) == ["Maud Exemple", "Max Exemple"]


def test_what_is_recorded_is_who_as_what_and_since_when(ready, cast):
    basis = ready.case.basis
    ready.do("name_representative", cast.alice, **SAID)
    part = maud().parts.get()
    assert (part.role, part.since.astimezone(ready.case.zone).date()) == ("represents", SAID["since"])
    assert entry(ready).content.answers["quality"] == "mère"
    assert ready.case.basis == basis and told_by(ready) == {} and list(faults()) == []


def test_a_minor_who_knows_of_the_case_is_told_who_speaks_for_her(language, ready, cast):
    ready.informed().do("name_representative", cast.alice, **SAID)
    assert told_by(ready)["jean"] == ["representative_named.concerned"]
    assert "Maud Exemple" in Notice.objects.filter(recipient=cast.jean).latest("pk").letter.body


def test_it_goes_with_the_member_to_whom_it_belongs(ready, cast):
    ready.do("name_representative", cast.alice, **SAID)
    ready.identified(cast.marie.member)
    assert ready.case.representatives == []


def test_the_form_says_what_is_missing(ready, cast):
    typed = {"who": "Maud", "email": "", "quality": "mère", "since": "2012-03-04"}
    assert says(ready, "name_representative", cast.alice, typed) == {}
    assert list(says(ready, "name_representative", cast.alice, {})) == ["who", "quality", "since"]
    assert list(says(ready, "name_representative", cast.alice, typed, email="maud")) == ["email"]


def test_the_page_says_that_the_person_is_a_minor_and_by_whom_represented(ready, cast, browse, clock):
    clock.at = ready.at
    page = f"/dossiers/{ready.reference}/"
    assert "aucun grief n’est possible" in browse(cast.alice).get(page).content.decode()
    ready.do("name_representative", cast.alice, later=0, **SAID)
    shown = browse(cast.alice).get(page).content.decode()
    assert "personne mineure" in shown and "Maud Exemple" in shown and "mère" in shown
