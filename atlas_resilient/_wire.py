"""
The wire: exchanges sent over an httpx transport, each within its time, and their answers read to the end.
"""

from __future__ import annotations

import asyncio
import zlib
from functools import partial
from typing import Any, TypeVar

import httpx

from . import _deadline
from ._answers import Answer, value_of
from ._failures import TooLargeError, translated
from ._requests import Exchange
from ._shared import Forkable
from ._tracing import Traced
from ._transport import Route, new_async_transport, new_transport
from ._uncut import uncut

T = TypeVar("T")

_BODY_LIMIT = 64 * 1024 * 1024
_PIECE = 1024 * 1024
_VERSIONS = frozenset({b"HTTP/1.0", b"HTTP/1.1", b"HTTP/2", b"HTTP/3"})
# What is added for a task, so that httpx's own timeouts, which know whether the request left, come first.
_GRACE = 0.05


class SyncWire(Forkable):
    """Sends exchanges over a blocking transport; safe for threads, and after a fork."""

    def __init__(self, base_url: str, transport: httpx.BaseTransport | None) -> None:
        self._new = partial(new_transport, Route.to(base_url))
        self._transport = transport or self._new()
        self._given = transport is not None
        self._closed = False
        super().__init__()

    def send(self, exchange: Exchange[T], timeout: float | None, resend_count: int = 0) -> T:
        """Make one attempt of at most *timeout* seconds; what httpx raises becomes ours."""
        with translated(exchange):
            answer = self.fetch(exchange.request, timeout, exchange.operation.path, resend_count)

        return value_of(exchange.operation, answer, exchange.request_id, exchange.url)

    def fetch(
        self, request: httpx.Request, timeout: float | None, template: str = "", resend_count: int = 0
    ) -> Answer:
        """Return the whole answer to *request* within *timeout* seconds, or let httpx raise."""
        if self._closed:
            raise RuntimeError("this client is closed; make a new one")

        deadline = _deadline.within(timeout)
        with _deadline.applied(deadline), Traced(request, template, resend_count) as span:
            _limit(request, deadline)
            response = self._transport.handle_request(request)
            span.answered(response.status_code)
            try:
                body = _Body(response, deadline)
                for chunk in response.iter_raw() if body.encoded else response.iter_bytes():
                    body.take(chunk)
            finally:
                response.close()

        return body.answer()

    def close(self) -> None:
        """Close all connections; a further send is a `RuntimeError`."""
        self._closed = True
        self._transport.close()

    def begin_anew(self) -> None:
        """Begin anew in a process that was forked: the connections are the parent's."""
        if not self._given:
            self._transport = self._new()


class AsyncWire(Forkable):
    """Sends exchanges over an awaiting transport, on one event loop at a time."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport | None) -> None:
        self._new = partial(new_async_transport, Route.to(base_url))
        self._transport = transport or self._new()
        self._given = transport is not None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = False
        super().__init__()

    async def send(self, exchange: Exchange[T], timeout: float | None, resend_count: int = 0) -> T:
        """Make one attempt of at most *timeout* seconds; what httpx raises becomes ours."""
        with translated(exchange):
            answer = await self.fetch(exchange.request, timeout, exchange.operation.path, resend_count)

        return value_of(exchange.operation, answer, exchange.request_id, exchange.url)

    async def fetch(
        self, request: httpx.Request, timeout: float | None, template: str = "", resend_count: int = 0
    ) -> Answer:
        """Return the whole answer to *request* within *timeout* seconds, or let httpx raise."""
        if self._closed:
            raise RuntimeError("this client is closed; make a new one")

        self._settle(asyncio.get_running_loop())
        deadline = _deadline.within(timeout)
        with _deadline.applied(deadline), Traced(request, template, resend_count) as span:
            left = _limit(request, deadline)

            async def exchange() -> Answer:
                response = await self._transport.handle_async_request(request)
                span.answered(response.status_code)
                try:
                    body = _Body(response, deadline)
                    async for chunk in response.aiter_raw() if body.encoded else response.aiter_bytes():
                        body.take(chunk)
                finally:
                    await response.aclose()

                return body.answer()

            return await uncut(exchange, None if left is None else left + _GRACE)

    async def aclose(self) -> None:
        """Close all connections; a further send is a `RuntimeError`."""
        self._closed = True
        if self._loop in (None, asyncio.get_running_loop()):
            await self._transport.aclose()

    def begin_anew(self) -> None:
        """Begin anew: the connections are another process's, or of an event loop that has ended."""
        self._loop = None
        if not self._given:
            self._transport = self._new()

    def _settle(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._loop is loop:
            return

        if self._loop is not None:
            if self._loop.is_running():
                raise RuntimeError(
                    "this client is in use on another event loop; make one client for each loop"
                )
            self.begin_anew()

        self._loop = loop


class _Body:
    """
    The body of an answer while it is coming, and the answer once it is whole.

    It is decoded here, piece by piece: httpx decodes 64 KiB at once, which can be 64 MiB then.
    """

    def __init__(self, response: httpx.Response, deadline: _deadline.Deadline) -> None:
        version = response.extensions.get("http_version", b"HTTP/1.1")
        if version not in _VERSIONS:
            raise httpx.RemoteProtocolError(f"it speaks {version.decode('ascii', 'replace')}")

        # A response that was made from bytes has been read and decoded already.
        self.encoded = not response.is_stream_consumed
        self._response = response
        self._deadline = deadline
        self._content = bytearray()
        self._inflater = _inflater(response.headers) if self.encoded else None

    def take(self, chunk: bytes) -> None:
        if self._inflater is None:
            self._add(chunk)
            return

        try:
            full = True
            while full or chunk:
                piece = self._inflater.decompress(chunk, _PIECE)
                chunk, full = self._inflater.unconsumed_tail, len(piece) == _PIECE
                self._add(piece)
        except zlib.error as error:
            raise httpx.DecodingError(str(error)) from None

    def answer(self) -> Answer:
        if self._inflater is not None and not self._inflater.eof and self._content:
            raise httpx.DecodingError("its compressed body ends early")

        return Answer(self._response.status_code, self._response.headers, bytes(self._content))

    def _add(self, piece: bytes) -> None:
        self._content += piece
        if len(self._content) > _BODY_LIMIT:
            raise TooLargeError(f"it is longer than {_BODY_LIMIT >> 20} MiB")

        if self._deadline.has_passed():
            raise httpx.ReadTimeout("the deadline passed while the body was coming")


def _inflater(headers: httpx.Headers) -> Any:
    encoding = headers.get("Content-Encoding", "identity").strip().lower()
    if encoding in ("", "identity"):
        return None

    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise httpx.DecodingError(f"it is encoded as {encoding!r:.40}, which nobody asked for")

    # 32: gzip or zlib, whichever it is.
    return zlib.decompressobj(zlib.MAX_WBITS | 32)


def _limit(request: httpx.Request, deadline: _deadline.Deadline) -> float | None:
    """Put what is left into the request's own timeouts, and return it."""
    left = deadline.remaining()
    if left <= 0:
        # No connection was asked for yet: the request has surely not left.
        raise httpx.PoolTimeout("the deadline has passed")

    limit = None if left == float("inf") else left
    request.extensions["timeout"] = dict.fromkeys(("connect", "read", "write", "pool"), limit)
    return limit
