"""When a post was published, where the number in its address tells it: a table to read from top to bottom.

Nothing is asked of a network. The moment is that at which it gave the number: a post that waited for its hour may have
come later, and who runs a server of one's own can write any number. So it is a first answer, for people to check.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from .networks import Address

LETTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "-_"
SORTED_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Clock:
    """How a network counts: the addresses that hold a number, and the moment in it, in seconds since 1970.

    `since` is when it began to count so. Older numbers were given one after the other, and stand for no moment.
    """

    network: str
    address: str
    seconds: Callable[[str], float]
    since: datetime

    def read(self, post: Address) -> float | None:
        found = re.fullmatch(self.address, post.address) if post.network == self.network else None
        return self.seconds(found[1]) if found else None


def published_at(post: Address, *, at: datetime) -> datetime | None:
    """When the post of this canonical address was published; None where that tells nothing, or no past moment."""
    for clock in CLOCKS:
        seconds = clock.read(post)
        if seconds is not None and clock.since.timestamp() <= seconds <= at.timestamp():
            return datetime.fromtimestamp(seconds, UTC)
    return None


def snowflake(number: str) -> float:
    """41 bits of milliseconds since 4 November 2010, then 22 others ("Announcing Snowflake", Twitter, 2010)."""
    return ((int(number) >> 22) + 1_288_834_974_657) / 1000


def tiktok(number: str) -> float:
    """32 bits of seconds, then 32 others: seen in its numbers; the network itself does not say so."""
    return int(number) >> 32


def instagram(number: str) -> float:
    """41 bits of milliseconds since 24 August 2011, then 23 others ("Sharding & IDs at Instagram", 2012)."""
    return ((int(number) >> 23) + 1_314_220_021_721) / 1000


def instagram_code(code: str) -> float:
    """The same number in base 64, as the address of a post has it; Threads counts alike."""
    return instagram(str(number_in(code, LETTERS)))


def bluesky(key: str) -> float:
    """53 bits of microseconds, then 10 others, in base 32 (AT Protocol, "Timestamp Identifiers")."""
    return (number_in(key, SORTED_LETTERS) >> 10) / 1_000_000


def linkedin(number: str) -> float:
    """41 bits of milliseconds, then 22 others: seen in its numbers, beside the times in Microsoft's own examples."""
    return (int(number) >> 22) / 1000


def mastodon(number: str) -> float:
    """48 bits of milliseconds, then 16 others (Mastodon 2.0, `lib/mastodon/snowflake.rb`)."""
    return (int(number) >> 16) / 1000


def number_in(code: str, letters: str) -> int:
    number = 0
    for letter in code:
        number = number * len(letters) + letters.index(letter)
    return number


# A comment has a number of its own, which not every network counts alike: no line names one.
CLOCKS = (
    Clock("x", r"https://x\.com/i/status/(\d+)", snowflake, datetime(2010, 11, 5, tzinfo=UTC)),
    Clock("tiktok", r"https://www\.tiktok\.com/@_/video/(\d+)", tiktok, datetime(2016, 9, 20, tzinfo=UTC)),
    Clock("instagram", r"https://www\.instagram\.com/p/([\w-]{10,11})/", instagram_code,
          datetime(2011, 8, 25, tzinfo=UTC)),
    Clock("instagram", r"https://www\.instagram\.com/stories/[\w.]+/(\d+)/", instagram,
          datetime(2016, 8, 2, tzinfo=UTC)),
    Clock("threads", r"https://www\.threads\.com/t/([\w-]{10,11})", instagram_code, datetime(2023, 7, 5, tzinfo=UTC)),
    Clock("bluesky", r"https://bsky\.app/profile/[^/]+/post/([2-7a-j][2-7a-z]{12})", bluesky,
          datetime(2022, 11, 1, tzinfo=UTC)),
    Clock("linkedin", r"https://www\.linkedin\.com/feed/update/urn:li:\w+:(\d+)/", linkedin,
          datetime(2003, 5, 5, tzinfo=UTC)),
    Clock("mastodon", r"https://[^/]+/@[^/]+/(\d+)", mastodon, datetime(2017, 10, 1, tzinfo=UTC)),
)  # fmt: skip
