"""The keys that texts and images lie under, each locked by one that the database does not have."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import connections, models, transaction

from ..encryption import KEY_LENGTH, Unsealable, box, derived, key_id_of, unbox

# {database: {name: key}}, the newest last. A key is never changed, and none is taken away that something lies under.
_known: dict[str, dict[str, bytes]] = {}


class DataKeyQuerySet(models.QuerySet["DataKey"]):
    def newest(self) -> tuple[str, bytes]:
        """(name, key) of the one to seal with. Raises Unsealable where there is none, or its own key is gone."""
        if not (known := _known.get(self._place) or self._read()):
            raise Unsealable("There is no key to lock texts with: run manage.py migrate.")
        return list(known.items())[-1]

    def named(self, name: str) -> bytes:
        """Raises Unsealable: there is no such key, or the one that locks it is gone."""
        known = _known.get(self._place, {})
        if name not in known and name not in (known := self._read()):
            raise Unsealable("Its key is gone.")
        return known[name]

    def begin(self) -> DataKey:
        """From now on new texts and images lie under a new key; what lies under older ones stays as it is.

        Outside of any transaction that could be undone: what a key sealed is lost with it.
        """
        name, key = secrets.token_hex(6), secrets.token_bytes(KEY_LENGTH)
        made = self.create(name=name, locked=_lock(name, key))
        _known.pop(self._place, None)
        return made

    def begin_first(self) -> None:
        """Where there is none yet, or none any more."""
        if not self.exists():
            self.begin()

    def lock_anew(self) -> int:
        """Each under the first of `settings.CONTENT_KEYS`, which may be opened under any of them; returns how many."""
        [first, *_others] = settings.CONTENT_KEYS
        with transaction.atomic(using=self.db):
            others = [one for one in self.select_for_update() if key_id_of(bytes(one.locked)) != first]
            for one in others:
                one.locked = _lock(one.name, one.unlocked())
                one.save(using=self.db, update_fields=["locked"])
        return len(others)

    def lost(self) -> set[str]:
        """The ids of keys that are needed and that `settings.CONTENT_KEYS` does not have."""
        return {key_id_of(bytes(locked)) for locked in self.values_list("locked", flat=True)} - {*settings.CONTENT_KEYS}

    @property
    def _place(self) -> str:
        return str(connections[self.db].settings_dict["NAME"])

    def _read(self) -> dict[str, bytes]:
        rows = [one for one in self.order_by("pk") if one.can_be_unlocked]
        _known[self._place] = {one.name: one.unlocked() for one in rows}
        return _known[self._place]


class DataKey(models.Model):
    """A random key under a box that one of `settings.CONTENT_KEYS` opens: to replace those, no text is written anew."""

    name = models.CharField(max_length=12, unique=True)
    locked = models.BinaryField()
    made_at = models.DateTimeField(auto_now_add=True)

    objects = DataKeyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def can_be_unlocked(self) -> bool:
        return key_id_of(bytes(self.locked)) in settings.CONTENT_KEYS

    def unlocked(self) -> bytes:
        """The key itself, 32 bytes; raises Unsealable."""
        return unbox(bytes(self.locked), _bound(self.name), key_of=lambda one: _locking(settings.CONTENT_KEYS[one]))


def seal(content: bytes, bound_to: str, *, using: str | None = None) -> bytes:
    """A box under the newest key. Raises Unsealable where there is none."""
    name, key = DataKey.objects.using(using).newest()
    return box(content, bound_to, key_id=name, key=key)


def unseal(boxed: bytes, bound_to: str) -> bytes:
    """What was sealed; raises Unsealable."""
    return unbox(boxed, bound_to, key_of=DataKey.objects.all().named)


def _lock(name: str, key: bytes) -> bytes:
    key_id, locking = next(iter(settings.CONTENT_KEYS.items()))
    return box(key, _bound(name), key_id=key_id, key=_locking(locking))


def _bound(name: str) -> str:
    return f"data key {name}"


def _locking(key: bytes) -> bytes:
    return derived(key, "data keys")
