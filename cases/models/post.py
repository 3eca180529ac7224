"""Posts, which live elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..addresses import NETWORKS, Address, published_at
from ..likeness import ALIKE, in_common, likeness
from .draft import DraftFile
from .piece import Piece

COMPARED = 100  # posts of one account, the latest
MOST_CARDS = 3
PASSED_ON = timedelta(days=30)  # so long one capture is sent from hand to hand


class Alike(NamedTuple):
    """A post that may be the one described, and by what of the reader's own: words in common, or else a capture."""

    post: Post
    words: str = ""
    capture: DraftFile | None = None

    @property
    def shown(self) -> str:
        """What the reader would see of it."""
        return self.words or (self.capture.sha256 if self.capture else "")


class PostQuerySet(models.QuerySet["Post"]):
    def locked(self, address: Address, text: str, *, at: datetime) -> Post:
        """The one post at this address, made if need be; its row stays locked until the transaction ends.

        It is dated as far as its address tells, seen from the moment `at`.

        One statement on both engines: eight people who report it at once wait for one another here.
        """
        post = Post(
            network=address.network,
            post_id=address.post_id or "",
            address=address.address,
            handle=address.handle or "",
            text=text,
            published_at=published_at(address, at=at),
        )
        Post.objects.bulk_create([post], update_conflicts=True, unique_fields=["address"], update_fields=["network"])
        return post

    def unaddressed(self, network: str, handle: str, text: str) -> Post:
        """A capture or a text alone is a post of its own, unless its reporter recognises it in one described before."""
        return self.create(network=network, address=None, handle=handle, text=text)

    def recognised(self, key: int) -> Post:
        """The post that a reporter says is the same; its row stays locked until the transaction ends."""
        return self.select_for_update().get(pk=key)

    def alike(
        self, network: str, handle: str, text: str, captures: Sequence[DraftFile] = (), *, at: datetime
    ) -> list[Alike]:
        """Posts that may be the one described here, the likeliest first, at most three: the one rule of likeness.

        The same account was named, nobody gave an address (it would say for sure), and four words in five are the same
        or, of late, the same image was sent. Of those that would be shown alike only the first is given. Whatever else
        may tell that two posts are one is asked here and nowhere else.
        """
        if not network or not handle:
            return []
        told = self.filter(network=network, handle=handle, address=None)
        found: dict[int, Alike] = {}
        for one in [*told.described_like(text), *told.captured_like(captures, since=at - PASSED_ON)]:
            found.setdefault(one.post.pk, one)
        shown: dict[str, Alike] = {}
        for one in found.values():
            shown.setdefault(one.shown, one)
        return list(shown.values())[:MOST_CARDS]

    def described_like(self, text: str) -> list[Alike]:
        """Those of these in nearly these words; without any word, none."""
        described = self.order_by("-pk")[:COMPARED] if text else ()
        near = sorted((-likeness(text, post.text), post.pk, post) for post in described)
        return [Alike(post, words=in_common(text, post.text)) for distance, _key, post in near if -distance >= ALIKE]

    def captured_like(self, captures: Sequence[DraftFile], *, since: datetime) -> list[Alike]:
        """Those of these of which somebody reported one of these captures since then."""
        came = Piece.objects.captures().reported(since=since).filter(case__post__in=self)
        return [Alike(piece.case.post, capture=capture) for piece, capture in came.looking_like(captures)]


class Post(models.Model):
    """What somebody published elsewhere. Its address is canonical; nothing else of what was pasted is kept."""

    network = models.CharField(_("réseau"), max_length=12, choices=list(NETWORKS.items()))
    post_id = models.CharField(max_length=255, blank=True)
    address = models.CharField(_("adresse"), max_length=2000, unique=True, null=True)
    handle = models.CharField(_("compte"), max_length=255, blank=True)
    text = models.TextField(_("texte"), max_length=5000, blank=True)
    published_at = models.DateTimeField(null=True)  # read in its address, so never checked with the network

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["network", "handle"], condition=models.Q(address=None), name="post_told_by_words"),
        ]

    def __str__(self) -> str:
        return self.address or f"{self.get_network_display()} {self.handle}".strip()
