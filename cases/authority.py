"""An authority for time stamps (RFC 3161): it is sent a digest, and signs when it had it. Knows no case.

Nobody waits for it longer than `PATIENCE`, and it is believed nothing that its certificates do not prove.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from http.client import HTTPException
from threading import Thread
from typing import NamedTuple
from urllib.request import Request, urlopen

from cryptography.x509 import load_pem_x509_certificates
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

PATIENCE = 20.0  # seconds, all told
HEAVIEST = 64 * 1024  # bytes: a token with its certificates has five to ten thousand
SILENCE = (OSError, HTTPException, ValueError)  # what comes of a server that is not there, or says nonsense
QUERY, REPLY = "application/timestamp-query", "application/timestamp-reply"


class NoToken(Exception):
    """There is none, or it proves nothing: its one argument says why, in English, for whoever keeps the machine."""


class Authority(NamedTuple):
    """Where one answers, and the certificates that its tokens must lead to, as PEM."""

    address: str
    certificates: bytes

    def stamped(self, line: str) -> bytes:
        """Its answer about this line, verified, as DER. Only the SHA-256 of the line leaves. Raises NoToken."""
        asked = TimestampRequestBuilder().data(line.encode()).hash_algorithm(HashAlgorithm.SHA256).build()
        try:
            answer = within(PATIENCE, lambda: posted(self.address, asked.as_bytes()))
        except SILENCE as silence:
            raise NoToken(f"the authority did not answer: {str(silence) or type(silence).__name__}.") from silence
        self.moment_of(answer, line, nonce=asked.nonce)
        return answer

    def moment_of(self, answer: bytes, line: str, *, nonce: int | None = None) -> datetime:
        """When the authority had this line, as this answer proves. Raises NoToken for any other line or signer."""
        verifier = VerifierBuilder(roots=load_pem_x509_certificates(self.certificates), nonce=nonce).build()
        try:
            response = decode_timestamp_response(answer)
            verifier.verify_message(response, line.encode())
            return response.tst_info.gen_time
        except (ValueError, VerificationError) as wrong:
            raise NoToken(f"{wrong}.") from wrong


def posted(address: str, query: bytes) -> bytes:
    request = Request(address, query, {"Content-Type": QUERY, "Accept": REPLY})
    with urlopen(request, timeout=PATIENCE) as answer:
        return answer.read(HEAVIEST)


def within(seconds: float, do: Callable[[], bytes]) -> bytes:
    """What `do` gives or raises; TimeoutError after so long, be it for a name, a handshake, or a byte a minute.

    It goes on alone in a thread that nobody waits for, and that ends with the process.
    """
    answer: Future[bytes] = Future()

    def run() -> None:
        try:
            answer.set_result(do())
        except SILENCE as error:
            answer.set_exception(error)

    Thread(target=run, daemon=True).start()
    return answer.result(timeout=seconds)
