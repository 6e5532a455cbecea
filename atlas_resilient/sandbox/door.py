"""
The front door: a request is noted, meets its fault, shows its token and is measured before the app sees it.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access import TokenRule
from .answers import Answer, plain_error
from .document import Document
from .faults import CommitThenHangUp, Delay, FaultPlan, HangUp, Status
from .hangup import hang_up
from .idempotency import HEADER, REPLAYED
from .record import Received, Record, logger

LARGEST_BODY = 1024 * 1024
# A body that is too large is still read so far: who is cut off while sending never sees the answer.
_PATIENCE = 16 * LARGEST_BODY
CONTROL = "/_sandbox/"
_REQUEST_ID = "X-Request-ID"
_OPEN = {"health"}


class FrontDoor:
    """
    The outermost ASGI application; *app* is the one behind it.
    """

    def __init__(
        self, app: ASGIApp, document: Document, record: Record, faults: FaultPlan, tokens: TokenRule
    ) -> None:
        self.stopping = asyncio.Event()
        self._app = app
        self._document = document
        self._record = record
        self._faults = faults
        self._tokens = tokens

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        visit = _Visit(scope, receive, send)
        if scope["path"].startswith(CONTROL):
            await self._enter(visit)
        else:
            await self._receive(visit)

    async def _receive(self, visit: _Visit) -> None:
        operation = self._document.find(visit.scope["method"], visit.scope["path"])
        fault = self._faults.take(operation.id) if operation else None
        received = visit.received(operation.id if operation else None, fault.name if fault else None)
        number = self._record.begin(received)
        visit.on_answer = lambda known: self._record.finish(number, dataclasses.replace(received, **known))
        match fault:
            case HangUp():
                await visit.hang_up()
            case Status():
                await visit.answer(fault.answer())
            case Delay() if not await self._pause(fault.seconds):
                await visit.hang_up()
            case CommitThenHangUp():
                await self._check(visit.unanswered(), received.operation)
                await visit.hang_up()
            case _:
                await self._check(visit, received.operation)

    async def _pause(self, seconds: float) -> bool:
        """Wait, and return whether the server is still there afterwards."""
        try:
            await asyncio.wait_for(self.stopping.wait(), seconds)
        except TimeoutError:
            return True
        return False

    async def _check(self, visit: _Visit, operation: str | None) -> None:
        if operation is not None and operation not in _OPEN:
            objection = self._tokens.objection(visit.scope["method"], visit.headers)
            if objection is not None:
                await visit.answer(objection)
                return
        await self._enter(visit)

    async def _enter(self, visit: _Visit) -> None:
        try:
            body = await visit.body()
        except _TooLarge:
            await visit.answer(plain_error(413, f"a body has {LARGEST_BODY} bytes at most"))
            return
        except _Gone:
            visit.note({})
            return
        try:
            await self._app(visit.scope, _replaying(body, visit.receive), visit.send)
        except Exception:
            logger.exception("%s %s failed", visit.scope["method"], visit.scope["path"])
            if not visit.answered:
                await visit.answer(plain_error(500, "Internal Server Error"))


class _TooLarge(Exception):
    """The body has more bytes than are taken."""


class _Gone(Exception):
    """The caller hung up before the body was complete."""


class _Visit:
    """
    One request at the door.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.receive = receive
        self.headers = Headers(scope=scope)
        self.answered = False
        self.on_answer: Callable[[dict[str, Any]], None] = lambda known: None
        self._send = send
        self._request_id = self.headers.get(_REQUEST_ID) or str(uuid4())

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

    def unanswered(self) -> _Visit:
        """Return the same visit with its answer going nowhere."""
        return _Visit(self.scope, self.receive, _nowhere)

    def note(self, known: dict[str, Any]) -> None:
        """Note how the visit ended."""
        self.answered = True
        self.on_answer(known)

    async def body(self) -> bytes:
        """Return the whole body."""
        announced = int(self.headers.get("Content-Length", "0"))
        if announced > (LARGEST_BODY if "Expect" in self.headers else _PATIENCE):
            raise _TooLarge
        body, size, more = bytearray(), 0, True
        while more and size <= _PATIENCE:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            size, more = size + len(message["body"]), message["more_body"]
            if size <= LARGEST_BODY:
                body += message["body"]
        if size > LARGEST_BODY:
            raise _TooLarge
        return bytes(body)

    async def send(self, message: Message) -> None:
        """Send on *message*; the record is complete before the caller can see the answer."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers[_REQUEST_ID] = self._request_id
            self.note({"status": message["status"], "replayed": REPLAYED in headers})
        await self._send(message)

    async def answer(self, answer: Answer) -> None:
        """Send *answer*."""
        await answer.response()(self.scope, self.receive, self.send)

    async def hang_up(self) -> None:
        """Close the connection without an answer."""
        self.note({})
        await hang_up(self.scope, self.receive)


async def _nowhere(message: Message) -> None:
    """Drop *message*."""


def _replaying(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives *body* in one piece, then what comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay
