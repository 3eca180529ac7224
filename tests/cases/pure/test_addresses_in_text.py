"""Of what people write, nothing is kept that could name who shared a link."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.addresses import in_text

TEXTS = {
    "Voir https://twitter.com/jean/status/12?s=20&t=abc, c’est clair.": "Voir https://x.com/i/status/12, c’est clair.",
    "(https://www.instagram.com/reel/C6abcDEFghi/?igsh=MWQ1)": "(https://www.instagram.com/p/C6abcDEFghi/)",
    "x.com/jean/status/12?s=20 et instagram.com/p/C6ab/?igsh=a": "https://x.com/i/status/12 et https://www.instagram.com/p/C6ab/",
    "https://x.com/a/status/1https://x.com/b/status/2?t=z": "https://x.com/i/status/1 https://x.com/i/status/2",
    "Son compte : https://x.com/Jean?s=21.": "Son compte : https://x.com/Jean.",
    "https://jean:secret@example.org/page?fbclid=a#b": "https://example.org/page",
    "https://jean@x.com/a/status/12?s=20": "https://x.com/i/status/12",
    "https://example.org/page?a=b": "https://example.org/page",
    "example.org/page?fbclid=abc suite": "example.org/page suite",
    "https://vm.tiktok.com/ZMabc123/ et t.co/AbC": "https://vm.tiktok.com et t.co",
    "https://www.instagram.com/share/p/BAxyz?igsh=a": "https://www.instagram.com",
    "https://wa.me/33600000000": "https://wa.me",
    "https://x.com/messages/12-34": "https://x.com",
    "https://www.instagram.com/p/C6abcDEFghi/ ?igsh=abc": "https://www.instagram.com/p/C6abcDEFghi/ ",
    "https://www.instagram.com/p/C6abcDEFghi/&igsh=abc": "https://www.instagram.com/p/C6abcDEFghi/",
    "htps://instagram.com/p/C6ab?igsh=abc": "htps://instagram.com/p/C6ab",
    "https//www.instagram.com/p/C6ab/?igsh=abc": "https//www.instagram.com/p/C6ab/",
    "le lien igsh=MWQ1 ou si=abc": "le lien  ou ",
    "https%3A%2F%2Fwww.instagram.com%2Fp%2FC6ab%2F%3Figsh%3Dxyz": "https%3A%2F%2Fwww.instagram.com%2Fp%2FC6ab%2F",
    "https://example.org/r/https%3A%2F%2Finstagram.com%2Fp%2FA%3Figsh%3Dxyz": "https://example.org/r/https%3A%2F%2Finstagram.com%2Fp%2FA",
    "x.com/jean/status/1790… coupé": "x.com/jean/status/1790… coupé",
    "https://x.com:8080/jean/status/12?s=20": "https://x.com:8080/jean/status/12",
    "https://youtu.be/dQw4w9WgXcQ?si=abc&lc=Ugx1": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=Ugx1",
    "Écrire à jean@example.org ; c’est sur x.com, ou pas ?": "Écrire à jean@example.org ; c’est sur x.com, ou pas ?",
    "Sans lien : 3 + 4 = 7 & vu ; ok ? oui.": "Sans lien : 3 + 4 = 7 & vu ; ok ? oui.",
}
SHARER = "SHARER1234"
WAYS = [
    "?igsh={}",
    "?igshid={}",
    "/?igsh={}",
    "&igsh={}",
    "?x=1&si={}",
    "?si={}",
    "?fbclid={}",
    "#igsh={}",
    " ?igsh={}",
    "%3Figsh%3D{}",
    ";s={}",
    "?utm_source={}",
    "?s=20&t={}",
    "??igsh={}",
    "?IGSH={}",
    "?igsh=a&amp;igshid={}",
    " igsh = {}",
    "?mibextid={}&rdid=2",
    "?rcm={}",
    "?_t={}",
    "?igsh=/{}",
    "?igsh=a?b#{}",
]
LINKS = [
    "https://www.instagram.com/p/C6abcDEFghi",
    "instagram.com/reel/C6abcDEFghi/",
    "https://x.com/jean/status/12",
    "http://m.facebook.com/jean/posts/12",
    "https://youtu.be/dQw4w9WgXcQ",
    "https://example.org/a/b",
    "https:/instagram.com/p/C6ab",
    "https//instagram.com/p/C6ab",
    "www.tiktok.com/@a/video/12345",
    "https://www.instagram.com/jean",
    "https://evil@x.com/a",
    "example.org/a",
    "https://x.com:99/a",
    "https://[x/a",
    "HTTPS://WWW.INSTAGRAM.COM/P/C6ab",
]


@pytest.mark.parametrize(("typed", "kept"), TEXTS.items())
def test_addresses_inside_a_text_are_canonical(typed, kept):
    assert in_text(typed) == kept
    assert in_text(kept) == kept


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("way", WAYS)
def test_no_sharing_parameter_survives(link, way):
    assert SHARER not in in_text(f"Bonjour, {link}{way.format(SHARER)} merci")


@pytest.mark.parametrize(
    "link",
    [
        "https://vm.tiktok.com/{}/",
        "facebook.com/share/p/{}",
        "https://t.co/{}",
        "https://www.instagram.com/s/{}",
        "https://m.me/{}",
    ],
)
def test_nor_does_a_path_that_stands_for_who_shared(link):
    assert SHARER not in in_text(f"Voir {link.format(SHARER)}.")


PIECES = st.sampled_from(
    [
        "https://",
        "x.com",
        "instagram.com/p/C6ab",
        "/jean/status/12",
        "?igsh=a",
        "&b=c",
        " ",
        "\n",
        "…",
        ".",
        ")",
        "(",
        "@",
        "#",
        ":",
        "//",
        "%3F",
        "%",
        "é",
        "si=",
        "www.",
        "t.co/",
        "\u200b",
        "\x00",
        "<",
        "example.org",
        "[::1]",
        ";",
        "\\",
    ]
)


@given(st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=60))
@example("https://https://x.com/a/status/1?s=2")
@example("www.@…instagram.com/p/C6ab")
def test_any_text_comes_out_once_and_for_all(text):
    once = in_text(text)
    assert in_text(once) == once
    assert not re.search(r"igsh=\w", once)


@given(st.text(alphabet=st.characters(exclude_characters="?&;%=:/.", exclude_categories=["Cs"]), max_size=200))
def test_a_text_without_addresses_stays_as_it_is(text):
    assert in_text(text) == text
