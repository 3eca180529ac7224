"""An authority for time stamps on this machine: certificates of its own, tokens as RFC 3161 has them, and bad moods.

Its tokens are written here byte by byte: the library that the product uses reads them only.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from rfc3161_client._rust import parse_timestamp_request

NOON = datetime(2026, 12, 9, 12, tzinfo=UTC)
SHA256, ECDSA = "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"

# DER ------------------------------------------------------------------------------------------------------------------


def der(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    written = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, size] if size < 128 else [tag, 0x80 | len(written), *written]) + body


sequence, octets = partial(der, 0x30), partial(der, 0x04)


def a_set(*members, tag=0x31):
    return der(tag, *sorted(members))


def integer(number):
    return der(0x02, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    body = bytes([40 * first + second])
    for one in rest:
        groups = [one >> shift & 0x7F for shift in range(one.bit_length() // 7 * 7, -1, -7)]
        groups = groups[next((i for i, part in enumerate(groups) if part), len(groups) - 1) :]
        body += bytes([*(part | 0x80 for part in groups[:-1]), groups[-1]])
    return der(0x06, body)


# Certificates and tokens ----------------------------------------------------------------------------------------------


def a_certificate(name, key, *, issuer=None, signed_with=None, stamps=True):
    """Of ten years, by itself or by an issuer; one that stamps may do nothing else."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(issuer or subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(NOON - timedelta(days=3650))
        .not_valid_after(NOON + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=not issuer, path_length=None), critical=True)
    )  # fmt: skip
    if issuer and stamps:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(signed_with or key, hashes.SHA256())


class Tokens:
    """Who signs: a root, and a certificate of it that may stamp, or may not."""

    def __init__(self, name="Time of the tests", *, stamps=True):
        root, self.key = (ec.generate_private_key(ec.SECP256R1()) for _each in range(2))
        self.root = a_certificate(f"{name}, root", root)
        self.mine = a_certificate(name, self.key, issuer=self.root.subject, signed_with=root, stamps=stamps)
        self.pem = self.root.public_bytes(Encoding.PEM)

    def answer(self, query, *, at=NOON, imprint=None, nonce=None):
        """To this request, as of then; about another imprint, or with another nonce, if one is given."""
        asked = parse_timestamp_request(query)
        info = sequence(
            integer(1), oid("1.2.3.4.1"),
            sequence(sequence(oid(SHA256)), octets(imprint or asked.message_imprint.message)),
            integer(7), der(0x18, f"{at:%Y%m%d%H%M%SZ}".encode()), integer(nonce or asked.nonce),
        )  # fmt: skip
        return sequence(sequence(integer(0)), self.signed(info))

    def signed(self, info):
        """CMS SignedData around it."""
        mine = self.mine.public_bytes(Encoding.DER)
        issued = sequence(self.mine.issuer.public_bytes(), integer(self.mine.serial_number))
        said = [
            sequence(oid(CONTENT_TYPE), a_set(oid(TST_INFO))),
            sequence(oid(MESSAGE_DIGEST), a_set(octets(hashlib.sha256(info).digest()))),
            sequence(oid(SIGNING_CERTIFICATE),
                     a_set(sequence(sequence(sequence(octets(hashlib.sha256(mine).digest())))))),
        ]  # fmt: skip
        signature = self.key.sign(a_set(*said), ec.ECDSA(hashes.SHA256()))
        signer = sequence(integer(1), issued, sequence(oid(SHA256)), a_set(*said, tag=0xA0), sequence(oid(ECDSA)),
                          octets(signature))  # fmt: skip
        content = sequence(oid(TST_INFO), der(0xA0, octets(info)))
        signed = sequence(integer(3), a_set(sequence(oid(SHA256))), content, der(0xA0, mine), a_set(signer))
        return sequence(oid(SIGNED_DATA), der(0xA0, signed))


# The server -----------------------------------------------------------------------------------------------------------


class Server:
    """What it was asked, and how it answers: `mood` is given the request and gives bytes, or does not come back."""

    def __init__(self, mood):
        self.mood, self.asked, self.over = mood, [], Event()

    def drips(self, _query):
        """A byte, and then nothing, until the test is over: a socket's own limit would begin anew with each."""
        yield b"x"
        self.over.wait(30)


@contextmanager
def an_authority(mood):
    """An address on this machine, and the server behind it."""
    server = Server(mood)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            server.asked.append((self.headers["Content-Type"], query))
            answer = server.mood(query)
            self.send_response(200 if answer is not None else 503)
            self.end_headers()
            for part in [answer] if isinstance(answer, bytes) else answer or ():
                self.wfile.write(part)
                self.wfile.flush()

        def log_message(self, *_said):
            """Nothing: the tests say what they find."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        listening.daemon_threads = True
        Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        server.address = f"http://127.0.0.1:{listening.server_port}/tsr"
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown()
