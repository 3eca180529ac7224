"""Typed readers of the environment: each gives a value of the right type or refuses with a sentence."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from cryptography.x509 import load_pem_x509_certificates
from django.core.exceptions import ImproperlyConfigured

POSTGRESQL = "django.db.backends.postgresql"
SQLITE = "django.db.backends.sqlite3"
WORDS = {"yes": True, "no": False}
KEY_LENGTH = 32
SHORTEST_SECRET = 50
# A connection for each request would cost a page twice its time, and SQLite its log: the last one to close empties it.
PERSISTENT = {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
# IMMEDIATE takes the write lock at BEGIN: two writers queue up instead of failing half-way.
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


class Environment:
    """The variables of one process, read by name. An empty variable counts as absent."""

    def __init__(self, variables: Mapping[str, str]):
        self.given = {name: value for name, value in variables.items() if value != ""}

    def has(self, name: str) -> bool:
        return name in self.given

    def text(self, name: str, default: str) -> str:
        return self.given.get(name, default)

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.given.get(name)
        if value is not None and value not in WORDS:
            raise ImproperlyConfigured(f"{name} must be 'yes' or 'no', not {value!r}.")
        return default if value is None else WORDS[value]

    def port(self, name: str, *, default: int) -> int:
        value = self.given.get(name, str(default))
        if not (value.isascii() and value.isdigit() and 1 <= int(value) <= 65535):
            raise ImproperlyConfigured(f"{name} must be a number from 1 to 65535, not {value!r}.")
        return int(value)

    def secret(self, name: str, *, public: str, demo: bool) -> str:
        """The secret of this name. `public` stands for it in a demo, and is refused everywhere else."""
        if demo:
            return self.given.get(name, public)
        value = self.given.get(name)
        if value is None:
            raise ImproperlyConfigured(
                f"{name} is missing: set it to {SHORTEST_SECRET} random characters or more, "
                "or set ALTERAM_DEMO=yes to try Alteram with made-up data."
            )
        if len(value) < SHORTEST_SECRET or value == public:
            raise ImproperlyConfigured(f"{name} must be {SHORTEST_SECRET} random characters or more, known to nobody.")
        return value

    def address(self, name: str, *, demo: str | None) -> str:
        """The public base address, without a slash at its end; `https` alone is good enough outside demo mode."""
        value = self.given.get(name, demo)
        if value is None:
            raise ImproperlyConfigured(
                f"{name} is missing: set it to the public address, as https://alteram.example.org"
            )
        parts = urlsplit(value)
        schemes = {"https"} if demo is None else {"http", "https"}
        if parts.scheme not in schemes or not parts.hostname or parts.path.strip("/"):
            raise ImproperlyConfigured(f"{name} must be like https://alteram.example.org, not {value!r}.")
        return value.rstrip("/")

    def folder(self, name: str, *, default: Path) -> Path:
        """A folder that this process may write to, made if absent."""
        folder = Path(self.given.get(name, default)).absolute()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(f"{name}: the folder {folder} cannot be made: {error.strerror}.") from None
        return folder

    def database(self, name: str, *, default: Path) -> dict[str, Any]:
        """Django's description of the PostgreSQL or SQLite database that the variable names."""
        value = self.given.get(name, f"sqlite:///{default}")
        if value.partition(":")[0] not in {"postgresql", "postgres", "sqlite"}:
            raise ImproperlyConfigured(f"{name} must begin with postgresql:// or sqlite:///.")
        try:
            config = environ.Env.db_url_config(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} cannot be read: {error}.") from None
        usual = SQLITE_OPTIONS if config["ENGINE"] == SQLITE else {"connect_timeout": 5}
        return PERSISTENT | config | {"OPTIONS": usual | config.get("OPTIONS", {})}

    def redis(self, name: str, *, default: str) -> str:
        value = self.given.get(name, default)
        if urlsplit(value).scheme not in {"redis", "rediss", "redis+socket"}:
            raise ImproperlyConfigured(f"{name} must begin with redis:// or rediss://, as redis://127.0.0.1:6379/0.")
        return value

    def email(self, name: str, *, default: str) -> dict[str, Any]:
        """Django's EMAIL_* settings of an address such as smtp+tls://user:password@host:587."""
        try:
            return environ.Env.email_url_config(self.given.get(name, default))
        except (KeyError, ValueError, ImproperlyConfigured):
            raise ImproperlyConfigured(f"{name} must be like smtp+tls://user:password@host:587.") from None

    def authority(self, name: str, *, proof: str) -> tuple[str, bytes] | None:
        """The address of an authority and, from the file that `proof` names, its certificates as PEM; None for none.

        Its answers are signed, so http is as good as https.
        """
        if name not in self.given and proof not in self.given:
            return None
        address, file = (self.given.get(one, "") for one in (name, proof))
        if urlsplit(address).scheme not in {"http", "https"} or not urlsplit(address).hostname:
            raise ImproperlyConfigured(f"{name} must be like https://time.example.org/tsr, not {address!r}.")
        try:
            certificates = Path(file).read_bytes()
            load_pem_x509_certificates(certificates)
        except (OSError, ValueError) as error:
            raise ImproperlyConfigured(
                f"{proof} must name a file with the certificates of {address} as PEM: {error}."
            ) from None
        return address, certificates

    def keys(self, name: str, *, demo: str | None) -> dict[str, bytes]:
        """Keys of 32 bytes by id, from `id:base64,id:base64`: the first seals, all unseal.

        `demo` is what a demo derives its one key from (else None).
        """
        if name not in self.given and demo is not None:
            return {"demo": hashlib.sha256(f"alteram {name}:{demo}".encode()).digest()}
        pairs = [pair.strip().partition(":") for pair in self.given.get(name, "").split(",") if pair.strip()]
        if not pairs:
            raise ImproperlyConfigured(f"{name} is missing: set it to an id, a colon and 32 random bytes in base64.")
        keys = {key_id: self._key(name, key_id, text) for key_id, _colon, text in pairs}
        if len(keys) < len(pairs):
            raise ImproperlyConfigured(f"{name} gives one key id twice.")
        return keys

    def _key(self, name: str, key_id: str, text: str) -> bytes:
        try:
            key = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if not key_id or len(key) != KEY_LENGTH:
            raise ImproperlyConfigured(f"{name}: the key {key_id!r} must be {KEY_LENGTH} bytes in base64.")
        return key
