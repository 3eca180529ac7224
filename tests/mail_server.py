"""A real mail server in the test's own process, which fails in every way in which mail servers do."""

import asyncio
import contextlib
import threading
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

POINTS = ("EHLO", "MAIL", "RCPT", "DATA", "TAKEN", "QUIT")  # of a conversation, in order


class Silence:
    """From this point of one conversation on, after so many that passed it, nothing more is said.

    `strike` is called as it begins, with the port of whoever waits for an answer.
    """

    def __init__(self, point, after, strike):
        self.point, self.left, self.strike = point, after, strike
        self.has_begun = threading.Event()


class MailServer:
    """`wire` has the Message-ID of every message taken, in order, doubles too, as the sender wrote it before the @.

    `doubtful` has those of which the sender may not know that they were taken: the last one of each conversation that
    broke off. No other may ever be there twice.
    """

    def __init__(self, port):
        self.port = port
        self.wire, self.doubtful = [], []
        self.refused = set()  # addresses that nobody has
        self.answers = {}  # what is said at a point instead of yes
        self.refusals = 0
        self._silence, self._open, self._controller = None, set(), None

    # From the test -----------------------------------------------------------------------------------------------

    def start(self):
        self._controller = _Listening(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self):
        """As when the machine loses its power: whoever is in conversation hears no end of it."""
        asyncio.run_coroutine_threadsafe(self._break_off(), self._controller.loop).result()
        self._controller.stop()
        self._controller = None

    @property
    def is_up(self):
        return self._controller is not None

    def fall_silent(self, point, *, after=0, strike=lambda port: None):
        self._silence = Silence(point, after, strike)
        return self._silence

    @contextlib.contextmanager
    def answering(self, point, words):
        self.answers[point] = words
        yield
        del self.answers[point]

    # From the conversations --------------------------------------------------------------------------------------

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        session.host_name = hostname
        refusal = await self._passes("EHLO", session)
        return [refusal] if refusal else responses

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        envelope.mail_from = address
        session.last = None  # nobody begins another message before the last one is known to be sent
        return await self._passes("MAIL", session) or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        refusal = "550 Nobody here has this name" if address in self.refused else await self._passes("RCPT", session)
        return refusal or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if refusal := await self._passes("DATA", session):
            return refusal
        session.last = message_from_bytes(envelope.content)["Message-ID"].strip("<>").partition("@")[0]
        self.wire.append(session.last)
        await self._passes("TAKEN", session)
        return "250 OK"

    async def handle_QUIT(self, server, session, envelope):  # noqa: N802
        await self._passes("QUIT", session)
        session.last = None  # whoever takes leave has heard all
        return "221 Bye"

    def begun(self, conversation):
        conversation.session.last = None
        self._open.add(conversation)

    def ended(self, conversation):
        self._open.discard(conversation)
        if conversation.session.last:
            self.doubtful.append(conversation.session.last)

    async def _passes(self, point, session):
        silence = self._silence
        if silence and silence.point == point:
            silence.left -= 1
            if silence.left < 0:
                self._silence = None
                silence.strike(session.peer[1])
                silence.has_begun.set()
                await asyncio.Event().wait()  # until the client is gone
        refusal = self.answers.get(point)
        self.refusals += refusal is not None
        return refusal

    async def _break_off(self):
        self._controller.server.close()
        for conversation in list(self._open):
            conversation.transport.abort()
        while self._open:
            await asyncio.sleep(0)


class _Listening(Controller):
    def factory(self):
        return _Conversation(self.handler, **self.SMTP_kwargs)


class _Conversation(SMTP):
    def connection_made(self, transport):
        super().connection_made(transport)
        self.event_handler.begun(self)

    def connection_lost(self, error):
        self.event_handler.ended(self)
        super().connection_lost(error)
