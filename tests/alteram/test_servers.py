"""The embedded servers serve, and are gone afterwards."""

import tempfile
from pathlib import Path

import psycopg
import pytest
import redis

from alteram.local.servers import ServerMissing, postgresql, valkey


def test_the_redis_server_ends_with_its_block(tmp_path):
    with valkey(tmp_path) as address, redis.Redis.from_url(address) as client:
        assert client.ping()
    with pytest.raises(redis.ConnectionError), redis.Redis.from_url(address) as client:
        client.ping()


def test_postgresql_knows_accents_and_ends_with_its_block():
    with (
        tempfile.TemporaryDirectory() as folder,  # not below pytest's, which another user may not enter
        postgresql(Path(folder)) as address,
        psycopg.connect(address) as connection,
    ):
        assert connection.execute("SELECT lower('É')").fetchone() == ("é",)
        assert connection.info.server_version >= 150000
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(address)


def test_a_machine_without_servers_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr("alteram.local.servers._runs", lambda program: False)
    with pytest.raises(ServerMissing, match="install redis-server or valkey-server, or give"), valkey(tmp_path):
        pass
    with pytest.raises(ServerMissing, match=r"install postgresql .*, or give DATABASE_URL"), postgresql(tmp_path):
        pass
