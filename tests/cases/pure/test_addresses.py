"""The same post has the same address, however it is written; another post has another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.addresses import NETWORKS, Address, NotAPost, canonical
from cases.addresses.link import CONTROL, LONGEST
from cases.addresses.table import TABLE

X = ("x", "1790", "https://x.com/i/status/1790")
INSTAGRAM = ("instagram", "C6abc_D-Fgh", "https://www.instagram.com/p/C6abc_D-Fgh/")
SAME = {
    (*X, "jean_45"): [
        "https://x.com/jean_45/status/1790",
        "http://x.com/jean_45/status/1790",
        "x.com/jean_45/status/1790",
        "HTTPS://X.COM/Jean_45/status/1790",
        "https://twitter.com/JEAN_45/status/1790?s=20&t=AbC",
        "https://mobile.twitter.com/jean_45/status/1790",
        "m.twitter.com/jean_45/status/1790",
        "https://www.x.com/jean_45/statuses/1790/",
        "https://x.com/jean_45/status/1790/photo/1",
        "https://x.com/jean_45/status/1790/video/1?s=46",
        "https://x.com./jean_45/status/1790",
        "https://x.com/jean_45/status/1790.",
        "https://x.com/jean_45/status/1790//",
        "//x.com/jean_45/status/1790",
        "https://x.com/jean_45/status/1790#m",
        "https://x.com/%6Aean%5F45/status/%31790",
        "https://x.com:443/jean_45/status/1790",
        "<https://x.com/jean_45/status/1790>",
        "«https://x.com/jean_45/status/1790»",
        "(https://x.com/jean_45/status/1790)",
        "Regarde ça : https://x.com/jean_45/status/1790?s=20 !",
        "https://x.com/jean_45/status/1790https://x.com/jean_45/status/1790",
        "[lien](https://x.com/jean_45/status/1790?t=a)",
        "\ufeffhttps://x.com/jean_45/status/1790\u200b",
        "https://ｘ.com/jean_45/status/1790",
        "https://x.com/i/status/1790 https://x.com/jean_45/status/1790",
        "Via https://t.co/abc https://x.com/jean_45/status/1790",
        "https://x.com/jean_45/status/1790/analytics",
        "https://x.com/jean_45//status/1790",
        "https:/x.com/jean_45/status/1790",
        "https://x.com/a/../jean_45/status/1790",
        "https://x.com/jean_45/status/1790&s=20",
    ],
    (*X, None): ["https://x.com/i/web/status/1790", "https://twitter.com/i/status/1790?s=20", "x.com/i/status/1790"],
    (*INSTAGRAM, None): [
        "https://www.instagram.com/p/C6abc_D-Fgh/",
        "instagram.com/p/C6abc_D-Fgh",
        "https://instagram.com/reel/C6abc_D-Fgh/?igsh=MWQ1ZGUxMzBkMA==",
        "https://www.instagram.com/reels/C6abc_D-Fgh/",
        "https://www.instagram.com/tv/C6abc_D-Fgh/?utm_source=ig_web_copy_link",
        "https://m.instagram.com/p/C6abc_D-Fgh/?img_index=3",
        "https://www.instagram.com/p/C6abc_D-Fgh/embed/captioned/",
        "https://www.instagram.com/p/C6abc_D-Fgh/&igsh=abc",
        "https://www.instagram.com/p/C6abc_D-Fgh%3Figsh%3Dabc",
    ],
    (*INSTAGRAM, "jean.exemple"): [
        "https://www.instagram.com/Jean.Exemple/p/C6abc_D-Fgh/?igshid=x",
        "instagram.com/jean.exemple/reel/C6abc_D-Fgh/",
    ],
    ("instagram", "179", "https://www.instagram.com/p/C6abc_D-Fgh/c/179/", None): [
        "https://www.instagram.com/p/C6abc_D-Fgh/c/179/",
        "https://www.instagram.com/jean/reel/C6abc_D-Fgh/c/179?igsh=a",
    ],
    ("instagram", "180", "https://www.instagram.com/p/C6abc_D-Fgh/c/179/r/180/", None): [
        "instagram.com/p/C6abc_D-Fgh/c/179/r/180/"
    ],
    ("instagram", "33445566", "https://www.instagram.com/stories/jean/33445566/", "jean"): [
        "instagram.com/stories/Jean/33445566/?igsh=a"
    ],
    ("facebook", "12", "https://www.facebook.com/jeanexemple/posts/12", "jean.exemple"): [
        "https://www.facebook.com/Jean.Exemple/posts/12?__tn__=a&fbclid=b",
        "https://fr-fr.facebook.com/jean.exemple/posts/un-titre/12/",
        "https://mbasic.facebook.com/jean.exemple/posts/12",
        "fb.com/jean.exemple/posts/12",
    ],
    ("facebook", "12", "https://www.facebook.com/99999/posts/12", None): [
        "https://m.facebook.com/story.php?story_fbid=12&id=99999&mibextid=a",
        "https://www.facebook.com/permalink.php?id=99999&story_fbid=12",
        "https://www.facebook.com/99999/posts/12",
    ],
    ("facebook", "55", "https://www.facebook.com/jean/posts/12?comment_id=55", None): [
        "https://m.facebook.com/jean/posts/12?fbclid=a&comment_id=55"
    ],
    ("facebook", "56", "https://www.facebook.com/jean/posts/12?comment_id=55&reply_comment_id=56", None): [
        "https://www.facebook.com/jean/posts/12?reply_comment_id=56&comment_id=55"
    ],
    ("facebook", "77", "https://www.facebook.com/watch/?v=77", None): [
        "https://www.facebook.com/watch/?v=77",
        "https://www.facebook.com/reel/77?mibextid=a",
        "https://fb.com/watch/live/?v=77&ref=a",
    ],
    ("facebook", "78", "https://www.facebook.com/photo/?fbid=78", None): [
        "https://www.facebook.com/photo.php?fbid=78&set=a.1&type=3",
        "https://www.facebook.com/photo?fbid=78",
    ],
    ("facebook", "79", "https://www.facebook.com/groups/amis/posts/79", None): [
        "https://www.facebook.com/groups/amis/permalink/79/",
        "https://www.facebook.com/groups/amis/?multi_permalinks=79&hoisted_section_header_type=a",
    ],
    ("tiktok", "7123456789", "https://www.tiktok.com/@_/video/7123456789", "jean"): [
        "https://www.tiktok.com/@Jean/video/7123456789?is_from_webapp=1&sender_device=pc",
        "https://m.tiktok.com/@jean/photo/7123456789",
    ],
    ("tiktok", "7123456789", "https://www.tiktok.com/@_/video/7123456789", None): [
        "https://m.tiktok.com/v/7123456789.html?_r=1",
        "https://www.tiktok.com/embed/v2/7123456789",
        "https://www.tiktok.com/@/video/7123456789",
    ],
    ("youtube", "dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ", None): [
        "https://youtu.be/dQw4w9WgXcQ?si=AbC&t=3",
        "https://m.youtube.com/watch?app=desktop&v=dQw4w9WgXcQ",
        "https://youtube.com/shorts/dQw4w9WgXcQ?si=a",
        "https://www.youtube.com/live/dQw4w9WgXcQ",
        "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
        "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com/watch?list=PL1&amp;v=dQw4w9WgXcQ",
    ],
    ("youtube", "UgzAb.c", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=UgzAb.c", None): [
        "https://youtu.be/dQw4w9WgXcQ?lc=UgzAb.c&si=a"
    ],
    ("youtube", "UgkxAbCdEfGhIj", "https://www.youtube.com/post/UgkxAbCdEfGhIj", None): [
        "https://youtube.com/post/UgkxAbCdEfGhIj?si=a",
        "https://www.youtube.com/channel/UCabc/community?lb=UgkxAbCdEfGhIj",
    ],
    ("threads", "C8abcDEF", "https://www.threads.com/t/C8abcDEF", "jean.ex"): [
        "https://www.threads.net/@Jean.Ex/post/C8abcDEF?xmt=a",
        "threads.com/@jean.ex/post/C8abcDEF/media",
    ],
    ("threads", "C8abcDEF", "https://www.threads.com/t/C8abcDEF", None): [
        "https://www.threads.net/t/C8abcDEF/?igshid=a"
    ],
    ("bluesky", "3kabc", "https://bsky.app/profile/jean.bsky.social/post/3kabc", "jean.bsky.social"): [
        "https://bsky.app/profile/Jean.bsky.social/post/3kabc",
        "bsky.app/profile/jean.bsky.social/post/3kabc/liked-by?a=b",
    ],
    ("bluesky", "3kabc", "https://bsky.app/profile/did:plc:abc23/post/3kabc", None): [
        "https://bsky.app/profile/did%3Aplc%3Aabc23/post/3kabc"
    ],
    ("mastodon", "112233", "https://social.example.org/@jean/112233", "jean@social.example.org"): [
        "https://social.example.org/@Jean/112233",
        "https://social.example.org/users/jean/statuses/112233",
        "https://social.example.org/web/@jean/112233?a=b",
        "https://Social.Example.org/@jean@social.example.org/112233/embed",
    ],
    ("mastodon", "112233", "https://a.example.org/@jean@b.example.org/112233", "jean@b.example.org"): [
        "a.example.org/@jean@b.example.org/112233"
    ],
    ("linkedin", "7123456", "https://www.linkedin.com/feed/update/urn:li:activity:7123456/", None): [
        "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7123456/?utm_source=share&rcm=ACoAA",
        "https://fr.linkedin.com/embed/feed/update/urn:li:activity:7123456",
    ],
    ("linkedin", "7123456", "https://www.linkedin.com/feed/update/urn:li:activity:7123456/", "jean-ex"): [
        "https://www.linkedin.com/posts/jean-ex_un-%C3%A9crit-activity-7123456-AbCd?rcm=ACoAA"
    ],
    ("linkedin", "7123457", "https://www.linkedin.com/feed/update/urn:li:ugcPost:7123457/", "jean-ex"): [
        "https://www.linkedin.com/posts/jean-ex_mot-ugcPost-7123457-x_-y/"
    ],
    ("telegram", "55", "https://t.me/canal_45/55", "canal_45"): [
        "https://t.me/Canal_45/55?single",
        "https://t.me/s/canal_45/55",
        "telegram.me/canal_45/7/55",
    ],
    ("telegram", "9", "https://t.me/canal_45/55?comment=9", None): ["https://t.me/canal_45/55?comment=9&single"],
    ("web", "", "https://example.org/Un/article", None): [
        "http://example.org/Un/article/?utm_source=x&fbclid=y",
        "EXAMPLE.org/Un/article#haut",
        "https://example.org/./Un/x/../article;jsessionid=12",
        "https://example.org/%55n/article.",
        "https://example.org/Un/article&fbclid=abc",
        "https://example.org/Un/article%3Ffbclid%3Dabc",
    ],
    ("web", "", "https://example.org/%C3%A9t%C3%A9/a_(b)", None): [
        "https://example.org/été/a_(b)",
        "(https://example.org/%c3%a9t%c3%a9/a_(b))",
    ],
    ("web", "", "https://xn--t-9fab.example/a", None): [
        "https://été.example/a",
        "https://ÉTÉ.example/a",
        "https://xn--t-9fab.example/a",
    ],
    ("web", "12", "https://example.org/article#comment-12", None): [
        "https://example.org/article/?fbclid=a#comment-12",
        "https://example.org/article?t=42#COMMENT-12",
    ],
    ("web", "34", "https://example.org/article#commentaire34", None): ["https://example.org/article#commentaire34"],
    ("web", "", "https://example.org/?p=12", None): ["https://example.org/?p=12&utm_source=x", "example.org?p=12"],
    ("web", "", "https://example.org/?p=13", None): ["https://example.org/?utm_source=12&p=13"],
    ("web", "", "https://example.org/actualite?id=12", None): [
        "https://example.org/actualite?fbclid=abc&id=12&s=20",
        "https://example.org/actualite/?id=12&t=42",
    ],
    ("web", "", "https://example.org/actualite", None): [
        "https://example.org/actualite?id=jean",
        "https://example.org/actualite?t=42",
    ],
    ("web", "", "https://example.org/viewtopic.php?t=13", None): ["https://example.org/viewtopic.php?f=2&t=13&sid=9af"],
    ("web", "99", "https://example.org/viewtopic.php?p=99#p99", None): [
        "https://example.org/viewtopic.php?f=2&p=99#p99"
    ],
    ("web", "", "https://example.org/spip.php?article12", None): ["https://example.org/spip.php?article12&lang=fr"],
}


def pairs(table):
    return [(text, what) for what, texts in table.items() for text in texts]


def same(one, other):
    return (one.network, one.post_id, one.address) == (other.network, other.post_id, other.address)


@pytest.mark.parametrize(("text", "post"), pairs(SAME))
def test_however_it_is_written_a_post_has_one_address(text, post):
    network, post_id, address, handle = post
    assert canonical(text) == Address(network, post_id, handle, address)


def test_different_posts_have_different_addresses():
    addresses = {(network, post_id, address) for network, post_id, address, _handle in SAME}
    assert len(addresses) == len({address for _network, _id, address in addresses})


@pytest.mark.parametrize("address", sorted({address for _network, _id, address, _handle in SAME}))
def test_a_canonical_address_is_its_own(address):
    assert canonical(address).address == address
    assert same(
        canonical(address), canonical(f"  {address}?igsh=abc" if "?" not in address and "#" not in address else address)
    )


def test_every_network_of_the_table_has_a_name_and_a_case_here():
    assert {network.key for network in TABLE} <= set(NETWORKS)
    assert {network for network, *_rest in SAME} | {"own"} == set(NETWORKS)


def test_a_page_of_the_organisation_is_its_own(settings):
    settings.OWN_HOSTS = ["programme.example.org"]
    assert canonical("https://programme.example.org/mesure-1/#comment-7") == Address(
        "own", "7", None, "https://programme.example.org/mesure-1#comment-7"
    )


def test_a_comment_never_has_the_handle_of_the_post_above_it():
    for text in ["https://www.facebook.com/jean/posts/12?comment_id=55", "https://t.me/canal_45/55?comment=9"]:
        assert canonical(text).handle is None


HOSTS = st.sampled_from(
    sorted({domain for network in TABLE for domain in network.domains} | {"example.org", "t.co", "été.example"})
)
WORDS = st.sampled_from(
    [
        "p",
        "reel",
        "status",
        "i",
        "web",
        "@jean",
        "...",
        "a.b",
        "posts",
        "watch",
        "video",
        "c",
        "r",
        "share",
        "12345",
        "C6abcDEFghi",
        "..",
        ".",
        "",
        "%2e",
        "%zz",
        "é",
        "a.",
        "a)",
        "(b",
        ";x=1",
        "&y=2",
        "urn:li:activity:12345",
        "statuses",
        "users",
        "groups",
        "%E2%80%A6",
    ]
)
QUERIES = st.sampled_from(
    [
        "",
        "?v=dQw4w9WgXcQ",
        "?v=12&comment_id=3",
        "?igsh=a",
        "#comment-3",
        "?lc=a&v=dQw4w9WgXcQ",
        "?fbid=1&x",
        "??",
        "#?",
        "?%",
    ]
)
LINKS = st.builds(
    lambda host, path, query: f"https://{host}/{'/'.join(path)}{query}", HOSTS, st.lists(WORDS, max_size=6), QUERIES
)


def read(text):
    try:
        return canonical(text)
    except NotAPost:
        return None


@given(LINKS | st.text(max_size=80) | st.builds("https://{}/{}".format, st.text(max_size=20), st.text(max_size=40)))
def test_any_text_has_one_stable_address_or_is_refused(text):
    first = read(text)
    if first:
        assert same(first, canonical(first.address))
        assert first.address.startswith("https://") and first.address.isascii() and len(first.address) <= LONGEST
        assert not CONTROL.search(first.address) and len(first.post_id) <= 255
