"""Texts of letters: edited by the national office alone, shown first, refused with a sentence, never overwritten."""

import pytest

from cases.checks import letters_that_were_edited_still_hold
from cases.views.templates import FOLDER
from notifications.models import Letter, Template
from notifications.models.template import text_in

from ..cast import MONDAY, Walk, days
from .browsing import is_shown, read, title

LIST = "/reglages/lettres/"
KEY = ("reminder", "concerned", "fr")
HERE, THERE = f"{LIST}reminder/concerned/fr/", f"{LIST}reminder/concerned/en/"
TITLE = "Une lettre attend dans votre dossier"
BODY = (
    "Le $today, une lettre n’est pas ouverte. Référence : $reference.\n\n"
    "- Elle part aussi par courrier recommandé.\n\nPour toute question : $contact"
)
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


def sent(title=TITLE, body=BODY, *, seen=1, **more):
    return {"title": title, "body": body, "seen": seen, **more}


def saved(**more):
    return sent(save="yes", **more)


def numbers(key=KEY):
    return list(Template.objects.versions_of(key).values_list("number", flat=True))


def write(by, *, key=KEY, at=MONDAY, title=TITLE, body=BODY):
    return Template.objects.write(key, title=title, body=body, by=by, at=at)


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_or_writes_them(cast, visit, who):
    for path, typed in ((LIST, None), (HERE, None), (HERE, saved()), (f"{LIST}tea/concerned/fr/", None)):
        assert visit(getattr(cast, who), path, typed).status_code == 403
    assert numbers() == [1]


def test_a_stranger_signs_in_first(visit, db):
    assert visit(None, HERE).url == f"/compte/login/?next={HERE}"


@pytest.mark.parametrize("name", ["tea/concerned/fr", "reminder/reporter/fr", "reminder/concerned/de"])
def test_a_letter_that_the_house_has_not_is_not_found(cast, visit, name):
    assert visit(cast.nina, f"{LIST}{name}/").status_code == 404


# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"body": f"{BODY} $reporter $tea"}, "ne connaît pas : $reporter, $tea. Elle connaît : $account, $address"),
        ({"body": BODY.replace("$reference", "")}, "doit garder ceci, qui manque : $reference"),
        ({"body": BODY.replace("courrier recommandé", "courrier")}, "qui manque : « courrier recommandé »"),
        ({"body": BODY.replace("$contact", "nous").replace("$today", "jour")}, "qui manque : $today, $contact"),
        ({"body": f"{BODY} : $rules"}, "Laissez seul sur sa ligne, entre deux lignes vides : $rules"),
        ({"body": f"{BODY}\n\nLa personne qui a signalé le sait."}, "ne doit pas dire « qui a signalé »"),
        ({"body": f"{BODY} 5 $ de frais"}, "Écrivez « $$ » pour un signe dollar"),
        ({"title": "Titre $"}, "Écrivez « $$ »"), ({"title": ""}, "obligatoire"), ({"body": " \n "}, "obligatoire"),
        ({"title": "t" * 201}, "200"), ({"body": BODY + "x" * 20_000}, "20000"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_letter_is_422_with_a_sentence_and_what_was_typed(cast, visit, changed, said):
    for more in ({}, {"save": "yes"}):
        answer = visit(cast.nina, HERE, sent(**changed, **more))
        assert answer.status_code == 422 and title(answer).startswith("Erreur : ")
        assert said in read(answer).replace("\u202f", " ").replace("\u00a0", " ")
        for typed in changed.values():
            assert is_shown(answer, typed.strip())
    assert numbers() == [1]


def test_who_reported_reads_of_no_measure_whoever_writes(cast, visit):
    path, known = f"{LIST}outcome/reporter/fr/", Template.objects.get(act="outcome", language="fr")
    answer = visit(
        cast.nina,
        path,
        saved(
            title=known.title,
            body=f"{known.body}\n\nIl est suspendu.",
        ),
    )
    assert answer.status_code == 422 and "suspen" in read(answer)


def test_the_same_text_again_is_said_to_be_what_counts(cast, visit):
    known = Template.objects.get(act="reminder", language="fr")
    answer = visit(cast.nina, HERE, sent(title=known.title, body=known.body))
    assert answer.status_code == 422 and "C’est déjà le texte qui compte." in read(answer)


def test_of_two_who_edit_the_second_is_told_and_keeps_the_text(cast, visit):
    write(cast.noah, title="Celle de Noah")
    for more in ({}, {"save": "yes"}):
        late = visit(cast.nina, HERE, sent(**more), at=MONDAY + days(1))
        assert late.status_code == 409
        assert is_shown(late, BODY) and "C’est la version 2." in read(late) and "Celle de Noah" in read(late)
        assert 'name="seen" value="2"' in late.content.decode()
    assert numbers() == [2, 1]
    again = visit(cast.nina, HERE, saved(seen=2), at=MONDAY + days(1))
    assert again.status_code == 303 and numbers() == [3, 2, 1]


def test_a_faulty_text_that_comes_late_is_late_first(cast, visit):
    write(cast.noah, title="Celle de Noah")
    late = visit(cast.nina, HERE, sent(body="$tea", seen=1))
    assert late.status_code == 409 and is_shown(late, "$tea") and "Celle de Noah" in read(late)


# What it shows, and what it does --------------------------------------------------------------------------------------


def test_every_letter_stands_in_the_list_in_both_languages(cast, visit):
    html = visit(cast.nina, LIST).content.decode()
    for path in FOLDER.glob("*/*.txt"):
        act, audience = path.stem.split(".")
        assert f'href="{LIST}{act}/{audience}/{path.parent.name}/"' in html


def test_it_is_shown_as_a_letter_before_anything_is_kept(cast, visit):
    answer = visit(cast.nina, HERE, sent())
    assert answer.status_code == 200 and numbers() == [1]
    said = read(answer).replace("\u202f", " ")
    assert "Le 7 décembre 2026, une lettre n’est pas ouverte. Référence : 45-2026-K7QM" in said
    assert 'value="yes"' in answer.content.decode() and is_shown(answer, BODY.splitlines()[0])
    assert is_shown(visit(cast.nina, HERE, sent(edit="yes")), BODY)


def test_it_says_in_which_language_it_is_written_whatever_that_of_the_page(cast, visit):
    for page in ("", "/en"):
        assert "Language English" in read(visit(cast.nina, f"{page}{THERE}")).replace("Langue ", "Language ")
        assert title(visit(cast.nina, f"{page}{HERE}")).endswith("(Français) – Alteram")


def test_in_english_its_samples_are_english(cast, visit):
    body = "On $today, $reference: by registered post. $contact"
    assert "On 7 December 2026, 45-2026-K7QM" in read(visit(cast.nina, THERE, sent("A letter", body)))


def test_what_is_kept_counts_for_letters_to_come_and_for_no_other(cast, visit):
    before = Walk(cast).in_review().in_hearing().tick(8)
    old = Letter.objects.get(act="reminder")
    answer = visit(cast.nina, HERE, saved(), at=before.at)
    assert (answer.status_code, answer.url) == (303, HERE)
    kept = Template.objects.get(act="reminder", language="fr", number=2)
    assert (kept.title, kept.body, kept.by, kept.valid_from) == (TITLE, BODY, cast.nina, before.at)
    after = Walk(cast, at=before.at).in_review().in_hearing().tick(8)
    new = Letter.objects.filter(act="reminder").latest("pk")
    assert (new.template, new.title) == (kept, TITLE) and after.reference in new.body
    same = Letter.objects.get(pk=old.pk)
    assert (same.title, same.body, same.sha256, same.template.number) == (old.title, old.body, old.sha256, 1)


def test_a_second_click_keeps_nothing_more(cast, visit):
    for _ in range(2):
        assert visit(cast.nina, HERE, saved()).status_code == 303
    assert numbers() == [2, 1]


def test_each_version_is_read_with_who_wrote_it_and_when(cast, visit):
    write(cast.noah)
    page = read(visit(cast.nina, HERE, at=MONDAY + days(1))).replace("\u00a0", " ")
    assert "version 2, écrite par Noah le 7 décembre 2026" in page and "version 1, texte d’origine" in page
    assert "Référence : $reference" in page.replace("\u202f", " ")


def test_a_change_in_one_language_says_that_the_other_is_older(cast, visit):
    assert "lus ancien" not in read(visit(cast.nina, LIST)) + read(visit(cast.nina, THERE))
    write(cast.noah)
    assert "Plus ancien que : Français" in read(visit(cast.nina, LIST)).replace("\u202f", " ")
    assert "L’autre langue a été changée depuis" in read(visit(cast.nina, THERE))
    assert "Ce texte-là est plus ancien" in read(visit(cast.nina, HERE))
    write(cast.nina, key=(*KEY[:2], "en"), at=MONDAY + days(1), body="$today $reference registered post $contact")
    assert "Plus ancien que : English" in read(visit(cast.nina, LIST)).replace("\u202f", " ")
    assert "L’autre langue a été changée depuis" in read(visit(cast.nina, HERE))


def test_a_national_officer_finds_the_way_there(cast, visit):
    assert f'href="{LIST}"' in visit(cast.nina, "/reglages/").content.decode()


# What comes with a new release ----------------------------------------------------------------------------------------


@pytest.fixture
def release(tmp_path, monkeypatch):
    """A release in which the house itself writes this letter otherwise."""
    monkeypatch.setattr("cases.views.templates.FOLDER", tmp_path)
    file = tmp_path / "fr" / "reminder.concerned.txt"
    file.parent.mkdir()
    file.write_text("Une autre fin\n\n$today $reference $contact courrier recommandé", encoding="utf-8")
    return tmp_path


def test_a_text_of_the_house_takes_the_place_of_its_own_and_never_of_an_edited_one(cast, visit, release):
    assert Template.objects.install(release) == 1 and numbers() == [2, 1]
    write(cast.noah)
    (release / "fr" / "reminder.concerned.txt").write_text("Encore une\n\nautre", encoding="utf-8")
    assert Template.objects.install(release) == 0 and numbers() == [3, 2, 1]


def test_whoever_edits_is_told_that_the_text_of_the_house_has_changed_and_may_take_it_up(cast, visit, release):
    write(cast.noah)
    page = visit(cast.nina, HERE)
    assert "Le texte d’origine a changé depuis cette version, qui compte toujours." in read(page)
    ours = text_in(release / "fr" / "reminder.concerned.txt")
    assert is_shown(page, ours.body)
    assert visit(cast.nina, HERE, saved(title=ours.title, body=ours.body, seen=2)).status_code == 303
    assert Template.objects.versions_of(KEY)[0].says_what(ours)


def test_while_the_house_keeps_its_text_nothing_is_said_of_it(cast, visit):
    write(cast.noah)
    page = read(visit(cast.nina, HERE))
    assert "a changé depuis cette version" not in page and "Reprendre le texte d’origine" in page
    assert "Reprendre" not in read(visit(cast.nina, THERE))


def test_an_edited_text_that_a_release_leaves_without_what_it_needs_is_named_by_the_checks(cast):
    assert letters_that_were_edited_still_hold(None, ["default"]) == []
    write(cast.noah, body="$today $tea $contact")
    faults = letters_that_were_edited_still_hold(None, ["default"])
    assert {one.id for one in faults} == {"cases.W007"}
    assert "does not know: $tea" in faults[0].msg
    assert "$reference" in faults[1].msg and "courrier recommandé" in faults[1].msg


def test_a_letter_that_a_release_gave_up_is_not_edited_any_more(cast, visit):
    Template.objects.create(act="old", audience="concerned", language="fr", number=1, title="t", body="b")
    assert "old.concerned" not in read(visit(cast.nina, LIST))
    assert visit(cast.nina, f"{LIST}old/concerned/fr/").status_code == 404
