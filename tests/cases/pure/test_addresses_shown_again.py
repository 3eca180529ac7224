"""What comes back to be corrected: as it was typed, less what says who shared it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.addresses import NotAPost, canonical, untraced

from .test_addresses_in_text import LINKS, SHARER, WAYS

AGAIN = {
    "https://x.com/Jean/status/12?s=20&t=abc": "https://x.com/Jean/status/12",
    "https://www.youtube.com/watch?si=abc&v=dQw4w9WgXcQ": "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "https://youtu.be/dQw4w9WgXcQ?si=abc&lc=Ugx1": "https://youtu.be/dQw4w9WgXcQ?lc=Ugx1",
    "https://www.facebook.com/story.php?story_fbid=12&id=99&mibextid=a": "https://www.facebook.com/story.php?story_fbid=12&id=99",
    "https://example.org/page?utm_source=a#comment-12": "https://example.org/page#comment-12",
    "https://vm.tiktok.com/ZMabc/?si=abc": "https://vm.tiktok.com/ZMabc/",
    "https://x.com/jean?s=21": "https://x.com/jean",
    "https://jean:secret@example.org/page": "https://example.org/page",
    "Vois https://x.com/a/status/1?t=a, x.com/b/status/2?t=b.": "Vois https://x.com/a/status/1, x.com/b/status/2.",
    "le lien igsh=MWQ1": "le lien ",
    "javascript:alert(1)": "javascript:alert(1)",
    "Sans lien : 3 + 4 = 7 & vu ; ok ? oui.": "Sans lien : 3 + 4 = 7 & vu ; ok ? oui.",
}


@pytest.mark.parametrize("typed", AGAIN)
def test_only_what_leads_nowhere_is_left_out(typed):
    assert untraced(typed) == AGAIN[typed]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("link", LINKS)
def test_nobody_who_shared_comes_back_and_the_post_stays_the_same(link, way):
    typed = link + way.format(SHARER)
    again = untraced(typed)
    assert SHARER not in again
    try:
        post = canonical(typed)
    except NotAPost:
        return
    assert canonical(again) == post


@given(st.text())
def test_any_text_is_shown_again_and_once_is_enough(text):
    assert untraced(untraced(text)) == untraced(text)
