"""When a post was published, as far as its address tells: known numbers with their known moments, and no guess."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.addresses import NotAPost, canonical, published_at
from cases.addresses.moments import CLOCKS

from .test_addresses import LINKS, SAME

NOW = datetime(2026, 12, 7, 9, 0, tzinfo=UTC)
CODES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"

# Each with the time that its network, or somebody who had it from there, published beside it.
DATED = {
    "https://twitter.com/TwitterDev/status/1050118621198921728": "2018-10-10T20:19:24",
    "https://x.com/TwitterDev/status/1212092628029698048?s=20": "2019-12-31T19:26:16",
    "https://www.tiktok.com/@scout2015/video/6718335390845095173": "2019-07-27T13:32:33",
    "https://www.instagram.com/p/CEWsh68Kc5C/": "2020-08-26T13:43:27",  # number 2384288897814875714, as code
    "https://www.instagram.com/stories/jean/2384288897814875714/": "2020-08-26T13:43:27",
    "https://www.instagram.com/jean/reel/CEUIzQYpqgl/": "2020-08-25T13:52:46",  # 2383568809444681765
    "https://bsky.app/profile/jean.example/post/3l25zusnsfctk": "2024-08-20T16:31:35",
    "https://www.linkedin.com/feed/update/urn:li:activity:6318971194909560123/": "2017-09-28T00:55:33",
    "https://mastodon.social/@Gargron/103270115826048975": "2019-12-08T03:48:33",
}
UNDATED = {
    "what X numbered one after the other": ["https://x.com/jack/status/20", "https://x.com/jean/status/29700859247"],
    "before the network was there": [
        "https://www.tiktok.com/@jean/video/242505012870397952", "https://mastodon.social/@jean/1234567",
        "https://bsky.app/profile/jean.example/post/2222222222222", "https://www.threads.com/@jean/post/BsOGulcndj-",
        "https://www.instagram.com/p/AAAAAAAAAAA/", "https://www.linkedin.com/feed/update/urn:li:share:12345/",
    ],
    "in the future": [
        "https://x.com/jean/status/9223372036854775807", "https://x.com/jean/status/99999999999999999999",
        "https://www.tiktok.com/@jean/video/9999999999999999999999999", "https://www.instagram.com/p/___________/",
        "https://bsky.app/profile/jean.example/post/jzzzzzzzzzzzz",
    ],
    "a comment": [
        "https://www.tiktok.com/@jean/video/6718335390845095173?share_comment_id=6718335390845095174",
        "https://www.instagram.com/p/CEWsh68Kc5C/c/17912345678901234/",
        "https://www.linkedin.com/feed/update/urn:li:activity:6318971194909560123/?commentUrn=urn:li:comment:1",
    ],
    "no number that tells it": [
        "https://www.facebook.com/jean/posts/12345678901234567", "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://t.me/canal_45/55", "https://example.org/2026/12/01/page", "https://www.instagram.com/p/abc/",
        "https://bsky.app/profile/jean.example/post/zzzzzzzzzzzzz",
        "https://www.instagram.com/p/CEWsh68Kc5CCEWsh68Kc5CCEWsh68Kc5CCEWsx3/",  # of a private account
    ],
}  # fmt: skip


def told(link, at=NOW):
    return published_at(canonical(link), at=at)


@pytest.mark.parametrize(("why", "link"), [(why, link) for why, links in UNDATED.items() for link in links])
def test_what_tells_no_past_moment_of_its_network_has_none(why, link):
    assert told(link) is None


@pytest.mark.parametrize(("link", "moment"), DATED.items())
def test_a_number_tells_the_moment_that_the_network_tells(link, moment):
    assert told(link).replace(microsecond=0, tzinfo=None).isoformat() == moment
    assert told(link).tzinfo is UTC


def test_a_moment_is_known_from_that_moment_on():
    [link, *_rest] = DATED
    moment = told(link)
    assert told(link, at=moment) == moment
    assert told(link, at=moment - timedelta(milliseconds=1)) is None


def test_however_a_link_is_written_its_post_has_one_moment():
    for texts in SAME.values():
        assert len({told(text) for text in texts}) == 1


def test_every_line_of_the_table_dates_a_link_here_and_says_where_that_is_written():
    dated = [canonical(link) for link in DATED] + [canonical("https://www.threads.com/@jean/post/CuW6-7KyXme")]
    for clock in CLOCKS:
        assert any(clock.read(post) is not None for post in dated), clock
        assert clock.seconds.__doc__


@given(LINKS | st.builds("https://x.com/i/status/{}".format, st.integers(0, 10**20))
       | st.builds("https://www.instagram.com/p/{}/".format, st.text(CODES, min_size=9, max_size=12))
       | st.builds("https://www.tiktok.com/@_/video/{}".format, st.integers(0, 10**25)))  # fmt: skip
def test_whatever_the_number_the_moment_is_past_or_there_is_none(text):
    try:
        moment = told(text)
    except NotAPost:
        return
    assert moment is None or datetime(2003, 5, 5, tzinfo=UTC) <= moment <= NOW
