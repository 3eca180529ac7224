"""Who is told what: every event of the procedure, in both languages, and what each side must never read."""

import re
from pathlib import Path

import pytest

from cases import letters
from cases.door import rehearse
from cases.models import ReporterIdentity
from notifications.models import Letter, Notice

from .cast import REASONS, Walk, a_report
from .tellings import AN_OFFICER_S_REASONS, CAMILLE, HER_ANSWER, HER_WORDS, HIS_WORDS

FOLDER = Path(letters.__file__).parent / "letters"
SHIPPED = sorted(path.stem for path in (FOLDER / "fr").glob("*.txt"))
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def to(archive, audience):
    return [one for one in archive if one.audience == audience]


def ours(text):
    """The words of the letter itself, without what people typed: quotes, and what weighs for and against."""
    typed = re.compile("|".join(map(re.escape, filter(None, REASONS.values()))))
    return "\n".join(typed.sub("", line) for line in text.splitlines() if not line.startswith(">"))


# All of them ----------------------------------------------------------------------------------------------------------


def test_no_letter_is_dead(archive):
    """Each text that is shipped is sent by some step; another would be a promise that nobody keeps."""
    assert sorted({one.letter for one in archive}) == SHIPPED


def test_no_letter_keeps_a_hole_or_a_mark_of_the_template(archive):
    for one in archive:
        assert one.title and one.body, one.letter
        assert not re.search(r"\$\w|%\(|: None\b|\{\w*\}", one.text), one.letter
        assert "\n> —" not in one.body or one.letter in ("decision_suspension.concerned", "effect_stayed.concerned")


def test_letters_are_in_the_language_of_their_reader(archive, language):
    for one in archive:
        text = ours(one.text)
        if language == "en":
            assert not re.search(rf"\b({MONTHS}|vous|votre|une|avertissement|jours|aucun|dossier)\b", text, re.I), text
            assert not re.search(r"[«»]", text), one.letter
        else:
            assert not re.search(r"\b(the|your|January|December|warning|days|of)\b", text), text


def test_a_date_is_written_as_its_reader_writes_it(archive, language):
    opened = next(one for one in archive if one.letter == "review_opened.reporter" and one.telling == "attached")
    said = {"fr": "Le 8 décembre 2026, l’examen a commencé.", "en": "On 8 December 2026, the review began."}
    assert said[language] in opened.body


def test_letters_with_legal_effect_wait_to_be_opened_and_no_others(archive):
    assert {one.letter.split(".")[0] for one in archive if one.is_legal} == letters.LEGAL


# To whom --------------------------------------------------------------------------------------------------------------

READERS = {
    "reporter": {"camille", "marie"}, "concerned": {"jean", "carl", "marie", "maud"}, "federation": {"alice", "bob"},
    "national": {"nina", "noah", "nora"}, "panel": {"paul", "pia", "petra"}, "privacy": {"dora"},
    "actors": {"alice", "bob", "nina", "noah", "nora"}, "in_charge": {"alice"}, "proposer": {"noah", "paul"},
    "signers": {"nina", "nora"},
}  # fmt: skip
PATHS = {"reporter": "/mes-signalements/", "concerned": "/mon-dossier/", "officer": "/file/", "member": "/ateliers/",
         "subject": "/mes-donnees/"}  # fmt: skip
OF_THE_PRIVACY_OFFICER = {"access_alert.officer", "request_received.officer", "request_due.officer",
                          "request_late.officer"}  # fmt: skip


@pytest.mark.parametrize("audience", READERS)
def test_an_audience_is_those_people_and_nobody_else(archive, audience):
    assert {one.to for one in to(archive, audience)} == READERS[audience]


def test_a_notice_leads_where_its_reader_may_go(archive):
    for one in archive:
        there = "/donnees/" if one.letter in OF_THE_PRIVACY_OFFICER else PATHS.get(one.audience, "/dossiers/")
        assert one.path.startswith(there), one.letter


def test_the_one_who_assists_gets_what_the_person_gets(archive):
    during = [one for one in to(archive, "concerned") if one.telling == "cleared"]
    jean, carl = ([one.letter for one in during if one.to == name] for name in ("jean", "carl"))
    assert [letter for letter in jean if letter != "grievances.concerned"] == carl  # named after the grievances


# What who reported must not read --------------------------------------------------------------------------------------


def test_who_reported_reads_of_no_measure_no_person_and_no_answer(archive):
    for one in to(archive, "reporter"):
        assert not re.search(r"suspen|avertissement|sursis|warning|probation", one.text, re.I), one.letter
        for word in ("Jean", HIS_WORDS, *filter(None, REASONS.values())):
            assert word not in one.text, one.letter


def test_a_letter_to_who_reported_is_tied_to_nothing_but_its_code(archive):
    for one in to(archive, "reporter"):
        if one.to == "camille":
            assert one.topic in one.path and one.topic in one.body, one.letter
        assert not re.search(r"\b(?:\d\w|NAT)-20\d\d-\w{4}\b", one.text.upper()), one.letter


def test_two_who_reported_share_nothing(walk, cast):
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    walk.in_review()
    opened = Notice.objects.filter(letter__act="review_opened").select_related("letter")
    assert opened.count() == 2
    for column in ("letter__occasion", "topic", "path", "letter__body"):
        assert len(set(opened.values_list(column, flat=True))) == 2, column


# What everybody else must not read of who reported --------------------------------------------------------------------


def test_nobody_reads_who_reported_nor_in_which_words(archive):
    for one in archive:
        if one.to != "camille" and one.code:
            for canary in (*CAMILLE.values(), "Canari", "Camille", HER_WORDS, HER_ANSWER, "zèbre", "lynx", one.code):
                assert canary not in one.text and canary not in one.topic and canary not in one.path, one.letter


def test_the_person_concerned_never_reads_when_it_was_reported(archive, language):
    own_hours = ("reply_received.concerned", "hearing_closed.concerned", "slots_offered.concerned")
    for one in to(archive, "concerned"):
        assert one.letter in own_hours or not re.search(r"\d:\d\d|\d h \d\d", one.text), one.letter


def test_reporters_of_a_rehearsed_letter_stay_sealed_too(walk, cast):
    said = {"outcome": "dismissed", "dismissal_reason": "no_breach", "reasons": "Rien.", "by_on": None}
    shown = rehearse(walk.case, "close_without_sanction", by=cast.alice, at=walk.at, **said)
    assert [one.act for one in shown] == ["outcome"]
    assert walk.code not in shown[0].body and not Letter.objects.filter(act="outcome").exists()


UNSAID = (AN_OFFICER_S_REASONS, HIS_WORDS, "Jean", *filter(None, REASONS.values()))

# What offices must not read -------------------------------------------------------------------------------------------


def test_the_federation_reads_the_effect_and_never_the_reasons(archive):
    for one in to(archive, "federation"):
        for word in UNSAID:
            assert word not in one.text, one.letter
        assert ("A-jean" in one.text and one.reference in one.text) or one.telling == "revoked"


@pytest.mark.parametrize("audience", ["national", "panel", "privacy", "in_charge"])
def test_an_office_reads_a_reference_and_what_to_do(archive, audience):
    for one in to(archive, audience):
        for word in (*UNSAID, "jean_exemple45", "x.com"):
            assert word not in one.text, one.letter


def test_an_alarm_has_no_content_at_all(archive):
    for one in archive:
        if one.letter == "danger.national":
            assert one.reference not in one.text and len(one.text) < 200


# What each letter must say stands in a table (matrix/telling.py); beside it, this ------------------------------------


def test_nothing_is_decided_before_it_is_decided(archive):
    """«Encourue», never «sera»: no letter before a decision speaks as if there were one."""
    for one in archive:
        if one.letter in ("grievances.concerned", "moved.concerned", "hearing_closed.concerned", "served.concerned"):
            assert not re.search(r"\b(sera|seront|will be (warned|suspended))\b", one.text), one.letter


def test_an_appeal_that_leaves_nothing_is_told_to_who_reported(archive, language):
    """«Acted» has become «not acted»: by the panel, and by its silence."""
    said = {"fr": "Aucune suite n’est donnée", "en": "No action"}[language]
    for telling in ("annulled", "nobody_decides_the_appeal"):
        last = [one for one in archive if one.telling == telling and one.audience == "reporter"][-1]
        assert last.letter in ("outcome.reporter", "lapsed.reporter")
        assert said in last.body or "Nothing" in last.body


# Who is not told ------------------------------------------------------------------------------------------------------


def test_nobody_concerned_hears_of_a_case_before_it_is_against_him_or_her(cast):
    """Identified, examined, moved, prolonged, dismissed: all of it without a word to Jean."""
    walk = Walk(cast)
    walk.in_review().do("extend_limit", cast.nina, days=5, why="Une expertise.")
    walk.referred().do("return_to_federation", cast.nina, why="À vous.")
    walk.dismissed()
    assert walk.case.informed_at is None
    assert not Notice.objects.filter(recipient=cast.jean).exists()


def test_a_silence_that_ends_it_tells_nobody_who_knew_nothing(cast):
    """Nobody found out whose post it is; of whoever is known it is told within a month."""
    walk = Walk(cast, other_body=True)
    walk.tick(80)
    assert walk.case.outcome == "lapsed"
    assert {one.recipient for one in Notice.objects.filter(letter__act="lapsed")} == {
        cast.camille, cast.nina, cast.noah, cast.nora,
    }  # fmt: skip


def test_an_officer_who_reported_is_told_as_who_reported_and_not_as_an_officer(cast):
    walk = Walk(cast, federation="45")
    a_report(cast.bob, at=walk.at, address=walk.case.post.address)
    walk.in_review().suspended(days=30).opened()
    told = {(one.letter.act, one.letter.audience) for one in Notice.objects.filter(recipient=cast.bob)}
    assert {audience for _act, audience in told} == {"reporter"}


def test_nothing_is_told_once_the_name_is_erased(walk):
    ReporterIdentity.objects.all().delete()
    walk.in_review().dismissed()
    assert not Letter.objects.filter(act__in=["review_opened", "outcome"]).exists()
