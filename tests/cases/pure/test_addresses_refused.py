"""What is no address of a post is refused, with a sentence that says what to do instead."""

import pytest

from cases.addresses import NotAPost, canonical
from cases.addresses.link import LONGEST

NEXT_STEP = "Ouvrez la publication puis copiez son adresse complète."

REFUSED = {
    "court": [
        "https://t.co/AbCdEf",
        "bit.ly/3xyz",
        "https://vm.tiktok.com/ZMabc/",
        "https://fb.watch/abc/",
        "https://fb.me/p/1",
        "https://instagr.am/p/C6abcDEFghi/",
        "https://www.instagram.com/share/reel/BAabcdef",
        "https://lnkd.in/abc",
        "https://www.facebook.com/share/p/1AbCdEf/",
        "https://www.facebook.com/share/v/1AbCdEf/?mibextid=x",
        "https://www.tiktok.com/t/ZTabc/",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fx.com%2Fa%2Fstatus%2F12",
        "https://www.youtube.com/clip/UgkxAbc",
        "https://www.instagram.com/s/aGlnaGxpZ2h0?story_media_id=1",
    ],
    "visible par d’autres": [
        "https://x.com/messages/12-34",
        "https://x.com/i/chat/12-34",
        "https://m.me/jean",
        "https://www.instagram.com/direct/t/178412/",
        "https://wa.me/33600000000",
        "https://www.facebook.com/messages/t/123",
        "https://t.me/c/1234/56",
        "https://t.me/+AbCdEf",
        "https://www.linkedin.com/messaging/thread/2-abc/",
        "https://discord.com/channels/1/2/3",
    ],
    "compte": [
        "https://x.com/jean_exemple45",
        "https://twitter.com/jean?s=21",
        "https://www.instagram.com/jean.exemple/",
        "https://www.instagram.com/jean.exemple?igsh=abc",
        "https://www.tiktok.com/@jean",
        "https://bsky.app/profile/a.fr",
        "https://www.threads.com/@jean",
        "https://www.linkedin.com/in/jean-exemple/",
        "https://t.me/canal",
        "https://www.facebook.com/jean.exemple",
        "https://www.youtube.com/channel/UCabc",
    ],
    "recherche": [
        "https://x.com/search?q=jean",
        "https://x.com/hashtag/a",
        "https://www.instagram.com/explore/tags/a/",
        "https://www.youtube.com/results?search_query=a",
        "https://www.google.com/search?q=x",
        "https://www.google.fr/url?q=x",
    ],
    "page web": [
        "javascript:alert(1)",
        "data:text/html,abc",
        "mailto:jean@example.org",
        "ftp://example.org/a",
        "twitter://status?id=12",
        "at://did:plc:abc/app.bsky.feed.post/3k",
        "javascript://x.com/a/status/12",
        "intent://x.com/a/status/12",
    ],
    "nom de site": [
        "http://127.0.0.1/a",
        "http://[::1]/a",
        "http://2130706433/a",
        "http://0x7f.1/a",
        "http://127.1/a",
        "http://localhost/a",
        "http://intranet/a",
        "http://box.local/a",
        "https://x/a/status/12",
        "https://x..com/a/status/12",
        "https:///",
        "https://",
    ],
    "utilisateur ou un port": [
        "https://x.com@evil.example/a/status/12",
        "https://a:b@x.com/a/status/12",
        "https://@x.com/a/status/12",
        "jean@example.org",
        "https://x.com:8080/a/status/12",
        "http://localhost:3000/a",
    ],
    "imite": [
        "https://x.com.evil.example/a/status/12",
        "https://instagram.com.evil.example/p/C6abcDEFghi/",
        "https://fxtwitter.com/a/status/12",
        "https://www.ddinstagram.com/p/C6abcDEFghi/",
        "https://х.com/a/status/12",
        "https://іnstagram.com/p/C6abcDEFghi/",
        "https://xn--u1a.com/a/status/12",
        "https://faceb00k.com/a/posts/12",
        "https://x.com.m.example/a/status/12",
        "https://fawww.cebook.com.facebook.com.example/a/posts/12",
        "https://nitter.example.org/a/status/12",
    ],
    "caractères": [
        "https://x.com/a/sta\x00tus/12",
        "https://x.com/a/status/12\x1b",
        "https://x.com/a/status\u202e/12",
        "https:\\\\x.com\\a\\status\\12",
        "https://x.com\\@evil.example/a/status/12",
        "https://x.com/a/sta\u200btus/12",
        "https://example.org/a%00b",
        "https://example.org/a%0d%0aSet-Cookie",
        "https://x.com/a/status/\ud83d",
    ],
    "coupée": ["https://x.com/jean/status/1790…", "x.com/jean/status/1790...", "https://www.instagram.com/p/C6ab…)"],
    "trop longue": ["https://example.org/" + "a" * LONGEST, "x" * 5000, "https://example.org/" + "é" * 400],
    "plusieurs": [
        "https://x.com/a/status/12 https://x.com/a/status/13",
        "x.com/a/status/12\nhttps://example.org/article",
    ],
    "pas d’adresse": ["", "   ", "Bonjour à tous", "un deux trois", "<>"],
    "lisible": [
        "https://[x.com/a/status/12",
        "https://x.com:abc/a/status/12",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&lc=%3Cb%3E",
    ],
    "contredit": ["https://www.youtube.com/watch?v=dQw4w9WgXcQ&v=aaaaaaaaaaa"],
    "site entier": ["https://example.org", "https://example.org/?utm_source=12", "https://example.org/#comment-1"],
    "": [
        "https://x.com/a/status/",
        "https://x.com/a/status/abc",
        "https://x.com/a/status/012",
        "https://x.com/a/status/12x",
        "https://x.com/home",
        "https://x.com/i/lists/12",
        "https://help.x.com/fr/a",
        "https://www.instagram.com/reels/",
        "https://www.instagram.com/reels/audio/123/",
        "https://www.instagram.com/jean/reels/",
        "https://www.instagram.com/stories/highlights/123456/",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/playlist?list=PL1",
        "https://www.facebook.com/watch/",
        "https://t.me/addstickers/12345",
        "https://x.com/a/status/１２",
    ],
}


@pytest.mark.parametrize(("text", "sentence"), [(text, said) for said, texts in REFUSED.items() for text in texts])
def test_what_is_no_post_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(NotAPost) as refusal:
        canonical(text)
    said = str(refusal.value)
    assert sentence in said
    assert said.endswith((NEXT_STEP, "appelez le 17 ou le 112.", "Donnez une seule adresse à la fois."))


@pytest.mark.parametrize(
    "host", ["x.m.com", "fawww.cebook.com", "notx.com", "x.com.co", "xx.com", "instagram-com.example.org"]
)
def test_a_host_that_only_resembles_a_network_is_none(host):
    for path in ["a/status/12", "p/C6abcDEFghi", "a/posts/12"]:
        try:
            found = canonical(f"https://{host}/{path}")
        except NotAPost:
            continue
        assert found.network == "web" and found.address == f"https://{host}/{path}"


def test_a_handle_fits_its_column():
    host = ".".join(["a" * 60] * 4)
    with pytest.raises(NotAPost, match="trop longue"):
        canonical(f"https://{host}/@{'b' * 50}/12345")


def test_a_sentence_waits_for_its_reader_s_language():
    with pytest.raises(NotAPost) as refusal:
        canonical("https://x.com/jean")
    assert not isinstance(refusal.value.args[0], str)
