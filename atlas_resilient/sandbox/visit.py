"""
One request at the front door, as it came in and as it is answered, cut off or left without a word.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from .answers import Answer
from .hangup import hang_up, transport_of
from .idempotency import HEADER, REPLAYED
from .record import Received

LARGEST_BODY = 1024 * 1024
# A body that is too large is still read so far: who is cut off while sending never sees the answer.
_PATIENCE = 16 * LARGEST_BODY
_REQUEST_ID = "X-Request-ID"


class TooLarge(Exception):
    """The body has more bytes than are taken."""


class Gone(Exception):
    """The caller hung up before the body was complete."""


class Visit:
    """
    One request; *over* is set when nobody waits any longer, be it for a fault that is slow.
    """

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, over: asyncio.Event, request_id: str | None = None
    ) -> None:
        self.scope = scope
        self.receive = receive
        self.headers = Headers(scope=scope)
        self.answered = False
        self.gone = asyncio.Event()
        self.on_answer: Callable[[dict[str, Any]], None] = lambda known: None
        self._send = send
        self._over = over
        self._request_id = request_id or self.headers.get(_REQUEST_ID) or str(uuid4())

    def received(self, operation: str | None, fault: str | None) -> Received:
        """Return what is known on arrival."""
        return Received(
            operation=operation,
            method=self.scope["method"],
            path=self.scope["path"],
            query=self.scope["query_string"].decode("latin-1"),
            request_id=self._request_id,
            idempotency_key=self.headers.get(HEADER),
            fault=fault,
        )

    def aside(self, send: Send) -> Visit:
        """Return the same visit with its answer going to *send*."""
        return Visit(self.scope, self.receive, send, self._over, self._request_id)

    def note(self, known: dict[str, Any]) -> None:
        """Note how the visit ended."""
        self.answered = True
        self.on_answer(known)

    async def body(self) -> bytes:
        """
        Return the whole body.

        Raises:
            TooLarge, Gone: there is none.
        """
        announced = int(self.headers.get("Content-Length", "0"))
        if announced > (LARGEST_BODY if "Expect" in self.headers else _PATIENCE):
            raise TooLarge
        body, size, more = bytearray(), 0, True
        while more and size <= _PATIENCE:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise Gone
            size, more = size + len(message["body"]), message["more_body"]
            if size <= LARGEST_BODY:
                body += message["body"]
        if size > LARGEST_BODY:
            raise TooLarge
        return bytes(body)

    async def send(self, message: Message) -> None:
        """Send on *message*; the record is complete before the caller can see the answer."""
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)[_REQUEST_ID] = self._request_id
            self._note_start(message)
        await self._send(message)

    async def answer(self, answer: Answer) -> None:
        """Send *answer*."""
        await answer.response()(self.scope, self.receive, self.send)

    async def pause(self, seconds: float) -> bool:
        """Wait, and return whether the visit goes on afterwards."""
        try:
            await asyncio.wait_for(self._over.wait(), seconds)
        except TimeoutError:
            return True
        return False

    async def send_raw(self, start: Message, pieces: Iterable[bytes], every: float | None) -> None:
        """Write *pieces* below HTTP, with a pause after each if there is to be one, and close the connection."""
        self._note_start(start)
        transport = transport_of(self.scope)
        for piece in pieces:
            if transport.is_closing():
                break
            transport.write(piece)
            if every is not None and not await self.pause(every):
                break
        await hang_up(self.scope, self.receive)

    async def hang_up(self) -> None:
        """Close the connection without an answer."""
        self.note({})
        await hang_up(self.scope, self.receive)

    def cut_off(self) -> None:
        """Close the connection at once, whatever is going on."""
        transport_of(self.scope).abort()

    def _note_start(self, start: Message) -> None:
        self.note({"status": start["status"], "replayed": REPLAYED in Headers(raw=start["headers"])})
