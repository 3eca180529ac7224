"""A wrong environment is refused with a sentence, before anything else happens."""

import base64

import pytest
from django.core.exceptions import ImproperlyConfigured

from alteram.environment import POSTGRESQL, SQLITE, Environment
from tests.authority import Tokens

PUBLIC = "known to everybody, and long enough to look like a secret to a machine"
KEY = base64.b64encode(bytes(32)).decode()
OTHER_KEY = base64.b64encode(bytes([1]) * 32).decode()


def refused(sentence):
    return pytest.raises(ImproperlyConfigured, match=sentence)


@pytest.mark.parametrize("value", ["true", "1", "Yes", "on", " yes"])
def test_a_flag_is_yes_or_no(value):
    with refused("ALTERAM_DEMO must be 'yes' or 'no', not"):
        Environment({"ALTERAM_DEMO": value}).flag("ALTERAM_DEMO", default=False)
    assert Environment({"ALTERAM_DEMO": "yes"}).flag("ALTERAM_DEMO", default=False) is True
    assert Environment({"ALTERAM_DEMO": "no"}).flag("ALTERAM_DEMO", default=True) is False


def test_an_empty_variable_is_an_absent_one():
    assert Environment({"ALTERAM_DEMO": ""}).flag("ALTERAM_DEMO", default=True) is True
    assert not Environment({"SECRET_KEY": ""}).has("SECRET_KEY")


@pytest.mark.parametrize("value", ["abc", "0", "65536", "-1", "80.5", "８０"])
def test_a_port_is_a_number_that_exists(value):
    with refused("PORT must be a number from 1 to 65535"):
        Environment({"PORT": value}).port("PORT", default=8000)
    assert Environment({}).port("PORT", default=8000) == 8000


@pytest.mark.parametrize("value", ["", "short", PUBLIC])
def test_only_a_demo_takes_a_key_that_everybody_knows(value):
    environment = Environment({"SECRET_KEY": value})
    with refused("SECRET_KEY (is missing|must be 50 random characters)"):
        environment.secret("SECRET_KEY", public=PUBLIC, demo=False)
    assert environment.secret("SECRET_KEY", public=PUBLIC, demo=True) == (value or PUBLIC)


@pytest.mark.parametrize(
    "value", ["alteram.example.org", "ftp://alteram.example.org", "https://", "https://a.org/path"]
)
def test_an_address_is_a_scheme_and_a_host(value):
    with refused("ALTERAM_ADDRESS must be like https://"):
        Environment({"ALTERAM_ADDRESS": value}).address("ALTERAM_ADDRESS", demo="http://127.0.0.1:8000")


def test_an_address_outside_a_demo_is_https():
    with refused("ALTERAM_ADDRESS must be like https://"):
        Environment({"ALTERAM_ADDRESS": "http://alteram.example.org"}).address("ALTERAM_ADDRESS", demo=None)
    with refused("ALTERAM_ADDRESS is missing"):
        Environment({}).address("ALTERAM_ADDRESS", demo=None)
    given = Environment({"ALTERAM_ADDRESS": "https://alteram.example.org/"})
    assert given.address("ALTERAM_ADDRESS", demo=None) == "https://alteram.example.org"


@pytest.mark.parametrize("value", ["mysql://u@h/d", "nonsense", "postgresql://u@h:port/d"])
def test_a_database_is_postgresql_or_sqlite(value, tmp_path):
    with refused("DATABASE_URL"):
        Environment({"DATABASE_URL": value}).database("DATABASE_URL", default=tmp_path / "a.sqlite3")


def test_postgresql_may_listen_on_a_socket(tmp_path):
    environment = Environment({"DATABASE_URL": f"postgresql://someone@/alteram?host={tmp_path}"})
    database = environment.database("DATABASE_URL", default=tmp_path / "a.sqlite3")
    assert (database["ENGINE"], database["NAME"], database["HOST"]) == (POSTGRESQL, "alteram", "")
    assert database["OPTIONS"] == {"connect_timeout": 5, "host": str(tmp_path)}


@pytest.mark.parametrize("given", [{}, {"DATABASE_URL": "postgresql://someone@localhost/alteram"}])
def test_connections_are_kept_from_one_request_to_the_next(given, tmp_path):
    database = Environment(given).database("DATABASE_URL", default=tmp_path / "a.sqlite3")
    assert database["CONN_MAX_AGE"] and database["CONN_HEALTH_CHECKS"]


def test_sqlite_takes_its_write_lock_at_once(tmp_path):
    database = Environment({}).database("DATABASE_URL", default=tmp_path / "a.sqlite3")
    assert (database["ENGINE"], database["NAME"]) == (SQLITE, str(tmp_path / "a.sqlite3"))
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_a_broker_speaks_the_redis_protocol():
    with refused("REDIS_URL must begin with redis://"):
        Environment({"REDIS_URL": "amqp://localhost"}).redis("REDIS_URL", default="redis://127.0.0.1")


@pytest.mark.parametrize("value", ["mail.example.org", "imap://mail.example.org", "smtp://host:port"])
def test_a_mail_server_is_named_by_an_address(value):
    with refused("EMAIL_URL must be like smtp"):
        Environment({"EMAIL_URL": value}).email("EMAIL_URL", default="consolemail://")


@pytest.mark.parametrize("value", ["", "k1", f":{KEY}", "k1:short", "k1:é", f"k1:{KEY},k1:{OTHER_KEY}"])
def test_identity_keys_are_whole_and_apart(value):
    with refused("IDENTITY_KEYS"):
        Environment({"IDENTITY_KEYS": value}).keys("IDENTITY_KEYS", demo=None)


def test_the_first_identity_key_is_the_one_that_seals():
    keys = Environment({"IDENTITY_KEYS": f"k2:{OTHER_KEY}, k1:{KEY}"}).keys("IDENTITY_KEYS", demo=None)
    assert list(keys) == ["k2", "k1"]
    assert keys["k1"] == bytes(32)


def test_a_demo_derives_its_one_identity_key():
    assert [len(key) for key in Environment({}).keys("IDENTITY_KEYS", demo="a").values()] == [32]
    assert Environment({}).keys("IDENTITY_KEYS", demo="a") != Environment({}).keys("IDENTITY_KEYS", demo="b")


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with refused("ALTERAM_VAR: the folder .* cannot be made"):
        Environment({"ALTERAM_VAR": str(tmp_path / "file" / "var")}).folder("ALTERAM_VAR", default=tmp_path)


@pytest.fixture
def certificate(tmp_path):
    file = tmp_path / "authority.pem"
    file.write_bytes(Tokens().pem)
    return str(file)


def an_authority(address="https://time.example.org/tsr", file=""):
    return Environment({"TIME": address, "PROOF": file}).authority("TIME", proof="PROOF")


def test_nobody_stamps_unless_somebody_is_named():
    assert an_authority("", "") is None


def test_an_authority_has_an_address(certificate):
    for address in ("", "time.example.org", "ftp://time.example.org", "https://", "file:///etc/passwd"):
        with refused("TIME must be like https://time.example.org/tsr, not"):
            an_authority(address, certificate)


def test_an_authority_has_certificates_in_a_file(certificate, tmp_path):
    (tmp_path / "none.pem").write_text("nothing")
    for file in ("", str(tmp_path), str(tmp_path / "absent.pem"), str(tmp_path / "none.pem")):
        with refused("PROOF must name a file with the certificates of https://time.example.org/tsr as PEM: "):
            an_authority(file=file)
    address, pem = an_authority(file=certificate)
    assert address == "https://time.example.org/tsr" and pem.startswith(b"-----BEGIN CERTIFICATE-----")
    assert an_authority("http://time.example.org", certificate)[0] == "http://time.example.org"
