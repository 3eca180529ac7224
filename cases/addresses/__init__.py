"""One post, one address: what of a link is kept, network by network, before anything is stored.

A sharing parameter can name who shared a link. So nothing is stripped: a table says what is kept, the rest never
enters.
"""

from .link import NotAPost, Telling
from .moments import published_at
from .networks import NETWORKS, Address
from .text import canonical, has_link, in_text, untraced

__all__ = [
    "NETWORKS", "Address", "NotAPost", "Telling", "canonical", "has_link", "in_text", "published_at", "untraced",
]  # fmt: skip
