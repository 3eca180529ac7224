"""A letter on paper: tagged, in its language, the same bytes each time, and nothing typed is ever markup."""

from datetime import UTC, datetime

import pytest

from notifications.models import Letter
from notifications.paper import printed
from notifications.paper.ink import in_ink

from ..sheets import opened, packed, previewed, tags, words
from .conftest import NOON

SHA = "0123456789abcdef" * 4
BODY = "Bonjour,\nvoici.\n\n## Les faits\n\n> un mot !\n>\n> deux\n\n- a\n- b\n\n### Ensuite\n\nFin ?"


def sheet(body=BODY, *, title="Une décision", to="Jean Exemple", sender="Alteram", **more):
    said = {"language": "fr", "dateline": "Loiret, le 7 décembre 2026", "sha256": SHA, "sent_at": NOON, **more}
    letter = Letter(title=title, body=body, **said)
    return printed(letter, sender=sender, to=to, topic="45-2026-K7QM")


# Nothing typed is markup ----------------------------------------------------------------------------------------------

MARKUP = [
    "#let x = 1", "*gras* _penché_ `code`", "$x^2$", "= Titre", '#read("/etc/passwd")', '#image("a.png")', "<a@b>",
    "@ici", "\\u{41}", "// rien", "/* rien */", "[x](y)", "https://a.fr/#b", "-- ---", "\"'", "~", "{page}",
    '#import "@preview/cetz:0.3.0"',
]  # fmt: skip


@pytest.mark.parametrize("typed", MARKUP)
def test_what_is_typed_is_printed_as_it_was_typed(typed):
    pdf = sheet(f"> {typed}\n\n- {typed}\n\n## {typed}\n\n{typed}.", title=f"Titre {typed}", to=typed)
    assert words(pdf).count(packed(typed)) == 6
    assert opened(pdf).metadata.title == f"Titre {typed}"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Vu 😡🔪 !", "Vu [visage boudeur][couteau de cuisine] !"), ("❤️", "[cœur rouge]"),
        ("👩\u200d👧", "[famille femme et fille]"), ("汉", "[U+6C49]"), ("c\u00ado", "co"),
        ("a\u200bb\u202ec\u0007d\ufeff", "abcd"), ("é, œ, ß, Ж, Ω, →, €, ✓", None),
    ],
)  # fmt: skip
def test_what_no_font_draws_is_named_and_what_has_no_shape_is_left_out(typed, shown):
    assert in_ink(typed, "fr") == (shown or typed)
    assert packed(shown or typed) in words(sheet(f"> {typed}"))


def test_an_emoji_has_its_name_in_the_language_of_the_letter():
    assert in_ink("🔪", "en") == "[kitchen knife]"


# What it is -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_tagged_titled_and_in_the_language_of_the_letter(language):
    root = opened(sheet(language=language)).trailer["/Root"]
    assert root["/Lang"] == language and root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    metadata = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert opened(sheet()).metadata.title == "Une décision"


def test_its_parts_are_headings_lists_and_quotations_for_whoever_hears_it():
    found = tags(sheet())
    assert [one for one in found if one in ("/H1", "/H2", "/H3")] == ["/H1", "/H2", "/H3"]
    assert {"/BlockQuote", "/L", "/LI", "/P"} <= set(found)


def test_no_heading_is_two_levels_below_the_one_before():
    assert [one for one in tags(sheet("### Ensuite\n\nFin")) if one.startswith("/H")] == ["/H1", "/H2"]


def test_its_fonts_are_in_the_file():
    for page in opened(sheet()).pages:
        for font in page["/Resources"]["/Font"].values():
            [inner] = font.get_object()["/DescendantFonts"]
            assert {"/FontFile2", "/FontFile3"} & set(inner.get_object()["/FontDescriptor"])


def test_it_is_the_same_file_each_time_and_dated_like_the_letter():
    assert sheet() == sheet()
    later = datetime(2027, 1, 1, tzinfo=UTC)
    assert opened(sheet()).metadata.creation_date == NOON != opened(sheet(sent_at=later)).metadata.creation_date


# What stands on it ----------------------------------------------------------------------------------------------------


def test_it_says_who_writes_to_whom_where_and_when_then_the_very_letter_and_its_fingerprint():
    head = packed("Parti d’en face Jean Exemple Loiret, le 7 décembre 2026")
    foot = packed(f"Fin de la lettre. Empreinte (SHA-256) de ce texte : {SHA}")
    assert words(sheet(sender="Parti d’en face")) == head + previewed("Une décision", BODY) + foot


def test_a_letter_that_knows_no_place_has_its_day():
    assert packed("7 décembre 2026") in words(sheet(dateline=""))


def test_each_page_says_which_of_how_many_it_is():
    pages = opened(sheet("\n\n".join(["Une phrase qui se répète."] * 150))).pages
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} sur {len(pages)}" in page.extract_text() and "45-2026-K7QM" in page.extract_text()


def test_a_long_letter_is_set_smaller_before_it_takes_a_third_sheet():
    lines = ["Une phrase qui occupe à peu près une ligne entière de la feuille, comme toutes celles-ci."]
    pages = {count: len(opened(sheet("\n\n".join(lines * count))).pages) for count in (20, 70, 75, 150)}
    assert pages == {20: 1, 70: 2, 75: 2, 150: 4}
