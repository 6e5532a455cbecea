"""
The front door: a request is noted, meets its fault, shows its token and is measured before the app sees it.
"""

from __future__ import annotations

import asyncio
import dataclasses

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .access import TokenRule
from .answers import Answer, plain_error
from .document import Document
from .faults import CommitThenHangUp, Delay, Fault, HangUp, Status, Unhealthy
from .plan import FaultPlan
from .rate_limit import RateLimit
from .record import Record, logger
from .spoiling import KeptBack, spoil, unhealthy
from .visit import LARGEST_BODY, Gone, TooLarge, Visit

CONTROL = "/_sandbox/"
_OPEN = {"health"}


class FrontDoor:
    """
    The outermost ASGI application; *app* is the one behind it.
    """

    def __init__(
        self,
        app: ASGIApp,
        document: Document,
        record: Record,
        faults: FaultPlan,
        tokens: TokenRule,
        rate_limit: RateLimit,
    ) -> None:
        self._app = app
        self._document = document
        self._record = record
        self._faults = faults
        self._tokens = tokens
        self._rate_limit = rate_limit
        self._over = asyncio.Event()
        self._present: set[Visit] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        visit = Visit(scope, receive, send, self._over)
        if scope["path"].startswith(CONTROL):
            await self._enter(visit)
            return
        self._present.add(visit)
        try:
            await self._receive(visit)
        finally:
            self._present.discard(visit)
            visit.gone.set()

    def interrupt(self) -> None:
        """End every pause that the requests which are here make, or would make yet."""
        self._over.set()
        self._over = asyncio.Event()

    async def turn_out(self) -> None:
        """Cut off the requests that are here, and return when the last one is gone."""
        present = list(self._present)
        self.interrupt()
        for visit in present:
            visit.cut_off()
        for visit in present:
            await visit.gone.wait()

    async def _receive(self, visit: Visit) -> None:
        operation = self._document.find(visit.scope["method"], visit.scope["path"])
        fault = self._faults.take(operation.id) if operation else None
        received = visit.received(operation.id if operation else None, fault.name if fault else None)
        number = self._record.begin(received)
        visit.on_answer = lambda known: self._record.finish(number, dataclasses.replace(received, **known))
        match fault:
            case None:
                await self._check(visit, received.operation)
            case HangUp():
                await visit.hang_up()
            case Status(after_commit=False):
                await visit.answer(fault.answer())
            case Delay(after_commit=False):
                if await visit.pause(fault.seconds):
                    await self._check(visit, received.operation)
                else:
                    await visit.hang_up()
            case _:
                await self._spoil(visit, fault, await self._keep_back(visit, fault, received.operation))

    async def _keep_back(self, visit: Visit, fault: Fault, operation: str | None) -> KeptBack:
        """Return the answer of the work, or of a server that does none."""
        kept = KeptBack()
        aside = visit.aside(kept.send)
        if getattr(fault, "after_commit", True):
            await self._check(aside, operation)
        else:
            await aside.answer(plain_error(503, "a fault of the sandbox: 503"))
        return kept

    async def _spoil(self, visit: Visit, fault: Fault, kept: KeptBack) -> None:
        match fault:
            case _ if not kept.messages:
                # The caller went before the request was complete.
                visit.note({})
            case CommitThenHangUp() | HangUp():
                await visit.hang_up()
            case Status():
                await visit.answer(fault.answer())
            case Unhealthy():
                await visit.answer(unhealthy(kept))
            case Delay():
                if not await visit.pause(fault.seconds):
                    await visit.hang_up()
                    return
                for message in kept.messages:
                    await visit.send(message)
            case _:
                every = getattr(fault, "every", None)
                await visit.send_raw(kept.messages[0], spoil(fault, kept), every)

    async def _check(self, visit: Visit, operation: str | None) -> None:
        objection = self._unanswered(visit) if operation is None else self._objection(visit, operation)
        if objection is None:
            await self._enter(visit)
        else:
            await visit.answer(objection)

    def _unanswered(self, visit: Visit) -> Answer | None:
        methods = ", ".join(self._document.methods(visit.scope["path"]))
        return plain_error(405, "Method Not Allowed", {"Allow": methods}) if methods else None

    def _objection(self, visit: Visit, operation: str) -> Answer | None:
        # Whoever has no business here uses up nobody's tokens.
        stranger = self._tokens.objection(visit.scope["method"], visit.headers)
        if operation not in _OPEN and stranger is not None:
            return stranger
        return self._rate_limit.objection(visit.headers)

    async def _enter(self, visit: Visit) -> None:
        try:
            body = await visit.body()
        except TooLarge:
            await visit.answer(plain_error(413, f"a body has {LARGEST_BODY} bytes at most"))
            return
        except Gone:
            visit.note({})
            return
        try:
            await self._app(visit.scope, _replaying(body, visit.receive), visit.send)
        except Exception:
            logger.exception("%s %s failed", visit.scope["method"], visit.scope["path"])
            if not visit.answered:
                await visit.answer(plain_error(500, "Internal Server Error"))


def _replaying(body: bytes, receive: Receive) -> Receive:
    """Return a `receive` that gives *body* in one piece, then what comes after it."""
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return pending.pop() if pending else await receive()

    return replay
